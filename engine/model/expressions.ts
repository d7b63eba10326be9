/** The one expression grammar of `when`, `where` and `let`, bound to conditions and to numbers. */
import type { CompareOp, Expr, Has, Literal, Unit } from "#grammar";
import { fromInt, mul, one, parseDecimal, zero } from "../number/rational.ts";
import { unreachable } from "../unreachable.ts";
import { bindAlternatives, compareLeaves, exactSet, intervalsOf, labelOf, leavesOf, memberOf, numberOf, unknownBound, unknownIndex } from "./cells.ts";
import { report } from "./problems.ts";
import { factorBetween } from "./quantity.ts";
import { lookUp, type Scope } from "./scope.ts";
import type { Cond, FiniteVariable, NamedUnknown, NumberVariable, NumExpr, SetVariable, Variable } from "./symbols.ts";

/** Where the mentions of unknowns are collected; `positive` is false below a `not`. */
export interface Reading {
  readonly scope: Scope;
  readonly named: NamedUnknown[];
  readonly positive: boolean;
}

export const reading = (scope: Scope): Reading => ({ scope, named: [], positive: true });

/** Looks a name up without a finding: a bare word may be a label. */
const peek = (reader: Reading, expr: Expr): Variable | undefined =>
  expr.kind === "name" ? reader.scope.names.get(expr.name.text) : expr.kind === "paren" ? peek(reader, expr.inner) : undefined;

const wrong = (reader: Reading, expr: Expr, message: string, summary: string): undefined =>
  report(reader.scope.problems, "type-mismatch", expr, message, summary);

// ------------------------------------------------------------------ conditions

/** Binds an expression that must be true or false; findings for all that is wrong in it. */
export function bindCond(reader: Reading, expr: Expr): Cond | undefined {
  switch (expr.kind) {
    case "paren":
      return bindCond(reader, expr.inner);
    case "yesno":
      return { kind: "constant", value: expr.value };
    case "and":
    case "or": {
      const terms = expr.terms.map((term) => bindCond(reader, term));
      return terms.every((term) => term !== undefined) ? { kind: expr.kind, terms } : undefined;
    }
    case "not": {
      const term = bindCond({ ...reader, positive: false }, expr.operand);
      return term && { kind: "not", term };
    }
    case "compare":
      return bindComparison(reader, expr);
    case "in":
      return bindIn(reader, expr);
    case "has":
      return bindHas(reader, expr);
    case "if": {
      const condition = bindCond({ ...reader, positive: false }, expr.condition);
      const then = bindCond(reader, expr.then);
      const otherwise = bindCond(reader, expr.otherwise);
      if (condition === undefined || then === undefined || otherwise === undefined) return undefined;
      return { kind: "or", terms: [{ kind: "and", terms: [condition, then] }, { kind: "and", terms: [{ kind: "not", term: condition }, otherwise] }] };
    }
    case "name":
      return bindFlagName(reader, expr);
    default:
      return wrong(reader, expr, "A condition is needed here: something that is true or false, such as 'size > 3 cm' or 'T = T1'.", "condition");
  }
}

function bindFlagName(reader: Reading, expr: Extract<Expr, { kind: "name" }>): Cond | undefined {
  const variable = lookUp(reader.scope, expr.name);
  if (variable === undefined) return undefined;
  if (variable.kind === "flag") return { kind: "leaf", variable, allowed: [false, true], unknown: [] };
  const how = variable.kind === "number" ? `${variable.name} > 0` : variable.kind === "set" ? `${variable.name} has …` : `${variable.name} = …`;
  return wrong(reader, expr, `${variable.name} is a ${variable.kind}, not a flag: compare it with something, '${how}'.`, `${variable.name} condition`);
}

function note(reader: Reading, bound: { readonly cond: Cond; readonly named: readonly NamedUnknown[] } | undefined): Cond | undefined {
  if (bound === undefined) return undefined;
  if (reader.positive) reader.named.push(...bound.named);
  return bound.cond;
}

const flipped: Record<CompareOp, CompareOp> = { "=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

function bindComparison(reader: Reading, expr: Extract<Expr, { kind: "compare" }>): Cond | undefined {
  const left = peek(reader, expr.left);
  const right = peek(reader, expr.right);
  if (left !== undefined && left.kind !== "number") return compareVariable(reader, left, expr.op, expr.right);
  if (right !== undefined && right.kind !== "number") return compareVariable(reader, right, flipped[expr.op], expr.left);
  if (left?.kind === "number" && isUnknownOf(left, expr.right)) return compareUnknown(reader, left, expr.op, expr.right);
  return compareNumbers(reader, expr);
}

const literalOf = (expr: Expr): Literal | undefined => {
  switch (expr.kind) {
    case "paren":
      return literalOf(expr.inner);
    case "name":
      return { kind: "label", label: { text: expr.name.text, quoted: false, start: expr.start, end: expr.end }, start: expr.start, end: expr.end };
    case "label":
    case "number":
    case "yesno":
    case "set":
      return expr;
    default:
      return undefined;
  }
};

const isUnknownOf = (variable: Variable, expr: Expr): boolean => {
  if (expr.kind === "unknown") return true;
  const literal = literalOf(expr);
  return literal !== undefined && unknownIndex(variable, literal) >= 0;
};

/** `psa = X`, `T != ?`. */
function compareUnknown(reader: Reading, variable: Variable, op: CompareOp, expr: Expr): Cond | undefined {
  if (op !== "=" && op !== "!=") {
    return wrong(reader, expr, "What is not known can only be compared with = or !=.", `${variable.name} ${op} unknown`);
  }
  const literal = expr.kind === "unknown" ? undefined : literalOf(expr);
  const indices = literal === undefined ? variable.unknowns.map((_, index) => index) : [unknownIndex(variable, literal)];
  const bound = unknownBound(variable, indices);
  if (op === "!=") return { kind: "not", term: bound.cond };
  return note(reader, bound);
}

function compareVariable(reader: Reading, variable: Exclude<Variable, NumberVariable>, op: CompareOp, expr: Expr): Cond | undefined {
  if (isUnknownOf(variable, expr)) return compareUnknown(reader, variable, op, expr);
  const other = peek(reader, expr);
  const literal = literalOf(expr);
  if (variable.kind === "set") {
    if (literal?.kind !== "set" || (op !== "=" && op !== "!=")) {
      return wrong(reader, expr, `${variable.name} is a set: write '${variable.name} has a', '${variable.name} has any of (a, b)' or '${variable.name} = {a, b}'.`, `${variable.name} set`);
    }
    const exact = exactSet(variable, literal, reader.scope.problems)?.cond;
    return exact && (op === "=" ? exact : { kind: "not", term: exact });
  }
  const bareLabel = variable.kind === "category" && literal?.kind === "label" && variable.domain.nodes.some((node) => node.text === literal.label.text);
  if (!bareLabel && other !== undefined && other.kind === variable.kind) return compareTwo(reader, variable, op, other as FiniteVariable, expr);
  if (literal === undefined) {
    return wrong(reader, expr, `${variable.name} can only be compared with one of its labels, not with a calculation.`, `${variable.name} comparison`);
  }
  const label = labelOf(variable, literal, reader.scope.problems);
  return label && compareLeaves(variable, op, label);
}

/** Two flags, or two categories with the same labels, compared with each other. */
function compareTwo(reader: Reading, left: FiniteVariable, op: CompareOp, right: FiniteVariable, expr: Expr): Cond | undefined {
  const same = left.domain.leaves.length === right.domain.leaves.length
    && left.domain.leaves.every((leaf, index) => leaf.text === right.domain.leaves[index]?.text);
  if (!same) return wrong(reader, expr, `${left.name} and ${right.name} have different labels, so they cannot be compared with each other.`, `${left.name} ${right.name}`);
  const terms = left.domain.leaves.map((leaf): Cond => ({
    kind: "and",
    terms: [compareLeaves(left, op, leaf), compareLeaves(right, "=", right.domain.leaves[leaf.lo] ?? leaf)],
  }));
  return { kind: "or", terms };
}

function compareNumbers(reader: Reading, expr: Extract<Expr, { kind: "compare" }>): Cond | undefined {
  const left = peek(reader, expr.left);
  const right = peek(reader, expr.right);
  const direct = directComparison(reader, left, expr.op, expr.right) ?? directComparison(reader, right, flipped[expr.op], expr.left);
  if (direct !== undefined) return direct === "wrong" ? undefined : direct;
  const unit = left?.kind === "number" ? left : right?.kind === "number" ? right : undefined;
  const a = bindNumber(reader, expr.left, unit);
  const b = bindNumber(reader, expr.right, unit);
  if (a === undefined || b === undefined) return undefined;
  if (b.kind === "constant") return { kind: "formula", value: a, within: intervalsOf(expr.op, b.value) };
  if (a.kind === "constant") return { kind: "formula", value: b, within: intervalsOf(flipped[expr.op], a.value) };
  return { kind: "formula", value: { kind: "arithmetic", op: "-", left: a, right: b }, within: intervalsOf(expr.op, zero) };
}

/** A number variable beside a literal: a condition on that variable's own axis. */
function directComparison(reader: Reading, variable: Variable | undefined, op: CompareOp, expr: Expr): Cond | "wrong" | undefined {
  if (variable?.kind !== "number") return undefined;
  const literal = signedLiteral(expr);
  if (literal === undefined) return undefined;
  const value = numberOf(variable, literal, reader.scope.problems);
  return value === undefined ? "wrong" : { kind: "number", variable, within: intervalsOf(op, value), unknown: [] };
}

function signedLiteral(expr: Expr): Extract<Literal, { kind: "number" }> | undefined {
  if (expr.kind === "number") return expr;
  if (expr.kind === "negate" && expr.operand.kind === "number") return { ...expr.operand, text: `-${expr.operand.text}`, start: expr.start, end: expr.end };
  return undefined;
}

function bindIn(reader: Reading, expr: Extract<Expr, { kind: "in" }>): Cond | undefined {
  const variable = peek(reader, expr.subject);
  if (variable !== undefined) return note(reader, bindAlternatives(variable, expr.alternatives, reader.scope.problems));
  const value = bindNumber(reader, expr.subject, undefined);
  if (value === undefined) return undefined;
  const plain: NumberVariable = {
    kind: "number", id: -1, name: "this value", title: undefined, doc: undefined, place: { uri: "", span: expr }, unknowns: [], unknownsDeclared: false,
    also: [], assume: undefined, unit: undefined, range: { lo: undefined, hi: undefined, loOpen: true, hiOpen: true }, step: undefined,
  };
  const bound = bindAlternatives(plain, expr.alternatives, reader.scope.problems);
  return bound?.cond.kind === "number" ? { kind: "formula", value, within: bound.cond.within } : undefined;
}

function bindHas(reader: Reading, expr: Extract<Expr, { kind: "has" }>): Cond | undefined {
  if (expr.subject.kind !== "name") return wrong(reader, expr.subject, "Only a set can have members: write the name of a set before 'has'.", "has");
  const variable = lookUp(reader.scope, expr.subject.name);
  if (variable === undefined) return undefined;
  if (variable.kind !== "set") return wrong(reader, expr.subject, `${variable.name} is a ${variable.kind}, not a set, so it has no members.`, `${variable.name} has`);
  return hasCond(reader, variable, expr.has);
}

/** What follows `has`, for a set. */
export function hasCond(reader: Reading, variable: SetVariable, has: Has): Cond | undefined {
  const labels = has.labels?.map((label) => memberOf(variable, label, reader.scope.problems));
  if (labels?.some((label) => label === undefined)) return undefined;
  const each = labels?.map((label) => anyMember(variable, label === undefined ? [] : leavesOf(label)));
  switch (has.mode) {
    case "one":
    case "any":
      return { kind: "or", terms: each ?? [] };
    case "all":
      return { kind: "and", terms: each ?? [] };
    case "atLeast": {
      const count = parseDecimal(has.count.text);
      const terms = each ?? variable.domain.leaves.map((_, member): Cond => ({ kind: "member", variable, member }));
      return count && { kind: "formula", value: countOf(terms), within: intervalsOf(">=", count) };
    }
    default:
      return unreachable(has);
  }
}

const anyMember = (variable: SetVariable, members: readonly number[]): Cond => {
  const terms = members.map((member): Cond => ({ kind: "member", variable, member }));
  return terms.length === 1 ? (terms[0] as Cond) : { kind: "or", terms };
};

const countOf = (conds: readonly Cond[]): NumExpr =>
  conds.map((cond): NumExpr => ({ kind: "truth", cond }))
    .reduce((left, right): NumExpr => ({ kind: "arithmetic", op: "+", left, right }), { kind: "constant", value: zero });

// --------------------------------------------------------------------- numbers

/** Binds an expression that must be a number; a literal with a unit is read in the unit of `beside`. */
export function bindNumber(reader: Reading, expr: Expr, beside: NumberVariable | undefined): NumExpr | undefined {
  switch (expr.kind) {
    case "paren":
      return bindNumber(reader, expr.inner, beside);
    case "number":
      return bindConstant(reader, expr.text, expr.unit, expr, beside);
    case "negate": {
      const operand = bindNumber(reader, expr.operand, beside);
      if (operand?.kind === "constant") return { kind: "constant", value: mul(operand.value, fromInt(-1)) };
      return operand && { kind: "negate", operand };
    }
    case "arithmetic": {
      const left = bindNumber(reader, expr.left, beside);
      const right = bindNumber(reader, expr.right, beside);
      return left && right && { kind: "arithmetic", op: expr.op, left, right };
    }
    case "call": {
      const args = expr.args.map((arg) => bindNumber(reader, arg, beside));
      if (args.some((arg) => arg === undefined)) return undefined;
      return checkArguments(reader, expr) ? { kind: "call", name: expr.name, args: args as NumExpr[] } : undefined;
    }
    case "if": {
      const cond = bindCond({ ...reader, positive: false }, expr.condition);
      const then = bindNumber(reader, expr.then, beside);
      const otherwise = bindNumber(reader, expr.otherwise, beside);
      return cond && then && otherwise && { kind: "if", cond, then, otherwise };
    }
    case "countOf": {
      const conds = expr.conditions.map((condition) => bindCond(reader, condition));
      return conds.every((cond) => cond !== undefined) ? countOf(conds) : undefined;
    }
    case "countSet": {
      const variable = lookUp(reader.scope, expr.set);
      if (variable === undefined) return undefined;
      if (variable.kind !== "set") return wrong(reader, expr, `count(…) counts the members of a set, and ${variable.name} is a ${variable.kind}.`, `count ${variable.name}`);
      return countOf(variable.domain.leaves.map((_, member): Cond => ({ kind: "member", variable, member })));
    }
    case "as":
      return bindAs(reader, expr);
    case "name":
      return bindNumberName(reader, expr);
    case "yesno":
      return { kind: "constant", value: expr.value ? one : zero };
    case "label":
      return wrong(reader, expr, `A number is needed here, and '${expr.label.text}' is a label.`, `number ${expr.label.text}`);
    case "set":
    case "unknown":
      return wrong(reader, expr, "A number is needed here.", "number");
    default: {
      const cond = bindCond(reader, expr);
      return cond && { kind: "truth", cond };
    }
  }
}

function bindConstant(reader: Reading, text: string, unit: Unit | undefined, expr: Expr, beside: NumberVariable | undefined): NumExpr | undefined {
  const value = parseDecimal(text);
  if (value === undefined) return wrong(reader, expr, "This number has too many digits.", "number too long");
  if (unit === undefined) return { kind: "constant", value };
  if (beside === undefined) {
    return report(reader.scope.problems, "unit-mismatch", unit, `A calculation uses plain numbers: each variable stands for its number in its declared unit. Take the unit '${unit.text}' away.`, `unit ${unit.text}`);
  }
  const factor = factorBetween(unit, beside.unit, reader.scope.problems, `${text} ${unit.text}`, beside.name);
  return factor && { kind: "constant", value: mul(value, factor) };
}

const arity: Record<string, readonly [number, number]> = {
  ln: [1, 1], log10: [1, 1], exp: [1, 1], sqrt: [1, 1], abs: [1, 1], round: [1, 2], min: [2, 99], max: [2, 99],
};

function checkArguments(reader: Reading, expr: Extract<Expr, { kind: "call" }>): boolean {
  const [least, most] = arity[expr.name] ?? [1, 1];
  if (expr.args.length < least || expr.args.length > most) {
    wrong(reader, expr, `${expr.name} takes ${least === most ? least : `${least} or more`} value${most === 1 ? "" : "s"}, and ${expr.args.length} are given.`, `${expr.name} arguments`);
    return false;
  }
  const digits = expr.name === "round" ? expr.args[1] : undefined;
  if (digits !== undefined && !(digits.kind === "number" && /^\d{1,2}$/.test(digits.text))) {
    wrong(reader, digits, "The second value of round is the number of digits after the point, written as a whole number: round(x, 2).", "round digits");
    return false;
  }
  return true;
}

function bindAs(reader: Reading, expr: Extract<Expr, { kind: "as" }>): NumExpr | undefined {
  const variable = lookUp(reader.scope, expr.name);
  if (variable === undefined) return undefined;
  if (variable.kind !== "number") return wrong(reader, expr, `${variable.name} is a ${variable.kind}; only a number can be converted with 'as'.`, `${variable.name} as`);
  if (variable.unit === undefined) {
    return report(reader.scope.problems, "unit-mismatch", expr.unit, `${variable.name} is declared without a unit, so it cannot be converted to ${expr.unit.text}.`, `${variable.name} as ${expr.unit.text}`);
  }
  const from: Unit = { text: variable.unit, quoted: true, start: expr.unit.start, end: expr.unit.end };
  const factor = factorBetween(from, expr.unit.text, reader.scope.problems, `${variable.name} in ${variable.unit}`, variable.name);
  return factor && { kind: "variable", variable, factor };
}

function bindNumberName(reader: Reading, expr: Extract<Expr, { kind: "name" }>): NumExpr | undefined {
  const variable = lookUp(reader.scope, expr.name);
  if (variable === undefined) return undefined;
  if (variable.kind === "number") return { kind: "variable", variable, factor: one };
  if (variable.kind === "flag") return { kind: "truth", cond: { kind: "leaf", variable, allowed: [false, true], unknown: [] } };
  return wrong(reader, expr, `A number is needed here, and ${variable.name} is a ${variable.kind}.`, `number ${variable.name}`);
}

