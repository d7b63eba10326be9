/** The trace of an answer: rows that decided, cells that matched, sources; and rows that failed in a single cell. */
import type { Trace, TraceRow } from "../api.ts";
import { rowDecides } from "../cases/shadow.ts";
import { resultText } from "../checks/overlap.ts";
import { fullFn } from "../compile/compose.ts";
import { formulaCells } from "../compile/formula.ts";
import { condKey } from "../compile/keys.ts";
import { type PlacedRow, rowsOf } from "../compile/local.ts";
import { spaceOf } from "../compile/open.ts";
import { allowedCells, boxOf, withCells } from "../compile/region.ts";
import type { Space } from "../compile/space.ts";
import { members } from "../compile/verdict.ts";
import { reach, within } from "../diagram/store.ts";
import { flagDomain } from "../model/domain.ts";
import { visitVariables } from "../model/reads.ts";
import type { Cond, Decision, FlagVariable, Model, NamedUnknown, Term, Variable } from "../model/symbols.ts";
import { toDecimalText } from "../number/rational.ts";
import { lineAt } from "../text/lines.ts";
import { type Recorded, type Situation, situationOf } from "./patient.ts";
import { stageCase } from "./stage.ts";

/** Explains one decision of a case; undefined where nothing decides that name. */
export function traceCase(model: Model, recorded: Recorded, name: string): Trace | undefined {
  const space = spaceOf(model);
  const decision = model.decisions.find((one) => one.variable.name === name);
  if (decision === undefined) return undefined;
  const situation = situationOf(space, recorded);
  const texts = valueTexts(model, recorded, situation);
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
function valueTexts(model: Model, recorded: Recorded, situation: Situation): ReadonlyMap<Variable, string> {
  const texts = new Map<Variable, string>();
  for (const [variable, reading] of situation.readings) texts.set(variable, reading.text);
  for (const answer of stageCase(model, recorded)) {
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
    block?.where === undefined ? [] : [{ variables: variablesIn(block.where), cond: block.where, span: { start: 0, end: 0 } }];
  const terms = [...where, ...row.terms].filter((term) => !(term.cond.kind === "constant" && term.cond.value));
  return {
    uri: row.place.uri,
    span: row.place.span,
    block: block?.title ?? "score",
    line: source === undefined ? 0 : lineAt(source.text, row.place.span.start, source).line,
    text: slice(row.place.span.start, row.place.span.end),
    result: row.result.kind === "hole" && block === undefined ? slice(row.resultSpan.start, row.resultSpan.end) : resultText(row.result),
    sources: sourcesOf(space, [...row.cites, ...(row.cites.length === 0 ? (block?.cites ?? []) : [])], row.place.uri),
    cells: terms.map((term) => ({
      variable: term.variables.map((variable) => variable.name).join(", "),
      rule: term.span.end === 0 ? `the condition of ${block?.title ?? "the block"}` : slice(term.span.start, term.span.end),
      value: term.variables.map((variable) => texts.get(variable) ?? "not recorded").join(", "),
      matched: mayHold(space, term.cond, row.named, situation),
    })),
  };
}

function variablesIn(cond: Cond): readonly Variable[] {
  const found = new Set<Variable>();
  visitVariables(cond, (variable) => found.add(variable));
  return [...found];
}

function sourcesOf(
  space: Space,
  cites: readonly { readonly key: string; readonly note: string | undefined }[],
  uri: string,
): readonly string[] {
  return cites.map((cite) => {
    const known = space.model.cites.get(`${uri}#${cite.key}`);
    const link = known?.doi === undefined ? known?.url : `doi ${known.doi}`;
    return [`@${cite.key}${cite.note === undefined ? "" : ` ("${cite.note}")`}`, known?.title, link]
      .filter((part) => part !== undefined)
      .join(", ");
  });
}

/** Whether a condition can still hold in this case. */
function mayHold(space: Space, cond: Cond, named: readonly NamedUnknown[], situation: Situation): boolean {
  const key = `term ${condKey(cond)}`;
  const id = space.ids.get(key) ?? 1_000_000 + space.ids.size;
  space.ids.set(key, id);
  const variable: FlagVariable = {
    kind: "flag",
    id,
    name: "a cell",
    title: undefined,
    doc: undefined,
    place: { uri: "", span: { start: 0, end: 0 } },
    unknowns: ["?"],
    unknownsDeclared: false,
    also: [],
    assume: undefined,
    domain: flagDomain(""),
  };
  const reads = variablesIn(cond);
  const own = named.filter((one) => reads.includes(one.variable));
  const decision: Decision = {
    variable,
    rule: { kind: "flag", cond, named: own, place: variable.place, cites: [] },
    reads,
    place: variable.place,
    broken: false,
  };
  const fn = fullFn(space, decision, situation.region.given, situation.open);
  let { region } = situation;
  const here = within(space.store, fn, (axis) => allowedCells(space, region, axis));
  for (const index of reach(space.store, here).axes) {
    const cells = formulaCells(space, index, boxOf(space, region));
    if (cells !== undefined) region = withCells(region, index, cells);
  }
  const { values } = reach(
    space.store,
    within(space.store, fn, (axis) => allowedCells(space, region, axis)),
  );
  return [...values]
    .flatMap((set) => members(space.verdicts, set))
    .some((verdict) => verdict.kind === "value" && verdict.value.kind === "label" && verdict.value.node.lo === 1);
}

function notesOf(space: Space, decision: Decision, situation: Situation, texts: ReadonlyMap<Variable, string>): readonly string[] {
  const notes: string[] = [];
  for (const variable of situation.assumed) {
    const { assume } = variable;
    const value =
      assume?.kind === "leaves"
        ? assume.node.text
        : assume?.kind === "number"
          ? toDecimalText(assume.value)
          : assume?.kind === "flag"
            ? assume.value
              ? "yes"
              : "no"
            : assume?.kind === "unknown"
              ? variable.unknowns[assume.index]
              : "the assumed set";
    notes.push(`${variable.name} is not recorded; the rules assume ${value}.`);
  }
  for (const read of decision.reads) {
    if (space.decisions.has(read)) notes.push(`${read.name} is ${texts.get(read) ?? "not decided"}, from the rules for it.`);
  }
  for (const [variable, problem] of situation.unreadable) notes.push(`${variable.name} cannot be read: ${problem}.`);
  return notes;
}
