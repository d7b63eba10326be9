/** Says in an author's words what is wrong with a line that does not parse. */
import type { IRecognitionException, IToken } from "chevrotain";
import type { SyntaxProblem } from "./ast.ts";
import { spanOf, type Line } from "./layout.ts";
import { Block } from "./tokens.ts";
import { closesTooMuch, type LineKind } from "./read-lines.ts";

export interface Failure {
  readonly text: string;
  readonly kind: LineKind;
  readonly line: Line;
  readonly error: IRecognitionException;
}

export function explain(failure: Failure): SyntaxProblem {
  const { line, error } = failure;
  const at = line.tokens.indexOf(error.token);
  const last = line.tokens.at(-1) as IToken;
  const token = at < 0 ? last : (line.tokens[placeOf(line, at)] as IToken);
  const span = token.tokenType === Block ? { start: token.startOffset, end: token.startOffset + token.image.length } : spanOf(token);
  return { ...span, message: `Cannot read this ${failure.kind} (${error.message})`, fix: undefined };
}

/** Where a line goes wrong at the start of a further physical line, what is amiss is at the end of the one before. */
function placeOf(line: Line, at: number): number {
  const lineStart = line.breaks.findLast((index) => index <= at);
  if (lineStart === undefined) return at;
  return lineStart === at || closesTooMuch(line.tokens) ? lineStart - 1 : at;
}
