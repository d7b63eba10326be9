/**
 * Boxes over numbered cells: one stretch of cells a column. Which of them meet is told for all at once by sets of bits
 * (for each column and cell, the boxes that have begun there and those that have ended), so that thousands of rows take
 * milliseconds. What the cells mean is not known here.
 */

/** `lo` and `hi` (left out) of each column in turn. */
export type Box = Int32Array;

/** Many boxes, by column and number. */
export interface BoxSet {
  readonly columns: number;
  readonly count: number;
  readonly lo: readonly Int32Array[];
  readonly hi: readonly Int32Array[];
}

/** Counts work against a budget; throws where it is spent. */
export type Count = (work: number) => void;

export function boxSet(columns: number, boxes: readonly Box[]): BoxSet {
  const ends = (end: 0 | 1) =>
    Array.from({ length: columns }, (_, column) => {
      const own = new Int32Array(boxes.length);
      for (let index = 0; index < own.length; index++) own[index] = (boxes[index] as Box)[2 * column + end] as number;
      return own;
    });
  return { columns, count: boxes.length, lo: ends(0), hi: ends(1) };
}

export function boxOf(set: BoxSet, index: number): Box {
  const box = new Int32Array(2 * set.columns);
  for (let column = 0; column < set.columns; column++) {
    box[2 * column] = (set.lo[column] as Int32Array)[index] as number;
    box[2 * column + 1] = (set.hi[column] as Int32Array)[index] as number;
  }
  return box;
}

/** Whether a box of the set meets a region. */
export function meets(set: BoxSet, index: number, region: Box): boolean {
  for (let column = 0; column < set.columns; column++) {
    if (((set.lo[column] as Int32Array)[index] as number) >= (region[2 * column + 1] as number)) return false;
    if (((set.hi[column] as Int32Array)[index] as number) <= (region[2 * column] as number)) return false;
  }
  return true;
}

/** Whether a box of the set holds a whole region. */
export function covers(set: BoxSet, index: number, region: Box): boolean {
  for (let column = 0; column < set.columns; column++) {
    if (((set.lo[column] as Int32Array)[index] as number) > (region[2 * column] as number)) return false;
    if (((set.hi[column] as Int32Array)[index] as number) < (region[2 * column + 1] as number)) return false;
  }
  return true;
}

/** The part that two boxes share; they must meet. */
export function intersectBoxes(a: Box, b: Box): Box {
  const shared = new Int32Array(a.length);
  for (let at = 0; at < a.length; at += 2) {
    shared[at] = Math.max(a[at] as number, b[at] as number);
    shared[at + 1] = Math.min(a[at + 1] as number, b[at + 1] as number);
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
  const columns = sizes.map((size, column) => {
    const starts = set.lo[column] as Int32Array;
    const ends = set.hi[column] as Int32Array;
    return { begun: upTo(starts, size, words), ended: upTo(ends, size, words), starts, ends };
  });
  count(words * sizes.reduce((sum, size) => sum + size, 0));
  const met = new Uint32Array(words);
  return (index) => {
    const first = (index + 1) >>> 5;
    count((words - first) * (sizes.length + 1));
    met.fill(0xffffffff, first);
    for (const { begun, ended, starts, ends } of columns) {
      const b = ((ends[index] as number) - 1) * words;
      const e = (starts[index] as number) * words;
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

/** For each cell in turn the set of boxes whose end lies at it or before it. */
function upTo(ends: Int32Array, size: number, words: number): Uint32Array {
  const table = new Uint32Array((size + 1) * words);
  for (let index = 0; index < ends.length; index++) {
    const at = (ends[index] as number) * words + (index >>> 5);
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
