/**
 * Gaps, overlaps and stated properties by brute force: every combination of what a decision reads, one by one.
 *
 * A combination fixes the variables that the decision and its excludes read. Those that are decided take only what their
 * rules come to, jointly with the other columns; a category every label where its rules derive none, since it may be
 * given there.
 */
import type { CheckDecl, Expr } from "#grammar";
import { type BruteRecord, eachCompletion, labelled, openGiven, permutations, readerOf, type Settle, worldsThrough } from "./cases.ts";
import { holds, type Point, type Value } from "./conditions.ts";
import { type Cuts, isNamed, readsOf } from "./mentions.ts";
import type { Decision, Exclude, Scheme, Variable } from "./model.ts";
import { isExcluded, namesAll, relevantTo, type Verdict, verdictAt } from "./outcomes.ts";
import { coneOf, cutsOf, eachChoice, knownValues, namedIn } from "./space.ts";

/** What is proved on its own: a decision by tables and rules, each factor of a score; nothing of a `let`. */
export function unitsOf(decision: Decision): readonly (readonly [title: string, unit: Decision])[] {
  const { rule } = decision;
  if (rule.kind === "blocks") return [[decision.name, decision]];
  if (rule.kind === "let") return [];
  return rule.parts.flatMap((part) => {
    if (part.kind !== "factor") return [];
    const excludes = decision.excludes.filter((exclude) => exclude.target !== undefined || exclude.reads.includes(part.column));
    return [
      [
        `${decision.name}: points for ${part.column}`,
        { ...decision, rule: { kind: "blocks", blocks: [part.block] }, reads: [part.column], excludes },
      ] as const,
    ];
  });
}

/** Combinations of one decision, with how they end. */
export interface Combination {
  readonly point: Point;
  readonly excluded: boolean;
  /** Undefined where an unknown is in it that no row names. */
  readonly verdict: Verdict | undefined;
}

/**
 * All combinations that can occur: of known values alone, or also with the unknowns that the decision's rows name.
 * What the rules read beyond its columns may be an unknown that they name. Undefined where there are more than `limit`
 * ways to choose the inputs.
 */
export function combinationsOf(
  scheme: Scheme,
  decision: Decision,
  limit: number,
  unknowns: "known" | "unknowns",
): readonly Combination[] | undefined {
  const columns = relevantTo(decision);
  const upstream = coneOf(scheme, decision.name).filter((one) => one.name !== decision.name && isAbove(scheme, columns, one.name));
  const decided = new Set(upstream.map((one) => one.name));
  const inputs = [...new Set([...columns, ...upstream.flatMap(relevantTo)])].filter((name) => !decided.has(name));
  const cuts = cutsOf(scheme, scheme.decisions.values());
  const known = new Map(
    [...inputs, ...decided].map((name) => [name, knownValues(scheme.variables.get(name) as Variable, cuts.get(name) ?? [])] as const),
  );
  const byColumns = unknowns === "known" ? new Set<string>() : namedIn(scheme, [decision]);
  const byUpstream = namedIn(scheme, upstream);
  const unknownsOf = (name: string): readonly string[] =>
    (scheme.variables.get(name)?.unknowns ?? []).filter((unknown) =>
      isNamed(columns.includes(name) ? byColumns : byUpstream, name, unknown),
    );
  const choices = inputs.map((name): readonly [string, readonly Value[]] => [name, [...(known.get(name) ?? []), ...unknownsOf(name)]]);
  if (
    choices.reduce((size, [name, values]) => size * (values.length + unknownsOf(name).length * (known.get(name)?.length ?? 0)), 1) > limit
  )
    return undefined;
  const settle: Settle = (one, derived) => {
    const variable = scheme.variables.get(one.name) as Variable;
    if (variable.kind !== "category" || derived.marked || (derived.kind !== "none" && derived.kind !== "uncovered")) return [derived];
    const values = known.get(one.name) ?? [];
    return [
      ...values.map((value) => labelled(variable, value, derived)),
      ...unknownsOf(one.name).flatMap((unknown) => openGiven(variable, values, unknown, derived)),
    ];
  };
  const reader = readerOf(scheme, known, new Set());
  const found = new Map<string, Combination>();
  eachChoice(choices, (point) => {
    const open = [...point].filter(([, value]) => typeof value === "string").map(([name]) => name);
    const orders = permutations([...open, ...[...decided].filter((name) => unknownsOf(name).length > 0)]);
    eachChoice(
      open.map((name) => [name, known.get(name) ?? []] as const),
      (truth) => {
        for (const order of orders) {
          for (const world of worldsThrough(upstream, reader, settle, {
            point: new Map(point),
            truth: new Map(truth),
            order,
            verdicts: new Map(),
          })) {
            const own = new Map(columns.map((name) => [name, world.point.get(name)] as const));
            if ([...own].some(([name, value]) => value === undefined || world.verdicts.get(name)?.marked)) continue;
            found.set(keyOfPoint(own as Point), combinationAt(scheme, decision, own as Point));
          }
        }
      },
    );
  });
  return [...found.values()];
}

/** Whether a decision is one of the columns or is read on the way to one. */
const isAbove = (scheme: Scheme, columns: readonly string[], name: string): boolean =>
  columns.some((column) => coneOf(scheme, column).some((one) => one.name === name));

export const keyOfPoint = (point: Point): string => [...point].map(([name, value]) => `${name}=${value}`).join(" ");

const combinationAt = (scheme: Scheme, decision: Decision, point: Point): Combination => {
  const named = namesAll(scheme, decision, point);
  return { point, excluded: isExcluded(scheme, decision, point), verdict: named ? verdictAt(scheme, decision, point) : undefined };
};

export const isGap = (combination: Combination): boolean => !combination.excluded && combination.verdict?.kind === "uncovered";

/** Every unknown in it is named by a row that applies, and the rows that apply contradict each other. */
export const isOverlap = (combination: Combination): boolean => !combination.excluded && combination.verdict?.kind === "conflict";

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
  const keys = points.map((point) =>
    keyOfPoint(
      new Map(
        [...point].map(([name, value]): [string, Value] => [
          name,
          typeof value === "number" && cuts.has(name) ? stretchOf(cuts.get(name), value) : value,
        ]),
      ),
    ),
  );
  return new Set(keys).size;
}

// -------------------------------------------------------------------- properties

/** A condition as a decision of its own, so that it is read like any other. */
function withProperty(scheme: Scheme, condition: Expr): Scheme {
  const name = "the property";
  const reads = readsOf(condition, scheme.variables);
  const excludes = scheme.excludes.filter(
    (exclude: Exclude) => exclude.target === undefined && exclude.reads.some((read) => reads.includes(read)),
  );
  const nodes = [
    { text: "no", lo: 0, hi: 1, plain: false },
    { text: "yes", lo: 1, hi: 2, plain: false },
  ];
  const variable: Variable = {
    name,
    kind: "flag",
    nodes,
    size: 2,
    unknowns: ["?"],
    range: { lo: 0, hi: 0, loOpen: false, hiOpen: false },
    step: undefined,
    assume: undefined,
  };
  return {
    ...scheme,
    variables: new Map([...scheme.variables, [name, variable]]),
    decisions: new Map([...scheme.decisions, [name, { name, rule: { kind: "let", value: condition }, reads, excludes }]]),
  };
}

/** Every variable is known, whatever a silent record would be taken for. */
const knownRecord = (scheme: Scheme): BruteRecord =>
  new Map(
    [...scheme.variables.keys()]
      .filter((name) => !scheme.decisions.has(name))
      .map((name) => [name, { text: "", unknowns: [], admits: () => true, bounds: [] }]),
  );

/** Whether a condition holds for some known case that nothing excludes; undefined where there are too many. */
export function canHold(scheme: Scheme, condition: Expr, limit: number): boolean | undefined {
  const extended = withProperty(scheme, condition);
  let found = false;
  const complete = eachCompletion(extended, knownRecord(scheme), "the property", limit, ({ verdicts }) => {
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
    const known = combinationsOf(scheme, decision, limit, "known");
    if (known === undefined) return undefined;
    for (const { point, verdict } of known) if (verdict !== undefined) note(point, [verdict]);
  } else if (!eachCompletion(scheme, knownRecord(scheme), decision.name, limit, ({ point, verdicts }) => note(point, verdicts)))
    return undefined;
  return ![...groups.values()].some((group) =>
    group.some(([a, first]) => group.some(([b, second]) => (along.falling ? b < a : b > a) && isBelow(second, first))),
  );
}

/** One value is certainly below another. */
function isBelow(a: Verdict, b: Verdict): boolean {
  if (a.kind === "label" && b.kind === "label") return a.hi <= b.lo;
  return a.kind === "number" && b.kind === "number" && a.value < b.value;
}
