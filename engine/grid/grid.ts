/**
 * Draws a stage grid: stages one record for each cell, as any record is staged, and asks which rows decide it. So what a
 * grid shows cannot drift from what the checker proves and the evaluator answers.
 */
import { spaceOf } from "../compile/open.ts";
import type { Space } from "../compile/space.ts";
import { Stopped } from "../diagram/store.ts";
import type { Outcome } from "../evaluate/outcome.ts";
import type { Reading } from "../evaluate/reading.ts";
import { stageDecision } from "../evaluate/stage.ts";
import type { Place } from "../finding.ts";
import type { Decision, Variable } from "../model/symbols.ts";
import { compare, type Rational } from "../number/rational.ts";
import type { Scheme } from "../scheme.ts";
import { lineAt } from "../text/lines.ts";
import { type Chosen, choose, drawable, isUnmet } from "./choose.ts";
import { type Column, withReading } from "./columns.ts";
import { decidingRows } from "./deciding.ts";
import type { Grid, GridAnswer, GridCell, GridLevel, GridRow, GridWishes } from "./types.ts";

/** The grid of a decision, or why there is none. */
export function drawGrid(scheme: Scheme, wishes: GridWishes = {}): GridAnswer {
  const work = drawAll(scheme, wishes);
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

/**
 * The same, a step for each cell, so that the caller may do other things between them or leave it. `stop` is asked within a
 * step too: once it says yes there is no grid, since it would take longer than anybody waits.
 */
export function* drawGridInSteps(scheme: Scheme, wishes: GridWishes, stop: () => boolean): Generator<undefined, GridAnswer> {
  const { store } = spaceOf(scheme.model);
  const work = drawAll(scheme, wishes);
  for (;;) {
    store.stop = stop;
    try {
      const { done, value } = work.next();
      if (done === true) return value;
    } catch (error) {
      if (error instanceof Stopped) return tooLarge;
      throw error;
    } finally {
      store.stop = undefined;
    }
    if (stop()) return tooLarge;
    yield;
  }
}

const tooLarge: GridAnswer = {
  kind: "refused",
  reason:
    "These rules are too large to be drawn in the time that one waits for a view. On the command line `stagewright grid` takes the time that it needs.",
  findings: [],
};

function* drawAll(scheme: Scheme, wishes: GridWishes): Generator<undefined, GridAnswer> {
  const errors = scheme.findings.filter((one) => one.severity === "error");
  if (errors.length > 0)
    return {
      kind: "refused",
      reason: "The rules have mistakes that must be mended first: until then nobody knows what a cell comes to.",
      findings: errors,
    };
  const space = spaceOf(scheme.model);
  const chosen = choose(space, wishes);
  if (isUnmet(chosen)) return { kind: "refused", reason: chosen.problem, findings: [] };
  const cells: GridCell[][] = [];
  const lines = createLines(space);
  const start = chosen.held.reduce(
    (record, { column, reading }) => withReading(record, column, reading),
    new Map() as ReadonlyMap<string, Reading>,
  );
  for (const record of along(chosen.down, start)) {
    const row: GridCell[] = [];
    for (const each of chosen.across === undefined ? [record] : along(chosen.across, record)) {
      yield;
      row.push(cellOf(space, chosen.decision, each, lines));
    }
    cells.push(row);
  }
  return { kind: "grid", grid: gridOf(space, chosen, cells, lines.all) };
}

const along = (column: Column, record: ReadonlyMap<string, Reading>): readonly ReadonlyMap<string, Reading>[] =>
  column.choices.map(({ reading }) => withReading(record, column, reading));

const gridOf = (space: Space, chosen: Chosen, cells: readonly (readonly GridCell[])[], lines: readonly GridRow[]): Grid => {
  const { decision, columns, down, across, held } = chosen;
  return {
    scheme: space.model.title,
    decision: decision.variable.name,
    title: decision.variable.title,
    place: decision.place,
    decisions: drawable(space).map((one) => one.variable.name),
    columns: columns.map((one) => one.shown),
    down: down.shown,
    across: across?.shown,
    held: held.map(({ column, at }) => ({ column: column.shown, at })),
    cells,
    lines,
    levels: levelsOf(
      decision.variable,
      cells.flat().map((cell) => cell.outcome),
    ),
  };
};

// ----------------------------------------------------------------------- cells

function cellOf(space: Space, decision: Decision, record: ReadonlyMap<string, Reading>, lines: Lines): GridCell {
  const { outcome } = stageDecision(space.model, record, decision);
  if (outcome.kind === "excluded") {
    const by = space.model.excludes.filter((exclude) => outcome.reasons.includes(exclude.why));
    return { outcome, lines: by.map((exclude) => lines.at(exclude.place)), unfilled: false };
  }
  // Values that contradict each other are decided by no row.
  const deciding = outcome.kind === "invalid" ? [] : decidingRows(space, decision, record);
  return {
    outcome,
    lines: deciding.map((row) => lines.at(row.place)),
    unfilled: deciding.some((row) => row.result.kind === "hole" && decision.rule.kind === "blocks"),
  };
}

/** Each row once, numbered as the cells first name it. */
interface Lines {
  readonly all: readonly GridRow[];
  readonly at: (place: Place) => number;
}

function createLines({ model }: Space): Lines {
  const all: GridRow[] = [];
  const known = new Map<string, number>();
  return {
    all,
    at: (place) => {
      const key = `${place.uri} ${place.span.start}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const source = model.sources.find((one) => one.uri === place.uri);
      const text = (source?.text.slice(place.span.start, place.span.end) ?? "").replace(/\s+/g, " ").trim();
      known.set(key, all.length);
      return all.push({ ...place, line: source === undefined ? 0 : lineAt(source.text, place.span.start, source).line, text }) - 1;
    },
  };
}

// ---------------------------------------------------------------------- levels

/** How grave each result in the grid is: by the order of the labels, or by size. */
function levelsOf(variable: Variable, outcomes: readonly Outcome[]): readonly GridLevel[] {
  const values = new Map<string, Rational | undefined>();
  for (const outcome of outcomes) {
    if (outcome.kind === "assigned") values.set(outcome.value.text, outcome.value.exact);
    if (outcome.kind !== "undetermined") continue;
    for (const one of outcome.possible) if (one.kind === "value") values.set(one.text, one.exact);
  }
  if ("domain" in variable) {
    const { nodes, leaves } = variable.domain;
    const last = Math.max(1, leaves.length - 1);
    return nodes
      .filter((node) => values.has(node.text) && !node.plain)
      .sort((a, b) => a.lo - b.lo || a.hi - b.hi)
      .map((node) => ({ text: node.text, level: (node.lo + node.hi - 1) / 2 / last }));
  }
  const numbers = [...values].flatMap(([text, exact]) => (exact === undefined ? [] : [{ text, exact }]));
  const sorted = numbers.sort((a, b) => compare(a.exact, b.exact));
  return sorted.map(({ text }, at) => ({ text, level: at / Math.max(1, sorted.length - 1) }));
}
