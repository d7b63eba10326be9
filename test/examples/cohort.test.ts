/** The cohort that ships with the examples: its registry column is right but for the two records that say so. */
import assert from "node:assert/strict";
import { isUnreadable, type Outcome, type Reading, readCell, stage } from "#engine";
import { readFacts } from "./facts.ts";
import { loadScheme } from "./load-scheme.ts";

const COHORT = "examples/cohort/lung-cohort.csv";

/** The group that holds all that is possible: the stage itself, or the parent of exactly these stages. */
function group(outcome: Outcome): string {
  if (outcome.kind === "assigned") return outcome.value.text;
  if (outcome.kind !== "undetermined") return outcome.kind;
  const possible = outcome.possible.map((each) => each.text).join(" ");
  const parents: Readonly<Record<string, string>> = { "IA1 IA2 IA3": "IA", "IVA IVB": "IV" };
  return parents[possible] ?? "unknown";
}

describe("lung cohort", () => {
  it("differs from the registry in the records coded by the 7th edition, and in no other", () => {
    const scheme = loadScheme("examples/solid/lung-ajcc8.stage");
    const different = readFacts(COHORT).flatMap((row) => {
      const readings = new Map<string, Reading>();
      for (const name of ["T", "N", "M"]) {
        const reading = readCell(scheme, name, row[name] ?? "");
        if (reading === undefined) continue;
        if (isUnreadable(reading)) return row["registry_stage"] === "invalid" ? [] : [row["id"]];
        readings.set(name, reading);
      }
      const [answer] = stage(scheme, readings);
      assert.ok(answer);
      return group(answer.outcome) === row["registry_stage"] ? [] : [row["id"]];
    });
    assert.deepEqual(different, ["L04", "L05"]);
  });
});
