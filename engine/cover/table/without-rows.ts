/** Whether every case keeps its outcome when rows of a plain table go: their boxes are cut into pieces with the same rows each. */
import { severity } from "../../compile/local.ts";
import type { Space } from "../../compile/space.ts";
import { agree, uncovered, type Verdict, verdictId } from "../../compile/verdict.ts";
import { step } from "../../diagram/store.ts";
import type { Block, Row } from "../../model/symbols.ts";
import { type Box, covers, cutTo, meets } from "./box-set.ts";
import { knownPart, type PlainRow, type PlainTable } from "./plain-table.ts";
import { bestCut, scratchFor } from "./uncovered.ts";

/**
 * Undefined where boxes do not tell: a row that names an unknown, or that lies beside rows which do, also decides which
 * other unknowns are opened.
 */
export function sameWithoutRows(space: Space, table: PlainTable, gone: readonly Row[]): boolean | undefined {
  if (!sameIn(space, table, gone, "known")) return false;
  if (table.columns.every(({ unknowns }) => unknowns.length === 0)) return true;
  const names = table.rows.some((row) => row.names.length > 0 && gone.includes(row.placed.row));
  // Each unknown being read as one more value: where even so nothing changes, what is opened does not change either.
  return !names && sameIn(space, table, gone, "all") ? true : undefined;
}

function sameIn(space: Space, table: PlainTable, gone: readonly Row[], cells: "known" | "all"): boolean {
  const { all, owners, rows } = table;
  const scratch = scratchFor(table.sizes);
  const isGone = rows.map(({ placed }) => gone.includes(placed.row));
  const left = rows.filter((_, index) => !isGone[index]);
  const visit = (region: Box, before: readonly number[], candidates: readonly number[], excluded: boolean): boolean => {
    step(space.store, candidates.length * all.columns);
    const applying = [...before];
    const partial: number[] = [];
    let inExclude = excluded;
    for (const index of candidates) {
      if (!meets(all, index, region)) continue;
      if (!covers(all, index, region)) partial.push(index);
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
    const applied = new Set(applying.map((index) => rows[owners[index] as number] as PlainRow));
    const withThem = verdictOf(rows, applied, inExclude);
    return verdictId(space.verdicts, withThem) === verdictId(space.verdicts, verdictOf(left, applied, inExclude));
  };
  const starts = (box: Box): readonly Box[] => (cells === "all" ? [box] : knownPart(table, box));
  const everything = Array.from({ length: all.count }, (_, index) => index);
  return rows.every(
    ({ boxes }, index) => !isGone[index] || boxes.every((box) => starts(box).every((region) => visit(region, [], everything, false))),
  );
}

/** What rows that apply together come to, joined in the order in which the diagrams join them: it shows in the reasons. */
export function verdictOf(rows: readonly PlainRow[], applied: ReadonlySet<PlainRow>, excluded: boolean): Verdict {
  const blocks = new Map<Block | undefined, PlainRow[]>();
  for (const row of rows) {
    const own = blocks.get(row.placed.block);
    if (own === undefined) blocks.set(row.placed.block, [row]);
    else own.push(row);
  }
  const each = [...blocks].map(([block, own]) =>
    block === undefined || block.policy === "unique"
      ? agreeing(own.map((row) => (applied.has(row) ? row.verdict : uncovered)))
      : chosenBy(
          block,
          own.filter((row) => applied.has(row)),
        ),
  );
  const verdict = agreeing(each);
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

function agreeing(verdicts: readonly Verdict[]): Verdict {
  let layer = verdicts;
  while (layer.length > 1) {
    const before = layer;
    layer = Array.from({ length: Math.ceil(before.length / 2) }, (_, index) => {
      const left = before[2 * index] as Verdict;
      const right = before[2 * index + 1];
      return right === undefined ? left : agree(left, right);
    });
  }
  return layer[0] ?? uncovered;
}
