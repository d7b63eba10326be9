/** What can be done with combinations that no row covers: a row for them, a rule, or an exclude, each with something to fill in. */
import type { Fix, RegionText } from "../finding.ts";
import type { Block, Variable } from "../model/symbols.ts";
import { indentAt, insertAt, isFirstOnLine, lineEnd, lineStart, startWithDoc, type Written } from "./edits.ts";

type VariableOf = (name: string) => Variable | undefined;

/** A row or rule with `???` in a block: the tool never invents a stage. */
export function insertRowFix(source: Written, block: Block, region: RegionText, variableOf: VariableOf): readonly Fix[] {
  const text = block.kind === "decide" ? ruleFor(region, variableOf) : rowFor(block, region);
  const last = block.rows.at(-1);
  const behind = block.kind === "decide" ? (block.rows.filter((row) => !row.otherwise).at(-1) ?? last) : last;
  if (text === undefined || behind === undefined) return [];
  const title = "Insert a row for it, with the result still to be filled in";
  const { start, end } = behind.place.span;
  if (!isFirstOnLine(source.text, start)) return [insertAt(title, source.uri, end, `; ${text}`)];
  const newline = source.text.includes("\r\n") ? "\r\n" : "\n";
  const above = behind.otherwise;
  const line = `${indentAt(source.text, start)}${text}`;
  if (above) return [insertAt(title, source.uri, lineStart(source.text, start), `${line}${newline}`)];
  const rest = source.text.slice(end, lineEnd(source.text, end));
  const at = /^\s*(\/\/.*)?$/.test(rest) ? end + rest.length : end;
  return [insertAt(title, source.uri, at, `${newline}${line}`)];
}

/** The region as a row of a table or factor: its cells are the columns, in their order. */
function rowFor(block: Block, { cells }: RegionText): string | undefined {
  const inOrder = cells.length === block.columns.length && cells.every((cell, index) => cell.variable === block.columns[index]?.name);
  return inOrder && cells.every(({ text }) => canBeCell(text)) ? `${cells.map((cell) => cell.text).join(" | ")} => ???` : undefined;
}

/** The plain case of a parent, and some members of a set, cannot be said in one cell. */
const canBeCell = (text: string): boolean => !/ itself\b/.test(text) && !/(^| )(has|not) /.test(text);

function ruleFor(region: RegionText, variableOf: VariableOf): string | undefined {
  const condition = conditionFor(region, variableOf);
  return condition === undefined || condition === "" ? undefined : `??? when ${condition}`;
}

function conditionFor({ cells }: RegionText, variableOf: VariableOf): string | undefined {
  const terms: string[] = [];
  for (const { variable: name, text } of cells) {
    if (text === "any") continue;
    const variable = variableOf(name);
    if (variable === undefined || / itself\b/.test(text)) return undefined;
    terms.push(termFor(variable, text));
  }
  return terms.join(" and ");
}

const member = (label: string): string => (/^\w+$/.test(label) ? label : `"${label}"`);

function termFor({ name, kind }: Variable, text: string): string {
  if (kind === "set") {
    return text
      .split(/ and (?=has |not )/)
      .map((part) => (part.startsWith("not ") ? `not ${name} has ${member(part.slice(4))}` : `${name} has ${member(part.slice(4))}`))
      .join(" and ");
  }
  if (kind === "flag" && (text === "yes" || text === "no")) return text === "yes" ? name : `not ${name}`;
  if (/,/.test(text) || (kind === "category" && /\.\./.test(text))) return `${name} in (${text})`;
  if (kind === "number" && /\.\./.test(text)) return `${name} in ${text}`;
  return kind === "number" && /^[<>]/.test(text) ? `${name} ${text}` : `${name} = ${text}`;
}

/** An exclude above the block, with a reason to fill in: these combinations cannot occur. */
export function excludeFix(source: Written, block: Block, region: RegionText, variableOf: VariableOf): readonly Fix[] {
  const cells = region.cells.filter((cell) => cell.text !== "any");
  if (cells.length === 0 || cells.some((cell) => variableOf(cell.variable) === undefined)) return [];
  const asTable = cells.every(({ text }) => canBeCell(text));
  const condition = asTable ? undefined : conditionFor(region, variableOf);
  const { start } = block.place.span;
  if ((!asTable && condition === undefined) || !isFirstOnLine(source.text, start)) return [];
  const newline = source.text.includes("\r\n") ? "\r\n" : "\n";
  const indent = indentAt(source.text, start);
  const column = (index: number): number => Math.max(cells[index]?.variable.length ?? 0, cells[index]?.text.length ?? 0);
  const row = (of: (cell: (typeof cells)[number]) => string) =>
    `  ${cells
      .map((cell, index) => of(cell).padEnd(column(index)))
      .join(" | ")
      .trimEnd()}`;
  const lines = asTable
    ? ['exclude "???" {', row((cell) => cell.variable), row((cell) => cell.text), "}"]
    : [`exclude "???" when ${condition}`];
  const text = [...lines, "", ""].map((line) => (line === "" ? line : indent + line)).join(newline);
  const at = lineStart(source.text, startWithDoc(source, start));
  return [insertAt("Exclude it: it cannot occur, with the reason to fill in", source.uri, at, text)];
}
