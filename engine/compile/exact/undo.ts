/**
 * Backwards through a form: where its part must lie for the whole to lie in a target. Each step gives every number that
 * can lead there, now and then a few more besides, never fewer; what comes of it is tried forwards by the caller.
 */
import { exp, isDomainError, ln, pow } from "../../number/functions.ts";
import * as interval from "../../number/interval.ts";
import { type Interval, onlyValue } from "../../number/interval.ts";
import type { Rational } from "../../number/rational.ts";
import * as r from "../../number/rational.ts";
import type { Form } from "./form.ts";
import { exactRoot, isDecimal } from "./roots.ts";

export type Target = readonly Interval[];

export interface Undone {
  readonly form: Form;
  readonly target: Target;
}

/** One step inwards, where only one part of the form varies; undefined where several do, or this cannot be turned round. */
export function undo({ form, target }: Undone): Undone | undefined {
  if (form.kind === "call") return undoCall(form, target);
  if (form.kind !== "arithmetic") return undefined;
  const { op, left, right } = form;
  if (right.kind === "constant")
    return inwards(left, target, (t) => (op === "^" ? undoPower(left, right.value, t) : undoRight(op, right.value, t)));
  if (left.kind === "constant") return inwards(right, target, (t) => undoLeft(op, left.value, t));
  return undefined;
}

function inwards(form: Form, target: Target, back: (t: Interval) => Target | undefined): Undone | undefined {
  const found: Interval[] = [];
  for (const one of target) {
    const some = back(one);
    if (some === undefined) return undefined;
    found.push(...some.filter((piece) => !interval.isEmpty(piece)));
  }
  return { form, target: found };
}

/** `x op by` lies in `t`. */
function undoRight(op: "+" | "*" | "/", by: Rational, t: Interval): Target {
  switch (op) {
    case "+":
      return [interval.sub(t, interval.point(by))];
    case "*":
      return r.sign(by) === 0 ? atZero(t) : [interval.mul(t, interval.point(r.div(r.one, by)))];
    case "/":
      return r.sign(by) === 0 ? [] : [interval.mul(t, interval.point(by))];
  }
}

/** `of op x` lies in `t`. */
function undoLeft(op: "+" | "*" | "/" | "^", of: Rational, t: Interval): Target | undefined {
  if (op === "+" || op === "*") return undoRight(op, of, t);
  if (op === "^") return undoExponent(of, t);
  if (r.sign(of) === 0) return atZero(t);
  return [interval.positive, interval.negate(interval.positive)]
    .map((side) => interval.intersect(t, side))
    .filter((piece) => !interval.isEmpty(piece))
    .map((piece) => interval.div(interval.point(of), piece).value);
}

const atZero = (t: Interval): Target => (interval.contains(t, r.zero) ? [interval.whole] : []);

/** Whole powers up to this, one inside the other, are computed exactly for every number that can be recorded. */
const exactUpTo = 4n;

/** How many times the digits of what is recorded a form may have. */
function lengthOf(form: Form): bigint {
  if (form.kind === "constant") return 0n;
  if (form.kind !== "arithmetic") return 1n;
  if (form.op === "^" && form.right.kind === "constant" && r.isInteger(form.right.value))
    return lengthOf(form.left) * (form.right.value.n < 0n ? -form.right.value.n : form.right.value.n);
  return lengthOf(form.left) + lengthOf(form.right);
}

function undoPower(base: Form, exponent: Rational, t: Interval): Target {
  if (r.sign(exponent) === 0) return interval.contains(t, r.one) ? [interval.whole] : [];
  const whole = r.isInteger(exponent);
  const size = exponent.n < 0n ? -exponent.n : exponent.n;
  const only = onlyValue(t);
  if (whole && only !== undefined && size * lengthOf(base) <= exactUpTo) {
    if (exponent.n < 0n && r.sign(only) === 0) return [];
    const root = exactRoot(exponent.n < 0n ? r.div(r.one, only) : only, Number(size));
    if (root === undefined) return [];
    return size % 2n === 0n && r.sign(root) !== 0 ? [interval.point(root), interval.point(r.negate(root))] : [interval.point(root)];
  }
  const above = positiveRoot(exponent, interval.intersect(t, interval.nonNegative));
  if (!whole) return above;
  if (size % 2n === 0n) return [...above, ...above.map(interval.negate)];
  return [...above, ...positiveRoot(exponent, interval.intersect(interval.negate(t), interval.nonNegative)).map(interval.negate)];
}

function positiveRoot(exponent: Rational, t: Interval): Target {
  const reachable = r.isInteger(exponent) ? t : settledOnly(t);
  if (interval.isEmpty(reachable)) return [];
  const inverse = r.div(r.one, exponent);
  const back = (x: Rational) => (r.sign(x) === 0 && r.sign(inverse) < 0 ? undefined : numberOr(pow(x, inverse)));
  return [near(reachable, back, r.sign(exponent) > 0, interval.nonNegative)];
}

function undoExponent(base: Rational, t: Interval): Target | undefined {
  if (r.sign(base) <= 0) return undefined;
  if (r.equal(base, r.one)) return interval.contains(t, r.one) ? [interval.whole] : [];
  const ofBase = numberOr(ln(base));
  const positive = interval.intersect(t, interval.positive);
  if (ofBase === undefined || interval.isEmpty(positive)) return [];
  const back = (x: Rational) => (r.sign(x) <= 0 ? undefined : mapped(numberOr(ln(x)), (one) => r.div(one, ofBase)));
  return [near(positive, back, r.sign(ofBase) > 0, interval.whole)];
}

function undoCall({ name, args }: Extract<Form, { kind: "call" }>, target: Target): Undone | undefined {
  const open = args.filter((arg) => arg.kind !== "constant");
  const [only] = open;
  if (only === undefined || open.length > 1) return undefined;
  if (name === "min" || name === "max") return inwards(only, target, (t) => undoExtreme(name, args, t));
  const [first, second] = args;
  if (only !== first) return undefined;
  const digits = second?.kind === "constant" ? second.value : r.zero;
  return inwards(only, target, (t) => undoFunction(name, digits, t));
}

function undoFunction(name: "ln" | "log10" | "exp" | "sqrt" | "abs" | "round", digits: Rational, t: Interval): Target {
  switch (name) {
    case "abs": {
      const above = interval.intersect(t, interval.nonNegative);
      return interval.isEmpty(above) ? [] : [above, interval.negate(above)];
    }
    case "round":
      return undoRound(t, Number(digits.n));
    case "sqrt": {
      const above = interval.intersect(settledOnly(t), interval.nonNegative);
      return interval.isEmpty(above) ? [] : [near(above, (x) => r.mul(x, x), true, interval.nonNegative)];
    }
    case "exp": {
      const above = interval.intersect(settledOnly(t), interval.positive);
      if (interval.isEmpty(above)) return [];
      return [near(above, (x) => (r.sign(x) <= 0 ? undefined : numberOr(ln(x))), true, interval.whole)];
    }
    case "ln":
    case "log10": {
      const there = settledOnly(t);
      const back = (x: Rational) => numberOr(name === "ln" ? exp(x) : pow(r.fromInt(10), x));
      return interval.isEmpty(there) ? [] : [near(there, back, true, interval.positive)];
    }
  }
}

/** What is computed to so many digits is a decimal, so no other number is ever met. */
function settledOnly(t: Interval): Interval {
  const only = onlyValue(t);
  return only !== undefined && !isDecimal(only) ? interval.empty : t;
}

/** `min(x, c)` lies in `t`: x does, below c; where c does, x may be anything above. */
function undoExtreme(name: "min" | "max", args: readonly Form[], t: Interval): Target {
  const bounds = args.flatMap((arg) => (arg.kind === "constant" ? [arg.value] : []));
  const bound = bounds.reduce(name === "min" ? r.min : r.max);
  const up = { lo: bound, hi: undefined, loOpen: false, hiOpen: true };
  const down = { lo: undefined, hi: bound, loOpen: true, hiOpen: false };
  const [own, others] = name === "min" ? [down, up] : [up, down];
  return [interval.intersect(t, own), ...(interval.contains(t, bound) ? [others] : [])];
}

/** Halves go away from zero; both ends are taken in, and tried. */
function undoRound(t: Interval, digits: number): Target {
  const half = r.div(r.powInt(r.fromInt(10), -digits), r.fromInt(2));
  const only = onlyValue(t);
  if (only !== undefined && !r.equal(r.roundTo(only, digits), only)) return [];
  return [interval.interval(t.lo && r.sub(t.lo, half), t.hi && r.add(t.hi, half))];
}

const numberOr = (value: ReturnType<typeof exp>): Rational | undefined => (isDomainError(value) ? undefined : value);
const mapped = (value: Rational | undefined, f: (x: Rational) => Rational): Rational | undefined => value && f(value);

/** Room for the rounding of a value that is right to 40 digits, on the way there and back. */
const margin = r.rational(1n, 10n ** 30n);

/** The ends of `t` through `back`, with room for rounding; an end that leads nowhere is left open to infinity. */
function near(t: Interval, back: (x: Rational) => Rational | undefined, growing: boolean, domain: Interval): Interval {
  const [lo, hi] = [t.lo && back(t.lo), t.hi && back(t.hi)];
  const [from, to] = growing ? [lo, hi] : [hi, lo];
  const room = (x: Rational) => r.mul(margin, r.add(r.one, r.abs(x)));
  return interval.intersect(interval.interval(from && r.sub(from, room(from)), to && r.add(to, room(to))), domain);
}
