/** The one expression grammar of `when`, `where` and `let`, bound to conditions and to numbers. */
import type { Expr } from "#grammar";
import { bindNumber } from "./calculations.ts";
import { bindComparison, bindIn } from "./comparisons.ts";
import { bindHas } from "./members.ts";
import { type Reading, wrong } from "./reader.ts";
import { lookUp, type Scope } from "./scope.ts";
import type { Cond } from "./symbols.ts";

export { bindNumber };

export const reading = (scope: Scope): Reading => ({ scope, named: [], positive: true, bind: { cond: bindCond, number: bindNumber } });

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
      return {
        kind: "or",
        terms: [
          { kind: "and", terms: [condition, then] },
          { kind: "and", terms: [{ kind: "not", term: condition }, otherwise] },
        ],
      };
    }
    case "name":
      return bindFlagName(reader, expr);
    default:
      return wrong(
        reader,
        expr,
        "A condition is needed here: something that is true or false, such as 'size > 3 cm' or 'T = T1'.",
        "condition",
      );
  }
}

function bindFlagName(reader: Reading, expr: Extract<Expr, { kind: "name" }>): Cond | undefined {
  const variable = lookUp(reader.scope, expr.name);
  if (variable === undefined) return undefined;
  if (variable.kind === "flag") return { kind: "leaf", variable, allowed: [false, true], unknown: [] };
  const how =
    variable.kind === "number" ? `${variable.name} > 0` : variable.kind === "set" ? `${variable.name} has …` : `${variable.name} = …`;
  return wrong(
    reader,
    expr,
    `${variable.name} is a ${variable.kind}, not a flag: compare it with something, '${how}'.`,
    `${variable.name} condition`,
  );
}
