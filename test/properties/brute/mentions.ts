/** What the text of conditions mentions: variables, unknowns that it names, numbers at which it changes. */
import type { Alternative, Expr } from "#grammar";
import { literalOf, numberOf, unknownsOf, type Variables, variableIn } from "./conditions.ts";
import type { Exclude, RuleRow, Variable } from "./model.ts";

/** The parts that an expression is made of, and whether what they mention still counts as a mention. */
function partsOf(expr: Expr, positive: boolean): readonly (readonly [Expr, boolean])[] {
  const all = (parts: readonly Expr[], counts = positive): readonly (readonly [Expr, boolean])[] => parts.map((part) => [part, counts]);
  switch (expr.kind) {
    case "paren":
      return all([expr.inner]);
    case "not":
      return all([expr.operand], false);
    case "negate":
      return all([expr.operand]);
    case "and":
    case "or":
      return all(expr.terms);
    case "compare":
    case "arithmetic":
      return all([expr.left, expr.right]);
    case "in":
    case "has":
      return all([expr.subject]);
    case "if":
      return [...all([expr.condition], false), ...all([expr.then, expr.otherwise])];
    case "call":
      return all(expr.args);
    case "countOf":
      return all(expr.conditions);
    default:
      return [];
  }
}

/** Calls `see` for every part of an expression; `positive` is false below a `not` and in the condition of an `if`. */
function walk(expr: Expr, positive: boolean, see: (part: Expr, positive: boolean) => void): void {
  see(expr, positive);
  for (const [part, counts] of partsOf(expr, positive)) walk(part, counts, see);
}

/** Variables that an expression reads; a word on the other side of a category is a label first. */
export function readsOf(expr: Expr | undefined, variables: Variables): readonly string[] {
  const found = new Set<string>();
  const labels = new Set<Expr>();
  if (expr === undefined) return [];
  walk(expr, true, (part) => {
    if (part.kind === "compare") {
      const left = variableIn(part.left, variables);
      const right = variableIn(part.right, variables);
      if (left !== undefined && isWordOf(left, part.right)) labels.add(part.right);
      else if (right !== undefined && isWordOf(right, part.left)) labels.add(part.left);
    }
    if (part.kind === "name" && !labels.has(part)) found.add(part.name.text);
    if (part.kind === "countSet") found.add(part.set.text);
    if (part.kind === "as") found.add(part.name.text);
  });
  return [...found].filter((name) => variables.has(name) || !labels.has(expr));
}

const isWordOf = (variable: Variable, expr: Expr): boolean =>
  expr.kind === "name" && (variable.nodes.some((node) => node.text === expr.name.text) || variable.unknowns.includes(expr.name.text));

const namesKey = (variable: string, unknown: string): string => `${variable} ${unknown}`;

/** The unknowns that a row mentions positively, as `variable unknown`. */
export function namesOf(
  row: Pick<RuleRow, "columns" | "cells" | "when"> | Exclude["rows"][number],
  variables: Variables,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [at, cell] of row.cells.entries()) {
    const variable = variables.get(row.columns[at] as string) as Variable;
    if (cell.kind === "alternatives" && !cell.negated) noteAlternatives(variable, cell.alternatives, found);
  }
  if (row.when !== undefined) noteNames(row.when, variables, found);
  return found;
}

function noteAlternatives(variable: Variable, alternatives: readonly Alternative[], found: Set<string>): void {
  for (const alternative of alternatives) {
    const literal =
      alternative.kind === "unknown"
        ? "?"
        : alternative.kind === "value" || (alternative.kind === "compare" && alternative.op === "=")
          ? alternative.value
          : undefined;
    if (literal !== undefined) for (const unknown of unknownsOf(variable, literal)) found.add(namesKey(variable.name, unknown));
  }
}

export function noteNames(expr: Expr, variables: Variables, found: Set<string>): void {
  walk(expr, true, (part, positive) => {
    if (!positive) return;
    if (part.kind === "in") {
      const variable = variableIn(part.subject, variables);
      if (variable !== undefined) noteAlternatives(variable, part.alternatives, found);
    }
    if (part.kind !== "compare" || part.op !== "=") return;
    for (const [subject, other] of [
      [part.left, part.right],
      [part.right, part.left],
    ] as const) {
      const variable = variableIn(subject, variables);
      const literal = literalOf(other);
      if (variable !== undefined && literal !== undefined)
        for (const unknown of unknownsOf(variable, literal)) found.add(namesKey(variable.name, unknown));
    }
  });
}

export const isNamed = (named: ReadonlySet<string>, variable: string, unknown: string): boolean => named.has(namesKey(variable, unknown));

/** The bounds that conditions name for a number variable. */
export type Cuts = Set<number>;

export function cutAlternative(cuts: Cuts, alternative: Alternative): void {
  if (alternative.kind === "range" && alternative.from.kind === "number" && alternative.to.kind === "number") {
    cuts.add(numberOf(alternative.from, alternative.to));
    cuts.add(numberOf(alternative.to));
  }
  if ((alternative.kind === "value" || alternative.kind === "compare") && alternative.value.kind === "number")
    cuts.add(numberOf(alternative.value));
}

/** Adds the bounds that an expression names for each number variable. */
export function cutExpr(expr: Expr, variables: Variables, cuts: ReadonlyMap<string, Cuts>): void {
  walk(expr, true, (part) => {
    if (part.kind === "in") {
      const variable = variableIn(part.subject, variables);
      const own = variable && cuts.get(variable.name);
      if (own !== undefined) for (const alternative of part.alternatives) cutAlternative(own, alternative);
    }
    if (part.kind !== "compare") return;
    for (const [subject, other] of [
      [part.left, part.right],
      [part.right, part.left],
    ] as const) {
      const variable = variableIn(subject, variables);
      const own = variable && cuts.get(variable.name);
      const literal = literalOf(other);
      if (own !== undefined && literal !== undefined && literal !== "?" && literal.kind === "number") own.add(numberOf(literal));
    }
  });
}

/** The members of sets that an expression asks for, as bits: all of a set that is compared or counted. */
export function askedOfExpr(
  expr: Expr,
  variables: Variables,
  ask: (set: Variable, labels?: readonly { readonly text: string }[]) => void,
): void {
  walk(expr, true, (part) => {
    if (part.kind === "countSet") ask(variables.get(part.set.text) as Variable);
    if (part.kind === "has") ask(variableIn(part.subject, variables) as Variable, part.has.labels);
    const literals = part.kind === "compare" ? [part.left, part.right] : part.kind === "in" ? [part.subject] : [];
    for (const one of literals) {
      const variable = variableIn(one, variables);
      const others = part.kind === "in" ? part.alternatives : [];
      const isSet = literals.some((other) => other.kind === "set") || others.some(isOneSet);
      if (variable?.kind === "set" && isSet) ask(variable);
    }
  });
}

/** An alternative that is exactly one set. */
export const isOneSet = (one: Alternative): boolean => one.kind === "value" && one.value.kind === "set";
