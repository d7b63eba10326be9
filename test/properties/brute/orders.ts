/** The orders of opening unknowns that can make a difference: those that lead a part of a decision to the same everywhere are one. */
import type { Point } from "./conditions.ts";
import type { Decision, Scheme } from "./model.ts";
import { detailOf, fullKey, type Orders, ordersOf, partsOf, type Truth, verdictAt } from "./outcomes.ts";

/** One order for each part of a decision, at points that differ only in what stands for decisions before it. */
export function distinctOrders(
  scheme: Scheme,
  decision: Decision,
  unknowns: readonly string[],
  points: readonly Point[],
  truth: Truth,
): readonly Orders[] {
  if (unknowns.length < 2) return ordersOf(decision, unknowns);
  const each = partsOf(decision).map((part) => {
    const bySignature = new Map<string, readonly string[]>();
    for (const [order = []] of ordersOf(part, unknowns)) {
      const signature = points.map((point) => {
        const verdict = verdictAt(scheme, part, point, truth, [order.filter((name) => typeof point.get(name) === "string")]);
        return `${fullKey(verdict)} ${detailOf(verdict)}`;
      });
      const key = signature.join("; ");
      if (!bySignature.has(key)) bySignature.set(key, order);
    }
    return [...bySignature.values()];
  });
  let orders: readonly Orders[] = [[]];
  for (const choices of each) orders = orders.flatMap((before) => choices.map((order) => [...before, order]));
  return orders;
}
