/** What the parts of the expression binder share: the scope, the mentions of unknowns, and each other. */
import type { Expr } from "#grammar";
import { report } from "./problems.ts";
import type { Scope } from "./scope.ts";
import type { Cond, NamedUnknown, NumberVariable, NumExpr, Variable } from "./symbols.ts";

/** Where the mentions of unknowns are collected; `positive` is false below a `not`. */
export interface Reading {
  readonly scope: Scope;
  readonly named: NamedUnknown[];
  readonly positive: boolean;
  /** The two ways to bind an expression, so that each part reaches the other without importing it. */
  readonly bind: {
    cond(reader: Reading, expr: Expr): Cond | undefined;
    number(reader: Reading, expr: Expr, beside: NumberVariable | undefined): NumExpr | undefined;
  };
}

/** Looks a name up without a finding: a bare word may be a label. */
export const peek = (reader: Reading, expr: Expr): Variable | undefined =>
  expr.kind === "name" ? reader.scope.names.get(expr.name.text) : expr.kind === "paren" ? peek(reader, expr.inner) : undefined;

export const wrong = (reader: Reading, expr: Expr, message: string, summary: string): undefined =>
  report(reader.scope.problems, "type-mismatch", expr, message, summary);

export function note(
  reader: Reading,
  bound: { readonly cond: Cond; readonly named: readonly NamedUnknown[] } | undefined,
): Cond | undefined {
  if (bound === undefined) return undefined;
  if (reader.positive) reader.named.push(...bound.named);
  return bound.cond;
}
