/** Comparisons and `in`: a variable beside a label, a number or a calculation. */
import type { CompareOp, Expr, Literal } from "#grammar";
import { zero } from "../number/rational.ts";
import { bindAlternatives, compareLeaves, exactSet, labelOf, unknownBound, unknownIndex } from "./cells.ts";
import { intervalsOf, numberOf } from "./number-cells.ts";
import { note, peek, type Reading, wrong } from "./reader.ts";
import { lookUp } from "./scope.ts";
import type { Cond, FiniteVariable, NumberVariable, Variable } from "./symbols.ts";

const flipped: Record<CompareOp, CompareOp> = { "=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

export function bindComparison(reader: Reading, expr: Extract<Expr, { kind: "compare" }>): Cond | undefined {
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
      return {
        kind: "label",
        label: { text: expr.name.text, quoted: false, start: expr.start, end: expr.end },
        start: expr.start,
        end: expr.end,
      };
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
      return wrong(
        reader,
        expr,
        `${variable.name} is a set: write '${variable.name} has a', '${variable.name} has any of (a, b)' or '${variable.name} = {a, b}'.`,
        `${variable.name} set`,
      );
    }
    const exact = exactSet(variable, literal, reader.scope.problems)?.cond;
    return exact && (op === "=" ? exact : { kind: "not", term: exact });
  }
  const bareLabel =
    variable.kind === "category" && literal?.kind === "label" && variable.domain.nodes.some((node) => node.text === literal.label.text);
  if (!bareLabel && other !== undefined && other.kind === variable.kind)
    return compareTwo(reader, variable, op, other as FiniteVariable, expr);
  if (literal === undefined) {
    return wrong(
      reader,
      expr,
      `${variable.name} can only be compared with one of its labels, not with a calculation.`,
      `${variable.name} comparison`,
    );
  }
  const label = labelOf(variable, literal, reader.scope.problems);
  return label && compareLeaves(variable, op, label);
}

/** Two flags, or two categories with the same labels, compared with each other. */
function compareTwo(reader: Reading, left: FiniteVariable, op: CompareOp, right: FiniteVariable, expr: Expr): Cond | undefined {
  const same =
    left.domain.leaves.length === right.domain.leaves.length &&
    left.domain.leaves.every((leaf, index) => leaf.text === right.domain.leaves[index]?.text);
  if (!same)
    return wrong(
      reader,
      expr,
      `${left.name} and ${right.name} have different labels, so they cannot be compared with each other.`,
      `${left.name} ${right.name}`,
    );
  const terms = left.domain.leaves.map(
    (leaf): Cond => ({
      kind: "and",
      terms: [compareLeaves(left, op, leaf), compareLeaves(right, "=", right.domain.leaves[leaf.lo] ?? leaf)],
    }),
  );
  return { kind: "or", terms };
}

function compareNumbers(reader: Reading, expr: Extract<Expr, { kind: "compare" }>): Cond | undefined {
  const left = peek(reader, expr.left);
  const right = peek(reader, expr.right);
  // A name that nothing declares is told once; what stands beside it cannot be judged.
  for (const side of [expr.left, expr.right]) {
    if (side.kind === "name" && !reader.scope.names.has(side.name.text)) return void lookUp(reader.scope, side.name);
  }
  const direct = directComparison(reader, left, expr.op, expr.right) ?? directComparison(reader, right, flipped[expr.op], expr.left);
  if (direct !== undefined) return direct === "wrong" ? undefined : direct;
  const unit = left?.kind === "number" ? left : right?.kind === "number" ? right : undefined;
  const a = reader.bind.number(reader, expr.left, unit);
  const b = reader.bind.number(reader, expr.right, unit);
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
  if (value === undefined) return "wrong";
  // What is recorded as unknown is not that number either, so "!=" holds for it as "not" does.
  if (op === "!=") return { kind: "not", term: { kind: "number", variable, within: intervalsOf("=", value), unknown: [] } };
  return { kind: "number", variable, within: intervalsOf(op, value), unknown: [] };
}

function signedLiteral(expr: Expr): Extract<Literal, { kind: "number" }> | undefined {
  if (expr.kind === "number") return expr;
  if (expr.kind === "negate" && expr.operand.kind === "number")
    return { ...expr.operand, text: `-${expr.operand.text}`, start: expr.start, end: expr.end };
  return undefined;
}

export function bindIn(reader: Reading, expr: Extract<Expr, { kind: "in" }>): Cond | undefined {
  const variable = peek(reader, expr.subject);
  if (variable !== undefined) return note(reader, bindAlternatives(variable, expr.alternatives, reader.scope.problems));
  const value = reader.bind.number(reader, expr.subject, undefined);
  if (value === undefined) return undefined;
  const plain: NumberVariable = {
    kind: "number",
    id: -1,
    name: "this value",
    title: undefined,
    doc: undefined,
    broken: false,
    place: { uri: "", span: expr },
    unknowns: [],
    unknownsDeclared: false,
    also: [],
    assume: undefined,
    unit: undefined,
    range: { lo: undefined, hi: undefined, loOpen: true, hiOpen: true },
    step: undefined,
  };
  const bound = bindAlternatives(plain, expr.alternatives, reader.scope.problems);
  return bound?.cond.kind === "number" ? { kind: "formula", value, within: bound.cond.within } : undefined;
}
