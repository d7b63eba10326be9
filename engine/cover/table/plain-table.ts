/**
 * A unit whose rows and excludes are all boxes over what is recorded: most tables of a guideline. Undefined for any
 * other unit (formulas, decided columns, `otherwise`, alternatives across columns): those stay with the diagrams.
 */

import { type PlacedRow, resultVerdict } from "../../compile/local.ts";
import type { Space } from "../../compile/space.ts";
import { agree, outcomeKey, type Verdict } from "../../compile/verdict.ts";
import type { Cond, NamedUnknown } from "../../model/symbols.ts";
import type { Unit } from "../unit.ts";
import { type Box, type BoxSet, boxSet, type Count, neighboursOf } from "./box-set.ts";
import type { Cells } from "./cells.ts";
import { type Column, columnsOf, type Shape, type ShapeOf, shapesOver } from "./columns.ts";

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
  readonly boxes: readonly Box[];
  /** The number of its first box. */
  readonly first: number;
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
  const shapeOf = shapesOver(columns);
  const results = new Map<string, number>();
  const rows: PlainRow[] = [];
  let first = 0;
  for (const placed of unit.rows) {
    const { block, row } = placed;
    const cond: Cond = block?.where === undefined ? row.cond : { kind: "and", terms: [block.where, row.cond] };
    const boxes = boxesOfShape(columns, shapeOf(cond));
    if (boxes === undefined) return undefined;
    const verdict = resultVerdict(placed.block, placed.row.result);
    const name = verdict.kind === "none" ? "none" : outcomeKey(verdict);
    const result = results.get(name) ?? results.size;
    results.set(name, result);
    rows.push({ placed, boxes, first, names: namesOf(columns, [...row.named, ...(block?.whereNamed ?? [])]), verdict, result });
    first += boxes.length;
  }
  const excluded: Box[] = [];
  const names = rows.flatMap((row) => row.boxes.map(() => row.names));
  for (const exclude of unit.excludes) {
    const own = namesOf(columns, exclude.named);
    for (const shape of alternatives(exclude.cond, shapeOf)) {
      const boxes = boxesOfShape(columns, shape);
      if (boxes === undefined) return undefined;
      for (const box of boxes) {
        excluded.push(box);
        names.push(own);
      }
    }
  }
  const owners = rows.flatMap(({ boxes }, index) => boxes.map(() => index));
  if (owners.length + excluded.length > mostBoxes) return undefined;
  const all = boxSet(columns.length, [...rows.flatMap(({ boxes }) => boxes), ...excluded]);
  const sizes = columns.map(({ size }) => size);
  let met: readonly (readonly number[])[] | undefined;
  const neighbours = (count: Count) => {
    met ??= neighboursOf(all, sizes, count);
    return met;
  };
  return { columns, sizes, rows, all, owners, names, neighbours, shapeOf };
}

/** The rows of an exclude's table may overlap, so they are taken one by one. */
function alternatives(cond: Cond, shapeOf: ShapeOf): readonly Shape[] {
  return cond.kind === "or" ? cond.terms.flatMap((term) => alternatives(term, shapeOf)) : [shapeOf(cond)];
}

function boxesOfShape(columns: readonly Column[], shape: Shape): readonly Box[] | undefined {
  if (shape === undefined) return undefined;
  if (shape === "never") return [];
  const whole = new Int32Array(2 * columns.length);
  for (let index = 0; index < columns.length; index++) whole[2 * index + 1] = (columns[index] as Column).size;
  let boxes: readonly Box[] = [whole];
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

/** The cells of unknowns that a row (in its cells or the `where` of its block) or an exclude names. */
function namesOf(columns: readonly Column[], named: readonly NamedUnknown[]): readonly NamedCell[] {
  return named.flatMap(({ variable, unknown }) => {
    const column = columns.findIndex((one) => one.variable === variable && one.unknowns.includes(unknown));
    const there = columns[column];
    return there === undefined ? [] : [{ column, cell: there.known + there.unknowns.indexOf(unknown) }];
  });
}

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
