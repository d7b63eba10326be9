/**
 * The part of a box that a set of boxes leaves uncovered: the box is cut in two, again and again, where that parts the
 * set best; a piece that one box covers is done, a piece that no box meets is uncovered. Exact, and fast where rows are
 * as authors write them: most lie side by side.
 */
import { type Box, type BoxSet, type Count, covers, cutTo, meets } from "./box-set.ts";

/** The uncovered part, as disjoint boxes. `among`: the boxes of the set that count; all by default. */
export function uncoveredPart(region: Box, set: BoxSet, count: Count, among: readonly number[] = everyBox(set)): readonly Box[] {
  const found: Box[] = [];
  search(region, set, among, count, (box) => {
    found.push(box);
    return true;
  });
  return found;
}

/** Whether the boxes cover the whole region together. */
export function isCovered(region: Box, set: BoxSet, count: Count, among: readonly number[] = everyBox(set)): boolean {
  return search(region, set, among, count, () => false);
}

const everyBox = (set: BoxSet): readonly number[] => Array.from({ length: set.count }, (_, index) => index);

/** Tells every uncovered piece until it is told to stop; whether it went to the end. */
function search(region: Box, set: BoxSet, among: readonly number[], count: Count, tell: (box: Box) => boolean): boolean {
  const scratch = scratchFor(region);
  const visit = (at: Box, candidates: readonly number[]): boolean => {
    count(candidates.length * set.columns);
    const active: number[] = [];
    for (const index of candidates) {
      if (!meets(set, index, at)) continue;
      if (covers(set, index, at)) return true;
      active.push(index);
    }
    if (active.length === 0) return tell(at);
    const { column, cut } = bestCut(set, at, active, scratch);
    return (
      visit(cutTo(at, column, at[2 * column] as number, cut), active) && visit(cutTo(at, column, cut, at[2 * column + 1] as number), active)
    );
  };
  for (let at = 0; at < region.length; at += 2) if ((region[at] as number) >= (region[at + 1] as number)) return true;
  return visit(region, among);
}

/** Room to count in, one place a cell. */
export interface Scratch {
  readonly begins: Int32Array;
  readonly ends: Int32Array;
}

export function scratchFor(ends: ArrayLike<number>): Scratch {
  const widest = Array.from(ends).reduce((most, end) => Math.max(most, end), 0) + 1;
  return { begins: new Int32Array(widest), ends: new Int32Array(widest) };
}

interface Cut {
  readonly column: number;
  readonly cut: number;
}

/** Where a region is best cut: at an end of some box, so that few boxes lie on both sides and the sides are alike. */
export function bestCut(set: BoxSet, region: Box, active: readonly number[], { begins, ends }: Scratch): Cut {
  let best: Cut | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let column = 0; column < set.columns; column++) {
    const from = region[2 * column] as number;
    const to = region[2 * column + 1] as number;
    if (to - from < 2) continue;
    const lo = set.lo[column] as Int32Array;
    const hi = set.hi[column] as Int32Array;
    begins.fill(0, from, to);
    ends.fill(0, from, to);
    for (const index of active) {
      const start = Math.max(from, lo[index] as number);
      begins[start] = (begins[start] as number) + 1;
      const end = hi[index] as number;
      if (end < to) ends[end] = (ends[end] as number) + 1;
    }
    let left = begins[from] as number;
    let right = active.length;
    for (let cut = from + 1; cut < to; cut++) {
      const ended = ends[cut] as number;
      const begun = begins[cut] as number;
      if (ended + begun === 0) continue;
      right -= ended;
      const cost = left * left + right * right;
      left += begun;
      if (cost >= least) continue;
      least = cost;
      best = { column, cut };
    }
  }
  if (best === undefined) throw new Error("a box that meets a region, and does not cover it, has an end in it");
  return best;
}
