/** The analysis of a plain table: the same value that the diagrams give, in milliseconds for thousands of rows. */
import { type Context, known } from "../../compile/conditions.ts";
import type { Space } from "../../compile/space.ts";
import { step, yes } from "../../diagram/store.ts";
import type { Variable } from "../../model/symbols.ts";
import type { Analysis, Found } from "../analysis.ts";
import type { Region } from "../boxes.ts";
import type { Unit } from "../unit.ts";
import { type Shown, type Witness, witnessIn } from "../witness.ts";
import type { Box, Count } from "./box-set.ts";
import { countCells, isWhole } from "./cells.ts";
import type { Column } from "./columns.ts";
import { conflictPieces } from "./conflicts.ts";
import { fewPatches, type Patch } from "./few-boxes.ts";
import type { PlainTable } from "./plain-table.ts";
import { uncoveredPart } from "./uncovered.ts";

export function analyseTable(space: Space, unit: Unit, table: PlainTable): Analysis {
  const count: Count = (work) => step(space.store, work);
  const { columns, all, owners } = table;
  const whole = knownBox(columns);
  const sizes = columns.map((column) => column.known);
  const telling: Telling = { space, unit, columns };
  const gaps = fewPatches(uncoveredPart(whole, all, count), sizes, count)
    .map((patch) => new FoundPatch(telling, patch, known, []))
    .sort(largestFirst);
  const overlaps = overlapsOf(table, count).flatMap(({ context, sets }) => toldSets(telling, table, context, sets, count));
  const combinations = volume(whole);
  const excludes = Array.from({ length: all.count - owners.length }, (_, index) => owners.length + index);
  const allowed = excludes.length === 0 ? combinations : sum(uncoveredPart(whole, all, count, excludes).map(volume));
  const gapCombinations = sum(gaps.map((gap) => gap.combinations));
  return {
    unit,
    combinations,
    excluded: combinations - allowed,
    gapCombinations,
    covered: allowed - gapCombinations,
    overlapCombinations: sum(overlaps.map((one) => one.combinations)),
    gaps,
    overlaps,
    undecided: undefined,
  };
}

const largestFirst = (a: Found, b: Found): number => (a.combinations < b.combinations ? 1 : a.combinations > b.combinations ? -1 : 0);
const sum = (counts: readonly bigint[]): bigint => counts.reduce((total, one) => total + one, 0n);

/** All known values. */
function knownBox(columns: readonly Column[]): Box {
  const box = new Int32Array(2 * columns.length);
  for (const [index, column] of columns.entries()) box[2 * index + 1] = column.known;
  return box;
}

function volume(box: Box): bigint {
  let cells = 1n;
  for (let at = 0; at < box.length; at += 2) cells *= BigInt((box[at + 1] as number) - (box[at] as number));
  return cells;
}

// ---------------------------------------------------------------------- overlaps

interface SetOfRows {
  readonly rows: readonly number[];
  readonly boxes: Box[];
}

interface InContext {
  readonly context: Context;
  readonly sets: readonly SetOfRows[];
}

/** Pieces by what is recorded as unknown, all known first, and in each by the rows that apply: what a finding tells. */
function overlapsOf(table: PlainTable, count: Count): readonly InContext[] {
  const byContext = new Map<number, { context: Context; sets: Map<number | string, SetOfRows> }>();
  const withUnknowns = table.columns.flatMap(({ unknowns }, column) => (unknowns.length === 0 ? [] : [column]));
  for (const { region, rows } of conflictPieces(table, count)) {
    const rank = contextRank(table.columns, withUnknowns, region);
    const there = byContext.get(rank) ?? { context: contextIn(table.columns, withUnknowns, region), sets: new Map() };
    byContext.set(rank, there);
    const [one = 0, other = 0, ...more] = rows;
    const key = more.length === 0 ? one * table.rows.length + other : rows.join();
    const set = there.sets.get(key);
    if (set === undefined) there.sets.set(key, { rows, boxes: [region] });
    else set.boxes.push(region);
  }
  return [...byContext].sort(([a], [b]) => a - b).map(([, { context, sets }]) => ({ context, sets: inOrderOfPlace([...sets.values()]) }));
}

/** The contradictions in one context, the largest first, each with the rows that make it. */
function toldSets(telling: Telling, table: PlainTable, context: Context, sets: readonly SetOfRows[], count: Count): readonly Found[] {
  const found: Found[] = [];
  const sizes = table.columns.map((column) => column.known);
  for (const { rows, boxes } of sets) {
    const placed = rows.map((row) => (table.rows[row] as PlainTable["rows"][number]).placed);
    for (const patch of fewPatches(boxes, sizes, count)) found.push(new FoundPatch(telling, patch, context, placed));
  }
  return found.sort(largestFirst);
}

/** The place of its context among all ways in which unknowns may be recorded, variable by variable. */
function contextRank(columns: readonly Column[], withUnknowns: readonly number[], region: Box): number {
  let rank = 0;
  let ways = 1;
  for (const column of withUnknowns) {
    const { known: values, unknowns } = columns[column] as Column;
    const unknown = (region[2 * column] as number) - values;
    if (unknown >= 0) rank = ways + rank * unknowns.length + unknown;
    ways *= 1 + unknowns.length;
  }
  return rank;
}

function contextIn(columns: readonly Column[], withUnknowns: readonly number[], region: Box): Context {
  const context = new Map<Variable, number>();
  for (const column of withUnknowns) {
    const { variable, known: values, unknowns } = columns[column] as Column;
    const unknown = unknowns[(region[2 * column] as number) - values];
    if (unknown !== undefined) context.set(variable, unknown);
  }
  return context;
}

/** By the first corner of their pieces, cell by cell. */
const inOrderOfPlace = (sets: readonly SetOfRows[]): readonly SetOfRows[] =>
  sets
    .map((set) => ({ set, corner: set.boxes.reduce((least, box) => (compareStarts(box, least) < 0 ? box : least)) }))
    .sort((a, b) => compareStarts(a.corner, b.corner))
    .map(({ set }) => set);

function compareStarts(a: Box, b: Box): number {
  for (let at = 0; at < a.length; at += 2) if (a[at] !== b[at]) return (a[at] as number) - (b[at] as number);
  return 0;
}

// ------------------------------------------------------------------------- found

/** What the patches of a table are told with. */
interface Telling {
  readonly space: Space;
  readonly unit: Unit;
  readonly columns: readonly Column[];
}

/**
 * A patch in the words of the space. Cells and witness are worked out when they are asked for: only the largest are told.
 * A class, since thousands of them are made, and an object with getters of its own takes longer to make than all the rest.
 */
class FoundPatch implements Found {
  readonly combinations: bigint;
  readonly context: Context;
  readonly rows: Found["rows"];
  readonly #telling: Telling;
  readonly #patch: Patch;
  #region: Region | undefined;
  #witness: Witness | undefined;

  constructor(telling: Telling, patch: Patch, context: Context, rows: Found["rows"]) {
    this.combinations = countOf(telling.columns, patch, context);
    this.context = context;
    this.rows = rows;
    this.#telling = telling;
    this.#patch = patch;
  }

  get region(): Region {
    this.#region ??= regionOf(this.#telling, this.#patch);
    return this.#region;
  }

  get witness(): Witness {
    this.#witness ??= witnessOf(this.#telling, this.region, this.context, this.rows.length === 0 ? "uncovered" : "conflict");
    return this.#witness;
  }
}

/** A recorded unknown is no combination of known values: its column does not count, nor do the members of a set behind it. */
function countOf(columns: readonly Column[], patch: Patch, context: Context): bigint {
  let whole = 1n;
  let product = 1;
  for (let column = 0; column < columns.length; column++) {
    if (context.size > 0 && context.has((columns[column] as Column).variable)) continue;
    const cells = countCells(patch[column] as Patch[number]);
    if (product * cells > Number.MAX_SAFE_INTEGER) {
      whole *= BigInt(product);
      product = 1;
    }
    product *= cells;
  }
  return whole === 1n ? BigInt(product) : whole * BigInt(product);
}

/** Of a decision that is this table alone nothing else matters; beside the factor of a score the other factors do. */
function witnessOf({ space, unit }: Telling, region: Region, context: Context, shown: Shown): Witness {
  const alone = space.model.decisions.includes(unit.decision);
  const witness = witnessIn(space, unit, yes, region, context, alone ? "path" : shown);
  if (witness === undefined || witness === "no") throw new Error("a plain table has no formula, so every cell of it has a case");
  return witness;
}

/** Allowed cells by axis; columns that are whole or recorded as unknown are left out. */
function regionOf({ unit, columns }: Telling, patch: Patch): Region {
  const region = new Map<number, readonly boolean[]>();
  for (const [index, cells] of patch.entries()) {
    const { axis, known: values } = columns[index] as Column;
    if (axis === undefined || (cells[0] as number) >= values || isWhole(cells, values)) continue;
    const groups = unit.groups.get(axis.index);
    const allowed = new Array<boolean>(axis.size).fill(false);
    for (let at = 0; at < cells.length; at += 2) {
      for (let cell = cells[at] as number; cell < (cells[at + 1] as number); cell++) {
        for (const one of groups?.[cell] ?? [cell]) allowed[one] = true;
      }
    }
    region.set(axis.index, allowed);
  }
  return region;
}
