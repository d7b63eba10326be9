/**
 * The line sweep for decision tables, written anew after Calvanese, Dumas, Laurson, Maggi, Montali and Teinemaa,
 * "Semantics and Analysis of DMN Decision Tables" (BPM 2016): the columns are swept one inside the other while the rows
 * that are active are kept. Overlaps are the greatest sets of rows that meet; missing rows are the slabs in which no row
 * is active, joined with a neighbour where they can be. It is a peer to measure against, not a part of the product.
 */
import type { PlainTable, Span } from "./plain-table.ts";
import { sizeOf } from "./plain-table.ts";

/** One stretch of cells in each column. */
export interface SweptBox {
  readonly spans: readonly Span[];
  readonly row: number;
}

export interface Swept {
  /** Sets of rows that meet, none within another, each in order. */
  readonly overlaps: readonly (readonly number[])[];
  readonly missing: readonly (readonly Span[])[];
  readonly slabs: number;
}

/** A row with several stretches in a column is several boxes. */
export function boxesOf(table: PlainTable): readonly SweptBox[] {
  return table.rows.flatMap(({ cells }, row) => {
    let boxes: readonly (readonly Span[])[] = [[]];
    for (const spans of cells) boxes = boxes.flatMap((box) => spans.map((span) => [...box, span]));
    return boxes.map((spans) => ({ spans, row }));
  });
}

/** All overlaps in the whole space, all missing rows among known values; undefined after `mostSlabs` slabs. */
export function sweepTable(table: PlainTable, mostSlabs: number): Swept | undefined {
  const boxes = boxesOf(table);
  const slabs: Slabs = { taken: 0, most: mostSlabs };
  const overlaps = overlapping(boxes, table.columns.map(sizeOf), slabs);
  const missing =
    overlaps &&
    missingFrom(
      boxes,
      table.columns.map(({ known }) => known),
      slabs,
    );
  return missing && overlaps && { overlaps, missing, slabs: slabs.taken };
}

export interface Slabs {
  taken: number;
  readonly most: number;
}

interface Bound {
  readonly at: number;
  readonly begins: boolean;
  readonly box: SweptBox;
}

/** Where boxes begin and end in a column, ends first: the end of a stretch is no longer in it. */
function boundsOf(boxes: readonly SweptBox[], column: number): readonly Bound[] {
  return boxes
    .flatMap((box): Bound[] => {
      const { lo, hi } = box.spans[column] as Span;
      return [
        { at: lo, begins: true, box },
        { at: hi, begins: false, box },
      ];
    })
    .sort((a, b) => a.at - b.at || Number(a.begins) - Number(b.begins));
}

// --------------------------------------------------------------------- overlaps

export function overlapping(
  boxes: readonly SweptBox[],
  sizes: readonly number[],
  slabs: Slabs,
): readonly (readonly number[])[] | undefined {
  const sets = new Map<string, readonly number[]>();
  const sweep = (active: readonly SweptBox[], column: number): void => {
    if (active.length < 2 || slabs.taken > slabs.most) return;
    if (column === sizes.length) {
      const rows = [...new Set(active.map(({ row }) => row))].sort((a, b) => a - b);
      if (rows.length > 1) sets.set(rows.join(), rows);
      return;
    }
    const there = new Set<SweptBox>();
    let grown = false;
    for (const { begins, box } of boundsOf(active, column)) {
      if (begins) {
        there.add(box);
        grown = true;
        continue;
      }
      // Only where boxes have begun since the last end is the set not part of one that was swept.
      if (grown) {
        slabs.taken++;
        sweep([...there], column + 1);
      }
      grown = false;
      there.delete(box);
    }
  };
  sweep(boxes, 0);
  return slabs.taken > slabs.most ? undefined : greatest([...sets.values()]);
}

/** Sets that are not within another. */
function greatest(sets: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const byRow = new Map<number, (readonly number[])[]>();
  const kept: (readonly number[])[] = [];
  for (const set of [...sets].sort((a, b) => b.length - a.length)) {
    const [first = 0] = set;
    const within = (byRow.get(first) ?? []).some((larger) => set.every((row) => larger.includes(row)));
    if (within) continue;
    kept.push(set);
    for (const row of set) byRow.set(row, [...(byRow.get(row) ?? []), set]);
  }
  return kept;
}

// ----------------------------------------------------------------- missing rows

export function missingFrom(boxes: readonly SweptBox[], sizes: readonly number[], slabs: Slabs): readonly (readonly Span[])[] | undefined {
  const missing = joinedRows();
  const sweep = (active: readonly SweptBox[], before: readonly Span[]): void => {
    const column = before.length;
    if (column === sizes.length || slabs.taken > slabs.most) return;
    const there = new Set<SweptBox>();
    const size = sizes[column] as number;
    const slab = (lo: number, hi: number): void => {
      if (lo >= hi) return;
      slabs.taken++;
      const spans = [...before, { lo, hi }];
      if (there.size > 0) sweep([...there], spans);
      else missing.add([...spans, ...sizes.slice(spans.length).map((whole) => ({ lo: 0, hi: whole }))]);
    };
    let last = 0;
    for (const { at, begins, box } of boundsOf(active, column)) {
      slab(last, Math.min(at, size));
      last = Math.max(last, Math.min(at, size));
      if (begins) there.add(box);
      else there.delete(box);
    }
    slab(last, size);
  };
  sweep(boxes, []);
  return slabs.taken > slabs.most ? undefined : missing.list();
}

/** Missing rows, each joined on arrival with one that it continues in one column and equals in the others. */
function joinedRows() {
  const found = new Map<string, readonly Span[]>();
  const endKeys = (row: readonly Span[]): readonly string[] => row.map(({ hi }, column) => keyOf(row, column, hi));
  const add = (spans: readonly Span[]): void => {
    let row = spans;
    for (let column = row.length - 1; column >= 0; column--) {
      const { lo, hi } = row[column] as Span;
      const before = found.get(keyOf(row, column, lo));
      if (before === undefined) continue;
      for (const key of endKeys(before)) found.delete(key);
      row = row.with(column, { lo: (before[column] as Span).lo, hi });
      // The longer row may continue another one.
      column = row.length;
    }
    for (const key of endKeys(row)) found.set(key, row);
  };
  return { add, list: (): readonly (readonly Span[])[] => [...new Set(found.values())] };
}

/** A row by what it says in all columns but one, and where it ends in that one. */
const keyOf = (row: readonly Span[], column: number, end: number): string =>
  row.map(({ lo, hi }, at) => (at === column ? `<${end}` : `${lo}-${hi}`)).join();
