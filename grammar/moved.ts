/** Parts of a tree as they stand further on in a text, or further back: the same, with other offsets. */
import type { Alternative, Cell, LabelLiteral, Row } from "./ast.ts";

/** The part itself where nothing moves. */
export const movedBy = <T>(part: T, by: number): T => (by === 0 ? part : (moveAny(part, by) as T));

type Fields = Record<string, unknown>;

function moveAny(part: unknown, by: number): unknown {
  if (typeof part !== "object" || part === null) return part;
  if (Array.isArray(part)) return part.map((one) => moveAny(one, by));
  if (isRow(part)) return moveRow(part, by);
  const moved: Fields = { ...(part as Fields) };
  for (const [name, value] of Object.entries(moved)) {
    if (typeof value === "object" && value !== null) moved[name] = moveAny(value, by);
    else if ((name === "start" || name === "end") && typeof value === "number") moved[name] = value + by;
  }
  return moved;
}

// Most of a large file are rows, so these are moved without looking at every field.

const isRow = (part: object): part is Row => "cells" in part && "results" in part;

const moveRow = ({ cells, results, cites, doc, start, end }: Row, by: number): Row => ({
  cells: cells.map((cell) => moveCell(cell, by)),
  results: results.map((result) => (result.kind === "label" ? moveLabelled(result, by) : (moveAny(result, by) as typeof result))),
  cites: cites.length === 0 ? cites : cites.map((cite) => moveAny(cite, by) as typeof cite),
  doc,
  start: start + by,
  end: end + by,
});

function moveCell(cell: Cell, by: number): Cell {
  const [start, end] = [cell.start + by, cell.end + by];
  if (cell.kind !== "alternatives") return { kind: cell.kind, start, end };
  const { kind, negated, alternatives } = cell;
  return { kind, negated, alternatives: alternatives.map((one) => moveAlternative(one, by)), start, end };
}

function moveAlternative(one: Alternative, by: number): Alternative {
  if (one.kind !== "value" || one.value.kind !== "label") return moveAny(one, by) as Alternative;
  return { kind: one.kind, value: moveLabelled(one.value, by), start: one.start + by, end: one.end + by };
}

function moveLabelled({ kind, label, start, end }: LabelLiteral, by: number): LabelLiteral {
  const { text, quoted } = label;
  return { kind, label: { text, quoted, start: label.start + by, end: label.end + by }, start: start + by, end: end + by };
}
