/** The names that a declaration with a slip seems to declare, so that their uses are not called unknown. */
import type { IToken } from "chevrotain";
import { blockOf, type Line } from "./layout.ts";
import { Arrow, Bar, Block, Comma, isA, Name } from "./tokens.ts";
import type { Head } from "./variable-rules.ts";

/** Names after the first word, and those that a table's header decides. */
export function guessedNames(line: Line, head: Head): readonly string[] {
  const names = new Set(head.names.map((name) => name.text));
  for (const name of listAfter(line.tokens, 1)) names.add(name);
  for (const token of line.tokens) {
    if (token.tokenType !== Block) continue;
    const header = blockOf(token).lines[0]?.tokens ?? [];
    const arrow = header.findIndex((word) => word.tokenType === Arrow);
    if (arrow >= 0) for (const name of listAfter(header, arrow + 1)) names.add(name);
  }
  return [...names];
}

/** Names separated by commas or bars, from an index on. */
function listAfter(tokens: readonly IToken[], from: number): string[] {
  const names: string[] = [];
  for (let index = from; index < tokens.length; index += 2) {
    const token = tokens[index] as IToken;
    if (!isA(token, Name)) break;
    names.push(token.image);
    const next = tokens[index + 1]?.tokenType;
    if (next !== Comma && next !== Bar) break;
  }
  return names;
}
