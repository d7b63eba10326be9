/** How many pairs of cases a check of monotonicity compares, and how many of them its exception leaves out. */
import type { Axis } from "../compile/axes.ts";
import { formulaCells } from "../compile/formula.ts";
import { boxOf, onlyCell } from "../compile/region.ts";
import type { Space } from "../compile/space.ts";
import { countOver } from "../cover/count.ts";
import { and, combine, type Fn, fix, isTerminal, mapTerminals, no, or, reach, terminal, yes } from "../diagram/store.ts";
import { isBefore, type Moving, valued } from "./falls.ts";
import { type Compared, single } from "./monotone-pair.ts";

export interface Counted {
  readonly pairs: bigint;
  readonly skipped: bigint;
}

/** Pairs of cases that differ in the variable alone and both have a value; and those of them that the exception skips. */
export function countPairs(space: Space, { fn, reachable, except, axes: own }: Compared, axis: Axis): Counted {
  const { store } = space;
  if (except === no && axis.size > 40) return { pairs: 0n, skipped: 0n };
  const axes = [...new Set([...own, ...[fn, reachable, except].flatMap((one) => [...reach(store, one).axes])])].filter(
    (index) => index !== axis.index,
  );
  const at = (of: Fn, cell: number) => fix(store, of, axis.index, cell);
  let pairs = 0n;
  let skipped = 0n;
  for (let low = 0; low < axis.size; low++) {
    for (let high = low + 1; high < axis.size; high++) {
      const valued = combine(store, at(fn, low), at(fn, high), (a, b) =>
        isTerminal(a) && isTerminal(b) ? (single(space, a) !== undefined && single(space, b) !== undefined ? yes : no) : undefined,
      );
      const both = and(store, valued, and(store, at(reachable, low), at(reachable, high)));
      pairs += countOver(space, axes, both);
      if (except !== no) skipped += countOver(space, axes, and(store, both, or(store, at(except, low), at(except, high))));
    }
  }
  return { pairs, skipped };
}

/** More pairs of cells than this are not gone through. */
const mostMoves = 4000;

/**
 * The same through formulas, whose cells move with the variable: pairs of combinations, as they are counted of the decision,
 * of which one may come after the other and no formula is at a place that it never comes to. Undefined: too many.
 */
export function countMoves(space: Space, compared: Compared, moving: readonly Moving[]): Counted | undefined {
  const { store } = space;
  const values = valued(space, { ...compared, except: no });
  const told = mapTerminals(store, values, (set) => (single(space, terminal(set)) === undefined ? no : yes));
  const axes = [...new Set([told, compared.except].flatMap((one) => [...reach(store, one).axes]))].filter(
    (index) => !moving.some(({ axis }) => axis === index),
  );
  const places = placesOf(space, moving);
  if (places.length * places.length > mostMoves) return undefined;
  const at = (of: Fn, cells: readonly number[]) => moving.reduce((fn, { axis }, index) => fix(store, fn, axis, cells[index] as number), of);
  let pairs = 0n;
  let skipped = 0n;
  for (const better of places) {
    for (const worse of places) {
      if (better === worse || !moving.every(({ way }, index) => isBefore(way, better[index] as number, worse[index] as number))) continue;
      const both = and(store, at(told, better), at(told, worse));
      pairs += countOver(space, axes, both);
      skipped += countOver(space, axes, and(store, both, or(store, at(compared.except, better), at(compared.except, worse))));
    }
  }
  return { pairs, skipped };
}

/** Cells of the moving axes that go together. */
function placesOf(space: Space, moving: readonly Moving[]): readonly (readonly number[])[] {
  let places: (readonly number[])[] = [[]];
  for (const { axis } of moving) {
    const size = space.axes.list[axis]?.size ?? 1;
    places = places.flatMap((some) => Array.from({ length: size }, (_, cell) => [...some, cell]));
    if (places.length > mostMoves) return places;
  }
  return places.length > 100 ? places : places.filter((cells) => isPlace(space, moving, cells));
}

function isPlace(space: Space, moving: readonly Moving[], cells: readonly number[]): boolean {
  const chosen = moving.map(({ axis }, index) => ({ axis: space.axes.list[axis] as Axis, cell: cells[index] as number }));
  const isFormula = (axis: Axis): boolean => space.continuous.has(axis.variable);
  if (chosen.some(({ axis }) => !isFormula(axis) && space.decisions.has(axis.variable))) return true;
  const recorded = chosen.filter(({ axis }) => !isFormula(axis));
  const box = boxOf(space, {
    cells: new Map(recorded.map(({ axis, cell }) => [axis.index, onlyCell(axis.size, cell)])),
    numbers: new Map(),
    given: new Set(),
  });
  return chosen.every(({ axis, cell }) => !isFormula(axis) || formulaCells(space, axis.index, box)?.[cell] === true);
}
