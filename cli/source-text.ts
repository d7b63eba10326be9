/**
 * Offsets in a rule file as lines and columns, and its lines as text, for reports.
 * Lines end as editors see them: `\n`, `\r\n` or a lone `\r`. Columns count UTF-16 units from 1.
 */

import { lineAt, lineStarts, type Position } from "./engine.ts";

export interface SourceText {
  /** The path as reports show it. */
  readonly path: string;
  readonly text: string;
  readonly at: (offset: number) => Position;
  /** The text of a line (from 1), without its end. */
  readonly line: (line: number) => string;
}

export const sourceText = (path: string, text: string): SourceText => {
  let known: readonly number[] | undefined;
  const starts = (): readonly number[] => {
    known ??= lineStarts(text);
    return known;
  };
  const owner = {};
  return {
    path,
    text,
    at: (offset) => lineAt(text, Math.max(0, Math.min(offset, text.length)), owner),
    line: (line) => text.slice(starts()[line - 1] ?? text.length, starts()[line] ?? text.length).replace(/[\r\n]+$/, ""),
  };
};
