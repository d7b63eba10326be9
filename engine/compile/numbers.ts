/** Calculations whose value is one of finitely many numbers at each point, as diagrams of verdicts. */
import { choose, combine, type Fn, isTerminal, mapTerminals, no, node, reach, terminalIndex, yes } from "../diagram/store.ts";
import { sizeOf } from "../model/members.ts";
import type { Cond, NumberVariable, NumExpr } from "../model/symbols.ts";
import { divide, exp, isDomainError, ln, log10, pow, round, sqrt } from "../number/functions.ts";
import { contains, onlyValue } from "../number/interval.ts";
import { abs, add, fromInt, max, min, mul, negate, one, type Rational, sub, zero } from "../number/rational.ts";
import { unreachable } from "../unreachable.ts";
import { type Context, condFn } from "./conditions.ts";
import type { Space } from "./space.ts";
import { bare, marked, members, only, setOf, uncovered, type Verdict, verdictId } from "./verdict.ts";

const nothingGiven: ReadonlySet<never> = new Set();

export const numberVerdict = (value: Rational): Verdict => ({ kind: "value", value: { kind: "number", value }, ...bare });

export type Calculated = Rational | { readonly kind: "domain-error"; readonly message: string };

/** One step of a calculation on exact numbers. */
export function arithmetic(op: "+" | "-" | "*" | "/" | "^", a: Rational, b: Rational): Calculated {
  switch (op) {
    case "+":
      return add(a, b);
    case "-":
      return sub(a, b);
    case "*":
      return mul(a, b);
    case "/":
      return divide(a, b);
    case "^":
      return pow(a, b);
    default:
      return unreachable(op);
  }
}

/** A function of the language on exact numbers. */
export function call(name: Extract<NumExpr, { kind: "call" }>["name"], args: readonly Rational[]): Calculated {
  const first = args[0] ?? zero;
  switch (name) {
    case "ln":
      return ln(first);
    case "log10":
      return log10(first);
    case "exp":
      return exp(first);
    case "sqrt":
      return sqrt(first);
    case "abs":
      return abs(first);
    case "round":
      return round(first, args[1] ?? zero);
    case "min":
      return args.reduce(min);
    case "max":
      return args.reduce(max);
    default:
      return unreachable(name);
  }
}

/** The value of a finite calculation at every point. */
export function numberFn(space: Space, expr: NumExpr, context: Context): Fn {
  const { store, verdicts } = space;
  const constant = (value: Rational): Fn => only(verdicts, numberVerdict(value));
  switch (expr.kind) {
    case "constant":
      return constant(expr.value);
    case "truth":
      return choose(store, condFn(space, expr.cond, context), constant(one), constant(zero));
    case "size":
      return numberFn(space, sizeOf(expr.variable), context);
    case "variable": {
      const decision = space.decisions.get(expr.variable);
      // What is recorded as not known has no number.
      if (space.continuous.has(expr.variable) || context.has(expr.variable)) return only(verdicts, uncovered);
      const factor = constant(expr.factor);
      if (decision === undefined) return lift(space, valueByCell(space, expr.variable), factor, (a, b) => mul(a, b));
      return lift(space, space.parts.full(decision, nothingGiven), factor, (a, b) => mul(a, b));
    }
    case "arithmetic":
      return lift(space, numberFn(space, expr.left, context), numberFn(space, expr.right, context), (a, b) => arithmetic(expr.op, a, b));
    case "negate":
      return lift(space, numberFn(space, expr.operand, context), constant(fromInt(-1)), (a) => negate(a));
    case "call": {
      const [first, ...rest] = expr.args.map((arg) => numberFn(space, arg, context));
      if (first === undefined) return only(verdicts, uncovered);
      if (rest.length === 0) return lift(space, first, constant(zero), (a) => call(expr.name, [a]));
      return rest.reduce((a, b) => lift(space, a, b, (x, y) => call(expr.name, [x, y])), first);
    }
    case "if":
      return choose(
        store,
        condFn(space, expr.cond, context),
        numberFn(space, expr.then, context),
        numberFn(space, expr.otherwise, context),
      );
    default:
      return unreachable(expr);
  }
}

/** A recorded number with few steps, each value of which is a cell of its own. */
function valueByCell(space: Space, variable: NumberVariable): Fn {
  const axis = space.axes.number.get(variable);
  if (axis === undefined) return only(space.verdicts, uncovered);
  return node(
    space.store,
    axis.index,
    axis.cells.map((cell) => {
      const value = onlyValue(cell);
      return only(space.verdicts, value === undefined ? uncovered : numberVerdict(value));
    }),
  );
}

/** Where a comparison of a finite calculation holds; undefined where it has no number at some point, or varies with numbers. */
export function finiteFormula(space: Space, cond: Extract<Cond, { kind: "formula" }>, context: Context): Fn | undefined {
  if (space.continuous.has(space.implicit(cond.value))) return undefined;
  const fn = numberFn(space, cond.value, context);
  const numbers = new Map<number, Rational>();
  for (const set of reach(space.store, fn).values) {
    const [only, ...more] = members(space.verdicts, set);
    if (only?.kind !== "value" || only.value.kind !== "number" || more.length > 0 || only.marks.length + only.needs.length > 0)
      return undefined;
    numbers.set(set, only.value.value);
  }
  return mapTerminals(space.store, fn, (set) => {
    const value = numbers.get(set);
    return value !== undefined && cond.within.some((one) => contains(one, value)) ? yes : no;
  });
}

/** A calculation with two numbers, point by point; what has no number stays as it is. */
function lift(space: Space, left: Fn, right: Fn, calculate: (a: Rational, b: Rational) => Calculated): Fn {
  const { verdicts } = space;
  return combine(space.store, left, right, (a, b) => {
    if (!isTerminal(a) || !isTerminal(b)) return undefined;
    return setOf(
      verdicts,
      members(verdicts, terminalIndex(a)).flatMap((one) =>
        members(verdicts, terminalIndex(b)).map((other) => verdictId(verdicts, liftVerdict(one, other, calculate))),
      ),
    );
  });
}

function liftVerdict(a: Verdict, b: Verdict, calculate: (a: Rational, b: Rational) => Calculated): Verdict {
  const failed = worse(a, b);
  if (failed !== undefined) return failed;
  if (a.kind !== "value" || b.kind !== "value" || a.value.kind !== "number" || b.value.kind !== "number") return uncovered;
  const result = calculate(a.value.value, b.value.value);
  if (isDomainError(result)) return { kind: "invalid", problem: result.message, marks: [], needs: [] };
  return marked(marked(numberVerdict(result), a), b);
}

const rank = { invalid: 5, conflict: 4, uncovered: 3, excluded: 2, none: 1, value: 0 } as const;

/** Of two verdicts without a value the graver; undefined where both have one. */
function worse(a: Verdict, b: Verdict): Verdict | undefined {
  if (a.kind === "value" && b.kind === "value") return undefined;
  return rank[a.kind] >= rank[b.kind] ? a : b;
}

export const sumVerdicts = (space: Space, left: Fn, right: Fn): Fn => lift(space, left, right, add);
