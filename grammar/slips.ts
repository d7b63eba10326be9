/** Slips that read cleanly and mean something else, and lines that no reader could follow. */
import type { IToken } from "chevrotain";
import type { SyntaxProblem } from "./ast.ts";

export function slipIn(_tokens: readonly IToken[]): SyntaxProblem | undefined {
  return undefined;
}
