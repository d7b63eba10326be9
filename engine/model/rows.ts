/** Rows of tables, decides and score factors, bound to conditions and results. */
import type { Cell, Expr, Result as ResultNode, Row as RowNode, Rule as RuleNode, Span } from "#grammar";
import { replaceBy } from "../fixes/edits.ts";
import { cellFixes, resultFixes } from "../fixes/widths.ts";
import { contains } from "../number/interval.ts";
import { unreachable } from "../unreachable.ts";
import { type Bound, bindAlternatives, bindCell, labelOf, reportUnknownLabel } from "./cells.ts";
import { labelInRecord } from "./domain.ts";
import { bindCond, reading } from "./expressions.ts";
import { numberOf } from "./number-cells.ts";
import { report } from "./problems.ts";
import { peek } from "./reader.ts";
import { variablesOf } from "./reads.ts";
import type { Scope } from "./scope.ts";
import { always, type Cond, type NamedUnknown, type Result, type Row, type Term, type TermAlternative, type Variable } from "./symbols.ts";

/** Gives each row of a scheme its number. */
export interface Counter {
  next: number;
}

export const width = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

/** Condition of a row of cells under their columns; undefined when a cell is wrong (reported) or its column is. */
export function bindCells(
  scope: Scope,
  columns: readonly (Variable | undefined)[],
  cells: readonly Cell[],
  span: Span,
): { cond: Cond; terms: Term[]; named: NamedUnknown[] } | undefined {
  if (cells.length !== columns.length) {
    return report(
      scope.problems,
      "row-width",
      span,
      `This row has ${width(cells.length, "cell")} and its header has ${width(columns.length, "column")}. Every column needs a cell; write 'any' where it does not matter.`,
      `row of ${cells.length}`,
      { fixes: cellFixes(scope.problems.uri, cells, columns.length) },
    );
  }
  const terms: Term[] = [];
  const named: NamedUnknown[] = [];
  let whole = true;
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] as Cell;
    const variable = columns[index];
    const bound = variable === undefined ? undefined : boundCell(scope, variable, cell);
    if (variable === undefined || bound === undefined) {
      whole = false;
      continue;
    }
    terms.push({ variables: only(variable), cond: bound.cond, span: cell, alternatives: placed(bound, cell.start) });
    if (bound.named.length > 0) named.push(...bound.named);
  }
  return whole ? { cond: conjunction(terms), terms, named } : undefined;
}

// A large file has thousands of cells, bound anew at every key: what all of them have alike is made once.

const alone = new WeakMap<Variable, readonly Variable[]>();

function only(variable: Variable): readonly Variable[] {
  const known = alone.get(variable);
  if (known !== undefined) return known;
  const made = [variable];
  alone.set(variable, made);
  return made;
}

const noAlternatives: readonly TermAlternative[] = [];

/** A cell of one alternative has none beside it. */
function placed({ parts }: Bound, start: number): readonly TermAlternative[] {
  if (parts === undefined || parts.length < 2) return noAlternatives;
  return parts.map(({ cond, from, to }) => ({ cond, span: { start: start + from, end: start + to } }));
}

/** A cell that was bound before under the same column is not bound again. */
function boundCell(scope: Scope, variable: Variable, cell: Cell): Bound | undefined {
  if (cell.end - cell.start > 80) return bindCell(variable, cell, scope.problems);
  const own = scope.cells.get(variable) ?? new Map<string, Bound>();
  const text = scope.text.slice(cell.start, cell.end);
  const known = own.get(text);
  if (known !== undefined) return known;
  const bound = bindCell(variable, cell, scope.problems);
  if (own.size === 0) scope.cells.set(variable, own);
  if (bound !== undefined) own.set(text, bound);
  return bound;
}

const isTelling = ({ cond }: Term): boolean => cond.kind !== "constant" || !cond.value;

function conjunction(terms: readonly Term[]): Cond {
  const telling = terms.every(isTelling) ? terms : terms.filter(isTelling);
  const [first, second] = telling;
  if (first === undefined) return always;
  return second === undefined ? first.cond : { kind: "and", terms: telling.map(({ cond }) => cond) };
}

/** One row per decided variable (they share their condition). */
export function bindRow(
  scope: Scope,
  columns: readonly (Variable | undefined)[],
  results: readonly (Variable | undefined)[],
  row: RowNode,
  counter: Counter,
): (Row | undefined)[] {
  const bound = bindCells(scope, columns, row.cells, row);
  if (row.results.length !== results.length) {
    report(
      scope.problems,
      "row-width",
      row,
      row.results.length === 0
        ? "This row has no result: write => and what it leads to (??? while that is open)."
        : `This row has ${width(row.results.length, "result")} and its header names ${width(results.length, "decided variable")}.`,
      `row with ${row.results.length} results`,
      { fixes: resultFixes(scope.problems.uri, row.results, results.length) },
    );
    return results.map(() => undefined);
  }
  return results.map((variable, index) => {
    const node = row.results[index] as ResultNode;
    const result = variable && bindResult(scope, variable, node);
    if (bound === undefined || result === undefined) return undefined;
    return {
      id: counter.next++,
      place: { uri: scope.problems.uri, span: { start: row.start, end: row.end } },
      cond: bound.cond,
      terms: bound.terms,
      named: bound.named,
      otherwise: false,
      result,
      resultSpan: node,
      cites: row.cites,
    };
  });
}

/** The alternatives of `x in (A, B)` and of `a or b`, bound once more: what is wrong in them is told already. */
function alternativesOf(scope: Scope, expr: Expr): readonly TermAlternative[] {
  const quiet: Scope = { ...scope, problems: { ...scope.problems, found: [] } };
  if (expr.kind === "paren") return alternativesOf(scope, expr.inner);
  if (expr.kind === "or") {
    return expr.terms.flatMap((term): TermAlternative[] => {
      const cond = bindCond(reading(quiet), term);
      return cond === undefined ? [] : [{ cond, span: { start: term.start, end: term.end } }];
    });
  }
  const variable = expr.kind === "in" ? peek(reading(quiet), expr.subject) : undefined;
  if (expr.kind !== "in" || variable === undefined) return [];
  const bound = bindAlternatives(variable, expr.alternatives, quiet.problems);
  return bound === undefined ? [] : placed(bound, expr.alternatives[0]?.start ?? expr.start);
}

/** `LABEL when COND` or `otherwise LABEL`. */
export function bindRule(scope: Scope, variable: Variable | undefined, rule: RuleNode, counter: Counter): Row | undefined {
  const reader = reading(scope);
  const terms: Term[] = [];
  const conjuncts = rule.when === undefined ? [] : rule.when.kind === "and" ? rule.when.terms : [rule.when];
  let whole = true;
  for (const conjunct of conjuncts) {
    const cond = bindCond(reader, conjunct);
    if (cond === undefined) whole = false;
    else
      terms.push({
        variables: variablesOf(cond),
        cond,
        span: { start: conjunct.start, end: conjunct.end },
        alternatives: alternativesOf(scope, conjunct),
      });
  }
  const result = variable && bindResult(scope, variable, rule.result);
  if (!whole || result === undefined) return undefined;
  return {
    id: counter.next++,
    place: { uri: scope.problems.uri, span: { start: rule.start, end: rule.end } },
    cond: conjunction(terms),
    terms,
    named: reader.named,
    otherwise: rule.when === undefined,
    result,
    resultSpan: { start: rule.result.start, end: rule.result.end },
    cites: rule.cites,
  };
}

/** The result of a row in the words of the decided variable; findings as for a literal. */
export function bindResult(scope: Scope, variable: Variable, node: ResultNode): Result | undefined {
  const { problems } = scope;
  switch (node.kind) {
    case "none":
      return { kind: "none", why: node.why?.value };
    case "hole":
      return { kind: "hole" };
    case "number":
    case "label":
    case "yesno":
      break;
    default:
      return unreachable(node);
  }
  if (variable.kind === "set")
    return report(
      problems,
      "type-mismatch",
      node,
      `${variable.name} is a set, and a set cannot be decided; decide a category or a flag instead.`,
      `${variable.name} set result`,
    );
  if (variable.kind === "number") {
    const value = numberOf(variable, node, problems);
    if (value !== undefined && !contains(variable.range, value)) {
      return report(
        problems,
        "type-mismatch",
        node,
        `${node.kind === "number" ? node.text : "This"} lies outside the declared range of ${variable.name}, so it can never be its value.`,
        `${variable.name} out of range`,
        { fixes: [replaceBy("Leave the result open (???)", problems.uri, node, "???")] },
      );
    }
    return value && { kind: "number", value };
  }
  if (variable.kind === "category" && node.kind !== "yesno") {
    const text = node.kind === "label" ? node.label.text : node.text;
    if (variable.unknowns.includes(text)) {
      return report(
        problems,
        "type-mismatch",
        node,
        `${text} says that ${variable.name} is not known, so no rule can lead to it. Write none "why" where no label applies.`,
        `${variable.name} ${text} result`,
        { fixes: [replaceBy("Leave the result open (???)", problems.uri, node, "???")] },
      );
    }
    const label = labelInRecord(variable.domain, text);
    return label === undefined ? reportUnknownLabel(variable, text, node, problems) : { kind: "label", node: label };
  }
  const label = labelOf(variable, node, problems);
  return label && { kind: "label", node: label };
}

/** A `where` clause with the unknowns that it names. */
export function bindWhere(scope: Scope, where: Expr | undefined): { cond: Cond | undefined; named: NamedUnknown[]; ok: boolean } {
  if (where === undefined) return { cond: undefined, named: [], ok: true };
  const reader = reading(scope);
  const cond = bindCond(reader, where);
  return { cond, named: reader.named, ok: cond !== undefined };
}
