/** Signature help: the arguments of a function, and in a row of a grid the header with the column of the cursor. */
import type { SignatureHelp } from "vscode-languageserver";
import { namesIn, type VariableInfo } from "#engine";
import type { Spot } from "../schemes.ts";
import { type Statement, statementAt } from "./statement.ts";
import { cellAt, columnsOf } from "./wanted.ts";

/** Undefined where the cursor is in neither. */
export const signatureAt = (spot: Spot): SignatureHelp | undefined => {
  const statement = statementAt(spot.held.source.text, spot.offset);
  if (statement === undefined || statement.quote !== undefined) return undefined;
  return callAt(statement.text) ?? rowAt(spot, statement);
};

const functions: Readonly<Record<string, readonly [args: readonly string[], what: string]>> = {
  ln: [["x"], "The natural logarithm of x; x must be above 0."],
  log10: [["x"], "The logarithm of x to base 10; x must be above 0."],
  exp: [["x"], "e to the power of x."],
  sqrt: [["x"], "The square root of x; x must not be below 0."],
  min: [["x", "y", "…"], "The smallest of them."],
  max: [["x", "y", "…"], "The largest of them."],
  abs: [["x"], "x without its sign."],
  round: [["x", "digits"], "x rounded to so many digits after the point."],
  count: [["set"], "How many members the set has."],
};

const callAt = (text: string): SignatureHelp | undefined => {
  const open: { readonly name: string; commas: number }[] = [];
  for (const [sign] of text.replace(/"[^"]*"/g, "").matchAll(/\w*\s*\(|[),]/g)) {
    if (sign === ")") open.pop();
    else if (sign !== ",") open.push({ name: sign.slice(0, -1).trim(), commas: 0 });
    else if (open.length > 0) (open.at(-1) as { commas: number }).commas += 1;
  }
  const call = open.at(-1);
  const known = call === undefined || !Object.hasOwn(functions, call.name) ? undefined : functions[call.name];
  if (call === undefined || known === undefined) return undefined;
  const [args, documentation] = known;
  return signature(
    `${call.name}(`,
    args.map((label) => ({ label })),
    ", ",
    ")",
    Math.min(call.commas, args.length - 1),
    documentation,
  );
};

const rowAt = ({ scheme, uri }: Spot, { text, blocks }: Statement): SignatureHelp | undefined => {
  const block = blocks.at(-1);
  if (block?.first === undefined || !/^(table|exclude|examples)\b/.test(block.head)) return undefined;
  const { columns, results } = columnsOf(block.first);
  const { column, isResult } = cellAt(text);
  const active = isResult ? columns.length + column : column;
  if (active >= columns.length + results.length || (!isResult && column >= columns.length)) return undefined;
  const names = namesIn(scheme, uri);
  const parts = [...columns, ...results].map((label) => ({ label, told: toldOf(names.get(label)) }));
  return signature("", parts, " | ", "", active, undefined, columns.length);
};

const toldOf = (variable: VariableInfo | undefined): string | undefined => {
  if (variable === undefined) return undefined;
  const values = variable.kind === "number" ? [variable.range ?? variable.unit] : [variable.labels.map(({ text }) => text).join(", ")];
  return [variable.title, ...values].filter((part) => part !== undefined && part !== "").join(" · ");
};

interface Part {
  readonly label: string;
  readonly told?: string | undefined;
}

/** `arrow`: before which part `=>` stands instead of the separator. */
const signature = (
  before: string,
  parts: readonly Part[],
  separator: string,
  after: string,
  active: number,
  documentation: string | undefined,
  arrow = -1,
): SignatureHelp => {
  let label = before;
  const parameters = parts.map((part, index) => {
    if (index > 0) label += index === arrow ? " => " : separator;
    const start = label.length;
    label += part.label;
    const range: [number, number] = [start, label.length];
    return { label: range, ...(part.told === undefined ? {} : { documentation: part.told }) };
  });
  const shown = { label: label + after, parameters, ...(documentation === undefined ? {} : { documentation }) };
  return { signatures: [shown], activeSignature: 0, activeParameter: active };
};
