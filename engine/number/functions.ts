/**
 * The functions of a formula whose values are mostly no fractions: logarithms, powers, roots.
 *
 * Each takes exact numbers and gives one that is right to 40 significant digits, and exact wherever the true value
 * has at most 30 digits (`log10(1000)` is 3, `4 ^ 0.5` is 2). What has no value is a `DomainError`, told in the words
 * of the rule's author, never a throw. Exact arithmetic itself is in `rational.ts`.
 */
import { Decimal } from "decimal.js";
import { remembered } from "./memory.ts";
import {
  compare,
  fromInt,
  isInteger,
  key,
  one,
  powInt,
  type Rational,
  div as ratio,
  rational,
  roundTo,
  sign,
  toDecimalText,
  toNumber,
  zero,
} from "./rational.ts";

/** A formula that has no value here, such as the logarithm of 0. */
export interface DomainError {
  readonly kind: "domain-error";
  /** A clause without a full stop: "the logarithm of 0 is not defined". */
  readonly message: string;
}

export function isDomainError(value: Rational | DomainError): value is DomainError {
  return "kind" in value;
}

/** Our own settings: the ones that other users of the library see stay as they are. */
const Precise = Decimal.clone({ precision: 70, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -9e15, toExpPos: 9e15 });

/** Results beyond 10^1000 are refused; smaller than 10^-1000 they count as 10^-1000, so that they stay positive. */
const largestExponent = 1000;
const smallest: Rational = { n: 1n, d: 10n ** BigInt(largestExponent) };

/** Whole powers are exact as long as the result has no more digits than this. */
const exactPowerDigits = 2000;

export function ln(x: Rational): Rational | DomainError {
  const problem = logarithmProblem(x);
  return problem ?? settled(`ln ${key(x)}`, () => precise(x).ln());
}

export function log10(x: Rational): Rational | DomainError {
  const problem = logarithmProblem(x);
  return problem ?? settled(`log10 ${key(x)}`, () => precise(x).log(10));
}

/** e to the power of `x`. */
export function exp(x: Rational): Rational | DomainError {
  if (sign(x) === 0) return one;
  const magnitude = toNumber(x) * Math.LOG10E;
  if (magnitude > largestExponent) return tooLarge(`exp(${show(x)})`);
  if (magnitude < -largestExponent) return smallest;
  return settled(`exp ${key(x)}`, () => precise(x).exp());
}

export function sqrt(x: Rational): Rational | DomainError {
  if (sign(x) < 0) return domainError(`the square root of ${show(x)} is not defined: the number is negative`);
  return settled(`sqrt ${key(x)}`, () => precise(x).sqrt());
}

/** `base ^ exponent`. `0 ^ 0` is 1. A negative base takes whole exponents only. */
export function pow(base: Rational, exponent: Rational): Rational | DomainError {
  if (sign(exponent) === 0) return one;
  if (sign(base) === 0) {
    return sign(exponent) > 0 ? zero : domainError(`0 ^ ${show(exponent)} is not defined: it divides by 0`);
  }
  if (isInteger(exponent)) return wholePower(base, exponent);
  if (sign(base) < 0) {
    return domainError(`${show(base)} ^ ${show(exponent)} is not defined: a negative number takes whole powers only`);
  }
  return realPower(base, exponent);
}

/** `a / b`, where `b` may turn out to be 0. */
export function divide(a: Rational, b: Rational): Rational | DomainError {
  return sign(b) === 0 ? domainError(`${show(a)} / 0 is not defined: a number cannot be divided by 0`) : ratio(a, b);
}

/** `round(x, digits)`: halves go away from zero. `digits` is a whole number from -30 to 30; negative ones round to tens, hundreds … */
export function round(x: Rational, digits: Rational = zero): Rational | DomainError {
  const limit = fromInt(30);
  if (!isInteger(digits) || compare(digits, limit) > 0 || compare(digits, fromInt(-30)) < 0) {
    return domainError(`round needs a whole number of digits from -30 to 30, not ${show(digits)}`);
  }
  return roundTo(x, Number(digits.n));
}

function wholePower(base: Rational, exponent: Rational): Rational | DomainError {
  const longer = Math.max(digitsOf(base.n), digitsOf(base.d));
  const digits = longer * Math.abs(toNumber(exponent));
  if (digits <= exactPowerDigits) return withinBounds(powInt(base, Number(exponent.n)), base, exponent);
  if (base.n > 0n) return realPower(base, exponent);
  const size = realPower({ n: -base.n, d: base.d }, exponent);
  if (isDomainError(size)) return tooLarge(`${show(base)} ^ ${show(exponent)}`);
  return exponent.n % 2n === 0n ? size : { n: -size.n, d: size.d };
}

/** An exact power obeys the same bounds as a rounded one, so that the two never disagree about what is too large. */
function withinBounds(value: Rational, base: Rational, exponent: Rational): Rational | DomainError {
  const size: Rational = value.n < 0n ? { n: -value.n, d: value.d } : value;
  if (compare(size, { n: smallest.d, d: 1n }) > 0) return tooLarge(`${show(base)} ^ ${show(exponent)}`);
  if (compare(size, smallest) >= 0) return value;
  return value.n < 0n ? { n: -1n, d: smallest.d } : smallest;
}

/** A positive base to any power. */
function realPower(base: Rational, exponent: Rational): Rational | DomainError {
  if (compare(base, one) === 0) return one;
  const magnitude = powerMagnitude(base, exponent);
  if (magnitude > largestExponent) return tooLarge(`${show(base)} ^ ${show(exponent)}`);
  if (magnitude < -largestExponent) return smallest;
  return settled(`${key(base)} ^ ${key(exponent)}`, () => precise(base).pow(precise(exponent)));
}

/** About log10(base ^ exponent). Floating point is good enough, but for a base close to 1 under a huge exponent. */
function powerMagnitude(base: Rational, exponent: Rational): number {
  const [b, e] = [toNumber(base), toNumber(exponent)];
  if (b > 1e-300 && b < 1e300 && Math.abs(e) < 1e6) return Math.log10(b) * e;
  return precise(base).log(10).times(precise(exponent)).toNumber();
}

function logarithmProblem(x: Rational): DomainError | undefined {
  if (sign(x) > 0) return undefined;
  if (sign(x) === 0) return domainError("the logarithm of 0 is not defined");
  return domainError(`the logarithm of ${show(x)} is not defined: the number is negative`);
}

function domainError(message: string): DomainError {
  return { kind: "domain-error", message };
}

function tooLarge(what: string): DomainError {
  return domainError(`${what} is too large to be computed: it has more than ${largestExponent} digits`);
}

function show(x: Rational): string {
  const text = toDecimalText(x, 6);
  return text.length > 30 ? `${text.slice(0, 27)}…` : text;
}

function digitsOf(n: bigint): number {
  return n < 0n ? n.toString().length - 1 : n.toString().length;
}

function precise(x: Rational): Decimal {
  const n = new Precise(x.n.toString());
  return x.d === 1n ? n : n.div(x.d.toString());
}

/** A tenth of a millisecond each, and a cohort repeats its values: each is computed once. */
const values = new Map<string, Rational>();

function settled(what: string, compute: () => Decimal): Rational {
  return remembered(values, what, () => settle(compute()));
}

/**
 * The library's value as an exact number. A value that agrees with a number of 30 digits to 40 digits is that number:
 * so `ln(exp(2))` is 2. Any other keeps 50 digits, so that the next function starts from a good one. Both steps keep
 * the order of values, which the intervals of `interval.ts` rely on.
 */
function settle(value: Decimal): Rational {
  const short = value.toSignificantDigits(30);
  const settled = value.toSignificantDigits(40).eq(short) ? short : value.toSignificantDigits(50);
  const [mantissa = "0", exponent = "0"] = settled.toExponential().split("e");
  const point = mantissa.indexOf(".");
  const digits = BigInt(mantissa.replace(".", ""));
  const shift = Number(exponent) - (point < 0 ? 0 : mantissa.length - point - 1);
  return shift < 0 ? rational(digits, 10n ** BigInt(-shift)) : rational(digits * 10n ** BigInt(shift));
}
