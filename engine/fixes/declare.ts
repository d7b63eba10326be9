/**
 * Declares a name that rules use: as a flag, a number, a category or a set, told from how the file uses it.
 * What is not written anywhere (a range, further labels, a title) stays for the author.
 */
import type { Alternative, Cell, Decl, Expr, Literal, QName, Result } from "#grammar";
import type { Fix } from "../finding.ts";
import { insertAt, lineEnd, startWithDoc, type Written } from "./edits.ts";
import { unitText } from "./numbers.ts";

type Kind = "flag" | "number" | "category" | "set";

interface Use {
  readonly kind: Kind;
  /** As written, in the order in which they are met. */
  readonly labels: readonly string[];
  readonly unit: string | undefined;
}

export function declareFix(source: Written | undefined, name: string, kindOf: (name: string) => Kind | undefined): readonly Fix[] {
  if (source === undefined || name.includes(".")) return [];
  const uses = source.parsed.file.decls.flatMap((decl) => usesIn(decl, name, { source, kindOf }));
  const kind = (["set", "category", "number", "flag"] as const).find((one) => uses.some((use) => use.kind === one));
  if (kind === undefined) return [];
  const labels = [...new Set(uses.flatMap((use) => use.labels))];
  if ((kind === "category" || kind === "set") && labels.length === 0) return [];
  const unit = uses.find((use) => use.unit !== undefined)?.unit;
  const [at, before, after] = whereToDeclare(source);
  const title = `Declare ${name} as a ${kind}${labels.length === 0 || kind === "flag" ? "" : ` with ${labels.slice(0, 4).join(", ")}${labels.length > 4 ? " …" : ""}`}`;
  return [insertAt(title, source.uri, at, `${before}${declaration(kind, name, labels, unit)}${after}`)];
}

function declaration(kind: Kind, name: string, labels: readonly string[], unit: string | undefined): string {
  if (kind === "number") return `number ${name}${unit === undefined ? "" : ` unit ${unitText(unit)}`}`;
  return kind === "flag" ? `flag ${name}` : `${kind} ${name} { ${labels.join("  ")} }`;
}

const isVariable = (decl: Decl): boolean =>
  decl.kind === "category" || decl.kind === "number" || decl.kind === "flag" || decl.kind === "set";

/** Behind the other variables; without any, behind the header and what is used; or else first of all. */
function whereToDeclare(source: Written): [at: number, before: string, after: string] {
  const { decls } = source.parsed.file;
  const last = decls.findLast(isVariable) ?? decls.findLast((decl) => decl.kind === "scheme" || decl.kind === "use");
  if (last !== undefined) return [lineEnd(source.text, last.end), "\n", ""];
  return [startWithDoc(source, decls[0]?.start ?? 0), "", "\n"];
}

// ------------------------------------------------------------ how a name is used

interface Reading {
  readonly source: Written;
  /** What a name beside it is, where that is known. */
  readonly kindOf: (name: string) => Kind | undefined;
}

function usesIn(decl: Decl, name: string, reading: Reading): readonly Use[] {
  const isIt = (one: QName) => one.text === name;
  switch (decl.kind) {
    case "table":
    case "exclude": {
      const grid = decl.grid;
      const column = grid?.columns.findIndex(isIt) ?? -1;
      const cells = column < 0 ? [] : (grid?.rows ?? []).flatMap((row) => usesOfCell(row.cells[column], reading));
      const results = decl.kind === "table" ? decl.grid.results.findIndex(isIt) : -1;
      const given = results < 0 || decl.kind !== "table" ? [] : decl.grid.rows.flatMap((row) => useOfResult(row.results[results], reading));
      const conditions = decl.kind === "table" ? [decl.where] : [decl.when];
      return [...cells, ...given, ...usesInAll(conditions, name, reading)];
    }
    case "decide":
      return [
        ...(isIt(decl.name) ? decl.rules.flatMap((rule) => useOfResult(rule.result, reading)) : []),
        ...usesInAll([decl.where, ...decl.rules.map((rule) => rule.when)], name, reading),
      ];
    case "score":
      return decl.parts.flatMap((part) => {
        if (part.kind === "line") return usesInAll([part.value, part.when], name, reading);
        return isIt(part.column) ? part.rows.flatMap((row) => usesOfCell(row.cells[0], reading)) : [];
      });
    case "let":
      return usesInAll([decl.value], name, reading);
    case "check":
      return usesInAll(expressionsOf(decl.property), name, reading);
    default:
      return [];
  }
}

function expressionsOf(property: Extract<Decl, { kind: "check" }>["property"]): readonly (Expr | undefined)[] {
  if (property.kind === "monotone") return [property.except?.when];
  return property.kind === "never" ? [property.condition] : [property.premise, property.conclusion];
}

const flag: Use = { kind: "flag", labels: [], unit: undefined };
const number = (unit?: string): Use => ({ kind: "number", labels: [], unit });

const usesOfCell = (cell: Cell | undefined, reading: Reading): readonly Use[] =>
  cell?.kind === "alternatives" ? cell.alternatives.flatMap((one) => usesOfAlternative(one, reading)) : [];

function usesOfAlternative(one: Alternative, reading: Reading): readonly Use[] {
  if (one.kind === "unknown") return [];
  if (one.kind === "range") return [useOfLiteral(one.from, reading), useOfLiteral(one.to, reading)];
  return [useOfLiteral(one.value, reading)];
}

function useOfLiteral(literal: Literal, { source }: Reading): Use {
  const written = (span: { readonly start: number; readonly end: number }) => source.text.slice(span.start, span.end);
  switch (literal.kind) {
    case "number":
      return number(literal.unit?.text);
    case "yesno":
      return flag;
    case "set":
      return { kind: "set", labels: literal.labels.map(written), unit: undefined };
    default:
      return { kind: "category", labels: [written(literal)], unit: undefined };
  }
}

const useOfResult = (result: Result | undefined, reading: Reading): readonly Use[] =>
  result === undefined || result.kind === "none" || result.kind === "hole" ? [] : [useOfLiteral(result, reading)];

const usesInAll = (exprs: readonly (Expr | undefined)[], name: string, reading: Reading): readonly Use[] =>
  exprs.flatMap((expr) => (expr === undefined ? [] : usesInExpr(expr, name, "flag", reading)));

/** `wanted`: what an expression must be where it stands. */
function usesInExpr(expr: Expr, name: string, wanted: "flag" | "number", reading: Reading): readonly Use[] {
  const inside = (inner: Expr, as = wanted) => usesInExpr(inner, name, as, reading);
  const isIt = (inner: Expr) => inner.kind === "name" && inner.name.text === name;
  switch (expr.kind) {
    case "name":
      return isIt(expr) ? [wanted === "flag" ? flag : number()] : [];
    case "paren":
      return inside(expr.inner);
    case "negate":
      return inside(expr.operand, "number");
    case "arithmetic":
      return [...inside(expr.left, "number"), ...inside(expr.right, "number")];
    case "compare": {
      const beside = isIt(expr.left) ? expr.right : isIt(expr.right) ? expr.left : undefined;
      if (beside !== undefined) return [usedBeside(beside, reading)];
      return [...inside(expr.left, "number"), ...inside(expr.right, "number")];
    }
    case "in":
      return isIt(expr.subject) ? expr.alternatives.flatMap((one) => usesOfAlternative(one, reading)) : inside(expr.subject, "number");
    case "has": {
      const labels = (expr.has.labels ?? []).map((label) => reading.source.text.slice(label.start, label.end));
      return isIt(expr.subject) ? [{ kind: "set", labels, unit: undefined }] : [];
    }
    case "and":
    case "or":
      return expr.terms.flatMap((term) => inside(term, "flag"));
    case "not":
      return inside(expr.operand, "flag");
    case "if":
      return [...inside(expr.condition, "flag"), ...inside(expr.then), ...inside(expr.otherwise)];
    case "call":
      return expr.args.flatMap((arg) => inside(arg, "number"));
    case "countOf":
      return expr.conditions.flatMap((condition) => inside(condition, "flag"));
    case "as":
      return expr.name.text === name ? [number(expr.unit.text)] : [];
    default:
      return [];
  }
}

/** What stands on the other side of a comparison tells the kind; a word that is no variable is a label. */
function usedBeside(beside: Expr, reading: Reading): Use {
  if (beside.kind === "number" || beside.kind === "yesno" || beside.kind === "label" || beside.kind === "set")
    return useOfLiteral(beside, reading);
  if (beside.kind !== "name") return number();
  const kind = reading.kindOf(beside.name.text);
  if (kind !== undefined) return { kind: kind === "flag" ? "flag" : "number", labels: [], unit: undefined };
  return { kind: "category", labels: [reading.source.text.slice(beside.start, beside.end)], unit: undefined };
}
