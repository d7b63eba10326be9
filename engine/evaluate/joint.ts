/** Paths through a diagram on which formulas over numbers really take the values that the path says. */
import type { Axis } from "../compile/axes.ts";
import { allowedCells, type Region, withCells } from "../compile/region.ts";
import { solve, type Wanted } from "../compile/solve.ts";
import type { Space } from "../compile/space.ts";
import { axisOf, type Fn, isTerminal, kidsOf, reach, terminalIndex } from "../diagram/store.ts";
import type { NumberVariable } from "../model/symbols.ts";

/** Where a formula's axis is left, only paths on which the formulas really take those values count. */
export function jointly(
  space: Space,
  fn: Fn,
  axes: ReadonlySet<number>,
  region: Region,
): { readonly sets: ReadonlySet<number>; readonly atMost: boolean } | undefined {
  const formulas = [...axes].filter((index) => space.continuous.has((space.axes.list[index] as Axis).variable));
  if (formulas.length === 0) return undefined;
  const sets = new Set<number>();
  let atMost = false;
  let paths = 0;
  const visit = (at: Fn, here: Region, wanted: readonly Wanted[]): void => {
    if (isTerminal(at)) {
      if (sets.has(terminalIndex(at))) return;
      const possible = wanted.length === 0 ? here : solve(space, wanted, here);
      if (possible === "no") return;
      if (possible === undefined) atMost = true;
      sets.add(terminalIndex(at));
      return;
    }
    if (++paths > 20_000) {
      atMost = true;
      for (const value of reach(space.store, at).values) sets.add(value);
      return;
    }
    const index = axisOf(space.store, at);
    const { variable, size } = space.axes.list[index] as Axis;
    const allowed = allowedCells(space, here, index);
    for (const kid of new Set(kidsOf(space.store, at))) {
      const cells = Array.from(
        { length: size },
        (_, cell) => kidsOf(space.store, at)[cell] === kid && (allowed === undefined || allowed[cell] === true),
      );
      if (!cells.includes(true)) continue;
      const next = withCells(here, index, cells);
      visit(kid, next, space.continuous.has(variable) ? [...wanted, { variable: variable as NumberVariable, cells }] : wanted);
    }
  };
  visit(fn, region, []);
  return { sets, atMost };
}
