/**
 * A walk to what is asked of a formula: from one point of a region, one input after another is moved where that brings
 * the formula nearer, and between two numbers on either side of the aim the way is halved. It finds most answers of long
 * sums in as many steps as they have inputs; where it finds none nothing is said, and `solve.ts` searches.
 */
import type { NumberVariable } from "../model/symbols.ts";
import { contains, type Interval, onlyValue, point } from "../number/interval.ts";
import { add, compare, div, fromInt, type Rational } from "../number/rational.ts";
import { someValue } from "./axes.ts";
import { outcomesOf } from "./formula.ts";
import { allowedCells, boxOf, onlyCell, type Region, withCells, withNumbers } from "./region.ts";
import type { Space } from "./space.ts";

/** What is asked for: one formula, and the interval that its value is to reach. */
export interface Aim {
  readonly variable: NumberVariable;
  readonly target: Interval;
}

/** A number that is open, where it may lie, and values there that are worth a step. */
export interface Stretch {
  readonly variable: NumberVariable;
  readonly pieces: readonly Interval[];
  readonly values: readonly Rational[];
}

interface Standing {
  readonly at: Region;
  readonly value: Rational;
}

/** A point of the region at which the formula reaches the aim; undefined where the walk does not get there. */
export function walk(space: Space, aim: Aim, region: Region, axes: readonly number[], numbers: readonly Stretch[]): Region | undefined {
  const start = standing(space, aim, startOf(space, region, axes, numbers));
  if (start === undefined) return undefined;
  const steps = [...stepsFrom(space, region, axes, numbers)];
  const first = walkFrom(space, aim, start, steps);
  // A long step may lead past the aim; from there short ones lead back.
  const second = first.met === undefined && first.beyond !== undefined ? walkFrom(space, aim, first.beyond, steps) : first;
  return second.met?.at;
}

interface Walked {
  readonly met: Standing | undefined;
  /** The nearest point found on the other side of the aim. */
  readonly beyond: Standing | undefined;
}

function walkFrom(space: Space, aim: Aim, start: Standing, steps: readonly Step[]): Walked {
  if (reached(aim, start)) return { met: start, beyond: undefined };
  let here = start;
  let beyond: Standing | undefined;
  for (const step of steps) {
    const next = standing(space, aim, step.to(here.at));
    if (next === undefined) continue;
    if (reached(aim, next)) return { met: next, beyond };
    if (isBelow(aim, here) === isBelow(aim, next)) {
      if (isNearer(aim, next, here)) here = next;
      continue;
    }
    const met = step.number === undefined ? undefined : halve(space, aim, step.number, here, next);
    if (met !== undefined) return { met, beyond };
    if (beyond === undefined || isNearer(aim, next, beyond)) beyond = next;
  }
  return { met: undefined, beyond };
}

interface Step {
  /** The number that it moves; undefined for a step along labels. */
  readonly number: Stretch | undefined;
  to(at: Region): Region;
}

function* stepsFrom(space: Space, region: Region, axes: readonly number[], numbers: readonly Stretch[]): Generator<Step> {
  for (const number of numbers) {
    for (const value of number.values) yield { number, to: (at) => withNumbers(at, number.variable, [point(value)]) };
  }
  for (const axis of axes) {
    const size = space.axes.list[axis]?.size ?? 1;
    const allowed = allowedCells(space, region, axis);
    for (let cell = 0; cell < size; cell++) {
      if (allowed !== undefined && allowed[cell] !== true) continue;
      yield { number: undefined, to: (at) => withCells(at, axis, onlyCell(size, cell)) };
    }
  }
}

/** The formula's value at a single point; undefined where it has none. */
function standing(space: Space, { variable }: Aim, at: Region): Standing | undefined {
  const { value, specials } = outcomesOf(space, variable, boxOf(space, at));
  const only = specials.size > 0 ? undefined : onlyValue(value);
  return only === undefined ? undefined : { at, value: only };
}

const reached = ({ target }: Aim, { value }: Standing): boolean => contains(target, value);

const isBelow = ({ target }: Aim, { value }: Standing): boolean => target.lo !== undefined && compare(value, target.lo) <= 0;

const isNearer = (aim: Aim, next: Standing, here: Standing): boolean => compare(next.value, here.value) > 0 === isBelow(aim, here);

/** Between two values of one number with the aim between them. */
function halve(space: Space, aim: Aim, { variable, pieces }: Stretch, first: Standing, second: Standing): Standing | undefined {
  let [low, high] = isBelow(aim, first) ? [first, second] : [second, first];
  for (let step = 0; step < 24; step++) {
    const [a, b] = [low, high].map(({ at }) => onlyValue(at.numbers.get(variable)?.[0] ?? variable.range));
    if (a === undefined || b === undefined) return undefined;
    const centre = div(add(a, b), fromInt(2));
    const value = someValue(variable, point(centre));
    const middle =
      value === undefined || !pieces.some((piece) => contains(piece, value))
        ? undefined
        : standing(space, aim, withNumbers(low.at, variable, [point(value)]));
    if (middle === undefined) return undefined;
    if (reached(aim, middle)) return middle;
    if (isBelow(aim, middle)) low = middle;
    else high = middle;
  }
  return undefined;
}

/** A single point of the region: the first label and the first value of each. */
function startOf(space: Space, region: Region, axes: readonly number[], numbers: readonly Stretch[]): Region {
  let start = firstCells(space, region, axes);
  for (const { variable, values } of numbers) {
    const [value] = values;
    if (value !== undefined) start = withNumbers(start, variable, [point(value)]);
  }
  return start;
}

/** The region as a single point along its labels. */
export function firstCells(space: Space, region: Region, axes: readonly number[]): Region {
  let fixed = region;
  for (const axis of axes) {
    const cells = allowedCells(space, fixed, axis);
    const size = space.axes.list[axis]?.size ?? 1;
    fixed = withCells(fixed, axis, onlyCell(size, cells === undefined ? 0 : Math.max(0, cells.indexOf(true))));
  }
  return fixed;
}
