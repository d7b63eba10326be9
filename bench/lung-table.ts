/**
 * The rows of `examples/solid/lung-ajcc8.stage`, told to other rule engines: each cell as a list of leaf labels.
 * Read from the syntax tree, so that every engine runs the table of the file and none a copy of it.
 */

import type { Source } from "#engine";
import type { Alternative, Cell, Decl, LabelDecl, Result } from "#grammar";

export const columns = ["T", "N", "M"] as const;
export type Column = (typeof columns)[number];
export type Case = Readonly<Record<Column, string>>;

/** Labels that each column accepts (undefined: any), and the stage that the row gives. */
export interface PlainRow {
  readonly accepts: Readonly<Record<Column, readonly string[] | undefined>>;
  readonly result: string;
}

export interface PlainTable {
  readonly leaves: Readonly<Record<Column, readonly string[]>>;
  /** Excluded combinations come first, so that the first row that applies decides. */
  readonly rows: readonly PlainRow[];
}

type DeclOf<K extends Decl["kind"]> = Extract<Decl, { kind: K }>;

/** Throws where the file uses a form that this reader does not know: the measurement would not be of the same table. */
export function readTable(source: Source): PlainTable {
  const { decls } = source.parsed.file;
  const categories = ofKind(decls, "category");
  const labels = (column: Column): readonly LabelDecl[] => {
    const found = categories.find((decl) => decl.names.some((name) => name.text === column));
    if (found === undefined) throw new Error(`the lung file declares no ${column}`);
    return found.labels;
  };
  const leaves = { T: leavesOf(labels("T")), N: leavesOf(labels("N")), M: leavesOf(labels("M")) };
  const accept = (column: Column, cell: Cell | undefined) => acceptedBy(cell, labels(column), leaves[column]);
  const rowsOf = (
    rows: readonly { readonly cells: readonly Cell[]; readonly results: readonly Result[] }[],
    fallback: string,
  ): readonly PlainRow[] =>
    rows.map((row) => ({
      accepts: { T: accept("T", row.cells[0]), N: accept("N", row.cells[1]), M: accept("M", row.cells[2]) },
      result: row.results[0] === undefined ? fallback : resultText(row.results[0]),
    }));
  const excluded = ofKind(decls, "exclude").flatMap((decl) => rowsOf(decl.grid?.rows ?? [], "excluded"));
  return { leaves, rows: [...excluded, ...ofKind(decls, "table").flatMap((decl) => rowsOf(decl.grid.rows, ""))] };
}

const ofKind = <K extends Decl["kind"]>(decls: readonly Decl[], kind: K): readonly DeclOf<K>[] =>
  decls.filter((decl): decl is DeclOf<K> => decl.kind === kind);

const leavesOf = (labels: readonly LabelDecl[]): readonly string[] =>
  labels.flatMap((decl) => (decl.children === undefined ? [decl.label.text] : leavesOf(decl.children)));

const find = (labels: readonly LabelDecl[], text: string): LabelDecl | undefined => {
  for (const decl of labels) {
    const found = decl.label.text === text ? decl : find(decl.children ?? [], text);
    if (found !== undefined) return found;
  }
  return undefined;
};

function acceptedBy(cell: Cell | undefined, labels: readonly LabelDecl[], leaves: readonly string[]): readonly string[] | undefined {
  if (cell === undefined || cell.kind === "blank") throw new Error("a row of the lung file lacks a cell");
  if (cell.kind === "any") return undefined;
  if (cell.negated) throw new Error("this reader knows no 'not' in a cell");
  return cell.alternatives.flatMap((alternative) => leavesIn(alternative, labels, leaves));
}

function leavesIn(alternative: Alternative, labels: readonly LabelDecl[], leaves: readonly string[]): readonly string[] {
  if (alternative.kind === "value") return named(alternative.value, labels);
  if (alternative.kind !== "range") throw new Error(`this reader knows no ${alternative.kind} in a cell`);
  const first = leaves.indexOf(named(alternative.from, labels)[0] ?? "");
  const last = leaves.indexOf(named(alternative.to, labels).at(-1) ?? "");
  return leaves.slice(first, last + 1);
}

/** The leaves below a label; an unknown such as TX stands for itself. */
function named(literal: Extract<Alternative, { kind: "value" }>["value"], labels: readonly LabelDecl[]): readonly string[] {
  if (literal.kind !== "label") throw new Error(`this reader knows no ${literal.kind} in a cell`);
  const decl = find(labels, literal.label.text);
  return decl === undefined ? [literal.label.text] : leavesOf([decl]);
}

function resultText(result: Result): string {
  if (result.kind === "label") return result.label.text;
  if (result.kind === "number") return result.text;
  if (result.kind === "none") return "none";
  throw new Error(`this reader knows no result ${result.kind}`);
}

/** Every combination of leaves. */
export const allCases = ({ leaves }: PlainTable): readonly Case[] =>
  leaves.T.flatMap((T) => leaves.N.flatMap((N) => leaves.M.map((M) => ({ T, N, M }))));

// ------------------------------------------------------------- for other engines

/** The table as a decision for the Zen engine: the first row that applies decides. */
export const zenDecision = ({ rows }: PlainTable): object => ({
  contentType: "application/vnd.gorules.decision",
  nodes: [
    { id: "in", name: "case", type: "inputNode", position: { x: 0, y: 0 } },
    {
      id: "table",
      name: "stage",
      type: "decisionTableNode",
      position: { x: 0, y: 0 },
      content: {
        hitPolicy: "first",
        inputs: columns.map((column) => ({ id: column, name: column, type: "expression", field: column })),
        outputs: [{ id: "stage", name: "stage", type: "expression", field: "stage" }],
        rules: rows.map(({ accepts, result }, index) => ({
          _id: `row ${index}`,
          ...Object.fromEntries(
            columns.map((column) => [column, (accepts[column] ?? []).map((label) => JSON.stringify(label)).join(", ")]),
          ),
          stage: JSON.stringify(result),
        })),
      },
    },
    { id: "out", name: "answer", type: "outputNode", position: { x: 0, y: 0 } },
  ],
  edges: [
    { id: "one", sourceId: "in", targetId: "table", type: "edge" },
    { id: "two", sourceId: "table", targetId: "out", type: "edge" },
  ],
});

/** The table as rules for json-rules-engine; the higher priority of earlier rows lets a run stop at the first. */
export const jsonRules = ({ rows }: PlainTable) =>
  rows.map(({ accepts, result }, index) => ({
    conditions: {
      all: columns.flatMap((column) => {
        const labels = accepts[column];
        return labels === undefined ? [] : [{ fact: column, operator: "in", value: [...labels] }];
      }),
    },
    event: { type: "stage", params: { stage: result } },
    priority: rows.length - index,
  }));
