/** Roots that are fractions: of a number, and of a polynomial. All of them are found, and nothing else. */

import type { Rational } from "../../number/rational.ts";
import * as r from "../../number/rational.ts";

/** Whether the number can be written as a decimal. */
export function isDecimal({ d }: Rational): boolean {
  let rest = d;
  while (rest % 2n === 0n) rest /= 2n;
  while (rest % 5n === 0n) rest /= 5n;
  return rest === 1n;
}

/** The root of a number where it is a fraction: from 0 up, or of an odd power. */
export function exactRoot(value: Rational, power: number): Rational | undefined {
  if (value.n < 0n) {
    const mirrored = power % 2 === 0 ? undefined : exactRoot(r.negate(value), power);
    return mirrored && r.negate(mirrored);
  }
  const [n, d] = [wholeRoot(value.n, power), wholeRoot(value.d, power)];
  return n === undefined || d === undefined ? undefined : { n, d };
}

function wholeRoot(value: bigint, power: number): bigint | undefined {
  const by = BigInt(power);
  let [low, high] = [0n, 1n];
  while (high ** by < value) high *= 2n;
  while (low < high) {
    const middle = (low + high) / 2n;
    if (middle ** by < value) low = middle + 1n;
    else high = middle;
  }
  return low ** by === value ? low : undefined;
}

/** Coefficients from the constant up. */
export type Polynomial = readonly Rational[];

export const sum = (a: Polynomial, b: Polynomial): Polynomial =>
  trimmed(Array.from({ length: Math.max(a.length, b.length) }, (_, at) => r.add(a[at] ?? r.zero, b[at] ?? r.zero)));

export const scaled = (a: Polynomial, by: Rational): Polynomial => trimmed(a.map((one) => r.mul(one, by)));

export function product(a: Polynomial, b: Polynomial): Polynomial {
  const made: Rational[] = Array.from({ length: Math.max(0, a.length + b.length - 1) }, () => r.zero);
  for (const [i, x] of a.entries()) for (const [j, y] of b.entries()) made[i + j] = r.add(made[i + j] as Rational, r.mul(x, y));
  return trimmed(made);
}

function trimmed(a: Polynomial): Polynomial {
  let length = a.length;
  while (length > 0 && r.sign(a[length - 1] as Rational) === 0) length--;
  return a.slice(0, length);
}

/** Every root that is a fraction, of a polynomial that is not 0 throughout. */
export function fractionRoots(polynomial: Polynomial): readonly Rational[] {
  const whole = inWholes(polynomial);
  const degree = whole.length - 1;
  if (degree < 1) return [];
  // Times its leading coefficient, each such root is a whole number.
  const lead = whole[degree] as bigint;
  const monic = whole.map((one, at) => (at === degree ? 1n : one * lead ** BigInt(degree - 1 - at)));
  const found = new Set(near(monic).flatMap((root) => [root - 1n, root, root + 1n, root + 2n]));
  return [...found].filter((root) => valueAt(monic, root) === 0n).map((root) => r.rational(root, lead));
}

/** Decimals of so many digits beside every root. */
export function besideRoots(polynomial: Polynomial, digits: number): readonly Rational[] {
  const whole = inWholes(polynomial);
  const scale = 10n ** BigInt(digits);
  const stretched = whole.map((one, at) => one * scale ** BigInt(whole.length - 1 - at));
  return [...new Set(near(stretched).flatMap((root) => [root, root + 1n]))].map((root) => r.rational(root, scale));
}

/** The polynomial times what makes all its coefficients whole. */
function inWholes(polynomial: Polynomial): readonly bigint[] {
  const common = polynomial.reduce((d, one) => (d * one.d) / divisor(d, one.d), 1n);
  return polynomial.map((one) => (one.n * common) / one.d);
}

const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : divisor(b, a % b));

const valueAt = (whole: readonly bigint[], x: bigint): bigint => whole.reduceRight((value, one) => value * x + one, 0n);

/** Whole numbers such that each real root lies between one of them and the next: between two turning points there is one at most. */
function near(whole: readonly bigint[]): readonly bigint[] {
  const degree = whole.length - 1;
  if (degree < 1) return [];
  const lead = whole[degree] as bigint;
  if (degree === 1) return [-(whole[0] as bigint) / lead - 1n, -(whole[0] as bigint) / lead];
  const turns = near(whole.slice(1).map((one, at) => one * BigInt(at + 1)));
  // No root lies further out than all coefficients together.
  const bound = whole.reduce((together, one) => together + (one < 0n ? -one : one), 0n) + 1n;
  const stops = [...new Set([-bound, ...turns.flatMap((turn) => [turn, turn + 1n]), bound])].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const found: bigint[] = [...turns];
  for (const [at, stop] of stops.slice(1).entries()) {
    let [low, high] = [stops[at] as bigint, stop];
    const below = valueAt(whole, low) < 0n;
    if (below === valueAt(whole, high) < 0n) {
      found.push(low, high);
      continue;
    }
    while (high - low > 1n) {
      const middle = (low + high) / 2n;
      if (valueAt(whole, middle) < 0n === below) low = middle;
      else high = middle;
    }
    found.push(low);
  }
  return found;
}
