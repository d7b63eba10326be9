/**
 * Where rows of a plain table contradict each other: pairs of boxes that meet and disagree, each cut into pieces in
 * which the same rows apply throughout. A piece in which several pairs disagree is told for the first of them, so that
 * pieces are disjoint; one with a recorded unknown counts where some row that applies names it.
 */
import { severity } from "../../compile/local.ts";
import { type Box, boxOf, type Count, covers, cutTo, intersectBoxes, meets } from "./box-set.ts";
import { contradict, type PlainRow, type PlainTable } from "./plain-table.ts";
import { bestCut, scratchFor } from "./uncovered.ts";

export interface Piece {
  readonly region: Box;
  /** The rows that apply to it, in their order. */
  readonly rows: readonly number[];
}

export function conflictPieces(table: PlainTable, count: Count): readonly Piece[] {
  const { all, owners } = table;
  const neighbours = table.neighbours(count);
  const disagree = disagreeing(table.rows);
  const rival = (a: number, b: number): boolean => b < owners.length && disagree(owners[a] as number, owners[b] as number);
  const cut = cutter(table, rival, count);
  const pieces: Piece[] = [];
  for (let first = 0; first < owners.length; first++) {
    const met = neighbours[first] as readonly number[];
    for (const second of met) {
      if (second < first || !rival(first, second)) continue;
      const region = intersectBoxes(boxOf(all, first), boxOf(all, second));
      const beside = met.filter((one) => one !== second && meets(all, one, region));
      cut(region, first, second, beside, pieces);
    }
  }
  return pieces;
}

/** Whether two rows can be what a conflict is made of: a block that takes one row of several has none in itself. */
function disagreeing(rows: readonly PlainRow[]): (a: number, b: number) => boolean {
  const told = new Map<number, boolean>();
  return (a, b) => {
    const one = rows[a] as PlainRow;
    const other = rows[b] as PlainRow;
    if (one.result === other.result || (one.placed.block === other.placed.block && isOrdered(one))) return false;
    const key = one.result * rows.length + other.result;
    const known = told.get(key) ?? contradict(one, other);
    told.set(key, known);
    return known;
  };
}

const isOrdered = ({ placed }: PlainRow): boolean => placed.block !== undefined && placed.block.policy !== "unique";

type Cutter = (region: Box, first: number, second: number, beside: readonly number[], pieces: Piece[]) => void;

/** Cuts what two boxes share into pieces to which the same boxes apply, and keeps those that are this pair's own. */
function cutter(table: PlainTable, rival: (a: number, b: number) => boolean, count: Count): Cutter {
  const { all, owners, rows, columns } = table;
  const scratch = scratchFor(table.sizes);
  const comesBefore = (a: number, b: number, first: number, second: number): boolean =>
    Math.min(a, b) < first || (Math.min(a, b) === first && Math.max(a, b) < second);
  const namedBy = (index: number, column: number, cell: number): boolean =>
    index < owners.length && (rows[owners[index] as number] as PlainRow).names.some((one) => one.column === column && one.cell === cell);

  return (whole, first, second, beside, pieces) => {
    const visit = (region: Box, before: readonly number[], candidates: readonly number[]): void => {
      count(candidates.length * columns.length);
      const applying = [...before];
      const partial: number[] = [];
      for (const index of candidates) {
        if (!meets(all, index, region)) continue;
        if (!covers(all, index, region)) partial.push(index);
        else if (index >= owners.length) return;
        else if (applying.some((one) => comesBefore(one, index, first, second) && rival(Math.min(one, index), Math.max(one, index))))
          return;
        else applying.push(index);
      }
      const mixed = columnWithUnknowns(region);
      if (!everyUnknownNamed(region, applying, partial)) return;
      if (mixed !== undefined) for (const part of partsByUnknown(region, mixed)) visit(part, applying, partial);
      else if (partial.length > 0) {
        const { column, cut } = bestCut(all, region, partial, scratch);
        visit(cutTo(region, column, region[2 * column] as number, cut), applying, partial);
        visit(cutTo(region, column, cut, region[2 * column + 1] as number), applying, partial);
      } else {
        const applied = applying.map((index) => owners[index] as number).sort((a, b) => a - b);
        if (isConflict(rows, applied)) pieces.push({ region, rows: applied });
      }
    };

    /** The first column in which a region holds an unknown beside other cells. */
    const columnWithUnknowns = (region: Box): number | undefined => {
      const found = columns.findIndex(
        ({ known }, at) => (region[2 * at + 1] as number) > known && (region[2 * at + 1] as number) - (region[2 * at] as number) > 1,
      );
      return found < 0 ? undefined : found;
    };

    const partsByUnknown = (region: Box, column: number): readonly Box[] => {
      const { known } = columns[column] as (typeof columns)[number];
      const lo = region[2 * column] as number;
      const hi = region[2 * column + 1] as number;
      const parts = lo < known ? [cutTo(region, column, lo, known)] : [];
      for (let cell = Math.max(lo, known); cell < hi; cell++) parts.push(cutTo(region, column, cell, cell + 1));
      return parts;
    };

    const everyUnknownNamed = (region: Box, applying: readonly number[], partial: readonly number[]): boolean =>
      columns.every(({ known }, column) => {
        const cell = region[2 * column] as number;
        if (cell < known || (region[2 * column + 1] as number) - cell > 1) return true;
        return applying.some((index) => namedBy(index, column, cell)) || partial.some((index) => namedBy(index, column, cell));
      });

    visit(whole, [first, second], beside);
  };
}

/** Whether the rows that apply come to no one result: the first, or the most severe, of each ordered block, and all others. */
function isConflict(rows: readonly PlainRow[], applied: readonly number[]): boolean {
  const counting = new Map<object, PlainRow>();
  for (const index of applied) {
    const row = rows[index] as PlainRow;
    const { block } = row.placed;
    if (block === undefined || block.policy === "unique") counting.set(row, row);
    else {
      const best = counting.get(block);
      const wins = best === undefined || (block.policy === "highest" && severity(row.placed.row.result) > severity(best.placed.row.result));
      if (wins) counting.set(block, row);
    }
  }
  const telling = [...counting.values()];
  // An open result overrules the others, in every order: what it will be is not known yet.
  if (telling.some(({ verdict }) => verdict.kind === "uncovered")) return false;
  return telling.some((one, at) => telling.slice(at + 1).some((other) => contradict(one, other)));
}
