/** Combinations in which decided columns are excluded and the rows are settled without them: bad all the same. */
import type { Axis } from "../compile/axes.ts";
import type { Context } from "../compile/conditions.ts";
import type { Space } from "../compile/space.ts";
import { and, exists, type Fn, minus, no, not, or, yes } from "../diagram/store.ts";
import { projected, reachableIn, tieOf, type Unit } from "./unit.ts";

/**
 * Where `bad` holds whatever some decided columns are, and they are excluded: rows that read them are settled without
 * them there, so the record is bad although the columns are not reached. (Where one is uncovered or in dispute that is told.)
 */
export function badAnyway(space: Space, unit: Unit, bad: Fn, context: Context): Fn {
  const { store } = space;
  if (bad === no) return no;
  const excludable = excludableAxes(space, unit, context);
  let found: Fn = no;
  /** Columns are left out one after the other: where not even these may be, no more may. */
  const leaveOut = (missing: readonly Axis[], anyway: Fn, from: number): void => {
    for (let at = from; at < excludable.length; at++) {
      const axis = excludable[at] as Axis;
      const whatever = not(store, exists(store, not(store, anyway), new Set([axis.index])));
      if (whatever === no) continue;
      const now = [...missing, axis];
      found = or(store, found, and(store, whatever, withoutColumns(space, unit, now, context)));
      leaveOut(now, whatever, at + 1);
    }
  };
  leaveOut([], bad, 0);
  return found;
}

/**
 * Where these columns may be excluded and the others have values, unless these have values beside the same ones, too:
 * be it with another truth behind what is recorded as unknown.
 */
function withoutColumns(space: Space, unit: Unit, missing: readonly Axis[], context: Context): Fn {
  const { store } = space;
  const open = unit.axes.filter((axis) => missing.includes(axis) || context.has(axis.variable));
  const valued = exists(store, reachableIn(space, unit, context), new Set(open.map((axis) => axis.index)));
  return minus(store, projected(space, unit, tiesWithout(space, unit, missing), context), valued);
}

/** One that is recorded as an unknown which rows name is read as that: its value makes a difference there. */
const excludableAxes = (space: Space, unit: Unit, context: Context): readonly Axis[] =>
  unit.axes.filter((axis) => !context.has(axis.variable) && tieOf(space, axis, "excluded") !== tieOf(space, axis));

const tiesWithout = (space: Space, unit: Unit, missing: readonly Axis[]): Fn =>
  unit.axes.reduce((fn, axis) => and(space.store, fn, tieOf(space, axis, missing.includes(axis) ? "excluded" : "valued")), yes);

/** Every choice of columns that may be excluded, fewest first, with the ties of the others to what they are decided from. */
export function* choicesToExclude(
  space: Space,
  unit: Unit,
  context: Context,
): Generator<{ readonly missing: readonly Axis[]; readonly relation: Fn }> {
  let choices: (readonly Axis[])[] = [[]];
  for (const axis of excludableAxes(space, unit, context)) choices = [...choices, ...choices.map((one) => [...one, axis])];
  for (const missing of choices.sort((a, b) => a.length - b.length))
    if (missing.length > 0) yield { missing, relation: tiesWithout(space, unit, missing) };
}
