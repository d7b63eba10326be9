/** Formulas compared in conditions, each with a variable of its own, as if the author had written a `let`. */
import { visitNumber } from "../model/reads.ts";
import type { NumberVariable, NumExpr } from "../model/symbols.ts";
import { whole } from "../number/interval.ts";
import { exprKey } from "./keys.ts";

/** The variable that stands for a formula compared in a condition, as if the author had written a `let`. */
export type Implicit = (value: NumExpr) => NumberVariable;

export function implicitVariables(firstId: number): {
  readonly of: Implicit;
  readonly all: Map<string, { readonly variable: NumberVariable; readonly value: NumExpr }>;
} {
  const all = new Map<string, { variable: NumberVariable; value: NumExpr }>();
  const of = (value: NumExpr): NumberVariable => {
    const name = exprKey(value);
    const known = all.get(name);
    if (known !== undefined) return known.variable;
    const variable: NumberVariable = {
      kind: "number",
      id: firstId + all.size,
      name: `a calculation with ${namesIn(value)}`,
      title: undefined,
      doc: undefined,
      broken: false,
      place: { uri: "", span: { start: 0, end: 0 } },
      unknowns: ["?"],
      unknownsDeclared: false,
      also: [],
      assume: undefined,
      unit: undefined,
      range: whole,
      step: undefined,
    };
    all.set(name, { variable, value });
    return variable;
  };
  return { of, all };
}

function namesIn(value: NumExpr): string {
  const names = new Set<string>();
  visitNumber(value, (variable) => names.add(variable.name));
  return [...names].join(", ");
}
