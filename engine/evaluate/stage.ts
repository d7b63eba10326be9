/** Stages a case: for each decision the verdicts of all completions, and from them exactly one outcome. */
import type { Answer } from "../api.ts";
import type { Axis } from "../compile/axes.ts";
import { contradiction, givenFn, select } from "../compile/compose.ts";
import { condFn, known } from "../compile/conditions.ts";
import { outcomesOf } from "../compile/formula.ts";
import { spaceOf } from "../compile/open.ts";
import { boxOf, insideRegion, verdictsWithin, withFormulas } from "../compile/region.ts";
import { plainly } from "../compile/settled.ts";
import { behind, excludesOf, readsOf, type Space, upstream } from "../compile/space.ts";
import { bare, mapSet, marked, members, only, outcomeKey, type Verdict } from "../compile/verdict.ts";
import { BudgetExceeded, type Fn, mapTerminals, reach, yes } from "../diagram/store.ts";
import type { Decision, Exclude, LabelNode, Model, Variable } from "../model/symbols.ts";
import { contains, intersect, isEmpty, onlyValue } from "../number/interval.ts";
import { equal, roundTo } from "../number/rational.ts";
import { answerOf } from "./answer.ts";
import { answersDirectly, createDirect, type Direct } from "./direct.ts";
import { isExactRange } from "./exact-range.ts";
import { jointly } from "./joint.ts";
import { createMemo, type Memo, remembered } from "./memo.ts";
import { isKnown, type Recorded, type Situation, situationOf } from "./patient.ts";
import { isUnreadable, type Reading } from "./reading.ts";

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
  const situations = splitLists(space, recorded).map((one) => situationOf(space, one));
  const situation = situationOf(space, recorded);
  const answers = new Map<Variable, Answer>();
  for (const decision of space.model.decisions) {
    const done = joined(space, decision, situations, situation);
    answers.set(
      decision.variable,
      answerOf(space, done, (variable) => knownSoFar(situation, answers, variable)),
    );
  }
  return [...answers.values()];
}

/** A list with an unknown beside values (`TX, T2`) is two records: the unknown has any truth behind it, the values have not. */
function splitLists(space: Space, recorded: Recorded): readonly Recorded[] {
  let records: Recorded[] = [recorded];
  for (const variable of space.model.variables) {
    const reading = recorded.get(variable.name);
    if (reading === undefined || isUnreadable(reading) || reading.unknowns.length === 0) continue;
    if (reading.leaves === undefined && reading.numbers === undefined) continue;
    const asUnknown: Reading = { variable: reading.variable, text: reading.text, unknowns: reading.unknowns };
    const asValues: Reading = { ...reading, unknowns: [] };
    records = records.flatMap((one) => [new Map(one).set(variable.name, asValues), new Map(one).set(variable.name, asUnknown)]);
  }
  return records;
}

/** What all parts of a record come to together; what parts them stays open where it makes a difference. */
function joined(space: Space, decision: Decision, parts: readonly Situation[], whole: Situation): Completed {
  const each = parts.map((part) => completed(space, part, decision));
  const [first] = each;
  if (first !== undefined && each.length === 1) return first;
  const verdicts = [...new Set(each.flatMap((one) => one.verdicts))];
  const lists = [...whole.readings].filter(
    ([, reading]) => reading.unknowns.length > 0 && (reading.leaves !== undefined || reading.numbers !== undefined),
  );
  const read = behind(space, readsOf(space, decision));
  const open = new Set([
    ...each.flatMap((one) => one.open),
    ...lists.flatMap(([variable], index) => (read.has(variable) && partsDiffer(each, 2 ** (lists.length - 1 - index)) ? [variable] : [])),
  ]);
  return {
    decision,
    verdicts,
    open: [...open].sort((a, b) => a.id - b.id),
    atMost: each.some((one) => one.atMost),
    unreadable: [...new Set(each.flatMap((one) => one.unreadable))],
  };
}

/** Whether parts that stand this far apart, which only one list tells apart, come to different outcomes. */
function partsDiffer(each: readonly Completed[], apart: number): boolean {
  const outcomes = (one: Completed) => new Set(one.verdicts.map(outcomeKey));
  return each.some((one, index) => {
    const other = each[index + apart];
    if (other === undefined || Math.floor(index / apart) % 2 === 1) return false;
    if (one.outcomes !== undefined && other.outcomes !== undefined) return one.outcomes !== other.outcomes;
    return [...outcomes(one)].sort().join() !== [...outcomes(other)].sort().join();
  });
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
  const fn = withGivenNumbers(space, situation, decision, givenFn(space, decision, situation.region.given, situation.open));
  const region = withFormulas(space, fn, situation.region);
  const here = insideRegion(space, fn, region);
  const found = reach(space.store, here);
  const joint = jointly(space, here, found.axes, region);
  const outcomes = outcomesOnly(space, here);
  const verdicts = verdictsOf(space, joint?.sets ?? found.values);
  return {
    decision,
    verdicts: givenNumber(situation, variable, givenLabels(space, situation, decision, verdicts)),
    open: openVariables(space, situation, reach(space.store, outcomes).axes),
    atMost: joint?.atMost ?? false,
    unreadable: [],
    outcomes,
  };
}

const verdictsOf = (space: Space, sets: Iterable<number>): readonly Verdict[] => {
  const ids = new Set([...sets].flatMap((set) => [...(space.verdicts.sets[set] ?? [])]));
  return [...ids].map((id) => space.verdicts.list[id] as Verdict);
};

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
  if (!isEmpty(outcomes.value)) {
    const single = onlyValue(outcomes.value);
    const value: Verdict =
      single === undefined
        ? { kind: "value", value: { kind: "range", within: [outcomes.value] }, ...bare }
        : { kind: "value", value: { kind: "number", value: single }, ...bare };
    verdicts.push(value);
  }
  const axis = space.axes.number.get(decision.variable);
  const open = single(verdicts) ? [] : openVariables(space, situation, axis === undefined ? [] : [axis.index]);
  const atMost = open.length > 0 && !isExactRange(space, situation, decision);
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

// ---------------------------------------------------- what is given beside the rules

/** The own answer of a decided category that the record gives too: a recorded unknown is open over its labels, and a derived parent of which the record leaves every leaf stays that parent. */
function givenLabels(space: Space, situation: Situation, decision: Decision, verdicts: readonly Verdict[]): readonly Verdict[] {
  const { variable } = decision;
  if (!situation.region.given.has(variable) || variable.kind === "number" || variable.kind === "set") return verdicts;
  const leafVerdict = (node: LabelNode, like: Verdict): Verdict => ({
    kind: "value",
    value: { kind: "label", node },
    marks: like.marks,
    needs: like.needs,
  });
  let known = verdicts.flatMap((verdict) =>
    verdict.kind === "value" && verdict.value.kind === "unknown"
      ? variable.domain.leaves.map((leaf) => leafVerdict(leaf, verdict))
      : [verdict],
  );
  const derived = verdictsWithin(space, space.parts.full(decision, situation.region.given), situation.region);
  for (const parent of derived) {
    if (parent.kind !== "value" || parent.value.kind !== "label" || parent.value.node.leaf) continue;
    const { node } = parent.value;
    // What else the rules derive inside the parent stays; only the leaves that stand for the parent itself are joined.
    const others = new Set(derived.filter((one) => one !== parent).map(labelKey));
    const isPart = (one: Verdict) => isLabelWithin(one, node) && labelKey(one).endsWith(marksKey(parent)) && !others.has(labelKey(one));
    if (known.filter(isPart).length === node.hi - node.lo) known = [...known.filter((one) => !isPart(one)), leafVerdict(node, parent)];
  }
  return known;
}

const marksKey = (verdict: Verdict): string => ` ${verdict.marks.join()} ${verdict.needs.join()}`;
const labelKey = (verdict: Verdict): string => `${outcomeKey(verdict)}${marksKey(verdict)}`;
const isLabelWithin = (verdict: Verdict, node: LabelNode): boolean =>
  verdict.kind === "value" && verdict.value.kind === "label" && verdict.value.node.lo >= node.lo && verdict.value.node.hi <= node.hi;

/** Where the record gives a score beside its inputs, completions in which the rules derive another are contradictions. */
function withGivenNumbers(space: Space, situation: Situation, decision: Decision, fn: Fn): Fn {
  let made = fn;
  for (const variable of situation.region.given) {
    if (variable.kind !== "number" || variable === decision.variable || !behind(space, readsOf(space, decision)).has(variable)) continue;
    const inner = space.decisions.get(variable);
    if (inner === undefined || space.continuous.has(variable)) continue;
    const problem = only(space.verdicts, { kind: "invalid", problem: contradiction(variable.name), ...bare });
    made = select(space, space.parts.full(inner, situation.region.given), (set) =>
      members(space.verdicts, set).some((verdict) => contradicts(situation, variable, verdict)) ? problem : made,
    );
  }
  return made;
}

function contradicts(situation: Situation, variable: Variable, verdict: Verdict): boolean {
  const reading = situation.readings.get(variable);
  if (reading?.numbers === undefined || verdict.kind !== "value" || verdict.value.kind !== "number") return false;
  const { value } = verdict.value;
  return !reading.numbers.some((one) => contains(one, value));
}

/** The record's own number beside the one that the rules derive. */
function givenNumber(situation: Situation, variable: Variable, verdicts: readonly Verdict[]): readonly Verdict[] {
  const reading = situation.readings.get(variable);
  if (variable.kind !== "number" || reading?.numbers === undefined) return verdicts;
  const { numbers } = reading;
  const recorded = (): Verdict => {
    const value = numbers.length === 1 && numbers[0] !== undefined ? onlyValue(numbers[0]) : undefined;
    return value === undefined
      ? { kind: "value", value: { kind: "range", within: numbers }, ...bare }
      : { kind: "value", value: { kind: "number", value }, ...bare };
  };
  return verdicts.map((verdict): Verdict => {
    if (verdict.kind === "none" || (verdict.kind === "uncovered" && !verdict.hole))
      return marked(recorded(), { marks: verdict.marks, needs: [] });
    if (verdict.kind !== "value") return verdict;
    if (verdict.value.kind === "number") {
      const derived = verdict.value.value;
      const exact = numbers.some((one) => contains(one, derived));
      const asWritten = onlyValue(numbers[0] ?? { lo: undefined, hi: undefined, loOpen: true, hiOpen: true });
      const rounded =
        asWritten !== undefined && reading.digits !== undefined && reading.digits > 0 && equal(roundTo(derived, reading.digits), asWritten);
      return exact || rounded ? verdict : { kind: "invalid", problem: contradiction(variable.name), ...bare };
    }
    if (verdict.value.kind !== "range") return verdict;
    const ranges = verdict.value.within;
    const possible = numbers.some((one) => ranges.some((range) => !isEmpty(intersect(one, range))));
    return possible ? recorded() : { kind: "invalid", problem: contradiction(variable.name), ...bare };
  });
}

/** The diagram with marks, needs and reasons dropped, so that only differences of outcome remain. */
export const outcomesOnly = (space: Space, fn: Fn): Fn =>
  mapTerminals(space.store, fn, (set) => mapSet(space.verdicts, set, (verdict) => plainly({ ...verdict, marks: [], needs: [] })));
