/**
 * Disjoint boxes told as few patches: the region is swept column by column, what has the same rest is one, and patches
 * that differ in one column only are joined. A patch may hold several stretches of a column. The sweep of a whole region
 * gives what its decision diagram would give; where that would be long, each part that hangs together is swept alone.
 */
import { type Box, boxSet, type Count, laterNeighbours, rising } from "./box-set.ts";
import { type Cells, isWhole, unionCells } from "./cells.ts";

/** Cells by column. */
export type Patch = readonly Cells[];

/** More boxes, or more slabs of a sweep, are not swept as one. */
const mostSwept = 300;
const mostSlabs = 20_000;

export function fewPatches(boxes: readonly Box[], sizes: readonly number[], count: Count): readonly Patch[] {
  const raw = boxes.map((box): Patch => sizes.map((_, column) => [box[2 * column] as number, box[2 * column + 1] as number]));
  if (raw.length < 2) return raw;
  const merged = raw.length <= fewAsOne ? mergePatches(raw, sizes.length, count) : undefined;
  if (merged?.length === 1) return merged;
  const swept = raw.length <= mostSwept ? sweep(boxes, sizes, count) : undefined;
  const first = swept && mergePatches(swept, sizes.length, count);
  // What two patches tell is no one patch: then the sweep would have told that one.
  if (first !== undefined && first.length <= 2) return first;
  const apart = raw.length > fewAsOne ? sweepApart(boxes, sizes, count) : undefined;
  const others = [first, apart && mergePatches(apart, sizes.length, count), merged ?? mergePatches(raw, sizes.length, count)];
  return others
    .flatMap((patches) => (patches === undefined ? [] : [patches]))
    .reduce((fewest, patches) => (patches.length < fewest.length ? patches : fewest));
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
    sizes.map((_, column) => boxes.reduce((most, box) => Math.max(most, (box[2 * column + 1] as number) + 1), 0)),
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

/** The cells of a column behind which the same follows. */
interface Kid {
  readonly to: number;
  readonly cells: number[];
}

const end = 0;

/** The paths of the region's diagram, its columns in their order; undefined where there are too many slabs. */
function sweep(boxes: readonly Box[], sizes: readonly number[], count: Count): readonly Patch[] | undefined {
  const nodes: { readonly column: number; readonly kids: readonly Kid[] }[] = [{ column: sizes.length, kids: [] }];
  const same = new Map<string, number>();
  let slabs = 0;
  const build = (active: readonly number[], column: number): number => {
    if (column === sizes.length) return end;
    const kids: Kid[] = [];
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
      addStretch(kids, build(inside, column + 1), from, to);
    }
    return node(column, kids);
  };
  const node = (column: number, kids: readonly Kid[]): number => {
    const [only] = kids;
    if (kids.length === 1 && only !== undefined && isWhole(only.cells, sizes[column] as number)) return only.to;
    const key = `${column}:${kids.map(({ to, cells }) => `${to}=${cells.join()}`).join(";")}`;
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
      for (const { to, cells } of kids) walk(to, path.with(column, cells));
    }
    count(1);
  };
  walk(
    root,
    sizes.map((size) => [0, size]),
  );
  return patches;
}

/** Stretches come in order, so one that begins where the last ended continues it. */
function addStretch(kids: Kid[], to: number, from: number, until: number): void {
  for (const kid of kids) {
    if (kid.to !== to) continue;
    if (kid.cells[kid.cells.length - 1] === from) kid.cells[kid.cells.length - 1] = until;
    else kid.cells.push(from, until);
    return;
  }
  kids.push({ to, cells: [from, until] });
}

function endsOf(boxes: readonly Box[], active: readonly number[], column: number): readonly number[] {
  const ends: number[] = [];
  for (const index of active) ends.push((boxes[index] as Box)[2 * column] as number, (boxes[index] as Box)[2 * column + 1] as number);
  return rising(ends);
}

// ----------------------------------------------------------------------- merge

/** Joins patches that differ in one column only, along each column in turn, until none are left to join. */
function mergePatches(patches: readonly Patch[], columns: number, count: Count): readonly Patch[] {
  let current = patches.map(hashed);
  // A column along which nothing was joined is tried again only when another one has changed something.
  for (let column = 0, idle = 0; idle < columns; column = (column + 1) % columns) {
    count(current.length);
    const joined = joinedAlong(current, column);
    idle = joined.length === current.length ? idle + 1 : 1;
    current = joined;
  }
  return current.map(({ cells }) => cells);
}

/** A patch with a number for what it says in each column, so that equal ones are found without comparing each with each. */
interface Hashed {
  readonly cells: Patch;
  readonly hashes: readonly number[];
  /** Of all columns together. */
  readonly sum: number;
}

function hashed(cells: Patch): Hashed {
  const hashes = cells.map(hashOf);
  return { cells, hashes, sum: hashes.reduce((sum, hash) => (sum + hash) | 0, 0) };
}

function hashOf(cells: Cells, column: number): number {
  let hash = column + 1;
  for (const end of cells) hash = mixed(hash ^ end);
  return hash;
}

function mixed(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (Math.imul(once ^ (once >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
}

function joinedAlong(patches: readonly Hashed[], column: number): Hashed[] {
  const joined: Hashed[] = [];
  const find = patches.length > fewAsOne ? byRest(joined, column) : inTurn(joined, column);
  for (const patch of patches) {
    const same = find(patch);
    if (same === undefined) joined.push(patch);
    else joined[same] = join(joined[same] as Hashed, patch, column);
  }
  return joined;
}

/** Finds the patch that says the same in the other columns; where there is none, the one asked for is expected to be added. */
type FindSame = (patch: Hashed) => number | undefined;

const restOf = ({ sum, hashes }: Hashed, column: number): number => (sum - (hashes[column] as number)) | 0;

function inTurn(joined: readonly Hashed[], column: number): FindSame {
  return (patch) => {
    const rest = restOf(patch, column);
    for (let at = 0; at < joined.length; at++) {
      const other = joined[at] as Hashed;
      if (restOf(other, column) === rest && agreeBeside(other, patch, column)) return at;
    }
    return undefined;
  };
}

function byRest(joined: readonly Hashed[], column: number): FindSame {
  /** The newest patch of each rest, and for each patch the one before it of the same rest. */
  const newest = new Map<number, number>();
  const before: (number | undefined)[] = [];
  return (patch) => {
    const rest = restOf(patch, column);
    let same = newest.get(rest);
    while (same !== undefined && !agreeBeside(joined[same] as Hashed, patch, column)) same = before[same];
    if (same !== undefined) return same;
    before.push(newest.get(rest));
    newest.set(rest, joined.length);
    return undefined;
  };
}

function join(a: Hashed, b: Hashed, column: number): Hashed {
  const both = unionCells(a.cells[column] as Cells, b.cells[column] as Cells);
  const hash = hashOf(both, column);
  return {
    cells: a.cells.with(column, both),
    hashes: a.hashes.with(column, hash),
    sum: (a.sum - (a.hashes[column] as number) + hash) | 0,
  };
}

const agreeBeside = (a: Hashed, b: Hashed, column: number): boolean =>
  a.cells.every((cells, at) => at === column || equalCells(cells, b.cells[at] as Cells));

const equalCells = (a: Cells, b: Cells): boolean => a.length === b.length && a.every((end, at) => end === b[at]);
