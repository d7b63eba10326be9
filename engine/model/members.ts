/** What follows `has`, and counting: members of sets as conditions and as numbers. */
import type { Expr, Has } from "#grammar";
import { parseDecimal, zero } from "../number/rational.ts";
import { unreachable } from "../unreachable.ts";
import { leavesOf, memberOf } from "./cells.ts";
import { intervalsOf } from "./number-cells.ts";
import { type Reading, wrong } from "./reader.ts";
import { lookUp } from "./scope.ts";
import type { Cond, NumExpr, SetVariable } from "./symbols.ts";

export function bindHas(reader: Reading, expr: Extract<Expr, { kind: "has" }>): Cond | undefined {
  if (expr.subject.kind !== "name")
    return wrong(reader, expr.subject, "Only a set can have members: write the name of a set before 'has'.", "has");
  const variable = lookUp(reader.scope, expr.subject.name);
  if (variable === undefined) return undefined;
  if (variable.kind !== "set")
    return wrong(reader, expr.subject, `${variable.name} is a ${variable.kind}, not a set, so it has no members.`, `${variable.name} has`);
  return hasCond(reader, variable, expr.has);
}

/** What follows `has`, for a set. */
function hasCond(reader: Reading, variable: SetVariable, has: Has): Cond | undefined {
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

/** The size of a set as a count of conditions. */
export const sizeOf = (variable: SetVariable): NumExpr =>
  countOf(variable.domain.leaves.map((_, member): Cond => ({ kind: "member", variable, member })));

/** How many of the conditions hold. */
export const countOf = (conds: readonly Cond[]): NumExpr =>
  conds
    .map((cond): NumExpr => ({ kind: "truth", cond }))
    .reduce((left, right): NumExpr => ({ kind: "arithmetic", op: "+", left, right }), { kind: "constant", value: zero });
