/**
 * Quick answers about the rows of a plain table, by boxes: which of them certainly decide something, are certainly
 * missed when they go, lead to which label. Where the answer is no, or not certain, the diagrams tell what is the matter;
 * so a clean table of thousands of rows builds none.
 */
import { type PlacedRow, severity } from "../../compile/local.ts";
import type { Space } from "../../compile/space.ts";
import { outcomeKey, type Verdict } from "../../compile/verdict.ts";
import { step } from "../../diagram/store.ts";
import type { LabelNode, Row, Term, TermAlternative } from "../../model/symbols.ts";
import type { Unit } from "../unit.ts";
import { type Box, type BoxSet, boxOf, type Count, covers, cutTo, meets, sharedPart } from "./box-set.ts";
import { complement, intersectCells, isWhole, unionCells } from "./cells.ts";
import type { ColumnCells } from "./columns.ts";
import { boxesOf, clipped, knownPart, type NamedCell, type PlainRow, type PlainTable, plainTableOf } from "./plain-table.ts";
import { isCovered, uncoveredPart } from "./uncovered.ts";
import { orderOf, verdictOf } from "./without-rows.ts";

export interface RowTests {
  /** Neither impossible nor masked; or surely masked; undefined: the diagrams tell what it is. */
  readonly stateOf: (placed: PlacedRow) => "decides" | "masked" | undefined;
  /** Some case lies in both rows, be it one of recorded unknowns. */
  readonly shares: (one: PlacedRow, other: Row) => boolean;
  /** Without it some case certainly has another outcome. */
  readonly isMissed: (placed: PlacedRow) => boolean;
  /** Every alternative of every cell counts. */
  readonly usesAllAlternatives: (placed: PlacedRow) => boolean;
  /** Some case of known values lies in both rows. */
  readonly meets: (one: PlacedRow, other: PlacedRow) => boolean;
  /** Some case certainly gets the label. */
  readonly reaches: (leaf: LabelNode) => boolean;
}

const kept = new WeakMap<Unit, RowTests>();

/** Undefined where the unit is no plain table. */
export function rowTestsOf(space: Space, unit: Unit): RowTests | undefined {
  const table = plainTableOf(space, unit);
  if (table === undefined) return undefined;
  const known = kept.get(unit) ?? testsOver(space, unit, table);
  kept.set(unit, known);
  return known;
}

function testsOver(space: Space, unit: Unit, table: PlainTable): RowTests {
  const count: Count = (work) => step(space.store, work);
  const { all, owners, rows } = table;
  const indexOf = new Map(rows.map((row, index) => [row.placed.row, index] as const));
  const excluded = Array.from({ length: all.count - owners.length }, (_, at) => owners.length + at);
  const ownParts = (placed: PlacedRow, partsOf: (row: PlainRow, box: Box) => readonly Box[]): readonly Part[] => {
    const row = rows[indexOf.get(placed.row) ?? -1];
    if (row === undefined) return [];
    return boxesOf(table, row).flatMap((box, at) => partsOf(row, box).map((region) => ({ region, box: row.first + at })));
  };
  const own = (placed: PlacedRow) => ownParts(placed, (row, box) => ownPart(table, row, box));
  /** Where every recorded unknown is named by something that applies: elsewhere it is opened. */
  const named = (placed: PlacedRow) => ownParts(placed, (row, box) => namedPart(table, row, box, count));
  const known = (placed: PlacedRow) => ownParts(placed, (_, box) => knownPart(table, box));
  /** Boxes of other rows, of those that `counts` accepts, that a part of a box may meet. */
  const others = ({ box }: Part, counts: (row: PlainRow, index: number) => boolean): readonly number[] =>
    (table.neighbours(count)[box] as readonly number[]).filter((other) => {
      const row = owners[other];
      return row !== undefined && row !== owners[box] && counts(rows[row] as PlainRow, row);
    });
  const outside = (regions: readonly Box[]): boolean => regions.some((region) => !isCovered(region, all, count, excluded));
  const any = () => true;
  return {
    stateOf: (placed) => {
      const index = indexOf.get(placed.row) ?? -1;
      const row = rows[index] as PlainRow;
      const asked = (other: PlainRow, at: number) => isAskedBefore(other, at, row, index);
      const isPossible = (parts: readonly Part[]): boolean => outside(parts.map(({ region }) => region));
      const decidesIn = (parts: readonly Part[]): boolean =>
        isPossible(parts) &&
        (placed.block?.policy === "unique" || parts.some((part) => !isCovered(part.region, all, count, others(part, asked))));
      // Most rows decide something where no other names an unknown for them.
      if (decidesIn(own(placed))) return "decides";
      const parts = named(placed);
      if (decidesIn(parts)) return "decides";
      // A box of which nothing is told was cut into too many parts.
      const isTold = new Set(parts.map(({ box }) => box)).size === row.count;
      return isTold && placed.block?.policy !== "unique" && isPossible(parts) ? "masked" : undefined;
    },
    shares: (one, other) => {
      const met = rows[indexOf.get(other) ?? -1];
      const row = rows[indexOf.get(one.row) ?? -1];
      if (met === undefined || row === undefined) return false;
      for (let at = met.first; at < met.first + met.count; at++)
        for (let own = row.first; own < row.first + row.count; own++) if (meets(all, at, boxOf(all, own))) return true;
      return false;
    },
    isMissed: (placed) => {
      if (known(placed).some((part) => !isCovered(part.region, all, count, others(part, any)))) return true;
      const row = rows[indexOf.get(placed.row) ?? -1];
      if (row === undefined || unit.excludes.length > 0) return false;
      const [alone] = own(placed).flatMap((part) => uncoveredPart(part.region, all, count, others(part, any)).slice(0, 1));
      return alone !== undefined && opensToOther(table, row, alone, count);
    },
    usesAllAlternatives: (placed) => {
      const countIn = (parts: readonly Part[], { alternatives }: Term): boolean =>
        allCount(
          table,
          parts.map(({ region }) => region),
          alternatives,
          outside,
        );
      return placed.row.terms.every((term) => term.alternatives.length < 2 || countIn(own(placed), term) || countIn(named(placed), term));
    },
    meets: (one, other) =>
      known(one).some((part) => others(part, ({ placed }) => placed.row === other.row).some((box) => meets(all, box, part.region))),
    reaches: (leaf) =>
      rows.some(({ verdict, placed, result }) => {
        if (verdict.kind !== "value" || verdict.value.kind !== "label") return false;
        const { node } = verdict.value;
        if (node.lo > leaf.lo || node.hi < leaf.hi) return false;
        const differing = (part: Part) => [...others(part, (other) => other.result !== result), ...excluded];
        return own(placed).some((part) => !isCovered(part.region, all, count, differing(part)));
      }),
  };
}

/** A part of one of the table's boxes. */
interface Part {
  readonly region: Box;
  readonly box: number;
}

/** Points that are looked at before it is left open. */
const mostPoints = 5000;

/**
 * Whether at a point to which a row alone applies, and where it names each recorded unknown, the outcome is another one
 * without it: nothing names the unknowns then, so they are opened, and some value behind them leads elsewhere.
 */
function opensToOther(table: PlainTable, row: PlainRow, piece: Box, count: Count): boolean {
  const { all, owners, rows, columns } = table;
  const order = orderOf(rows);
  let points = 0;
  const visit = (point: Box): boolean => {
    if (++points > mostPoints) return false;
    count(all.count);
    const applying = new Set<PlainRow>();
    for (const [box, owner] of owners.entries()) if (rows[owner] !== row && covers(all, box, point)) applying.add(rows[owner] as PlainRow);
    const open = columns.flatMap(({ known }, column) => {
      const cell = point[2 * column] as number;
      const isNamed = (other: PlainRow) => other.names.some((one) => one.column === column && one.cell === cell);
      return cell >= known && ![...applying].some(isNamed) ? [column] : [];
    });
    if (open.length === 0) return differ(verdictOf(order, [...applying], false), row.verdict);
    return open.some((column) => {
      const { known } = columns[column] as PlainTable["columns"][number];
      return Array.from({ length: known }, (_, cell) => cell).some((cell) => visit(cutTo(point, column, cell, cell + 1)));
    });
  };
  // A set's members lie in columns of their own, which an unknown set leaves open as well.
  if (columns.some(({ axis }) => axis === undefined)) return false;
  return visit(columns.reduce((box, _, column) => cutTo(box, column, box[2 * column] as number, (box[2 * column] as number) + 1), piece));
}

/** Reasons apart. */
const differ = (a: Verdict, b: Verdict): boolean => !(a.kind === "none" && b.kind === "none") && outcomeKey(a) !== outcomeKey(b);

/** Under the policy of their block, `other` is asked before `row`. */
function isAskedBefore(other: PlainRow, at: number, row: PlainRow, index: number): boolean {
  if (other.placed.block !== row.placed.block) return false;
  if (row.placed.block?.policy === "first") return at < index;
  const [theirs, ours] = [severity(other.placed.row.result), severity(row.placed.row.result)];
  return theirs > ours || (theirs === ours && at < index);
}

/** The part of a row's box that is known, or recorded as an unknown that the row names: there the row's own result counts. */
function ownPart({ columns }: PlainTable, { names }: PlainRow, box: Box): readonly Box[] {
  let parts: readonly Box[] = [box];
  for (const [index, { known, unknowns }] of columns.entries()) {
    if (unknowns.length === 0) continue;
    const cells = names.flatMap(({ column, cell }) => (column === index ? [cell] : []));
    parts = parts.flatMap((part) => [
      ...clipped(part, index, 0, known),
      ...[...new Set(cells)].flatMap((cell) => clipped(part, index, cell, cell + 1)),
    ]);
  }
  return parts;
}

/** More parts than this are left to the diagrams. */
const mostParts = 2000;

/** Besides, each part that shares with a box which names an unknown that the row does not: there the row applies, too. */
function namedPart(table: PlainTable, row: PlainRow, box: Box, count: Count): readonly Box[] {
  const { all, columns, names } = table;
  let parts: readonly Box[] = [box];
  for (const [index, { known, size }] of columns.entries()) {
    if (size === known) continue;
    const made = parts.flatMap((part) => clipped(part, index, 0, known));
    for (let cell = known; cell < size; cell++) {
      const there = parts.flatMap((part) => clipped(part, index, cell, cell + 1));
      const isNaming = (one: NamedCell) => one.column === index && one.cell === cell;
      if (row.names.some(isNaming)) made.push(...there);
      else for (const part of there) made.push(...sharedWith(all, part, (other) => (names[other] ?? []).some(isNaming)));
      count(there.length * all.count);
    }
    parts = made;
    if (parts.length > mostParts) return [];
  }
  return parts;
}

const sharedWith = (all: BoxSet, part: Box, counts: (box: number) => boolean): readonly Box[] =>
  Array.from({ length: all.count }, (_, other) => other).flatMap((other) =>
    counts(other) && meets(all, other, part) ? [sharedPart(all, other, part)] : [],
  );

/** Each alternative holds a cell that those beside it do not, and meets something that is not excluded. */
function allCount(
  { shapeOf, columns }: PlainTable,
  boxes: readonly Box[],
  alternatives: readonly TermAlternative[],
  outside: (boxes: readonly Box[]) => boolean,
): boolean {
  const shapes = alternatives.map(({ cond }) => shapeOf(cond));
  const cells: ColumnCells[] = [];
  for (const shape of shapes) {
    const [only, ...more] = shape === undefined || shape === "never" ? [] : shape;
    if (only === undefined || more.length > 0) return false;
    cells.push(only);
  }
  /** Whether those of another column leave nothing of it, so that they hold everywhere. */
  const othersFill = (at: number, own: number): boolean =>
    columns.some(({ size }, column) => {
      const theirs = cells.filter((other, index) => index !== at && other.column === column && column !== own);
      return theirs.length > 0 && isWhole(theirs.map((other) => other.cells).reduce(unionCells), size);
    });
  return cells.every(({ column, cells: own }, at) => {
    const { size } = columns[column] as PlainTable["columns"][number];
    let alone = own;
    for (const [index, other] of cells.entries()) {
      if (index === at || other.column !== column) continue;
      alone = intersectCells(alone, complement(other.cells, size));
    }
    if (alone.length === 0 || othersFill(at, column)) return false;
    const parts = boxes.flatMap((box) => {
      const found: Box[] = [];
      for (let end = 0; end < own.length; end += 2) found.push(...clipped(box, column, own[end] as number, own[end + 1] as number));
      return found;
    });
    return outside(parts);
  });
}
