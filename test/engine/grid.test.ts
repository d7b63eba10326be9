/** The stage grid: which axes it chooses, what its cells hold, and which rows it says decide them. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { drawGrid, type Grid, type GridCell, type GridWishes, load } from "#engine";
import { parse } from "#grammar";

const answerFor = (text: string, wishes: GridWishes = {}) =>
  drawGrid(
    load({ uri: "rules.stage", text, parsed: parse(text) }, () => undefined),
    wishes,
  );

function gridFor(text: string, wishes: GridWishes = {}): Grid {
  const answer = answerFor(text, wishes);
  assert.equal(answer.kind, "grid", answer.kind === "refused" ? answer.reason : "");
  return (answer as Extract<typeof answer, { kind: "grid" }>).grid;
}

const refusal = (text: string, wishes: GridWishes = {}): string => {
  const answer = answerFor(text, wishes);
  return answer.kind === "refused" ? answer.reason : "a grid";
};

const told = ({ outcome, unfilled }: GridCell): string => {
  switch (outcome.kind) {
    case "assigned":
      return outcome.value.text;
    case "undetermined":
      return outcome.possible.map((one) => one.text).join("|");
    case "conflict":
      return `conflict ${outcome.values.join("|")}`;
    case "excluded":
      return `excluded ${outcome.reasons.join("|")}`;
    case "none":
      return `none ${outcome.why}`;
    case "uncovered":
      return unfilled ? "???" : "gap";
    case "invalid":
      return "invalid";
  }
};

const names = (column: Grid["across"]): readonly string[] => column?.entries.map((entry) => entry.text) ?? [];
const drawn = (grid: Grid): readonly (readonly string[])[] => grid.cells.map((row) => row.map(told));
const lineNumbers = (grid: Grid, row: number, column: number): readonly number[] =>
  (grid.cells[row]?.[column]?.lines ?? []).flatMap((at) => grid.lines[at]?.line ?? []);

// Line 8 is the first row of the exclude, line 12 the first of the table.
const everything = `scheme "S" { }
category T unknown TX { Tis  T1 { T1a  T1b }  T2  T3 }
category N unknown NX { N0  N1 }
category M { M0  M1 }
category stage { 0  I { IA  IB }  II  III  IV }
exclude "in situ has no nodes" {
  T   | N
  Tis | N1
}
table {
  T      | N   | M  => stage
  Tis    | N0  | M0 => 0
  T1a    | N0  | M0 => IA
  T1     | N1  | M0 => II
  T1b    | N1  | M0 => III
  T2     | N0  | M0 => ???
  T3     | N0  | M0 => none "not defined"
  T3, TX | N1  | M0 => III
  any    | any | M1 => IV
}
`;

describe("the stage grid", () => {
  it("puts T down and N across, unknowns that a row names first, and holds the others at their first value", () => {
    const grid = gridFor(everything);
    assert.deepEqual([grid.decision, grid.down.name, grid.across?.name], ["stage", "T", "N"]);
    assert.deepEqual(names(grid.down), ["TX", "Tis", "T1a", "T1b", "T2", "T3"]);
    assert.deepEqual(names(grid.across), ["N0", "N1"], "no row names NX");
    assert.deepEqual(
      grid.held.map(({ column, at }) => `${column.name}=${at}`),
      ["M=M0"],
    );
  });

  it("says of each cell what a record with these values comes to", () => {
    assert.deepEqual(drawn(gridFor(everything)), [
      // TX with no row of its own stands for every T: 0 (Tis), IA, no row (T1b), no result yet (T2), none (T3).
      ["0|IA|none|uncovered", "III"],
      ["0", "excluded in situ has no nodes"],
      ["IA", "II"],
      ["gap", "conflict II|III"],
      ["???", "gap"],
      ["none not defined", "III"],
    ]);
  });

  it("names the rows that decide a cell, and what excludes it", () => {
    const grid = gridFor(everything);
    assert.deepEqual(lineNumbers(grid, 2, 0), [13]);
    assert.deepEqual(lineNumbers(grid, 3, 1), [14, 15]);
    assert.deepEqual(lineNumbers(grid, 1, 1), [6]);
    assert.deepEqual(lineNumbers(grid, 4, 0), [16]);
    assert.deepEqual(lineNumbers(grid, 4, 1), []);
  });

  it("shows the whole set where a column may be anything", () => {
    const grid = gridFor(everything, { where: { M: "any" } });
    assert.deepEqual(drawn(grid)[2], ["IA|IV", "II|IV"]);
    assert.deepEqual(drawn(grid)[3], ["IV|uncovered", "IV|conflict"], "a gap in one of them is never hidden");
  });

  it("holds a column at a parent or any value that a record may have", () => {
    const grid = gridFor(everything, { down: "M", across: "N", where: { T: "T1" } });
    assert.deepEqual(drawn(grid)[0], ["IA|uncovered", "II|conflict"]);
    assert.deepEqual(drawn(grid)[1], ["IV", "IV"]);
  });

  it("grades results by the order of the labels", () => {
    const grid = gridFor(everything);
    assert.deepEqual(
      grid.levels.map(({ text, level }) => `${text} ${level}`),
      ["0 0", "IA 0.2", "II 0.6", "III 0.8"],
    );
  });

  const numbers = `scheme "S" { }
number size unit cm from 0 to 30
number psa unit "ng/mL" from 0
flag high
category g { low  mid  top }
table first {
  size      | psa       | high => g
  <= 2      | < 10      | no   => low
  2 <.. 5   | any       | no   => mid
  any       | >= 20     | any  => top
  >= 10     | any       | any  => top
}
`;
  it("cuts numbers where the rules tell their values apart, and nowhere else", () => {
    const grid = gridFor(numbers);
    assert.deepEqual([grid.down.name, grid.down.unit], ["size", "cm"]);
    assert.deepEqual(names(grid.down), ["0..2", "2 <.. 5", "5 <..< 10", "10..30"]);
    assert.deepEqual(names(grid.across), ["0 ..< 10", "10 ..< 20", ">= 20"]);
    assert.equal(grid.across?.entries[1]?.title, "from 10, below 20");
    assert.deepEqual(drawn(grid), [
      ["low", "gap", "top"],
      ["mid", "mid", "mid"],
      ["gap", "gap", "top"],
      ["top", "top", "top"],
    ]);
    assert.deepEqual(drawn(gridFor(numbers, { where: { high: "yes" } }))[1], ["gap", "gap", "top"]);
  });

  it("keeps a single point that is a gap", () => {
    const text = `scheme "S" { }
number x from 0 to 10
category g { a  b }
table { x => g; < 5 => a; > 5 => b }
`;
    assert.deepEqual(names(gridFor(text).down), ["0 ..< 5", "5", "5 <.. 10"]);
    assert.deepEqual(drawn(gridFor(text)), [["a"], ["gap"], ["b"]]);
  });

  it("draws a score by what it can sum up to", () => {
    const text = `scheme "S" { }
flag a, b
score s { +1 when a; +1 when b }
category g { low  high }
table { s => g; 0 => low; 1..2 => high }
`;
    const grid = gridFor(text, { decision: "g" });
    assert.deepEqual(names(grid.down), ["0", "1..2"]);
    assert.deepEqual(drawn(grid), [["low"], ["high"]]);
    const sums = gridFor(text, { decision: "s" });
    assert.deepEqual(drawn(sums), [
      ["0", "1"],
      ["1", "2"],
    ]);
    assert.deepEqual(
      sums.levels.map(({ text: sum, level }) => [sum, level]),
      [
        ["0", 0],
        ["1", 0.5],
        ["2", 1],
      ],
    );
  });

  it("makes a column of each member of a set", () => {
    const text = `scheme "S" { }
set invades { heart  pleura }
category T { T3  T4 }
decide T { T4 when invades has heart; T3 when not invades has heart }
`;
    const grid = gridFor(text);
    assert.deepEqual(
      grid.columns.map(({ name }) => name),
      ["invades.heart", "invades.pleura"],
    );
    assert.deepEqual(drawn(grid), [
      ["T3", "T3"],
      ["T4", "T4"],
    ]);
  });

  it("draws nothing while the rules have a mistake, and says which", () => {
    const answer = answerFor(everything.replace("T1a    | N0", "T1q    | N0"));
    assert.ok(answer.kind === "refused");
    assert.match(answer.reason, /mistakes that must be mended first/);
    assert.ok(answer.findings.some((one) => one.code === "unknown-label"));
  });

  it("refuses what it cannot draw, and says what there is", () => {
    assert.match(refusal(everything, { decision: "stge" }), /no table of 'stge'; there are tables of stage/);
    assert.match(refusal(everything, { down: "G" }), /no column G; its columns are T, N, M/);
    assert.match(refusal(everything, { down: "T", across: "T" }), /both down and across/);
    assert.match(refusal(everything, { where: { G: "G1" } }), /no column G/);
    assert.match(refusal(everything, { where: { M: "M7" } }), /'M7' is not an M category/);
    assert.match(refusal('scheme "S" { }\n'), /decide nothing yet/);
    const bounds = Array.from({ length: 300 }, (_, at) => `  ${at} ..< ${at + 1} => a`).join("\n");
    const long = `scheme "S" { }\nnumber x from 0 to 300\ncategory g { a }\ntable {\n  x => g\n${bounds}\n  300 => a\n}\n`;
    assert.match(refusal(long), /too many values to draw/);
  });

  it("draws published tables as they were published", () => {
    const text = readFileSync("examples/solid/lung-ajcc8.stage", "utf8");
    const [head = "", ...facts] = readFileSync("test/facts/solid/lung_ajcc8.csv", "utf8").trim().split(/\r?\n/);
    const [t, n, m, stage] = ["t", "n", "m", "stage"].map((name) =>
      head
        .toLowerCase()
        .split(",")
        .findIndex((one) => one.startsWith(name)),
    );
    let compared = 0;
    for (const metastasis of ["M0", "M1a", "M1c"]) {
      const grid = gridFor(text, { where: { M: metastasis } });
      for (const fact of facts.map((line) => line.split(","))) {
        // Known answers have one word for none and excluded, and for what a T that was never assessed leaves open.
        if (fact[m ?? 0] !== metastasis || fact[stage ?? 0] === "unknown" || !fact.includes("high")) continue;
        const cell = grid.cells[names(grid.down).indexOf(fact[t ?? 0] ?? "")]?.[names(grid.across).indexOf(fact[n ?? 0] ?? "")];
        if (cell === undefined) continue;
        compared++;
        assert.equal(told(cell).replace(/^(none|excluded) .*/, "none"), fact[stage ?? 0], fact.join(" "));
      }
    }
    assert.ok(compared > 30, `${compared} cells compared`);
  });
});
