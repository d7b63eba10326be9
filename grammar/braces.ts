/**
 * Which brace belongs to which. A file whose braces balance is taken as it stands; where one is missing, the
 * declaration that lacks it is mended by its indentation, so that the lines around the slip keep their place.
 */
import type { IToken } from "chevrotain";
import { goesOnAsDeclaration, type Stream } from "./stream.ts";
import {
  Arrow,
  Bar,
  Colon,
  Comma,
  declarationWords,
  isA,
  keyword,
  LabelWord,
  LCurly,
  LParen,
  RangeOp,
  RCurly,
  RelOp,
  Semicolon,
} from "./tokens.ts";

/** What a brace is: it opens or closes a block of lines, or belongs to a `{a, b}` within a line, or closes nothing. */
export type Role = "open" | "close" | "inline" | "stray";

export interface Braces {
  readonly roles: ReadonlyMap<number, Role>;
  /** A block begins after this token although its `{` is missing. */
  readonly openAfter: ReadonlySet<number>;
  /** So many blocks end before this token although their `}` is missing: the indexes of their `{` (or of the token before it). */
  readonly closeBefore: ReadonlyMap<number, readonly number[]>;
  /** No brace is missing and none is left over. */
  readonly balanced: boolean;
}

interface Draft {
  readonly roles: Map<number, Role>;
  readonly openAfter: Set<number>;
  readonly closeBefore: Map<number, number[]>;
}

/** Pairs the braces of a file. */
export function pairBraces(stream: Stream): Braces {
  const braces: Draft = { roles: new Map(), openAfter: new Set(), closeBefore: new Map() };
  markSets(stream, braces);
  if (balances(stream, braces, 0, stream.tokens.length)) return { ...braces, balanced: true };
  const starts = declarationStarts(stream);
  for (const [index, start] of starts.entries()) {
    const end = starts[index + 1] ?? stream.tokens.length;
    if (!balances(stream, braces, start, end)) mend(stream, braces, start, end);
  }
  return { ...braces, balanced: false };
}

// ------------------------------------------------------------ `{a, b}` within a line

/** Finds the braces that stand where a value does: they enclose a set and never a block. */
function markSets(stream: Stream, braces: Draft): void {
  const { tokens } = stream;
  for (let index = 0; index < tokens.length; index += 1) {
    if (tokens[index]?.tokenType !== LCurly || !wantsValue(stream, index)) continue;
    const end = endOfSet(stream, index);
    if (end === undefined) {
      braces.roles.set(index, "stray");
      continue;
    }
    braces.roles.set(index, "inline");
    braces.roles.set(end, "inline");
    index = end;
  }
}

const valueFollows = new Set([Bar, Comma, LParen, Arrow, RangeOp, keyword("assume"), keyword("not"), keyword("in")]);

function wantsValue(stream: Stream, index: number): boolean {
  const before = stream.tokens[index - 1];
  if (before === undefined) return false;
  if (valueFollows.has(before.tokenType) || isA(before, RelOp)) return true;
  return (stream.starts[index] === true || before.tokenType === LCurly) && standsInRow(stream, index);
}

/** A row of a table may begin with a set: rows stand around it. A block's brace on a line of its own stands below a head. */
function standsInRow(stream: Stream, index: number): boolean {
  for (let before = index - 1; before >= 0; before -= 1) {
    const type = stream.tokens[before]?.tokenType;
    if (type === Bar || type === Arrow) return true;
    if (type === LCurly || type === RCurly || stream.first[before]) break;
  }
  const end = endOfSet(stream, index);
  const after = end === undefined ? undefined : stream.tokens[end + 1]?.tokenType;
  return after === Bar || after === Arrow || after === Comma || (end !== undefined && standsInExclude(stream, index));
}

/** Rows of an `exclude` have no result and may have one column; no block stands in it. */
function standsInExclude(stream: Stream, index: number): boolean {
  let closed = 0;
  for (let before = index - 1; before >= 0; before -= 1) {
    const type = stream.tokens[before]?.tokenType;
    if (type === RCurly) closed += 1;
    if (type !== LCurly) continue;
    if (closed === 0) return stream.tokens[startOfLine(stream, before)]?.image === "exclude" && !stream.starts[before];
    closed -= 1;
  }
  return false;
}

function startOfLine(stream: Stream, index: number): number {
  let start = index;
  while (start > 0 && !stream.starts[start]) start -= 1;
  return start;
}

/** The closing brace of labels and commas, or any closing brace on the same physical line. */
function endOfSet(stream: Stream, open: number): number | undefined {
  const { tokens, first } = stream;
  let sameLine = true;
  for (let index = open + 1; index < tokens.length; index += 1) {
    const token = tokens[index] as IToken;
    if (first[index]) sameLine = false;
    if (token.tokenType === RCurly) return sameLine || !stream.starts[index] ? index : undefined;
    if (token.tokenType === LCurly || token.tokenType === Semicolon) return undefined;
    const fits = token.tokenType === Comma || isA(token, LabelWord);
    if (!sameLine && (!fits || stream.starts[index])) return undefined;
  }
  return undefined;
}

// ------------------------------------------------------------ braces that balance

/** Pairs the braces of a region by counting; false where one is missing. */
function balances(stream: Stream, braces: Draft, start: number, end: number): boolean {
  const open: number[] = [];
  const pairs: number[] = [];
  for (let index = start; index < end; index += 1) {
    const type = stream.tokens[index]?.tokenType;
    if ((type !== LCurly && type !== RCurly) || braces.roles.has(index)) continue;
    if (type === LCurly) open.push(index);
    else {
      const opening = open.pop();
      if (opening === undefined) return false;
      pairs.push(opening, index);
    }
  }
  if (open.length > 0) return false;
  for (const [index, token] of pairs.entries()) braces.roles.set(token, index % 2 === 0 ? "open" : "close");
  return true;
}

/** Indexes at which a region begins: the file's start and every line that can only be a declaration of its own. */
function declarationStarts(stream: Stream): number[] {
  const margin = leastMargin(stream);
  const starts = [0];
  for (let index = 1; index < stream.tokens.length; index += 1) {
    if (!stream.starts[index] || !stream.first[index] || (stream.column[index] ?? 0) > margin) continue;
    const indented = isIndented(stream, index);
    if (goesOnAsDeclaration(stream.tokens, stream.first, index) || (indented && isHalfDeclaration(stream, index))) starts.push(index);
  }
  return starts;
}

/** The column at which declarations begin. */
function leastMargin(stream: Stream): number {
  let margin = Number.POSITIVE_INFINITY;
  for (let index = 0; index < stream.tokens.length; index += 1) {
    if (goesOnAsDeclaration(stream.tokens, stream.first, index)) margin = Math.min(margin, stream.column[index] ?? 0);
  }
  return margin;
}

/** The line before stands further in, or closes a block: the file indents its blocks. */
function isIndented(stream: Stream, index: number): boolean {
  const before = stream.tokens[index - 1];
  return before?.tokenType === RCurly || (stream.column[index - 1] ?? 0) > (stream.column[index] ?? 0);
}

function isHalfDeclaration(stream: Stream, index: number): boolean {
  if (!declarationWords.has(stream.tokens[index]?.image ?? "")) return false;
  const next = stream.tokens[index + 1]?.tokenType;
  return next !== Arrow && next !== Bar && next !== Comma && next !== Colon;
}

// ------------------------------------------------------------ braces that do not

/** An open block while mending: the column of the line that opened it, and how its content stands. */
interface OpenBlock {
  readonly opening: number;
  readonly column: number;
  /** `inline`: content follows on the same line; `indented`: below and further in; `flat`: below and no further in. */
  readonly style: "inline" | "indented" | "flat";
  /** The logical lines begun in it so far. */
  readonly lines: number[];
}

function mend(stream: Stream, braces: Draft, start: number, end: number): void {
  const root: OpenBlock = { opening: -1, column: -1, style: "indented", lines: [] };
  const open: OpenBlock[] = [root];
  const top = (): OpenBlock => open[open.length - 1] as OpenBlock;
  const closeAt = (index: number): void => {
    const block = open.pop() as OpenBlock;
    const closing = braces.closeBefore.get(index);
    if (closing === undefined) braces.closeBefore.set(index, [block.opening]);
    else closing.push(block.opening);
  };
  for (let index = start; index < end; index += 1) {
    const type = stream.tokens[index]?.tokenType;
    const column = stream.column[index] ?? 0;
    const isClosing = type === RCurly && !braces.roles.has(index);
    if (stream.starts[index] && stream.first[index]) {
      while (open.length > 1 && top().style !== "flat" && (isClosing ? column < top().column : column <= top().column)) closeAt(index);
    }
    if (isClosing) {
      braces.roles.set(index, closeOrStray(stream, braces, open, index, end));
      continue;
    }
    if (stream.starts[index] && type !== LCurly) top().lines.push(index);
    if (type !== LCurly || braces.roles.has(index)) continue;
    braces.roles.set(index, "open");
    const line = top().lines.at(-1) ?? index;
    open.push({
      opening: index,
      column: stream.column[line] ?? 0,
      style: styleAfter(stream, index, line, open.length > 1 ? top().style : "flat"),
      lines: [],
    });
  }
  while (open.length > 1) closeAt(end);
}

function styleAfter(stream: Stream, opening: number, line: number, around: OpenBlock["style"]): OpenBlock["style"] {
  if (stream.first[opening + 1] === false) return "inline";
  const isDeeper = (stream.column[opening + 1] ?? 0) > (stream.column[line] ?? 0);
  return isDeeper || around !== "flat" ? "indented" : "flat";
}

/** Closes the innermost block, or finds the line whose `{` is missing, or calls the brace a stray. */
function closeOrStray(stream: Stream, braces: Draft, open: OpenBlock[], index: number, end: number): Role {
  const top = open[open.length - 1] as OpenBlock;
  const column = stream.column[index] ?? 0;
  const standsAlone = stream.first[index] === true;
  const fits = open.length > 1 && (top.style === "flat" || (standsAlone ? top.column >= column : top.style === "inline"));
  if (!fits && standsAlone) {
    const headless = headWithoutBrace(stream, braces, top, column);
    if (headless !== undefined) {
      braces.openAfter.add(headless - 1);
      return "close";
    }
  }
  if (!fits && (open.length === 1 || goesOnInside(stream, index, end, top.column))) return "stray";
  open.pop();
  return "close";
}

/** The block has further lines below this brace, or a better one: this one does not close it. */
function goesOnInside(stream: Stream, index: number, end: number, column: number): boolean {
  const isFurtherIn = (stream.column[index] ?? 0) > column;
  for (let next = index + 1; next < end; next += 1) {
    if (!stream.first[next]) continue;
    const below = stream.column[next] ?? 0;
    return stream.tokens[next]?.tokenType === RCurly ? isFurtherIn && below === column : below > column;
  }
  return false;
}

/** The first token below the head line that stands above this closing brace and lacks its own `{`. */
function headWithoutBrace(stream: Stream, braces: Draft, block: OpenBlock, column: number): number | undefined {
  const at = block.lines.findLastIndex((line) => (stream.column[line] ?? 0) <= column);
  const head = block.lines[at];
  const below = block.lines[at + 1];
  if (head === undefined || below === undefined || stream.column[head] !== column || bearsNoBlock(stream, head)) return undefined;
  for (let index = head; index < below; index += 1) if (braces.roles.get(index) === "open") return undefined;
  const content = firstLineAt(stream, head, below);
  if (stream.tokens[content - 1]?.tokenType === Semicolon) return undefined;
  block.lines.length = at + 1;
  return content;
}

/** A head that ends in a comma or an `and` seems to go on into its block: the block begins where its column does. */
function firstLineAt(stream: Stream, head: number, below: number): number {
  for (let index = head + 1; index < below; index += 1) {
    if (stream.first[index] && stream.column[index] === stream.column[below]) return index;
  }
  return below;
}

const blockless = new Set(["use", "number", "flag", "let", "check"]);
const bearsNoBlock = (stream: Stream, head: number): boolean =>
  blockless.has(stream.tokens[head]?.image ?? "") && goesOnAsDeclaration(stream.tokens, stream.first, head);
