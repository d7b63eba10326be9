/** Tables and decides, bound to blocks of the variable that they decide. */
import type { DecideDecl, TableDecl } from "#grammar";
import { type Binding, checkCites, found, lookUpAll, noteRepeated, readsOfBlock, reportTwice } from "./binding.ts";
import { variablesOf } from "./reads.ts";
import { bindRow, bindRule, bindWhere } from "./rows.ts";
import { headScope, lookUp } from "./scope.ts";
import type { Block, PolicyName, Variable } from "./symbols.ts";

export function bindTable(binding: Binding, decl: TableDecl): void {
  const { scope, drafts } = binding;
  const columns = lookUpAll(binding, decl.grid.columns);
  const results = decl.grid.results.map((name) => lookUp(scope, { ...name }));
  noteRepeated(binding, decl.grid.columns, columns);
  const head = headScope(scope, decl.broken && decl.grid.broken === 0);
  const where = bindWhere(head, decl.where);
  const needs = lookUpAll({ scope: head }, decl.needs);
  const rows = (columns.length === 0 ? [] : decl.grid.rows).map((row) => ({
    node: row,
    bound: bindRow(scope, columns, results, row, drafts.counter),
  }));
  for (const row of decl.grid.rows) checkCites(binding, row.cites);
  const broken =
    decl.broken ||
    !where.ok ||
    columns.includes(undefined) ||
    needs.includes(undefined) ||
    rows.some(({ bound }) => bound.includes(undefined));
  for (const [index, variable] of results.entries()) {
    if (variable === undefined) continue;
    addBlock(binding, variable, decl.grid.results[index] as { start: number; end: number }, {
      kind: "table",
      title: decl.title?.value ?? `table of ${variable.name}`,
      place: { uri: scope.problems.uri, span: decl },
      headPlace: { uri: scope.problems.uri, span: decl.grid.headerSpan },
      policy: policyOf(decl),
      where: where.cond,
      whereNamed: where.named,
      needs: found(needs),
      rows: found(rows.map(({ bound }) => bound[index])),
      cites: checkCites(binding, decl.cites, decl.broken),
      columns: found(columns),
      broken,
    });
  }
}

const policyOf = (decl: TableDecl | DecideDecl): PolicyName => decl.policy?.value ?? "unique";

export function bindDecide(binding: Binding, decl: DecideDecl): void {
  const { scope, drafts } = binding;
  const head = headScope(scope, decl.broken && decl.brokenRules === 0);
  const variable = lookUp(head, decl.name);
  const where = bindWhere(head, decl.where);
  const needs = lookUpAll({ scope: head }, decl.needs);
  const rows = decl.rules.map((rule) => bindRule(scope, variable, rule, drafts.counter));
  for (const rule of decl.rules) checkCites(binding, rule.cites);
  if (variable === undefined) return;
  const bound = found(rows);
  addBlock(binding, variable, decl.name, {
    kind: "decide",
    title: decl.title?.value ?? `decide ${variable.name}`,
    place: { uri: scope.problems.uri, span: decl },
    headPlace: { uri: scope.problems.uri, span: decl.name },
    policy: policyOf(decl),
    where: where.cond,
    whereNamed: where.named,
    needs: found(needs),
    rows: bound,
    cites: checkCites(binding, decl.cites, decl.broken),
    columns: [...new Set([...(where.cond === undefined ? [] : variablesOf(where.cond)), ...bound.flatMap((row) => variablesOf(row.cond))])],
    broken: decl.broken || !where.ok || needs.includes(undefined) || rows.includes(undefined),
  });
}

function addBlock(binding: Binding, variable: Variable, span: { start: number; end: number }, block: Block): void {
  const { decisions } = binding.drafts;
  const known = decisions.get(variable);
  if (known !== undefined && known.rule.kind !== "blocks") {
    reportTwice(binding, variable, span, known);
    return;
  }
  const blocks = [...(known?.rule.kind === "blocks" ? known.rule.blocks : []), block];
  decisions.set(variable, {
    variable,
    rule: { kind: "blocks", blocks },
    reads: [...new Set(blocks.flatMap(readsOfBlock))],
    place: known?.place ?? block.headPlace,
    broken: blocks.some((one) => one.broken),
  });
}
