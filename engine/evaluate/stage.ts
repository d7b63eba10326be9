/** Stages a case: for each decision the verdicts of all completions, and from them exactly one outcome. */
import type { Answer } from "../api.ts";
import { type Axis, isRecordable } from "../compile/axes.ts";
import { givenFn, overAll } from "../compile/compose.ts";
import { condFn, known } from "../compile/conditions.ts";
import { outcomesOf } from "../compile/formula.ts";
import { spaceOf } from "../compile/open.ts";
import { boxOf, insideRegion, withFormulas } from "../compile/region.ts";
import { plainly } from "../compile/settled.ts";
import { behind, excludesOf, readsOf, type Space, upstream } from "../compile/space.ts";
import { bare, mapSet, marked, type Verdict } from "../compile/verdict.ts";
import { BudgetExceeded, type Fn, mapTerminals, reach, yes } from "../diagram/store.ts";
import type { Decision, Exclude, Model, Variable } from "../model/symbols.ts";
import { isEmpty, onlyValue } from "../number/interval.ts";
import { answerOf } from "./answer.ts";
import { answersDirectly, createDirect, type Direct } from "./direct.ts";
import { isExactRange } from "./exact-range.ts";
import { exactValues } from "./exact-values.ts";
import { givenLabels, givenNumber, withGivenNumbers, withoutContradicted } from "./given.ts";
import { jointly } from "./joint.ts";
import { createMemo, type Memo, remembered } from "./memo.ts";
import { partsDiffer, partsOf, type SplitVariable } from "./parts.ts";
import { isKnown, type Recorded, type Situation, situationOf } from "./patient.ts";

/** What the completions of a case come to, before it is put in words. */
export interface Completed {
  readonly decision: Decision;
  /** Distinct verdicts of the completions, those without a value included. */
  readonly verdicts: readonly Verdict[];
  /** Variables on whose value the outcome still depends. */
  readonly open: readonly Variable[];
  /** Exact enumeration was given up: the truth may be narrower. */
  readonly atMost: boolean;
  /** Records that could not be read and that the decision depends on. */
  readonly unreadable: readonly string[];
  /** The outcomes over what the case leaves open; none of a formula over numbers, or where enumeration was given up. */
  readonly outcomes?: Fn;
}

/** Steps that one answer may take before it is given as "at most these". */
const answerBudget = 10_000_000;

const memos = new WeakMap<Space, Memo>();
const directs = new WeakMap<Space, Direct | "none">();

/** One answer per decided variable, in the order in which they are computed. Never throws on what a record says. */
export function stageCase(model: Model, recorded: Recorded): readonly Answer[] {
  const space = spaceOf(model);
  const direct = directs.get(space) ?? createDirect(space, answerBudget) ?? "none";
  directs.set(space, direct);
  const short = direct === "none" ? undefined : answersDirectly(space, direct, recorded);
  if (short !== undefined) return short;
  const memo = memos.get(space) ?? createMemo(space);
  memos.set(space, memo);
  return remembered(space, memo, recorded, () => stageAnew(space, recorded));
}

function stageAnew(space: Space, recorded: Recorded): readonly Answer[] {
  const { records, split } = partsOf(space, recorded);
  const parts = { situations: records.map((one) => situationOf(space, one)), split };
  const situation = situationOf(space, recorded);
  const answers = new Map<Variable, Answer>();
  for (const decision of space.model.decisions) {
    const done = joined(space, decision, parts);
    answers.set(
      decision.variable,
      answerOf(space, done, (variable) => knownSoFar(situation, answers, variable)),
    );
  }
  return [...answers.values()];
}

/** The answer of one decision alone, as `stageCase` gives it; of the others those only on whose value it waits. */
export function stageDecision(model: Model, recorded: Recorded, wanted: Decision): Answer {
  const space = spaceOf(model);
  const { records, split } = partsOf(space, recorded);
  const parts = { situations: records.map((one) => situationOf(space, one)), split };
  const situation = situationOf(space, recorded);
  const answers = new Map<Variable, Answer>();
  const answerTo = (decision: Decision): Answer => {
    const known = answers.get(decision.variable);
    if (known !== undefined) return known;
    const before = model.decisions.slice(0, model.decisions.indexOf(decision));
    const made = answerOf(space, joined(space, decision, parts), (variable) => {
      const other = before.find((one) => one.variable === variable);
      return isKnown(situation, variable) || (other !== undefined && answerTo(other).outcome.kind === "assigned");
    });
    answers.set(decision.variable, made);
    return made;
  };
  return answerTo(wanted);
}

/** The situations that a record stands for, and what parts them. */
interface Parts {
  readonly situations: readonly Situation[];
  readonly split: readonly SplitVariable[];
}

/** What all parts of a record come to together; what parts them stays open where it makes a difference. */
function joined(space: Space, decision: Decision, parts: Parts): Completed {
  const each = parts.situations.map((part) => completed(space, part, decision));
  const [first] = each;
  if (first !== undefined && each.length === 1) return first;
  const verdicts = [...new Set(each.flatMap((one) => one.verdicts))];
  const read = behind(space, readsOf(space, decision));
  const open = new Set([
    ...each.flatMap((one) => one.open),
    ...parts.split.filter((one) => read.has(one.variable) && partsDiffer(each, one)).map((one) => one.variable),
  ]);
  return {
    decision,
    verdicts,
    open: [...open].sort((a, b) => a.id - b.id),
    atMost: each.some((one) => one.atMost),
    unreadable: [...new Set(each.flatMap((one) => one.unreadable))],
  };
}

const knownSoFar = (situation: Situation, answers: ReadonlyMap<Variable, Answer>, variable: Variable): boolean =>
  isKnown(situation, variable) || answers.get(variable)?.outcome.kind === "assigned";

/** The verdicts of every completion of a case for one decision. */
function completed(space: Space, situation: Situation, decision: Decision): Completed {
  const unreadable: string[] = [];
  for (const variable of behind(space, [decision.variable])) {
    const problem = situation.unreadable.get(variable);
    if (problem !== undefined) unreadable.push(`${variable.name}: ${problem}`);
  }
  if (unreadable.length > 0) return { decision, verdicts: [], open: [], atMost: false, unreadable };
  space.store.steps = 0;
  space.store.limit = answerBudget;
  try {
    return complete(space, situation, decision);
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    return { decision, verdicts: everyVerdict(decision), open: decision.reads, atMost: true, unreadable: [] };
  } finally {
    space.store.limit = Number.POSITIVE_INFINITY;
  }
}

/** All that a decision could come to: the answer of last resort, always marked "at most these". */
function everyVerdict(decision: Decision): readonly Verdict[] {
  const { variable } = decision;
  const labels: Verdict[] =
    "domain" in variable ? variable.domain.leaves.map((node) => ({ kind: "value", value: { kind: "label", node }, ...bare })) : [];
  return [...labels, { kind: "none", why: "", ...bare }, { kind: "uncovered", hole: false, ...bare }];
}

function complete(space: Space, situation: Situation, decision: Decision): Completed {
  const { variable } = decision;
  if (space.continuous.has(variable)) return completeFormula(space, situation, decision);
  const derived = givenFn(space, decision, situation.region.given, situation.open);
  const fn = withGivenNumbers(space, situation, decision, withoutContradicted(space, situation, decision, derived));
  const region = withFormulas(space, fn, situation.region);
  const here = insideRegion(space, fn, region);
  const found = reach(space.store, here);
  const joint = jointly(space, here, found.axes, region);
  const orders = [...found.axes].filter((index) => !isRecordable(space.axes.list[index] as Axis));
  const outcomes = overAll(space, outcomesOnly(space, here), orders);
  const verdicts = verdictsOf(space, joint?.sets ?? found.values);
  return {
    decision,
    verdicts: givenNumber(situation, variable, givenLabels(space, situation, decision, verdicts)),
    open: openVariables(space, situation, openAxes(space, situation, outcomes)),
    atMost: joint?.atMost ?? false,
    unreadable: [],
    outcomes,
  };
}

const verdictsOf = (space: Space, sets: Iterable<number>): readonly Verdict[] => {
  const ids = new Set([...sets].flatMap((set) => [...(space.verdicts.sets[set] ?? [])]));
  return [...ids].map((id) => space.verdicts.list[id] as Verdict);
};

/**
 * The axes that still make a difference. Below a parent that rules derive its leaves stay open: another input that leads
 * to a narrower parent makes a difference only where it leaves other outcomes.
 */
function openAxes(space: Space, situation: Situation, outcomes: Fn): ReadonlySet<number> {
  const { axes } = reach(space.store, outcomes);
  const isLeftOpen = (index: number): boolean => {
    const { kind, variable } = space.axes.list[index] as Axis;
    return kind === "leaf" && space.decisions.has(variable) && !situation.region.given.has(variable);
  };
  const leaves = [...axes].filter(isLeftOpen);
  if (leaves.length === 0) return axes;
  return new Set([...reach(space.store, overAll(space, outcomes, leaves)).axes, ...leaves]);
}

/** The variables behind the axes that still make a difference. */
function openVariables(space: Space, situation: Situation, axes: Iterable<number>): readonly Variable[] {
  const found = new Set<Variable>();
  for (const index of axes) {
    const { variable } = space.axes.list[index] as Axis;
    if (!space.continuous.has(variable)) found.add(variable);
    else for (const input of upstream(space, [variable])) if (!space.decisions.has(input) && !isKnown(situation, input)) found.add(input);
  }
  return [...found].sort((a, b) => a.id - b.id);
}

// -------------------------------------------------------- formulas over numbers

/** A score or let over numbers that vary: its value where everything is known, else the numbers it can come to. */
function completeFormula(space: Space, situation: Situation, decision: Decision): Completed {
  const { region } = situation;
  const outcomes = outcomesOf(space, decision.variable, boxOf(space, region));
  const verdicts: Verdict[] = [...outcomes.specials].map((id) => space.verdicts.list[id] as Verdict);
  const exact = outcomes.specials.size > 0 || onlyValue(outcomes.value) !== undefined ? undefined : exactValues(space, situation, decision);
  const within = exact ?? (isEmpty(outcomes.value) ? [] : [outcomes.value]);
  const ranges = within.filter((one) => onlyValue(one) === undefined);
  if (ranges.length > 0) verdicts.push({ kind: "value", value: { kind: "range", within: ranges }, ...bare });
  for (const value of within.flatMap((one) => onlyValue(one) ?? []))
    verdicts.push({ kind: "value", value: { kind: "number", value }, ...bare });
  const axis = space.axes.number.get(decision.variable);
  const open = single(verdicts.filter((verdict) => verdict.kind !== "invalid"))
    ? []
    : openVariables(space, situation, axis === undefined ? [] : [axis.index]);
  const atMost = open.length > 0 && exact === undefined && !isExactRange(space, situation, decision);
  const marks = excludesOf(space, decision)
    .filter((exclude) => holdsEverywhere(space, situation, exclude))
    .map((exclude) => exclude.id);
  const found = givenNumber(situation, decision.variable, verdicts).map((verdict) => marked(verdict, { marks, needs: [] }));
  return { decision, verdicts: found, open, atMost, unreadable: [] };
}

/** Every completion of the case lies in the exclude. */
const holdsEverywhere = (space: Space, situation: Situation, exclude: Exclude): boolean =>
  insideRegion(space, condFn(space, exclude.cond, known), situation.region) === yes;

const single = (verdicts: readonly Verdict[]): boolean =>
  verdicts.length === 1 && !(verdicts[0]?.kind === "value" && verdicts[0].value.kind === "range");

/** The diagram with marks, needs and reasons dropped, so that only differences of outcome remain. */
export const outcomesOnly = (space: Space, fn: Fn): Fn =>
  mapTerminals(space.store, fn, (set) => mapSet(space.verdicts, set, (verdict) => plainly({ ...verdict, marks: [], needs: [] })));
