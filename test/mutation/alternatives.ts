/** One alternative dropped: of a cell, of an `in (…)` or `has any of (…)`, or of an `or`. */
import type { Expr, Span } from "#grammar";
import type { Change } from "./mutants.ts";
import { lineAround } from "./results.ts";
import { type Block, cellsOf, conditionsOf, partsOf } from "./rows.ts";
import type { Subject } from "./subject.ts";

export function droppedAlternatives(subject: Subject, blocks: readonly Block[]): readonly Change[] {
  const lists = blocks.flatMap((block) => [
    ...cellsOf(block).flatMap(({ cell }) => (cell.kind === "alternatives" ? [cell.alternatives] : [])),
    ...conditionsOf(block).flatMap(partsOf).flatMap(listsIn),
  ]);
  return lists.filter((list) => list.length > 1).flatMap((list) => list.map((_, index) => dropped(subject, list, index)));
}

function listsIn(expr: Expr): readonly (readonly Span[])[] {
  switch (expr.kind) {
    case "or":
      return [expr.terms];
    case "in":
      return [expr.alternatives];
    case "has":
      return expr.has.labels === undefined ? [] : [expr.has.labels];
    case "countOf":
      return [expr.conditions];
    default:
      return [];
  }
}

/** With it goes the comma or the `or` before it; for the first one, what stands between it and the next. */
function dropped({ source }: Subject, list: readonly Span[], index: number): Change {
  const one = list[index] as Span;
  const before = list[index - 1];
  const edit = before === undefined ? { start: one.start, end: list[1]?.start ?? one.end } : { start: before.end, end: one.end };
  return {
    at: one.start,
    told: `${lineAround(source.text, one.start, one.end)}: without ${source.text.slice(one.start, one.end)}`,
    edits: [{ ...edit, text: "" }],
  };
}
