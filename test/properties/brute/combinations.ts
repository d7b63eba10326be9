/**
 * Gaps and overlaps by brute force: every combination of what a decision reads, one by one.
 *
 * A combination fixes the variables that the decision and its excludes read. Those that are decided take only what their
 * rules come to, jointly with the other columns; a category every label where its rules derive none, since it may be
 * given there.
 */
import { labelled, openGiven, type Settle, worldsThrough } from "./cases.ts";
import type { Point, Value } from "./conditions.ts";
import { type Cuts, isNamed } from "./mentions.ts";
import { type Decision, pointKey, type Scheme, type Variable } from "./model.ts";
import { isExcluded, openedAt, ordersOf, relevantTo, type Verdict, verdictAt } from "./outcomes.ts";
import { readerOf, type World } from "./reading.ts";
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

/** One combination of what a decision reads, with how it ends. */
export interface Combination {
  /** Its unknowns are those that rows which apply name. */
  readonly point: Point;
  readonly excluded: boolean;
  readonly verdict: Verdict;
}

/**
 * All combinations that can occur: of known values, and of unknowns that rows which apply there name. What is recorded
 * as another unknown is opened, though the rules above may have read it as that unknown. Undefined where there are more
 * than `limit` ways to choose the inputs.
 */
export function combinationsOf(scheme: Scheme, decision: Decision, limit: number): readonly Combination[] | undefined {
  const columns = relevantTo(decision);
  const found = new Map<string, Combination>();
  const complete = eachWorld(scheme, decision, limit, (world) => {
    if (columns.some((name) => !world.point.has(name) || world.verdicts.get(name)?.marked)) return;
    const own = new Map(columns.map((name) => [name, world.point.get(name) as Value] as const));
    const point = openedAt(scheme, decision, own, world.truth, columns);
    // A column whose unknown only the rules above name is opened here after they have read it: such records are told in
    // findings of their own, which claims/clean.ts holds to staging.
    if (point !== own) return;
    const key = pointKey(point);
    if (!found.has(key))
      found.set(key, { point, excluded: isExcluded(scheme, decision, point), verdict: verdictAt(scheme, decision, point) });
  });
  return complete ? [...found.values()] : undefined;
}

/** The leaves of a decided category that some record comes to, one that is opened after others have read it included. */
export function leavesReached(scheme: Scheme, decision: Decision, limit: number): ReadonlySet<number> | undefined {
  const columns = relevantTo(decision);
  const reached = new Set<number>();
  const complete = eachWorld(scheme, decision, limit, (world) => {
    if (columns.some((name) => !world.point.has(name) || world.verdicts.get(name)?.marked)) return;
    const own = new Map(columns.map((name) => [name, world.point.get(name) as Value] as const));
    const unknowns = columns.filter((name) => typeof own.get(name) === "string");
    for (const orders of ordersOf(decision, unknowns)) {
      const verdict = verdictAt(scheme, decision, own, world.truth, orders);
      if (verdict.kind === "label" && !verdict.marked) for (let leaf = verdict.lo; leaf < verdict.hi; leaf++) reached.add(leaf);
    }
  });
  return complete ? reached : undefined;
}

export const isKnown = ({ point }: Combination): boolean => [...point.values()].every((value) => typeof value === "number");

/** Calls `see` for everything that the columns of a decision can come to together; false where that is more than `limit`. */
function eachWorld(scheme: Scheme, decision: Decision, limit: number, see: (world: World) => void): boolean {
  const columns = relevantTo(decision);
  const upstream = coneOf(scheme, decision.name).filter((one) => one.name !== decision.name && isAbove(scheme, columns, one.name));
  const decided = new Set(upstream.map((one) => one.name));
  const inputs = [...new Set([...columns, ...upstream.flatMap(relevantTo)])].filter((name) => !decided.has(name));
  const cuts = cutsOf(scheme, scheme.decisions.values());
  const known = new Map(
    [...inputs, ...decided].map((name) => [name, knownValues(scheme.variables.get(name) as Variable, cuts.get(name) ?? [])] as const),
  );
  const named = namedIn(scheme, [decision, ...upstream]);
  const unknownsOf = (name: string): readonly string[] =>
    (scheme.variables.get(name)?.unknowns ?? []).filter((unknown) => isNamed(named, name, unknown));
  const choices = inputs.map((name): readonly [string, readonly Value[]] => [name, [...(known.get(name) ?? []), ...unknownsOf(name)]]);
  if (
    choices.reduce((size, [name, values]) => size * (values.length + unknownsOf(name).length * (known.get(name)?.length ?? 0)), 1) > limit
  )
    return false;
  const settle: Settle = (one, derived) => {
    const variable = scheme.variables.get(one.name) as Variable;
    if (variable.kind === "number" || derived.marked || (derived.kind !== "none" && derived.kind !== "uncovered")) return [derived];
    const values = known.get(one.name) ?? [];
    return [
      ...values.map((value) => labelled(variable, value, derived)),
      ...unknownsOf(one.name).flatMap((unknown) => openGiven(variable, values, unknown, derived)),
    ];
  };
  const reader = readerOf(scheme, known, new Set());
  eachChoice(choices, (point) => {
    const open = [...point].filter(([, value]) => typeof value === "string").map(([name]) => name);
    eachChoice(
      open.map((name) => [name, known.get(name) ?? []] as const),
      (truth) => {
        const start = { point: new Map(point), truth: new Map(truth), verdicts: new Map<string, Verdict>() };
        for (const world of worldsThrough(upstream, reader, settle, start)) see(world);
      },
    );
  });
  return true;
}

/** Whether a decision is one of the columns or is read on the way to one. */
const isAbove = (scheme: Scheme, columns: readonly string[], name: string): boolean =>
  columns.some((column) => coneOf(scheme, column).some((one) => one.name === name));

export const isGap = (one: Combination): boolean => isKnown(one) && !one.excluded && one.verdict.kind === "uncovered";

/** The rows that apply contradict each other. */
export const isOverlap = ({ excluded, verdict }: Combination): boolean => !excluded && verdict.kind === "conflict";

// ----------------------------------------------------------------- combinations

/** Which bound that a decision names a number is, or between which bounds it lies. */
export function stretchOf(cuts: Cuts | undefined, value: number): string {
  let passed = 0;
  for (const bound of cuts ?? []) passed += Number(value >= bound) + Number(value > bound);
  return `stretch ${passed}`;
}

/** How many combinations points are when numbers count by the stretches that the decision tells apart. */
export function countCombinations(scheme: Scheme, decision: Decision, points: readonly Point[]): number {
  const cuts = cutsOf(scheme, [decision]);
  const keys = points.map((point) =>
    pointKey(
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
