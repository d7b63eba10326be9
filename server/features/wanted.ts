/** What may be written at the cursor: a value of which variable, a variable, a declaration … Half-typed lines are the usual case. */
import type { OpenBlock, Statement } from "./statement.ts";

export type Wanted =
  /** A value of a variable, by the name that the file gives it. `typed`: what stands before it in its cell. */
  | { readonly kind: "value"; readonly variable: string; readonly place: ValuePlace; readonly typed: string }
  | { readonly kind: "variable"; readonly others: readonly string[] }
  | { readonly kind: "expression" }
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "declaration" }
  | { readonly kind: "cite" }
  | { readonly kind: "path" };

/** `cell` and `condition` belong to rules, `given` and `expected` to examples. */
export type ValuePlace = "cell" | "result" | "condition" | "given" | "expected";

/** A grid's header: the names of its columns, then of what it decides. */
export interface Columns {
  readonly columns: readonly string[];
  readonly results: readonly string[];
}

/** Undefined where nothing can be offered. */
export function wantedAt({ text, quote, blocks }: Statement): Wanted | undefined {
  if (/@\w*$/.test(text)) return { kind: "cite" };
  const isPath = /^use\b[^"]*$/.test(text) && quote !== undefined;
  if (isPath) return { kind: "path" };
  const wanted = insideOf(text, blocks);
  return quote === undefined || wanted?.kind === "value" ? wanted : undefined;
}

function insideOf(text: string, blocks: readonly OpenBlock[]): Wanted | undefined {
  const block = blocks.at(-1);
  if (block === undefined) return atTop(text);
  const [kind = ""] = /^\w+/.exec(block.head) ?? [];
  if (blocks.length === 2 && blocks[0]?.head.startsWith("score")) return inFactor(text, block.head);
  switch (kind) {
    case "table":
    case "exclude":
    case "examples":
      return inGrid(text, block, kind);
    case "decide":
      return inDecide(text, /^decide\s+([\w.]+)/.exec(block.head)?.[1] ?? "");
    case "score":
      return /^[+-]/.test(text) ? inExpression(text.replace(/^[+-]/, ""), "condition") : wordOnly(text, { kind: "variable", others: [] });
    case "case":
      return inCase(text);
    case "scheme":
      return wordOnly(text, { kind: "words", words: schemeFields });
    default:
      return undefined;
  }
}

const schemeFields = ["edition", "applies", "cite", "classification", "purpose", "status", "licence"];

const wordOnly = (text: string, wanted: Wanted): Wanted | undefined => (/^\w*$/.test(text) ? wanted : undefined);

function atTop(text: string): Wanted | undefined {
  if (/^\w*$/.test(text)) return { kind: "declaration" };
  const clause = /\b(where|when)\b(?!.*\b(where|when|needs)\b)(.*)$/s.exec(text);
  if (/^(table|decide|exclude)\b/.test(text) && clause !== null) return inExpression(clause[3] ?? "", "condition");
  if (/^(table|decide)\b.*\bneeds\s[^@{]*$/s.test(text)) return { kind: "variable", others: [] };
  if (/^decide\s+\w*$|^exclude\s+for\s+\w*$|^check\s+monotone\b[^"]*$/.test(text)) return { kind: "variable", others: [] };
  if (/^let\s+\w+.*?=/.test(text)) return inExpression(text.replace(/^let\s+\w+[^=]*=/, ""), "condition");
  if (/^check\s+\w*$/.test(text)) return { kind: "words", words: ["monotone", "never"] };
  if (/^check\b/.test(text)) return inExpression(text.replace(/^check\s+(never\b)?/, "").replace(/^.*\bimplies\b/s, ""), "condition");
  return undefined;
}

/** The names of a header line. */
export const columnsOf = (header: string): Columns => {
  const [columns = "", results = ""] = header.split("=>");
  const names = (part: string) =>
    part
      .split("|")
      .map((name) => name.trim())
      .filter((name) => name !== "");
  return { columns: names(columns), results: names(results) };
};

function inGrid(text: string, block: OpenBlock, kind: "table" | "exclude" | "examples"): Wanted | undefined {
  if (block.first === undefined) {
    const { columns, results } = columnsOf(text.replace(/[\w.]*$/, ""));
    return { kind: "variable", others: [...columns, ...results] };
  }
  const { column, isResult } = cellAt(text);
  const { columns, results } = columnsOf(block.first);
  const variable = (isResult ? results : columns)[column];
  if (variable === undefined) return undefined;
  const rule = isResult ? "result" : "cell";
  const example = isResult ? "expected" : "given";
  return { kind: "value", variable, place: kind === "examples" ? example : rule, typed: lastCell(text) };
}

/** Which cell of a row the cursor is in, counted from 0 on its side of `=>`. */
export function cellAt(row: string): { readonly column: number; readonly isResult: boolean } {
  const bare = row.replace(/"[^"]*"/g, "");
  const arrow = bare.lastIndexOf("=>");
  return { column: bare.slice(arrow + 1).split("|").length - 1, isResult: arrow >= 0 };
}

const lastCell = (text: string): string => /(?:^|\||=>)([^|]*?)$/.exec(text.replace(/.*=>/s, ""))?.[1]?.trimStart() ?? "";

function inFactor(text: string, head: string): Wanted | undefined {
  const variable = /^[\w.]+/.exec(head)?.[0];
  return variable === undefined || text.includes("=>") ? undefined : { kind: "value", variable, place: "cell", typed: text };
}

function inDecide(text: string, variable: string): Wanted | undefined {
  const when = /\bwhen\b(.*)$/s.exec(text);
  if (when !== null) return inExpression(when[1] ?? "", "condition");
  const typed = text.replace(/^otherwise\s+/, "");
  if (/^[^\s]*$/.test(typed)) return { kind: "value", variable, place: "result", typed };
  return /^\S+\s+\w*$/.test(text) ? { kind: "words", words: ["when"] } : undefined;
}

function inCase(text: string): Wanted | undefined {
  if (/^\w*$/.test(text)) return { kind: "words", words: ["given", "then", "expect"] };
  const expected = /^expect\s+([\w.]+)\s*=(.*)$/s.exec(text);
  if (expected !== null) return { kind: "value", variable: expected[1] ?? "", place: "expected", typed: (expected[2] ?? "").trimStart() };
  return inExpression(text.replace(/^(given|then|expect)\b/, ""), "given");
}

function inExpression(text: string, place: ValuePlace): Wanted {
  const compared = /([A-Za-z_][\w.]*)\s*(?:=|!=|<=|>=|<|>)\s*([^\s()=<>]*)$/.exec(text);
  const measured = /([A-Za-z_][\w.]*)\s*(?:=|!=|<=|>=|<|>)\s*(\d[\d.]*\s+\w*)$/.exec(text);
  const among = /([A-Za-z_][\w.]*)\s+in\s+(\([^()]*|[^()]*)$/.exec(text);
  const member = /([A-Za-z_][\w.]*)\s+has\s+(?:(?:any|all|\d+)\s+of\s*)?(\([^()]*|\w*)$/.exec(text);
  const found = compared ?? measured ?? member ?? (among !== null && !/\b(and|or)\b/.test(among[2] ?? "") ? among : null);
  if (found === null) return { kind: "expression" };
  return { kind: "value", variable: found[1] ?? "", place, typed: (found[2] ?? "").replace(/^\(/, "") };
}
