/** The trace of an answer: rows that decided, cells that matched, sources; and rows that failed in a single cell. */
import type { Answer, Trace, TraceRow } from "../api.ts";
import { rowDecides } from "../cases/shadow.ts";
import { resultText } from "../checks/overlap.ts";
import { conditionDecision, readsOf } from "../compile/anonymous.ts";
import { fullFn } from "../compile/compose.ts";
import { type PlacedRow, rowsOf } from "../compile/local.ts";
import { spaceOf } from "../compile/open.ts";
import { verdictsWithin } from "../compile/region.ts";
import { behind, type Space } from "../compile/space.ts";
import type { Cond, Decision, Model, NamedUnknown, Term, Variable } from "../model/symbols.ts";
import { lineAt } from "../text/lines.ts";
import { assumedText } from "./assumed.ts";
import { type Recorded, type Situation, situationOf } from "./patient.ts";
import { sourcesOf } from "./sources.ts";
import { stageCase } from "./stage.ts";

/** Explains one decision of a case; undefined where nothing decides that name. `answers`: what staging it came to, where that is at hand. */
export function traceCase(
  model: Model,
  recorded: Recorded,
  name: string,
  answers: readonly Answer[] = stageCase(model, recorded),
): Trace | undefined {
  const space = spaceOf(model);
  const decision = model.decisions.find((one) => one.variable.name === name);
  if (decision === undefined) return undefined;
  const situation = situationOf(space, recorded);
  const texts = valueTexts(model, answers, situation);
  const decided: (TraceRow & { every: boolean })[] = [];
  const near: TraceRow[] = [];
  for (const placed of rowsOf(decision)) {
    const how = rowDecides(space, decision, placed.row, situation);
    if (how !== "never") decided.push({ ...traceRow(space, placed, situation, texts), every: how === "always" });
    else if (!placed.row.otherwise) {
      const row = traceRow(space, placed, situation, texts);
      if (row.cells.filter((cell) => !cell.matched).length === 1) near.push(row);
    }
  }
  return { decision: name, decided, near, notes: notesOf(space, decision, situation, texts) };
}

/** What each variable is in this case, as a person would say it. */
function valueTexts(model: Model, answers: readonly Answer[], situation: Situation): ReadonlyMap<Variable, string> {
  const texts = new Map<Variable, string>();
  for (const [variable, reading] of situation.readings) texts.set(variable, reading.text);
  for (const answer of answers) {
    const variable = model.variables.find((one) => one.name === answer.decision);
    if (variable !== undefined) texts.set(variable, answer.possible.join(" or "));
  }
  return texts;
}

function traceRow(space: Space, { block, row }: PlacedRow, situation: Situation, texts: ReadonlyMap<Variable, string>): TraceRow {
  const { model } = space;
  const source = model.sources.find((one) => one.uri === row.place.uri);
  const slice = (start: number, end: number) => (source?.text.slice(start, end) ?? "").replace(/\s+/g, " ").trim();
  const where: Term[] =
    block?.where === undefined
      ? []
      : [{ variables: readsOf(block.where), cond: block.where, span: { start: 0, end: 0 }, alternatives: [] }];
  const terms = [...where, ...row.terms].filter((term) => !(term.cond.kind === "constant" && term.cond.value));
  return {
    uri: row.place.uri,
    span: row.place.span,
    block: block?.title ?? "score",
    line: source === undefined ? 0 : lineAt(source.text, row.place.span.start, source).line,
    text: slice(row.place.span.start, row.place.span.end),
    result: row.result.kind === "hole" && block === undefined ? slice(row.resultSpan.start, row.resultSpan.end) : resultText(row.result),
    sources: sourcesOf(space.model, [...row.cites, ...(row.cites.length === 0 ? (block?.cites ?? []) : [])], row.place.uri),
    cells: terms.map((term) => ({
      variable: term.variables.map((variable) => variable.name).join(", "),
      rule: term.span.end === 0 ? `the condition of ${block?.title ?? "the block"}` : slice(term.span.start, term.span.end),
      value: term.variables.map((variable) => texts.get(variable) ?? "not recorded").join(", "),
      matched: mayHold(space, term.cond, row.named, situation),
    })),
  };
}

/** Whether a condition can still hold in this case. */
function mayHold(space: Space, cond: Cond, named: readonly NamedUnknown[], situation: Situation): boolean {
  const reads = readsOf(cond);
  const decision = conditionDecision(
    space,
    cond,
    named.filter((one) => reads.includes(one.variable)),
  );
  const fn = fullFn(space, decision, situation.region.given, situation.open);
  return verdictsWithin(space, fn, situation.region).some(
    (verdict) => verdict.kind === "value" && verdict.value.kind === "label" && verdict.value.node.lo === 1,
  );
}

function notesOf(space: Space, decision: Decision, situation: Situation, texts: ReadonlyMap<Variable, string>): readonly string[] {
  const notes: string[] = [];
  const read = behind(space, [decision.variable]);
  for (const variable of situation.assumed) {
    if (!read.has(variable)) continue;
    notes.push(`${variable.name} is not recorded; the rules assume ${assumedText(variable)}.`);
  }
  for (const inner of decision.reads) {
    if (space.decisions.has(inner)) notes.push(`${inner.name} is ${texts.get(inner) ?? "not decided"}, from the rules for it.`);
  }
  for (const [variable, problem] of situation.unreadable)
    if (read.has(variable)) notes.push(`${variable.name} cannot be read: ${problem}.`);
  return notes;
}
