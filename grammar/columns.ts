/** Where the columns of a block stand: bars, arrows, sources, `when`. Widths only; `print.ts` sets the text. */
import type { IToken } from "chevrotain";
import type { Line } from "./layout.ts";
import { gap } from "./spacing.ts";
import { Arrow, Bar, Block, Cite, keyword } from "./tokens.ts";

/** Columns, counted from the line's indent, at which certain tokens of a line stand. */
export type Stops = ReadonlyMap<IToken, number>;

/** The text of some tokens of a line. */
export function textOf(tokens: readonly IToken[], first = tokens[0]): string {
  let text = "";
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    text += (before === undefined ? "" : gap(before, token, tokens[index - 2], first ?? token)) + token.image;
  }
  return text;
}

/** A result longer than this does not push what follows its neighbours away. */
const WIDEST_RESULT = 24;

interface RowParts {
  readonly cells: readonly IToken[][];
  readonly arrow: IToken | undefined;
  readonly results: readonly IToken[][];
  readonly cites: readonly IToken[];
  /** The bars before the second, third … cell, and before the second, third … result. */
  readonly bars: readonly IToken[];
  readonly resultBars: readonly IToken[];
}

/** Columns of the rows of a table, header included. */
export function rowStops(lines: readonly Line[]): Stops {
  const rows = lines.map(({ tokens }) => partsOf(tokens));
  const cellWidths = widths(rows.map((row) => row.cells.slice(0, -1).map((cell) => textOf(cell).length)));
  const starts = startsOf(cellWidths);
  const lefts = rows.map((row) => (starts[row.cells.length - 1] as number) + textOf(row.cells.at(-1) ?? []).length);
  const arrow = Math.max(0, ...lefts) + 1;
  const resultWidths = widths(rows.map((row) => row.results.slice(0, -1).map((result) => textOf(result).length)));
  const resultStarts = startsOf(resultWidths);
  const rights = rows.map((row, index) =>
    row.arrow === undefined
      ? (lefts[index] as number)
      : arrow + 3 + (resultStarts[Math.max(0, row.results.length - 1)] as number) + textOf(row.results.at(-1) ?? []).length,
  );
  const near = rights.filter((right, index) => rows[index]?.cites.length !== 0 && right <= arrow + WIDEST_RESULT);
  const cites = Math.max(0, ...near) + 1;
  const stops = new Map<IToken, number>();
  for (const row of rows) {
    for (const [index, bar] of row.bars.entries()) stops.set(bar, (starts[index + 1] as number) - 2);
    if (row.arrow !== undefined) stops.set(row.arrow, arrow);
    for (const [index, bar] of row.resultBars.entries()) stops.set(bar, arrow + 3 + (resultStarts[index + 1] as number) - 2);
    if (row.cites[0] !== undefined) stops.set(row.cites[0], cites);
  }
  return stops;
}

function partsOf(tokens: readonly IToken[]): RowParts {
  const firstCite = tokens.findIndex((token) => token.tokenType === Cite);
  const body = firstCite < 0 ? tokens : tokens.slice(0, firstCite);
  const at = body.findIndex((token) => token.tokenType === Arrow);
  const left = split(at < 0 ? body : body.slice(0, at));
  const right = at < 0 ? { pieces: [], bars: [] } : split(body.slice(at + 1));
  const cites = firstCite < 0 ? [] : tokens.slice(firstCite);
  return { cells: left.pieces, arrow: body[at], results: right.pieces, cites, bars: left.bars, resultBars: right.bars };
}

function split(tokens: readonly IToken[]): { pieces: IToken[][]; bars: IToken[] } {
  const pieces: IToken[][] = [[]];
  const bars: IToken[] = [];
  for (const token of tokens) {
    if (token.tokenType === Bar) {
      bars.push(token);
      pieces.push([]);
    } else pieces.at(-1)?.push(token);
  }
  return { pieces, bars };
}

/** The widest piece of each column. */
function widths(rows: readonly (readonly number[])[]): number[] {
  const widest: number[] = [];
  for (const row of rows) for (const [index, width] of row.entries()) widest[index] = Math.max(widest[index] ?? 0, width);
  return widest;
}

/** Where each column starts, with ` | ` between two; one more than there are widths. */
function startsOf(columnWidths: readonly number[]): number[] {
  const starts = [0];
  for (const width of columnWidths) starts.push((starts.at(-1) as number) + width + 3);
  return starts;
}

/** The `when` of rules stand below each other. */
export function ruleStops(lines: readonly Line[]): Stops {
  return below(lines, (token) => token.tokenType === keyword("when"), WIDEST_RESULT);
}

/** The braces of factors that are written on one line stand below each other. */
export function factorStops(lines: readonly Line[]): Stops {
  return below(lines, (token) => token.tokenType === Block, Number.POSITIVE_INFINITY);
}

function below(lines: readonly Line[], isMark: (token: IToken) => boolean, most: number): Stops {
  const heads = lines.flatMap(({ tokens }) => {
    const at = tokens.findIndex(isMark);
    const width = textOf(tokens.slice(0, at)).length;
    return at < 0 || width > most ? [] : [{ mark: tokens[at] as IToken, width }];
  });
  const column = Math.max(0, ...heads.map(({ width }) => width)) + 1;
  return new Map(heads.map(({ mark }) => [mark, column]));
}
