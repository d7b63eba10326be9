/** Whether the interval that a formula can come to is exactly the set of its values in a case, not only a hull. */
import { type Space, upstream } from "../compile/space.ts";
import { visitVariables } from "../model/reads.ts";
import type { Decision, NumExpr, Variable } from "../model/symbols.ts";
import { isKnown, type Situation } from "./patient.ts";

/**
 * True only where each open number enters once, with all values of one interval, through steadily varying operations:
 * then the values fill the interval. Everything else may leave holes.
 */
export function isExactRange(space: Space, situation: Situation, decision: Decision): boolean {
  if (decision.rule.kind !== "number") return false;
  const met = new Set<Variable>();
  const isOpen = (variable: Variable): boolean =>
    [...upstream(space, [variable])].some((one) => !space.decisions.has(one) && !isKnown(situation, one));
  const fills = (expr: NumExpr): boolean => {
    switch (expr.kind) {
      case "constant":
        return true;
      case "size":
        return !isOpen(expr.variable);
      case "variable": {
        const { variable } = expr;
        if (!isOpen(variable)) return true;
        if (met.has(variable) || space.decisions.has(variable) || variable.step !== undefined) return false;
        met.add(variable);
        return (situation.region.numbers.get(variable)?.length ?? 1) === 1;
      }
      case "truth": {
        let open = false;
        visitVariables(expr.cond, (variable) => {
          open ||= isOpen(variable);
        });
        return !open;
      }
      case "negate":
        return fills(expr.operand);
      case "arithmetic":
        return expr.op !== "/" && expr.op !== "^"
          ? fills(expr.left) && fills(expr.right)
          : fills(expr.left) && expr.right.kind === "constant";
      case "call":
        return ["ln", "log10", "exp", "sqrt"].includes(expr.name) && expr.args.every(fills);
      case "if": {
        let open = false;
        visitVariables(expr.cond, (variable) => {
          open ||= isOpen(variable);
        });
        return !open && fills(expr.then) && fills(expr.otherwise);
      }
    }
  };
  return fills(decision.rule.value);
}
