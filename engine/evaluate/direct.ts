/**
 * The short way for a record in which everything that matters is known: each decision's diagram is walked from its root
 * to one terminal. Whatever this way cannot answer for certain (silence, unknowns, given decisions, formulas over
 * numbers, a table with `needs`) is left to the long way.
 */
import type { Answer } from "../api.ts";
import { type Axis, hasValue } from "../compile/axes.ts";
import { fullFn } from "../compile/compose.ts";
import type { Space } from "../compile/space.ts";
import { members } from "../compile/verdict.ts";
import { BudgetExceeded, type Fn, terminalIndex } from "../diagram/store.ts";
import type { Decision } from "../model/symbols.ts";
import { type Interval, intersect, onlyValue } from "../number/interval.ts";
import { answerOf } from "./answer.ts";
import type { Recorded } from "./patient.ts";
import { isUnreadable, type Reading } from "./reading.ts";

interface Step {
  readonly decision: Decision;
  readonly fn: Fn;
  /** Answers by terminal; `long`: this one needs the long way. */
  readonly answers: Map<Fn, Answer | "long">;
}

export interface Direct {
  readonly steps: readonly Step[];
  readonly decided: ReadonlySet<string>;
  /** By axis: the cell that a reading leaves, -1 where it leaves several. */
  readonly cells: WeakMap<Reading, number>[];
}

const nothingGiven: ReadonlySet<never> = new Set();

/** Undefined where a decision of the scheme runs through a formula over numbers, or is too large. */
export function createDirect(space: Space, budget: number): Direct | undefined {
  if (space.continuous.size > 0) return undefined;
  space.store.steps = 0;
  space.store.limit = budget;
  try {
    const steps = space.model.decisions.map((decision) => ({ decision, fn: fullFn(space, decision, nothingGiven), answers: new Map() }));
    return {
      steps,
      decided: new Set(space.model.decisions.map((decision) => decision.variable.name)),
      cells: space.axes.list.map(() => new WeakMap()),
    };
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    return undefined;
  } finally {
    space.store.limit = Number.POSITIVE_INFINITY;
  }
}

/** The answers of a record, or undefined where it needs the long way. */
export function answersDirectly(space: Space, direct: Direct, recorded: Recorded): readonly Answer[] | undefined {
  for (const [name, reading] of recorded) {
    if (isUnreadable(reading) || reading.unknowns.length > 0 || direct.decided.has(name)) return undefined;
  }
  const answers: Answer[] = [];
  for (const step of direct.steps) {
    const end = walk(space, direct, step.fn, recorded);
    if (end === undefined) return undefined;
    let answer = step.answers.get(end);
    if (answer === undefined) {
      answer = answerAt(space, step, end);
      step.answers.set(end, answer);
    }
    if (answer === "long") return undefined;
    answers.push(answer);
  }
  return answers;
}

function walk(space: Space, direct: Direct, fn: Fn, recorded: Recorded): Fn | undefined {
  const { levels, kids } = space.store;
  let at = fn;
  while (at >= 0) {
    const axis = space.axes.list[levels[at] as number] as Axis;
    const reading = recorded.get(axis.variable.name);
    if (reading === undefined || isUnreadable(reading)) return undefined;
    const known = direct.cells[axis.index] as WeakMap<Reading, number>;
    let cell = known.get(reading);
    if (cell === undefined) {
      cell = cellOf(axis, reading);
      known.set(reading, cell);
    }
    if (cell < 0) return undefined;
    at = (kids[at] as readonly Fn[])[cell] as Fn;
  }
  return at;
}

/** The only cell of the axis that a reading leaves; -1 where there are several. */
function cellOf(axis: Axis, reading: Reading): number {
  switch (axis.kind) {
    case "recorded":
      return 0;
    case "order":
      return -1;
    case "leaf": {
      const first = reading.leaves?.indexOf(true) ?? -1;
      return reading.leaves?.lastIndexOf(true) === first ? first : -1;
    }
    case "member": {
      const known = reading.members?.[axis.member];
      return known === undefined ? -1 : known ? 1 : 0;
    }
    case "number": {
      const [only] = reading.numbers ?? [];
      if (only === undefined || reading.numbers?.length !== 1 || onlyValue(only) === undefined) return -1;
      return axis.cells.findIndex((cell: Interval) => hasValue(axis.variable, intersect(cell, only)));
    }
  }
}

function answerAt(space: Space, step: Step, end: Fn): Answer | "long" {
  const verdicts = members(space.verdicts, terminalIndex(end));
  if (verdicts.some((verdict) => verdict.needs.length > 0)) return "long";
  const done = { decision: step.decision, verdicts, open: [], atMost: false, unreadable: [] };
  const answer = answerOf(space, done, () => true);
  return answer.outcome.kind === "undetermined" ? "long" : answer;
}
