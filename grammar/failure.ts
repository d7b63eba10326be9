/** A line that did not parse, seen from the place where it went wrong; and the makers of what is said about it. */
import type { IToken } from "chevrotain";
import type { Span, SyntaxProblem } from "./ast.ts";
import { endOf, type Line } from "./layout.ts";
import { Block, LParen, RParen } from "./tokens.ts";

/** The kinds of logical lines: each is a rule of the parser. */
export type LineKind =
  | "decl"
  | "field"
  | "labelLine"
  | "header"
  | "exampleHeader"
  | "bareHeader"
  | "row"
  | "bareRow"
  | "exampleRow"
  | "rule"
  | "part"
  | "step";

/** The head of a table or of examples: columns, an arrow, what is decided. */
export const isHeader = (kind: LineKind): boolean => kind === "header" || kind === "exampleHeader";

export interface Failure {
  readonly text: string;
  readonly kind: LineKind;
  readonly line: Line;
  readonly tokens: readonly IToken[];
  /** Index of the token that does not fit; the number of tokens where the line stops short. */
  readonly at: number;
  readonly token: IToken | undefined;
  readonly before: IToken | undefined;
  readonly after: IToken | undefined;
  /** Name of the token that should stand there, where only one may. */
  readonly expected: string;
  /** The rules that were being read, outermost first. */
  readonly rules: readonly string[];
}

/** The span of a token; of a block only its brace. */
export const markOf = (token: IToken): Span => ({
  start: token.startOffset,
  end: token.tokenType === Block ? token.startOffset + token.image.length : endOf(token),
});

export const from = (first: IToken, last: IToken): Span => ({ start: first.startOffset, end: markOf(last).end });

export const touching = (a: IToken | undefined, b: IToken | undefined): boolean =>
  a !== undefined && b !== undefined && endOf(a) === b.startOffset;

/** A problem that the replacement of its span mends. */
export const replaced = (span: Span, text: string, message: string): SyntaxProblem => ({
  ...span,
  message,
  fix: { title: text === "" ? "Remove it" : `Write \`${text}\``, edits: [{ start: span.start, end: span.end, text }] },
});

/** A problem that an insertion mends. */
export const inserted = (span: Span, at: number, text: string, message: string): SyntaxProblem => ({
  ...span,
  message,
  fix: { title: `Add \`${text.trim()}\``, edits: [{ start: at, end: at, text }] },
});

export const plain = (span: Span, message: string): SyntaxProblem => ({ ...span, message, fix: undefined });

/** The characters up to the next blank or mark of the language: what an author takes for one word. */
export function wordAt(text: string, start: number): Span {
  const match = /^[^\s|,;(){}="<>@]+/.exec(text.slice(start, start + 80));
  return { start, end: start + Math.max(1, match?.[0].length ?? 1) };
}

/** More round brackets are closed than opened. */
export function closesTooMuch(tokens: readonly IToken[]): boolean {
  let depth = 0;
  for (const token of tokens) {
    if (token.tokenType === LParen) depth += 1;
    if (token.tokenType === RParen) depth -= 1;
    if (depth < 0) return true;
  }
  return false;
}
