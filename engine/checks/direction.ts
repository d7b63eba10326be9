/**
 * Whether a formula only rises, or only falls, as one of its variables rises: told from its form and from the declared
 * ranges, never guessed. What a decided variable does on the way is asked of the caller.
 */
import type { Block, Cond, NumberVariable, NumExpr, ScorePart, Variable } from "../model/symbols.ts";
import type { Interval } from "../number/interval.ts";
import * as interval from "../number/interval.ts";
import { called } from "../number/interval-call.ts";
import { pow } from "../number/interval-power.ts";
import { compare, isInteger, one, type Rational, sign, zero } from "../number/rational.ts";

/** `steady`: it does not depend on the variable; `unknown`: it could not be told. */
export type Direction = "rising" | "falling" | "steady" | "unknown";

/** The variable that rises, and what is known of the others. */
export interface Rise {
  readonly variable: Variable;
  /** What a decided variable does: the number that it is, or its labels in their order. */
  inner(read: Variable): Direction;
  /** How steep a decided number is; undefined where that could not be told. */
  slopeOf(read: NumberVariable): Interval | undefined;
  /** What a factor of a score does. */
  ofFactor(block: Block): Direction;
  /** Where the values of a number lie. */
  rangeOf(read: NumberVariable): Interval;
}

const reverse = (direction: Direction): Direction => (direction === "rising" ? "falling" : direction === "falling" ? "rising" : direction);

export function together(a: Direction, b: Direction): Direction {
  if (a === "steady") return b;
  if (b === "steady" || a === b) return a;
  return "unknown";
}

const allTogether = (directions: readonly Direction[]): Direction => directions.reduce(together, "steady");

const of = (read: Variable, rise: Rise): Direction => (read === rise.variable ? "rising" : rise.inner(read));

/** What comes of `outer` as a function of something that goes in the direction `within`. */
function through(outer: Direction, within: Direction): Direction {
  if (within === "steady" || within === "unknown") return within;
  return within === "rising" ? outer : reverse(outer);
}

export function directionOf(expr: NumExpr, rise: Rise): Direction {
  switch (expr.kind) {
    case "constant":
      return "steady";
    case "size":
      return of(expr.variable, rise) === "steady" ? "steady" : "unknown";
    case "variable":
      return scaled(of(expr.variable, rise), interval.point(expr.factor));
    case "truth":
      return directionOfCond(expr.cond, rise);
    case "negate":
      return reverse(directionOf(expr.operand, rise));
    case "if":
      return directionOfIf(expr, rise);
    case "call":
      return directionOfCall(expr, rise);
    case "arithmetic":
      return directionOfArithmetic(expr, rise);
  }
}

/** Where the condition changes on the way, one branch must lie on the right side of the other. */
function directionOfIf({ cond, then, otherwise }: Extract<NumExpr, { kind: "if" }>, rise: Rise): Direction {
  const [holds, fails] = [under(rise, cond, true), under(rise, cond, false)];
  const branches = together(directionOf(then, holds), directionOf(otherwise, fails));
  const changes = directionOfCond(cond, rise);
  if (changes === "steady") return branches;
  const [upper, lower] = [spanOf(then, holds), spanOf(otherwise, fails)];
  return together(branches, isBelow(lower, upper) ? changes : isBelow(upper, lower) ? reverse(changes) : "unknown");
}

const isBelow = (low: Interval, high: Interval): boolean =>
  interval.isEmpty(low) || interval.isEmpty(high) || (low.hi !== undefined && high.lo !== undefined && compare(low.hi, high.lo) <= 0);

/** What is known of the numbers where a condition holds, or fails. */
function under(rise: Rise, cond: Cond, holds: boolean): Rise {
  if (cond.kind === "not") return under(rise, cond.term, !holds);
  if (cond.kind === (holds ? "and" : "or")) return cond.terms.reduce((narrowed, term) => under(narrowed, term, holds), rise);
  if (cond.kind !== "number" || cond.within.length !== 1) return rise;
  const [piece] = holds ? cond.within : beside(cond.within[0] as Interval);
  const { variable } = cond;
  return piece === undefined
    ? rise
    : { ...rise, rangeOf: (read) => (read === variable ? interval.intersect(rise.rangeOf(read), piece) : rise.rangeOf(read)) };
}

/** The rest of the numbers, where that is one stretch. */
function beside({ lo, hi, loOpen, hiOpen }: Interval): readonly Interval[] {
  if (lo === undefined && hi !== undefined) return [{ lo: hi, hi: undefined, loOpen: !hiOpen, hiOpen: true }];
  return hi === undefined && lo !== undefined ? [{ lo: undefined, hi: lo, loOpen: true, hiOpen: !loOpen }] : [];
}

function directionOfCall({ name, args }: Extract<NumExpr, { kind: "call" }>, rise: Rise): Direction {
  const inside = allTogether(args.map((arg) => directionOf(arg, rise)));
  if (name !== "abs") return inside;
  const [operand] = args;
  return operand === undefined ? "steady" : scaled(inside, spanOf(operand, rise));
}

function directionOfArithmetic({ op, left, right }: Extract<NumExpr, { kind: "arithmetic" }>, rise: Rise): Direction {
  const a = directionOf(left, rise);
  const b = directionOf(right, rise);
  if (a === "steady" && b === "steady") return "steady";
  if (op === "+") return together(a, b);
  if (op === "-") return together(a, reverse(b));
  const span = { left: spanOf(left, rise), right: spanOf(right, rise) };
  if (op === "*") return together(scaled(a, span.right), scaled(b, span.left));
  if (op === "^") return b === "steady" ? directionOfPower(a, span.left, interval.onlyValue(span.right)) : directionOfExponent(a, b, span);
  // Where the divisor may change its sign, the quotient leaps.
  if (!isAtLeast(span.right, zero, true) && !isAtMost(span.right, zero, true)) return "unknown";
  return together(scaled(a, span.right), scaled(reverse(b), span.left));
}

/** A power with a fixed exponent: whole odd ones keep the order of all numbers, even ones turn that of negative numbers. */
function directionOfPower(base: Direction, span: Interval, exponent: Rational | undefined): Direction {
  if (exponent === undefined) return "unknown";
  if (isAtLeast(span, zero, false)) return scaled(base, interval.point(exponent));
  if (!isInteger(exponent)) return "unknown";
  const odd = exponent.n % 2n !== 0n;
  if (sign(exponent) > 0 && odd) return base;
  if (!isAtMost(span, zero, sign(exponent) < 0)) return "unknown";
  const rises = sign(exponent) > 0 ? odd : !odd;
  return rises ? base : reverse(base);
}

/** A power whose exponent moves, over a base that stays on one side of 1: first the base moves, then the exponent. */
function directionOfExponent(base: Direction, exponent: Direction, span: { readonly left: Interval; readonly right: Interval }): Direction {
  if (!isAtLeast(span.left, zero, true)) return "unknown";
  const own = isAtLeast(span.left, one, false) ? exponent : isAtMost(span.left, one, false) ? reverse(exponent) : "unknown";
  return together(scaled(base, span.right), own);
}

/** The direction of a product with a factor that lies in the interval and does not move. */
function scaled(direction: Direction, factor: Interval): Direction {
  if (direction === "steady" || direction === "unknown") return direction;
  const only = interval.onlyValue(factor);
  if (only !== undefined && sign(only) === 0) return "steady";
  if (isAtLeast(factor, zero, false)) return direction;
  return isAtMost(factor, zero, false) ? reverse(direction) : "unknown";
}

const isAtLeast = ({ lo, loOpen }: Interval, bound: Rational, strictly: boolean): boolean =>
  lo !== undefined && (compare(lo, bound) > 0 || (compare(lo, bound) === 0 && (!strictly || loOpen)));

const isAtMost = ({ hi, hiOpen }: Interval, bound: Rational, strictly: boolean): boolean =>
  hi !== undefined && (compare(hi, bound) < 0 || (compare(hi, bound) === 0 && (!strictly || hiOpen)));

// ------------------------------------------------------------ where the values lie

/** An interval that holds every value of a formula; the smallest one only where its parts are independent. */
export function spanOf(expr: NumExpr, rise: Rise): Interval {
  switch (expr.kind) {
    case "constant":
      return interval.point(expr.value);
    case "variable":
      return interval.mul(rise.rangeOf(expr.variable), interval.point(expr.factor));
    case "size":
      return interval.nonNegative;
    case "truth":
      return interval.interval(zero, one);
    case "negate":
      return interval.negate(spanOf(expr.operand, rise));
    case "if":
      return interval.hull(spanOf(expr.then, rise), spanOf(expr.otherwise, rise));
    case "call":
      return called(
        expr.name,
        expr.args.map((arg) => spanOf(arg, rise)),
      ).value;
    case "arithmetic":
      return spanOfArithmetic(expr.op, spanOf(expr.left, rise), spanOf(expr.right, rise));
  }
}

function spanOfArithmetic(op: Extract<NumExpr, { kind: "arithmetic" }>["op"], left: Interval, right: Interval): Interval {
  switch (op) {
    case "+":
      return interval.add(left, right);
    case "-":
      return interval.sub(left, right);
    case "*":
      return interval.mul(left, right);
    case "/":
      return interval.div(left, right).value;
    case "^":
      return pow(left, right).value;
  }
}

// ------------------------------------------------------------ conditions

/** A condition that, once true, stays true as the variable rises. */
export function directionOfCond(cond: Cond, rise: Rise): Direction {
  switch (cond.kind) {
    case "constant":
      return "steady";
    case "leaf":
      return through(directionOfCells(cond.allowed), of(cond.variable, rise));
    case "number":
      return through(directionOfIntervals(cond.within), of(cond.variable, rise));
    case "formula":
      return through(directionOfIntervals(cond.within), directionOf(cond.value, rise));
    case "member":
    case "members":
    case "setUnknown":
      return of(cond.variable, rise) === "steady" ? "steady" : "unknown";
    case "and":
    case "or":
      return allTogether(cond.terms.map((term) => directionOfCond(term, rise)));
    case "not":
      return reverse(directionOfCond(cond.term, rise));
  }
}

function directionOfIntervals([only, ...others]: readonly Interval[]): Direction {
  if (only === undefined || others.length > 0) return "unknown";
  return only.hi === undefined ? "rising" : only.lo === undefined ? "falling" : "unknown";
}

function directionOfCells(allowed: readonly boolean[]): Direction {
  const rises = allowed.every((holds, index) => index === 0 || holds || !allowed[index - 1]);
  const falls = allowed.every((holds, index) => index === 0 || !holds || allowed[index - 1] === true);
  return rises ? "rising" : falls ? "falling" : "unknown";
}

// ------------------------------------------------------------ scores

/** A score goes where each of its parts goes. */
export const directionOfScore = (parts: readonly ScorePart[], rise: Rise): Direction =>
  allTogether(parts.map((part) => (part.kind === "factor" ? rise.ofFactor(part.block) : directionOfLine(part, rise))));

/** A line counts its value where its condition holds, and else 0. */
const directionOfLine = ({ value, when }: Extract<ScorePart, { kind: "line" }>, rise: Rise): Direction =>
  when === undefined
    ? directionOf(value, rise)
    : directionOf({ kind: "if", cond: when, then: value, otherwise: { kind: "constant", value: zero } }, rise);
