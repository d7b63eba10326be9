/**
 * The rules of a file as the seeded mistakes see them: blocks of rows, each row with its cells, conditions and results.
 * Read from the syntax tree; it neither changes anything nor knows what a rule means. Checks and examples are left
 * out: they are the net, not what falls into it.
 */
import type { Cell, Decl, Expr, Grid, QName, Result, Row, Span, StageFile } from "#grammar";

export interface CellSite {
  readonly variable: string;
  readonly cell: Cell;
}

/** A result, or the weight of a score's line. */
export interface ResultSite extends Span {
  readonly variable: string;
  readonly result: Result | Expr;
}

/** A row of a table or a factor, a rule of a decide, a line of a score. */
export interface RowSite extends Span {
  readonly cells: readonly CellSite[];
  readonly conditions: readonly Expr[];
  readonly results: readonly ResultSite[];
  /** An `otherwise`: it has no place of its own among the rows. */
  readonly rest: boolean;
}

export interface Block {
  /** `first` reads rows against each other; under `unique` and `highest` and in sums their order says nothing. */
  readonly ordered: boolean;
  readonly rows: readonly RowSite[];
  /** Conditions that belong to no row: `where`, and the value of a `let`. */
  readonly conditions: readonly Expr[];
  /** Numbers of a `let` are what its rule says, as results are what rows say. */
  readonly formula: Expr | undefined;
}

const some = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);

export const blocksOf = (file: StageFile): readonly Block[] => file.decls.flatMap(blocksIn);

function blocksIn(decl: Decl): readonly Block[] {
  switch (decl.kind) {
    case "table":
      return [{ ...plain, ordered: isOrdered(decl.policy?.value), rows: gridRows(decl.grid), conditions: some(decl.where) }];
    case "decide": {
      const rows = decl.rules.map(
        (rule): RowSite => ({
          start: rule.start,
          end: rule.end,
          cells: [],
          conditions: some(rule.when),
          results: [siteOf(decl.name.text, rule.result)],
          rest: rule.when === undefined,
        }),
      );
      return [{ ...plain, ordered: isOrdered(decl.policy?.value), rows, conditions: some(decl.where) }];
    }
    case "score": {
      const lines = decl.parts.flatMap((part): RowSite[] =>
        part.kind === "line"
          ? [
              {
                start: part.start,
                end: part.end,
                cells: [],
                conditions: some(part.when),
                results: [siteOf(decl.name.text, part.value)],
                rest: false,
              },
            ]
          : [],
      );
      const factors = decl.parts.flatMap((part): Block[] =>
        part.kind === "factor" ? [{ ...plain, rows: part.rows.map((row) => rowOf(row, [part.column], [decl.name.text])) }] : [],
      );
      return [...(lines.length === 0 ? [] : [{ ...plain, rows: lines }]), ...factors];
    }
    case "let":
      return [{ ...plain, conditions: [decl.value], formula: decl.value }];
    case "exclude":
      return [{ ...plain, rows: decl.grid === undefined ? [] : gridRows(decl.grid), conditions: some(decl.when) }];
    default:
      return [];
  }
}

const plain: Block = { ordered: false, rows: [], conditions: [], formula: undefined };

const isOrdered = (policy: string | undefined): boolean => policy === "first";

const siteOf = (variable: string, result: Result | Expr): ResultSite => ({ variable, result, start: result.start, end: result.end });

const gridRows = (grid: Grid): readonly RowSite[] =>
  grid.rows.map((row) =>
    rowOf(
      row,
      grid.columns,
      grid.results.map((name) => name.text),
    ),
  );

const rowOf = (row: Row, columns: readonly QName[], results: readonly string[]): RowSite => ({
  start: row.start,
  end: row.end,
  cells: row.cells.map((cell, index) => ({ variable: columns[index]?.text ?? "", cell })),
  conditions: [],
  results: row.results.map((result, index) => siteOf(results[index] ?? "", result)),
  rest: false,
});

/** Every expression inside one, itself first. */
export function partsOf(expr: Expr): readonly Expr[] {
  return [expr, ...childrenOf(expr).flatMap(partsOf)];
}

function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "paren":
      return [expr.inner];
    case "negate":
    case "not":
      return [expr.operand];
    case "arithmetic":
    case "compare":
      return [expr.left, expr.right];
    case "in":
    case "has":
      return [expr.subject];
    case "and":
    case "or":
      return expr.terms;
    case "if":
      return [expr.condition, expr.then, expr.otherwise];
    case "call":
      return expr.args;
    case "countOf":
      return expr.conditions;
    default:
      return [];
  }
}

export const conditionsOf = (block: Block): readonly Expr[] => [...block.conditions, ...block.rows.flatMap((row) => row.conditions)];
export const cellsOf = (block: Block): readonly CellSite[] => block.rows.flatMap((row) => row.cells);
