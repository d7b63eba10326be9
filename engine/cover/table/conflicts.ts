/**
 * Where rows of a plain table contradict each other: pairs of boxes that meet and disagree, each cut into pieces in
 * which the same rows apply throughout. A piece in which several pairs disagree is told for the first of them, so that
 * pieces are disjoint; one with a recorded unknown counts where some row that applies names it.
 */
import { severity } from "../../compile/local.ts";
import type { Block } from "../../model/symbols.ts";
import { type Box, boxOf, type Count, covering, liesTo, meeting, rising, sharedPart } from "./box-set.ts";
import type { Column } from "./columns.ts";
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
  const rival = (a: number, b: number): boolean =>
    a < owners.length && b < owners.length && disagree(owners[a] as number, owners[b] as number);
  const pieces: Piece[] = [];
  const cut = cutter(table, disagree, rival, count, pieces);
  for (let first = 0; first < owners.length; first++) {
    const met = neighbours[first] as readonly number[];
    for (const second of met)
      if (second > first && rival(first, second)) cut(sharedPart(all, first, boxOf(all, second)), first, second, met);
  }
  return pieces;
}

/** Whether two of the table's rows, by number, can be what a conflict is made of. */
type Disagree = (a: number, b: number) => boolean;

/** A block that takes one row of several has no conflict in itself. */
function disagreeing(rows: readonly PlainRow[]): Disagree {
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

type Cutter = (shared: Box, first: number, second: number, beside: readonly number[]) => void;

/**
 * Cuts what two boxes share into pieces to which the same boxes apply, and keeps those that are this pair's own. The piece
 * at hand, the boxes that hold it and those that may hold a part of it are kept in one place and put back on the way out.
 */
function cutter(table: PlainTable, disagree: Disagree, rival: Disagree, count: Count, pieces: Piece[]): Cutter {
  const { all, owners, rows, columns } = table;
  const scratch = scratchFor(table.sizes);
  const withUnknowns = columns.flatMap(({ unknowns }, column) => (unknowns.length === 0 ? [] : [column]));
  const applying: number[] = [];
  const stack: number[] = [];
  let piece: Box = new Int32Array(0);
  let first = 0;
  let second = 0;

  /** Whether another pair than this one is the first that disagrees where both boxes hold the piece. */
  const isTold = (a: number, b: number): boolean => {
    const [low, high] = a < b ? [a, b] : [b, a];
    return (low < first || (low === first && high < second)) && rival(low, high);
  };

  /** The boxes before `applied` hold the piece; those in the stack from `from` to `to` may hold a part of it. */
  const visit = (from: number, to: number, applied: number): void => {
    count((to - from) * columns.length);
    let top = to;
    let holding = applied;
    for (let at = from; at < to; at++) {
      const index = stack[at] as number;
      const lies = liesTo(all, index, piece);
      if (lies === meeting) stack[top++] = index;
      if (lies !== covering) continue;
      if (index >= owners.length) return;
      for (let one = 0; one < holding; one++) if (isTold(applying[one] as number, index)) return;
      applying[holding++] = index;
    }
    if (!withUnknowns.every((column) => isNamed(column, holding, to, top))) return;
    const mixed = withUnknowns.find(holdsUnknownBesideOthers);
    if (mixed !== undefined) visitByUnknown(mixed, to, top, holding);
    else if (top > to) {
      const { column, cut } = bestCut(all, piece, stack, scratch, to, top);
      visitCut(column, piece[2 * column] as number, cut, to, top, holding);
      visitCut(column, cut, piece[2 * column + 1] as number, to, top, holding);
    } else keep(holding);
  };

  const visitCut = (column: number, lo: number, hi: number, from: number, to: number, applied: number): void => {
    const before = piece[2 * column] as number;
    const after = piece[2 * column + 1] as number;
    piece[2 * column] = lo;
    piece[2 * column + 1] = hi;
    visit(from, to, applied);
    piece[2 * column] = before;
    piece[2 * column + 1] = after;
  };

  const holdsUnknownBesideOthers = (column: number): boolean => {
    const lo = piece[2 * column] as number;
    const hi = piece[2 * column + 1] as number;
    return hi > (columns[column] as Column).known && hi - lo > 1;
  };

  const visitByUnknown = (column: number, from: number, to: number, applied: number): void => {
    const { known } = columns[column] as Column;
    const lo = piece[2 * column] as number;
    const hi = piece[2 * column + 1] as number;
    if (lo < known) visitCut(column, lo, known, from, to, applied);
    for (let cell = Math.max(lo, known); cell < hi; cell++) visitCut(column, cell, cell + 1, from, to, applied);
  };

  /** Where the piece is recorded as an unknown in a column, whether some row that may apply names it. */
  const isNamed = (column: number, holding: number, from: number, to: number): boolean => {
    const cell = piece[2 * column] as number;
    if (cell < (columns[column] as Column).known || (piece[2 * column + 1] as number) - cell > 1) return true;
    const names = (index: number): boolean =>
      index < owners.length && (rows[owners[index] as number] as PlainRow).names.some((one) => one.column === column && one.cell === cell);
    for (let at = 0; at < holding; at++) if (names(applying[at] as number)) return true;
    for (let at = from; at < to; at++) if (names(stack[at] as number)) return true;
    return false;
  };

  const keep = (holding: number): void => {
    const applied: number[] = [];
    for (let at = 0; at < holding; at++) applied.push(owners[applying[at] as number] as number);
    rising(applied);
    if (isConflict(rows, applied, disagree)) pieces.push({ region: piece.slice(), rows: applied });
  };

  return (shared, one, other, beside) => {
    piece = shared;
    first = one;
    second = other;
    applying[0] = one;
    applying[1] = other;
    let top = 0;
    for (const index of beside) if (index !== other) stack[top++] = index;
    visit(0, top, 2);
  };
}

/** Whether the rows that apply come to no one result: the first, or the most severe, of each ordered block, and all others. */
function isConflict(rows: readonly PlainRow[], applied: readonly number[], disagree: Disagree): boolean {
  let ordered: Map<Block, number> | undefined;
  const telling: number[] = [];
  for (const index of applied) {
    const row = rows[index] as PlainRow;
    const { block } = row.placed;
    if (block === undefined || block.policy === "unique") telling.push(index);
    else {
      ordered ??= new Map();
      const best = rows[ordered.get(block) ?? -1];
      const wins = best === undefined || (block.policy === "highest" && severity(row.placed.row.result) > severity(best.placed.row.result));
      if (wins) ordered.set(block, index);
    }
  }
  if (ordered !== undefined) telling.push(...ordered.values());
  // An open result overrules the others, in every order: what it will be is not known yet.
  if (telling.some((index) => (rows[index] as PlainRow).verdict.kind === "uncovered")) return false;
  return telling.some((one, at) => telling.some((other, after) => after > at && disagree(one, other)));
}
