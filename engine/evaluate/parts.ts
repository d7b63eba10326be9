/** Records that say several things at once, as the single records that they stand for. */
import { newNamed, noteCond, noteDecision } from "../compile/axes.ts";
import type { Space } from "../compile/space.ts";
import { outcomeKey } from "../compile/verdict.ts";
import type { Variable } from "../model/symbols.ts";
import type { Recorded } from "./patient.ts";
import { isUnreadable, type Reading } from "./reading.ts";
import type { Completed } from "./stage.ts";

/** A variable whose reading was split: parts that stand `apart` differ in it alone, `count` of them in a row. */
export interface SplitVariable {
  readonly variable: Variable;
  readonly apart: number;
  readonly count: number;
}

/**
 * A list with an unknown beside values (`TX, T2`) is two records: the unknown has any truth behind it, the values have
 * not. So is `?` where the variable has several unknowns that rules tell apart without naming them (`T != TX`).
 */
export function partsOf(
  space: Space,
  recorded: Recorded,
): { readonly records: readonly Recorded[]; readonly split: readonly SplitVariable[] } {
  let records: readonly Recorded[] = [recorded];
  const counts: { readonly variable: Variable; readonly count: number }[] = [];
  for (const variable of space.model.variables) {
    const reading = recorded.get(variable.name);
    if (reading === undefined || isUnreadable(reading) || reading.unknowns.length === 0) continue;
    const readings = partsOfReading(space, variable, reading);
    if (readings.length < 2) continue;
    records = records.flatMap((one) => readings.map((part) => new Map(one).set(variable.name, part)));
    counts.push({ variable, count: readings.length });
  }
  const split = counts.map((one, index) => ({ ...one, apart: counts.slice(index + 1).reduce((product, { count }) => product * count, 1) }));
  return { records, split };
}

function partsOfReading(space: Space, variable: Variable, reading: Reading): readonly Reading[] {
  const asUnknown = (unknowns: readonly number[]): Reading => ({ variable: reading.variable, text: reading.text, unknowns });
  const hasValues = reading.leaves !== undefined || reading.numbers !== undefined || reading.members !== undefined;
  const named = space.axes.recorded.get(variable)?.unknowns ?? [];
  const byName = reading.unknowns.filter((unknown) => named.includes(unknown));
  const unnamed = toldApart(
    space,
    variable,
    reading.unknowns.filter((unknown) => !named.includes(unknown)),
  );
  return [
    ...(hasValues ? [{ ...reading, unknowns: [] }] : []),
    ...(byName.length > 0 ? [asUnknown(byName)] : []),
    ...unnamed.map((unknown) => asUnknown([unknown])),
  ];
}

const tests = new WeakMap<Space, ReadonlyMap<Variable, readonly (readonly number[])[]>>();

/** One of all those unknowns that no condition tells apart. */
function toldApart(space: Space, variable: Variable, unknowns: readonly number[]): readonly number[] {
  if (unknowns.length < 2) return unknowns;
  const own = testsOf(space).get(variable) ?? [];
  const bySigns = new Map(unknowns.map((unknown) => [own.map((test) => Number(test.includes(unknown))).join(""), unknown]));
  return [...bySigns.values()];
}

function testsOf(space: Space): ReadonlyMap<Variable, readonly (readonly number[])[]> {
  const known = tests.get(space);
  if (known !== undefined) return known;
  const named = newNamed();
  for (const decision of space.model.decisions) noteDecision(named, space.implicit, decision);
  for (const exclude of space.model.excludes) noteCond(named, space.implicit, exclude.cond);
  tests.set(space, named.tests);
  return named.tests;
}

/** Whether parts that differ in one variable alone come to different outcomes. */
export function partsDiffer(each: readonly Completed[], { apart, count }: SplitVariable): boolean {
  const outcomes = (one: Completed) => [...new Set(one.verdicts.map(outcomeKey))].sort().join();
  return each.some((one, index) => {
    const other = each[index + apart];
    if (other === undefined || Math.floor(index / apart) % count === count - 1) return false;
    if (one.outcomes !== undefined && other.outcomes !== undefined) return one.outcomes !== other.outcomes;
    return outcomes(one) !== outcomes(other);
  });
}
