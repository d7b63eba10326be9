/** Values of a number at which a calculation is likely to stay short: round ones, and those whose logarithm or root is round. */
import type { NumberVariable } from "../../model/symbols.ts";
import { contains, type Interval, intersect, isEmpty, point } from "../../number/interval.ts";
import type { Rational } from "../../number/rational.ts";
import * as r from "../../number/rational.ts";
import { someValue } from "../axes.ts";
import { probe } from "../probe.ts";
import { type Form, numbersIn } from "./form.ts";
import { comingTo, grid } from "./one-number.ts";
import { isDecimal } from "./roots.ts";
import { spanOf } from "./span.ts";

/** Some values of the number inside the pieces, about as many as asked for, each once. */
export function roundValues(form: Form, variable: NumberVariable, pieces: readonly Interval[], many: number): readonly Rational[] {
  const all = grid(variable, pieces, 3 * many);
  if (all !== undefined) return all;
  const found = new Map<string, Rational>();
  const put = (value: Rational | undefined) => {
    if (value !== undefined && isDecimal(value) && pieces.some((piece) => contains(piece, value))) found.set(r.key(value), value);
  };
  for (const piece of pieces) {
    for (const value of probe(variable, [piece], 3)) put(value);
    for (const value of [...powers(piece), ...evenly(piece, many)]) put(someValue(variable, point(value)));
    for (const part of aroundNumber(form, variable)) {
      const image = spanOf(part, () => piece);
      for (const value of isEmpty(image) ? [] : evenly(image, many)) put(comingTo(part, value, variable, [piece]).values[0]);
    }
  }
  return [...found.values()];
}

/** Numbers that leave a decimal where a decimal is divided by them. */
function powers(piece: Interval): readonly Rational[] {
  const mantissas = [1, 2, 4, 5, 8, 16, 25];
  return [-2, -1, 0, 1, 2]
    .flatMap((exponent) => mantissas.map((mantissa) => r.mul(r.fromInt(mantissa), r.powInt(r.fromInt(10), exponent))))
    .filter((value) => contains(piece, value));
}

/** A stretch without an end is looked through so far. */
const far = r.fromInt(1000);

/** About so many round numbers over a stretch. */
function evenly(piece: Interval, many: number): readonly Rational[] {
  const lo = piece.lo ?? r.sub(piece.hi ?? r.zero, far);
  const hi = piece.hi ?? r.add(lo, far);
  const wide = r.div(r.sub(hi, lo), r.fromInt(many));
  if (r.sign(wide) <= 0) return [];
  let step = r.one;
  while (r.compare(step, wide) > 0) step = r.div(step, r.fromInt(10));
  while (r.compare(r.mul(step, r.fromInt(10)), wide) <= 0) step = r.mul(step, r.fromInt(10));
  for (const by of [5, 2]) {
    const coarser = r.mul(step, r.fromInt(by));
    if (r.compare(coarser, wide) <= 0) {
      step = coarser;
      break;
    }
  }
  const values: Rational[] = [];
  for (let count = r.floor(r.div(lo, step)); values.length < 3 * many; count++) {
    const value = r.mul(r.rational(count), step);
    if (r.compare(value, hi) > 0) break;
    if (!isEmpty(intersect(piece, point(value)))) values.push(value);
  }
  return values;
}

/** The functions and powers in which this number alone stands, once. */
function aroundNumber(form: Form, variable: NumberVariable): readonly Form[] {
  if (form.kind !== "call" && form.kind !== "arithmetic") return [];
  const inside = (form.kind === "call" ? form.args : [form.left, form.right]).flatMap((part) => aroundNumber(part, variable));
  const curved = form.kind === "call" ? !["min", "max", "abs", "round"].includes(form.name) : form.op === "^";
  const numbers = numbersIn(form);
  return curved && numbers.size === 1 && numbers.get(variable) === 1 ? [...inside, form] : inside;
}
