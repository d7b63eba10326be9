/** Which variables a condition or a number reads. */
import { unreachable } from "../unreachable.ts";
import type { Cond, NumExpr, Variable } from "./symbols.ts";

/** Every variable that a condition reads, in the order of first mention. */
export function variablesOf(cond: Cond): readonly Variable[] {
  const found = new Set<Variable>();
  visitVariables(cond, (variable) => found.add(variable));
  return [...found];
}

export function visitVariables(cond: Cond, see: (variable: Variable) => void): void {
  switch (cond.kind) {
    case "constant":
      return;
    case "leaf":
    case "number":
    case "member":
    case "members":
    case "setUnknown":
      see(cond.variable);
      return;
    case "formula":
      visitNumber(cond.value, see);
      return;
    case "and":
    case "or":
      for (const term of cond.terms) visitVariables(term, see);
      return;
    case "not":
      visitVariables(cond.term, see);
      return;
    default:
      unreachable(cond);
  }
}

export function visitNumber(expr: NumExpr, see: (variable: Variable) => void): void {
  switch (expr.kind) {
    case "constant":
      return;
    case "variable":
    case "size":
      see(expr.variable);
      return;
    case "truth":
      visitVariables(expr.cond, see);
      return;
    case "arithmetic":
      visitNumber(expr.left, see);
      visitNumber(expr.right, see);
      return;
    case "negate":
      visitNumber(expr.operand, see);
      return;
    case "call":
      for (const arg of expr.args) visitNumber(arg, see);
      return;
    case "if":
      visitVariables(expr.cond, see);
      visitNumber(expr.then, see);
      visitNumber(expr.otherwise, see);
      return;
    default:
      unreachable(expr);
  }
}
