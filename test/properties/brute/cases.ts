/**
 * A record by brute force: every completion, through the chain of decisions, and what they add up to.
 *
 * A completion fixes every variable that nothing decides to one value, perhaps an unknown, the truth behind each
 * unknown, the order in which unknowns are opened, and the leaf of each parent result.
 */
import { isNamed, type Value } from "./conditions.ts";
import { distinct, fullKey, keyOf, relevantTo, type Truth, type Verdict, verdictAt } from "./outcomes.ts";
import type { Decision, Scheme, Variable } from "./scheme.ts";
import { coneOf, cutsOf, eachChoice, inDomain, knownValues, namedIn } from "./space.ts";

/** What a record says of one variable. */
export interface Recorded {
  /** As written in the record. */
  readonly text: string;
  /** The unknowns that it may be. */
  readonly unknowns: readonly string[];
  /** The known values that it may be. */
  readonly admits: (value: number) => boolean;
  /** Numbers at which `admits` changes. */
  readonly bounds: readonly number[];
}

export type BruteRecord = ReadonlyMap<string, Recorded>;

export interface BruteAnswer {
  readonly kind: "assigned" | "undetermined" | Verdict["kind"];
  /** Labels, numbers, and `none`, `excluded`, … for what has no value. */
  readonly possible: ReadonlySet<string>;
  readonly needs: ReadonlySet<string>;
  /** Variables in which alone two points of the case differ and have different outcomes. */
  readonly settles: ReadonlySet<string>;
  /** The same where points also differ in the truth behind a recorded unknown. */
  readonly settlesTruth: ReadonlySet<string>;
}

/** Undefined: more completions than `limit`. */
export function bruteAnswer(scheme: Scheme, record: BruteRecord, name: string, limit = 20_000): BruteAnswer | undefined {
  const walker = walkerOf(scheme, record, name);
  if (walker.size > limit) return undefined;
  const all: Verdict[] = [];
  const byPoint = new Map<string, readonly [ReadonlyMap<string, Value>, Truth, readonly Verdict[]]>();
  walker.each((point, truth, verdicts) => {
    all.push(...verdicts);
    byPoint.set(`${pointKey(point)} / ${pointKey(truth)}`, [new Map(point), new Map(truth), verdicts]);
  });
  const settles = settling([...byPoint.values()]);
  return { ...summed(distinct(all)), ...settles };
}

/** Calls `see` for every completion of a record, with the verdicts of one decision; false where there are more than `limit`. */
export function eachCompletion(scheme: Scheme, record: BruteRecord, name: string, limit: number, see: (point: ReadonlyMap<string, Value>, truth: Truth, verdicts: readonly Verdict[]) => void): boolean {
  const walker = walkerOf(scheme, record, name);
  if (walker.size > limit) return false;
  walker.each(see);
  return true;
}

const pointKey = (point: ReadonlyMap<string, Value>): string => [...point].map(([name, value]) => `${name}=${value}`).join(" ");

export const textOf = (verdict: Verdict): string => (verdict.kind === "label" ? verdict.text : verdict.kind === "number" ? String(verdict.value) : verdict.kind);

function summed(all: readonly Verdict[]): Omit<BruteAnswer, "settles" | "settlesTruth"> {
  const valid = all.filter((verdict) => verdict.kind !== "invalid");
  const nothing = { needs: new Set<string>() };
  if (valid.length === 0) return { kind: "invalid", possible: new Set(["invalid"]), ...nothing };
  if (valid.every((verdict) => verdict.marked)) return { kind: "excluded", possible: new Set(["excluded"]), ...nothing };
  const possible = new Set(valid.map(textOf));
  const needs = new Set(valid.flatMap((verdict) => verdict.needs));
  const [first] = valid;
  if (needs.size > 0 || new Set(valid.map(keyOf)).size > 1 || first === undefined) return { kind: "undetermined", possible, needs };
  return { kind: first.kind === "label" || first.kind === "number" ? "assigned" : first.kind, possible, needs };
}

// ------------------------------------------------------------------- completions

interface Walker {
  readonly size: number;
  readonly each: (see: (point: ReadonlyMap<string, Value>, truth: Truth, verdicts: readonly Verdict[]) => void) => void;
}

/** What is known within one completion so far. */
interface World {
  readonly point: ReadonlyMap<string, Value>;
  readonly truth: Truth;
  /** Unknowns that no row names are opened in this order. */
  readonly order: readonly string[];
  /** Decisions without a value, decisions reached inside an exclude, decisions that wait. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

const lacksValue = (verdict: Verdict | undefined): boolean => verdict !== undefined && verdict.kind !== "label" && verdict.kind !== "number";

function walkerOf(scheme: Scheme, record: BruteRecord, name: string): Walker {
  const cone = coneOf(scheme, name);
  const decided = new Set(cone.map((decision) => decision.name));
  const inputs = [...new Set(cone.flatMap(relevantTo))].filter((read) => !decided.has(read));
  const cuts = cutsOf(scheme, scheme.decisions.values());
  const known = new Map([...inputs, ...decided].map((input) => {
    const variable = scheme.variables.get(input) as Variable;
    return [input, knownValues(variable, [...(cuts.get(input)?.keys() ?? []), ...(record.get(input)?.bounds ?? [])])] as const;
  }));
  const named = namedIn(scheme, cone);
  const choices = inputs.map((input) => [input, possibleValues(scheme, scheme.variables.get(input) as Variable, known.get(input) ?? [], record.get(input), named)] as const);
  const size = choices.reduce((product, [input, values]) => product * values.reduce((sum: number, value) => sum + (typeof value === "string" ? (known.get(input)?.length ?? 1) : 1), 0), 1);
  const isOpen = (needed: string): boolean => {
    if (decided.has(needed) && record.has(needed)) return (known.get(needed) ?? []).filter((value) => record.get(needed)?.admits(value)).length !== 1;
    if (decided.has(needed)) return bruteAnswer(scheme, record, needed)?.kind !== "assigned";
    const values = choices.find(([input]) => input === needed)?.[1] ?? [];
    return values.length !== 1 || typeof values[0] === "string";
  };
  const open = new Set([...known.keys()].filter((input) => cone.some((decision) => needsOf(decision).includes(input)) && isOpen(input)));
  const reader = readerOf(scheme, known, open);
  const each: Walker["each"] = (see) =>
    eachChoice(choices, (point) => {
      const open = [...point].filter(([, value]) => typeof value === "string").map(([input]) => [input, known.get(input) ?? []] as const);
      const orders = permutations([...open.map(([input]) => input), ...cone.map((decision) => decision.name).filter((one) => (record.get(one)?.unknowns.length ?? 0) > 0)]);
      eachChoice(open, (truth) => {
        const start = { point: new Map(point), truth: new Map(truth), verdicts: new Map() };
        see(point, truth, distinct(orders.flatMap((order) => through(scheme, cone, record, known, reader, { ...start, order }))));
      });
    });
  return { size, each };
}

const permutations = (names: readonly string[]): readonly (readonly string[])[] =>
  names.length === 0 ? [[]] : names.flatMap((name) => permutations(names.filter((other) => other !== name)).map((rest) => [name, ...rest]));

function possibleValues(scheme: Scheme, variable: Variable, known: readonly number[], recorded: Recorded | undefined, named: ReadonlySet<string>): readonly Value[] {
  if (recorded !== undefined) return [...known.filter((value) => recorded.admits(value)), ...recorded.unknowns];
  if (variable.assume !== undefined) return assumedValues(variable, known);
  return [...known, ...variable.unknowns.filter((unknown) => isNamed(named, variable.name, unknown))];
}

function assumedValues(variable: Variable, known: readonly number[]): readonly Value[] {
  const { assume } = variable;
  if (assume?.kind === "yesno") return [assume.value ? 1 : 0];
  if (assume?.kind === "set") return [assume.labels.map((label) => 1 << (variable.nodes.find((node) => node.text === label.text)?.lo ?? 0)).reduce((a, b) => a | b, 0)];
  const text = assume?.kind === "label" ? assume.label.text : assume?.kind === "number" ? assume.text : "";
  if (variable.unknowns.includes(text)) return [text];
  if (variable.kind === "number") return [Number(text)];
  const node = variable.nodes.find((one) => one.text === text && one.plain) ?? variable.nodes.find((one) => one.text === text);
  return known.filter((value) => node !== undefined && node.lo <= value && value < node.hi);
}

/** The verdicts of the last decision of a cone within one completion. */
function through(scheme: Scheme, cone: readonly Decision[], record: BruteRecord, known: Known, reader: Reader, start: World): readonly Verdict[] {
  let worlds: readonly World[] = [start];
  for (const [index, decision] of cone.entries()) {
    const last = index === cone.length - 1;
    const found = worlds.map((world) => [world, distinct(withGiven(scheme, decision, reader(decision, world), record.get(decision.name), known))] as const);
    if (last) return found.flatMap(([, verdicts]) => verdicts);
    worlds = sameOnce(found.flatMap(([world, verdicts]) => verdicts.flatMap((verdict) => worldsAfter(world, decision.name, verdict))));
  }
  return [];
}

const sameOnce = (worlds: readonly World[]): readonly World[] =>
  [...new Map(worlds.map((world) => [`${pointKey(world.point)} ${pointKey(world.truth)} ${[...world.verdicts].map(([name, verdict]) => `${name}:${fullKey(verdict)}`).join(" ")}`, world])).values()];

/** Within a completion a decided variable has one leaf too. */
function worldsAfter(world: World, name: string, verdict: Verdict): readonly World[] {
  const verdicts = new Map([...world.verdicts, [name, verdict]]);
  const { recordedAs } = verdict;
  const at = (value: number): World =>
    recordedAs === undefined
      ? { ...world, point: new Map([...world.point, [name, value]]), verdicts }
      : { ...world, point: new Map([...world.point, [name, recordedAs]]), truth: new Map([...world.truth, [name, value]]), verdicts };
  if (verdict.kind === "number") return [at(verdict.value)];
  if (verdict.kind !== "label") return [{ ...world, verdicts }];
  return Array.from({ length: verdict.hi - verdict.lo }, (_, index) => at(verdict.lo + index));
}

/** The record's own value beside the one that the rules derive. */
function withGiven(scheme: Scheme, decision: Decision, derived: Verdict, recorded: Recorded | undefined, known: Known): readonly Verdict[] {
  if (recorded === undefined || derived.kind === "conflict" || derived.kind === "invalid" || derived.kind === "excluded") return [derived];
  const variable = scheme.variables.get(decision.name) as Variable;
  if (recorded.unknowns.length > 0) return derived.kind === "label" || derived.kind === "number" ? [derived] : recorded.unknowns.flatMap((unknown) => openGiven(variable, known.get(decision.name) ?? [], unknown, derived));
  if (derived.kind === "number") return recorded.admits(derived.value) ? [derived] : [contradiction];
  const values = (known.get(decision.name) ?? []).filter((value) => recorded.admits(value) && inDomain(variable, value));
  const leaves = derived.kind === "label" ? values.filter((value) => derived.lo <= value && value < derived.hi) : values;
  if (leaves.length === 0) return [contradiction];
  if (derived.kind === "label" && leaves.length === derived.hi - derived.lo) return [derived];
  return leaves.map((value) => labelled(variable, value, derived));
}

/** A recorded unknown stands where the rules derive no label: for readers that name it, and open over every label. */
const openGiven = (variable: Variable, values: readonly number[], unknown: string, derived: Verdict): readonly Verdict[] =>
  values.map((value) => ({ ...labelled(variable, value, derived), recordedAs: unknown }));

const contradiction: Verdict = { kind: "invalid", marked: false, needs: [] };

function labelled(variable: Variable, value: number, derived: Verdict): Verdict {
  const marks = { marked: derived.marked, needs: derived.kind === "label" ? derived.needs : [] };
  if (variable.kind === "number") return { kind: "number", value, ...marks };
  const leaf = [...variable.nodes].reverse().find((node) => node.lo === value && node.hi === value + 1);
  return { kind: "label", text: leaf?.text ?? "", lo: value, hi: value + 1, ...marks };
}

// ------------------------------------------------- reading decisions without a value

type Known = ReadonlyMap<string, readonly number[]>;
type Reader = (decision: Decision, world: World) => Verdict;

/**
 * Reads a decision in a world. A decision without a value that it reads is passed on, unless every value would give
 * the same; marks and open needs are handed on likewise.
 */
function readerOf(scheme: Scheme, known: Known, open: ReadonlySet<string>): Reader {
  const memory = new Map<string, Verdict>();
  const at = (decision: Decision, world: World, point: World["point"]): Verdict => {
    const relevant = relevantTo(decision);
    const unknown = relevant.filter((name) => typeof point.get(name) === "string");
    const order = world.order.filter((name) => unknown.includes(name));
    const key = `${decision.name} ${relevant.map((name) => point.get(name)).join()} ${order.map((name) => `${name}:${world.truth.get(name)}`).join()}`;
    const made = memory.get(key) ?? verdictAt(scheme, decision, point, world.truth, order);
    memory.set(key, made);
    return made;
  };

  return (decision, world) => {
    const relevant = relevantTo(decision);
    const lacking = relevant.filter((name) => lacksValue(world.verdicts.get(name)));
    const filled: (readonly [World["point"], Verdict])[] = [];
    eachChoice(lacking.map((name) => [name, known.get(name) ?? []] as const), (chosen) => {
      const point = new Map<string, Value>([...world.point, ...chosen]);
      filled.push([point, at(decision, world, point)]);
    });
    /** Whether the answer varies with \`name\`, the others being as in one of the filled points. */
    const varies = (name: string): boolean =>
      filled.some(([point, verdict]) => (known.get(name) ?? []).some((value) => fullKey(at(decision, world, new Map([...point, [name, value]]))) !== fullKey(verdict)));
    const missed = lacking.filter(varies);
    // Excluded whatever the missing value may be: that stands, as it does where no rows agree.
    const passed = missed.map((name) => world.verdicts.get(name) as Verdict);
    const ruledOut = filled.every(([, verdict]) => verdict.marked) && passed.every((verdict) => verdict.kind !== "invalid");
    const own = missed.length === 0 ? (filled[0]?.[1] as Verdict) : ruledOut ? excludedHere : (passed[0] as Verdict);
    const handed = relevant.flatMap((name) => {
      const verdict = world.verdicts.get(name);
      return verdict !== undefined && (verdict.marked || verdict.needs.length > 0) && !missed.includes(name) && varies(name) ? [verdict] : [];
    });
    const needs = [...own.needs, ...handed.flatMap((verdict) => verdict.needs)];
    return { ...own, marked: own.marked || handed.some((verdict) => verdict.marked), needs: [...new Set(needs)].filter((name) => open.has(name)) };
  };
}

const excludedHere: Verdict = { kind: "excluded", marked: true, needs: [] };

const needsOf = (decision: Decision): readonly string[] => (decision.rule.kind === "blocks" ? decision.rule.blocks.flatMap((block) => block.needs) : []);

// --------------------------------------------------------------------- settling

type Completion = readonly [ReadonlyMap<string, Value>, Truth, readonly Verdict[]];

function settling(completions: readonly Completion[]): Pick<BruteAnswer, "settles" | "settlesTruth"> {
  const names = [...(completions[0]?.[0].keys() ?? [])];
  const byPoint = new Map<string, Completion>();
  for (const [point, , verdicts] of completions) {
    const key = pointKey(point);
    byPoint.set(key, [point, new Map(), [...(byPoint.get(key)?.[2] ?? []), ...verdicts]]);
  }
  return {
    settles: new Set(names.filter((name) => differsIn([...byPoint.values()], name))),
    settlesTruth: new Set(names.filter((name) => differsIn(completions, name))),
  };
}

/** Whether two completions that differ only in one variable have different outcomes. */
function differsIn(completions: readonly Completion[], name: string): boolean {
  const outcomes = new Map<string, string>();
  for (const [point, truth, verdicts] of completions) {
    const rest = pointKey(new Map([...point, ...[...truth].map(([unknown, value]) => [`${unknown}?`, value] as const)].filter(([key]) => key !== name && key !== `${name}?`)));
    const outcome = [...new Set(verdicts.map(keyOf))].sort().join("; ");
    const known = outcomes.get(rest);
    if (known !== undefined && known !== outcome) return true;
    outcomes.set(rest, outcome);
  }
  return false;
}
