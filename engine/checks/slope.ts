/**
 * How steep a formula is as one of its variables rises, as an interval that holds every slope: where all lie on one side
 * of 0 the formula only rises or only falls, also where its parts go different ways (`age - 0.5 * age`). Asked where the
 * form alone does not tell it, and undefined where the formula may leap or have no value on the way.
 */
import type { NumExpr } from "../model/symbols.ts";
import type { Interval } from "../number/interval.ts";
import * as interval from "../number/interval.ts";
import { pow } from "../number/interval-power.ts";
import { one, type Rational, rational, sign, sub, zero } from "../number/rational.ts";
import { type Direction, directionOf, directionOfCond, type Rise, spanOf } from "./direction.ts";

/** The direction of a formula by its slope. */
export function directionBySlope(expr: NumExpr, rise: Rise): Direction {
  if (rise.variable.kind !== "number") return "unknown";
  const slope = slopeOf(expr, rise);
  if (slope === undefined || interval.isEmpty(slope)) return "unknown";
  if (slope.lo !== undefined && sign(slope.lo) >= 0) return "rising";
  return slope.hi !== undefined && sign(slope.hi) <= 0 ? "falling" : "unknown";
}

const flat = interval.point(zero);
const lnOfTen = interval.interval(rational(23n, 10n), rational(24n, 10n));

export function slopeOf(expr: NumExpr, rise: Rise): Interval | undefined {
  if (directionOf(expr, rise) === "steady") return flat;
  switch (expr.kind) {
    case "constant":
      return flat;
    case "variable":
      return expr.variable === rise.variable ? interval.point(expr.factor) : scaledBy(rise.slopeOf(expr.variable), expr.factor);
    case "negate":
      return mapped(slopeOf(expr.operand, rise), interval.negate);
    case "arithmetic":
      return slopeOfArithmetic(expr, rise);
    case "call":
      return slopeOfCall(expr, rise);
    case "if":
      return directionOfCond(expr.cond, rise) === "steady"
        ? both(slopeOf(expr.then, rise), slopeOf(expr.otherwise, rise), interval.hull)
        : undefined;
    case "size":
    case "truth":
      return undefined;
  }
}

const mapped = (slope: Interval | undefined, f: (slope: Interval) => Interval): Interval | undefined => slope && f(slope);
const scaledBy = (slope: Interval | undefined, by: Rational): Interval | undefined =>
  mapped(slope, (one) => interval.mul(one, interval.point(by)));
const both = (a: Interval | undefined, b: Interval | undefined, f: (a: Interval, b: Interval) => Interval): Interval | undefined =>
  a && b && f(a, b);

function slopeOfArithmetic({ op, left, right }: Extract<NumExpr, { kind: "arithmetic" }>, rise: Rise): Interval | undefined {
  const [a, b] = [slopeOf(left, rise), slopeOf(right, rise)];
  if (a === undefined || b === undefined) return undefined;
  const [u, v] = [spanOf(left, rise), spanOf(right, rise)];
  switch (op) {
    case "+":
      return interval.add(a, b);
    case "-":
      return interval.sub(a, b);
    case "*":
      return interval.add(interval.mul(a, v), interval.mul(u, b));
    case "/": {
      if (interval.contains(v, zero)) return undefined;
      const square = interval.div(interval.sub(interval.mul(a, v), interval.mul(u, b)), interval.mul(v, v));
      return square.mayFail ? undefined : square.value;
    }
    case "^":
      return isFlat(b) ? slopeOfPower(a, u, interval.onlyValue(v)) : undefined;
  }
}

const isFlat = (slope: Interval): boolean => interval.onlyValue(slope)?.n === 0n;

/** Of `u ^ n` it is that of `u`, times `n u ^ (n - 1)`. */
function slopeOfPower(slope: Interval, base: Interval, exponent: Rational | undefined): Interval | undefined {
  if (exponent === undefined || pow(base, interval.point(exponent)).mayFail) return undefined;
  const outer = pow(base, interval.point(sub(exponent, one)));
  return outer.mayFail ? undefined : interval.mul(interval.mul(interval.point(exponent), outer.value), slope);
}

function slopeOfCall({ name, args }: Extract<NumExpr, { kind: "call" }>, rise: Rise): Interval | undefined {
  const [argument] = args;
  const slopes = args.map((arg) => slopeOf(arg, rise));
  const [slope] = slopes;
  if (argument === undefined || slope === undefined) return undefined;
  const span = spanOf(argument, rise);
  switch (name) {
    case "ln": {
      const image = interval.div(slope, span);
      return interval.ln(span).mayFail || image.mayFail ? undefined : image.value;
    }
    case "log10": {
      const image = interval.div(slope, interval.mul(span, lnOfTen));
      return interval.log10(span).mayFail || image.mayFail ? undefined : image.value;
    }
    case "exp":
      return interval.exp(span).mayFail ? undefined : interval.mul(slope, interval.exp(span).value);
    case "min":
    case "max":
      return slopes.reduce((a, b) => both(a, b, interval.hull));
    case "abs":
      return interval.hull(slope, interval.negate(slope));
    case "sqrt":
    case "round":
      return undefined;
  }
}
