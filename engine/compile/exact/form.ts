/**
 * A formula in a part of the space where every condition inside it is settled: plain arithmetic over recorded numbers.
 * Here it can be turned round and solved for one of them; what it comes to in a box stays with `formula.ts`.
 */
import type { FunctionName } from "#grammar";
import type { Decision, NumberVariable, NumExpr, ScorePart, Variable } from "../../model/symbols.ts";
import { isDomainError } from "../../number/functions.ts";
import { type Interval, includes, negate, nonNegative, onlyValue } from "../../number/interval.ts";
import { add, compare, fromInt, one, type Rational, sign, zero } from "../../number/rational.ts";
import { unreachable } from "../../unreachable.ts";
import { type Box, type outcomesOf, partRange, rangeOf, truthIn } from "../formula.ts";
import { arithmetic, call } from "../numbers.ts";
import type { Space } from "../space.ts";

export type Form =
  | { readonly kind: "constant"; readonly value: Rational }
  | { readonly kind: "number"; readonly variable: NumberVariable }
  | { readonly kind: "arithmetic"; readonly op: "+" | "*" | "/" | "^"; readonly left: Form; readonly right: Form }
  | { readonly kind: "call"; readonly name: FunctionName; readonly args: readonly Form[] };

/** The formula has no value, whatever the numbers are. */
export type NoForm = "no value";

export const constant = (value: Rational): Form => ({ kind: "constant", value });
const minusOne = constant(fromInt(-1));

/** A formula's form in a box; undefined where a condition in it both holds and fails there. */
export function formOf(space: Space, variable: Variable, box: Box): Form | NoForm | undefined {
  const decision = space.decisions.get(variable);
  if (variable.kind === "number" && decision === undefined) return { kind: "number", variable };
  if (decision === undefined || box.given.has(variable)) return undefined;
  if (!space.continuous.has(variable)) return settledForm(outcomesOfOther(space, variable, box));
  return ruleForm(space, decision, box);
}

function ruleForm(space: Space, { rule, variable }: Decision, box: Box): Form | NoForm | undefined {
  if (rule.kind === "number") return exprForm(space, rule.value, box, variable);
  if (rule.kind !== "score") return undefined;
  return rule.parts.map((part) => partForm(space, part, box, variable)).reduce((a, b) => join("+", a, b), constant(zero));
}

function partForm(space: Space, part: ScorePart, box: Box, owner: Variable): Form | NoForm | undefined {
  if (part.kind === "factor") return settledForm(partRange(space, part, box, owner));
  if (part.when === undefined) return exprForm(space, part.value, box, owner);
  const { mayHold, mayFail, specials } = truthIn(space, part.when, box);
  if (specials.size > 0 || mayHold === mayFail) return undefined;
  return mayHold ? exprForm(space, part.value, box, owner) : constant(zero);
}

const outcomesOfOther = (space: Space, variable: Variable, box: Box): ReturnType<typeof outcomesOf> =>
  rangeOf(space, { kind: "variable", variable: variable as NumberVariable, factor: one }, box, variable);

function settledForm({ value, specials }: ReturnType<typeof outcomesOf>): Form | NoForm | undefined {
  const only = onlyValue(value);
  if (only !== undefined && specials.size === 0) return constant(only);
  return undefined;
}

function exprForm(space: Space, expr: NumExpr, box: Box, owner: Variable): Form | NoForm | undefined {
  switch (expr.kind) {
    case "constant":
      return constant(expr.value);
    case "truth":
    case "size":
      return settledForm(rangeOf(space, expr, box, owner));
    case "variable":
      return join("*", constant(expr.factor), formOf(space, expr.variable, box));
    case "negate":
      return join("*", minusOne, exprForm(space, expr.operand, box, owner));
    case "arithmetic": {
      const right = exprForm(space, expr.right, box, owner);
      if (expr.op === "-") return join("+", exprForm(space, expr.left, box, owner), join("*", minusOne, right));
      return join(expr.op, exprForm(space, expr.left, box, owner), right);
    }
    case "call": {
      const [argument] = expr.args;
      if (expr.name === "abs" && argument !== undefined) {
        const range = rangeOf(space, argument, box, owner).value;
        if (includes(nonNegative, range)) return exprForm(space, argument, box, owner);
        if (includes(negate(nonNegative), range)) return join("*", minusOne, exprForm(space, argument, box, owner));
      }
      const args = straightened(expr, (arg) => rangeOf(space, arg, box, owner).value);
      return args.length === 1 && (expr.name === "min" || expr.name === "max")
        ? exprForm(space, args[0] as NumExpr, box, owner)
        : called(
            expr.name,
            args.map((arg) => exprForm(space, arg, box, owner)),
          );
    }
    case "if": {
      const { mayHold, mayFail, specials } = truthIn(space, expr.cond, box);
      if (specials.size > 0 || mayHold === mayFail) return undefined;
      return exprForm(space, mayHold ? expr.then : expr.otherwise, box, owner);
    }
    default:
      return unreachable(expr);
  }
}

/** Of a minimum or maximum the arguments that can be it. */
function straightened({ name, args }: Extract<NumExpr, { kind: "call" }>, rangeIn: (arg: NumExpr) => Interval): readonly NumExpr[] {
  if (name !== "min" && name !== "max") return args;
  const ranges = args.map(rangeIn);
  const isBeyond = (at: number, other: number): boolean => {
    const [low, high] = name === "min" ? [ranges[other], ranges[at]] : [ranges[at], ranges[other]];
    return low?.hi !== undefined && high?.lo !== undefined && compare(low.hi, high.lo) <= 0;
  };
  const kept = new Set(args.keys());
  for (const at of args.keys()) if ([...kept].some((other) => other !== at && isBeyond(at, other))) kept.delete(at);
  return args.filter((_, at) => kept.has(at));
}

const isTold = (form: Form | NoForm | undefined): form is Form => form !== undefined && form !== "no value";

export function join(
  op: "+" | "*" | "/" | "^",
  left: Form | NoForm | undefined,
  right: Form | NoForm | undefined,
): Form | NoForm | undefined {
  if (!isTold(left) || !isTold(right)) return left === undefined || right === undefined ? undefined : "no value";
  if (left.kind === "constant" && right.kind === "constant") {
    const value = arithmetic(op, left.value, right.value);
    return isDomainError(value) ? "no value" : constant(value);
  }
  if (op === "*" && [left, right].some((one) => one.kind === "constant" && sign(one.value) === 0) && hasValue(left) && hasValue(right))
    return constant(zero);
  return outwards(op, left, right) ?? { kind: "arithmetic", op, left, right };
}

/** Sums and products always have a value. */
export const hasValue = (form: Form): boolean =>
  form.kind === "constant" ||
  form.kind === "number" ||
  (form.kind === "call" && ["abs", "min", "max", "round"].includes(form.name) && form.args.every(hasValue)) ||
  (form.kind === "arithmetic" && (form.op === "+" || form.op === "*") && hasValue(form.left) && hasValue(form.right));

/** Constants are drawn out of sums, products and quotients, so that what varies stands together. */
function outwards(op: "+" | "*" | "/" | "^", left: Form, right: Form): Form | undefined {
  if (op === "+") {
    const [a, b] = [constantOf("+", left), constantOf("+", right)];
    if (a === undefined && b === undefined) return undefined;
    return beside(
      "+",
      add(a?.value ?? zero, b?.value ?? zero),
      pair("+", a === undefined ? left : a.rest, b === undefined ? right : b.rest),
    );
  }
  if (op === "^") return undefined;
  const [a, b] = [constantOf("*", left), constantOf("*", right)];
  if ((a === undefined && b === undefined) || [a, b].some((one) => one !== undefined && sign(one.value) === 0)) return undefined;
  const by = arithmetic(op, a?.value ?? one, b?.value ?? one);
  if (isDomainError(by)) return undefined;
  return beside("*", by, pair(op, a === undefined ? left : a.rest, b === undefined ? right : b.rest));
}

/** The constant that a form is, or begins with, and what is left of it. */
function constantOf(op: "+" | "*", form: Form): { readonly value: Rational; readonly rest: Form | undefined } | undefined {
  if (form.kind === "constant") return { value: form.value, rest: undefined };
  if (form.kind !== "arithmetic" || form.op !== op || form.left.kind !== "constant") return undefined;
  return { value: form.left.value, rest: form.right };
}

function pair(op: "+" | "*" | "/", left: Form | undefined, right: Form | undefined): Form {
  if (left === undefined) return op === "/" ? { kind: "arithmetic", op, left: constant(one), right: right as Form } : (right as Form);
  return right === undefined ? left : { kind: "arithmetic", op, left, right };
}

/** A constant that changes nothing is left out. */
const beside = (op: "+" | "*", value: Rational, rest: Form): Form =>
  isNumber(value, op === "+" ? zero : one) ? rest : { kind: "arithmetic", op, left: constant(value), right: rest };

const isNumber = (value: Rational, other: Rational): boolean => value.n === other.n && value.d === other.d;

function called(name: FunctionName, args: readonly (Form | NoForm | undefined)[]): Form | NoForm | undefined {
  if (args.includes(undefined)) return undefined;
  if (!args.every(isTold)) return "no value";
  if (!args.every((arg) => arg.kind === "constant")) return { kind: "call", name, args };
  const value = call(
    name,
    args.map((arg) => arg.value),
  );
  return isDomainError(value) ? "no value" : constant(value);
}

/** The form with some of its numbers put in. */
export function put(form: Form, values: ReadonlyMap<Variable, Rational>): Form | NoForm {
  switch (form.kind) {
    case "constant":
      return form;
    case "number": {
      const value = values.get(form.variable);
      return value === undefined ? form : constant(value);
    }
    case "arithmetic":
      return join(form.op, put(form.left, values), put(form.right, values)) ?? "no value";
    case "call":
      return (
        called(
          form.name,
          form.args.map((arg) => put(arg, values)),
        ) ?? "no value"
      );
    default:
      return unreachable(form);
  }
}

/** How often each number stands in a form. */
export function numbersIn(form: Form, found: Map<NumberVariable, number> = new Map()): Map<NumberVariable, number> {
  if (form.kind === "number") found.set(form.variable, (found.get(form.variable) ?? 0) + 1);
  if (form.kind === "arithmetic") for (const side of [form.left, form.right]) numbersIn(side, found);
  if (form.kind === "call") for (const arg of form.args) numbersIn(arg, found);
  return found;
}
