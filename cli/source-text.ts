/**
 * Offsets in a rule file as lines and columns, and its lines as text, for reports.
 * Lines end as editors see them: `\n`, `\r\n` or a lone `\r`. Columns count UTF-16 units from 1.
 */

export interface Position {
  readonly line: number;
  readonly column: number;
}

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
  return {
    path,
    text,
    at: (offset) => {
      const within = Math.max(0, Math.min(offset, text.length));
      const index = lastAtMost(starts(), within);
      return { line: index + 1, column: within - (starts()[index] ?? 0) + 1 };
    },
    line: (line) => text.slice(starts()[line - 1] ?? text.length, starts()[line] ?? text.length).replace(/[\r\n]+$/, ""),
  };
};

const lineStarts = (text: string): readonly number[] => {
  const starts = [0];
  for (const end of text.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length);
  return starts;
};

/** Index of the last start that is not past the offset; starts are sorted and begin with 0. */
const lastAtMost = (starts: readonly number[], offset: number): number => {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
};
