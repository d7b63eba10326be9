/** Text edits on the rows of a file: a row goes with its line and what documents it, an alternative with its comma. */
import type { Span } from "#grammar";
import type { Source } from "../api.ts";
import type { Fix, Place } from "../finding.ts";

interface Edit extends Span {
  readonly uri: string;
  readonly text: string;
}

const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}

/** Takes a row out: its whole line with the comments that speak of it, or only the row where others share the line. */
export function deleteRowEdit(sources: readonly Source[], place: Place): Edit | undefined {
  const text = sources.find((source) => source.uri === place.uri)?.text;
  if (text === undefined) return undefined;
  const { start, end } = place.span;
  const before = text.slice(lineStart(text, start), start);
  const after = text.slice(end, lineEnd(text, end));
  if (before.trim() === "" && /^[ \t]*(\/\/[^\n]*)?\r?\n?$/.test(after)) {
    let from = lineStart(text, start);
    while (from > 0 && /^[ \t]*(\/\/\/|\/\/ *stagewright-ignore)/.test(text.slice(lineStart(text, from - 1), from)))
      from = lineStart(text, from - 1);
    return { uri: place.uri, start: from, end: lineEnd(text, end), text: "" };
  }
  const next = /^[ \t]*;[ \t]*/.exec(after);
  if (next !== null) return { uri: place.uri, start, end: end + next[0].length, text: "" };
  const previous = /[ \t]*;[ \t]*$/.exec(before);
  return { uri: place.uri, start: start - (previous?.[0].length ?? 0), end, text: "" };
}

export function deleteRow(sources: readonly Source[], place: Place, safe: boolean): readonly Fix[] {
  const edit = deleteRowEdit(sources, place);
  return edit === undefined ? [] : [{ title: "Delete this row", safe, edits: [edit] }];
}

/** Takes one of several alternatives out, with the comma beside it. */
export function deleteAlternative(sources: readonly Source[], uri: string, { start, end }: Span, safe: boolean): readonly Fix[] {
  const text = sources.find((source) => source.uri === uri)?.text;
  if (text === undefined) return [];
  const written = text.slice(start, end).trim();
  const next = /^\s*(,|\bor\b)\s*/.exec(text.slice(end));
  const previous = /\s*(,|\bor\b)\s*$/.exec(text.slice(0, start));
  if (next === null && previous === null) return [];
  const edit =
    next === null
      ? { uri, start: start - (previous?.[0].length ?? 0), end, text: "" }
      : { uri, start, end: end + next[0].length, text: "" };
  return [{ title: `Delete ${written}`, safe, edits: [edit] }];
}
