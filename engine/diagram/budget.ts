/** Work under a budget of steps, and a signal that ends it at once. */
import { BudgetExceeded, type Store } from "./store.ts";

/** Undefined where the steps ran out. */
export function within<T>(store: Store, budget: number, work: () => T): T | undefined {
  store.steps = 0;
  store.limit = budget;
  try {
    return work();
  } catch (error) {
    if (error instanceof BudgetExceeded) return undefined;
    throw error;
  } finally {
    store.limit = Number.POSITIVE_INFINITY;
  }
}
