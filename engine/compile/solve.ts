/**
 * Can formulas over numbers take these values together, somewhere in this region? Branch and prune: intervals rule
 * parts out, a tried point proves the answer yes, and what is left is cut in two. Gives undefined where the steps ran out.
 */
import { reach } from "../diagram/store.ts";
import type { NumberVariable, Variable } from "../model/symbols.ts";
import { contains, type Interval, includes, intersect, isEmpty, onlyValue, point } from "../number/interval.ts";
import { abs, add, compare, div, type Rational, sub } from "../number/rational.ts";
import { joinNeighbours } from "../number/union.ts";
import { hasValue, someValue } from "./axes.ts";
import { meet } from "./exact/meet.ts";
import { outcomesOf } from "./formula.ts";
import { localFn } from "./local.ts";
import { farValues, middleOf, possible, probe, shorten, two } from "./probe.ts";
import { allowedCells, boxOf, numbersOf, onlyCell, type Region, withCells, withNumbers } from "./region.ts";
import { type Space, upstream } from "./space.ts";
import { firstCells, walk } from "./walk.ts";

/** A formula's axis and the cells that are asked for. */
export interface Wanted {
  readonly variable: NumberVariable;
  readonly cells: readonly boolean[];
}

interface Effort {
  left: number;
}

/** A region in which every wanted cell is taken, `no` where there is none, undefined where that could not be told. */
export function solve(space: Space, wanted: readonly Wanted[], region: Region, steps = 2000): Region | "no" | undefined {
  const inputs = [
    ...upstream(
      space,
      wanted.map((one) => one.variable),
    ),
  ];
  const numbers = inputs.filter((variable): variable is NumberVariable => variable.kind === "number" && !space.decisions.has(variable));
  const axes = finiteAxes(space, inputs);
  const met = walkTo(space, wanted, region, numbers, axes) ?? exactlyMet(space, wanted, region, numbers, axes);
  if (met !== undefined) return met;
  return search(space, wanted, region, numbers, axes, { left: steps });
}

/** A formula turned round and solved for one of its own numbers: that tells of one exact number what intervals cannot. */
function exactlyMet(
  space: Space,
  wanted: readonly Wanted[],
  region: Region,
  numbers: readonly NumberVariable[],
  axes: readonly number[],
): Region | "no" | undefined {
  for (const { variable, cells } of wanted) {
    const known = space.axes.number.get(variable)?.cells ?? [];
    const [target, ...others] = joinNeighbours(known.filter((_, cell) => cells[cell]));
    // What has no value is asked of the search.
    if (target === undefined || others.length > 0 || cells.some((allowed, cell) => allowed && cell >= known.length)) continue;
    const accept = (tried: Region): Region | "no" | undefined => {
      if (fits(space, wanted, tried) === "no") return "no";
      return search(space, wanted, tried, numbers, axes, { left: stepsBeside });
    };
    const met = meet(space, { variable, target }, region, axes, accept);
    if (met !== undefined) return met;
  }
  return undefined;
}

/** Steps for what is left open once one formula comes to its number. */
const stepsBeside = 20;

/** Tried first where one formula is asked for: it finds most of what there is. */
function walkTo(
  space: Space,
  wanted: readonly Wanted[],
  region: Region,
  numbers: readonly NumberVariable[],
  axes: readonly number[],
): Region | undefined {
  const [only, ...others] = wanted;
  const cells = only && space.axes.number.get(only.variable)?.cells.filter((_, cell) => only.cells[cell]);
  const stretches = numbers.map((variable) => {
    const pieces = possible(space, region, variable);
    return { variable, pieces, values: [...probe(variable, pieces, 3), ...pieces.flatMap((piece) => farValues(variable, piece))] };
  });
  if (only === undefined || others.length > 0 || cells === undefined) return undefined;
  for (const target of joinNeighbours(cells)) {
    const met = walk(space, { variable: only.variable, target }, region, axes, stretches);
    if (met !== undefined && fits(space, wanted, met) === "yes") return met;
  }
  return undefined;
}

/** Axes other than those of numbers that the formulas depend on. */
function finiteAxes(space: Space, inputs: readonly Variable[]): readonly number[] {
  const found = new Set<number>();
  for (const variable of inputs) {
    for (const axis of [space.axes.leaf.get(variable), space.axes.recorded.get(variable), ...(space.axes.member.get(variable) ?? [])]) {
      if (axis !== undefined) found.add(axis.index);
    }
    const decision = space.decisions.get(variable);
    if (decision === undefined) continue;
    for (const axis of reach(space.store, localFn(space, decision)).axes) {
      const there = space.axes.list[axis];
      if (there !== undefined && there.kind !== "number") found.add(axis);
    }
  }
  return [...found];
}

type Fit = "no" | "yes" | "open";

function fits(space: Space, wanted: readonly Wanted[], region: Region): Fit {
  let fit: Fit = "yes";
  const box = boxOf(space, region);
  for (const { variable, cells } of wanted) {
    const axis = space.axes.number.get(variable);
    if (axis === undefined) return "no";
    const outcomes = outcomesOf(space, variable, box);
    const targets = joinNeighbours(axis.cells.filter((_, cell) => cells[cell]));
    const specials = space.parts.specials(variable).filter((_, index) => cells[axis.cells.length + index]);
    const touched =
      targets.some((target) => !isEmpty(intersect(target, outcomes.value))) || specials.some((id) => outcomes.specials.has(id));
    if (!touched) return "no";
    const inside = isEmpty(outcomes.value) || targets.some((target) => includes(target, outcomes.value));
    if (!inside || [...outcomes.specials].some((id) => !specials.includes(id))) fit = "open";
  }
  return fit;
}

function search(
  space: Space,
  wanted: readonly Wanted[],
  region: Region,
  numbers: readonly NumberVariable[],
  axes: readonly number[],
  effort: Effort,
): Region | "no" | undefined {
  if (effort.left-- <= 0) return undefined;
  if (numbers.some((variable) => !numbersOf(region, variable).some((piece) => hasValue(variable, piece)))) return "no";
  const fit = fits(space, wanted, region);
  if (fit === "no") return "no";
  const sides: Sides = { below: undefined, above: undefined };
  for (const tried of samples(space, region, numbers, axes)) {
    if (fits(space, wanted, tried) === "yes") return tried;
    if (fit === "yes") break;
    noteSide(space, wanted, tried, sides);
    const between =
      sides.below === undefined || sides.above === undefined ? undefined : bisect(space, wanted, numbers, region, sides.below, sides.above);
    if (between !== undefined) return between;
    if (sides.below !== undefined && sides.above !== undefined) sides.above = undefined;
  }
  const parts = split(space, region, numbers, axes);
  if (parts === undefined) return fit === "yes" ? region : "no";
  let undecided = false;
  for (const part of parts) {
    const found = search(space, wanted, part, numbers, axes, effort);
    if (found === undefined) undecided = true;
    else if (found !== "no") return found;
  }
  return undecided ? undefined : "no";
}

/** A tried point at which the first formula lies below what is asked for, and one at which it lies above. */
interface Sides {
  below: Region | undefined;
  above: Region | undefined;
}

/** Where the first formula's value lies beside the interval that is asked for. */
function sideOf(space: Space, wanted: readonly Wanted[], tried: Region): "below" | "above" | undefined {
  const [first] = wanted;
  const axis = first && space.axes.number.get(first.variable);
  const target = joinNeighbours(axis?.cells.filter((_, cell) => first?.cells[cell]) ?? []);
  const value = first && onlyValue(outcomesOf(space, first.variable, boxOf(space, tried)).value);
  const [only] = target;
  if (value === undefined || only === undefined || target.length > 1) return undefined;
  if (only.lo !== undefined && compare(value, only.lo) <= 0) return "below";
  return only.hi !== undefined && compare(value, only.hi) >= 0 ? "above" : undefined;
}

function noteSide(space: Space, wanted: readonly Wanted[], tried: Region, sides: Sides): void {
  const side = sideOf(space, wanted, tried);
  if (side !== undefined) sides[side] = tried;
}

/** Between a point below and one above, a formula that varies steadily meets the interval: halve until it is met. */
function bisect(
  space: Space,
  wanted: readonly Wanted[],
  numbers: readonly NumberVariable[],
  region: Region,
  below: Region,
  above: Region,
): Region | undefined {
  let low = below;
  let high = above;
  for (let step = 0; step < 24; step++) {
    const middle = halfWay(numbers, low, high);
    if (middle === undefined || !liesIn(space, region, numbers, middle)) return undefined;
    if (fits(space, wanted, middle) === "yes") return middle;
    const side = sideOf(space, wanted, middle);
    if (side === undefined) return undefined;
    if (side === "below") low = middle;
    else high = middle;
  }
  return undefined;
}

/** Half way between two pieces of what is known of a number there may be a hole. */
const liesIn = (space: Space, region: Region, numbers: readonly NumberVariable[], tried: Region): boolean =>
  numbers.every((variable) => {
    const value = onlyValue(tried.numbers.get(variable)?.[0] ?? variable.range);
    return value === undefined || possible(space, region, variable).some((piece) => contains(piece, value));
  });

/** The point half way between two, each number on its steps; undefined where they meet. */
export function halfWay(numbers: readonly NumberVariable[], low: Region, high: Region): Region | undefined {
  let middle = low;
  let moved = false;
  for (const variable of numbers) {
    const a = onlyValue(numbersOf(low, variable)[0] ?? variable.range);
    const b = onlyValue(numbersOf(high, variable)[0] ?? variable.range);
    if (a === undefined || b === undefined || compare(a, b) === 0) continue;
    const [lo, hi] = compare(a, b) < 0 ? [a, b] : [b, a];
    const centre = shorten(div(add(lo, hi), two), lo, hi);
    const value = someValue(variable, { lo: centre, hi, loOpen: false, hiOpen: true }) ?? a;
    if (compare(value, a) !== 0) moved = true;
    middle = withNumbers(middle, variable, [point(value)]);
  }
  return moved ? middle : undefined;
}

/** Single points of the region: one in the middle first, then its corners. */
function* samples(space: Space, region: Region, numbers: readonly NumberVariable[], axes: readonly number[]): Generator<Region> {
  const fixed = firstCells(space, region, axes);
  const values = numbers.map((variable) => probe(variable, possible(space, region, variable), 3));
  const points = Math.min(
    mostSamples,
    values.reduce((count, some) => count * Math.max(1, some.length), 1),
  );
  for (let index = 0; index < points; index++) {
    let rest = index;
    let at = fixed;
    for (const [which, variable] of numbers.entries()) {
      const some = values[which] ?? [];
      const value = some[rest % Math.max(1, some.length)];
      rest = Math.floor(rest / Math.max(1, some.length));
      if (value !== undefined) at = withNumbers(at, variable, [point(value)]);
    }
    yield at;
  }
}

/** Points tried in one region before it is cut. */
const mostSamples = 81;

/** The region in two or more parts; undefined where it is a single point. */
function split(space: Space, region: Region, numbers: readonly NumberVariable[], axes: readonly number[]): readonly Region[] | undefined {
  for (const axis of axes) {
    const size = space.axes.list[axis]?.size ?? 1;
    const cells = allowedCells(space, region, axis) ?? Array.from({ length: size }, () => true);
    if (cells.filter(Boolean).length < 2) continue;
    return cells.flatMap((allowed, cell) => (allowed ? [withCells(region, axis, onlyCell(size, cell))] : []));
  }
  for (const variable of numbers) {
    const pieces = possible(space, region, variable);
    if (pieces.length > 1) return pieces.map((piece) => withNumbers(region, variable, [piece]));
  }
  const widest = numbers
    .map((variable) => ({ variable, piece: possible(space, region, variable)[0] }))
    .filter((one): one is { variable: NumberVariable; piece: Interval } => one.piece !== undefined && onlyValue(one.piece) === undefined)
    .sort((a, b) => compareWidth(b.piece, a.piece))[0];
  if (widest === undefined) return undefined;
  const { variable, piece } = widest;
  const middle = middleOf(piece);
  if (middle === undefined) return undefined;
  const cut = boundNear(space, variable, piece, middle) ?? middle;
  const halves: Interval[] = [{ ...piece, hi: cut, hiOpen: true }, point(cut), { ...piece, lo: cut, loOpen: true }];
  return halves
    .map((half) => intersect(half, piece))
    .filter((half) => hasValue(variable, half))
    .map((half) => withNumbers(region, variable, [half]));
}

/** The bound inside a piece that rules or formulas name, nearest to its middle: conditions inside a formula change there. */
function boundNear(space: Space, variable: NumberVariable, piece: Interval, middle: Rational): Rational | undefined {
  let nearest: Rational | undefined;
  for (const bound of space.named.bounds.get(variable)?.values() ?? []) {
    if (!contains(piece, bound)) continue;
    if (nearest === undefined || compare(abs(sub(bound, middle)), abs(sub(nearest, middle))) < 0) nearest = bound;
  }
  return nearest;
}

function compareWidth(a: Interval, b: Interval): number {
  const width = (piece: Interval): Rational | undefined =>
    piece.lo === undefined || piece.hi === undefined ? undefined : sub(piece.hi, piece.lo);
  const wa = width(a);
  const wb = width(b);
  if (wa === undefined || wb === undefined) return wa === wb ? 0 : wa === undefined ? 1 : -1;
  return compare(wa, wb);
}
