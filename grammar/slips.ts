/**
 * Slips that read cleanly and mean something else (`1,5`, `2cm`), and lines that no reader could follow.
 * They are looked for in every line, whether it parses or not.
 */
import type { IToken, TokenType } from "chevrotain";
import type { SyntaxProblem } from "./ast.ts";
import { endOf } from "./layout.ts";
import {
  AddOp,
  Caret,
  Comma,
  Compare,
  DigitWord,
  Equals,
  isA,
  keyword,
  LParen,
  Minus,
  Num,
  RangeOp,
  RParen,
  Slash,
  Star,
} from "./tokens.ts";

/** Brackets within brackets, and steps of one calculation: more than anyone writes, few enough for any reader of the tree. */
const DEEPEST_BRACKETS = 50;
const LONGEST_CHAIN = 1000;
const MOST_PREFIXES = 100;

/** The first slip in a line. */
export function slipIn(tokens: readonly IToken[]): SyntaxProblem | undefined {
  for (let index = 1; index < tokens.length; index += 1) {
    const type = (tokens[index] as IToken).tokenType;
    if (type !== Comma && type !== DigitWord) continue;
    const slip = type === Comma ? decimalComma(tokens, index) : gluedUnit(tokens, index);
    if (slip !== undefined) return slip;
  }
  return undefined;
}

const touches = (a: IToken, b: IToken): boolean => endOf(a) === b.startOffset;

/** `<= 1,5`: a decimal comma would be read as two values. */
function decimalComma(tokens: readonly IToken[], index: number): SyntaxProblem | undefined {
  const comma = tokens[index] as IToken;
  const left = tokens[index - 1];
  const right = tokens[index + 1];
  if (left?.tokenType !== Num || (right?.tokenType !== Num && right?.tokenType !== DigitWord)) return undefined;
  return touches(left, comma) && touches(comma, right) ? commaProblem(left, comma, right) : undefined;
}

function commaProblem(left: IToken, comma: IToken, right: IToken): SyntaxProblem {
  const span = { start: left.startOffset, end: endOf(right) };
  const written = `${left.image},${right.image}`;
  const isList = left.image.length >= 4 || left.image.includes(".") || right.image.includes(".");
  if (isList) {
    const message = `\`${written}\` without a blank after the comma may be misread as one number; two values are written \`${left.image}, ${right.image}\`.`;
    return {
      ...span,
      message,
      fix: { title: "Put a blank after the comma", edits: [{ start: endOf(comma), end: endOf(comma), text: " " }] },
    };
  }
  const isThousand = /^\d{3}$/.test(right.image) && left.image !== "0";
  const number = isThousand ? `${left.image}${right.image}` : `${left.image}.${right.image}`;
  const message = `\`${written}\` is not a number: write \`${number}\`, or \`${left.image}, ${right.image}\` with a blank for two values.`;
  return { ...span, message, fix: { title: `Write \`${number}\``, edits: [{ ...span, text: number }] } };
}

const units = new Set(
  "mm cm dm m um nm ug mcg mg g kg ng pg ul uL ml mL dl dL l L fl fL umol mmol nmol mol year years month months week weeks day days h min s ULN IU mIU U".split(
    " ",
  ),
);
const beforeAmount: readonly TokenType[] = [
  Compare,
  Equals,
  RangeOp,
  AddOp,
  Minus,
  Star,
  Slash,
  Caret,
  keyword("from"),
  keyword("to"),
  keyword("step"),
];
const afterAmount: readonly TokenType[] = [RangeOp, AddOp, Minus, Star, Slash, Caret];

/** `<= 2cm`: without a blank, `2cm` is a label. */
function gluedUnit(tokens: readonly IToken[], index: number): SyntaxProblem | undefined {
  const token = tokens[index] as IToken;
  const [, digits, unit] = /^(\d+(?:\.\d+)?)(\w+)$/.exec(token.image) ?? [];
  if (digits === undefined || unit === undefined || !units.has(unit)) return undefined;
  const before = tokens[index - 1];
  const after = tokens[index + 1];
  if (before?.tokenType === Equals && unit.length < 2) return undefined;
  const isAmount =
    (before !== undefined && beforeAmount.some((type) => isA(before, type))) ||
    (after !== undefined && afterAmount.some((type) => isA(after, type)));
  if (!isAmount) return undefined;
  const span = { start: token.startOffset, end: endOf(token) };
  return {
    ...span,
    message: `\`${token.image}\` is read as a label. A unit stands after a blank: \`${digits} ${unit}\`.`,
    fix: { title: `Write \`${digits} ${unit}\``, edits: [{ ...span, text: `${digits} ${unit}` }] },
  };
}

/** A line with more brackets or steps than any reader of the tree could follow: it must not be parsed at all. */
export function tooDeep(tokens: readonly IToken[]): SyntaxProblem | undefined {
  if (tokens.length <= DEEPEST_BRACKETS) return undefined;
  let depth = 0;
  let operators = 0;
  let prefixes = 0;
  for (const [index, token] of tokens.entries()) {
    const type = token.tokenType;
    const before = tokens[index - 1];
    if (type === LParen) depth += 1;
    if (type === RParen) depth -= 1;
    if (isA(token, AddOp) || type === Star || type === Slash) operators += 1;
    if (
      type === Caret ||
      type === keyword("not") ||
      type === keyword("if") ||
      (type === Minus && before !== undefined && isA(before, AddOp))
    )
      prefixes += 1;
    if (depth > DEEPEST_BRACKETS || operators > LONGEST_CHAIN || prefixes > MOST_PREFIXES)
      return unreadable(token, depth > DEEPEST_BRACKETS);
  }
  return undefined;
}

const unreadable = (token: IToken, brackets: boolean): SyntaxProblem => ({
  start: token.startOffset,
  end: endOf(token),
  message: brackets
    ? `More than ${DEEPEST_BRACKETS} brackets are open here. Give parts of the formula names of their own with \`let\`.`
    : "This formula is too long to follow. Give parts of it names of their own with `let`.",
  fix: undefined,
});
