/** Which rows some example reaches: rows that decide in at least one completion of at least one case. */
import type { BlockCoverage } from "../api.ts";
import { rowsOf } from "../compile/local.ts";
import { spaceOf } from "../compile/open.ts";
import type { Space } from "../compile/space.ts";
import { BudgetExceeded } from "../diagram/store.ts";
import { type Recorded, type Situation, situationOf } from "../evaluate/patient.ts";
import { isUnreadable, type Reading } from "../evaluate/reading.ts";
import type { Block, Decision, Model, Row } from "../model/symbols.ts";
import { key, type Rational } from "../number/rational.ts";
import { certainlyDecides } from "./certain-rows.ts";
import { rowDecides } from "./shadow.ts";

/** One case that was run. */
export interface Run {
  readonly recorded: Recorded;
}

/** Whether a row (by its number in the decision) decides in a case; `ask` finds out. */
export type IsReached = (decision: Decision, row: number, record: string, ask: () => boolean) => boolean;

interface Ran {
  readonly situation: Situation;
  /** Equal for cases that say the same. */
  readonly record: string;
}

export function coverageOf(
  model: Model,
  runs: readonly Run[],
  isReached: IsReached = (_decision, _row, _record, ask) => ask(),
): readonly BlockCoverage[] {
  const space = spaceOf(model);
  // Cases that say the same reach the same rows.
  const different = new Map(runs.map((run) => [recordText(run.recorded), run.recorded]));
  const ran = [...different]
    .map(([record, recorded]) => ({ record, situation: situationOf(space, recorded) }))
    .filter(({ situation }) => situation.unreadable.size === 0);
  space.store.steps = 0;
  space.store.limit = coverageBudget;
  try {
    return coverageOfAll(space, ran, isReached);
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    return [];
  } finally {
    space.store.limit = Number.POSITIVE_INFINITY;
  }
}

/** Steps after which row coverage is given up: nothing is then said of any row. */
const coverageBudget = 20_000_000;

/** Equal for records that say the same. */
const recordText = (recorded: Recorded): string =>
  [...recorded].map(([name, reading]) => `${name}=${isUnreadable(reading) ? "" : readingText(reading)}`).join("\u0001");

function readingText({ leaves, members, numbers, unknowns }: Reading): string {
  const end = (value: Rational | undefined): string => (value === undefined ? "" : key(value));
  return [
    leaves?.map(Number).join(""),
    members?.map((known) => (known === undefined ? "?" : Number(known))).join(""),
    numbers?.map((one) => `${end(one.lo)} ${one.loOpen} ${end(one.hi)} ${one.hiOpen}`).join(),
    unknowns.join(),
  ].join("|");
}

function coverageOfAll(space: Space, ran: readonly Ran[], isReached: IsReached): readonly BlockCoverage[] {
  const { model } = space;
  return model.decisions.flatMap((decision) =>
    blocksOf(decision)
      .filter((block) => block.place.uri === model.uri)
      .map((block) => blockCoverage(space, decision, block, ran, isReached)),
  );
}

interface RowsOf {
  readonly title: string;
  readonly place: Block["place"];
  readonly rows: readonly Row[];
}

/** Tables, decides and scores; the factors and lines of a score count as one block. */
function blocksOf(decision: Decision): readonly RowsOf[] {
  const { rule } = decision;
  if (rule.kind === "blocks") return rule.blocks.map((block) => ({ title: block.title, place: block.headPlace, rows: block.rows }));
  if (rule.kind !== "score") return [];
  return [
    {
      title: rule.title,
      place: rule.place,
      rows: rule.parts.flatMap((part) => (part.kind === "factor" ? part.block.rows : part.row.terms.length > 0 ? [part.row] : [])),
    },
  ];
}

function blockCoverage(space: Space, decision: Decision, block: RowsOf, ran: readonly Ran[], isReached: IsReached): BlockCoverage {
  const numbers = new Map(rowsOf(decision).map(({ row }, index) => [row, index] as const));
  return {
    uri: block.place.uri,
    span: block.place.span,
    title: block.title,
    decision: decision.variable.name,
    rows: block.rows.map((row) => ({
      uri: row.place.uri,
      span: row.place.span,
      text: rowText(space.model, row),
      reached: ran.some(({ situation, record }) =>
        isReached(decision, numbers.get(row) ?? -1, record, () => decides(space, decision, row, situation)),
      ),
    })),
  };
}

const decides = (space: Space, decision: Decision, row: Row, situation: Situation): boolean =>
  certainlyDecides(space, decision, row, situation) ?? rowDecides(space, decision, row, situation) !== "never";

/** A row as written, in one line. */
export function rowText(model: Model, row: Row): string {
  const source = model.sources.find((one) => one.uri === row.place.uri);
  return (source?.text.slice(row.place.span.start, row.place.span.end) ?? "").replace(/\s+/g, " ").trim();
}
