/** Text that is equal for equal conditions and formulas. */
import type { Cond, NumExpr, Variable } from "../model/symbols.ts";

function replacer(key: string, value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (key === "variable") return (value as Variable).id;
  return value;
}

export const exprKey = (expr: NumExpr): string => JSON.stringify(expr, replacer);
const kept = new WeakMap<Cond, string>();

/** Kept per condition: the same ones are asked for again and again. */
export function condKey(cond: Cond): string {
  const known = kept.get(cond);
  if (known !== undefined) return known;
  const key = JSON.stringify(cond, replacer);
  kept.set(cond, key);
  return key;
}
