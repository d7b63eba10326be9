/**
 * The tokens that carry meaning, with what the layout must know of each: where its physical line begins, and
 * whether a line break before it ends a logical line. No braces here (`braces.ts`), no tree (`layout.ts`).
 */
import type { IToken, TokenType } from "chevrotain";
import type { Comment } from "./ast.ts";
import { commentOf, isComment } from "./comments.ts";
import {
  AddOp,
  Arrow,
  Bar,
  Caret,
  Cite,
  Comma,
  Equals,
  isA,
  keyword,
  LCurly,
  LineBreak,
  LParen,
  Minus,
  Name,
  Plus,
  Policy,
  RCurly,
  RParen,
  Semicolon,
  Slash,
  Star,
  Str,
} from "./tokens.ts";

export interface Stream {
  readonly text: string;
  readonly tokens: readonly IToken[];
  /** Column of the first token of the physical line that a token stands on. */
  readonly column: readonly number[];
  /** True for the first token of a physical line. */
  readonly first: readonly boolean[];
  /** True where a new logical line begins. */
  readonly starts: readonly boolean[];
  /** True where no round bracket is open before a token; the last one is for the end of the text. */
  readonly unbracketed: readonly boolean[];
  readonly comments: readonly Comment[];
  /** For each comment, the index of the token that follows it. */
  readonly commentBefore: readonly number[];
}

const goesOnAfter = new Set([
  Comma,
  Plus,
  Minus,
  Star,
  Slash,
  Caret,
  AddOp,
  keyword("and"),
  keyword("or"),
  keyword("then"),
  keyword("else"),
]);
const goesOnBefore = new Set([Arrow, RParen, keyword("and"), keyword("or")]);
/** Words that never stand inside round brackets: a bracket still open there is a slip. */
const endsBrackets = new Set([Arrow, Bar, Semicolon, keyword("when"), keyword("otherwise")]);

/** Sorts raw tokens into words and comments and marks where logical lines begin. */
export function streamOf(text: string, raw: readonly IToken[]): Stream {
  const tokens: IToken[] = [];
  const column: number[] = [];
  const first: boolean[] = [];
  const comments: Comment[] = [];
  const commentBefore: number[] = [];
  let lineStart = 0;
  let fresh = true;
  let blank = true;
  let currentColumn = 0;
  for (const token of raw) {
    if (token.tokenType === LineBreak) {
      lineStart = token.startOffset + token.image.length;
      fresh = true;
      blank = true;
      continue;
    }
    if (isComment(token)) {
      comments.push(commentOf(token, blank));
      commentBefore.push(tokens.length);
      blank = false;
      continue;
    }
    if (fresh) currentColumn = token.startOffset - lineStart;
    tokens.push(token);
    column.push(currentColumn);
    first.push(fresh);
    fresh = false;
    blank = false;
  }
  const { closes, unbracketed } = closedBrackets(tokens, first);
  return { text, tokens, column, first, starts: logicalStarts(tokens, first, column, closes), unbracketed, comments, commentBefore };
}

function logicalStarts(
  tokens: readonly IToken[],
  first: readonly boolean[],
  column: readonly number[],
  closes: ReadonlyMap<number, number>,
): boolean[] {
  const starts: boolean[] = [];
  let insideUntil = -1;
  let margin = 0;
  let head = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] as IToken;
    const before = tokens[index - 1];
    const fresh = first[index] === true || before?.tokenType === Semicolon;
    const further = (column[index] ?? 0) > margin;
    const goes =
      before !== undefined &&
      (index <= insideUntil || goesOn(before, token) || (fresh && further && opensFormula(tokens, head, index - 1)));
    const begins = fresh && (!goes || (!further && goesOnAsDeclaration(tokens, first, index)));
    starts.push(begins || before === undefined);
    if (begins) {
      margin = column[index] ?? 0;
      head = index;
    }
    if (token.tokenType === LParen) insideUntil = Math.max(insideUntil, closes.get(index) ?? -1);
  }
  return starts;
}

/** Whether a line goes on below a token, whatever stands there. */
export const goesOnBelow = (token: IToken): boolean => goesOnAfter.has(token.tokenType);

const goesOn = (before: IToken, token: IToken): boolean => goesOnAfter.has(before.tokenType) || goesOnBefore.has(token.tokenType);

/** The sign after which the formula of a `let` begins: its first `=`. A later one compares, and must not end a line. */
const opensFormula = (tokens: readonly IToken[], head: number, at: number): boolean =>
  tokens[head]?.image === "let" &&
  nameFollows(tokens[head + 1] ?? (tokens[head] as IToken)) &&
  tokens[at]?.tokenType === Equals &&
  tokens.slice(head, at).every(({ tokenType }) => tokenType !== Equals);

interface Brackets {
  /** Index of the closing bracket for each opening one that has a closing one before its row can end. */
  readonly closes: ReadonlyMap<number, number>;
  readonly unbracketed: readonly boolean[];
}

function closedBrackets(tokens: readonly IToken[], first: readonly boolean[]): Brackets {
  const closes = new Map<number, number>();
  const unbracketed: boolean[] = [];
  let open: number[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const type = (tokens[index] as IToken).tokenType;
    unbracketed.push(open.length === 0);
    if (type === LParen) open.push(index);
    else if (type === RParen) {
      const opening = open.pop();
      if (opening !== undefined) closes.set(opening, index);
    } else if (open.length > 0 && (endsBrackets.has(type) || (type === RCurly && first[index] === true))) {
      open = [];
    }
  }
  unbracketed.push(open.length === 0);
  return { closes, unbracketed };
}

// ------------------------------------------------------------ where a declaration begins

const isOneOf =
  (...types: readonly TokenType[]) =>
  (token: IToken): boolean =>
    types.some((type) => isA(token, type));
const nameFollows = isOneOf(Name);
const followers: ReadonlyMap<string, (token: IToken) => boolean> = new Map([
  ["scheme", isOneOf(Str)],
  ["use", isOneOf(Str, Name)],
  ["category", nameFollows],
  ["number", nameFollows],
  ["flag", nameFollows],
  ["set", nameFollows],
  ["decide", nameFollows],
  ["score", nameFollows],
  ["let", nameFollows],
  ["table", isOneOf(LCurly, Policy, Str, keyword("where"), keyword("needs"), Cite)],
  ["exclude", isOneOf(Str, keyword("for"))],
  ["check", isOneOf(keyword("monotone"), keyword("never"), Name)],
  ["examples", isOneOf(Str, LCurly)],
  ["case", isOneOf(Str)],
]);

/** True where a line begins with a declaration word and the next word can go on as that declaration. */
export function goesOnAsDeclaration(tokens: readonly IToken[], first: readonly boolean[], index: number): boolean {
  if (!first[index] || first[index + 1]) return false;
  const next = tokens[index + 1];
  const follows = followers.get(tokens[index]?.image ?? "");
  return follows !== undefined && next !== undefined && follows(next);
}
