/**
 * Complete published tables, turned row by row into rule files: every sure row must be answered as it stands.
 * They are kept beside the checkout and are too large to commit; without them these tests are skipped by name.
 */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Scheme } from "#engine";
import { type FactsRow, hasSharedFacts, readFacts, SHARED_FACTS } from "./facts.ts";
import { answer, loadText, possibilities } from "./load-scheme.ts";

const NOT_INPUTS = new Set(["stage", "seer_raw", "confidence", "trap", "note", "source"]);
const NOT_KNOWN = /^([A-Z]?X|X9|unknown)$/i;

describe("published tables", () => {
  for (const folder of ["seer-ajcc8", "ajcc7"]) {
    it(`${folder}: every sure row keeps its stage in a rule file made from it`, function () {
      if (!hasSharedFacts()) this.skip();
      this.timeout(60_000);
      let compared = 0;
      for (const name of readdirSync(join(SHARED_FACTS, folder)).filter((each) => each.endsWith(".csv"))) {
        const rows = readFacts(join(SHARED_FACTS, folder, name)).filter(isSure);
        if (rows.length === 0) continue;
        const scheme = loadText(ruleFile(rows));
        for (const row of rows) compared += compare(scheme, row, name);
      }
      assert.ok(compared > 500, `only ${compared} rows were compared`);
    });
  }
});

const isSure = (row: FactsRow): boolean => row.confidence === "high" && !["unknown", "invalid"].includes(row["stage"] ?? "");

function compare(scheme: Scheme, row: FactsRow, name: string): number {
  const record = Object.fromEntries(inputsOf(row).map((column) => [column, row[column]]));
  const found = [...possibilities(answer(scheme, record, "stage").outcome)];
  assert.deepEqual(found, [row["stage"]], `${name}: ${JSON.stringify(record)}`);
  return 1;
}

const inputsOf = (row: FactsRow): readonly string[] => Object.keys(row).filter((column) => !NOT_INPUTS.has(column));

const quote = (label: string): string => `"${label}"`;

/** One row of the rule file for each row of the table; what is not known becomes an unknown of its variable. */
function ruleFile(rows: readonly FactsRow[]): string {
  const [first] = rows;
  if (first === undefined) return "";
  const columns = inputsOf(first);
  const declared = columns.map((column) => {
    const values = [...new Set(rows.map((row) => row[column] ?? ""))];
    const unknown = values.filter((value) => NOT_KNOWN.test(value)).map(quote);
    const known = values.filter((value) => !NOT_KNOWN.test(value)).map(quote);
    return `category ${column}${unknown.length > 0 ? ` unknown ${unknown.join(", ")}` : ""} { ${known.join(" ")} }`;
  });
  const stages = [...new Set(rows.map((row) => row["stage"] ?? ""))].filter((each) => each !== "none");
  const table = rows.map((row) => {
    const result = row["stage"] === "none" ? 'none "not in the table"' : quote(row["stage"] ?? "");
    return `  ${columns.map((column) => quote(row[column] ?? "")).join(" | ")} => ${result}`;
  });
  return [
    'scheme "generated" { status draft }',
    ...declared,
    `category stage { ${stages.map(quote).join(" ")} }`,
    "table {",
    `  ${columns.join(" | ")} => stage`,
    ...table,
    "}",
    "",
  ].join("\n");
}
