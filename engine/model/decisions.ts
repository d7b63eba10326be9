/** Tables, decides, scores, lets, excludes and checks of one file, bound and gathered by the variable that they decide. */
import type { CheckDecl, Citation, Decl, DecideDecl, ExcludeDecl, LetDecl, QName, Row as RowNode, ScoreDecl, ScorePart as PartNode, TableDecl } from "#grammar";
import { bindCond, bindNumber, reading } from "./expressions.ts";
import { closest, didYouMean, report, spellingFix } from "./problems.ts";
import { variablesOf, visitNumber, visitVariables } from "./reads.ts";
import { bindCells, bindRow, bindRule, bindWhere, type Counter } from "./rows.ts";
import { lookUp, mayBeDeclared, type Scope } from "./scope.ts";
import { always, type Block, type Check, type Cite, type Cond, type Decision, type Exclude, type PolicyName, type Row, type Rule, type ScorePart, type Variable } from "./symbols.ts";

/** What has been bound so far, over all files of a scheme. */
export interface Drafts {
  readonly decisions: Map<Variable, Decision>;
  readonly excludes: Exclude[];
  readonly checks: Check[];
  readonly counter: Counter;
}

export const newDrafts = (): Drafts => ({ decisions: new Map(), excludes: [], checks: [], counter: { next: 0 } });

export interface Binding {
  readonly scope: Scope;
  readonly drafts: Drafts;
  readonly cites: ReadonlyMap<string, Cite>;
  /** Checks are proved for the file they stand in, not for those that use it. */
  readonly entry: boolean;
}

export function bindDecisions(binding: Binding, decls: readonly Decl[]): void {
  for (const decl of decls) {
    switch (decl.kind) {
      case "table":
        bindTable(binding, decl);
        break;
      case "decide":
        bindDecide(binding, decl);
        break;
      case "score":
        bindScore(binding, decl);
        break;
      case "let":
        bindLet(binding, decl);
        break;
      case "exclude":
        bindExclude(binding, decl);
        break;
      default:
        break;
    }
  }
  // Last, since a property may stand above what decides its variable.
  for (const decl of decls) if (decl.kind === "check") bindCheck(binding, decl);
}

function checkCites(binding: Binding, cites: readonly Citation[]): readonly Citation[] {
  const { problems } = binding.scope;
  for (const cite of cites) {
    if (binding.cites.has(`${problems.uri}#${cite.key}`)) continue;
    const keys = [...binding.cites.values()].filter((known) => known.place.uri === problems.uri).map((known) => known.key);
    report(problems, "unknown-cite", cite, `No 'cite ${cite.key} "…"' stands in the scheme header${didYouMean(cite.key, keys) || "; add it there"}${didYouMean(cite.key, keys) === "" ? "." : "?"}`, `cite ${cite.key}`, {
      fixes: spellingFix(problems.uri, { start: cite.start + 1, end: cite.start + 1 + cite.key.length }, closest(cite.key, keys)),
    });
  }
  return cites;
}

const lookUpAll = (binding: Binding, names: readonly QName[]): readonly (Variable | undefined)[] => names.map((name) => lookUp(binding.scope, name));
const found = <T>(all: readonly (T | undefined)[]): readonly T[] => all.filter((one) => one !== undefined);

// ------------------------------------------------------------------ table, decide

function bindTable(binding: Binding, decl: TableDecl): void {
  const { scope, drafts } = binding;
  const columns = lookUpAll(binding, decl.grid.columns);
  const results = decl.grid.results.map((name) => lookUp(scope, { ...name }));
  noteRepeated(binding, decl.grid.columns, columns);
  if (decl.grid.results.length === 0 && !decl.broken) {
    report(scope.problems, "row-width", decl.grid.headerSpan, "The header of a table ends in => and the variable that it decides, such as 'T | N | M => stage'.", "table header");
  }
  const where = bindWhere(scope, decl.where);
  const needs = lookUpAll(binding, decl.needs);
  const rows = decl.grid.rows.map((row) => ({ node: row, bound: bindRow(scope, columns, results, row, drafts.counter) }));
  for (const row of decl.grid.rows) checkCites(binding, row.cites);
  const broken = decl.broken || !where.ok || columns.includes(undefined) || needs.includes(undefined) || rows.some(({ bound }) => bound.includes(undefined));
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
      cites: checkCites(binding, decl.cites),
      columns: found(columns),
      broken,
    });
  }
}

const policyOf = (decl: TableDecl | DecideDecl): PolicyName => decl.policy?.value ?? "unique";

function noteRepeated(binding: Binding, names: readonly QName[], columns: readonly (Variable | undefined)[]): void {
  for (const [index, variable] of columns.entries()) {
    const first = columns.indexOf(variable);
    if (variable === undefined || first === index) continue;
    report(binding.scope.problems, "duplicate", names[index] as QName, `The column ${variable.name} stands twice in this header.`, `column ${variable.name}`);
  }
}

function bindDecide(binding: Binding, decl: DecideDecl): void {
  const { scope, drafts } = binding;
  const variable = lookUp(scope, decl.name);
  const where = bindWhere(scope, decl.where);
  const needs = lookUpAll(binding, decl.needs);
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
    cites: checkCites(binding, decl.cites),
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

const readsOfBlock = (block: Block): readonly Variable[] => [
  ...block.columns,
  ...(block.where === undefined ? [] : variablesOf(block.where)),
  ...block.needs,
];

function reportTwice(binding: Binding, variable: Variable, span: { start: number; end: number }, known: Decision): void {
  report(binding.scope.problems, "duplicate", span, `${variable.name} is computed in two ways; a score or a let must be the only one.`, `decision ${variable.name}`, {
    related: [{ ...known.place, message: `${variable.name} is decided here already` }],
  });
}

// -------------------------------------------------------------------- score, let

function bindScore(binding: Binding, decl: ScoreDecl): void {
  const variable = lookUp(binding.scope, decl.name);
  const parts = decl.parts.map((part) => bindPart(binding, part, variable));
  if (variable === undefined) return;
  const whole = found(parts);
  const broken = decl.broken || parts.includes(undefined) || whole.some((part) => part.kind === "factor" && part.block.broken);
  const reads = new Set<Variable>();
  for (const part of whole) {
    if (part.kind === "factor") for (const read of readsOfBlock(part.block)) reads.add(read);
    else {
      visitNumber(part.value, (read) => reads.add(read));
      if (part.when !== undefined) visitVariables(part.when, (read) => reads.add(read));
    }
  }
  setRule(binding, variable, decl.name, {
    kind: "score", title: decl.title?.value ?? decl.name.text, place: { uri: binding.scope.problems.uri, span: decl.name }, parts: whole, cites: checkCites(binding, decl.cites), broken,
  }, [...reads], broken);
}

function bindPart(binding: Binding, part: PartNode, score: Variable | undefined): ScorePart | undefined {
  const { scope, drafts } = binding;
  checkCites(binding, part.cites);
  const place = { uri: scope.problems.uri, span: { start: part.start, end: part.end } };
  if (part.kind === "factor") {
    const column = lookUp(scope, part.column);
    const rows = part.rows.map((row: RowNode) => bindRow(scope, [column], [score], row, drafts.counter)[0]);
    if (column === undefined) return undefined;
    return {
      kind: "factor",
      block: {
        kind: "factor", title: `points for ${column.name}`, place, headPlace: { uri: place.uri, span: part.column }, policy: "unique", where: undefined, whereNamed: [],
        needs: [], rows: found(rows), cites: part.cites, columns: [column], broken: part.broken > 0 || rows.includes(undefined),
      },
    };
  }
  const reader = reading(scope);
  const value = bindNumber(reader, part.value, undefined);
  const when = part.when === undefined ? always : bindCond(reader, part.when);
  if (value === undefined || when === undefined) return undefined;
  const signed = part.sign === "-" ? ({ kind: "negate", operand: value } as const) : value;
  const row: Row = {
    id: drafts.counter.next++, place, cond: when, terms: part.when === undefined ? [] : [{ variables: variablesOf(when), cond: when, span: part.when }],
    named: reader.named, otherwise: false, result: { kind: "hole" }, resultSpan: part.value, cites: part.cites,
  };
  return { kind: "line", value: signed, when: part.when === undefined ? undefined : when, named: reader.named, row };
}

function bindLet(binding: Binding, decl: LetDecl): void {
  const variable = lookUp(binding.scope, decl.name);
  if (variable === undefined) return;
  const reader = reading(binding.scope);
  const place = { uri: binding.scope.problems.uri, span: decl.name };
  const cites = checkCites(binding, decl.cites);
  const reads = new Set<Variable>();
  if (variable.kind === "flag") {
    const cond = bindCond(reader, decl.value);
    if (cond !== undefined) visitVariables(cond, (read) => reads.add(read));
    setRule(binding, variable, decl.name, { kind: "flag", cond: cond ?? always, named: reader.named, place, cites }, [...reads], cond === undefined || decl.broken);
    return;
  }
  const value = bindNumber(reader, decl.value, undefined);
  if (value !== undefined) visitNumber(value, (read) => reads.add(read));
  setRule(binding, variable, decl.name, { kind: "number", value: value ?? { kind: "constant", value: { n: 0n, d: 1n } }, named: reader.named, place, cites }, [...reads], value === undefined || decl.broken);
}

function setRule(binding: Binding, variable: Variable, span: { start: number; end: number }, rule: Rule, reads: readonly Variable[], broken: boolean): void {
  const known = binding.drafts.decisions.get(variable);
  if (known !== undefined) {
    reportTwice(binding, variable, span, known);
    return;
  }
  binding.drafts.decisions.set(variable, { variable, rule, reads, place: { uri: binding.scope.problems.uri, span }, broken });
}

// ---------------------------------------------------------------- exclude, check

function bindExclude(binding: Binding, decl: ExcludeDecl): void {
  const { scope, drafts } = binding;
  checkCites(binding, decl.cites);
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
    for (const row of decl.grid.rows) {
      const bound = bindCells(scope, columns, row.cells, row);
      if (bound === undefined) continue;
      rows.push({ cond: bound.cond, place: { uri: scope.problems.uri, span: row } });
      reader.named.push(...bound.named);
    }
  }
  const conds = rows.map((row) => row.cond);
  const cond: Cond = conds.length === 1 ? (conds[0] as Cond) : { kind: "or", terms: conds };
  drafts.excludes.push({
    id: drafts.excludes.length, why: decl.why.value, target: target ?? undefined, cond, rows, named: reader.named, reads: variablesOf(cond), place: { uri: scope.problems.uri, span: decl.why },
  });
}

function bindCheck(binding: Binding, decl: CheckDecl): void {
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
  if (decision === undefined || along.some(({ variable }) => variable === undefined) || (property.except !== undefined && except === undefined)) return;
  for (const [index, { variable }] of along.entries()) {
    if (variable?.kind !== "set") continue;
    report(scope.problems, "type-mismatch", property.along[index]?.variable ?? decl, `${variable.name} is a set, and sets have no order; name a category, a number or a flag.`, `monotone ${variable.name}`);
    return;
  }
  if (!drafts.decisions.has(decision) && !mayBeDeclared(scope, decision.name)) {
    report(scope.problems, "type-mismatch", property.decision, `Nothing in this file decides ${decision.name}, so there is nothing to prove about it.`, `monotone ${decision.name}`);
    return;
  }
  if (binding.entry) drafts.checks.push({ kind: "monotone", decision, along: along as { falling: boolean; variable: Variable }[], except, place });
}
