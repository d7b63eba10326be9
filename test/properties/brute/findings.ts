/**
 * Gaps, overlaps and stated properties by brute force: every combination of what a decision reads, one by one.
 *
 * A combination fixes the variables that the decision and its excludes read. Decided categories take all their labels,
 * since they may be given; scores, formulas and flags only what they come to, jointly with the other columns.
 */
import type { CheckDecl, Expr } from "#grammar";
import { type BruteRecord, eachCompletion } from "./cases.ts";
import { type Cuts, holds, type Point, readsOf, type Value } from "./conditions.ts";
import { isExcluded, namesAll, relevantTo, type Verdict, verdictAt } from "./outcomes.ts";
import type { Decision, Exclude, Scheme, Variable } from "./scheme.ts";
import { cutsOf, eachChoice, knownValues, namedIn } from "./space.ts";

/** What is proved on its own: a decision by tables and rules, each factor of a score; nothing of a `let`. */
export function unitsOf(decision: Decision): readonly (readonly [title: string, unit: Decision])[] {
  const { rule } = decision;
  if (rule.kind === "blocks") return [[decision.name, decision]];
  if (rule.kind === "let") return [];
  return rule.parts.flatMap((part) => {
    if (part.kind !== "factor") return [];
    const excludes = decision.excludes.filter((exclude) => exclude.reads.includes(part.column));
    return [[`${decision.name}: points for ${part.column}`, { ...decision, rule: { kind: "blocks", blocks: [part.block] }, reads: [part.column], excludes }] as const];
  });
}

/** Combinations of one decision, with how they end. */
export interface Combination {
  readonly point: Point;
  readonly excluded: boolean;
  readonly verdict: Verdict;
}

/** Whether a decided variable counts with what its rules come to (and not with every value of its kind). */
const isComputed = (scheme: Scheme, name: string): boolean => scheme.decisions.has(name) && scheme.variables.get(name)?.kind !== "category";

/** All known combinations that can occur; undefined where there are more than `limit`. */
export function knownCombinations(scheme: Scheme, decision: Decision, limit: number): readonly Combination[] | undefined {
  const columns = relevantTo(decision);
  const computed = new Set<string>();
  const inputs = new Set<string>();
  const visit = (name: string): void => {
    if (!isComputed(scheme, name)) {
      inputs.add(name);
      return;
    }
    if (computed.has(name)) return;
    computed.add(name);
    relevantTo(scheme.decisions.get(name) as Decision).forEach(visit);
  };
  columns.forEach(visit);
  const cuts = cutsOf(scheme, scheme.decisions.values());
  const choices = [...inputs].map((name) => [name, knownValues(scheme.variables.get(name) as Variable, cuts.get(name)?.keys() ?? [])] as const);
  if (choices.reduce((size, [, values]) => size * values.length, 1) > limit) return undefined;
  const order = [...scheme.decisions.values()].filter((one) => computed.has(one.name));
  const found = new Map<string, Combination>();
  eachChoice<Value>(choices, (chosen) => {
    const whole = new Map(chosen);
    for (const one of order) {
      const value = valueOf(verdictAt(scheme, one, whole));
      if (value === undefined) return;
      whole.set(one.name, value);
    }
    const point = new Map(columns.map((name) => [name, whole.get(name) as Value]));
    found.set(keyOfPoint(point), combinationAt(scheme, decision, point));
  });
  return [...found.values()];
}

/** The value of a computed variable where it has one that no exclude rules out. */
function valueOf(verdict: Verdict): number | undefined {
  if (verdict.marked) return undefined;
  return verdict.kind === "label" ? verdict.lo : verdict.kind === "number" ? verdict.value : undefined;
}

export const keyOfPoint = (point: Point): string => [...point].map(([name, value]) => `${name}=${value}`).join(" ");

const combinationAt = (scheme: Scheme, decision: Decision, point: Point): Combination => ({
  point,
  excluded: isExcluded(scheme, decision, point),
  verdict: verdictAt(scheme, decision, point),
});

export const isGap = (combination: Combination): boolean => !combination.excluded && combination.verdict.kind === "uncovered";

/** Combinations with unknowns, each of them named by a row that applies, that are not excluded and come to a contradiction. */
export function overlapping(scheme: Scheme, decision: Decision, known: readonly Combination[]): readonly Point[] {
  const named = namedIn(scheme, [decision]);
  const points = new Map<string, Point>(known.map(({ point }) => [keyOfPoint(point), point]));
  // A computed variable is never recorded as an unknown: what the rules derive stands.
  for (const name of relevantTo(decision).filter((one) => !isComputed(scheme, one))) {
    const unknowns = (scheme.variables.get(name)?.unknowns ?? []).filter((unknown) => named.has(`${name} ${unknown}`));
    for (const point of [...points.values()]) {
      for (const unknown of unknowns) {
        const opened = new Map([...point, [name, unknown]]);
        points.set(keyOfPoint(opened), opened);
      }
    }
  }
  const isOverlap = (point: Point): boolean =>
    namesAll(scheme, decision, point) && !isExcluded(scheme, decision, point) && verdictAt(scheme, decision, point).kind === "conflict";
  return [...points.values()].filter(isOverlap);
}

// ----------------------------------------------------------------- combinations

/** Which bound that a decision names a number is, or between which bounds it lies. */
function stretchOf(cuts: Cuts | undefined, value: number): string {
  let passed = 0;
  for (const bound of cuts ?? []) passed += Number(value >= bound) + Number(value > bound);
  return `stretch ${passed}`;
}

/** How many combinations points are when numbers count by the stretches that the decision tells apart. */
export function countCombinations(scheme: Scheme, decision: Decision, points: readonly Point[]): number {
  const cuts = cutsOf(scheme, [decision]);
  const keys = points.map((point) => keyOfPoint(new Map([...point].map(([name, value]): [string, Value] => [name, typeof value === "number" && cuts.has(name) ? stretchOf(cuts.get(name), value) : value]))));
  return new Set(keys).size;
}

// -------------------------------------------------------------------- properties

/** A condition as a decision of its own, so that it is read like any other. */
function withProperty(scheme: Scheme, condition: Expr): Scheme {
  const name = "the property";
  const reads = readsOf(condition, scheme.variables);
  const excludes = scheme.excludes.filter((exclude: Exclude) => exclude.target === undefined && exclude.reads.some((read) => reads.includes(read)));
  const nodes = [{ text: "no", lo: 0, hi: 1, plain: false }, { text: "yes", lo: 1, hi: 2, plain: false }];
  const variable: Variable = { name, kind: "flag", nodes, size: 2, unknowns: ["?"], range: { lo: 0, hi: 0, loOpen: false, hiOpen: false }, step: undefined, assume: undefined };
  return {
    ...scheme,
    variables: new Map([...scheme.variables, [name, variable]]),
    decisions: new Map([...scheme.decisions, [name, { name, rule: { kind: "let", value: condition }, reads, excludes }]]),
  };
}

/** Every variable is known, whatever a silent record would be taken for. */
const knownRecord = (scheme: Scheme): BruteRecord =>
  new Map([...scheme.variables.keys()].filter((name) => !scheme.decisions.has(name)).map((name) => [name, { text: "", unknowns: [], admits: () => true, bounds: [] }]));

/** Whether a condition holds for some known case that nothing excludes; undefined where there are too many. */
export function canHold(scheme: Scheme, condition: Expr, limit: number): boolean | undefined {
  const extended = withProperty(scheme, condition);
  let found = false;
  const complete = eachCompletion(extended, knownRecord(scheme), "the property", limit, (_, __, verdicts) => {
    found ||= verdicts.some((verdict) => verdict.kind === "label" && verdict.lo === 1 && !verdict.marked);
  });
  return complete ? found : undefined;
}

type Monotone = Extract<CheckDecl["property"], { kind: "monotone" }>;

/** Whether worsening one variable lowers the decision somewhere; undefined where there are too many cases. */
export function isMonotone(scheme: Scheme, property: Monotone, along: Monotone["along"][number], limit: number): boolean | undefined {
  const decision = scheme.decisions.get(property.decision.text) as Decision;
  const name = along.variable.text;
  const groups = new Map<string, (readonly [number, Verdict])[]>();
  const note = (point: ReadonlyMap<string, Value>, verdicts: readonly Verdict[]): void => {
    const value = point.get(name);
    const [only] = verdicts;
    if (typeof value !== "number" || only === undefined || verdicts.length > 1 || only.marked) return;
    if (property.except !== undefined && holds(property.except.when, point, scheme.variables)) return;
    const rest = keyOfPoint(new Map([...point].filter(([other]) => other !== name)));
    groups.set(rest, [...(groups.get(rest) ?? []), [value, only]]);
  };
  if (decision.reads.includes(name)) {
    const known = knownCombinations(scheme, decision, limit);
    if (known === undefined) return undefined;
    for (const { point, verdict } of known) note(point, [verdict]);
  } else if (!eachCompletion(scheme, knownRecord(scheme), decision.name, limit, (point, _, verdicts) => note(point, verdicts))) return undefined;
  return ![...groups.values()].some((group) => group.some(([a, first]) => group.some(([b, second]) => (along.falling ? b < a : b > a) && isBelow(second, first))));
}

/** One value is certainly below another. */
function isBelow(a: Verdict, b: Verdict): boolean {
  if (a.kind === "label" && b.kind === "label") return a.hi <= b.lo;
  return a.kind === "number" && b.kind === "number" && a.value < b.value;
}
