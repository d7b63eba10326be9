/** Where a form in which one number varies comes to a target: the values of that number, each still to be tried. */

import type { NumberVariable } from "../../model/symbols.ts";
import { contains, type Interval, intersect, isEmpty, onlyValue, point } from "../../number/interval.ts";
import type { Rational } from "../../number/rational.ts";
import * as r from "../../number/rational.ts";
import { isUnitProblem, parseUnit } from "../../number/units.ts";
import { hasValue, someValue } from "../axes.ts";
import { middleOf } from "../probe.ts";
import { type Form, put } from "./form.ts";
import { besideRoots, fractionRoots, isDecimal, type Polynomial, product, scaled, sum } from "./roots.ts";
import { type Target, type Undone, undo } from "./undo.ts";

/** `complete`: where none of the values holds when tried, no other does. */
export interface Values {
  readonly values: readonly Rational[];
  readonly complete: boolean;
}

const unclear: Values = { values: [], complete: false };

/** From outside in, as far as only one part varies; undefined where some step cannot be turned round. */
export function peel(from: Undone): Undone {
  let at = from;
  while (at.form.kind !== "number" && at.target.length > 0) {
    const next = undo(at);
    if (next === undefined) break;
    at = next;
  }
  return at;
}

export function valuesOf(from: Undone, variable: NumberVariable, pieces: readonly Interval[]): Values {
  const { form, target } = peel(from);
  if (target.length === 0) return { values: [], complete: true };
  if (form.kind === "number") return within(variable, pieces, target);
  const quotient = quotientOf(form);
  if (quotient === undefined) return unclear;
  const roots: Rational[] = [];
  let complete = true;
  for (const piece of target) {
    const only = onlyValue(piece);
    const aim = only ?? middleOf(piece);
    const difference = aim && sum(quotient.above, scaled(quotient.below, r.negate(aim)));
    if (difference === undefined || difference.length === 0) return unclear;
    roots.push(...(only === undefined ? besideRoots(difference, 9) : fractionRoots(difference)));
    complete &&= only !== undefined;
  }
  const found = within(variable, pieces, roots.map(point));
  return { values: found.values, complete: complete && found.complete };
}

/** A value of a number at which a form in it alone comes to one exact number, tried forwards; complete where it is the only one. */
export function comingTo(form: Form, value: Rational, variable: NumberVariable, pieces: readonly Interval[]): Values {
  const { values, complete } = valuesOf({ form, target: [point(value)] }, variable, pieces);
  const first = values.find((one) => {
    const comes = put(form, new Map([[variable, one]]));
    return comes !== "no value" && comes.kind === "constant" && r.equal(comes.value, value);
  });
  return { values: first === undefined ? [] : [first], complete: complete && (first === undefined || values.length < 2) };
}

/** Values that a record can hold in a target: all of them where they are few. */
function within(variable: NumberVariable, pieces: readonly Interval[], target: Target): Values {
  let complete = true;
  const values: Rational[] = [];
  for (const one of target) {
    for (const piece of pieces) {
      const inside = intersect(one, piece);
      if (isEmpty(inside) || !hasValue(variable, inside)) continue;
      const found = variable.step === undefined ? pointsIn(inside, variable) : stepsIn(variable, inside);
      values.push(...found.values);
      complete &&= found.complete;
    }
  }
  return { values, complete };
}

/** Steps of a number inside an interval, where they are few. */
function stepsIn(variable: NumberVariable, inside: Interval): Values {
  const values = grid(variable, [inside], 16);
  const [some] = values === undefined ? [someValue(variable, inside)] : [];
  return values === undefined ? { values: some === undefined ? [] : [some], complete: false } : { values, complete: true };
}

/** Digits to which a value between two near ends is tried. */
const digits = [0, 2, 40, 30, 34, 37, 38, 39, 41, 42, 44, 46, 48];

function pointsIn(inside: Interval, variable: NumberVariable): Values {
  const only = onlyValue(inside);
  if (only !== undefined) return isDecimal(only) ? { values: [only], complete: true } : { values: [], complete: isDecimalOnly(variable) };
  const { lo, hi } = inside;
  const some = someValue(variable, inside);
  if (lo === undefined || hi === undefined) return { values: some === undefined ? [] : [some], complete: false };
  const middle = r.div(r.add(lo, hi), r.fromInt(2));
  const size = r.abs(middle).n === 0n ? 0 : (middle.n < 0n ? -middle.n : middle.n).toString().length - middle.d.toString().length;
  const near = digits.map((count) => r.roundTo(middle, count - size)).filter((value) => contains(inside, value));
  // What is computed to so many digits is met a little beside where it is met exactly, too.
  const beside = digits.slice(6).flatMap((count) => {
    const little = r.powInt(r.fromInt(10), size - count);
    return [r.add(lo, little), r.sub(hi, little)].filter((value) => isDecimal(value) && contains(inside, value));
  });
  return { values: [...(some === undefined ? [] : [some]), ...near, ...beside], complete: false };
}

/** Every value of a number with steps in some intervals; undefined where there are more than `most`, or no steps. */
export function grid(variable: NumberVariable, pieces: readonly Interval[], most: number): readonly Rational[] | undefined {
  const { step } = variable;
  if (step === undefined) return undefined;
  const values: Rational[] = [];
  for (const piece of pieces) {
    if (piece.lo === undefined || piece.hi === undefined) return undefined;
    for (let value = someValue(variable, piece); value !== undefined && contains(piece, value); value = r.add(value, step)) {
      if (values.length >= most) return undefined;
      values.push(value);
    }
  }
  return values;
}

/** Whether a record can only hold decimals: a time may be recorded in minutes, and is a third of an hour then. */
export function isDecimalOnly({ unit }: NumberVariable): boolean {
  if (unit === undefined) return true;
  const read = parseUnit(unit);
  return !isUnitProblem(read) && isDecimal(read.factor) && isDecimal(r.div(r.one, read.factor));
}

interface Quotient {
  readonly above: Polynomial;
  readonly below: Polynomial;
}

const mostDegree = 8;

/** A form as one polynomial over another, where it is made of the four operations and whole powers. */
function quotientOf(form: Form): Quotient | undefined {
  if (form.kind === "constant") return { above: scaled([r.one], form.value), below: [r.one] };
  if (form.kind === "number") return { above: [r.zero, r.one], below: [r.one] };
  if (form.kind === "call") return undefined;
  const { op } = form;
  const left = quotientOf(form.left);
  if (left === undefined) return undefined;
  if (op === "^") return form.right.kind === "constant" ? power(left, form.right.value) : undefined;
  const right = quotientOf(form.right);
  return right && limited(combined(op, left, right));
}

function combined(op: "+" | "*" | "/", a: Quotient, b: Quotient): Quotient {
  if (op === "+") return { above: sum(product(a.above, b.below), product(b.above, a.below)), below: product(a.below, b.below) };
  if (op === "*") return { above: product(a.above, b.above), below: product(a.below, b.below) };
  return { above: product(a.above, b.below), below: product(a.below, b.above) };
}

const limited = (made: Quotient): Quotient | undefined =>
  made.below.length === 0 || made.above.length + made.below.length > 2 * mostDegree ? undefined : made;

function power(base: Quotient, exponent: Rational): Quotient | undefined {
  const count = Number(exponent.n);
  if (!r.isInteger(exponent) || Math.abs(count) > mostDegree) return undefined;
  let made: Quotient | undefined = { above: [r.one], below: [r.one] };
  for (let at = 0; at < Math.abs(count) && made !== undefined; at++) made = limited(combined(count > 0 ? "*" : "/", made, base));
  return made;
}
