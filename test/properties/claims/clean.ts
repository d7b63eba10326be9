/** A decision without a finding leaves no single record uncovered or in conflict: every record of a small scheme is staged. */
import assert from "node:assert/strict";
import type { CheckResult } from "#engine";
import { combinationsOf } from "../brute/combinations.ts";
import { everyRecord } from "../brute/every-record.ts";
import { isNamed } from "../brute/mentions.ts";
import type { Decision } from "../brute/model.ts";
import { coneOf, namedIn } from "../brute/space.ts";
import { answersOf, type Both, patientOf, possibleOf, recordText } from "../compare.ts";
import { mostCombinations } from "./covered.ts";
import { isFaulty } from "./faults.ts";
import { note, type Told } from "./told.ts";

export function cleanLeavesNoneOut(both: Both, result: CheckResult, text: string, told: Told, mostRecords: number): void {
  const { brute, engine } = both;
  const faulty = new Set([...brute.decisions.values()].filter((decision) => isFaulty(both, result, decision)).map(({ name }) => name));
  const clean = [...brute.decisions.keys()].filter(
    (name) =>
      !coneOf(brute, name).some(
        (decision) => faulty.has(decision.name) || isNeverReached(both, decision) || mayLackNumber(both, result, decision),
      ),
  );
  if (clean.length === 0) return;
  const records = everyRecord(brute, mostRecords, true) ?? everyRecord(brute, mostRecords);
  if (records === undefined) {
    note(told, "schemes with too many records");
    return;
  }
  note(told, "clean decisions", clean.length);
  note(told, "records of clean decisions", records.length);
  for (const recorded of records) {
    const patient = patientOf(engine, recorded);
    assert.ok(typeof patient !== "string", String(patient));
    const answers = answersOf(both, patient);
    for (const name of clean) {
      const answer = answers.get(name);
      const bad = answer === undefined ? ["no answer"] : [...possibleOf(answer)].filter((one) => one === "uncovered" || one === "conflict");
      assert.deepEqual(bad, [], `${name} of ${recordText(recorded)}\n${text}`);
    }
  }
}

/** Where everything that a decision depends on is excluded no combination of it can occur, and nothing is told of it. */
const isNeverReached = ({ brute }: Both, decision: Decision): boolean => combinationsOf(brute, decision, mostCombinations)?.length === 0;

/** A formula that names as not known a number with which it calculates has no value there; that is told, but for conditions inside it. */
function mayLackNumber({ brute }: Both, result: CheckResult, decision: Decision): boolean {
  if (result.findings.some((one) => `${one.summary} `.startsWith(`domain-error ${decision.name} `))) return true;
  // What is wrong with a formula of a used file is told there.
  if ((!decision.elsewhere && !JSON.stringify(decision.rule).includes('"kind":"if"')) || decision.rule.kind === "blocks") return false;
  const named = namedIn(brute, [{ ...decision, excludes: [] }]);
  return decision.reads.some((name) => {
    const variable = brute.variables.get(name);
    return variable?.kind === "number" && variable.unknowns.some((unknown) => isNamed(named, name, unknown));
  });
}
