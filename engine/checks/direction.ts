/**
 * Whether a formula only rises, or only falls, as one of its variables rises: told from its form and from the declared
 * ranges, never guessed. What a decided variable does on the way is asked of the caller.
 */
import type { Block, Cond, NumberVariable, NumExpr, ScorePart, Variable } from "../model/symbols.ts";
import type { Interval } from "../number/interval.ts";
import * as interval from "../number/interval.ts";
import { pow } from "../number/interval-power.ts";
import { compare, one, type Rational, sign, zero } from "../number/rational.ts";

/** `steady`: it does not depend on the variable; `unknown`: it could not be told. */
export type Direction = "rising" | "falling" | "steady" | "unknown";

/** The variable that rises, and what is known of the others. */
export interface Rise {
  readonly variable: Variable;
  /** What a decided variable does: the number that it is, or its labels in their order. */
  inner(read: Variable): Direction;
  /** Where the values of a number lie. */
  rangeOf(read: NumberVariable): Interval;
}

const reverse = (direction: Direction): Direction => (direction === "rising" ? "falling" : direction === "falling" ? "rising" : direction);

function together(a: Direction, b: Direction): Direction {
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
    case "if": {
      const parts = [directionOfCond(expr.cond, rise), directionOf(expr.then, rise), directionOf(expr.otherwise, rise)];
      return parts.every((part) => part === "steady") ? "steady" : "unknown";
    }
    case "call":
      return directionOfCall(expr, rise);
    case "arithmetic":
      return directionOfArithmetic(expr, rise);
  }
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
  if (op === "^") return b === "steady" ? directionOfPower(a, span.left, interval.onlyValue(span.right)) : "unknown";
  // Where the divisor may change its sign, the quotient leaps.
  if (!isAtLeast(span.right, zero, true) && !isAtMost(span.right, zero, true)) return "unknown";
  return together(scaled(a, span.right), scaled(reverse(b), span.left));
}

/** A power with a fixed exponent, over a base that is never negative. */
function directionOfPower(base: Direction, span: Interval, exponent: Rational | undefined): Direction {
  if (exponent === undefined || !isAtLeast(span, zero, false)) return "unknown";
  return scaled(base, interval.point(exponent));
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
function spanOf(expr: NumExpr, rise: Rise): Interval {
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
      return spanOfCall(
        expr.name,
        expr.args.map((arg) => spanOf(arg, rise)),
      );
    case "arithmetic":
      return spanOfArithmetic(expr.op, spanOf(expr.left, rise), spanOf(expr.right, rise));
  }
}

function spanOfCall(name: Extract<NumExpr, { kind: "call" }>["name"], [first, ...rest]: readonly Interval[]): Interval {
  if (first === undefined) return interval.whole;
  switch (name) {
    case "ln":
      return interval.ln(first).value;
    case "log10":
      return interval.log10(first).value;
    case "exp":
      return interval.exp(first).value;
    case "sqrt":
      return interval.sqrt(first).value;
    case "abs":
      return interval.abs(first);
    case "min":
      return rest.reduce(interval.min, first);
    case "max":
      return rest.reduce(interval.max, first);
    case "round":
      return interval.whole;
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
  allTogether(parts.map((part) => (part.kind === "factor" ? directionOfFactor(part.block, rise) : directionOfLine(part, rise))));

function directionOfLine({ value, when }: Extract<ScorePart, { kind: "line" }>, rise: Rise): Direction {
  const own = directionOf(value, rise);
  if (when === undefined) return own;
  return together(own, scaled(directionOfCond(when, rise), spanOf(value, rise)));
}

/** A factor of one column: its points are compared row by row. */
function directionOfFactor({ columns, rows, where }: Block, rise: Rise): Direction {
  const moving = columns.filter((column) => of(column, rise) !== "steady");
  if (moving.length === 0) return "steady";
  const [column, ...others] = columns;
  if (column === undefined || others.length > 0 || where !== undefined) return "unknown";
  const placed = rows.map((row) => ({
    cond: row.cond,
    points: row.result.kind === "number" ? row.result.value : undefined,
  }));
  const ordered = (falling: boolean): boolean =>
    placed.every((low) =>
      placed.every(
        (high) =>
          low.points !== undefined &&
          high.points !== undefined &&
          (compare(low.points, high.points) >= 0 || (falling ? liesBelow(high.cond, low.cond) : liesBelow(low.cond, high.cond))),
      ),
    );
  const steps: Direction = ordered(false) ? "rising" : ordered(true) ? "falling" : "unknown";
  return through(steps, of(column, rise));
}

/** Every value of the one condition lies below every value of the other. */
function liesBelow(low: Cond, high: Cond): boolean {
  if (low.kind === "leaf" && high.kind === "leaf")
    return low.allowed.lastIndexOf(true) < high.allowed.indexOf(true) || !low.allowed.includes(true);
  if (low.kind !== "number" || high.kind !== "number") return false;
  return low.within.every((below) =>
    high.within.every((above) => below.hi !== undefined && above.lo !== undefined && compare(below.hi, above.lo) <= 0),
  );
}
