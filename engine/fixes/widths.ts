/** Makes a row as wide as its header, where it is plain how. */
import type { Cell, Result } from "#grammar";
import type { Fix } from "../finding.ts";
import { insertAt, replaceBy } from "./edits.ts";

/** Cells that are missing are taken to be the last ones; one too many is only deleted where it says nothing. */
export function cellFixes(uri: string, cells: readonly Cell[], columns: number): readonly Fix[] {
  const last = cells.at(-1);
  if (last === undefined) return [];
  const missing = columns - cells.length;
  if (missing > 0) {
    const title = missing === 1 ? "Write any for the last column" : `Write any for the last ${missing} columns`;
    return [insertAt(title, uri, last.end, " | any".repeat(missing))];
  }
  const before = cells.at(-2);
  if (missing !== -1 || last.kind !== "any" || before === undefined) return [];
  return [replaceBy("Delete the last cell", uri, { start: before.end, end: last.end }, "")];
}

export function resultFixes(uri: string, results: readonly Result[], names: number): readonly Fix[] {
  const last = results.at(-1);
  const missing = names - results.length;
  if (last === undefined || missing <= 0) return [];
  const title = missing === 1 ? "Leave the last result open (???)" : `Leave the last ${missing} results open (???)`;
  return [insertAt(title, uri, last.end, " | ???".repeat(missing))];
}
