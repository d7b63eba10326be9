/** Traces: the rows that decided with their cells and sources, and those that failed in one cell. */
import assert from "node:assert/strict";
import { trace } from "#engine";
import { caseOf, type Record, schemeOf } from "../cases.ts";

const text = `scheme "Traced" {
  cite book "Manual, 8th edition" doi "10.1/abc"
  cite web "Errata" url "https://example.org/errata"
  cite plain "A letter"
}
number size unit cm from 0 to 30
category T unknown TX { T1  T2 }
category N unknown NX { N0  N1 }
category M { M0  M1 }
category stage { I  II  III  IV }
decide T highest @web {
  T1 when size <= 2
  T2 when size > 2
}
table "Groups" where M = M0 @book("p. 438") {
  T   | N   => stage
  T1  | N0  => I
  T2  | N0  => II    @plain
  any | N1  => III
}
decide stage {
  IV when M = M1
}
score points {
  N { N0 => 0; N1 => 1 }
  +2 when M = M1 and size > 2
}
`;
const scheme = schemeOf(text);
const told = (record: Record, decision: string) => trace(scheme, caseOf(scheme, record), decision);
const lineOf = (row: string) => text.slice(0, text.indexOf(row)).split("\n").length;

describe("a trace", () => {
  it("names the row with its line, text, result, block and source, and each cell with what was recorded", () => {
    const { decided } = told({ size: "3", N: "N0", M: "M0" }, "stage");
    assert.equal(decided.length, 1);
    const [row] = decided;
    assert.ok(row !== undefined);
    assert.deepEqual(
      { block: row.block, line: row.line, text: row.text, result: row.result, every: row.every, sources: row.sources },
      {
        block: "Groups",
        line: lineOf("T2  | N0  => II"),
        text: "T2 | N0 => II @plain",
        result: "II",
        every: true,
        // The row's own source stands for that of its block.
        sources: ["@plain, A letter"],
      },
    );
    assert.deepEqual(row.cells, [
      { variable: "M", rule: "the condition of Groups", value: "M0", matched: true },
      { variable: "T", rule: "T2", value: "T2", matched: true },
      { variable: "N", rule: "N0", value: "N0", matched: true },
    ]);
  });

  it("gives the source of the block with its note, doi or address", () => {
    assert.deepEqual(told({ size: "1", N: "N0", M: "M0" }, "stage").decided[0]?.sources, [
      '@book ("p. 438"), Manual, 8th edition, doi 10.1/abc',
    ]);
    assert.deepEqual(told({ size: "1" }, "T").decided[0]?.sources, ["@web, Errata, https://example.org/errata"]);
  });

  it("shows the rows that nearly matched, with the one cell that failed", () => {
    const { near } = told({ size: "3", N: "N0", M: "M0" }, "stage");
    assert.deepEqual(
      near.map((row) => [
        row.text,
        row.cells.filter((cell) => !cell.matched).map((cell) => `${cell.variable} ${cell.rule} but ${cell.value}`),
      ]),
      [
        ["T1 | N0 => I", ["T T1 but T2"]],
        ["any | N1 => III", ["N N1 but N0"]],
        ["IV when M = M1", ["M M = M1 but M0"]],
      ],
    );
  });

  it("leaves out rows that fail in two cells", () => {
    // M1: the rows of Groups fail in M; those of N0 in N as well.
    assert.deepEqual(
      told({ size: "3", N: "N1", M: "M1" }, "stage").near.map((row) => row.text),
      ["any | N1 => III"],
    );
  });

  it("tells apart what decides in every completion and in some", () => {
    const { decided } = told({ N: "N0", M: "M0" }, "stage");
    assert.deepEqual(
      decided.map((row) => [row.result, row.every]),
      [
        ["I", false],
        ["II", false],
      ],
    );
    assert.deepEqual(
      told({ N: "N1", M: "M0" }, "stage").decided.map((row) => [row.result, row.every]),
      [["III", true]],
    );
    assert.deepEqual(
      told({ N: "N1" }, "stage").decided.map((row) => [row.result, row.every]),
      [
        ["III", false],
        ["IV", false],
      ],
    );
  });

  it("says what was read from other decisions, and what cannot be read", () => {
    assert.deepEqual(told({ size: "3", N: "N0", M: "M0" }, "stage").notes, ["T is T2, from the rules for it."]);
    assert.deepEqual(told({ N: "N0", M: "M0" }, "stage").notes, ["T is T1 or T2, from the rules for it."]);
    assert.ok(
      told({ size: "99", N: "N0", M: "M0" }, "stage").notes.includes(
        "size cannot be read: 99 lies outside the range of size (0 to 30 cm).",
      ),
    );
  });

  it("shows the factors and lines of a score", () => {
    const { decided, near } = told({ size: "3", N: "N1", M: "M1" }, "points");
    assert.deepEqual(
      decided.map((row) => [row.block, row.text, row.result]),
      [
        ["points for N", "N1 => 1", "1"],
        ["score", "+2 when M = M1 and size > 2", "2"],
      ],
    );
    assert.deepEqual(
      near.map((row) => row.text),
      ["N0 => 0"],
    );
  });

  it("is empty for a name that nothing decides", () => {
    assert.deepEqual(told({}, "size"), { decision: "size", decided: [], near: [], notes: [] });
  });
});

describe("traces of policies", () => {
  const policies = schemeOf(`
category T { T1  T2  T4 }
category risk { low  high }
category stage { I  II  III }
table first { T => risk; T4 => high; any => low }
decide stage highest { I when T >= T1; II when T >= T2; III when T = T4 }
category other { a  b }
decide other { a when T = T1; otherwise b }
table { T => both; any => x; T1 => x }
category both { x  y }
`);
  const decided = (record: Record, decision: string) =>
    trace(policies, caseOf(policies, record), decision).decided.map((row) => [row.text, row.every]);

  it("under first only the row that decides", () => {
    assert.deepEqual(decided({ T: "T4" }, "risk"), [["T4 => high", true]]);
    assert.deepEqual(decided({ T: "T1" }, "risk"), [["any => low", true]]);
    assert.deepEqual(decided({}, "risk"), [
      ["T4 => high", false],
      ["any => low", false],
    ]);
  });

  it("under highest only the most severe", () => {
    assert.deepEqual(decided({ T: "T2" }, "stage"), [["II when T >= T2", true]]);
    assert.deepEqual(decided({ T: "T4" }, "stage"), [["III when T = T4", true]]);
  });

  it("otherwise", () => {
    assert.deepEqual(decided({ T: "T2" }, "other"), [["otherwise b", true]]);
    assert.deepEqual(decided({ T: "T1" }, "other"), [["a when T = T1", true]]);
  });

  it("every row that agrees", () => {
    assert.deepEqual(decided({ T: "T1" }, "both"), [
      ["any => x", true],
      ["T1 => x", true],
    ]);
  });
});
