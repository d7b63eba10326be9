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
import { isExcluded, keyOf, openedAt, ordersOf, relevantTo, type Verdict, verdictAt } from "./outcomes.ts";
import { type Reader, readerOf, type World } from "./reading.ts";
import { coneOf, cutsOf, eachChoice, knownValues, membersAskedBy, namedIn } from "./space.ts";

/** What is proved on its own in this file: a decision by tables and rules, each factor of a score; nothing of a `let`. */
export const unitsOf = (decision: Decision): ReturnType<typeof unitsAnywhere> => (decision.elsewhere ? [] : unitsAnywhere(decision));

/** The same, wherever it is decided. */
export function unitsAnywhere(decision: Decision): readonly (readonly [title: string, unit: Decision])[] {
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
 * All combinations that can occur: of known values, and of unknowns that rows which apply there name. Undefined where
 * there are more than `limit` ways to choose the inputs.
 */
export function combinationsOf(scheme: Scheme, decision: Decision, limit: number): readonly Combination[] | undefined {
  return worldsOf(scheme, decision, limit)?.named;
}

interface Worlds {
  readonly named: readonly Combination[];
  /** Some column is recorded as an unknown that only rules above name: these rows open it, with the truth behind it. */
  readonly opened: readonly { readonly point: Point; readonly truth: World["truth"] }[];
}

function worldsOf(scheme: Scheme, decision: Decision, limit: number): Worlds | undefined {
  const columns = relevantTo(decision);
  const named = new Map<string, Combination>();
  const opened: { point: Point; truth: World["truth"] }[] = [];
  const complete = eachWorld(scheme, decision, limit, (world) => {
    if (columns.some((name) => !world.point.has(name) || world.verdicts.get(name)?.marked)) return;
    const own = new Map(columns.map((name) => [name, world.point.get(name) as Value] as const));
    if (openedAt(scheme, decision, own, world.truth, columns) !== own) opened.push({ point: own, truth: new Map(world.truth) });
    else if (!named.has(pointKey(own)))
      named.set(pointKey(own), { point: own, excluded: isExcluded(scheme, decision, own), verdict: verdictAt(scheme, decision, own) });
  });
  return complete ? { named: [...named.values()], opened } : undefined;
}

/**
 * Combinations with an unknown that rules above name and that is opened here, where some value behind it comes to a gap
 * or a contradiction that no combination shows in which fewer unknowns are recorded.
 */
export function behindOf(scheme: Scheme, decision: Decision, limit: number): readonly Combination[] | undefined {
  const worlds = worldsOf(scheme, decision, limit);
  if (worlds === undefined) return undefined;
  const told = keyBy(cutsOf(scheme, scheme.decisions.values()), membersAskedBy(scheme, decision));
  const shown = new Set<string>();
  for (const { point, excluded, verdict } of worlds.named) if (!excluded) shown.add(`${verdict.kind} ${told(point)}`);
  const opened = worlds.opened.flatMap(({ point, truth }) => {
    const kinds = new Set(ordersOf(decision, unknownIn(point)).map((orders) => verdictAt(scheme, decision, point, truth, orders)));
    return [...kinds].filter(({ kind }) => kind === "uncovered" || kind === "conflict").map((verdict) => ({ point, truth, verdict }));
  });
  for (const one of opened) shown.add(`${one.verdict.kind} ${told(one.point)}`);
  const found = new Map<string, Combination>();
  for (const { point, truth, verdict } of opened) {
    const fewer = opensOf(point, truth).some((other) => shown.has(`${verdict.kind} ${told(other)}`));
    if (!fewer) found.set(`${verdict.kind} ${pointKey(point)}`, { point, excluded: false, verdict });
  }
  return [...found.values()];
}

interface Lacking {
  readonly world: World;
  readonly missing: readonly string[];
  readonly reader: Reader;
}

/** Whether a missing column may have its value beside those of the others, had a record given these: what rules derive from them stands. */
function mayStand(scheme: Scheme, name: string, point: Point, { world, missing, reader }: Lacking): boolean {
  const isGiven = (other: string): boolean => missing.includes(other) && scheme.variables.get(other)?.kind !== "number";
  const verdicts = new Map([...world.verdicts].filter(([other]) => other !== name));
  const value = point.get(name) as Value;
  const above = coneOf(scheme, name).filter((one) => one.name !== name && isGiven(one.name));
  if (above.some((one) => !isAmong(world.verdicts.get(one.name), point.get(one.name)))) return false;
  return reader(scheme.decisions.get(name) as Decision, { ...world, point: new Map([...world.point, ...point]), verdicts }).some(
    (verdict) => {
      if (verdict.marked) return true;
      if (verdict.kind === "label") return verdict.lo <= Number(value) && Number(value) < verdict.hi;
      return verdict.kind === "number" ? verdict.value === value : verdict.kind === "none" || verdict.kind === "uncovered";
    },
  );
}

/** Whether a value does not contradict what rules derive. */
const isAmong = (verdict: Verdict | undefined, value: Value | undefined): boolean =>
  verdict?.kind !== "label" || (verdict.lo <= Number(value) && Number(value) < verdict.hi);

/** Everything that a decision comes to in some case that is not excluded, as far as its columns are not given. */
export function attainedBy(scheme: Scheme, decision: Decision, limit: number): readonly Verdict[] | undefined {
  const worlds = worldsOf(scheme, decision, limit);
  const anyway = anywayOf(scheme, decision, limit);
  if (worlds === undefined || anyway === undefined) return undefined;
  const opened = worlds.opened.flatMap(({ point, truth }) =>
    ordersOf(decision, unknownIn(point)).map((orders) => verdictAt(scheme, decision, point, truth, orders)),
  );
  return [...[...worlds.named, ...anyway].map(({ verdict }) => verdict), ...opened].filter(({ marked }) => !marked);
}

const unknownIn = (point: Point): readonly string[] => [...point].flatMap(([name, value]) => (typeof value === "string" ? [name] : []));

/** The same point with one unknown or several known. */
function opensOf(point: Point, truth: World["truth"]): readonly Point[] {
  let points: readonly Point[] = [point];
  for (const name of unknownIn(point)) points = points.flatMap((one) => [one, new Map([...one, [name, truth.get(name) as Value]])]);
  return points.slice(1);
}

/**
 * Where decided columns are excluded and the rows come to one outcome whatever they would be: the record ends so, for
 * nothing but the columns is excluded there. One for each value of such columns; none where a combination with all
 * columns shows the same.
 */
export function anywayOf(scheme: Scheme, decision: Decision, limit: number): readonly Combination[] | undefined {
  const columns = relevantTo(decision);
  const besides = (point: Point, missing: readonly string[]): string =>
    pointKey(new Map(columns.filter((name) => !missing.includes(name)).map((name) => [name, point.get(name) as Value] as const)));
  const valued: Point[] = [];
  const lacking = new Map<string, Lacking>();
  const complete = eachWorld(scheme, decision, limit, ({ point, truth, verdicts }, reader) => {
    const isMissing = (name: string): boolean =>
      verdicts.get(name)?.marked === true || (verdicts.get(name)?.kind === "none" && !point.has(name));
    const missing = columns.filter(isMissing);
    if (columns.some((name) => !point.has(name) && !missing.includes(name))) return;
    if (missing.length === 0) valued.push(new Map(point));
    else
      lacking.set(`${missing.join()} ${besides(point, missing)} ${pointKey(truth)}`, {
        world: { point: new Map(point), truth: new Map(truth), verdicts },
        missing,
        reader,
      });
  });
  if (!complete) return undefined;
  const cuts = cutsOf(scheme, scheme.decisions.values());
  const found = new Map<string, Combination>();
  for (const { world, missing, reader } of lacking.values()) {
    if (valued.some((point) => besides(point, missing) === besides(world.point, missing))) continue;
    const each: Combination[] = [];
    const choices = missing.map((name) => [name, knownValues(scheme.variables.get(name) as Variable, cuts.get(name) ?? [])] as const);
    eachChoice(choices, (chosen) => {
      const own = new Map(columns.map((name) => [name, chosen.get(name) ?? (world.point.get(name) as Value)] as const));
      each.push({ point: own, excluded: false, verdict: verdictAt(scheme, decision, own, world.truth, [columns]) });
    });
    const [first] = each;
    if (first === undefined || !each.every(({ verdict }) => !verdict.marked && keyOf(verdict) === keyOf(first.verdict))) continue;
    const stands = ({ point }: Combination): boolean =>
      openedAt(scheme, decision, point, world.truth, columns) === point &&
      missing.every((name) => mayStand(scheme, name, point, { world, missing, reader }));
    for (const one of each) if (stands(one)) found.set(pointKey(one.point), one);
  }
  return [...found.values()];
}

export const isKnown = ({ point }: Combination): boolean => [...point.values()].every((value) => typeof value === "number");

/** Calls `see` for everything that the columns of a decision can come to together; false where that is more than `limit`. */
function eachWorld(scheme: Scheme, decision: Decision, limit: number, see: (world: World, reader: Reader) => void): boolean {
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
        for (const world of worldsThrough(upstream, reader, settle, start)) see(world, reader);
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

/** Points as words that are equal where bounds and the members of sets that are asked for do not tell them apart. */
type KeyOf = (point: Point) => string;

function keyBy(cuts: ReadonlyMap<string, Cuts>, members: ReadonlyMap<string, number>): KeyOf {
  const told = (name: string, value: Value): Value => {
    if (typeof value === "string") return value;
    if (cuts.has(name)) return stretchOf(cuts.get(name), value);
    return members.has(name) ? value & (members.get(name) ?? 0) : value;
  };
  return (point) => pointKey(new Map([...point].map(([name, value]) => [name, told(name, value)] as const)));
}

/** How many combinations points are when numbers count by the stretches, and sets by the members, that the decision tells apart. */
export function countCombinations(scheme: Scheme, decision: Decision, points: readonly Point[]): number {
  return new Set(points.map(keyBy(cutsOf(scheme, [decision]), membersAskedBy(scheme, decision)))).size;
}
