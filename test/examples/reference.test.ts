/** The independent calculators against the committed facts: the guard of everything that is expected by them. */
import assert from "node:assert/strict";
import { verdicts } from "../support/reference/completions.ts";
import { extras, type FactsRow, hemeFacts, solidFacts } from "./facts.ts";
import { HEME, SOLID } from "./schemes.ts";

/** Answers of a facts file that several sets of outcomes satisfy. */
function agrees(expected: string, found: ReadonlySet<string>): boolean {
  const only = found.size === 1 ? [...found][0] : undefined;
  if (expected === "unknown") return true; // any open or unstaged outcome, or one in which all completions agree
  if (expected === "none") return only === "none" || only === "excluded";
  return only === expected;
}

const high = (rows: readonly FactsRow[]): readonly FactsRow[] => rows.filter((row) => row.confidence === "high");

describe("reference calculators", function () {
  this.timeout(60_000);

  for (const { reference } of SOLID) {
    it(`${reference.name} gives the stage of every sure facts row`, () => {
      const rows = high(solidFacts(reference.name));
      assert.ok(rows.length > 20, "the facts file is empty or not found");
      const wrong = rows
        .map((row) => ({ row, found: verdicts(reference, row) }))
        .filter(({ row, found }) => !agrees(row["stage"] ?? "", found))
        .map(({ row, found }) => `${Object.values(row).slice(0, 6).join(" ")}: ${[...found].join("|")}`);
      assert.deepEqual(wrong, []);
    });
  }

  it("parent categories lead to exactly the stages of their leaves", () => {
    const rows = high(solidFacts("parent_categories_ajcc8")).filter((row) => row["leaf_stages"] !== "None");
    let compared = 0;
    for (const { reference } of SOLID) {
      for (const row of rows.filter((each) => each["scheme"] === reference.name)) {
        const record = { ...row, ...extras(row["extras"] ?? "") };
        const found = [...verdicts(reference, record)].sort();
        assert.deepEqual(found, (row["leaf_stages"] ?? "").split("|").sort(), JSON.stringify(row));
        compared += 1;
      }
    }
    assert.ok(compared > 1000, `only ${compared} rows of parent categories were compared`);
  });

  for (const { facts, answer } of HEME) {
    it(`${facts} gives score and group of every sure facts row`, () => {
      const rows = high(hemeFacts(facts));
      assert.ok(rows.length > 8, "the facts file is empty or not found");
      for (const row of rows) {
        const found = answer(row);
        assert.equal(found.group, row["group"], JSON.stringify(row));
        if (row["score"] === undefined) continue;
        assert.ok(Math.abs((found.score ?? Number.NaN) - Number(row["score"])) < 1e-6, JSON.stringify(row));
      }
    });
  }
});
