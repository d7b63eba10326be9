/** Combinations in which decided columns have no value and rows apply, or a whole decision is settled, without them. */
import type { Axis } from "../compile/axes.ts";
import { type Context, contextKey } from "../compile/conditions.ts";
import type { Space } from "../compile/space.ts";
import { and, exists, type Fn, minus, no, not, or, reach } from "../diagram/store.ts";
import { projected, reachableIn, tieOf, tiesOf, type Unit } from "./unit.ts";

/**
 * Where `fn` holds whatever some decided columns are, and they are excluded: rows that read them are settled without them
 * there, so a record comes to it although the columns are not reached. (Where one is uncovered or in dispute that is told.)
 */
export function holdsAnyway(space: Space, unit: Unit, fn: Fn, context: Context): Fn {
  const { store } = space;
  if (fn === no) return no;
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
  leaveOut([], fn, 0);
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
  return minus(store, projected(space, unit, tiesOf(space, unit.axes, missing, "excluded"), context), valued);
}

/** One that is recorded as an unknown which rows name is read as that: its value makes a difference there. */
const excludableAxes = (space: Space, unit: Unit, context: Context): readonly Axis[] =>
  unit.axes.filter((axis) => !context.has(axis.variable) && tieOf(space, axis, "excluded") !== tieOf(space, axis));

/** Where a row may apply, in some case or other: where all columns have values, or whatever those are that have none. */
export function whereAttained(space: Space, unit: Unit, row: Fn, context: Context): Fn {
  const { store } = space;
  const read = reach(store, row).axes;
  const decided = unit.axes.filter((axis) => space.decisions.has(axis.variable));
  // What the row does not read it does without everywhere.
  const free = decided.filter((axis) => !read.has(axis.index));
  let found: Fn = no;
  const leaveOut = (missing: readonly Axis[], whatever: Fn, from: number): void => {
    if (whatever === no) return;
    found = or(store, found, and(store, whatever, attainable(space, unit, missing, context)));
    for (let at = from; at < decided.length; at++) {
      const axis = decided[at] as Axis;
      if (!free.includes(axis))
        leaveOut([...missing, axis], not(store, exists(store, not(store, whatever), new Set([axis.index]))), at + 1);
    }
  };
  leaveOut(free, row, 0);
  return found;
}

/** Many rows ask for the same. */
const attained = new WeakMap<Unit, Map<string, Fn>>();

/** Where these columns may have no value, whatever others name as unknown. */
function attainable(space: Space, unit: Unit, missing: readonly Axis[], context: Context): Fn {
  const kept = attained.get(unit) ?? new Map<string, Fn>();
  attained.set(unit, kept);
  const name = `${missing.map((axis) => axis.index).join()} ${contextKey(context)}`;
  const fn = kept.get(name) ?? projected(space, unit, tiesOf(space, unit.axes, missing, "any"), context, true);
  kept.set(name, fn);
  return fn;
}

/** Every choice of columns that may be excluded, fewest first, with the ties of the others to what they are decided from. */
export function* choicesToExclude(
  space: Space,
  unit: Unit,
  context: Context,
): Generator<{ readonly missing: readonly Axis[]; readonly relation: Fn }> {
  let choices: (readonly Axis[])[] = [[]];
  for (const axis of excludableAxes(space, unit, context)) choices = [...choices, ...choices.map((one) => [...one, axis])];
  for (const missing of choices.sort((a, b) => a.length - b.length))
    if (missing.length > 0) yield { missing, relation: tiesOf(space, unit.axes, missing, "excluded") };
}
