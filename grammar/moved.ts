/** Parts of a tree as they stand further on in a text, or further back: the same, with other offsets. */
import type { Alternative, Cell, Label, Literal, Row, Span } from "./ast.ts";

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

const moveRow = (row: Row, by: number): Row => ({
  ...row,
  start: row.start + by,
  end: row.end + by,
  cells: row.cells.map((cell) => moveCell(cell, by)),
  results: row.results.map((result) => (result.kind === "label" ? moveLabelled(result, by) : (moveAny(result, by) as typeof result))),
  cites: row.cites.length === 0 ? row.cites : row.cites.map((cite) => shifted(cite, by)),
});

const shifted = <T extends Span>(part: T, by: number): T => ({ ...part, start: part.start + by, end: part.end + by });

function moveCell(cell: Cell, by: number): Cell {
  if (cell.kind !== "alternatives") return shifted(cell, by);
  const { start, end, alternatives } = cell;
  return { ...cell, start: start + by, end: end + by, alternatives: alternatives.map((one) => moveAlternative(one, by)) };
}

function moveAlternative(one: Alternative, by: number): Alternative {
  if (one.kind !== "value") return moveAny(one, by) as Alternative;
  return { ...one, start: one.start + by, end: one.end + by, value: moveLiteral(one.value, by) };
}

const moveLiteral = (literal: Literal, by: number): Literal =>
  literal.kind === "label" ? moveLabelled(literal, by) : (moveAny(literal, by) as Literal);

const moveLabelled = <T extends Span & { readonly label: Label }>(part: T, by: number): T => ({
  ...part,
  start: part.start + by,
  end: part.end + by,
  label: shifted(part.label, by),
});
