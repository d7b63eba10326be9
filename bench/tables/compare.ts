/** Holds the answers of every engine that is measured to each other, and to the rows themselves, before anything is timed. */
import assert from "node:assert/strict";
import type { Analysis, Found } from "../../engine/cover/analysis.ts";
import type { PlainTable, Span } from "./plain-table.ts";
import type { Swept } from "./sweep.ts";

/** Pairs of rows that meet somewhere and give different results, by trying every pair. */
export function pairsOf(table: PlainTable): ReadonlySet<string> {
  const { rows } = table;
  const pairs = new Set<string>();
  for (const [index, one] of rows.entries()) {
    for (let other = index + 1; other < rows.length; other++) {
      const second = rows[other] as (typeof rows)[number];
      if (one.result !== second.result && one.cells.every((spans, column) => meet(spans, second.cells[column] ?? [])))
        pairs.add(`${index} ${other}`);
    }
  }
  return pairs;
}

const meet = (a: readonly Span[], b: readonly Span[]): boolean =>
  a.some((one) => b.some((other) => one.lo < other.hi && other.lo < one.hi));

/** The gaps are covered by no row and number what the sweep's do; the overlaps are those of every pair that disagrees. */
export function assertEqual(table: PlainTable, analysis: Analysis, swept: Swept | undefined): void {
  assert.equal(analysis.undecided, undefined);
  const known = table.columns.reduce((cells, column) => cells * BigInt(column.known), 1n);
  assert.equal(analysis.combinations, known, "all combinations of known values");
  assert.equal(sum(analysis.gaps.map((gap) => gap.combinations)), analysis.gapCombinations);
  for (const gap of analysis.gaps) {
    const point = [...analysis.unit.axes].map(({ index }) => Math.max(0, gap.region.get(index)?.indexOf(true) ?? 0));
    assert.equal(applyingAt(table, point).length, 0, "a row covers a gap");
  }
  const pairs = pairsOf(table);
  assert.deepEqual(sorted(pairsIn(analysis.overlaps, table)), sorted(pairs), "pairs of rows that disagree");
  if (swept === undefined) return;
  assert.deepEqual(
    sorted(
      new Set(
        swept.overlaps.flatMap((set) =>
          set.flatMap((one, at) =>
            set.slice(at + 1).flatMap((other) => (table.rows[one]?.result === table.rows[other]?.result ? [] : [`${one} ${other}`])),
          ),
        ),
      ),
    ),
    sorted(pairs),
    "pairs of rows in the sweep",
  );
  for (const missing of swept.missing) {
    const row = table.rows.findIndex(({ cells }) => cells.every((spans, column) => meet(spans, [missing[column] as Span])));
    assert.equal(row, -1, "a missing row of the sweep is covered");
  }
  assert.equal(
    sum(swept.missing.map((spans) => spans.reduce((cells, { lo, hi }) => cells * BigInt(hi - lo), 1n))),
    analysis.gapCombinations,
    "uncovered combinations in the sweep",
  );
}

const applyingAt = (table: PlainTable, point: readonly number[]) =>
  table.rows.filter(({ cells }) =>
    cells.every((spans, column) => spans.some(({ lo, hi }) => lo <= (point[column] as number) && (point[column] as number) < hi)),
  );

/** What z3 found is a gap, or a conflict, by the rows themselves; where it found none there is none. */
export function assertWitness(
  table: PlainTable,
  found: readonly number[] | "none" | "late",
  kind: "gap" | "overlap",
  expected: boolean,
): void {
  if (found === "late") return;
  assert.equal(found !== "none", expected, `whether there is a ${kind} in ${table.title}`);
  if (found === "none") return;
  const applying = applyingAt(table, found);
  if (kind === "gap") assert.equal(applying.length, 0, "a row covers the gap");
  else assert.ok(new Set(applying.map(({ result }) => result)).size > 1, "the rows agree");
}

const sum = (counts: readonly bigint[]): bigint => counts.reduce((total, one) => total + one, 0n);
const sorted = (texts: ReadonlySet<string>): readonly string[] => [...texts].sort();

/** Rows of an analysis are counted over the scheme, in the order of the table. */
function pairsIn(overlaps: readonly Found[], table: PlainTable): ReadonlySet<string> {
  const ids = [...new Set(overlaps.flatMap(({ rows }) => rows.map(({ row }) => row.id)))];
  const first = Math.min(...ids, 0);
  const pairs = new Set<string>();
  for (const { rows } of overlaps) {
    const indexes = rows.map(({ row }) => row.id - first);
    for (const [at, one] of indexes.entries())
      for (const other of indexes.slice(at + 1)) if (table.rows[one]?.result !== table.rows[other]?.result) pairs.add(`${one} ${other}`);
  }
  return pairs;
}
