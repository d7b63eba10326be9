/**
 * A line that holds blanks alone, where an indent was left behind when its words were deleted. If lines beside it
 * make no sense, what they miss stood there. (An empty line tells nothing: authors part their blocks with it.)
 */
import type { IToken } from "chevrotain";
import type { Span, SyntaxProblem } from "./ast.ts";
import type { Line } from "./layout.ts";
import { RCurly } from "./tokens.ts";

/** The line directly above the one that an offset lies on, if it holds blanks alone. */
export function emptiedAbove(text: string, offset: number): Span | undefined {
  const found = /(?:^|[\r\n])([ \t]+)(?:\r\n?|\n)[^\r\n]*$/.exec(text.slice(Math.max(0, offset - 400), offset));
  if (found === null) return undefined;
  const start = offset - found[0].length + found[0].indexOf(found[1] as string);
  return { start, end: start + (found[1] as string).length };
}

/** The line directly below the one that an offset lies on, if it holds blanks alone. */
export function emptiedBelow(text: string, offset: number): Span | undefined {
  const found = /^([^\r\n]*(?:\r\n?|\n))([ \t]+)(?=[\r\n]|$)/.exec(text.slice(offset, offset + 400));
  if (found === null) return undefined;
  const start = offset + (found[1] as string).length;
  return { start, end: start + (found[2] as string).length };
}

/** The emptied line that a bad line lacks: above it, or for a brace left over above the lines that it would close. */
export function lostLine(text: string, line: Line, before: readonly Line[]): Span | undefined {
  const isBrace = line.tokens.length === 1 && line.tokens[0]?.tokenType === RCurly;
  let first = line;
  for (let index = before.length - 1; isBrace && index >= 0; index -= 1) {
    const above = before[index] as Line;
    if (above.column <= line.column) break;
    first = above;
  }
  return emptiedAbove(text, (first.tokens[0] as IToken).startOffset);
}

export const lostProblem = (span: Span): SyntaxProblem => ({
  ...span,
  message: "The line that belongs here is missing: the lines below it make no sense without it.",
  fix: undefined,
});
