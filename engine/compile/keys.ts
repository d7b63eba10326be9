/** Text that is equal for equal conditions and formulas. */
import type { Cond, NumExpr, Variable } from "../model/symbols.ts";

function replacer(key: string, value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (key === "variable") return (value as Variable).id;
  return value;
}

export const exprKey = (expr: NumExpr): string => JSON.stringify(expr, replacer);
export const condKey = (cond: Cond): string => JSON.stringify(cond, replacer);
