/** A part of the space: which cells of each axis, and which values of each number, are still possible. */

import { type Fn, reach, within } from "../diagram/store.ts";
import type { NumberVariable, Variable } from "../model/symbols.ts";
import { empty, hull, type Interval, intersect, isEmpty, point } from "../number/interval.ts";
import { hasValue, singleValue } from "./axes.ts";
import { type Box, formulaCells } from "./formula.ts";
import type { Space } from "./space.ts";
import { members, type Verdict } from "./verdict.ts";

export interface Region {
  /** Allowed cells by axis; an axis that is not in it is whole. */
  readonly cells: ReadonlyMap<number, readonly boolean[]>;
  /** What is known of numbers that are not decided, as a union; a variable that is not in it has its whole range. */
  readonly numbers: ReadonlyMap<Variable, readonly Interval[]>;
  readonly given: ReadonlySet<Variable>;
}

export const numbersOf = (region: Region, variable: NumberVariable): readonly Interval[] =>
  region.numbers.get(variable) ?? [variable.range];

/** The allowed cells of an axis, those of a number being cut to what is known of it. */
export function allowedCells(space: Space, region: Region, index: number): readonly boolean[] | undefined {
  const axis = space.axes.list[index];
  const listed = region.cells.get(index);
  if (axis?.kind !== "number" || !region.numbers.has(axis.variable)) return listed;
  const known = numbersOf(region, axis.variable);
  return axis.cells.map(
    (cell, at) => (listed === undefined || listed[at] === true) && known.some((one) => hasValue(axis.variable, intersect(one, cell))),
  );
}

export function boxOf(space: Space, region: Region): Box {
  const kept = new Map<number, readonly boolean[] | undefined>();
  return {
    given: region.given,
    allowed: (axis) => {
      if (!kept.has(axis)) kept.set(axis, allowedCells(space, region, axis));
      return kept.get(axis);
    },
    numbers: (variable) => {
      if (variable.kind !== "number") throw new Error(`${variable.name} is not a number`);
      const axis = space.axes.number.get(variable);
      const cells = axis && region.cells.get(axis.index);
      const known = numbersOf(region, variable);
      const pieces =
        axis === undefined || cells === undefined
          ? known
          : known.flatMap((one) => axis.cells.filter((_, at) => cells[at]).map((cell) => intersect(one, cell)));
      const single = variable.step === undefined ? undefined : singleValue(variable, pieces);
      return single === undefined ? pieces.filter((piece) => !isEmpty(piece)).reduce(hull, empty) : point(single);
    },
  };
}

export const withCells = (region: Region, axis: number, cells: readonly boolean[]): Region => ({
  ...region,
  cells: new Map(region.cells).set(axis, cells),
});

export const withNumbers = (region: Region, variable: Variable, numbers: readonly Interval[]): Region => ({
  ...region,
  numbers: new Map(region.numbers).set(variable, numbers),
});

export const onlyCell = (size: number, cell: number): readonly boolean[] => Array.from({ length: size }, (_, at) => at === cell);

/** The region with the axes of formulas cut to what the formulas can come to in it. */
export function withFormulas(space: Space, fn: Fn, region: Region): Region {
  let narrowed = region;
  for (const index of reach(
    space.store,
    within(space.store, fn, (axis) => allowedCells(space, region, axis)),
  ).axes) {
    const cells = formulaCells(space, index, boxOf(space, narrowed));
    if (cells !== undefined) narrowed = withCells(narrowed, index, cells);
  }
  return narrowed;
}

/** The diagram on a region only, in canonical form. */
export const insideRegion = (space: Space, fn: Fn, region: Region): Fn =>
  within(space.store, fn, (axis) => allowedCells(space, region, axis));

/** Every verdict that a diagram takes in a region. */
export function verdictsWithin(space: Space, fn: Fn, region: Region): readonly Verdict[] {
  const { values } = reach(space.store, insideRegion(space, fn, withFormulas(space, fn, region)));
  return [...values].flatMap((set) => members(space.verdicts, set));
}
