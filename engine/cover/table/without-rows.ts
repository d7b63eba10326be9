/** Whether every case keeps its outcome when rows of a plain table go: their boxes are cut into pieces with the same rows each. */
import { severity } from "../../compile/local.ts";
import type { Space } from "../../compile/space.ts";
import { agree, uncovered, type Verdict, verdictId } from "../../compile/verdict.ts";
import { step } from "../../diagram/store.ts";
import type { Block, Row } from "../../model/symbols.ts";
import { apart, type Box, cutTo, liesTo, meeting } from "./box-set.ts";
import { boxesOf, knownPart, type PlainRow, type PlainTable } from "./plain-table.ts";
import { bestCut, scratchFor } from "./uncovered.ts";

/**
 * Undefined where boxes do not tell: a row that names an unknown, or that lies beside rows which do, also decides which
 * other unknowns are opened. `before`: rows that are gone already.
 */
export function sameWithoutRows(space: Space, table: PlainTable, gone: readonly Row[], before: readonly Row[] = []): boolean | undefined {
  if (!sameIn(space, table, gone, before, "known")) return false;
  if (namesNoUnknown(table)) return true;
  const names = table.rows.some((row) => row.names.length > 0 && gone.includes(row.placed.row));
  // Each unknown being read as one more value: where even so nothing changes, what is opened does not change either.
  return !names && sameIn(space, table, gone, before, "all") ? true : undefined;
}

export const namesNoUnknown = ({ columns }: PlainTable): boolean => columns.every(({ unknowns }) => unknowns.length === 0);

function sameIn(space: Space, table: PlainTable, gone: readonly Row[], before: readonly Row[], cells: "known" | "all"): boolean {
  const { all, owners, rows } = table;
  const scratch = scratchFor(table.sizes);
  const isGone = rows.map(({ placed }) => gone.includes(placed.row));
  const wasGone = rows.map(({ placed }) => before.includes(placed.row));
  const order = orderOf(rows.filter((_, index) => !wasGone[index]));
  const left = orderOf(rows.filter((_, index) => !wasGone[index] && !isGone[index]));
  const visit = (region: Box, before: readonly number[], candidates: readonly number[], excluded: boolean): boolean => {
    step(space.store, candidates.length * all.columns);
    const applying = [...before];
    const partial: number[] = [];
    let inExclude = excluded;
    for (const index of candidates) {
      const lies = liesTo(all, index, region);
      if (lies === apart) continue;
      if (lies === meeting) partial.push(index);
      else if (index >= owners.length) inExclude = true;
      else applying.push(index);
    }
    // Where nothing that goes applies, nothing can change.
    if (![...applying, ...partial].some((index) => index < owners.length && isGone[owners[index] as number])) return true;
    if (partial.length > 0) {
      const { column, cut } = bestCut(all, region, partial, scratch);
      return (
        visit(cutTo(region, column, region[2 * column] as number, cut), applying, partial, inExclude) &&
        visit(cutTo(region, column, cut, region[2 * column + 1] as number), applying, partial, inExclude)
      );
    }
    const applied = applying.map((index) => rows[owners[index] as number] as PlainRow);
    const kept = applied.filter((row) => left.has(row));
    return verdictId(space.verdicts, verdictOf(order, applied, inExclude)) === verdictId(space.verdicts, verdictOf(left, kept, inExclude));
  };
  const starts = (box: Box): readonly Box[] => (cells === "all" ? [box] : knownPart(table, box));
  const everything: number[] = [];
  for (let index = 0; index < all.count; index++) if (index >= owners.length || !wasGone[owners[index] as number]) everything.push(index);
  return rows.every(
    (row, index) =>
      !isGone[index] || boxesOf(table, row).every((box) => starts(box).every((region) => visit(region, [], everything, false))),
  );
}

/** Where rows stand: the number of their block, and their own in it. */
export type Order = ReadonlyMap<PlainRow, { readonly block: number; readonly at: number }>;

export function orderOf(rows: readonly PlainRow[]): Order {
  const blocks = new Map<Block | undefined, { readonly block: number; rows: number }>();
  const order = new Map<PlainRow, { block: number; at: number }>();
  for (const row of rows) {
    const own = blocks.get(row.placed.block) ?? { block: blocks.size, rows: 0 };
    blocks.set(row.placed.block, own);
    order.set(row, { block: own.block, at: own.rows++ });
  }
  return order;
}

interface Standing {
  readonly at: number;
  readonly verdict: Verdict;
}

/** What rows that apply together come to, joined in the order in which the diagrams join them: it shows in the reasons. */
export function verdictOf(order: Order, applied: readonly PlainRow[], excluded: boolean): Verdict {
  const blocks = new Map<number, PlainRow[]>();
  const place = (row: PlainRow) => order.get(row) ?? { block: 0, at: 0 };
  for (const row of [...applied].sort((a, b) => place(a).at - place(b).at)) {
    const own = blocks.get(place(row).block);
    if (own === undefined) blocks.set(place(row).block, [row]);
    else own.push(row);
  }
  const each = [...blocks].map(([at, rows]): Standing => {
    const block = rows[0]?.placed.block;
    const verdict =
      block === undefined || block.policy === "unique"
        ? agreeing(rows.map((row) => ({ at: place(row).at, verdict: row.verdict })))
        : chosenBy(block, rows);
    return { at, verdict };
  });
  const verdict = agreeing(each.sort((a, b) => a.at - b.at));
  // An exclude keeps what rows give, and stands for what they do not.
  return excluded && (verdict.kind === "uncovered" || verdict.kind === "conflict") ? { kind: "excluded", marks: [], needs: [] } : verdict;
}

/** The first, or the most severe, of the rows that apply. */
function chosenBy(block: Block, applied: readonly PlainRow[]): Verdict {
  const [first, ...others] = applied;
  if (first === undefined) return uncovered;
  if (block.policy === "first") return first.verdict;
  return others.reduce((best, row) => (severity(row.placed.row.result) > severity(best.placed.row.result) ? row : best), first).verdict;
}

/** In pairs of neighbours, then pairs of pairs; who does not apply leaves the other as it is. */
function agreeing(standing: readonly Standing[]): Verdict {
  let layer = standing;
  while (layer.length > 1) {
    const next: Standing[] = [];
    for (const { at, verdict } of layer) {
      const before = next[next.length - 1];
      if (before?.at === at >> 1) next[next.length - 1] = { at: before.at, verdict: agree(before.verdict, verdict) };
      else next.push({ at: at >> 1, verdict });
    }
    layer = next;
  }
  return layer[0]?.verdict ?? uncovered;
}
