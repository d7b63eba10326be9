/** Whether a formula only rises, or only falls, as one of its variables rises: told from its form, never guessed. */

import { visitNumber, visitVariables } from "../model/reads.ts";
import type { Cond, NumExpr, Variable } from "../model/symbols.ts";
import { sign } from "../number/rational.ts";

/** `steady`: it does not depend on the variable; `unknown`: it could not be told. */
export type Direction = "rising" | "falling" | "steady" | "unknown";

const reverse = (direction: Direction): Direction => (direction === "rising" ? "falling" : direction === "falling" ? "rising" : direction);

function together(a: Direction, b: Direction): Direction {
  if (a === "steady") return b;
  if (b === "steady" || a === b) return a;
  return "unknown";
}

const reads = (expr: NumExpr, variable: Variable): boolean => {
  let found = false;
  visitNumber(expr, (read) => {
    found ||= read === variable;
  });
  return found;
};

/** `inner`: the direction of a decided number that the formula reads. */
export function directionOf(expr: NumExpr, variable: Variable, inner: (read: Variable) => Direction): Direction {
  switch (expr.kind) {
    case "constant":
    case "size":
      return "steady";
    case "variable": {
      const direction = expr.variable === variable ? "rising" : inner(expr.variable);
      return sign(expr.factor) < 0 ? reverse(direction) : direction;
    }
    case "truth":
      return directionOfCond(expr.cond, variable);
    case "negate":
      return reverse(directionOf(expr.operand, variable, inner));
    case "if":
      return reads(expr, variable) ? "unknown" : "steady";
    case "call": {
      if (!["ln", "log10", "exp", "sqrt", "round", "min", "max"].includes(expr.name)) return reads(expr, variable) ? "unknown" : "steady";
      return expr.args.map((arg) => directionOf(arg, variable, inner)).reduce(together);
    }
    case "arithmetic":
      return directionOfArithmetic(expr, variable, inner);
  }
}

function directionOfArithmetic(
  expr: Extract<NumExpr, { kind: "arithmetic" }>,
  variable: Variable,
  inner: (read: Variable) => Direction,
): Direction {
  const left = directionOf(expr.left, variable, inner);
  const right = directionOf(expr.right, variable, inner);
  if (left === "steady" && right === "steady") return "steady";
  if (expr.op === "+") return together(left, right);
  if (expr.op === "-") return together(left, reverse(right));
  const factor =
    expr.right.kind === "constant" ? expr.right.value : expr.op === "*" && expr.left.kind === "constant" ? expr.left.value : undefined;
  if (factor === undefined || (expr.op !== "*" && expr.op !== "/")) return "unknown";
  const other = expr.right.kind === "constant" ? left : right;
  const way = sign(factor);
  return way === 0 ? "steady" : way > 0 ? other : reverse(other);
}

/** A condition that, once true, stays true as the variable rises. */
function directionOfCond(cond: Cond, variable: Variable): Direction {
  let mentioned = false;
  visitVariables(cond, (read) => {
    mentioned ||= read === variable;
  });
  if (!mentioned) return "steady";
  switch (cond.kind) {
    case "leaf":
      return directionOfCells(cond.allowed);
    case "number": {
      const [only] = cond.within;
      if (only === undefined || cond.within.length > 1) return "unknown";
      return only.hi === undefined ? "rising" : only.lo === undefined ? "falling" : "unknown";
    }
    case "and":
    case "or":
      return cond.terms.map((term) => directionOfCond(term, variable)).reduce(together);
    case "not":
      return reverse(directionOfCond(cond.term, variable));
    default:
      return "unknown";
  }
}

function directionOfCells(allowed: readonly boolean[]): Direction {
  const rises = allowed.every((holds, index) => index === 0 || holds || !allowed[index - 1]);
  const falls = allowed.every((holds, index) => index === 0 || !holds || allowed[index - 1] === true);
  return rises ? "rising" : falls ? "falling" : "unknown";
}
