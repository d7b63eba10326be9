/** What a check says beside its findings: counts, related rows, fixes, severities; and what a loaded scheme tells. */
import assert from "node:assert/strict";
import { type CheckOptions, check, type Finding, load, type Scheme, stage } from "#engine";
import { parse } from "#grammar";
import { caseOf, schemeOf, tell } from "./cases.ts";

/** A scheme that may have errors. */
const loaded = (text: string): Scheme => load({ uri: "rules.stage", text, parsed: parse(text) }, () => undefined);
const findingsOf = (text: string, options: CheckOptions = {}): readonly Finding[] => check(loaded(text), options).findings;
const applied = (text: string, finding: Finding): string =>
  [...(finding.fixes[0]?.edits ?? [])].reverse().reduce((all, edit) => all.slice(0, edit.start) + edit.text + all.slice(edit.end), text);

const lung = `category T { T1 { T1a  T1b }  T2  T3 }
category N { N0  N1 }
category M { M0  M1 }
category stage { I  II  III }
exclude "not seen" when T = T3 and N = N0
table {
  T  | N   | M   => stage
  T1 | N0  | M0  => I
  T2 | any | M0  => II
  T2 | N1  | any => III
  T3 | N1  | any => III
}
`;

describe("the summary of a decision", () => {
  it("counts combinations of known values: covered, excluded, gaps, overlaps", () => {
    // 4 T x 2 N x 2 M = 16. Excluded: T3 N0, 2. Covered: T1a T1b N0 M0 (2), T2 M0 (2), T2 N1 M1 (1), T3 N1 (2) = 7. Overlap: T2 N1 M0.
    assert.deepEqual(check(loaded(lung)).decisions, [
      { decision: "stage", combinations: 16n, covered: 7n, excluded: 2n, reasons: 1, gaps: 7n, overlaps: 1n, analysed: true },
    ]);
  });

  it("is not analysed where something does not parse, nor what reads it", () => {
    const { decisions } = check(
      loaded(
        `${lung}table { stage => plan; I => a; T9 => b }\ncategory plan { a  b }\ntable { plan => next; a => x; b => x }\ncategory next { x }\n`,
      ),
    );
    assert.deepEqual(
      decisions.map((one) => [one.decision, one.analysed]),
      [
        ["stage", true],
        ["plan", false],
        ["next", false],
      ],
    );
  });

  it("counts what the rows of this decision tell apart, and of a score what it can come to", () => {
    // 0, 1 or 2 points; the first table only asks whether it is 2.
    const { decisions } = check(
      schemeOf(`flag a, b
score points { +1 when a; +1 when b }
category g { low  high }
category h { x  y  z }
table { points => g; < 2 => low; >= 2 => high }
table { points => h; 0 => x; 1 => y; 2 => z }`),
    );
    assert.deepEqual(
      decisions.map((one) => [one.decision, one.combinations, one.gaps]),
      [
        ["g", 2n, 0n],
        ["h", 3n, 0n],
      ],
    );
  });

  it("has one line for each factor of a score", () => {
    const { decisions } = check(schemeOf("flag a\nnumber x from 0\nscore points { a { no => 0; yes => 1 }; x { < 1 => 0; >= 1 => 2 } }"));
    assert.deepEqual(
      decisions.map((one) => [one.decision, one.combinations]),
      [
        ["points: points for a", 2n],
        ["points: points for x", 3n],
      ],
    );
  });
});

describe("a gap", () => {
  const gaps = findingsOf(lung).filter((one) => one.code === "gap");

  it("has disjoint regions that add up to what is missing", () => {
    const total = gaps.flatMap((one) => one.regions ?? []).reduce((sum, region) => sum + region.combinations, 0n);
    assert.equal(total, 7n);
  });

  it("has a case that is staged as uncovered", () => {
    const scheme = loaded(lung);
    for (const gap of gaps) {
      const record = Object.fromEntries((gap.witness ?? []).map((one) => [one.variable, one.text]));
      assert.deepEqual(stage(scheme, caseOf(scheme, record)).map(tell), ["uncovered"]);
    }
  });

  it("has a number strictly between the bounds where they belong to rows", () => {
    const text = "number size from 0 to 9\ncategory s { a  b }\ntable {\n  size => s\n  0 <.. 2 => a\n  3 ..< 9 => b\n}\n";
    const scheme = loaded(text);
    const cases = check(scheme).findings.map((one) => (one.witness ?? [])[0]?.text ?? "");
    assert.equal(cases.length, 1);
    const regions = check(scheme).findings.flatMap((one) => one.regions ?? []);
    assert.deepEqual(
      regions.map((one) => [one.cells[0]?.text, one.combinations]),
      [["0, 2 <..< 3, 9", 3n]],
    );
    for (const size of cases) assert.deepEqual(stage(scheme, caseOf(scheme, { size })).map(tell), ["uncovered"]);
    const [between] = check(loaded(text.replace("from 0 to 9", "from > 0 to < 9"))).findings;
    const size = between?.witness?.[0]?.text ?? "";
    assert.deepEqual(stage(scheme, caseOf(scheme, { size })).map(tell), ["uncovered"]);
    assert.ok(Number(size) > 2 && Number(size) < 3, size);
  });

  it("points at the rows that miss it by one cell", () => {
    const text =
      "category T { T1  T2  T3  T4 }\ncategory N { N0  N1 }\ncategory s { a  b }\ntable {\n  T | N => s\n  T1 | any => a\n  T2 | N0 => a\n  T4 | any => b\n  T3 | any => b\n}\n";
    const [gap] = findingsOf(text);
    // T2 N1: T1 and T3 are one label away, T4 two; in the row of T2 it is N.
    assert.deepEqual(
      gap?.related.map((one) => [text.slice(one.span.start, one.span.end), one.message]),
      [
        ["T1 | any => a", "this row nearly covers it: only T1 does not fit"],
        ["T2 | N0 => a", "this row nearly covers it: only N0 does not fit"],
        ["T3 | any => b", "this row nearly covers it: only T3 does not fit"],
      ],
    );
  });

  it("does not point at rows that fail in two cells", () => {
    const text =
      "category T { T1  T2 }\ncategory N { N0  N1 }\ncategory s { a }\ntable {\n  T | N => s\n  T1 | any => a\n  T1 | N0 => a\n  T2 | N0 => a\n}\n";
    const [gap] = findingsOf(text);
    assert.deepEqual(
      gap?.related.map((one) => text.slice(one.span.start, one.span.end)),
      ["T1 | any => a", "T2 | N0 => a"],
    );
  });

  it("offers a row with ??? below the last one, in the way of the file", () => {
    for (const newline of ["\n", "\r\n"]) {
      const text = [
        "category T { T1  T2  T3 }",
        "category N { N0  N1 }",
        "category s { a }",
        "table {",
        "    T  | N => s",
        "    T1 | any => a // first",
        "}",
        "",
      ].join(newline);
      const [gap] = findingsOf(text);
      assert.ok(gap !== undefined);
      assert.deepEqual([gap.fixes[0]?.title, gap.fixes[0]?.safe], ["Insert a row for it, with the result still to be filled in", false]);
      const mended = applied(text, gap);
      assert.ok(mended.includes(`    T1 | any => a // first${newline}    T2, T3 | any => ???${newline}}`), mended);
      assert.deepEqual(
        findingsOf(mended).map((one) => one.code),
        ["unfilled-row"],
      );
    }
  });

  it("offers none where a row cannot say it", () => {
    // In a rule T1 means its plain case and T1x alike, so no cell says the plain case alone.
    const [gap] = findingsOf("category T { T1 { T1  T1x }  T2 }\ncategory s { a }\ntable {\n  T => s\n  T1x => a\n  T2 => a\n}\n");
    assert.deepEqual([gap?.code, gap?.fixes.filter((fix) => fix.title.startsWith("Insert"))], ["gap", []]);
  });
});

describe("an overlap", () => {
  const text =
    "category T { T1  T2 }\ncategory N { N0  N1 }\ncategory s { a  b }\ntable {\n  T | N => s\n  T1 | any => a\n  any | N1 => b\n  T2 | N0 => b\n}\n";
  it("stands at the last row, points at the others, and its case is staged as a conflict", () => {
    const [overlap] = findingsOf(text);
    assert.ok(overlap !== undefined);
    assert.equal(overlap.code, "overlap");
    assert.equal(text.slice(overlap.span.start, overlap.span.end), "any | N1 => b");
    assert.deepEqual(
      overlap.related.map((one) => [text.slice(one.span.start, one.span.end), one.message]),
      [["T1 | any => a", "this row says a"]],
    );
    assert.deepEqual(overlap.witness, [
      { variable: "T", text: "T1" },
      { variable: "N", text: "N1" },
    ]);
    assert.equal(overlap.regions?.[0]?.combinations, 1n);
    const scheme = loaded(text);
    assert.deepEqual(stage(scheme, caseOf(scheme, { T: "T1", N: "N1" })).map(tell), ["conflict: a, b"]);
  });
});

describe("misspelt names and labels", () => {
  it("offer the change to the nearest", () => {
    const text = "category T { T1a  T2 }\ncategory s { a }\ntable { T => s; T1b => a; T2 => a }\n";
    const [unknown] = findingsOf(text);
    assert.ok(unknown !== undefined);
    assert.equal(unknown.fixes[0]?.title, "Change T1b to T1a");
    assert.deepEqual(findingsOf(applied(text, unknown)), []);
  });
});

describe("severities", () => {
  const text = "category T { T1  T2 }\ncategory s { a  b }\ntable { T => s; T1 => a }\nexamples { T => s; T1 => a }\n";
  const told = (options: CheckOptions) =>
    findingsOf(text.replaceAll("{ T => s; T1 => a }", "{\n  T => s\n  T1 => a\n}"), options).map((one) => `${one.severity} ${one.code}`);
  it("are those asked for; off hides", () => {
    assert.deepEqual(told({}), ["error gap"]);
    assert.deepEqual(told({ severities: { gap: "info" } }), ["info gap"]);
    assert.deepEqual(told({ severities: { gap: "off" } }), []);
  });
});

describe("findings", () => {
  it("come in the order of the text, each with a summary that does not change with what stands elsewhere", () => {
    const found = findingsOf(lung);
    const starts = found.map((one) => one.span.start);
    assert.deepEqual(
      starts,
      [...starts].sort((a, b) => a - b),
    );
    const moved = findingsOf(`// one line more\n\n${lung}`);
    assert.deepEqual(
      moved.map((one) => `${one.code} ${one.summary}`),
      found.map((one) => `${one.code} ${one.summary}`),
    );
    assert.equal(new Set(found.map((one) => `${one.code} ${one.summary}`)).size, found.length);
  });

  it("are the same when asked again, and after staging", () => {
    const scheme = loaded(lung);
    const first = check(scheme).findings;
    stage(scheme, caseOf(scheme, { T: "T1" }));
    assert.deepEqual(check(scheme).findings, first);
  });
});

describe("examples while the text has an error", () => {
  it("wait: none is called passed or failed", () => {
    const { examples } = check(
      loaded("category T { T1  T2 }\ncategory s { a }\ntable { T => s; T9 => a; any => a }\nexamples {\n  T => s\n  T1 => a\n}\n"),
    );
    assert.deepEqual(examples, { results: [], coverage: [] });
  });
});

describe("row coverage", () => {
  const reached = (scheme: Scheme) =>
    check(scheme).examples.coverage.flatMap((block) => block.rows.map((row) => `${row.text}${row.reached ? "" : " (missed)"}`));

  it("is that of the file itself, not of those that it uses", () => {
    const scheme = schemeOf(
      'use "t.stage"\ncategory s { a  b }\ntable {\n  T => s\n  T1 => a\n  T2 => b\n}\nexamples {\n  x => s\n  no => a\n}\n',
      { "t.stage": "flag x\ncategory T { T1  T2 }\ntable { x => T; no => T1; yes => T2 }\n" },
    );
    assert.deepEqual(reached(scheme), ["T1 => a", "T2 => b (missed)"]);
  });

  it("counts rows that contradict each other, and those of which only some completion is reached", () => {
    const scheme = schemeOf(
      "category T unknown TX { T1  T2  T3 }\ncategory s { a  b  c }\ntable {\n  T => s\n  T1 => a\n  T2 => b\n  TX, T2 => c\n  T3 => c\n}\nexamples {\n  T => s\n  T2 => conflict\n  T1, T3 => a, c\n}\n",
    );
    assert.deepEqual(reached(scheme), ["T1 => a", "T2 => b", "TX, T2 => c", "T3 => c"]);
  });
});

describe("a loaded scheme", () => {
  const scheme = schemeOf(`scheme "Lung" { status draft }
category stage "Group" { I { IA: "early"  IB also "1B" }  II }
number size "Size" unit cm from > 0 to 30 also "length"
number low_ to 5
category N unknown NX { N0 }
flag smoker
set invades { pleura }
let large = size > 3
table { large => stage; no => I; yes => II }
`);

  it("lists inputs first, then what is decided in the order in which it is computed", () => {
    assert.equal(scheme.title, "Lung");
    assert.deepEqual(
      scheme.variables.map((one) => [one.name, one.kind, one.decided]),
      [
        ["size", "number", false],
        ["low_", "number", false],
        ["N", "category", false],
        ["smoker", "flag", false],
        ["invades", "set", false],
        ["large", "flag", true],
        ["stage", "category", true],
      ],
    );
  });

  it("tells labels with their parents, unknowns, units and ranges", () => {
    const named = (name: string) => scheme.variables.find((one) => one.name === name);
    assert.deepEqual(named("stage")?.labels, [
      { text: "I", title: undefined, parent: undefined, also: [] },
      { text: "IA", title: "early", parent: "I", also: [] },
      { text: "IB", title: undefined, parent: "I", also: ["1B"] },
      { text: "II", title: undefined, parent: undefined, also: [] },
    ]);
    assert.deepEqual([named("size")?.unit, named("size")?.also, named("size")?.title], ["cm", ["length"], "Size"]);
    assert.deepEqual([named("N")?.unknowns, named("smoker")?.unknowns], [["NX"], []]);
    assert.deepEqual([named("low_")?.range, named("low_")?.unit, named("smoker")?.range], ["up to 5", undefined, undefined]);
  });
});

describe("a formula that seldom comes to exactly the bound of a row", () => {
  const text = (bound: string) => `
number x from 1 to 9
number y from 0.5 to 4.5
category g { A  B }
let index = 0.03535 * ln(x) + 10 / y + 0.1 * x * y
table {
  index => g
  ${bound} 11 => A
  > 12 => B
}`;
  it("is told with the interval that the bound ends", () => {
    const result = check(schemeOf(text("<")));
    assert.deepEqual(
      result.findings.map((one) => [one.code, one.regions?.[0]?.cells[0]?.text]),
      [["gap", "11..12"]],
    );
  });

  it("says where rows on both sides take the bound, or neither does", () => {
    const table = (low: string, high: string) => `
number x from 1 to 9
category g { A  B }
let index = ln(x) + x
table { index => g; ${low} => A; ${high} => B }`;
    const told = (low: string, high: string) => check(schemeOf(table(low, high))).findings.map((one) => [one.code, one.message]);
    assert.deepEqual(told("<= 5.7", ">= 5.7"), [
      [
        "undecided",
        "Not all of g could be told: whether index can come to exactly 5.7 is not known, and rows contradict each other there, so let only one of them take that bound.",
      ],
    ]);
    assert.deepEqual(told("< 5.7", "> 5.7"), [
      [
        "undecided",
        "Not all of g could be told: whether index can come to exactly 5.7 is not known, and no row covers it, so let one of the rows beside it take that bound.",
      ],
    ]);
    assert.deepEqual(told("< 5.7", ">= 5.7"), []);
  });
});

describe("a monotone check that does not hold", () => {
  it("shows two cases that staging confirms, also through a formula", () => {
    const text = `
number age from 20 to 80
number wbc from 1 to 100
category group { low  middle  high }
let index = 0.035 * age + 0.9 * ln(wbc)
table { index => group; < 3 => high; 3 ..< 5 => middle; >= 5 => high }
check monotone group in age, wbc
`;
    const scheme = loaded(text);
    const findings = check(scheme).findings.filter((one) => one.code === "not-monotone");
    assert.equal(findings.length, 2);
    for (const { ends = [] } of findings) {
      const [better, worse] = ends.map((end) => {
        const record = Object.fromEntries(end.witness.map((one) => [one.variable, one.text]));
        assert.deepEqual(stage(scheme, caseOf(scheme, record)).map(tell).slice(-1), [end.outcome]);
        return record;
      });
      const changed = Object.keys(better ?? {}).filter((name) => better?.[name] !== worse?.[name]);
      assert.equal(changed.length, 1);
      assert.ok(Number(worse?.[changed[0] ?? ""]) > Number(better?.[changed[0] ?? ""]));
    }
  });

  it("is told with the smallest step, and says what else the two ends depend on", () => {
    const finding = findingsOf(`
category a { A0  A1  A2 }
number b from 0
category r { R0  R1  R2  R3 }
table { a | b => r; A2 | any => R3; A1 | any => R3; A0 | < 3 => R1; A0 | >= 3 => R2 }
check monotone r in falling a
`).find((one) => one.code === "not-monotone");
    assert.ok(finding?.message.includes("with b = 0 ..< 3, a = A1 gives R3 and the worse a = A0 gives the lower R1"), finding?.message);
  });

  it("counts the pairs that it compared and those that an exception skips", () => {
    // T: six pairs for each of two N; N0 alone is skipped in the second line, T4 N1 in the third.
    const { properties } = check(
      loaded(`
category T { T1  T2  T3  T4 }
category N { N0  N1 }
category s { a  b }
table { T | N => s; T1 | any => a; T2..T4 | any => b }
check monotone s in T
check monotone s in T except N = N0 because "as published"
check monotone s in T except T = T4 and N = N1 because "as published"
check never T = T1 and s = b
`),
    );
    assert.deepEqual(
      properties.map((one) => [one.status, one.pairs, one.skipped]),
      [
        ["proved", 12n, 0n],
        ["proved", 12n, 6n],
        ["proved", 12n, 3n],
        ["proved", 0n, 0n],
      ],
    );
  });
});
