/**
 * A published table as a rule file: a category a column, the errors as excludes, the lines as rows. Lines that differ in
 * one column only and say the same share a row, as they do where the tables are printed. Each line stands in one row.
 */
import type { Column, Line, Published } from "./published.ts";

/** Codes that each column accepts. */
type Cells = readonly ReadonlySet<string>[];

interface Row {
  readonly cells: Cells;
  readonly stage: string;
  readonly lines: number;
}

export interface PublishedScheme {
  readonly text: string;
  readonly rows: number;
  /** Lines that stand in them, those of the excludes among them. */
  readonly lines: number;
}

const quoted = (text: string): string => `"${text}"`;

export function schemeOf({ name, columns, lines }: Published): PublishedScheme {
  const rows = rowsOf(columns, lines, "row");
  const invalid = rowsOf(columns, lines, "invalid");
  const head = columns.map((column) => column.name).join(" | ");
  const groups = [...new Set(rows.map(({ stage }) => stage))].filter((stage) => stage !== "none").sort();
  const cellsOf = ({ cells }: Row): string => columns.map((column, index) => cellText(column, cells[index] as Set<string>)).join(" | ");
  const resultOf = ({ stage }: Row): string => (stage === "none" ? 'none "the table says so"' : quoted(stage));
  const text = [
    `scheme ${quoted(name)} {\n  edition "AJCC 7"\n}`,
    ...columns.map(categoryText),
    `category stage { ${groups.map(quoted).join("  ")} }`,
    ...(invalid.length === 0
      ? []
      : [`exclude "not a valid combination" {\n  ${head}\n${invalid.map((row) => `  ${cellsOf(row)}\n`).join("")}}`]),
    `table {\n  ${head} => stage\n${rows.map((row) => `  ${cellsOf(row)} => ${resultOf(row)}\n`).join("")}}`,
    "",
  ].join("\n\n");
  return { text, rows: rows.length, lines: [...rows, ...invalid].reduce((sum, row) => sum + row.lines, 0) };
}

/** Lines joined column by column until no two rows differ in one column only. */
function rowsOf(columns: readonly Column[], lines: readonly Line[], role: Line["role"]): readonly Row[] {
  let rows: readonly Row[] = lines
    .filter((line) => line.role === role)
    .map(({ codes, stage }) => ({ cells: columns.map(({ name }) => new Set([codes[name] ?? ""])), stage, lines: 1 }));
  for (let before = Number.POSITIVE_INFINITY; rows.length < before; ) {
    before = rows.length;
    for (const [index] of columns.entries()) rows = joinedIn(rows, index);
  }
  return rows;
}

function joinedIn(rows: readonly Row[], column: number): readonly Row[] {
  const joined = new Map<string, Row>();
  for (const row of rows) {
    const others = row.cells.map((codes, index) => (index === column ? "" : [...codes].sort().join()));
    const key = `${row.stage}: ${others.join("|")}`;
    const found = joined.get(key);
    const cells =
      found === undefined
        ? row.cells
        : row.cells.map((codes, index) => (index === column ? new Set([...(found.cells[index] ?? []), ...codes]) : codes));
    joined.set(key, { cells, stage: row.stage, lines: row.lines + (found?.lines ?? 0) });
  }
  return [...joined.values()];
}

/** `any` where every code is in it, "not assessed" too: then it makes no difference. T1 where all its subcategories are. */
function cellText(column: Column, codes: ReadonlySet<string>): string {
  const { labels, unknowns } = column;
  const leavesOf = (code: string): readonly string[] => {
    const inside = (labels.get(code) ?? []).filter((each) => labels.get(each)?.length === 0);
    return inside.length === 0 ? [code] : inside;
  };
  const named = (code: string): readonly string[] => {
    if (leavesOf(code).every((leaf) => codes.has(leaf))) return [code];
    return directBelow(column, code).flatMap(named);
  };
  const parts = [...unknowns.filter((code) => codes.has(code)), ...topOf(column).flatMap(named)];
  const isAll = [...unknowns, ...topOf(column)].every((code) => parts.includes(code));
  return isAll ? "any" : parts.map(quoted).join(", ");
}

/** T1a1 stands below T1a, not once more below T1. */
function directBelow({ labels }: Column, code: string): readonly string[] {
  const all = labels.get(code) ?? [];
  return all.filter((each) => !all.some((other) => labels.get(other)?.includes(each)));
}

function topOf({ labels }: Column): readonly string[] {
  const inside = new Set([...labels.values()].flat());
  return [...labels.keys()].filter((code) => !inside.has(code));
}

function categoryText(column: Column): string {
  const { name, unknowns } = column;
  const unknown = unknowns.length === 0 ? "" : ` unknown ${unknowns.map(quoted).join(", ")}`;
  const labelText = (code: string): string => {
    const direct = directBelow(column, code);
    return direct.length === 0 ? quoted(code) : `${quoted(code)} { ${direct.map(labelText).join("  ")} }`;
  };
  return `category ${name}${unknown} { ${topOf(column).map(labelText).join("  ")} }`;
}
