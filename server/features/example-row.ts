/** The case that shows a gap or an overlap, as a row of an examples table: what is expected of it is left to the author. */
import { type Finding, load } from "#engine";
import { type Decl, type ExamplesDecl, parse } from "#grammar";
import type { Held, Workspace } from "../workspace.ts";
import type { Edits } from "./edits.ts";

/** undefined where the finding has no case, or its case cannot be written as a row. */
export const exampleOf = (finding: Finding, workspace: Workspace): Edits | undefined => {
  const { code, witness = [], uri, span } = finding;
  const held = code === "gap" || code === "overlap" ? workspace.find(uri) : undefined;
  const decl = held?.source.parsed.file.decls.find((one) => one.start <= span.start && span.end <= one.end);
  const decided = decl === undefined ? [] : decidedBy(decl);
  if (held === undefined || witness.length === 0 || decided.length === 0) return undefined;
  const table = tableFor(held, witness, decided);
  const { at, text } = table === undefined ? newTable(held, witness, decided) : newRow(held, table, witness);
  return readsAsWell(held, workspace, at, text) ? [{ uri, start: at, end: at, text }] : undefined;
};

type Witness = NonNullable<Finding["witness"]>;
interface Insertion {
  readonly at: number;
  readonly text: string;
}

const decidedBy = (decl: Decl): readonly string[] => {
  if (decl.kind === "table") return decl.grid.results.map((result) => result.text);
  return decl.kind === "decide" || decl.kind === "score" || decl.kind === "let" ? [decl.name.text] : [];
};

/** The last examples table with columns for all of the case, and the same expected side. */
const tableFor = ({ source }: Held, witness: Witness, decided: readonly string[]): ExamplesDecl | undefined =>
  source.parsed.file.decls
    .filter((decl) => decl.kind === "examples")
    .findLast(({ broken, grid }) => {
      const columns = new Set(grid.columns.map((column) => column.text));
      const expects = grid.results.map((result) => result.text);
      const isSame = expects.length === decided.length && expects.every((name, index) => name === decided[index]);
      return !broken && grid.broken === 0 && isSame && witness.every(({ variable }) => columns.has(variable));
    });

const newRow = ({ source }: Held, { grid }: ExamplesDecl, witness: Witness): Insertion => {
  const { text } = source;
  const textOf = (name: string): string => witness.find(({ variable }) => variable === name)?.text ?? "";
  const last = grid.rows.at(-1) ?? { ...grid.headerSpan };
  const header = text.slice(grid.headerSpan.start, grid.headerSpan.end).split("=>")[0] ?? "";
  const widths = header.split("|").map((cell, index) => cell.slice(index === 0 ? 0 : 1).length - 1);
  const cells = grid.columns.map((column, index) => textOf(column.text).padEnd(widths[index] ?? 0));
  const row = `${cells.join(" | ")} => ${grid.results.map(() => "???").join(" | ")}`;
  const lineStart = text.lastIndexOf("\n", last.start) + 1;
  const indent = text.slice(lineStart, last.start);
  if (indent.trim() !== "") return { at: last.end, text: `; ${row}` };
  const rest = /^[ \t]*(\/\/[^\r\n]*)?(?=\r?\n)/.exec(text.slice(last.end))?.[0] ?? "";
  return { at: last.end + rest.length, text: `\n${indent}${row}` };
};

const newTable = ({ source }: Held, witness: Witness, decided: readonly string[]): Insertion => {
  const width = ({ variable, text }: Witness[number]): number => Math.max(variable.length, text.length);
  const line = (of: (one: Witness[number]) => string): string => witness.map((one) => of(one).padEnd(width(one))).join(" | ");
  const head = `  ${line(({ variable }) => variable)} => ${decided.join(" | ")}`;
  const row = `  ${line(({ text }) => text)} => ${decided.map(() => "???").join(" | ")}`;
  const start = /\n$|^$/.test(source.text) ? "\n" : "\n\n";
  return { at: source.text.length, text: `${start}examples "Cases to decide" {\n${head}\n${row}\n}\n` };
};

/** A case may name what no cell can say (a plain parent, some members of a set): then nothing is offered. */
const readsAsWell = (held: Held, workspace: Workspace, at: number, insertion: string): boolean => {
  const { uri, text } = held.source;
  const changed = text.slice(0, at) + insertion + text.slice(at);
  const errorsIn = (source: Held["source"]): number =>
    load(source, (from, path) => workspace.findUsed(from, path)?.source).findings.filter(({ severity }) => severity === "error").length;
  return errorsIn({ uri, text: changed, parsed: parse(changed) }) <= errorsIn(held.source);
};
