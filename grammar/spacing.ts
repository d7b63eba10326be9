/** The blanks between two words of a line, as the formatter sets them. */
import type { IToken } from "chevrotain";
import * as t from "./tokens.ts";

const word = t.keyword;
const noneBefore = new Set([t.Comma, t.Semicolon, t.Colon, t.RParen, t.Dot]);
const noneAfter = new Set([t.LParen, t.LCurly, t.Dot]);
/** After these a minus is a sign, not a subtraction. */
const beforeSign = [
  ...[t.LParen, t.Comma, t.RelOp, t.RangeOp, t.AddOp, t.Star, t.Slash, t.Caret, t.Bar, t.Arrow],
  ...["from", "to", "step", "assume", "when", "where", "then", "else", "and", "or", "not", "if", "in", "otherwise"].map(word),
];

/** The text between a token and the one before it; `first` is the first word of their line. */
export function gap(before: IToken, token: IToken, beforeThat: IToken | undefined, first: IToken): string {
  if (noneBefore.has(token.tokenType) || noneAfter.has(before.tokenType) || token.tokenType === t.RCurly) return "";
  if (token.tokenType === t.LParen)
    return before.tokenType === t.Fn || before.tokenType === word("count") || before.tokenType === t.Cite ? "" : " ";
  if (isClosedRange(token) || isClosedRange(before)) return "";
  if (t.isA(before, t.AddOp) && isSign(beforeThat)) return "";
  const isCode = first.tokenType === word("applies") && (token.tokenType === t.Slash || before.tokenType === t.Slash);
  return isCode ? "" : " ";
}

/** `5..10` is written close, the open intervals with blanks. */
const isClosedRange = (token: IToken): boolean => token.tokenType === t.RangeOp && token.image === "..";

const isSign = (before: IToken | undefined): boolean => before === undefined || beforeSign.some((type) => t.isA(before, type));
