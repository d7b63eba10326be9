/**
 * Names in expressions. A bare word beside a category is a label first, as the binder reads it
 * (`model/comparisons.ts`); everywhere else it is a variable.
 */
import type { Expr, Has, Literal } from "#grammar";
import { labelInRule } from "../model/domain.ts";
import type { Variable } from "../model/symbols.ts";
import { unreachable } from "../unreachable.ts";
import { type Visit, visitAlternative, visitLabel, visitLiteral, visitName } from "./visit-cells.ts";

export function visitExpr(visit: Visit, expr: Expr): void {
  switch (expr.kind) {
    case "number":
    case "yesno":
    case "set":
    case "label":
    case "unknown":
      return;
    case "name":
    case "as":
      visitName(visit, expr.name);
      return;
    case "paren":
      visitExpr(visit, expr.inner);
      return;
    case "negate":
    case "not":
      visitExpr(visit, expr.operand);
      return;
    case "arithmetic":
      visitAll(visit, [expr.left, expr.right]);
      return;
    case "compare":
      visitComparison(visit, expr.left, expr.right);
      return;
    case "in": {
      visitExpr(visit, expr.subject);
      const variable = variableOf(visit, expr.subject);
      for (const alternative of expr.alternatives) visitAlternative(visit, alternative, variable);
      return;
    }
    case "has":
      visitExpr(visit, expr.subject);
      visitHas(visit, expr.has, variableOf(visit, expr.subject));
      return;
    case "and":
    case "or":
      visitAll(visit, expr.terms);
      return;
    case "if":
      visitAll(visit, [expr.condition, expr.then, expr.otherwise]);
      return;
    case "call":
      visitAll(visit, expr.args);
      return;
    case "countOf":
      visitAll(visit, expr.conditions);
      return;
    case "countSet":
      visitName(visit, expr.set);
      return;
    default:
      unreachable(expr);
  }
}

const visitAll = (visit: Visit, exprs: readonly Expr[]): void => {
  for (const expr of exprs) visitExpr(visit, expr);
};

export function visitHas(visit: Visit, has: Has, variable: Variable | undefined): void {
  if (variable !== undefined) for (const label of has.labels ?? []) visitLabel(visit, label, variable);
}

const variableOf = (visit: Visit, expr: Expr): Variable | undefined =>
  expr.kind === "paren" ? variableOf(visit, expr.inner) : expr.kind === "name" ? visit.names.get(expr.name.text) : undefined;

function visitComparison(visit: Visit, left: Expr, right: Expr): void {
  const [first, second] = [variableOf(visit, left), variableOf(visit, right)];
  if (first !== undefined && (first.kind !== "number" || second === undefined || second.kind === "number")) {
    visitExpr(visit, left);
    visitBeside(visit, right, first);
    return;
  }
  if (second !== undefined) {
    visitExpr(visit, right);
    visitBeside(visit, left, second);
    return;
  }
  visitAll(visit, [left, right]);
}

/** The other side of a comparison with a variable. */
function visitBeside(visit: Visit, expr: Expr, variable: Variable): void {
  const literal = literalOf(expr);
  const text = literal?.kind === "label" ? literal.label.text : undefined;
  const isLabel = text !== undefined && (variable.unknowns.includes(text) || labelOf(variable, text));
  const isName = literal?.kind === "label" && !isLabel && visit.names.has(literal.label.text);
  if (literal === undefined || isName) {
    visitExpr(visit, expr);
    return;
  }
  visitLiteral(visit, literal, variable);
}

const labelOf = (variable: Variable, text: string): boolean =>
  variable.kind === "category" && labelInRule(variable.domain, text) !== undefined;

function literalOf(expr: Expr): Literal | undefined {
  switch (expr.kind) {
    case "paren":
      return literalOf(expr.inner);
    case "name":
      return { kind: "label", label: { ...expr.name, quoted: false }, start: expr.start, end: expr.end };
    case "label":
    case "number":
    case "yesno":
    case "set":
      return expr;
    default:
      return undefined;
  }
}
