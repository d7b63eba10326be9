/** What a record gives of a decision beside what the rules derive: they meet, or contradict each other. */
import { contradictedByNumbers, givenFn } from "../compile/compose.ts";
import { allowedCells, verdictsWithin } from "../compile/region.ts";
import { behind, readsOf, type Space } from "../compile/space.ts";
import { bare, contradiction, marked, members, outcomeKey, type Verdict } from "../compile/verdict.ts";
import { choose, type Fn, fix, mapTerminals, no, testAxis, yes } from "../diagram/store.ts";
import type { Decision, LabelNode, Variable } from "../model/symbols.ts";
import { contains, intersect, isEmpty, onlyValue } from "../number/interval.ts";
import { equal, roundTo } from "../number/rational.ts";
import type { Situation } from "./patient.ts";

/** Of several labels that the record leaves, those that contradict the rules are left out where another one does not. */
export function withoutContradicted(space: Space, situation: Situation, decision: Decision, fn: Fn): Fn {
  const before = behind(space, readsOf(space, decision));
  let made = fn;
  for (const variable of situation.region.given) {
    if (!before.has(variable) || variable === decision.variable || situation.open.has(variable)) continue;
    const leaf = space.axes.leaf.get(variable);
    const inner = space.decisions.get(variable);
    if (leaf === undefined || inner === undefined) continue;
    const allowed = allowedCells(space, situation.region, leaf.index);
    const cells = Array.from({ length: leaf.size }, (_, cell) => cell).filter((cell) => allowed?.[cell] ?? true);
    if (cells.length < 2) continue;
    const contradicted = contradictedFn(space, situation, inner);
    if (contradicted !== no)
      made = atRecordedLabel(space, variable, made, (known) => replaceContradicted(space, leaf.index, cells, contradicted, known));
  }
  return made;
}

/** Where a given label, recorded as a known one, contradicts what the rules derive. */
function contradictedFn(space: Space, situation: Situation, inner: Decision): Fn {
  const { variable } = inner;
  const recorded = space.axes.recorded.get(variable);
  const met = givenFn(space, inner, situation.region.given, situation.open);
  const problem = contradiction(variable.name);
  return mapTerminals(space.store, recorded === undefined ? met : fix(space.store, met, recorded.index, 0), (set) =>
    members(space.verdicts, set).every((verdict) => verdict.kind === "invalid" && verdict.problem === problem) ? yes : no,
  );
}

/** Changes a diagram only where a variable is recorded as a known value. */
function atRecordedLabel(space: Space, variable: Variable, fn: Fn, change: (known: Fn) => Fn): Fn {
  const recorded = space.axes.recorded.get(variable);
  if (recorded === undefined) return change(fn);
  const kids = Array.from({ length: recorded.size }, (_, cell) => fix(space.store, fn, recorded.index, cell));
  return testAxis(space.store, recorded.index, [change(kids[0] as Fn), ...kids.slice(1)]);
}

/** In the place of each contradicted cell stands the first that is not, where there is one. */
function replaceContradicted(space: Space, axis: number, cells: readonly number[], contradicted: Fn, fn: Fn): Fn {
  const { store } = space;
  const at = (cell: number): Fn => fix(store, fn, axis, cell);
  const wrong = (cell: number): Fn => fix(store, contradicted, axis, cell);
  const instead = (cell: number): Fn => cells.reduceRight((rest, other) => choose(store, wrong(other), rest, at(other)), at(cell));
  const size = space.axes.list[axis]?.size ?? 0;
  return testAxis(
    store,
    axis,
    Array.from({ length: size }, (_, cell) => (cells.includes(cell) ? choose(store, wrong(cell), instead(cell), at(cell)) : at(cell))),
  );
}

/** The own answer of a decided category that the record gives too: a recorded unknown is open over its labels, and a derived parent of which the record leaves every leaf stays that parent. */
export function givenLabels(space: Space, situation: Situation, decision: Decision, verdicts: readonly Verdict[]): readonly Verdict[] {
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
export const withGivenNumbers = (space: Space, situation: Situation, decision: Decision, fn: Fn): Fn =>
  contradictedByNumbers(space, decision, situation.region.given, fn, (variable, value) => {
    const numbers = situation.readings.get(variable)?.numbers;
    return numbers === undefined || numbers.some((one) => contains(one, value));
  });

/** The record's own number beside the one that the rules derive. */
export function givenNumber(situation: Situation, variable: Variable, verdicts: readonly Verdict[]): readonly Verdict[] {
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
