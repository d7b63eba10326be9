/**
 * Text to tokens. Line breaks and comments are tokens too: the layout decides what they mean.
 * The lexer never fails; what is no word of the language becomes a `Bad` token.
 */
import { type IToken, Lexer } from "chevrotain";
import type { SyntaxProblem } from "./ast.ts";
import { keywordOf, lexed, Word } from "./tokens.ts";

/** No rule needs a longer line; what is longer is something else that was saved under the wrong name. */
const LONGEST_LINE = 100_000;

const lexer = new Lexer([...lexed], { positionTracking: "onlyOffset", ensureOptimizations: true, safeMode: false });

export interface Lexed {
  readonly tokens: readonly IToken[];
  /** Lines that were not read at all. */
  readonly problems: readonly SyntaxProblem[];
}

/** Cuts a text into tokens, with offsets into it. */
export function lex(text: string): Lexed {
  const problems: SyntaxProblem[] = [];
  const tokens = lexer.tokenize(withoutEndlessLines(text, problems)).tokens;
  for (const token of tokens) {
    if (token.tokenType !== Word) continue;
    const type = keywordOf(token.image);
    if (type === undefined) continue;
    token.tokenType = type;
    token.tokenTypeIdx = type.tokenTypeIdx as number;
  }
  return { tokens, problems };
}

/** The same text with blanks in place of lines that are too long, so that no input can exhaust time or memory. */
function withoutEndlessLines(text: string, problems: SyntaxProblem[]): string {
  if (text.length <= LONGEST_LINE) return text;
  const pieces: string[] = [];
  let from = 0;
  let start = 0;
  for (let end = 0; end <= text.length; end += 1) {
    const ends = end === text.length || text[end] === "\n" || text[end] === "\r";
    if (!ends) continue;
    if (end - start > LONGEST_LINE) {
      pieces.push(text.slice(from, start), " ".repeat(end - start));
      from = end;
      problems.push(endlessLine(start, end));
    }
    start = end + 1;
  }
  if (pieces.length === 0) return text;
  pieces.push(text.slice(from));
  return pieces.join("");
}

const endlessLine = (start: number, end: number): SyntaxProblem => ({
  start,
  end: start + 80,
  message: `This line has ${end - start} characters and is not read. A rule file has short lines: one row, one rule or one declaration each.`,
  fix: undefined,
});
