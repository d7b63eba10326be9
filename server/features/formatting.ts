/**
 * Formatting: the grammar's formatter as small edits of the blanks between words, for a whole file, for a range, and for
 * the table in which somebody types. Nothing but blanks and the signs that part rows is ever changed.
 */
import type { Range, TextEdit } from "vscode-languageserver";
import { format, type Grid, parse, type Span } from "#grammar";
import { toRange } from "../to-lsp.ts";
import type { Held } from "../workspace.ts";

/** A change of the text, by offsets. */
interface Change extends Span {
  readonly text: string;
}

export const formatFile = (held: Held): TextEdit[] => toEdits(held, changesOf(held.source.text));

/** Only what lies within the range. */
export const formatRange = (held: Held, range: Range): TextEdit[] => {
  const start = held.document.offsetAt({ line: range.start.line, character: 0 });
  const end = held.document.offsetAt(range.end);
  return toEdits(
    held,
    changesOf(held.source.text).filter((change) => change.start >= start && change.end <= end),
  );
};

/**
 * After `|` or a line break in a grid: its columns are set below each other, also for a row that is only half typed.
 * The blanks at the cursor stay as they are.
 */
export const formatTyped = (held: Held, cursor: number): TextEdit[] => {
  const { text, parsed } = held.source;
  const decl = parsed.file.decls.find((one) => one.start < cursor && cursor < one.end && gridOf(one) !== undefined);
  const grid = decl === undefined ? undefined : gridOf(decl);
  if (decl === undefined || grid === undefined) return [];
  if (parsed.file.comments.some((comment) => comment.start < cursor && cursor <= comment.end)) return [];
  if (isInText(text, cursor)) return [];
  const filling = fillingAt(text, cursor, grid);
  const filled = filling === undefined ? text : text.slice(0, filling.at) + filling.text + text.slice(filling.at);
  const by = filling?.text.length ?? 0;
  const back = (offset: number): number => (filling === undefined || offset <= filling.at ? offset : Math.max(filling.at, offset - by));
  return toEdits(
    held,
    changesOf(filled)
      .filter(({ start, end }) => filling === undefined || end <= filling.at || start >= filling.at + by)
      .map((change) => ({ ...change, start: back(change.start), end: back(change.end) }))
      .filter(({ start, end }) => start >= decl.start && end <= decl.end && !(start <= cursor && cursor <= end)),
  );
};

const gridOf = (decl: Held["source"]["parsed"]["file"]["decls"][number]): Grid<unknown> | undefined =>
  decl.kind === "table" || decl.kind === "exclude" || decl.kind === "examples" ? decl.grid : undefined;

/** An odd number of quotes stands before it on its line. */
const isInText = (text: string, cursor: number): boolean => {
  const before = text.slice(text.lastIndexOf("\n", cursor - 1) + 1, cursor);
  return before.replace(/\\./g, "").split('"').length % 2 === 0;
};

/** What a half-typed row lacks to be a whole one, so that the formatter sees its columns. Never written to the file. */
const fillingAt = (text: string, cursor: number, grid: Grid<unknown>): { readonly at: number; readonly text: string } | undefined => {
  const start = text.lastIndexOf("\n", cursor - 1) + 1;
  const line = /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? "";
  const written = line.replace(/\s*(\/\/.*)?$/, "");
  const signs = written.replace(/"[^"]*"/g, "");
  if (written.trim() === "" || /=>|[{}]/.test(signs) || start + written.length > cursor) return undefined;
  const bars = signs.split("|").length - 1;
  const missing = grid.columns.length - 1 - bars;
  if (missing < 0) return undefined;
  const first = written.endsWith("|") ? " ?" : "";
  const results = grid.results.map(() => "???").join(" | ");
  const rest = `${first}${" | ?".repeat(missing)}${results === "" ? "" : ` => ${results}`}`;
  return rest === "" ? undefined : { at: start + written.length, text: rest };
};

// ------------------------------------------------------------------------ edits

const changesOf = (text: string): readonly Change[] => changesBetween(text, format(text));

/** Blanks, and the sign that may part rows that share a line: all that the formatter puts in or leaves out. */
const parting = /[\s;]*/y;

const partingAt = (text: string, at: number): string => {
  parting.lastIndex = at;
  return parting.exec(text)?.[0] ?? "";
};

/** Walks along both texts, whose words are the same; where they are not, the whole text is one change. */
const changesBetween = (before: string, after: string): readonly Change[] => {
  const changes: Change[] = [];
  for (let from = 0, to = 0; from < before.length || to < after.length; from++, to++) {
    const [old, fresh] = [partingAt(before, from), partingAt(after, to)];
    if (old !== fresh) changes.push(smallest({ start: from, end: from + old.length, text: fresh }, old));
    from += old.length;
    to += fresh.length;
    if (before[from] !== after[to]) return [{ start: 0, end: before.length, text: after }];
  }
  return changes;
};

/** Without the lines that stay: so an edit of one line does not touch the next. */
const smallest = ({ start, end, text }: Change, old: string): Change => {
  let same = 0;
  while (same < old.length && same < text.length && old[same] === text[same]) same++;
  return { start: start + same, end, text: text.slice(same) };
};

const toEdits = ({ document, source }: Held, changes: readonly Change[]): TextEdit[] =>
  keepsMeaning(source.text, changes) ? changes.map((change) => ({ range: toRange(document, change), newText: change.text })) : [];

/** A part of the formatter's changes may be made on its own only if it breaks nothing. */
const keepsMeaning = (text: string, changes: readonly Change[]): boolean => {
  const changed = [...changes].reverse().reduce((now, { start, end, text: fresh }) => now.slice(0, start) + fresh + now.slice(end), text);
  return parse(changed).problems.length <= parse(text).problems.length;
};
