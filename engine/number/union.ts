/** Unions of intervals, in ascending order. */
import type { Interval } from "./interval.ts";
import { equal } from "./rational.ts";

/** Neighbouring pieces as one interval. */
export function joinNeighbours(intervals: readonly Interval[]): readonly Interval[] {
  const joined: Interval[] = [];
  for (const next of intervals) {
    const last = joined[joined.length - 1];
    const touches = last?.hi !== undefined && next.lo !== undefined && equal(last.hi, next.lo) && !(last.hiOpen && next.loOpen);
    if (last !== undefined && touches) joined[joined.length - 1] = { ...last, hi: next.hi, hiOpen: next.hiOpen };
    else joined.push(next);
  }
  return joined;
}
