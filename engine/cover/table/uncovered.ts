/**
 * The part of a box that a set of boxes leaves uncovered: the box is cut in two, again and again, where that parts the
 * set best; a piece that one box covers is done, a piece that no box meets is uncovered. Exact, and fast where rows are
 * as authors write them: most lie side by side.
 */
import { type Box, type BoxSet, type Count, covering, liesTo, meeting } from "./box-set.ts";

/** The uncovered part, as disjoint boxes. `among`: the boxes of the set that count; all by default. */
export function uncoveredPart(region: Box, set: BoxSet, count: Count, among: readonly number[] = everyBox(set)): readonly Box[] {
  const found: Box[] = [];
  search(region, set, among, count, (box) => {
    found.push(box.slice());
    return true;
  });
  return found;
}

/** Whether the boxes cover the whole region together. */
export function isCovered(region: Box, set: BoxSet, count: Count, among: readonly number[] = everyBox(set)): boolean {
  return search(region, set, among, count, () => false);
}

const everyBox = (set: BoxSet): readonly number[] => Array.from({ length: set.count }, (_, index) => index);

/**
 * Tells every uncovered piece until it is told to stop; whether it went to the end. The piece at hand and the boxes that
 * meet it are kept in one place and put back on the way out, so that looking makes no garbage: a piece that is kept is copied.
 */
function search(whole: Box, set: BoxSet, among: readonly number[], count: Count, tell: (piece: Box) => boolean): boolean {
  for (let at = 0; at < whole.length; at += 2) if ((whole[at] as number) >= (whole[at + 1] as number)) return true;
  const scratch = scratchFor(whole);
  const piece = whole.slice();
  const stack = among.slice();
  /** The boxes that may meet the piece stand in the stack from `from` to `to`. */
  const visit = (from: number, to: number): boolean => {
    count((to - from) * set.columns);
    let top = to;
    for (let at = from; at < to; at++) {
      const index = stack[at] as number;
      const lies = liesTo(set, index, piece);
      if (lies === covering) return true;
      if (lies === meeting) stack[top++] = index;
    }
    if (top === to) return tell(piece);
    const { column, cut } = bestCut(set, piece, stack, scratch, to, top);
    const lo = piece[2 * column] as number;
    const hi = piece[2 * column + 1] as number;
    piece[2 * column + 1] = cut;
    const goOn = visit(to, top);
    piece[2 * column + 1] = hi;
    if (!goOn) return false;
    piece[2 * column] = cut;
    const wentOn = visit(to, top);
    piece[2 * column] = lo;
    return wentOn;
  };
  return visit(0, stack.length);
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
  column: number;
  cut: number;
  cost: number;
}

/**
 * Where a region is best cut: at an end of some box, so that few boxes lie on both sides and the sides are alike. The
 * boxes stand in `active` from `from` to `to`.
 */
export function bestCut(set: BoxSet, region: Box, active: readonly number[], scratch: Scratch, from = 0, to = active.length): Cut {
  const best: Cut = { column: -1, cut: 0, cost: Number.POSITIVE_INFINITY };
  const count = to - from;
  for (let column = 0; column < set.columns; column++) {
    const cells = (region[2 * column + 1] as number) - (region[2 * column] as number);
    if (cells < 2) continue;
    // Of a few boxes each end is tried; of many all cells are counted through.
    if (2 * count * count < cells) cutAtEnds(set, region, active, from, to, column, best);
    else cutByCells(set, region, active, from, to, column, best, scratch);
  }
  if (best.column < 0) throw new Error("a box that meets a region, and does not cover it, has an end in it");
  return best;
}

/** Keeps a cut that is better than the best so far; of equal ones the first column, and in it the lowest. */
function offer(best: Cut, column: number, cut: number, left: number, right: number): void {
  const cost = left * left + right * right;
  if (cost > best.cost || (cost === best.cost && (column !== best.column || cut >= best.cut))) return;
  best.column = column;
  best.cut = cut;
  best.cost = cost;
}

function cutAtEnds(
  { columns, ends }: BoxSet,
  region: Box,
  active: readonly number[],
  from: number,
  to: number,
  column: number,
  best: Cut,
): void {
  const lowest = region[2 * column] as number;
  const highest = region[2 * column + 1] as number;
  const width = 2 * columns;
  for (let one = from; one < to; one++) {
    for (let side = 0; side < 2; side++) {
      const cut = ends[(active[one] as number) * width + 2 * column + side] as number;
      if (cut <= lowest || cut >= highest) continue;
      let left = 0;
      let right = 0;
      for (let other = from; other < to; other++) {
        const at = (active[other] as number) * width + 2 * column;
        if ((ends[at] as number) < cut) left++;
        if ((ends[at + 1] as number) > cut) right++;
      }
      offer(best, column, cut, left, right);
    }
  }
}

function cutByCells(
  { columns, ends: own }: BoxSet,
  region: Box,
  active: readonly number[],
  first: number,
  last: number,
  column: number,
  best: Cut,
  { begins, ends }: Scratch,
): void {
  const from = region[2 * column] as number;
  const to = region[2 * column + 1] as number;
  begins.fill(0, from, to);
  ends.fill(0, from, to);
  for (let one = first; one < last; one++) {
    const at = (active[one] as number) * 2 * columns + 2 * column;
    const start = Math.max(from, own[at] as number);
    begins[start] = (begins[start] as number) + 1;
    const end = own[at + 1] as number;
    if (end < to) ends[end] = (ends[end] as number) + 1;
  }
  let left = begins[from] as number;
  let right = last - first;
  for (let cut = from + 1; cut < to; cut++) {
    const ended = ends[cut] as number;
    const begun = begins[cut] as number;
    if (ended + begun === 0) continue;
    right -= ended;
    offer(best, column, cut, left, right);
    left += begun;
  }
}
