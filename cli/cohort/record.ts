/** One record of a case file as a case: what each of its cells says, and what `--set` says where it is silent. */
import { isUnreadable, type Reading, readCell, readMember, type Scheme, type Unreadable } from "../engine.ts";
import type { Unambiguous } from "./names.ts";

export interface Cell {
  readonly meant: Unambiguous;
  readonly text: string;
}

/** A cell that cannot be read stands in the case as such: what depends on it is invalid, the rest is not. */
export type Recorded = ReadonlyMap<string, Reading | Unreadable>;

/** Cells come before fillings: a filling counts only where no cell says anything. */
export const readRecord = (
  scheme: Scheme,
  cells: readonly Cell[],
  fillings: readonly Cell[],
  unknownWords: readonly string[],
): Recorded => {
  const recorded = new Map<string, Reading | Unreadable>();
  const spoken = cells.filter((cell) => cell.text.trim() !== "");
  for (const cell of [...spoken, ...fillings.filter((filling) => !spoken.some((cell) => coversFilling(cell, filling)))]) {
    const reading = readOne(scheme, cell, unknownWords, recorded.get(cell.meant.variable.name));
    if (reading !== undefined) recorded.set(cell.meant.variable.name, reading);
  }
  return recorded;
};

/** A cell for a whole set speaks of all its members; a cell for one member leaves the others to the fillings. */
const coversFilling = (cell: Cell, filling: Cell): boolean => {
  if (cell.meant.variable.name !== filling.meant.variable.name) return false;
  if (cell.meant.kind === "variable") return true;
  return filling.meant.kind === "variable" || cell.meant.member === filling.meant.member;
};

const readOne = (
  scheme: Scheme,
  { meant, text }: Cell,
  unknownWords: readonly string[],
  soFar: Reading | Unreadable | undefined,
): Reading | Unreadable | undefined => {
  const { name } = meant.variable;
  if (meant.kind === "variable") return readCell(scheme, name, text, { unknownWords });
  if (soFar !== undefined && isUnreadable(soFar)) return soFar;
  return readMember(scheme, name, meant.member, text, { unknownWords }, soFar);
};
