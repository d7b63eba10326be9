/** Remembers what is dear to compute and asked for again and again. Answers stay the same; only their time differs. */

/** A cohort may bring any number of values: when more than this many are remembered, all are forgotten. */
const mostRemembered = 5000;

export function remembered<T>(memory: Map<string, T>, key: string, compute: () => T): T {
  const known = memory.get(key);
  if (known !== undefined) return known;
  if (memory.size >= mostRemembered) memory.clear();
  const value = compute();
  memory.set(key, value);
  return value;
}
