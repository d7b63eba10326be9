/** Gaps and overlaps of a scheme equal those of brute force: whether there are any, where they lie, how many they are. */
import assert from "node:assert/strict";
import type { CheckResult, Finding, RegionText } from "#engine";
import { anywayOf, behindOf, combinationsOf, countCombinations, isGap, isKnown, isOverlap, unitsOf } from "../brute/combinations.ts";
import type { Point } from "../brute/conditions.ts";
import { type Decision, pointKey } from "../brute/model.ts";
import type { Both } from "../compare.ts";
import { inRegion } from "../regions.ts";
import { note, type Told } from "./told.ts";

/** Decisions with more combinations are left to those with fewer. */
export const mostCombinations = 2500;

export const findingsOf = (result: CheckResult, code: "gap" | "overlap", title: string): readonly Finding[] =>
  result.findings.filter((one) => one.code === code && one.summary.startsWith(`${code} ${title} `));

/** The regions of the findings hold exactly the expected points; those of gaps do not meet each other. */
function assertRegions(both: Both, found: readonly Finding[], expected: readonly Point[], all: readonly Point[], context: string): void {
  const wanted = new Set(expected.map(pointKey));
  const regions = found.flatMap((one) => one.regions ?? []);
  const tests = regions.map((region) => inRegion(both.brute, region));
  for (const point of expected)
    assert.ok(
      tests.some((test) => test(point)),
      `${pointKey(point)} lies in no region\n${context}`,
    );
  for (const [index, test] of tests.entries()) {
    const wide = all.find((point) => test(point) && !wanted.has(pointKey(point)));
    assert.equal(wide && pointKey(wide), undefined, `is in the region ${JSON.stringify(regions[index]?.cells)}\n${context}`);
  }
}

function assertDisjoint(both: Both, found: readonly Finding[], all: readonly Point[], context: string): void {
  const tests = found.flatMap((one) => one.regions ?? []).map((region) => inRegion(both.brute, region));
  for (const point of all)
    assert.ok(tests.filter((test) => test(point)).length <= 1, `${pointKey(point)} lies in several regions\n${context}`);
}

/** Exactly the gaps and overlaps of brute force, in disjoint regions that hold exactly their combinations. */
export function coveredAsTold(both: Both, result: CheckResult, text: string, told: Told): void {
  const undecided = result.findings.filter((one) => one.code === "undecided").map((one) => one.message);
  assert.deepEqual(undecided, [], `nothing is too large here\n${text}`);
  for (const [title, unit] of [...both.brute.decisions.values()].flatMap(unitsOf)) unitAsTold(both, result, title, unit, text, told);
}

function unitAsTold(both: Both, result: CheckResult, title: string, unit: Decision, text: string, told: Told): void {
  const valued = combinationsOf(both.brute, unit, mostCombinations);
  const anyway = anywayOf(both.brute, unit, mostCombinations);
  const behind = behindOf(both.brute, unit, mostCombinations);
  if (valued === undefined || anyway === undefined || behind === undefined) return;
  const whole = [...valued, ...anyway.filter((one) => isGap(one) || isOverlap(one))];
  note(told, "settled without a column", anyway.length);
  note(told, "behind an unknown", behind.length);
  const known = whole.filter(isKnown);
  const points = known.map(({ point }) => point);
  const expected: Readonly<Record<"gap" | "overlap", readonly Point[]>> = {
    gap: [...known.filter(isGap), ...behind.filter(({ verdict }) => verdict.kind === "uncovered")].map(({ point }) => point),
    overlap: [...whole, ...behind].filter(isOverlap).map(({ point }) => point),
  };
  const summary = result.decisions.find((one) => one.decision === title);
  assert.ok(summary?.analysed, `${title} was not analysed\n${text}`);
  note(told, "units");
  note(told, "clean units", Number(expected.gap.length + expected.overlap.length === 0));
  for (const code of ["gap", "overlap"] as const) {
    const context = `${code} of ${title}\n${text}`;
    const found = findingsOf(result, code, title);
    note(told, code, found.length);
    const said = `${found.map((one) => one.message).join("\n")} / ${expected[code].slice(0, 3).map(pointKey).join("; ")}: ${context}`;
    assert.equal(found.length > 0, expected[code].length > 0, said);
    if (found.some((one) => one.summary.endsWith(" more"))) continue;
    assertRegions(
      both,
      found,
      expected[code],
      [...whole, ...behind].map(({ point }) => point),
      context,
    );
    if (code === "gap") assertDisjoint(both, found, points, context);
    // What is recorded as unknown is no combination of known values, so a gap there is told and not counted.
    const regions = found.flatMap((one) => one.regions ?? []).filter((region) => code === "overlap" || isOfKnown(both, region));
    assert.equal(
      regions.reduce((sum, region) => sum + region.combinations, 0n),
      code === "gap" ? summary.gaps : summary.overlaps,
      context,
    );
  }
  const count = (chosen: readonly Point[]): bigint => BigInt(countCombinations(both.brute, unit, chosen));
  assert.equal(summary.combinations, count(points), `combinations of ${title}\n${text}`);
  assert.equal(summary.excluded, count(known.filter((one) => one.excluded).map(({ point }) => point)), `excluded of ${title}\n${text}`);
  assert.equal(summary.gaps, count(known.filter(isGap).map(({ point }) => point)), `gaps of ${title}\n${text}`);
  assert.equal(summary.covered, summary.combinations - summary.excluded - summary.gaps, `covered of ${title}\n${text}`);
}

const isOfKnown = (both: Both, region: RegionText): boolean =>
  region.cells.every(({ variable, text }) => both.brute.variables.get(variable)?.unknowns.includes(text) !== true);
