/**
 * A unit whose rows and excludes are all boxes over what is recorded: most tables of a guideline. Undefined for any
 * other unit (formulas, decided columns, `otherwise`, alternatives across columns): those stay with the diagrams.
 */

import { type PlacedRow, resultVerdict } from "../../compile/local.ts";
import type { Space } from "../../compile/space.ts";
import { agree, outcomeKey, type Verdict } from "../../compile/verdict.ts";
import type { Cond, NamedUnknown } from "../../model/symbols.ts";
import type { Unit } from "../unit.ts";
import { type Box, type BoxSet, boxOf, type Count, neighboursOf } from "./box-set.ts";
import type { Cells } from "./cells.ts";
import { type Column, type CutTo, columnsOf, readerOver, type Shape, type ShapeOf } from "./columns.ts";

export interface PlainTable {
  readonly columns: readonly Column[];
  readonly sizes: readonly number[];
  readonly rows: readonly PlainRow[];
  /** The boxes of all rows, unknowns included, one row having one or several; behind them the excluded ones. */
  readonly all: BoxSet;
  /** The row of each box that is not excluded. */
  readonly owners: readonly number[];
  /** The unknown cells that each box names: its row does, or its exclude. */
  readonly names: readonly (readonly NamedCell[])[];
  /** For each box the others that it meets, in order; worked out when first asked for. */
  readonly neighbours: (count: Count) => readonly (readonly number[])[];
  /** Reads a condition as cells of these columns. */
  readonly shapeOf: ShapeOf;
}

export interface PlainRow {
  readonly placed: PlacedRow;
  /** The number of its first box, and how many it has. */
  readonly first: number;
  readonly count: number;
  /** The unknown cells that it names, by column. */
  readonly names: readonly NamedCell[];
  readonly verdict: Verdict;
  /** Equal for results that contradict the same results. */
  readonly result: number;
}

export interface NamedCell {
  readonly column: number;
  readonly cell: number;
}

const known = new WeakMap<Unit, { readonly table: PlainTable | undefined }>();

export function plainTableOf(space: Space, unit: Unit): PlainTable | undefined {
  const kept = known.get(unit);
  if (kept !== undefined) return kept.table;
  const table = build(space, unit);
  known.set(unit, { table });
  return table;
}

/** A cell list in each of many columns is many boxes: with more than this for a row a diagram says it shorter. */
const mostBoxesOfRow = 64;
const mostBoxes = 20_000;

function build(space: Space, unit: Unit): PlainTable | undefined {
  if (unit.decision.rule.kind !== "blocks" || unit.rows.some(({ row }) => row.otherwise)) return undefined;
  if ([...unit.variables].some((variable) => space.decisions.has(variable))) return undefined;
  const columns = columnsOf(space, unit);
  if (columns === undefined) return undefined;
  const { shapeOf, cutTo } = readerOver(columns);
  const gathered = gatherer(columns, shapeOf, cutTo);
  const results = new Map<string, number>();
  const rows: PlainRow[] = [];
  const owners: number[] = [];
  const names: (readonly NamedCell[])[] = [];
  for (const placed of unit.rows) {
    const { block, row } = placed;
    const first = gathered.count();
    const count = gathered.add(block?.where === undefined ? row.cond : { kind: "and", terms: [block.where, row.cond] });
    if (count === undefined) return undefined;
    const verdict = resultVerdict(placed.block, placed.row.result);
    const name = verdict.kind === "none" ? "none" : outcomeKey(verdict);
    const result = results.get(name) ?? results.size;
    results.set(name, result);
    const own = namesOf(columns, row.named, block?.whereNamed ?? []);
    for (let box = 0; box < count; box++) {
      owners.push(rows.length);
      names.push(own);
    }
    rows.push({ placed, first, count, names: own, verdict, result });
  }
  for (const exclude of unit.excludes) {
    const own = namesOf(columns, exclude.named, []);
    for (const cond of alternatives(exclude.cond)) {
      const count = gathered.add(cond);
      if (count === undefined) return undefined;
      for (let box = 0; box < count; box++) names.push(own);
    }
  }
  if (gathered.count() > mostBoxes) return undefined;
  const all = gathered.all();
  const sizes = columns.map(({ size }) => size);
  let met: readonly (readonly number[])[] | undefined;
  const neighbours = (count: Count) => {
    met ??= neighboursOf(all, sizes, count);
    return met;
  };
  return { columns, sizes, rows, all, owners, names, neighbours, shapeOf };
}

/** The rows of an exclude's table may overlap, so they are taken one by one. */
const alternatives = (cond: Cond): readonly Cond[] => (cond.kind === "or" ? cond.terms.flatMap(alternatives) : [cond]);

interface Gatherer {
  /** Adds the boxes of a condition; how many they are, undefined where it is no box. */
  readonly add: (cond: Cond) => number | undefined;
  readonly count: () => number;
  readonly all: () => BoxSet;
}

/** Boxes that are written one behind the other: thousands of rows are read without a box or a shape for each. */
function gatherer(columns: readonly Column[], shapeOf: ShapeOf, cutTo: CutTo): Gatherer {
  const width = 2 * columns.length;
  const whole = new Int32Array(columns.flatMap(({ size }) => [0, size]));
  const box = whole.slice();
  const ends: number[] = [];
  let count = 0;
  const push = (one: Box): void => {
    for (let at = 0; at < width; at++) ends.push(one[at] as number);
    count++;
  };
  return {
    add: (cond) => {
      box.set(whole);
      const left = cutTo(cond, box);
      if (left === false) return 0;
      if (left === true) {
        push(box);
        return 1;
      }
      const boxes = boxesOfShape(whole, shapeOf(cond));
      for (const one of boxes ?? []) push(one);
      return boxes?.length;
    },
    count: () => count,
    all: () => ({ columns: columns.length, count, ends: Int32Array.from(ends) }),
  };
}

function boxesOfShape(whole: Box, shape: Shape): readonly Box[] | undefined {
  if (shape === undefined) return undefined;
  if (shape === "never") return [];
  let boxes: readonly Box[] = [whole.slice()];
  for (const { column, cells } of shape) {
    if (cells.length > 2) boxes = boxes.flatMap((box) => stretches(cells).map(([lo, hi]) => withStretch(box, column, lo, hi)));
    else for (const box of boxes) box.set(cells, 2 * column);
    if (boxes.length > mostBoxesOfRow) return undefined;
  }
  return boxes;
}

const stretches = (cells: Cells): readonly (readonly [number, number])[] =>
  Array.from({ length: cells.length / 2 }, (_, at) => [cells[2 * at] as number, cells[2 * at + 1] as number] as const);

function withStretch(box: Box, column: number, lo: number, hi: number): Box {
  const made = box.slice();
  made[2 * column] = lo;
  made[2 * column + 1] = hi;
  return made;
}

const noNames: readonly NamedCell[] = [];

/** The cells of unknowns that a row (in its cells, or the `where` of its block) or an exclude names. */
function namesOf(columns: readonly Column[], own: readonly NamedUnknown[], where: readonly NamedUnknown[]): readonly NamedCell[] {
  if (own.length + where.length === 0) return noNames;
  return [...own, ...where].flatMap(({ variable, unknown }) => {
    const column = columns.findIndex((one) => one.variable === variable && one.unknowns.includes(unknown));
    const there = columns[column];
    return there === undefined ? [] : [{ column, cell: there.known + there.unknowns.indexOf(unknown) }];
  });
}

/** The boxes of a row. */
export const boxesOf = ({ all }: PlainTable, { first, count }: PlainRow): readonly Box[] =>
  Array.from({ length: count }, (_, at) => boxOf(all, first + at));

/** Whether two rows' results cannot both stand. */
export const contradict = (a: PlainRow, b: PlainRow): boolean => a.result !== b.result && agree(a.verdict, b.verdict).kind === "conflict";

/** What of a box is known in every column. */
export function knownPart({ columns }: PlainTable, box: Box): readonly Box[] {
  return columns.reduce<readonly Box[]>(
    (parts, { known: values }, index) => parts.flatMap((part) => clipped(part, index, 0, values)),
    [box],
  );
}

/** A box with one column cut to a stretch; none where nothing is left. */
export function clipped(box: Box, column: number, lo: number, hi: number): readonly Box[] {
  const from = Math.max(lo, box[2 * column] as number);
  const to = Math.min(hi, box[2 * column + 1] as number);
  return from < to ? [withStretch(box, column, from, to)] : [];
}
