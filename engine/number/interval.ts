/**
 * Intervals of exact numbers, with open, closed or infinite ends, and what formulas make of them.
 *
 * Each operation gives the smallest interval that holds every value which the formula takes on its arguments, taken as
 * independent of each other. Ends are exact: closed where the value is reached, open where it is only approached. The
 * ends of logarithms, powers and roots are the values of `functions.ts`. Powers are in `interval-power.ts`.
 */
import * as functions from "./functions.ts";
import type { Rational } from "./rational.ts";
import * as r from "./rational.ts";

/** `lo` undefined: no lower end; `hi` undefined: no upper end. An infinite end is open. */
export interface Interval {
  readonly lo: Rational | undefined;
  readonly hi: Rational | undefined;
  readonly loOpen: boolean;
  readonly hiOpen: boolean;
}

/** What a function that is not defined everywhere makes of an interval. */
export interface Image {
  /** The values taken where the function is defined; empty where it is defined nowhere. */
  readonly value: Interval;
  /** For some argument the function is not defined. */
  readonly mayFail: boolean;
  /** For no argument the function is defined. */
  readonly mustFail: boolean;
}

/** A function that may have no value. */
type Formula = (x: Rational) => Rational | functions.DomainError;

export const whole: Interval = { lo: undefined, hi: undefined, loOpen: true, hiOpen: true };
export const empty: Interval = { lo: r.one, hi: r.zero, loOpen: true, hiOpen: true };
export const nonNegative: Interval = { lo: r.zero, hi: undefined, loOpen: false, hiOpen: true };
export const positive: Interval = { lo: r.zero, hi: undefined, loOpen: true, hiOpen: true };

/** An interval; infinite ends are made open. */
export function interval(lo: Rational | undefined, hi: Rational | undefined, loOpen = false, hiOpen = false): Interval {
  return { lo, hi, loOpen: loOpen || lo === undefined, hiOpen: hiOpen || hi === undefined };
}

export function point(value: Rational): Interval {
  return { lo: value, hi: value, loOpen: false, hiOpen: false };
}

/** The only number in it; undefined where there are several, or none. */
export function onlyValue(a: Interval): Rational | undefined {
  const closed = a.lo !== undefined && a.hi !== undefined && !a.loOpen && !a.hiOpen;
  return closed && r.equal(a.lo, a.hi) ? a.lo : undefined;
}

export function isEmpty(a: Interval): boolean {
  if (a.lo === undefined || a.hi === undefined) return false;
  const order = r.compare(a.lo, a.hi);
  return order > 0 || (order === 0 && (a.loOpen || a.hiOpen));
}

export function contains(a: Interval, value: Rational): boolean {
  const fromLow = a.lo === undefined ? 1 : r.compare(value, a.lo);
  const toHigh = a.hi === undefined ? 1 : r.compare(a.hi, value);
  return (fromLow > 0 || (fromLow === 0 && !a.loOpen)) && (toHigh > 0 || (toHigh === 0 && !a.hiOpen));
}

/** True where every number of `inner` is in `outer`. */
export function includes(outer: Interval, inner: Interval): boolean {
  if (isEmpty(inner)) return true;
  return compareLow(outer, inner) <= 0 && compareHigh(outer, inner) >= 0;
}

export function intersect(a: Interval, b: Interval): Interval {
  const low = compareLow(a, b) >= 0 ? a : b;
  const high = compareHigh(a, b) <= 0 ? a : b;
  return { lo: low.lo, loOpen: low.loOpen, hi: high.hi, hiOpen: high.hiOpen };
}

/** The smallest interval that holds both. */
export function hull(a: Interval, b: Interval): Interval {
  if (isEmpty(a)) return b;
  if (isEmpty(b)) return a;
  const low = compareLow(a, b) <= 0 ? a : b;
  const high = compareHigh(a, b) >= 0 ? a : b;
  return { lo: low.lo, loOpen: low.loOpen, hi: high.hi, hiOpen: high.hiOpen };
}

export function add(a: Interval, b: Interval): Interval {
  if (isEmpty(a) || isEmpty(b)) return empty;
  const sum = (x: Rational | undefined, y: Rational | undefined) => (x && y ? r.add(x, y) : undefined);
  return interval(sum(a.lo, b.lo), sum(a.hi, b.hi), a.loOpen || b.loOpen, a.hiOpen || b.hiOpen);
}

export function negate(a: Interval): Interval {
  const flip = (x: Rational | undefined) => (x ? r.negate(x) : undefined);
  return { lo: flip(a.hi), hi: flip(a.lo), loOpen: a.hiOpen, hiOpen: a.loOpen };
}

export function sub(a: Interval, b: Interval): Interval {
  return add(a, negate(b));
}

export function mul(a: Interval, b: Interval): Interval {
  if (isEmpty(a) || isEmpty(b)) return empty;
  const [first, second] = [onlyValue(a), onlyValue(b)];
  if (second !== undefined) return scaled(a, second);
  if (first !== undefined) return scaled(b, first);
  const corners = [lowEnd(a), highEnd(a)].flatMap((x) => [product(x, lowEnd(b)), product(x, highEnd(b))]);
  const reachedFirst = corners.toSorted((x, y) => Number(x.open) - Number(y.open));
  const low = reachedFirst.reduce((x, y) => (compareEnds(y, x) < 0 ? y : x));
  const high = reachedFirst.reduce((x, y) => (compareEnds(y, x) > 0 ? y : x));
  return interval(finite(low), finite(high), low.open, high.open);
}

/** Formulas mostly multiply by a weight: two products where an interval needs four. */
function scaled(a: Interval, by: Rational): Interval {
  if (r.sign(by) === 0) return point(r.zero);
  const times = (end: Rational | undefined): Rational | undefined => end && r.mul(end, by);
  return r.sign(by) > 0
    ? { lo: times(a.lo), hi: times(a.hi), loOpen: a.loOpen, hiOpen: a.hiOpen }
    : { lo: times(a.hi), hi: times(a.lo), loOpen: a.hiOpen, hiOpen: a.loOpen };
}

/** Where the divisor can be 0 the division may fail, and the value is that of the other divisors. */
export function div(a: Interval, b: Interval): Image {
  if (isEmpty(a) || isEmpty(b)) return total(empty);
  const below = intersect(b, negate(positive));
  const above = intersect(b, positive);
  const parts = [below, above].filter((part) => !isEmpty(part)).map((part) => mul(a, reciprocal(part)));
  return { value: parts.reduce(hull, empty), mayFail: contains(b, r.zero), mustFail: parts.length === 0 };
}

export function abs(a: Interval): Interval {
  return hull(intersect(a, nonNegative), negate(intersect(a, negate(nonNegative))));
}

export function min(a: Interval, b: Interval): Interval {
  if (isEmpty(a) || isEmpty(b)) return empty;
  const low = compareLow(a, b) <= 0 ? a : b;
  const high = compareHigh(a, b) <= 0 ? a : b;
  return { lo: low.lo, loOpen: low.loOpen, hi: high.hi, hiOpen: high.hiOpen };
}

export function max(a: Interval, b: Interval): Interval {
  return negate(min(negate(a), negate(b)));
}

/** `round(x, digits)` climbs in steps, so that it reaches both its ends, open or not. */
export function round(a: Interval, digits: Rational = r.zero): Image {
  if (isEmpty(a)) return total(empty);
  if (functions.isDomainError(functions.round(r.zero, digits))) return nowhere;
  const places = Number(digits.n);
  const hi = a.hi && roundedHigh(a.hi, a.hiOpen, places);
  const lo = a.lo && r.negate(roundedHigh(r.negate(a.lo), a.loOpen, places));
  return total(interval(lo, hi));
}

/** The greatest rounded value up to `hi`. Just below a half that would be rounded up, it is one step less. */
function roundedHigh(hi: Rational, open: boolean, places: number): Rational {
  const rounded = r.roundTo(hi, places);
  const step = r.powInt(r.fromInt(10), -places);
  const isHalf = r.equal(r.sub(rounded, hi), r.div(step, r.fromInt(2)));
  return open && isHalf ? r.sub(rounded, step) : rounded;
}

export function ln(a: Interval): Image {
  return increasing(a, positive, functions.ln);
}

export function log10(a: Interval): Image {
  return increasing(a, positive, functions.log10);
}

export function sqrt(a: Interval): Image {
  return increasing(a, nonNegative, functions.sqrt, nonNegative);
}

/** Numbers too large for `exp` make it fail; an interval without an upper end has such numbers. */
export function exp(a: Interval): Image {
  const image = increasing(a, whole, functions.exp, positive);
  return { ...image, mayFail: image.mayFail || (a.hi === undefined && !isEmpty(a)) };
}

/**
 * The image of a function that grows on its `domain` and stays in its `range`. At an infinite end, and at an open end
 * of the domain, it comes up to the end of the range. Where it has no value at any other end, it grew too large.
 */
export function increasing(a: Interval, domain: Interval, f: Formula, range: Interval = whole): Image {
  if (isEmpty(a)) return total(empty);
  const valid = intersect(a, domain);
  if (isEmpty(valid)) return nowhere;
  const lo = valid.lo && valueAt(f, valid.lo);
  const hi = valid.hi && valueAt(f, valid.hi);
  const tooLargeAt = (x: Rational | undefined, y: Rational | undefined) => x && y === undefined && contains(domain, x);
  if (tooLargeAt(valid.lo, lo)) return nowhere;
  const value = intersect(interval(lo, hi, valid.loOpen, valid.hiOpen), range);
  return { value, mayFail: Boolean(tooLargeAt(valid.hi, hi)) || !includes(domain, a), mustFail: false };
}

export const nowhere: Image = { value: empty, mayFail: true, mustFail: true };

export function total(value: Interval): Image {
  return { value, mayFail: false, mustFail: false };
}

/** `1 / a` of an interval on one side of 0, without 0. */
function reciprocal(a: Interval): Interval {
  const invert = (x: Rational | undefined) => {
    if (x === undefined) return r.zero;
    return r.sign(x) === 0 ? undefined : r.div(r.one, x);
  };
  return interval(invert(a.hi), invert(a.lo), a.hiOpen, a.loOpen);
}

function valueAt(f: Formula, x: Rational): Rational | undefined {
  const value = f(x);
  return functions.isDomainError(value) ? undefined : value;
}

/** Where an interval begins: a closed end comes before an open one at the same number. */
function compareLow(a: Interval, b: Interval): number {
  if (a.lo === undefined || b.lo === undefined) return Number(b.lo === undefined) - Number(a.lo === undefined);
  return r.compare(a.lo, b.lo) || Number(a.loOpen) - Number(b.loOpen);
}

/** Where an interval ends: an open end comes before a closed one at the same number. */
function compareHigh(a: Interval, b: Interval): number {
  if (a.hi === undefined || b.hi === undefined) return Number(a.hi === undefined) - Number(b.hi === undefined);
  return r.compare(a.hi, b.hi) || Number(b.hiOpen) - Number(a.hiOpen);
}

/** An end of an interval as a factor of a product; -1 and 1 stand for the infinities. */
interface End {
  readonly value: Rational | -1 | 1;
  readonly open: boolean;
}

function lowEnd(a: Interval): End {
  return { value: a.lo ?? -1, open: a.loOpen };
}

function highEnd(a: Interval): End {
  return { value: a.hi ?? 1, open: a.hiOpen };
}

/** A 0 that is reached makes the product 0, whatever the other factor comes to. */
function product(a: End, b: End): End {
  const [signA, signB] = [endSign(a), endSign(b)];
  const reachedZero = (signA === 0 && !a.open) || (signB === 0 && !b.open);
  const open = (a.open || b.open) && !reachedZero;
  if (signA === 0 || signB === 0) return { value: r.zero, open };
  if (typeof a.value === "number" || typeof b.value === "number") return { value: signA === signB ? 1 : -1, open };
  return { value: r.mul(a.value, b.value), open };
}

function endSign(a: End): number {
  return typeof a.value === "number" ? a.value : r.sign(a.value);
}

function compareEnds(a: End, b: End): number {
  if (typeof a.value === "number") return typeof b.value === "number" ? a.value - b.value : a.value;
  return typeof b.value === "number" ? -b.value : r.compare(a.value, b.value);
}

function finite(a: End): Rational | undefined {
  return typeof a.value === "number" ? undefined : a.value;
}
