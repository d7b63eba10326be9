/**
 * The tables that are measured, drawn from fixed seeds: the space is split again and again at random places, each box is
 * a row, and then some rows are made wider (overlaps) and some narrower (gaps).
 */
import { type DrawnColumn, type DrawnRow, type PlainTable, plainTable, type Span } from "./plain-table.ts";

/** Whole numbers below `below`; the same ones for the same seed. */
type Draw = (below: number) => number;

function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/** T x N x M of a lung table, in size. */
export const lungLike = (): PlainTable =>
  partition("lung-like", [category("T", 14), category("N", 8), category("M", 4)], 60, { wider: 3, narrower: 3, results: 12, seed: 11 });

/** Seven columns, six of which name an unknown: 12 x 16 x 3 x 4 x 3 x 3 x 3 cells with them. */
export const breastLike = (): PlainTable =>
  partition(
    "breast-like",
    [
      category("T", 12, true),
      category("N", 16, true),
      category("M", 3),
      category("grade", 4, true),
      category("her2", 3, true),
      category("er", 3, true),
      category("pr", 3, true),
    ],
    400,
    { wider: 20, narrower: 20, results: 9, seed: 12 },
  );

/** Half of the columns are numbers of 1,000 places, the others categories of 12 labels; a tenth of the rows is wider, a tenth narrower. */
export function randomPartition(columns: number, rows: number): PlainTable {
  const drawn = Array.from({ length: columns }, (_, at) =>
    at % 2 === 0 ? ({ kind: "number", name: `x${at}`, size: 1000 } as const) : category(`c${at}`, 12),
  );
  const some = Math.round(rows / 10);
  return partition(`${columns} columns, ${rows} rows`, drawn, rows, {
    wider: some,
    narrower: some,
    results: 8,
    seed: columns * 10_000 + rows,
  });
}

const category = (name: string, size: number, unknown = false): DrawnColumn => ({ kind: "category", name, size, unknown });

interface Wanted {
  readonly wider: number;
  readonly narrower: number;
  readonly results: number;
  readonly seed: number;
}

function partition(title: string, columns: readonly DrawnColumn[], count: number, wanted: Wanted): PlainTable {
  const draw = drawFrom(wanted.seed);
  const boxes: Span[][] = [columns.map(({ size }) => ({ lo: 0, hi: size }))];
  for (let tries = 0; boxes.length < count && tries < 100 * count; tries++) {
    const at = draw(boxes.length);
    const halves = split(boxes[at] as Span[], draw);
    if (halves !== undefined) boxes.splice(at, 1, ...halves);
  }
  const rows = boxes.map((spans): DrawnRow => ({ spans, result: draw(wanted.results) }));
  const chosen = shuffled(rows.length, draw);
  for (const at of chosen.slice(0, wanted.wider)) rows[at] = wider(rows[at] as DrawnRow, columns, draw);
  for (const at of chosen.slice(wanted.wider, wanted.wider + wanted.narrower)) rows[at] = narrower(rows[at] as DrawnRow, draw);
  return plainTable(
    title,
    columns,
    shuffled(rows.length, draw).map((at) => rows[at] as DrawnRow),
    wanted.results,
  );
}

/** A box cut in two at a random place of a random column; undefined where that column is a single place. */
function split(spans: readonly Span[], draw: Draw): readonly Span[][] | undefined {
  const column = draw(spans.length);
  const { lo, hi } = spans[column] as Span;
  if (hi - lo < 2) return undefined;
  const cut = lo + 1 + draw(hi - lo - 1);
  const part = (span: Span): Span[] => spans.map((one, at) => (at === column ? span : one));
  return [part({ lo, hi: cut }), part({ lo: cut, hi })];
}

/** One end of one column is moved outwards, by up to half of the row's own width. */
function wider(row: DrawnRow, columns: readonly DrawnColumn[], draw: Draw): DrawnRow {
  const can = row.spans.flatMap(({ lo, hi }, at) => [
    ...(lo > 0 ? [{ at, down: true }] : []),
    ...(hi < (columns[at] as DrawnColumn).size ? [{ at, down: false }] : []),
  ]);
  const chosen = can[draw(can.length)];
  if (chosen === undefined) return row;
  const { lo, hi } = row.spans[chosen.at] as Span;
  const by = 1 + draw(Math.max(1, (hi - lo) >> 1));
  const span = chosen.down ? { lo: Math.max(0, lo - by), hi } : { lo, hi: Math.min((columns[chosen.at] as DrawnColumn).size, hi + by) };
  return { ...row, spans: row.spans.map((one, at) => (at === chosen.at ? span : one)) };
}

/** One end of one column is moved inwards, by up to half of the row's own width. */
function narrower(row: DrawnRow, draw: Draw): DrawnRow {
  const can = row.spans.flatMap(({ lo, hi }, at) => (hi - lo > 1 ? [at] : []));
  const column = can[draw(can.length)];
  if (column === undefined) return row;
  const { lo, hi } = row.spans[column] as Span;
  const by = 1 + draw((hi - lo) >> 1);
  const span = draw(2) === 0 ? { lo: lo + by, hi } : { lo, hi: hi - by };
  return { ...row, spans: row.spans.map((one, at) => (at === column ? span : one)) };
}

function shuffled(count: number, draw: Draw): readonly number[] {
  const order = Array.from({ length: count }, (_, at) => at);
  for (let at = count - 1; at > 0; at--) {
    const other = draw(at + 1);
    [order[at], order[other]] = [order[other] as number, order[at] as number];
  }
  return order;
}
