/** Where a line of rules goes on below, and where it must not; and which names a used file lends to cases. */
import assert from "node:assert/strict";
import { parse } from "#grammar";
import { lineOf, only, withoutPlaces } from "./support.ts";

describe("a line", () => {
  it("goes on over line breaks where the language says so", () => {
    const oneLine = withoutPlaces(only("let", "let x = (a + b) * c and d"));
    for (const text of [
      "let x = (a +\n  b) * c and d",
      "let x = (\n  a + b\n) *\nc\n  and d",
      "let x = (a + b) * c and\n\n  // why\n  d",
    ]) {
      assert.deepEqual(withoutPlaces(only("let", text)), oneLine);
    }
    const rows = only("table", "table {\n  T => s\n  T1,\n  T2 => a\n  T3\n  => b\n}").grid.rows;
    assert.deepEqual(
      rows.map(({ cells }) => cells[0]?.kind === "alternatives" && cells[0].alternatives.length),
      [2, 1],
    );
  });

  it("goes on after the `=` of a formula, where the next line stands further in", () => {
    const oneLine = withoutPlaces(only("let", "let x = a = b"));
    for (const text of ["let x =\n  a = b", "let x = // why\n\n  // and how\n  a = b", "  let x =\n   a = b"])
      assert.deepEqual(withoutPlaces(only("let", text)), oneLine, text);
    for (const [cut, lines] of [
      ["let x =\nlet y = 3", ["let"]],
      ["let x =\ncheck never a", ["check"]],
      ["let x = a =\n  b", []],
      ["let x =", []],
      ["decide d {\n  a when x =\n    3\n  b when y\n}", ["decide"]],
      ["decide d {\n  let when x =\n    3\n  b when y\n}", ["decide"]],
    ] as const) {
      const { file, problems } = parse(cut);
      assert.equal(problems.length, 1, cut);
      assert.deepEqual(
        file.decls.map(({ kind }) => kind),
        lines,
        cut,
      );
    }
  });

  it("does not go on after that `=` where the next line stands at the margin", () => {
    assert.match(parse("let x =\na = b").problems[0]?.message ?? "", /^This line stops short after `=`/);
  });

  it("reads what a used file decides in cases and examples, and nowhere as decided here", () => {
    const { file, problems } = parse(
      'case "c" {\n  given a.b = 1\n  expect a.b = 2\n}\nexamples {\n  x | a.y => a.b | c\n  1 | 2   => 3   | 4\n}',
    );
    assert.deepEqual(problems, []);
    const [patient, table] = file.decls;
    assert.ok(patient?.kind === "case" && table?.kind === "examples");
    assert.deepEqual(
      patient.steps.map((step) => (step.kind === "expect" ? step.name.text : step.givens.map(({ variable }) => variable.text).join())),
      ["a.b", "a.b"],
    );
    assert.deepEqual(
      table.grid.results.map(({ text }) => text),
      ["a.b", "c"],
    );
    const decided = parse("table {\n  x => a.b\n  1 => 2\n}").problems;
    assert.equal(decided.length, 1);
    assert.match(decided[0]?.message ?? "", /^`\.` does not fit here/);
  });

  it("does not go on after a bar, an arrow, a comparison or an open bracket", () => {
    for (const cut of ["T1 |", "T1 | N0 =>", "T1 | <=", "T1 | N0 => x("]) {
      const text = `table {\n  T | N => s\n  ${cut}\n  T2 | N1 => b\n}`;
      const { file, problems } = parse(text);
      assert.deepEqual(
        problems.map(({ start }) => lineOf(text, start)),
        [3],
        cut,
      );
      const table = file.decls[0];
      assert.ok(table?.kind === "table" && table.broken && table.grid.broken === 1 && table.grid.rows.length === 1, cut);
    }
  });
});
