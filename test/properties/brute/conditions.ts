/**
 * Conditions at one point, read from the syntax tree: whether a cell or an expression holds where every variable has one
 * value, and the number that a calculation comes to.
 */
import type { Alternative, Cell, CompareOp, Expr, Literal } from "#grammar";
import { snap, type Variable } from "./model.ts";

/** A known value (leaf, 0 or 1, number, members as bits) or the label of an unknown. */
export type Value = number | string;
/** One value for each variable. */
export type Point = ReadonlyMap<string, Value>;
export type Variables = ReadonlyMap<string, Variable>;

/** A formula without a value: log of 0, division by 0. */
export class DomainError extends Error {}

export const variableIn = (expr: Expr, variables: Variables): Variable | undefined =>
  expr.kind === "name" ? variables.get(expr.name.text) : expr.kind === "paren" ? variableIn(expr.inner, variables) : undefined;

/** The word that a literal may be a label by. */
const wordOf = (literal: Literal): string | undefined =>
  literal.kind === "label" ? literal.label.text : literal.kind === "number" && literal.unit === undefined ? literal.text : undefined;

export function literalOf(expr: Expr): Literal | "?" | undefined {
  switch (expr.kind) {
    case "paren":
      return literalOf(expr.inner);
    case "name":
      return { kind: "label", label: { text: expr.name.text, quoted: false, start: 0, end: 0 }, start: 0, end: 0 };
    case "negate":
      return expr.operand.kind === "number" ? { ...expr.operand, text: `-${expr.operand.text}` } : undefined;
    case "unknown":
      return "?";
    case "number":
    case "label":
    case "yesno":
    case "set":
      return expr;
    default:
      return undefined;
  }
}

/** The unknowns that a literal names. */
export function unknownsOf(variable: Variable, literal: Literal | "?"): readonly string[] {
  if (literal === "?") return variable.unknowns;
  const word = wordOf(literal);
  return word !== undefined && word !== "?" && variable.unknowns.includes(word) ? [word] : [];
}

/** Leaves of a label in a rule: a parent, also where it lists itself as its plain case, means all below it. */
function leavesOf(variable: Variable, literal: Literal): { readonly lo: number; readonly hi: number } {
  const word = literal.kind === "yesno" ? (literal.value ? "yes" : "no") : wordOf(literal);
  const node = variable.nodes.find((one) => one.text === word);
  if (node === undefined) throw new Error(`${variable.name} has no label ${word}`);
  return node;
}

/** Generated lengths are declared in cm and written in either. */
const inCentimetres: Readonly<Record<string, number>> = { cm: 1, mm: 0.1 };

/** A number in the unit of its variable; a unit after an interval stands for both ends. */
export const numberOf = (literal: Literal, after?: Literal): number => {
  if (literal.kind !== "number") throw new Error("a number was expected");
  const unit = literal.unit ?? (after?.kind === "number" ? after.unit : undefined);
  return snap(Number(literal.text) * (unit === undefined ? 1 : (inCentimetres[unit.text] ?? Number.NaN)));
};

function compares(op: CompareOp, value: number, lo: number, hi: number): boolean {
  switch (op) {
    case "=":
      return lo <= value && value < hi;
    case "!=":
      return value < lo || value >= hi;
    case "<":
      return value < lo;
    case "<=":
      return value < hi;
    case ">":
      return value >= hi;
    case ">=":
      return value >= lo;
  }
}

function comparesNumbers(op: CompareOp, a: number, b: number): boolean {
  switch (op) {
    case "=":
      return a === b;
    case "!=":
      return a !== b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
  }
}

const bitsOf = (variable: Variable, labels: readonly { readonly text: string }[]): number => {
  let bits = 0;
  for (const label of labels) {
    const node = variable.nodes.find((one) => one.text === label.text);
    for (let at = node?.lo ?? 0; at < (node?.hi ?? 0); at++) bits |= 1 << at;
  }
  return bits;
};

/** `x = literal` and the like; an unknown is an ordinary value, which only its name equals. */
function comparesWith(variable: Variable, op: CompareOp, literal: Literal | "?", value: Value): boolean {
  const named = unknownsOf(variable, literal);
  if (literal === "?" || named.length > 0) return (typeof value === "string" && named.includes(value)) === (op === "=");
  if (typeof value === "string") return op === "!=";
  switch (variable.kind) {
    case "number":
      return comparesNumbers(op, value, numberOf(literal));
    case "set":
      return literal.kind === "set" && (value === bitsOf(variable, literal.labels)) === (op === "=");
    default: {
      const { lo, hi } = leavesOf(variable, literal);
      return compares(op, value, lo, hi);
    }
  }
}

export function inRange(range: Extract<Alternative, { kind: "range" }>, value: number): boolean {
  const lo = numberOf(range.from, range.to);
  const hi = numberOf(range.to);
  return (range.fromOpen ? value > lo : value >= lo) && (range.toOpen ? value < hi : value <= hi);
}

export function alternativeHolds(variable: Variable, alternative: Alternative, value: Value): boolean {
  switch (alternative.kind) {
    case "unknown":
      return typeof value === "string";
    case "value":
      return comparesWith(variable, "=", alternative.value, value);
    case "compare":
      return comparesWith(variable, alternative.op, alternative.value, value);
    case "range": {
      if (typeof value === "string") return false;
      if (variable.kind === "number") return inRange(alternative, value);
      return leavesOf(variable, alternative.from).lo <= value && value < leavesOf(variable, alternative.to).hi;
    }
  }
}

export function cellHolds(variable: Variable, cell: Cell, value: Value): boolean {
  if (cell.kind !== "alternatives") return true;
  return cell.alternatives.some((alternative) => alternativeHolds(variable, alternative, value)) !== cell.negated;
}

const valueAt = (variable: Variable, at: Point): Value => {
  const value = at.get(variable.name);
  if (value === undefined) throw new Error(`${variable.name} has no value here`);
  return value;
};

/** Whether an expression is true; a calculation with something unknown satisfies no comparison. */
export function holds(expr: Expr, at: Point, variables: Variables): boolean {
  switch (expr.kind) {
    case "paren":
      return holds(expr.inner, at, variables);
    case "yesno":
      return expr.value;
    case "and":
      return expr.terms.every((term) => holds(term, at, variables));
    case "or":
      return expr.terms.some((term) => holds(term, at, variables));
    case "not":
      return !holds(expr.operand, at, variables);
    case "if":
      return holds(expr.condition, at, variables) ? holds(expr.then, at, variables) : holds(expr.otherwise, at, variables);
    case "name":
      return at.get(expr.name.text) === 1;
    case "compare":
      return comparisonHolds(expr, at, variables);
    case "in": {
      const variable = variableIn(expr.subject, variables);
      if (variable !== undefined)
        return expr.alternatives.some((alternative) => alternativeHolds(variable, alternative, valueAt(variable, at)));
      const value = numberAt(expr.subject, at, variables);
      return (
        value !== undefined &&
        expr.alternatives.some((one) =>
          one.kind === "range"
            ? inRange(one, value)
            : one.kind === "unknown"
              ? false
              : comparesNumbers(one.kind === "value" ? "=" : one.op, value, numberOf(one.value)),
        )
      );
    }
    case "has": {
      const variable = variableIn(expr.subject, variables) as Variable;
      const value = valueAt(variable, at);
      if (typeof value === "string") return false;
      const wanted = (expr.has.labels ?? variable.nodes).map((label) => (value & bitsOf(variable, [label])) !== 0);
      if (expr.has.mode === "all") return wanted.every(Boolean);
      return wanted.filter(Boolean).length >= (expr.has.mode === "atLeast" ? Number(expr.has.count.text) : 1);
    }
    default:
      throw new Error(`not a condition: ${expr.kind}`);
  }
}

const flipped = { "=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;

function comparisonHolds(expr: Extract<Expr, { kind: "compare" }>, at: Point, variables: Variables): boolean {
  for (const [subject, other, op] of [
    [expr.left, expr.right, expr.op],
    [expr.right, expr.left, flipped[expr.op]],
  ] as const) {
    const variable = variableIn(subject, variables);
    if (variable === undefined) continue;
    const literal = literalOf(other);
    const named = literal !== undefined && (literal === "?" || unknownsOf(variable, literal).length > 0);
    const bareVariable =
      other.kind === "name" && variables.has(other.name.text) && !variable.nodes.some((node) => node.text === other.name.text);
    if (literal !== undefined && (named || !bareVariable)) return comparesWith(variable, op, literal, valueAt(variable, at));
  }
  const left = numberAt(expr.left, at, variables);
  const right = numberAt(expr.right, at, variables);
  return left !== undefined && right !== undefined && comparesNumbers(expr.op, left, right);
}

/** The number that an expression comes to; undefined with something unknown in it. */
export function numberAt(expr: Expr, at: Point, variables: Variables): number | undefined {
  switch (expr.kind) {
    case "paren":
      return numberAt(expr.inner, at, variables);
    case "number":
      return snap(Number(expr.text));
    case "as": {
      const value = valueAt(variables.get(expr.name.text) as Variable, at);
      return typeof value === "string" ? undefined : snap(value / (inCentimetres[expr.unit.text] ?? Number.NaN));
    }
    case "negate": {
      const value = numberAt(expr.operand, at, variables);
      return value === undefined ? undefined : -value;
    }
    case "name": {
      const variable = variables.get(expr.name.text) as Variable;
      const value = valueAt(variable, at);
      if (variable.kind === "flag") return value === 1 ? 1 : 0;
      return typeof value === "string" ? undefined : value;
    }
    case "countOf":
      return expr.conditions.filter((condition) => holds(condition, at, variables)).length;
    case "countSet": {
      const value = valueAt(variables.get(expr.set.text) as Variable, at);
      return typeof value === "string" ? 0 : [...value.toString(2)].filter((bit) => bit === "1").length;
    }
    case "if":
      return numberAt(holds(expr.condition, at, variables) ? expr.then : expr.otherwise, at, variables);
    case "arithmetic": {
      const left = numberAt(expr.left, at, variables);
      const right = numberAt(expr.right, at, variables);
      return left === undefined || right === undefined ? undefined : calculate(expr.op, left, right);
    }
    case "call": {
      const args = expr.args.map((arg) => numberAt(arg, at, variables));
      return args.includes(undefined) ? undefined : call(expr.name, args as number[]);
    }
    default:
      return holds(expr, at, variables) ? 1 : 0;
  }
}

function calculate(op: string, left: number, right: number): number {
  if (op === "/" && right === 0) throw new DomainError("division by 0");
  if (op === "^" && ((left < 0 && !Number.isInteger(right)) || (left === 0 && right < 0))) throw new DomainError("no such power");
  const made = { "+": left + right, "-": left - right, "*": left * right, "/": left / right, "^": left ** right }[op];
  return snap(made as number);
}

function call(name: string, args: readonly number[]): number {
  const [first = 0, second = 0] = args;
  if ((name === "ln" || name === "log10") && first <= 0) throw new DomainError("log of nothing");
  if (name === "sqrt" && first < 0) throw new DomainError("root of a negative number");
  const rounded = (): number => (Math.sign(first) * Math.round(snap(Math.abs(first) * 10 ** second))) / 10 ** second;
  const by: Record<string, () => number> = {
    ln: () => Math.log(first),
    log10: () => Math.log10(first),
    exp: () => Math.exp(first),
    sqrt: () => Math.sqrt(first),
    abs: () => Math.abs(first),
    min: () => Math.min(...args),
    max: () => Math.max(...args),
    round: rounded,
  };
  return snap((by[name] as () => number)());
}
