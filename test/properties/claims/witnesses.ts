/** Every gap and overlap has a witness that staging reproduces, wherever one of all single records does. */
import assert from "node:assert/strict";
import type { CheckResult, Finding } from "#engine";
import type { BruteRecord } from "../brute/cases.ts";
import { unitsOf } from "../brute/combinations.ts";
import type { Value } from "../brute/conditions.ts";
import { everyRecord } from "../brute/every-record.ts";
import type { Decision, Variable } from "../brute/model.ts";
import { relevantTo } from "../brute/outcomes.ts";
import { cutsOf, knownValues } from "../brute/space.ts";
import { answersOf, type Both, patientOf, possibleOf, witnessOf } from "../compare.ts";
import { inRegion } from "../regions.ts";
import { findingsOf } from "./covered.ts";
import { note, type Told } from "./told.ts";

/** Where a witness does not show its finding, at most so many records are looked through for one that does. */
const mostRecords = 3000;

export function witnessesReproduced(both: Both, result: CheckResult, text: string, told: Told): void {
  for (const decision of both.brute.decisions.values())
    for (const [title, unit] of unitsOf(decision))
      for (const code of ["gap", "overlap"] as const)
        for (const found of findingsOf(result, code, title)) {
          if (found.witness === undefined) continue;
          note(told, "witnesses");
          const wanted = code === "gap" ? "uncovered" : "conflict";
          const answer = answersOf(both, witnessOf(both, found.witness)).get(decision.name);
          // Behind a recorded unknown other truths may come out otherwise; the one that was found is among them.
          const recordsUnknown = found.witness.some((one) => both.brute.variables.get(one.variable)?.unknowns.includes(one.text));
          const isOpen = recordsUnknown && answer?.outcome.kind === "undetermined";
          if (isOpen ? possibleOf(answer).has(wanted) : answer?.outcome.kind === wanted) continue;
          // What the other columns of a score exclude is not asked of a factor whose own column is decided: it is told there too.
          const isFactor = title !== decision.name && relevantTo(unit).some((name) => both.brute.decisions.has(name));
          if (isFactor && answer?.outcome.kind === "excluded") continue;
          // Rows are at fault that no record shows as long as something else is: another factor of the score always
          // contradicts itself there, or what a table waits for never comes to a value. That has a finding of its own.
          note(told, "shown by no record");
          const shown = recordsThatShow(both, decision, unit, found, wanted);
          assert.equal(shown, undefined, `${answer?.outcome.kind}, ${wanted} is shown by ${shown}: ${found.message}\n${text}`);
        }
}

/** A record that lies in the region of a finding and comes to what it says. */
function recordsThatShow(both: Both, decision: Decision, unit: Decision, found: Finding, wanted: string): string | undefined {
  const records = everyRecord(both.brute, mostRecords, true) ?? everyRecord(both.brute, mostRecords) ?? [];
  const tests = (found.regions ?? []).map((region) => inRegion(both.brute, region));
  for (const recorded of records) {
    const patient = patientOf(both.engine, recorded);
    if (typeof patient === "string") continue;
    const answers = answersOf(both, patient);
    if (answers.get(decision.name)?.outcome.kind !== wanted) continue;
    const point = new Map<string, Value>();
    for (const name of relevantTo(unit)) {
      const { outcome } = answers.get(name) ?? {};
      const value = outcome?.kind === "assigned" ? singleValue(both, name, outcome.value.text) : recordedValue(both, recorded, name);
      if (value !== undefined) point.set(name, value);
    }
    if (point.size === relevantTo(unit).length && tests.some((test) => test(point)))
      return [...recorded].map(([name, one]) => `${name}=${one.text}`).join(" ");
  }
  return undefined;
}

/** The value of a label or number; undefined for a parent, which is none yet. */
function singleValue(both: Both, name: string, text: string): number | undefined {
  const { kind, nodes } = both.brute.variables.get(name) as Variable;
  if (kind === "number") return Number(text);
  return nodes.find((node) => node.text === text && node.hi === node.lo + 1)?.lo;
}

function recordedValue(both: Both, recorded: BruteRecord, name: string): Value | undefined {
  const one = recorded.get(name);
  const variable = both.brute.variables.get(name) as Variable;
  if (one === undefined) return undefined;
  if (one.unknowns.length > 0) return one.unknowns[0];
  const cuts = cutsOf(both.brute, both.brute.decisions.values());
  return knownValues(variable, cuts.get(name) ?? []).find(one.admits);
}
