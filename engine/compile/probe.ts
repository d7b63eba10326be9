/** Values of a number that are worth trying: in the middle of where it may lie, at the ends, and far out. */
import type { NumberVariable } from "../model/symbols.ts";
import { contains, type Interval, intersect, point } from "../number/interval.ts";
import { abs, add, compare, div, fromInt, max, mul, one, type Rational, rational, sub } from "../number/rational.ts";
import { hasValue, someValue } from "./axes.ts";
import { numbersOf, type Region } from "./region.ts";
import type { Space } from "./space.ts";

/** What a number may be: what is known of it, cut to the allowed cells of its axis. */
export function possible(space: Space, region: Region, variable: NumberVariable): readonly Interval[] {
  const axis = space.axes.number.get(variable);
  const cells = axis && region.cells.get(axis.index);
  const known = numbersOf(region, variable);
  if (axis === undefined || cells === undefined) return known.filter((piece) => hasValue(variable, piece));
  return known
    .flatMap((one) => axis.cells.filter((_, at) => cells[at]).map((cell) => intersect(one, cell)))
    .filter((piece) => hasValue(variable, piece));
}

/** At most so many values: one inside each piece, and its ends. */
export function probe(variable: NumberVariable, pieces: readonly Interval[], most: number): readonly Rational[] {
  const found: Rational[] = [];
  const put = (value: Rational | undefined) => {
    if (value !== undefined && !found.some((other) => compare(other, value) === 0)) found.push(value);
  };
  for (const piece of pieces) {
    const middle = middleOf(piece);
    put(
      someValue(
        variable,
        middle === undefined ? piece : intersect(piece, { lo: middle, hi: piece.hi, loOpen: false, hiOpen: piece.hiOpen }),
      ) ?? someValue(variable, piece),
    );
    if (piece.lo !== undefined && !piece.loOpen) put(someValue(variable, point(piece.lo)));
    if (piece.hi !== undefined && !piece.hiOpen) put(someValue(variable, point(piece.hi)));
  }
  return found.slice(0, most);
}

/** Values far out in a stretch without an end, and near an end that is left out: a logarithm leads far away there. */
export function farValues(variable: NumberVariable, piece: Interval): readonly Rational[] {
  const { lo, hi, loOpen } = piece;
  if (lo === undefined) return [];
  const unit = max(one, abs(lo));
  const near = loOpen ? [add(lo, div(unit, fromInt(1000))), add(lo, div(unit, fromInt(1_000_000)))] : [lo];
  const far = hi === undefined ? [add(lo, mul(unit, fromInt(1000))), add(lo, mul(unit, fromInt(1_000_000)))] : [];
  return [...near, ...far].filter((value) => contains(piece, value) && someValue(variable, point(value)) !== undefined);
}

export const two = fromInt(2);

export function middleOf(piece: Interval): Rational | undefined {
  const { lo, hi } = piece;
  if (lo !== undefined && hi !== undefined) return shorten(div(add(lo, hi), two), lo, hi);
  if (lo !== undefined) return add(lo, max(one, abs(lo)));
  return hi === undefined ? fromInt(0) : sub(hi, max(one, abs(hi)));
}

/** A number near the middle with a small denominator, so that halving does not let the digits grow. */
export function shorten(middle: Rational, lo: Rational, hi: Rational): Rational {
  if (compare(lo, hi) === 0 || middle.d < 1_000_000n) return middle;
  const near = someNear(lo, hi);
  return near ?? middle;
}

/** Rounds a quotient up; the divisor is above 0. */
const ceiling = (n: bigint, d: bigint): bigint => (n > 0n ? (n + d - 1n) / d : n / d);

function someNear(lo: Rational, hi: Rational): Rational | undefined {
  const third = div(sub(hi, lo), fromInt(3));
  const inner: Interval = { lo: add(lo, third), hi: sub(hi, third), loOpen: false, hiOpen: false };
  const { n: low, d: lowBy } = inner.lo as Rational;
  const { n: high, d: highBy } = inner.hi as Rational;
  for (let scale = 1n; scale < 10n ** 40n; scale *= 10n) {
    const up = ceiling(low * scale, lowBy);
    if (up * highBy <= high * scale) return rational(up, scale);
  }
  return undefined;
}
