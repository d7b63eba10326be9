/**
 * Walks the tree of one file and tells every name in it with what it may mean: variables by the names that the file sees,
 * labels beside the variable of their column or comparison. It does not know where anything is declared.
 */
import type { Decl, LabelDecl, StageFile, Step } from "#grammar";
import type { Variable } from "../model/symbols.ts";
import { unreachable } from "../unreachable.ts";
import { type Visit, visitCell, visitExpected, visitLabel, visitLiteral, visitName, visitResult } from "./visit-cells.ts";
import { visitExpr, visitHas } from "./visit-expressions.ts";

export function visitFile(visit: Visit, file: StageFile): void {
  for (const decl of file.decls) visitDecl(visit, decl);
}

function visitDecl(visit: Visit, decl: Decl): void {
  if ("cites" in decl) visitCites(visit, decl.cites);
  switch (decl.kind) {
    case "scheme":
      for (const field of decl.fields) if (field.kind === "cite") visit.onCite(field.key, field.key.text);
      return;
    case "use":
      visit.onFile(decl.path);
      for (const name of decl.names ?? []) visitName(visit, name);
      return;
    case "category":
    case "set":
    case "flag":
    case "number":
      visitVariable(visit, decl);
      return;
    case "table":
      visitTable(visit, decl);
      return;
    case "decide":
      visitDecide(visit, decl);
      return;
    case "score":
      visitScore(visit, decl);
      return;
    case "let":
      visitName(visit, decl.name, true);
      visitExpr(visit, decl.value);
      return;
    case "exclude":
      visitExclude(visit, decl);
      return;
    case "check":
      visitCheck(visit, decl.property);
      return;
    case "examples":
      visitExamples(visit, decl);
      return;
    case "case":
      for (const step of decl.steps) visitStep(visit, step);
      return;
    default:
      unreachable(decl);
  }
}

type Kind<K extends Decl["kind"]> = Extract<Decl, { kind: K }>;
type Cited = Pick<Kind<"table">, "cites">["cites"];

function visitCites(visit: Visit, cites: Cited): void {
  for (const { start, key } of cites) visit.onCite({ start: start + 1, end: start + 1 + key.length }, key);
}

function visitVariable(visit: Visit, decl: Kind<"category" | "set" | "flag" | "number">): void {
  const variables = decl.names.map((name) => visitName(visit, name));
  const variable = variables.find((one) => one !== undefined);
  if (variable === undefined) return;
  for (const label of decl.unknown) visitLabel(visit, label, variable);
  if (decl.assume !== undefined) visitLiteral(visit, decl.assume, variable);
  if ("labels" in decl) for (const label of decl.labels) visitLabelDecl(visit, label, variable);
}

function visitLabelDecl(visit: Visit, decl: LabelDecl, variable: Variable): void {
  visitLabel(visit, decl.label, variable);
  for (const child of decl.children ?? []) visitLabelDecl(visit, child, variable);
}

function visitTable(visit: Visit, { where, needs, grid }: Kind<"table">): void {
  if (where !== undefined) visitExpr(visit, where);
  for (const name of needs) visitName(visit, name);
  const columns = grid.columns.map((name) => visitName(visit, name));
  const results = grid.results.map((name) => visitName(visit, name, true));
  for (const row of grid.rows) {
    for (const [index, cell] of row.cells.entries()) visitCell(visit, cell, columns[index]);
    for (const [index, result] of row.results.entries()) visitResult(visit, result, results[index]);
    visitCites(visit, row.cites);
  }
}

function visitDecide(visit: Visit, decl: Kind<"decide">): void {
  const variable = visitName(visit, decl.name, true);
  if (decl.where !== undefined) visitExpr(visit, decl.where);
  for (const name of decl.needs) visitName(visit, name);
  for (const rule of decl.rules) {
    visitResult(visit, rule.result, variable);
    if (rule.when !== undefined) visitExpr(visit, rule.when);
    visitCites(visit, rule.cites);
  }
}

function visitScore(visit: Visit, decl: Kind<"score">): void {
  const score = visitName(visit, decl.name, true);
  for (const part of decl.parts) {
    visitCites(visit, part.cites);
    if (part.kind === "line") {
      visitExpr(visit, part.value);
      if (part.when !== undefined) visitExpr(visit, part.when);
      continue;
    }
    const column = visitName(visit, part.column);
    for (const row of part.rows) {
      for (const cell of row.cells) visitCell(visit, cell, column);
      for (const result of row.results) visitResult(visit, result, score);
      visitCites(visit, row.cites);
    }
  }
}

function visitExclude(visit: Visit, { target, when, grid }: Kind<"exclude">): void {
  if (target !== undefined) visitName(visit, target);
  if (when !== undefined) visitExpr(visit, when);
  const columns = (grid?.columns ?? []).map((name) => visitName(visit, name));
  for (const row of grid?.rows ?? []) {
    for (const [index, cell] of row.cells.entries()) visitCell(visit, cell, columns[index]);
    visitCites(visit, row.cites);
  }
}

function visitCheck(visit: Visit, property: Kind<"check">["property"]): void {
  switch (property.kind) {
    case "monotone":
      visitName(visit, property.decision);
      for (const { variable } of property.along) visitName(visit, variable);
      if (property.except !== undefined) visitExpr(visit, property.except.when);
      return;
    case "never":
      visitExpr(visit, property.condition);
      return;
    case "implies":
      visitExpr(visit, property.premise);
      visitExpr(visit, property.conclusion);
      return;
    default:
      unreachable(property);
  }
}

function visitExamples(visit: Visit, { grid }: Kind<"examples">): void {
  const columns = grid.columns.map((name) => visitName(visit, name));
  const results = grid.results.map((name) => visitName(visit, name));
  for (const row of grid.rows) {
    for (const [index, cell] of row.cells.entries()) visitCell(visit, cell, columns[index]);
    for (const [index, expected] of row.expected.entries()) visitExpected(visit, expected, results[index]);
    visitCites(visit, row.cites);
  }
}

function visitStep(visit: Visit, step: Step): void {
  if (step.kind === "expect") {
    visitExpected(visit, step.expected, visitName(visit, step.name));
    return;
  }
  for (const given of step.givens) {
    const variable = visitName(visit, given.variable);
    switch (given.kind) {
      case "compare":
        if (given.value !== "unknown") visitLiteral(visit, given.value, variable);
        break;
      case "in":
        visitCell(visit, { ...given, kind: "alternatives", negated: false }, variable);
        break;
      case "has":
        visitHas(visit, given.has, variable);
        break;
      default:
        unreachable(given);
    }
  }
}
