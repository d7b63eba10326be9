/**
 * What a decision comes to at one point of its space, and the sets of such verdicts that diagrams carry as terminals.
 *
 * A point usually has one verdict; it has several only where two recorded unknowns are opened in different orders.
 */
import { type Fn, terminal, terminalIndex } from "../diagram/store.ts";
import type { LabelNode } from "../model/symbols.ts";
import type { Interval } from "../number/interval.ts";
import { equal, key, type Rational } from "../number/rational.ts";

export type Value =
  | { readonly kind: "label"; readonly node: LabelNode }
  | { readonly kind: "number"; readonly value: Rational }
  /** Recorded as not known, where no rule derives a label. */
  | { readonly kind: "unknown"; readonly index: number }
  /** Recorded as a range of numbers, where no rule derives one. */
  | { readonly kind: "range"; readonly within: readonly Interval[] };

interface Marks {
  /** Excludes that hold here, by id. */
  readonly marks: readonly number[];
  /** Variables that a deciding table needs, by id. */
  readonly needs: readonly number[];
}

export type Verdict = Marks &
  (
    | { readonly kind: "value"; readonly value: Value }
    | { readonly kind: "none"; readonly why: string }
    | { readonly kind: "excluded" }
    /** `hole`: a row covers it, but its result is still `???`. */
    | { readonly kind: "uncovered"; readonly hole: boolean }
    /** `labels`: those of `values` that are labels of the category, none of them a parent of another. */
    | { readonly kind: "conflict"; readonly values: readonly string[]; readonly labels: readonly LabelNode[] }
    | { readonly kind: "invalid"; readonly problem: string }
  );

const valueKey = (value: Value): string => {
  switch (value.kind) {
    case "label":
      return `l${value.node.lo}-${value.node.hi}`;
    case "number":
      return `n${key(value.value)}`;
    case "unknown":
      return `u${value.index}`;
    case "range":
      return `r${JSON.stringify(value.within, (_, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner))}`;
  }
};

export function outcomeKey(verdict: Verdict): string {
  switch (verdict.kind) {
    case "value":
      return valueKey(verdict.value);
    case "none":
      return `none ${verdict.why}`;
    case "uncovered":
      return verdict.hole ? "hole" : "uncovered";
    case "conflict":
      return `conflict ${verdict.values.join("|")}`;
    case "invalid":
      return `invalid ${verdict.problem}`;
    case "excluded":
      return "excluded";
  }
}

/** Numbers verdicts and sets of verdicts, so that equal ones are the same integer. */
export interface Verdicts {
  readonly list: Verdict[];
  readonly ids: Map<string, number>;
  readonly sets: (readonly number[])[];
  readonly setIds: Map<string, number>;
  /** What pairs of sets were joined to before. */
  readonly unions: Map<number, Fn>;
  readonly agreements: Map<number, Fn>;
  /** Labels of different categories are different values, however alike. */
  readonly labelIds: Map<LabelNode, number>;
}

export const createVerdicts = (): Verdicts => ({
  list: [],
  ids: new Map(),
  sets: [[]],
  setIds: new Map([["", 0]]),
  unions: new Map(),
  agreements: new Map(),
  labelIds: new Map(),
});

export function verdictId(verdicts: Verdicts, verdict: Verdict): number {
  const name = `${labelId(verdicts, verdict)}${outcomeKey(verdict)}#${verdict.marks.join()}#${verdict.needs.join()}`;
  const known = verdicts.ids.get(name);
  if (known !== undefined) return known;
  verdicts.ids.set(name, verdicts.list.length);
  return verdicts.list.push(verdict) - 1;
}

function labelId(verdicts: Verdicts, verdict: Verdict): string {
  if (verdict.kind !== "value" || verdict.value.kind !== "label") return "";
  const { node } = verdict.value;
  const id = verdicts.labelIds.get(node) ?? verdicts.labelIds.size;
  verdicts.labelIds.set(node, id);
  return `${id}:`;
}

export function setOf(verdicts: Verdicts, ids: Iterable<number>): Fn {
  const sorted = [...new Set(ids)].sort((a, b) => a - b);
  const name = sorted.join();
  const known = verdicts.setIds.get(name);
  if (known !== undefined) return terminal(known);
  verdicts.setIds.set(name, verdicts.sets.length);
  return terminal(verdicts.sets.push(sorted) - 1);
}

/** The terminal for the verdicts of two terminals together. */
export const unionOf = (verdicts: Verdicts, a: Fn, b: Fn): Fn =>
  a === b ? a : joinedOnce(verdicts, verdicts.unions, a, b, (one, other) => [...one, ...other]);

/** The terminal for what the verdicts of two terminals agree on, each with each. */
export const agreementOf = (verdicts: Verdicts, a: Fn, b: Fn): Fn =>
  joinedOnce(verdicts, verdicts.agreements, a, b, (ones, others) =>
    ones.flatMap((one) =>
      others.map((other) => verdictId(verdicts, agree(verdicts.list[one] as Verdict, verdicts.list[other] as Verdict))),
    ),
  );

/** The same pairs meet at point after point, so they are joined once. */
function joinedOnce(
  verdicts: Verdicts,
  joined: Map<number, Fn>,
  a: Fn,
  b: Fn,
  join: (ones: readonly number[], others: readonly number[]) => readonly number[],
): Fn {
  const [one, other] = [terminalIndex(a), terminalIndex(b)];
  const pair = one * 67_108_864 + other;
  const known = joined.get(pair);
  if (known !== undefined) return known;
  const made = setOf(verdicts, join(verdicts.sets[one] ?? [], verdicts.sets[other] ?? []));
  joined.set(pair, made);
  return made;
}

/** The terminal for one verdict. */
export const only = (verdicts: Verdicts, verdict: Verdict): Fn => setOf(verdicts, [verdictId(verdicts, verdict)]);

export const members = (verdicts: Verdicts, set: number): readonly Verdict[] =>
  (verdicts.sets[set] ?? []).map((id) => verdicts.list[id] as Verdict);

/** The set with each verdict replaced. */
export const mapSet = (verdicts: Verdicts, set: number, replace: (verdict: Verdict) => Verdict): Fn =>
  setOf(
    verdicts,
    members(verdicts, set).map((verdict) => verdictId(verdicts, replace(verdict))),
  );

export const bare = { marks: [], needs: [] } as const;
export const uncovered: Verdict = { kind: "uncovered", hole: false, ...bare };
export const hole: Verdict = { kind: "uncovered", hole: true, ...bare };

const union = (a: readonly number[], b: readonly number[]): readonly number[] =>
  b.length === 0 ? a : a.length === 0 ? b : [...new Set([...a, ...b])].sort((x, y) => x - y);

/** The verdict with more marks and needs. */
export const marked = <V extends Verdict>(verdict: V, more: Marks): V =>
  more.marks.length === 0 && more.needs.length === 0
    ? verdict
    : { ...verdict, marks: union(verdict.marks, more.marks), needs: union(verdict.needs, more.needs) };

/** Reasons, each once; the same whatever the order in which they are joined. */
export const joinedReasons = (a: string, b: string): string =>
  [...new Set([a, b].filter((one) => one !== "").flatMap((one) => one.split("; ")))].sort().join("; ");

/** Rows that meet at one point: they must agree, a leaf wins over its parent, no row is overruled by silence. */
export function agree(a: Verdict, b: Verdict): Verdict {
  if (a.kind === "uncovered" && !a.hole) return b;
  if (b.kind === "uncovered" && !b.hole) return a;
  if (a.kind === "uncovered") return a;
  if (b.kind === "uncovered") return b;
  if (a.kind === "invalid" && b.kind === "invalid") return a.problem <= b.problem ? a : b;
  if (a.kind === "invalid") return a;
  if (b.kind === "invalid") return b;
  if (a.kind === "none" && b.kind === "none") {
    return marked({ ...a, why: joinedReasons(a.why, b.why) }, b);
  }
  if (a.kind === "value" && b.kind === "value") {
    const both = narrower(a.value, b.value);
    if (both !== undefined) return marked({ ...a, value: both }, b);
  }
  return conflictOf(a, b);
}

/** A parent agrees with the leaf below it that stands in the dispute too, so it is none of it, in whatever order they meet. */
function conflictOf(a: Verdict, b: Verdict): Verdict {
  const all = [...labelsOf(a), ...labelsOf(b)];
  const labels = all.filter((one, at) => !all.some((other, index) => (other === one ? index < at : isBelow(other, one))));
  const values = [...new Set([...textsOf(a), ...textsOf(b), ...labels.map(({ text }) => text)])].sort();
  return { kind: "conflict", values, labels, ...bare };
}

const isBelow = (inner: LabelNode, outer: LabelNode): boolean =>
  inner.lo >= outer.lo && inner.hi <= outer.hi && inner.hi - inner.lo < outer.hi - outer.lo;

const labelsOf = (verdict: Verdict): readonly LabelNode[] =>
  verdict.kind === "conflict" ? verdict.labels : verdict.kind === "value" && verdict.value.kind === "label" ? [verdict.value.node] : [];

function narrower(a: Value, b: Value): Value | undefined {
  if (a.kind === "number" && b.kind === "number") return equal(a.value, b.value) ? a : undefined;
  if (a.kind !== "label" || b.kind !== "label") return undefined;
  if (a.node.lo >= b.node.lo && a.node.hi <= b.node.hi) return a;
  return b.node.lo >= a.node.lo && b.node.hi <= a.node.hi ? b : undefined;
}

/** What stands in a dispute beside labels. */
function textsOf(verdict: Verdict): readonly string[] {
  if (verdict.kind === "conflict") return verdict.values.filter((text) => !verdict.labels.some((label) => label.text === text));
  if (verdict.kind !== "value") return [verdict.kind];
  if (verdict.value.kind === "label") return [];
  return [verdict.value.kind === "number" ? key(verdict.value.value) : verdict.value.kind];
}

// ------------------------------------------------------------ beside a record

/** The rules derive no value here, so a recorded one stands. */
export const standsAlone = (verdict: Verdict): boolean => verdict.kind === "none" || (verdict.kind === "uncovered" && !verdict.hole);

const contradicts = "contradicts what the rules derive from the other findings";

export const contradiction = (name: string): string => `the recorded ${name} ${contradicts}`;

/** No value because the record gives another one than the rules. */
export const isContradiction = (verdict: Verdict): boolean => verdict.kind === "invalid" && verdict.problem.endsWith(contradicts);
