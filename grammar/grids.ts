/** Reads the lines of a block into a grid: a header, then rows. */
import type { ExampleRow, Grid, QName, Row, Span } from "./ast.ts";
import { documented } from "./docs.ts";
import { emptiedAbove } from "./emptied.ts";
import type { LineKind } from "./failure.ts";
import { type BlockLines, endOf, type Line, startOf } from "./layout.ts";
import { type Reader, readLines } from "./read-lines.ts";

/** `decides`: rows give results (a table); `excludes`: they do not. */
export function readGrid(reader: Reader, block: BlockLines, form: "decides" | "excludes"): Grid {
  const header = readHeader(reader, block, form === "decides" ? "header" : "bareHeader");
  const read = readLines(reader, form === "decides" ? "row" : "bareRow", header.rows);
  const rows: Row[] = read.filter((one) => one.ok).map((one) => ({ ...one.value, doc: documented(one.line) }));
  return { ...header.grid, rows, broken: header.broken + read.length - rows.length, start: block.start, end: block.end };
}

/** The grid of `examples`: cells may be blank, and results are what is expected. */
export function readExamples(reader: Reader, block: BlockLines): Grid<ExampleRow> {
  const header = readHeader(reader, block, "exampleHeader");
  const read = readLines(reader, "exampleRow", header.rows);
  const rows: ExampleRow[] = read.filter((one) => one.ok).map((one) => ({ ...one.value, doc: documented(one.line) }));
  return { ...header.grid, rows, broken: header.broken + read.length - rows.length, start: block.start, end: block.end };
}

interface HeaderPart {
  readonly grid: { readonly columns: readonly QName[]; readonly results: readonly QName[]; readonly headerSpan: Span };
  readonly broken: number;
  readonly rows: readonly Line[];
}

function readHeader(reader: Reader, block: BlockLines, kind: LineKind & ("header" | "exampleHeader" | "bareHeader")): HeaderPart {
  const line = block.lines[0];
  if (line === undefined) {
    const span = { start: block.start, end: block.end };
    if (!block.implied) reader.problems.push({ ...span, message: emptyGrid, fix: undefined });
    return { grid: { columns: [], results: [], headerSpan: span }, broken: 1, rows: [] };
  }
  const span = spanOfLine(line);
  const read = readLines(reader, kind, [line])[0];
  if (read?.ok === true) return { grid: { ...read.value, headerSpan: span }, broken: 0, rows: block.lines.slice(1) };
  const lost = emptiedAbove(reader.text, span.start);
  const rows = lost === undefined ? block.lines.slice(1) : block.lines;
  return { grid: { columns: [], results: [], headerSpan: lost ?? span }, broken: 1, rows };
}

const emptyGrid = "A table begins with a header that names its columns, such as `T | N | M => stage`, and has a row for each case.";

export const spanOfLine = (line: Line): Span => {
  const first = line.tokens[0];
  const last = line.tokens.at(-1);
  if (first === undefined || last === undefined) return { start: 0, end: 0 };
  return { start: startOf(first), end: endOf(last) };
};
