/** Excludes and checks: what cannot occur, and what must hold. */
import type { CheckDecl, ExcludeDecl } from "#grammar";
import { type Binding, checkCites, lookUpAll, noteRepeated } from "./binding.ts";
import { bindCond, reading } from "./expressions.ts";
import { report } from "./problems.ts";
import { variablesOf } from "./reads.ts";
import { bindCells } from "./rows.ts";
import { lookUp } from "./scope.ts";
import { always, type Cond, type Variable } from "./symbols.ts";

export function bindExclude(binding: Binding, decl: ExcludeDecl): void {
  const { scope, drafts } = binding;
  checkCites(binding, decl.cites, decl.broken);
  const target = decl.target && lookUp(scope, decl.target);
  const reader = reading(scope);
  const rows: { cond: Cond; place: { uri: string; span: { start: number; end: number } } }[] = [];
  if (decl.when !== undefined) {
    const cond = bindCond(reader, decl.when);
    if (cond !== undefined) rows.push({ cond, place: { uri: scope.problems.uri, span: decl.when } });
  }
  if (decl.grid !== undefined) {
    const columns = lookUpAll(binding, decl.grid.columns);
    noteRepeated(binding, decl.grid.columns, columns);
    for (const row of columns.length === 0 ? [] : decl.grid.rows) {
      const bound = bindCells(scope, columns, row.cells, row);
      if (bound === undefined) continue;
      rows.push({ cond: bound.cond, place: { uri: scope.problems.uri, span: row } });
      reader.named.push(...bound.named);
    }
  }
  const conds = rows.map((row) => row.cond);
  const cond: Cond = conds.length === 1 ? (conds[0] as Cond) : { kind: "or", terms: conds };
  drafts.excludes.push({
    id: drafts.excludes.length,
    why: decl.why.value,
    target: target ?? undefined,
    cond,
    rows,
    named: reader.named,
    reads: variablesOf(cond),
    place: { uri: scope.problems.uri, span: decl.why },
  });
}

export function bindCheck(binding: Binding, decl: CheckDecl): void {
  const { scope, drafts } = binding;
  const place = { uri: scope.problems.uri, span: { start: decl.start, end: decl.end } };
  const { property } = decl;
  if (property.kind === "never" || property.kind === "implies") {
    const first = bindCond(reading(scope), property.kind === "never" ? property.condition : property.premise);
    const second = property.kind === "never" ? always : bindCond(reading(scope), property.conclusion);
    if (first === undefined || second === undefined || !binding.entry) return;
    const cond: Cond = property.kind === "never" ? first : { kind: "and", terms: [first, { kind: "not", term: second }] };
    drafts.checks.push({ kind: "never", cond, place });
    return;
  }
  const decision = lookUp(scope, property.decision);
  const along = property.along.map(({ falling, variable }) => ({ falling, variable: lookUp(scope, variable) }));
  const except = property.except && bindCond(reading(scope), property.except.when);
  if (
    decision === undefined ||
    along.some(({ variable }) => variable === undefined) ||
    (property.except !== undefined && except === undefined)
  )
    return;
  for (const [index, { variable }] of along.entries()) {
    if (variable?.kind !== "set") continue;
    report(
      scope.problems,
      "type-mismatch",
      property.along[index]?.variable ?? decl,
      `${variable.name} is a set, and sets have no order; name a category, a number or a flag.`,
      `monotone ${variable.name}`,
    );
    return;
  }
  if (!drafts.decisions.has(decision) && !scope.brokenDecisions) {
    report(
      scope.problems,
      "type-mismatch",
      property.decision,
      `Nothing in this file decides ${decision.name}, so there is nothing to prove about it.`,
      `monotone ${decision.name}`,
    );
    return;
  }
  if (binding.entry)
    drafts.checks.push({ kind: "monotone", decision, along: along as { falling: boolean; variable: Variable }[], except, place });
}
