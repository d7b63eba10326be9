/**
 * Disjoint boxes told as few patches: the region is swept column by column, what has the same rest is one, and patches
 * that differ in one column only are joined. A patch may hold several stretches of a column. The sweep of a whole region
 * gives what its decision diagram would give; where that would be long, each part that hangs together is swept alone.
 */
import { type Box, boxSet, type Count, laterNeighbours } from "./box-set.ts";
import { type Cells, isWhole, unionCells } from "./cells.ts";

/** Cells by column. */
export type Patch = readonly Cells[];

/** More boxes, or more slabs of a sweep, are not swept as one. */
const mostSwept = 300;
const mostSlabs = 20_000;

export function fewPatches(boxes: readonly Box[], sizes: readonly number[], count: Count): readonly Patch[] {
  const raw = boxes.map((box): Patch => sizes.map((_, column) => [box[2 * column] as number, box[2 * column + 1] as number]));
  if (raw.length < 2) return raw;
  const swept = raw.length <= mostSwept ? sweep(boxes, sizes, count) : undefined;
  if (swept?.length === 1) return swept;
  const first = swept && mergePatches(swept, sizes.length, count);
  // What two patches tell is no one patch: then the sweep would have told that one.
  if (first !== undefined && first.length <= 2) return first;
  const apart = raw.length > fewAsOne ? sweepApart(boxes, sizes, count) : undefined;
  const others = [apart, raw].flatMap((patches) => (patches === undefined ? [] : [mergePatches(patches, sizes.length, count)]));
  return [...(first === undefined ? [] : [first]), ...others].reduce((fewest, patches) =>
    patches.length < fewest.length ? patches : fewest,
  );
}

/** Fewer boxes than this hang together well enough to be swept as one only. */
const fewAsOne = 32;

/** The parts that hang together, each swept alone; a part that is too large for it stays as it is. */
function sweepApart(boxes: readonly Box[], sizes: readonly number[], count: Count): readonly Patch[] | undefined {
  const swept = partsOf(boxes, sizes, count).map((part) => (part.length > mostSwept ? undefined : sweep(part, sizes, count)));
  return swept.includes(undefined) ? undefined : swept.flatMap((part) => part ?? []);
}

/** Boxes that touch each other, directly or through others. */
function partsOf(boxes: readonly Box[], sizes: readonly number[], count: Count): readonly (readonly Box[])[] {
  // Each box reaches one cell further, so that neighbours meet.
  const grown = boxSet(
    sizes.length,
    boxes.map((box) => box.map((end, at) => (at % 2 === 1 ? end + 1 : end))),
  );
  const neighbours = laterNeighbours(
    grown,
    sizes.map((_, column) => (grown.hi[column] as Int32Array).reduce((most, end) => Math.max(most, end), 0)),
    count,
  );
  const leader = boxes.map((_, index) => index);
  const find = (index: number): number => {
    let at = index;
    while (leader[at] !== at) at = leader[at] as number;
    leader[index] = at;
    return at;
  };
  for (const index of boxes.keys()) for (const other of neighbours(index)) leader[find(other)] = find(index);
  const parts = new Map<number, Box[]>();
  for (const [index, box] of boxes.entries()) {
    const at = find(index);
    const part = parts.get(at);
    if (part === undefined) parts.set(at, [box]);
    else part.push(box);
  }
  return [...parts.values()];
}

// ----------------------------------------------------------------------- sweep

type Kid = readonly [number, Cells];

const end = 0;

/** The paths of the region's diagram, its columns in their order; undefined where there are too many slabs. */
function sweep(boxes: readonly Box[], sizes: readonly number[], count: Count): readonly Patch[] | undefined {
  const nodes: { readonly column: number; readonly kids: readonly Kid[] }[] = [{ column: sizes.length, kids: [] }];
  const same = new Map<string, number>();
  let slabs = 0;
  const build = (active: readonly number[], column: number): number => {
    if (column === sizes.length) return end;
    const kids = new Map<number, number[]>();
    const ends = endsOf(boxes, active, column);
    for (let at = 0; at + 1 < ends.length && slabs < mostSlabs; at++) {
      const from = ends[at] as number;
      const to = ends[at + 1] as number;
      const inside = active.filter((index) => {
        const box = boxes[index] as Box;
        return (box[2 * column] as number) <= from && (box[2 * column + 1] as number) >= to;
      });
      count(active.length);
      if (inside.length === 0) continue;
      slabs++;
      const kid = build(inside, column + 1);
      const cells = kids.get(kid);
      if (cells === undefined) kids.set(kid, [from, to]);
      else if (cells[cells.length - 1] === from) cells[cells.length - 1] = to;
      else cells.push(from, to);
    }
    return node(column, [...kids]);
  };
  const node = (column: number, kids: readonly Kid[]): number => {
    const [[kid, cells] = []] = kids;
    if (kids.length === 1 && kid !== undefined && cells !== undefined && isWhole(cells, sizes[column] as number)) return kid;
    const key = `${column}:${kids.map(([to, which]) => `${to}=${which.join()}`).join(";")}`;
    const known = same.get(key) ?? nodes.push({ column, kids }) - 1;
    same.set(key, known);
    return known;
  };
  const root = build(
    boxes.map((_, index) => index),
    0,
  );
  if (slabs >= mostSlabs) return undefined;
  const patches: Patch[] = [];
  const walk = (at: number, path: Patch): void => {
    if (at === end) patches.push(path);
    else {
      const { column, kids } = nodes[at] as (typeof nodes)[number];
      for (const [kid, cells] of kids) walk(kid, path.with(column, cells));
    }
    count(1);
  };
  walk(
    root,
    sizes.map((size) => [0, size]),
  );
  return patches;
}

function endsOf(boxes: readonly Box[], active: readonly number[], column: number): readonly number[] {
  const ends = new Set<number>();
  for (const index of active) {
    ends.add((boxes[index] as Box)[2 * column] as number);
    ends.add((boxes[index] as Box)[2 * column + 1] as number);
  }
  return [...ends].sort((a, b) => a - b);
}

// ----------------------------------------------------------------------- merge

/** Joins patches that differ in one column only, along each column in turn, until none are left to join. */
function mergePatches(patches: readonly Patch[], columns: number, count: Count): readonly Patch[] {
  let current = patches;
  for (let before = -1; before !== current.length; ) {
    before = current.length;
    for (let column = 0; column < columns; column++) {
      count(current.length);
      current = current.length > fewAsOne ? joinedByKey(current, column) : joinedInPairs(current, column);
    }
  }
  return current;
}

function joinedByKey(patches: readonly Patch[], column: number): readonly Patch[] {
  const groups = new Map<string, Patch>();
  for (const patch of patches) {
    const rest = patch.map((cells, at) => (at === column ? "" : cells.join())).join("|");
    const same = groups.get(rest);
    groups.set(rest, same === undefined ? patch : join(same, patch, column));
  }
  return [...groups.values()];
}

/** The same for a few of them, without writing keys. */
function joinedInPairs(patches: readonly Patch[], column: number): readonly Patch[] {
  const joined: Patch[] = [];
  for (const patch of patches) {
    const same = joined.findIndex((other) => other.every((cells, at) => at === column || equalCells(cells, patch[at] as Cells)));
    if (same < 0) joined.push(patch);
    else joined[same] = join(joined[same] as Patch, patch, column);
  }
  return joined;
}

const join = (a: Patch, b: Patch, column: number): Patch => a.with(column, unionCells(a[column] as Cells, b[column] as Cells));
const equalCells = (a: Cells, b: Cells): boolean => a.length === b.length && a.every((end, at) => end === b[at]);
