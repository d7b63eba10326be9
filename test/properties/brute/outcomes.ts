/**
 * What one decision comes to at one point: rows that hold, unknowns that no row names opened one at a time, policies,
 * several blocks, excludes. The truth behind each unknown is given, so that it is the same in every decision, and the orders of
 * opening, each decision and each part of a score having its own; that all of them are tried is the business of others.
 */
import type { Expr } from "#grammar";
import { cellHolds, DomainError, holds, numberAt, type Point, type Value } from "./conditions.ts";
import { isNamed, namesOf, noteNames } from "./mentions.ts";
import { type Block, type Decision, type Exclude, type Part, type RuleRow, type Scheme, snap, type Variable } from "./model.ts";

/** One way for a decision to end. `lo ..< hi`: the leaves of its label (a parent has several). */
export type Ending =
  | { readonly kind: "label"; readonly text: string; readonly lo: number; readonly hi: number }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "conflict"; readonly values: readonly string[] }
  | { readonly kind: "none"; readonly why: string }
  | { readonly kind: "uncovered" | "excluded" | "invalid" };

export type Verdict = Ending & {
  /** Reached at a point that an exclude rules out. */
  readonly marked: boolean;
  /** Variables that a table which decided here waits for. */
  readonly needs: readonly string[];
  /** The unknown that a record gives for it, where the rules derive no label: the label is the truth behind it. */
  readonly recordedAs?: string;
};

/** As `keyOf`, contradictions told apart by what they contradict in. */
export const detailOf = (ending: Ending): string =>
  ending.kind === "conflict" ? `conflict ${[...new Set(ending.values)].sort().join()}` : keyOf(ending);

/** The known value behind each variable whose record says "not known". */
export type Truth = ReadonlyMap<string, number>;

export function keyOf(verdict: Ending): string {
  if (verdict.kind === "label") return `${verdict.lo}-${verdict.hi} ${verdict.text}`;
  return verdict.kind === "number" ? `= ${verdict.value}` : verdict.kind;
}

export const fullKey = (verdict: Verdict): string =>
  `${keyOf(verdict)}${verdict.marked ? " marked" : ""} ${verdict.recordedAs ?? ""} ${[...verdict.needs].sort().join()}`;

/** Each verdict once. */
export const distinct = (verdicts: readonly Verdict[]): readonly Verdict[] => [
  ...new Map(verdicts.map((verdict) => [`${fullKey(verdict)} ${detailOf(verdict)}`, verdict])).values(),
];

/** Variables that a decision or an exclude that bears on it reads. */
export const relevantTo = (decision: Decision): readonly string[] =>
  [...new Set([...decision.reads, ...decision.excludes.flatMap((exclude) => exclude.reads)])].filter((name) => name !== decision.name);

interface Matching {
  /** Rows that hold, for each block (or part of a score). */
  readonly rows: readonly (readonly RuleRow[])[];
  readonly excluded: boolean;
  readonly named: ReadonlySet<string>;
}

/** In which order a decision opens unknowns, one order for each part of a score. */
export type Orders = readonly (readonly string[])[];

/** Every way for a decision to open these unknowns. */
export function ordersOf(decision: Decision, unknowns: readonly string[]): readonly Orders[] {
  let orders: readonly Orders[] = [[]];
  for (const part of partsOf(decision)) {
    const own = unknowns.filter((name) => relevantTo(part).includes(name));
    orders = orders.flatMap((before) => permutations(own).map((order) => [...before, order]));
  }
  return orders;
}

const permutations = (names: readonly string[]): readonly (readonly string[])[] =>
  names.length === 0 ? [[]] : names.flatMap((name) => permutations(names.filter((other) => other !== name)).map((rest) => [name, ...rest]));

/** What a decision comes to at a point, unknowns that no row names being opened one at a time in given orders. */
export function verdictAt(scheme: Scheme, decision: Decision, at: Point, truth: Truth = new Map(), orders: Orders = []): Verdict {
  const parts = partsOf(decision).map((part, index) => partVerdictAt(scheme, part, at, truth, orders[index] ?? []));
  return wholeOf(scheme, decision, parts);
}

/** The same of one part of a score, or of anything else. */
export function partVerdictAt(scheme: Scheme, part: Decision, at: Point, truth: Truth, order: readonly string[]): Verdict {
  const opened = openedAt(scheme, part, at, truth, order);
  return verdictOf(scheme, part, opened, matchAt(scheme, part, opened));
}

/** What parts come to together; a score or formula outside its declared range or off its step has no value. */
export function wholeOf(scheme: Scheme, { name, rule }: Decision, parts: readonly Verdict[]): Verdict {
  const whole = parts.length > 1 ? sumOf(parts) : (parts[0] as Verdict);
  const { range, step } = scheme.variables.get(name) as Variable;
  if (rule.kind === "blocks" || whole.kind !== "number") return whole;
  const { value } = whole;
  const isInside = (range.loOpen ? value > range.lo : value >= range.lo) && (range.hiOpen ? value < range.hi : value <= range.hi);
  const steps = step === undefined ? 0 : (value - (Number.isFinite(range.lo) ? range.lo : 0)) / step;
  return isInside && Math.abs(steps - Math.round(steps)) < 1e-6 ? whole : { kind: "invalid", marked: false, needs: [] };
}

/** The point that is left once every unknown that no row names is opened, one at a time in a given order. */
export function openedAt(scheme: Scheme, decision: Decision, at: Point, truth: Truth, order: readonly string[]): Point {
  const { named } = matchAt(scheme, decision, at);
  const free = relevantTo(decision).filter((name) => typeof at.get(name) === "string" && !isNamed(named, name, at.get(name) as string));
  const first = order.find((name) => free.includes(name));
  return first === undefined ? at : openedAt(scheme, decision, new Map([...at, [first, truth.get(first) as Value]]), truth, order);
}

/** A score as one decision for each of its parts; anything else as it is. */
export const partsOf = (decision: Decision): readonly Decision[] => {
  const { rule } = decision;
  return rule.kind === "score" && rule.parts.length > 1
    ? rule.parts.map((part) => ({ ...decision, rule: { ...rule, parts: [part] }, reads: part.reads }))
    : [decision];
};

/** Parts of a score: each opens what its own rows do not name, and a part without points leaves the score without any. */
function sumOf(parts: readonly Verdict[]): Verdict {
  // Rows that disagree inside an exclude leave nothing of the whole, so that no reason of another part is kept.
  const without = (["invalid", "conflict", "uncovered", "excluded", "none"] as const).find((kind) =>
    parts.some((part) => part.kind === kind),
  );
  if (without === undefined)
    return {
      kind: "number",
      value: snap(parts.reduce((sum, part) => sum + (part.kind === "number" ? part.value : 0), 0)),
      marked: parts.some((part) => part.marked),
      needs: [],
    };
  // The gravest of them as it is: that another part is excluded takes nothing from it. Excluded is what would be a gap or a
  // conflict, so it is graver than none.
  return { ...(parts.find((part) => part.kind === without) as Verdict), needs: [] };
}

export const isExcluded = (scheme: Scheme, decision: Decision, at: Point): boolean =>
  decision.excludes.some((exclude) => exclude.rows.some((row) => rowHolds(scheme, row, at)));

export function rowHolds(scheme: Scheme, row: Exclude["rows"][number], at: Point): boolean {
  const cells = row.cells.every((cell, index) => {
    const name = row.columns[index] as string;
    return cellHolds(scheme.variables.get(name) as Variable, cell, at.get(name) as Value);
  });
  return cells && (row.when === undefined || holds(row.when, at, scheme.variables));
}

const blocksOf = (decision: Decision): readonly Block[] => {
  const { rule } = decision;
  if (rule.kind === "blocks") return rule.blocks;
  return rule.kind === "score" ? rule.parts.flatMap((part) => (part.kind === "factor" ? [part.block] : [])) : [];
};

function matchAt(scheme: Scheme, decision: Decision, at: Point): Matching {
  const rows = blocksOf(decision).map((block) =>
    block.where === undefined || safely(block.where, at, scheme) ? block.rows.filter((row) => rowHolds(scheme, row, at)) : [],
  );
  const ruledOut = decision.excludes.filter((exclude) => exclude.rows.some((row) => rowHolds(scheme, row, at)));
  return { rows, excluded: ruledOut.length > 0, named: namedBy(scheme, decision, at, rows, ruledOut) };
}

const safely = (expr: Expr, at: Point, scheme: Scheme): boolean => holds(expr, at, scheme.variables);

/** Everything that the rows which apply mention positively. */
function namedBy(scheme: Scheme, decision: Decision, at: Point, rows: Matching["rows"], ruledOut: readonly Exclude[]): ReadonlySet<string> {
  const named = new Set<string>();
  for (const [index, block] of blocksOf(decision).entries()) {
    for (const row of rows[index] ?? []) for (const name of namesOf(row, scheme.variables)) named.add(name);
    if (block.where !== undefined && (rows[index]?.length ?? 0) > 0) noteNames(block.where, scheme.variables, named);
  }
  for (const exclude of ruledOut) for (const row of exclude.rows) for (const name of namesOf(row, scheme.variables)) named.add(name);
  const { rule } = decision;
  // A flag is a rule "yes when …"; a number's formula applies always.
  const isFlag = scheme.variables.get(decision.name)?.kind === "flag";
  if (rule.kind === "let" && (!isFlag || holds(rule.value, at, scheme.variables))) noteNames(rule.value, scheme.variables, named);
  if (rule.kind !== "score") return named;
  for (const part of rule.parts) {
    if (part.kind !== "line" || !(part.when === undefined || holds(part.when, at, scheme.variables))) continue;
    noteNames(part.value, scheme.variables, named);
    if (part.when !== undefined) noteNames(part.when, scheme.variables, named);
  }
  return named;
}

function verdictOf(scheme: Scheme, decision: Decision, at: Point, matching: Matching): Verdict {
  const verdict = ruleAt(scheme, decision, at, matching);
  if (!matching.excluded || verdict.kind === "invalid") return verdict;
  const agreed = verdict.kind === "label" || verdict.kind === "number" || verdict.kind === "none";
  return agreed ? { ...verdict, marked: true } : { kind: "excluded", marked: true, needs: [] };
}

const bare = ({ marked: _, needs: __, ...ending }: Verdict): Ending => ending;
const plain = (ending: Ending): Verdict => ({ ...ending, marked: false, needs: [] });

function ruleAt(scheme: Scheme, decision: Decision, at: Point, matching: Matching): Verdict {
  const { rule } = decision;
  const variable = scheme.variables.get(decision.name) as Variable;
  try {
    if (rule.kind === "blocks") return together(rule.blocks.map((block, index) => blockAt(variable, block, matching.rows[index] ?? [])));
    if (rule.kind === "score") return partAt(scheme, variable, rule.parts[0], at, matching);
    if (variable.kind !== "flag") {
      // Without a value only where an exclude names the unknown, which then stays one.
      const value = numberAt(rule.value, at, scheme.variables);
      return plain(value === undefined ? { kind: "uncovered" } : { kind: "number", value });
    }
    return plain(flagEnding(holds(rule.value, at, scheme.variables)));
  } catch (error) {
    if (error instanceof DomainError) return plain({ kind: "invalid" });
    throw error;
  }
}

export const flagEnding = (value: boolean): Ending => ({ kind: "label", text: value ? "yes" : "no", lo: value ? 1 : 0, hi: value ? 2 : 1 });

/** One part of a score (or a score without any). */
function partAt(scheme: Scheme, variable: Variable, part: Part | undefined, at: Point, matching: Matching): Verdict {
  if (part?.kind === "factor") return blockAt(variable, part.block, matching.rows[0] ?? []);
  const applies = part !== undefined && (part.when === undefined || holds(part.when, at, scheme.variables));
  // As a formula, a line that counts something which a row names as not known has no value.
  const value = applies ? numberAt(part.value, at, scheme.variables) : 0;
  return plain(
    value === undefined ? { kind: "uncovered" } : { kind: "number", value: snap((part?.kind === "line" ? part.sign : 1) * value) },
  );
}

/** One block on its own: `otherwise` where nothing else applies, then the policy. */
function blockAt(variable: Variable, block: Block, rows: readonly RuleRow[]): Verdict {
  const proper = rows.filter((row) => !row.otherwise);
  const applying = (proper.length > 0 ? proper : rows).map((row) => endingOf(variable, row));
  const [first] = applying;
  if (first === undefined) return plain({ kind: "uncovered" });
  const ending = block.policy === "first" ? first : block.policy === "highest" ? applying.reduce(higher) : applying.reduce(agreed);
  return waiting(ending, block.needs);
}

/** Only what a table decides can wait for its `needs`; a contradiction is there already. */
const waiting = (ending: Ending, needs: readonly string[]): Verdict => ({
  ...ending,
  marked: false,
  needs: ending.kind === "conflict" ? [] : needs,
});

export function endingOf(variable: Variable, row: RuleRow): Ending {
  const { result } = row;
  if (result.kind === "none") return { kind: "none", why: result.why?.value ?? "" };
  if (result.kind === "hole") throw new Error("a result is still ???");
  if (variable.kind === "number") return { kind: "number", value: snap(Number(result.kind === "number" ? result.text : Number.NaN)) };
  if (result.kind === "yesno") return flagEnding(result.value);
  const text = result.kind === "label" ? result.label.text : result.text;
  const node = variable.nodes.find((one) => one.text === text && one.plain) ?? variable.nodes.find((one) => one.text === text);
  if (node === undefined) throw new Error(`${variable.name} has no label ${text}`);
  return { kind: "label", text: node.text, lo: node.lo, hi: node.hi };
}

/** Two endings that must agree: a parent agrees with its leaf, and the leaf wins. */
function agreed(a: Ending, b: Ending): Ending {
  if (a.kind === "label" && b.kind === "label") {
    if (a.lo <= b.lo && b.hi <= a.hi) return b;
    return b.lo <= a.lo && a.hi <= b.hi ? a : conflictOf(a, b);
  }
  return keyOf(a) === keyOf(b) && a.kind !== "conflict" ? a : conflictOf(a, b);
}

const conflictOf = (...endings: readonly Ending[]): Ending => ({
  kind: "conflict",
  values: endings.flatMap((one) => (one.kind === "conflict" ? one.values : [one.kind === "none" ? `none ${one.why}` : keyOf(one)])),
});

/** The more severe of two endings, `none` last. */
function higher(a: Ending, b: Ending): Ending {
  if (a.kind === "none") return b;
  if (b.kind === "none") return a;
  if (a.kind === "number" && b.kind === "number") return a.value >= b.value ? a : b;
  if (a.kind !== "label" || b.kind !== "label") return conflictOf(a, b);
  if (a.lo <= b.lo && b.hi <= a.hi) return b;
  if (b.lo <= a.lo && a.hi <= b.hi) return a;
  return a.lo > b.lo ? a : b;
}

/** Blocks of one variable: those that say anything must agree. */
function together(verdicts: readonly Verdict[]): Verdict {
  const saying = verdicts.filter((verdict) => verdict.kind !== "uncovered");
  const [first] = saying;
  if (first === undefined) return plain({ kind: "uncovered" });
  return waiting(saying.map(bare).reduce(agreed), [...new Set(saying.flatMap((verdict) => verdict.needs))]);
}
