/** Text edits as data: replacing, inserting, and taking out what stands on lines of its own. Nothing here knows what a text means. */
import type { Comment, ParseResult, Span, TextEdit } from "#grammar";
import type { Fix } from "../finding.ts";

/** The text that an edit is about, with its comments. */
export interface Written {
  readonly uri: string;
  readonly text: string;
  readonly parsed: ParseResult;
}

/** A fix in one file. */
export const fixOf = (title: string, uri: string, edits: readonly TextEdit[], safe = false): Fix => ({
  title,
  safe,
  edits: edits.map(({ start, end, text }) => ({ uri, start, end, text })),
});

export const replaceBy = (title: string, uri: string, span: Span, text: string): Fix => fixOf(title, uri, [{ ...span, text }]);
export const insertAt = (title: string, uri: string, at: number, text: string): Fix => fixOf(title, uri, [{ start: at, end: at, text }]);

/** Offset at which the line of `at` begins. */
export function lineStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && !isBreak(text[start - 1])) start--;
  return start;
}

/** Offset at which the line of `at` ends, before its line break. */
export function lineEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isBreak(text[end])) end++;
  return end;
}

const isBreak = (sign: string | undefined): boolean => sign === "\n" || sign === "\r";

/** The blanks that a line begins with. */
export const indentAt = (text: string, at: number): string => /^[ \t]*/.exec(text.slice(lineStart(text, at)))?.[0] ?? "";

export const isBlank = (text: string): boolean => text.trim() === "";

/** True where nothing but blanks stands before `at` on its line. */
export const isFirstOnLine = (text: string, at: number): boolean => isBlank(text.slice(lineStart(text, at), at));

/** Takes a part out with its documentation. Ordinary comments stay, those inside it too. */
export function takeOut(source: Written, span: Span): TextEdit {
  const { text } = source;
  const comments = source.parsed.file.comments.filter((comment) => comment.start >= span.start && comment.end <= span.end);
  const kept = comments.filter((comment) => comment.kind !== "doc");
  const start = startWithDoc(source, span.start);
  const end = endWithDoc(source, span.end);
  const indent = indentAt(text, start);
  const left = kept.map((comment) => `${indent}${text.slice(comment.start, comment.end)}\n`).join("");
  const after = /^[ \t]*(;[ \t]*)?/.exec(text.slice(end));
  const alone = isFirstOnLine(text, start);
  const rest = end + (after?.[0].length ?? 0);
  const restIsBlank = isBlank(text.slice(rest, lineEnd(text, rest)));
  if (alone && restIsBlank) {
    const from = lineStart(text, start);
    const to = afterBreak(text, lineEnd(text, rest));
    return { start: from, end: left === "" ? withoutDoubleGap(text, from, to) : to, text: left };
  }
  // Something else stands on the line: one of the two signs that parted them goes too.
  if (restIsBlank || text[rest] === "}") return { start: withoutSign(text, start), end, text: left === "" ? "" : `\n${left.trimEnd()}` };
  return { start, end: rest, text: left };
}

/** Takes a comment out, and its line where nothing else stands on it. */
export function takeOutComment({ text }: Written, comment: Comment): TextEdit {
  const rest = text.slice(comment.end, lineEnd(text, comment.end));
  if (comment.ownLine && isBlank(rest))
    return { start: lineStart(text, comment.start), end: afterBreak(text, lineEnd(text, comment.end)), text: "" };
  let start = comment.start;
  while (start > 0 && /[ \t]/.test(text[start - 1] ?? "")) start--;
  return { start: isBlank(rest) ? start : comment.start, end: comment.end, text: "" };
}

/** The documentation lines directly above a part belong to it. */
export function startWithDoc({ text, parsed }: Written, start: number): number {
  if (!isFirstOnLine(text, start)) return start;
  let at = start;
  for (;;) {
    const above = parsed.file.comments.find(
      (comment) => comment.kind === "doc" && comment.ownLine && comment.end <= at && isOneBreak(text.slice(comment.end, at)),
    );
    if (above === undefined) return at;
    at = above.start;
  }
}

/** So does one at the end of its line. */
function endWithDoc({ text, parsed }: Written, end: number): number {
  const behind = parsed.file.comments.find((comment) => isDocBehind(comment, text, end));
  return behind?.end ?? end;
}

const isDocBehind = (comment: Comment, text: string, end: number): boolean =>
  comment.kind === "doc" && !comment.ownLine && comment.start >= end && /^[ \t]*$/.test(text.slice(end, comment.start));

const isOneBreak = (between: string): boolean => /^[ \t]*(\r\n|\n|\r)[ \t]*$/.test(between);

function afterBreak(text: string, at: number): number {
  if (text[at] === "\r" && text[at + 1] === "\n") return at + 2;
  return at < text.length ? at + 1 : at;
}

/** Two empty lines in the place of one would be left where the part stood between two. */
function withoutDoubleGap(text: string, from: number, to: number): number {
  const before = from === 0 || isBlank(text.slice(lineStart(text, from - 1), from));
  const next = lineEnd(text, to);
  return before && to < text.length && isBlank(text.slice(to, next)) ? afterBreak(text, next) : to;
}

function withoutSign(text: string, start: number): number {
  let at = start;
  while (at > 0 && /[ \t;]/.test(text[at - 1] ?? "")) at--;
  return at;
}

/** Takes one of several names out of a list with commas. */
export function takeOutOfList(names: readonly Span[], index: number): TextEdit | undefined {
  const name = names[index];
  const next = names[index + 1];
  const before = names[index - 1];
  if (name === undefined || names.length < 2) return undefined;
  if (before !== undefined) return { start: before.end, end: name.end, text: "" };
  return next === undefined ? undefined : { start: name.start, end: next.start, text: "" };
}
