/**
 * A record by brute force: every completion, through the chain of decisions, and what they add up to.
 *
 * A completion fixes every variable that nothing decides to one value, perhaps an unknown, the truth behind each
 * unknown, and the leaf of each parent result. Each decision may open unknowns in every order.
 */
import type { Value } from "./conditions.ts";
import { isNamed, namesOf } from "./mentions.ts";
import { type Decision, pointKey, type Scheme, type Variable } from "./model.ts";
import { detailOf, distinct, fullKey, keyOf, relevantTo, type Verdict } from "./outcomes.ts";
import { type Completion, type Known, type Reader, readerOf, type World } from "./reading.ts";
import { type Settling, settling } from "./settling.ts";
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

export interface BruteAnswer extends Settling {
  readonly kind: "assigned" | "undetermined" | Verdict["kind"];
  /** Labels, numbers, and `none`, `excluded`, … for what has no value. */
  readonly possible: ReadonlySet<string>;
  readonly needs: ReadonlySet<string>;
}

/** Undefined: more completions than `limit`. */
export function bruteAnswer(scheme: Scheme, record: BruteRecord, name: string, limit = 20_000): BruteAnswer | undefined {
  const walker = walkerOf(scheme, record, name);
  if (walker.size > limit) return undefined;
  const completions: Completion[] = [];
  walker.each((completion) => completions.push(completion));
  return { ...summed(distinct(completions.flatMap(({ verdicts }) => verdicts))), ...settling(completions) };
}

/** Calls `see` for every completion of a record, with the verdicts of one decision; false where there are more than `limit`. */
export function eachCompletion(
  scheme: Scheme,
  record: BruteRecord,
  name: string,
  limit: number,
  see: (completion: Completion) => void,
): boolean {
  const walker = walkerOf(scheme, record, name);
  if (walker.size > limit) return false;
  walker.each(see);
  return true;
}

export const textOf = (verdict: Verdict): string =>
  verdict.kind === "label" ? verdict.text : verdict.kind === "number" ? String(verdict.value) : verdict.kind;

function summed(all: readonly Verdict[]): Omit<BruteAnswer, keyof Settling> {
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
  readonly each: (see: (completion: Completion) => void) => void;
}

function walkerOf(scheme: Scheme, record: BruteRecord, name: string): Walker {
  const cone = coneOf(scheme, name);
  const decided = new Set(cone.map((decision) => decision.name));
  const inputs = [...new Set(cone.flatMap(relevantTo))].filter((read) => !decided.has(read));
  const cuts = cutsOf(scheme, scheme.decisions.values());
  const known = new Map(
    [...inputs, ...decided].map((input) => {
      const variable = scheme.variables.get(input) as Variable;
      return [input, knownValues(variable, [...(cuts.get(input)?.keys() ?? []), ...(record.get(input)?.bounds ?? [])])] as const;
    }),
  );
  // An exclude that bears on nothing names unknowns too.
  const excluding = scheme.excludes.flatMap(({ rows }) => rows.flatMap((row) => [...namesOf(row, scheme.variables)]));
  const named = new Set([...namedIn(scheme, [...scheme.decisions.values()]), ...excluding]);
  const choices = inputs.map(
    (input) =>
      [input, possibleValues(scheme, scheme.variables.get(input) as Variable, known.get(input) ?? [], record.get(input), named)] as const,
  );
  const size = choices.reduce(
    (product, [input, values]) =>
      product * values.reduce((sum: number, value) => sum + (typeof value === "string" ? (known.get(input)?.length ?? 1) : 1), 0),
    1,
  );
  const isOpen = (needed: string): boolean => {
    const given = record.get(needed);
    if (decided.has(needed) && given !== undefined && (known.get(needed) ?? []).filter(given.admits).length === 1) return false;
    if (decided.has(needed)) return bruteAnswer(scheme, record, needed)?.kind !== "assigned";
    const variable = scheme.variables.get(needed) as Variable;
    const [value, ...others] = choices.find(([input]) => input === needed)?.[1] ?? [];
    if (others.length > 0 || typeof value === "string" || value === undefined) return true;
    // One value stands for a whole stretch of numbers, unless it is the one recorded or assumed or the only step left.
    if (given === undefined && variable.assume !== undefined) return false;
    return variable.kind === "number" && variable.step === undefined && given?.bounds.includes(value) !== true;
  };
  const open = new Set([...known.keys()].filter((input) => cone.some((decision) => needsOf(decision).includes(input)) && isOpen(input)));
  const reader = readerOf(scheme, known, open);
  const settle: Settle = (decision, derived) => withGiven(scheme, decision, derived, record.get(decision.name), known);
  const each: Walker["each"] = (see) =>
    eachChoice(choices, (point) => {
      const open = [...point].filter(([, value]) => typeof value === "string").map(([input]) => [input, known.get(input) ?? []] as const);
      eachChoice(open, (truth) => {
        const start = { point: new Map(point), truth: new Map(truth), verdicts: new Map<string, Verdict>() };
        const byLeaves = through(cone, reader, settle, start);
        see({ ...start, byLeaves, verdicts: distinct(byLeaves.map(({ verdict }) => verdict)) });
      });
    });
  return { size, each };
}

function possibleValues(
  _scheme: Scheme,
  variable: Variable,
  known: readonly number[],
  recorded: Recorded | undefined,
  named: ReadonlySet<string>,
): readonly Value[] {
  if (recorded !== undefined) return [...known.filter((value) => recorded.admits(value)), ...recorded.unknowns];
  if (variable.assume !== undefined) return assumedValues(variable, known);
  return [...known, ...variable.unknowns.filter((unknown) => isNamed(named, variable.name, unknown))];
}

function assumedValues(variable: Variable, known: readonly number[]): readonly Value[] {
  const { assume } = variable;
  if (assume?.kind === "yesno") return [assume.value ? 1 : 0];
  if (assume?.kind === "set")
    return [
      assume.labels.map((label) => 1 << (variable.nodes.find((node) => node.text === label.text)?.lo ?? 0)).reduce((a, b) => a | b, 0),
    ];
  const text = assume?.kind === "label" ? assume.label.text : assume?.kind === "number" ? assume.text : "";
  if (variable.unknowns.includes(text)) return [text];
  if (variable.kind === "number") return [Number(text)];
  const node = variable.nodes.find((one) => one.text === text && one.plain) ?? variable.nodes.find((one) => one.text === text);
  return known.filter((value) => node !== undefined && node.lo <= value && value < node.hi);
}

/** What a decision may come to once the record (or what it might give) stands beside its rules. */
export type Settle = (decision: Decision, derived: Verdict) => readonly Verdict[];

/** Every world after these decisions, each after those that it reads. */
export function worldsThrough(decisions: readonly Decision[], reader: Reader, settle: Settle, start: World): readonly World[] {
  let worlds: readonly World[] = [start];
  for (const decision of decisions) {
    worlds = sameOnce(
      worlds.flatMap((world) =>
        reader(decision, world)
          .flatMap((derived) => settle(decision, derived))
          .flatMap((verdict) => worldsAfter(world, decision.name, verdict)),
      ),
    );
  }
  return worlds;
}

/** The verdicts of the last decision of a cone within one completion. */
function through(cone: readonly Decision[], reader: Reader, settle: Settle, start: World): Completion["byLeaves"] {
  const last = cone[cone.length - 1] as Decision;
  return worldsThrough(cone.slice(0, -1), reader, settle, start).flatMap((world) =>
    reader(last, world)
      .flatMap((derived) => settle(last, derived))
      .map((verdict) => ({ leaves: leavesIn(world), verdict })),
  );
}

/** The leaf that stands for each parent that a decision came to, with the parent. */
const leavesIn = (world: World): ReadonlyMap<string, Value> =>
  new Map(
    [...world.verdicts].flatMap(([name, verdict]) =>
      verdict.kind === "label" && verdict.hi - verdict.lo > 1
        ? [[name, world.point.get(name) as Value] as const, [`${name} is`, keyOf(verdict)] as const]
        : [],
    ),
  );

const sameOnce = (worlds: readonly World[]): readonly World[] => [
  ...new Map(
    worlds.map((world) => [
      `${pointKey(world.point)} ${pointKey(world.truth)} ${[...world.verdicts].map(([name, verdict]) => `${name}:${fullKey(verdict)} ${detailOf(verdict)}`).join(" ")}`,
      world,
    ]),
  ).values(),
];

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
  if (recorded.unknowns.length > 0)
    return derived.kind === "label" || derived.kind === "number"
      ? [derived]
      : recorded.unknowns.flatMap((unknown) => openGiven(variable, known.get(decision.name) ?? [], unknown, derived));
  if (derived.kind === "number") return recorded.admits(derived.value) ? [derived] : [contradiction];
  const values = (known.get(decision.name) ?? []).filter((value) => recorded.admits(value) && inDomain(variable, value));
  const leaves = derived.kind === "label" ? values.filter((value) => derived.lo <= value && value < derived.hi) : values;
  if (leaves.length === 0) return [contradiction];
  if (derived.kind === "label" && leaves.length === derived.hi - derived.lo) return [derived];
  return leaves.map((value) => labelled(variable, value, derived));
}

/** A recorded unknown stands where the rules derive no label: for readers that name it, and open over every label. */
export const openGiven = (variable: Variable, values: readonly number[], unknown: string, derived: Verdict): readonly Verdict[] =>
  values.map((value) => ({ ...labelled(variable, value, derived), recordedAs: unknown }));

const contradiction: Verdict = { kind: "invalid", marked: false, needs: [] };

export function labelled(variable: Variable, value: number, derived: Verdict): Verdict {
  const marks = { marked: derived.marked, needs: derived.kind === "label" ? derived.needs : [] };
  if (variable.kind === "number") return { kind: "number", value, ...marks };
  const leaf = [...variable.nodes].reverse().find((node) => node.lo === value && node.hi === value + 1);
  return { kind: "label", text: leaf?.text ?? "", lo: value, hi: value + 1, ...marks };
}

const needsOf = (decision: Decision): readonly string[] =>
  decision.rule.kind === "blocks" ? decision.rule.blocks.flatMap((block) => block.needs) : [];
