/**
 * Parses logical lines one by one. A line that does not parse costs itself alone and gives exactly one problem.
 */
import type { IRecognitionException, IToken } from "chevrotain";
import type { SyntaxProblem } from "./ast.ts";
import { lostLine, lostProblem } from "./emptied.ts";
import { explain } from "./explain.ts";
import { closesTooMuch, isHeader, type LineKind } from "./failure.ts";
import type { LabelDraft } from "./grid-rules.ts";
import { type StageParser, theParser } from "./head-rules.ts";
import { endOf, type Line, lastBlock } from "./layout.ts";
import { slipIn, tooDeep } from "./slips.ts";
import { AddOp, Arrow, Bar, Block, declarationWords, isA, keyword, RCurly } from "./tokens.ts";
import type { Head } from "./variable-rules.ts";

/** What is shared while one text is read. */
export interface Reader {
  readonly text: string;
  readonly problems: SyntaxProblem[];
  /** Lines that do not parse. */
  readonly broken: Set<Line>;
}

export const newReader = (text: string): Reader => ({ text, problems: [], broken: new Set() });

export interface ReadLine<T> {
  readonly line: Line;
  readonly value: T;
  readonly ok: boolean;
  /** What heads and label lines gathered before a slip. */
  readonly head: Head;
  readonly labels: readonly LabelDraft[];
}

type Value<K extends LineKind> = ReturnType<StageParser[K]>;

/** Reads lines of one kind. */
export function readLines<K extends LineKind>(reader: Reader, kind: K, lines: readonly Line[]): ReadLine<Value<K>>[] {
  const read: ReadLine<Value<K>>[] = [];
  const waiting = [...lines].reverse();
  const past: Past = { lines: [], good: undefined, base: undefined, broken: false };
  for (let line = waiting.pop(); line !== undefined; line = waiting.pop()) {
    const outcome = readLine<K>(reader, kind, line);
    if (outcome.problem !== undefined) reader.broken.add(line);
    const parts = outcome.problem === undefined ? undefined : splitAtBreak(reader, kind, line);
    if (parts !== undefined) {
      waiting.push(parts[1], parts[0]);
      continue;
    }
    read.push(outcome);
    if (outcome.problem === undefined) Object.assign(past, { good: line, base: line, broken: false });
    else report(reader, kind, past, line, outcome.problem);
    past.lines.push(line);
  }
  return read;
}

/** The lines before the present one: all, the last good one, and the last that a problem may be told of. */
interface Past {
  readonly lines: Line[];
  good: Line | undefined;
  base: Line | undefined;
  broken: boolean;
}

/** Tells of a line that does not parse, unless it is the rest of what has been told already. */
function report(reader: Reader, kind: LineKind, past: Past, line: Line, problem: SyntaxProblem): void {
  if (past.broken && isMoreOfTheSame(kind, past, line)) return;
  const lost = isFurtherIn(kind, past, line) ? lostLine(reader.text, line, past.lines) : undefined;
  if (lost !== undefined) {
    reader.problems.push(lostProblem(lost));
    past.base = line;
    past.broken = true;
    return;
  }
  if (past.base !== undefined && spillsOver(kind, past.base, past.broken, line)) {
    if (!past.broken) reader.problems.push(spilled(past.base));
    past.broken = true;
    return;
  }
  reader.problems.push(problem);
  past.base = line;
  past.broken = true;
}

/** The line stands further in than the good ones around it, or where a header should stand, or is a brace left over. */
function isFurtherIn(kind: LineKind, past: Past, line: Line): boolean {
  if (isHeader(kind) || kind === "bareHeader" || isLoneBrace(line)) return true;
  return past.base === undefined ? kind === "decl" && line.column > 0 : past.base.column >= 0 && line.column > past.base.column;
}

const isLoneBrace = (line: Line): boolean => line.tokens.length === 1 && line.tokens[0]?.tokenType === RCurly;

/** Lines of a block that has lost its head: further in than the good lines, or a brace left over. */
function isMoreOfTheSame(kind: LineKind, past: Past, line: Line): boolean {
  if (isLoneBrace(line) || (kind === "decl" && line.column > 0)) return true;
  return past.good !== undefined && past.base !== undefined && past.base.column > past.good.column && line.column >= past.base.column;
}

interface Outcome<T> extends ReadLine<T> {
  readonly problem: SyntaxProblem | undefined;
}

function readLine<K extends LineKind>(reader: Reader, kind: K, line: Line): Outcome<Value<K>> {
  const parser = theParser();
  const deep = tooDeep(line.tokens);
  const slip = deep ?? slipIn(line.tokens);
  parser.input = deep === undefined ? line.tokens : [];
  const value = parser[kind]() as Value<K>;
  const error: IRecognitionException | undefined = parser.errors[0];
  const problem = slip ?? (error === undefined ? undefined : explain(reader.text, kind, line, error));
  return { line, value, ok: problem === undefined, problem, head: parser.head, labels: parser.labelDrafts };
}

/** So many breaks are tried; a line with more of them is one line. */
const MOST_BREAKS = 16;

/** A line that goes on by mistake, after a comma or an `or`, has swallowed a good one: gives both. */
function splitAtBreak(reader: Reader, kind: LineKind, line: Line): readonly [Line, Line] | undefined {
  for (const at of line.breaks.slice(0, MOST_BREAKS)) {
    const tail: Line = {
      tokens: line.tokens.slice(at),
      breaks: line.breaks.filter((index) => index > at).map((index) => index - at),
      column: line.column,
      docsAbove: [],
      docsAfter: line.docsAfter,
    };
    if (readLine(reader, kind, tail).problem !== undefined) continue;
    const head: Line = { ...line, tokens: line.tokens.slice(0, at), breaks: line.breaks.filter((index) => index < at), docsAfter: [] };
    return readLine(reader, kind, head).problem === undefined ? undefined : [head, tail];
  }
  return undefined;
}

/** A line further in than the one before it that does not stand on its own: the rest of a line that was cut short. */
function spillsOver(kind: LineKind, base: Line, broken: boolean, line: Line): boolean {
  if (standsAlone(kind, line)) return false;
  if (!broken && (lastBlock(base) !== undefined || isHalfOfOr(line))) return false;
  return (base.column >= 0 && line.column > base.column) || closesTooMuch(line.tokens.slice(0, line.breaks[0]));
}

/** The line has what only a line of its own would have. */
function standsAlone(kind: LineKind, { tokens }: Line): boolean {
  const first = tokens[0] as IToken;
  switch (kind) {
    case "row":
    case "bareRow":
    case "exampleRow":
    case "header":
    case "exampleHeader":
    case "bareHeader":
      return tokens.some(({ tokenType }) => tokenType === Bar || tokenType === Arrow);
    case "rule":
      return first.tokenType === keyword("otherwise") || tokens.some(({ tokenType }) => tokenType === keyword("when"));
    case "part":
      return isA(first, AddOp) || tokens.at(-1)?.tokenType === Block;
    case "step":
      return ["given", "then", "expect"].includes(first.image);
    case "decl":
      return declarationWords.has(first.image);
    case "field":
    case "labelLine":
      return false;
  }
}

/** The first letters of an `and` or `or` that is being typed. */
const isHalfOfOr = (line: Line): boolean => line.tokens.length === 1 && ["a", "an", "o"].includes(line.tokens[0]?.image ?? "");

function spilled(base: Line): SyntaxProblem {
  const last = base.tokens.at(-1) as IToken;
  const end = endOf(last);
  return {
    start: Math.max(last.startOffset, end - 40),
    end,
    message:
      "The line below seems to belong to this one. A line goes on after a comma, `and`, `or` or an arithmetic sign; else it is complete.",
    fix: undefined,
  };
}
