/** Scores and lets, bound to sums and calculations. */
import type { LetDecl, ScorePart as PartNode, Row as RowNode, ScoreDecl } from "#grammar";
import { type Binding, checkCites, found, readsOfBlock, reportTwice } from "./binding.ts";
import { bindCond, bindNumber, reading } from "./expressions.ts";
import { variablesOf, visitNumber, visitVariables } from "./reads.ts";
import { bindRow } from "./rows.ts";
import { lookUp } from "./scope.ts";
import { always, type Row, type Rule, type ScorePart, type Variable } from "./symbols.ts";

export function bindScore(binding: Binding, decl: ScoreDecl): void {
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
  setRule(
    binding,
    variable,
    decl.name,
    {
      kind: "score",
      title: decl.title?.value ?? decl.name.text,
      place: { uri: binding.scope.problems.uri, span: decl.name },
      parts: whole,
      cites: checkCites(binding, decl.cites, decl.broken),
      broken,
    },
    [...reads],
    broken,
  );
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
        kind: "factor",
        title: `points for ${column.name}`,
        place,
        headPlace: { uri: place.uri, span: part.column },
        policy: "unique",
        where: undefined,
        whereNamed: [],
        needs: [],
        rows: found(rows),
        cites: part.cites,
        columns: [column],
        broken: part.broken > 0 || rows.includes(undefined),
      },
    };
  }
  const reader = reading(scope);
  const value = bindNumber(reader, part.value, undefined);
  const when = part.when === undefined ? always : bindCond(reader, part.when);
  if (value === undefined || when === undefined) return undefined;
  const signed = part.sign === "-" ? ({ kind: "negate", operand: value } as const) : value;
  const row: Row = {
    id: drafts.counter.next++,
    place,
    cond: when,
    terms: part.when === undefined ? [] : [{ variables: variablesOf(when), cond: when, span: part.when, alternatives: [] }],
    named: reader.named,
    otherwise: false,
    result: { kind: "hole" },
    resultSpan: part.value,
    cites: part.cites,
  };
  return { kind: "line", value: signed, when: part.when === undefined ? undefined : when, named: reader.named, row };
}

export function bindLet(binding: Binding, decl: LetDecl): void {
  const variable = lookUp(binding.scope, decl.name);
  if (variable === undefined) return;
  const reader = reading(binding.scope);
  const place = { uri: binding.scope.problems.uri, span: decl.name };
  const cites = checkCites(binding, decl.cites, decl.broken);
  const reads = new Set<Variable>();
  if (variable.kind === "flag") {
    const cond = bindCond(reader, decl.value);
    if (cond !== undefined) visitVariables(cond, (read) => reads.add(read));
    setRule(
      binding,
      variable,
      decl.name,
      { kind: "flag", cond: cond ?? always, named: reader.named, place, cites },
      [...reads],
      cond === undefined || decl.broken,
    );
    return;
  }
  const value = bindNumber(reader, decl.value, undefined);
  if (value !== undefined) visitNumber(value, (read) => reads.add(read));
  setRule(
    binding,
    variable,
    decl.name,
    { kind: "number", value: value ?? { kind: "constant", value: { n: 0n, d: 1n } }, named: reader.named, place, cites },
    [...reads],
    value === undefined || decl.broken,
  );
}

function setRule(
  binding: Binding,
  variable: Variable,
  span: { start: number; end: number },
  rule: Rule,
  reads: readonly Variable[],
  broken: boolean,
): void {
  const known = binding.drafts.decisions.get(variable);
  if (known !== undefined) {
    reportTwice(binding, variable, span, known);
    return;
  }
  binding.drafts.decisions.set(variable, { variable, rule, reads, place: { uri: binding.scope.problems.uri, span }, broken });
}
