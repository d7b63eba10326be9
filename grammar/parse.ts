/** Text to tree: lines, then declarations, then what could not be read. */
import type { BrokenRegion, Decl, ParseResult, SyntaxProblem } from "./ast.ts";
import { blockOfHead, toDeclaration } from "./declarations.ts";
import { spanOfLine } from "./grids.ts";
import { guessedNames } from "./guess.ts";
import { blockOf, type Line, lastBlock, layout } from "./layout.ts";
import { lex } from "./lexer.ts";
import { newReader, type Reader, readLines } from "./read-lines.ts";
import { keepSegments, reread } from "./reread.ts";
import { type Root, type Segments, segmentsOf } from "./segments.ts";

/**
 * Reads a text. Any text gives a tree and a list of problems; never throws. `before`: what came of an earlier version of the
 * text, of which all that is unchanged is taken over. It makes no difference to the result.
 */
export function parse(text: string, before?: ParseResult): ParseResult {
  if (looksBinary(text)) return notText(text);
  const { result, segments } = reread(text, before, readText) ?? readText(text);
  keepSegments(result, text, segments);
  return result;
}

/** A text as read: its tree, and the lines that the tree was made of. */
export interface Reading {
  readonly result: ParseResult;
  readonly lines: readonly Line[];
  /** Lines that do not parse. */
  readonly broken: ReadonlySet<Line>;
  /** Some of the text was not read at all. */
  readonly partial: boolean;
  /** The parts that can be read on their own; undefined where something concerns the text as a whole. */
  readonly segments: Segments | undefined;
}

/** Reads a text with its lines; undefined where it is no text. */
export function read(text: string): Reading | undefined {
  return looksBinary(text) ? undefined : readText(text);
}

function readText(text: string): Reading {
  const lexed = lex(text);
  const laidOut = layout(text, lexed.tokens);
  const reader = newReader(text);
  const { decls, broken, roots } = readDeclarations(reader, laidOut.lines);
  const regions = [...broken, ...lexed.problems.map(({ start, end }) => ({ start, end, names: [] }))];
  const problems = [...lexed.problems, ...reader.problems, ...notBeside(reader.problems, laidOut.problems, text)];
  problems.sort((a, b) => a.start - b.start);
  const file = { decls, comments: laidOut.comments, broken: regions, start: 0, end: text.length };
  const isWhole = lexed.problems.length > 0 || laidOut.problems.length > 0 || !laidOut.balanced;
  return {
    result: { file, problems },
    lines: laidOut.lines,
    broken: reader.broken,
    partial: lexed.problems.length > 0,
    segments: isWhole ? undefined : segmentsOf(laidOut, roots, problems),
  };
}

interface Declarations {
  readonly decls: Decl[];
  readonly broken: BrokenRegion[];
  readonly roots: Root[];
}

function readDeclarations(reader: Reader, lines: readonly Line[]): Declarations {
  const decls: Decl[] = [];
  const broken: BrokenRegion[] = [];
  const roots: Root[] = [];
  const heads = readLines(reader, "decl", lines);
  for (const [index, { line, head, ok }] of heads.entries()) {
    const below = heads[index + 1];
    const orphan = ok || lastBlock(line) !== undefined || below?.ok !== false || below.head.kind !== undefined ? undefined : below.line;
    const block = head.block === undefined ? (ok ? undefined : blockOfHead(line, orphan)) : blockOf(head.block);
    const decl = toDeclaration(reader, { line, head, ok, block });
    if (decl === undefined) broken.push({ ...spanOfLine(line), names: guessedNames(line, head) });
    else decls.push(decl);
    roots.push({ line, ok, declares: decl !== undefined });
  }
  return { decls, broken, roots };
}

/** A missing brace is not worth a second problem on a line that has one. */
function notBeside(problems: readonly SyntaxProblem[], braces: readonly SyntaxProblem[], text: string): SyntaxProblem[] {
  if (braces.length === 0) return [];
  const line = lineNumbers(text);
  const taken = new Set(problems.flatMap(({ start, end }) => [line(start), line(end)]));
  return braces.filter(({ start, end }) => {
    const free = !taken.has(line(start)) && !taken.has(line(end));
    taken.add(line(start));
    return free;
  });
}

/** Gives the number of the line that an offset lies on. */
function lineNumbers(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "\n" || (text[at] === "\r" && text[at + 1] !== "\n")) starts.push(at + 1);
  }
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return low;
  };
}

// ---------------------------------------------------------------- what is no text

/** So many characters tell whether a file is text. */
const SAMPLE = 4000;

function looksBinary(text: string): boolean {
  let control = 0;
  const length = Math.min(text.length, SAMPLE);
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0xfffd || code < 9 || (code > 13 && code < 32)) control += 1;
  }
  return control > 4 && control * 10 > length;
}

const notText = (text: string): ParseResult => ({
  file: { decls: [], comments: [], broken: [{ start: 0, end: text.length, names: [] }], start: 0, end: text.length },
  problems: [
    { start: 0, end: Math.min(1, text.length), message: "This is not a text file. A rule file is plain text in UTF-8.", fix: undefined },
  ],
});
