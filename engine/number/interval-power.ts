/** Powers of intervals: what `base ^ exponent` can come to. The other operations are in `interval.ts`. */
import * as functions from "./functions.ts";
import type { Image, Interval } from "./interval.ts";
import * as i from "./interval.ts";
import type { Rational } from "./rational.ts";
import * as r from "./rational.ts";

/** Exact where the exponent is one number, as it nearly always is; otherwise perhaps a little too wide. */
export function pow(base: Interval, exponent: Interval): Image {
  if (i.isEmpty(base) || i.isEmpty(exponent)) return i.total(i.empty);
  const only = i.onlyValue(exponent);
  return only === undefined ? powerOfVarying(base, exponent) : powerOf(base, only);
}

function powerOf(base: Interval, exponent: Rational): Image {
  if (r.sign(exponent) === 0) return i.total(i.point(r.one));
  const power = r.sign(exponent) > 0 ? growingPower : fallingPower;
  const above = power(i.intersect(base, i.nonNegative), exponent);
  const below = i.intersect(base, i.negate(i.positive));
  if (i.isEmpty(below)) return above;
  if (!r.isInteger(exponent)) return join(above, i.nowhere);
  const mirrored = power(i.negate(below), exponent);
  const isOdd = exponent.n % 2n !== 0n;
  return join(above, isOdd ? { ...mirrored, value: i.negate(mirrored.value) } : mirrored);
}

/** A positive power of numbers from 0 up. */
function growingPower(base: Interval, exponent: Rational): Image {
  return i.increasing(base, i.nonNegative, (x) => functions.pow(x, exponent), i.nonNegative);
}

/** A negative power of numbers from 0 up falls; seen from the other side it grows. */
function fallingPower(base: Interval, exponent: Rational): Image {
  const mirrored = (x: Rational) => functions.pow(r.negate(x), exponent);
  return i.increasing(i.negate(base), i.negate(i.positive), mirrored, i.positive);
}

/** Both base and exponent vary: a positive base by way of its logarithm, 0 and negative bases by what they may give. */
function powerOfVarying(base: Interval, exponent: Interval): Image {
  const above = powerOfPositive(i.intersect(base, i.positive), exponent);
  const atZero = i.contains(base, r.zero) ? powerOfZero(exponent) : i.total(i.empty);
  const below = i.isEmpty(i.intersect(base, i.negate(i.positive))) ? i.total(i.empty) : { value: i.whole, mayFail: true, mustFail: false };
  return join(join(above, atZero), below);
}

function powerOfPositive(base: Interval, exponent: Interval): Image {
  if (i.isEmpty(base)) return i.total(i.empty);
  const image = i.exp(i.mul(exponent, i.ln(base).value));
  return { ...image, value: widened(image.value) };
}

function powerOfZero(exponent: Interval): Image {
  const values = [
    { value: r.zero, taken: !i.isEmpty(i.intersect(exponent, i.positive)) },
    { value: r.one, taken: i.contains(exponent, r.zero) },
  ].filter((result) => result.taken);
  const value = values.map((result) => i.point(result.value)).reduce(i.hull, i.empty);
  return { value, mayFail: !i.includes(i.nonNegative, exponent), mustFail: values.length === 0 };
}

/** Makes room for the rounding of a logarithm and a power one after the other. */
function widened(a: Interval): Interval {
  const margin = r.rational(1n, 10n ** 30n);
  const lo = a.lo && r.mul(a.lo, r.sub(r.one, margin));
  const hi = a.hi && r.mul(a.hi, r.add(r.one, margin));
  return { ...a, lo, hi };
}

/** The image of an interval in two pieces, from the images of the pieces. */
function join(a: Image, b: Image): Image {
  const value = i.hull(a.value, b.value);
  return { value, mayFail: a.mayFail || b.mayFail, mustFail: i.isEmpty(value) };
}
