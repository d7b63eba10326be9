/**
 * Boxes over numbered cells: one stretch of cells a column. Which of them meet is told for all at once by sets of bits
 * (for each column and cell, the boxes that have begun there and those that have ended), so that thousands of rows take
 * milliseconds. What the cells mean is not known here.
 */

/** `lo` and `hi` (left out) of each column in turn. */
export type Box = Int32Array;

/** Many boxes, one after another: as the ends of a box, but of all of them in turn. */
export interface BoxSet {
  readonly columns: number;
  readonly count: number;
  readonly ends: Int32Array;
}

/** Counts work against a budget; throws where it is spent. */
export type Count = (work: number) => void;

export function boxSet(columns: number, boxes: readonly Box[]): BoxSet {
  const ends = new Int32Array(2 * columns * boxes.length);
  for (let index = 0; index < boxes.length; index++) ends.set(boxes[index] as Box, 2 * columns * index);
  return { columns, count: boxes.length, ends };
}

export const boxOf = ({ columns, ends }: BoxSet, index: number): Box => ends.slice(2 * columns * index, 2 * columns * (index + 1));

/** How a box of a set lies to a region. */
export type Lies = typeof apart | typeof meeting | typeof covering;
export const apart = 0;
export const meeting = 1;
export const covering = 2;

export function liesTo({ ends }: BoxSet, index: number, region: Box): Lies {
  const width = region.length;
  let lies: Lies = covering;
  for (let at = 0, own = index * width; at < width; at += 2, own += 2) {
    const lo = ends[own] as number;
    const hi = ends[own + 1] as number;
    const from = region[at] as number;
    const to = region[at + 1] as number;
    if (lo >= to || hi <= from) return apart;
    if (lo > from || hi < to) lies = meeting;
  }
  return lies;
}

/** Whether a box of the set meets a region. */
export const meets = (set: BoxSet, index: number, region: Box): boolean => liesTo(set, index, region) !== apart;

/** Whether a box of the set holds a whole region. */
export const covers = (set: BoxSet, index: number, region: Box): boolean => liesTo(set, index, region) === covering;

/** The part of a region that a box of the set shares; they must meet. */
export function sharedPart({ ends }: BoxSet, index: number, region: Box): Box {
  const shared = region.slice();
  for (let at = 0, own = index * region.length; at < region.length; at += 2, own += 2) {
    shared[at] = Math.max(region[at] as number, ends[own] as number);
    shared[at + 1] = Math.min(region[at + 1] as number, ends[own + 1] as number);
  }
  return shared;
}

/** The region with one column cut to a stretch. */
export function cutTo(region: Box, column: number, lo: number, hi: number): Box {
  const cut = region.slice();
  cut[2 * column] = lo;
  cut[2 * column + 1] = hi;
  return cut;
}

/** For a box, the boxes after it that it meets, in order. Empty boxes must not be among them. */
export function laterNeighbours(set: BoxSet, sizes: readonly number[], count: Count): (index: number) => readonly number[] {
  const words = (set.count + 31) >>> 5;
  const width = 2 * set.columns;
  const columns = sizes.map((size, column) => ({
    begun: upTo(set, 2 * column, size, words),
    ended: upTo(set, 2 * column + 1, size, words),
    at: 2 * column,
  }));
  count(words * sizes.reduce((sum, size) => sum + size, 0));
  const met = new Uint32Array(words);
  return (index) => {
    const first = (index + 1) >>> 5;
    count((words - first) * (sizes.length + 1));
    met.fill(0xffffffff, first);
    for (const { begun, ended, at } of columns) {
      const b = ((set.ends[index * width + at + 1] as number) - 1) * words;
      const e = (set.ends[index * width + at] as number) * words;
      for (let word = first; word < words; word++) {
        met[word] = (met[word] as number) & (begun[b + word] as number) & ~(ended[e + word] as number);
      }
    }
    return bitsFrom(met, index + 1, set.count);
  };
}

/** For each box all others that it meets, in order. */
export function neighboursOf(set: BoxSet, sizes: readonly number[], count: Count): readonly (readonly number[])[] {
  const later = laterNeighbours(set, sizes, count);
  const met: number[][] = Array.from({ length: set.count }, () => []);
  for (const [index, own] of met.entries()) {
    const others = later(index);
    count(8 * others.length);
    for (const other of others) {
      own.push(other);
      (met[other] as number[]).push(index);
    }
  }
  return met;
}

/** For each cell in turn the set of boxes whose end (the one at `end` among the ends of a box) lies at it or before it. */
function upTo({ count, columns, ends }: BoxSet, end: number, size: number, words: number): Uint32Array {
  const table = new Uint32Array((size + 1) * words);
  for (let index = 0; index < count; index++) {
    const at = (ends[2 * columns * index + end] as number) * words + (index >>> 5);
    table[at] = (table[at] as number) | (1 << (index & 31));
  }
  for (let at = words; at < table.length; at++) table[at] = (table[at] as number) | (table[at - words] as number);
  return table;
}

function bitsFrom(bits: Uint32Array, from: number, to: number): readonly number[] {
  const found: number[] = [];
  for (let word = from >>> 5; word < bits.length; word++) {
    let left = bits[word] as number;
    if (word === from >>> 5) left &= 0xffffffff << (from & 31);
    while (left !== 0) {
      const bit = 31 - Math.clz32(left & -left);
      left &= left - 1;
      const index = word * 32 + bit;
      if (index < to) found.push(index);
    }
  }
  return found;
}

/** Up to here numbers are put in their place one by one. */
const few = 24;

/** Puts numbers into rising order, each once. Sorting a few of them makes more garbage than all that is done with them. */
export function rising(numbers: number[]): readonly number[] {
  if (numbers.length > few) numbers.sort((a, b) => a - b);
  let kept = 0;
  for (let from = 0; from < numbers.length; from++) {
    const one = numbers[from] as number;
    let at = kept;
    while (at > 0 && (numbers[at - 1] as number) > one) at--;
    if (at > 0 && numbers[at - 1] === one) continue;
    numbers.copyWithin(at + 1, at, kept);
    numbers[at] = one;
    kept++;
  }
  numbers.length = kept;
  return numbers;
}
