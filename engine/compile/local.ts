/**
 * A decision over the variables that it reads itself, as a diagram of verdicts: the rows with their policy, the
 * excludes that bear on it, and the rule for recorded unknowns (a value where a row that applies names it, open
 * everywhere else). What it reads of other decisions is still an axis here; `compose.ts` puts their rules in.
 */
import { and, choose, combine, type Fn, isTerminal, mapTerminals, no, not, or, testAxis, yes } from "../diagram/store.ts";
import { onStep } from "../model/quantity.ts";
import type { Block, Decision, Exclude, NamedUnknown, NumberVariable, Result, Row, Variable } from "../model/symbols.ts";
import { contains, whole } from "../number/interval.ts";
import { fromInt } from "../number/rational.ts";
import { idFor } from "./anonymous.ts";
import { type Context, condFn, contextKey } from "./conditions.ts";
import { numberFn, sumVerdicts } from "./numbers.ts";
import { excludesOf, readsOf, type Space } from "./space.ts";
import { agreementOf, bare, hole, mapSet, marked, only, setOf, uncovered, unionOf, type Verdict } from "./verdict.ts";

/** Variables recorded as an unknown that no rule names: open, but the order of opening counts beside one that is named. */
export type OpenSet = ReadonlyMap<Variable, number>;
export const nothingOpen: OpenSet = new Map();

/** The variables of an open set on which the verdicts of a decision depend: none where it names no unknown. */
function relevantOpen(space: Space, decision: Decision, open: OpenSet): readonly (readonly [Variable, number])[] {
  if (open.size === 0 || namedBy(space, decision).size === 0) return [];
  const read = new Set(readsOf(space, decision));
  return [...open].filter(([variable]) => read.has(variable)).sort(([a], [b]) => a.id - b.id);
}

/** The verdicts of a decision over its own axes, recorded unknowns included. */
export function localFn(space: Space, decision: Decision, open: OpenSet = nothingOpen): Fn {
  const unknown = relevantOpen(space, decision, open);
  const name = `local ${decision.variable.id} open ${contextKey(new Map(unknown))}`;
  const cached = space.memo.get(name);
  if (cached !== undefined) return cached;
  const made = recordedMux(space, decision, recordedAxes(space, decision), new Map(unknown));
  space.memo.set(name, made);
  return made;
}

/** The variables that a decision reads and that may be recorded as an unknown which some rule names. */
function recordedAxes(space: Space, decision: Decision): readonly Variable[] {
  const named = namedBy(space, decision);
  if (named.size === 0) return [];
  const read = new Set([...readsOf(space, decision), ...named.keys()]);
  return [...read].filter((variable) => space.axes.recorded.has(variable));
}

/** For each way in which unknowns may be recorded, the verdicts there. */
function recordedMux(space: Space, decision: Decision, variables: readonly Variable[], context: Context): Fn {
  const [variable, ...rest] = variables;
  if (variable === undefined) return outFn(space, decision, context);
  const axis = space.axes.recorded.get(variable);
  const known = recordedMux(space, decision, rest, context);
  if (axis === undefined) return known;
  const kids = axis.unknowns.map((unknown) => recordedMux(space, decision, rest, new Map([...context, [variable, unknown]])));
  return testAxis(space.store, axis.index, [known, ...kids]);
}

/** The unknowns that rows of a decision, or excludes that bear on it, name. */
export function namedBy(space: Space, decision: Decision): ReadonlyMap<Variable, ReadonlySet<number>> {
  const found = new Map<Variable, Set<number>>();
  const see = (named: readonly NamedUnknown[]): void => {
    for (const { variable, unknown } of named) {
      const set = found.get(variable) ?? new Set<number>();
      found.set(variable, set.add(unknown));
    }
  };
  const { rule } = decision;
  if (rule.kind === "blocks") {
    for (const block of rule.blocks) {
      see(block.whereNamed);
      for (const row of block.rows) see(row.named);
    }
  } else if (rule.kind === "score") {
    for (const part of rule.parts)
      for (const named of part.kind === "line" ? [part.named] : part.block.rows.map((row) => row.named)) see(named);
  } else see(rule.named);
  for (const exclude of excludesOf(space, decision)) see(exclude.named);
  return found;
}

// ---------------------------------------------------------------- one context

/** Verdicts where exactly the variables of `context` are recorded as not known. */
export function outFn(space: Space, decision: Decision, context: Context): Fn {
  const name = `out ${decision.variable.id} ${contextKey(context)}`;
  const cached = space.memo.get(name);
  if (cached !== undefined) return cached;
  if (decision.rule.kind === "score" && decision.rule.parts.length > 1) {
    const sum = insideRange(space, decision.variable as NumberVariable, sumOfParts(space, decision, decision.rule, context));
    space.memo.set(name, sum);
    return sum;
  }
  const settled = settledFn(space, decision, context);
  const open = context.size === 0 ? settled : openUnknowns(space, decision, context, settled);
  const made = decision.variable.kind === "number" ? insideRange(space, decision.variable, open) : open;
  space.memo.set(name, made);
  return made;
}

/** Each part opens the unknowns that its own rows do not name; the truth behind an unknown is one for all of them. */
function sumOfParts(space: Space, decision: Decision, rule: Extract<Decision["rule"], { kind: "score" }>, context: Context): Fn {
  return rule.parts
    .map((part, index) => {
      const id = idFor(space, `part ${decision.variable.id} ${index}`);
      const variable = { ...(decision.variable as NumberVariable), id, range: whole, step: undefined };
      return outFn(space, { ...decision, variable, rule: { ...rule, parts: [part] } }, context);
    })
    .reduce((a, b) => sumVerdicts(space, a, b));
}

/** A number that leaves its declared range, or falls off its steps, is no value. */
function insideRange(space: Space, variable: NumberVariable, fn: Fn): Fn {
  const { range } = variable;
  if (range.lo === undefined && range.hi === undefined && variable.step === undefined) return fn;
  const problem = `${variable.name} comes to a value outside its declared range`;
  return mapTerminals(space.store, fn, (set) =>
    mapSet(space.verdicts, set, (verdict) => {
      if (verdict.kind !== "value" || verdict.value.kind !== "number") return verdict;
      const fits = contains(range, verdict.value.value) && onStep(verdict.value.value, variable);
      return fits ? verdict : { kind: "invalid", problem, ...bare };
    }),
  );
}

/** Where a row that applies names every recorded unknown they are values; elsewhere each of the others is opened in turn. */
function openUnknowns(space: Space, decision: Decision, context: Context, settled: Fn): Fn {
  const { store, verdicts } = space;
  const empty = setOf(verdicts, []);
  let allNamed: Fn = yes;
  let opened: Fn = empty;
  for (const [variable, unknown] of context) {
    const named = namingFn(space, decision, context, variable, unknown);
    const fewer = new Map([...context].filter(([other]) => other !== variable));
    const there = choose(store, named, empty, outFn(space, decision, fewer));
    opened = combine(store, opened, there, (a, b) =>
      a === empty ? b : b === empty ? a : isTerminal(a) && isTerminal(b) ? unionOf(verdicts, a, b) : undefined,
    );
    allNamed = and(store, allNamed, named);
  }
  return choose(store, allNamed, settled, opened);
}

/** Where some row that applies (or an exclude that holds) names this unknown. */
export function namingFn(space: Space, decision: Decision, context: Context, variable: Variable, unknown: number): Fn {
  const names = (named: readonly NamedUnknown[]) => named.some((one) => one.variable === variable && one.unknown === unknown);
  let found: Fn = no;
  for (const { block, row } of rowsOf(decision)) {
    if (names(row.named) || (block !== undefined && names(block.whereNamed)))
      found = or(space.store, found, rowFn(space, block, row, context));
  }
  for (const exclude of excludesOf(space, decision)) {
    if (names(exclude.named)) found = or(space.store, found, condFn(space, exclude.cond, context));
  }
  const { rule } = decision;
  // A flag is a rule "yes when …": it names an unknown where it holds.
  if (rule.kind === "flag" && names(rule.named)) return or(space.store, found, condFn(space, rule.cond, context));
  return rule.kind === "number" && names(rule.named) ? yes : found;
}

export interface PlacedRow {
  readonly block: Block | undefined;
  readonly row: Row;
}

const placedRows = new WeakMap<Decision, readonly PlacedRow[]>();

/** Every row of a decision with the block it stands in; lines of a score included. */
export function rowsOf(decision: Decision): readonly PlacedRow[] {
  const known = placedRows.get(decision) ?? placedIn(decision);
  placedRows.set(decision, known);
  return known;
}

function placedIn({ rule }: Decision): readonly PlacedRow[] {
  if (rule.kind === "blocks") return rule.blocks.flatMap((block) => block.rows.map((row) => ({ block, row })));
  if (rule.kind !== "score") return [];
  return rule.parts.flatMap((part): PlacedRow[] =>
    part.kind === "factor" ? part.block.rows.map((row) => ({ block: part.block, row })) : [{ block: undefined, row: part.row }],
  );
}

/** The points at which a row applies: the `where` of its block and its own condition; `otherwise`: where no other row does. */
export function rowFn(space: Space, block: Block | undefined, row: Row, context: Context): Fn {
  const { store } = space;
  const where = block?.where === undefined ? yes : condFn(space, block.where, context);
  if (!row.otherwise || block === undefined) return and(store, where, condFn(space, row.cond, context));
  let others: Fn = no;
  for (const other of block.rows) if (!other.otherwise) others = or(store, others, condFn(space, other.cond, context));
  return and(store, where, not(store, others));
}

/** Policy and excludes, an unknown being an ordinary value. */
function settledFn(space: Space, decision: Decision, context: Context): Fn {
  const { rule } = decision;
  switch (rule.kind) {
    case "blocks": {
      const each = rule.blocks.map((block) => blockFn(space, block, context));
      return applyExcludes(space, decision, context, agreeAll(space, each));
    }
    case "score": {
      let sum = only(space.verdicts, { kind: "value", value: { kind: "number", value: fromInt(0) }, ...bare });
      for (const part of rule.parts) {
        const points = part.kind === "factor" ? blockFn(space, part.block, context) : linePoints(space, part, context);
        sum = sumVerdicts(space, sum, points);
      }
      return applyExcludes(space, decision, context, sum);
    }
    case "number":
      return applyExcludes(space, decision, context, numberFn(space, rule.value, context));
    case "flag": {
      const holds = condFn(space, rule.cond, context);
      const verdicts = mapTerminals(space.store, holds, (value) => flagVerdict(space, decision.variable, value === 1));
      return applyExcludes(space, decision, context, verdicts);
    }
  }
}

function linePoints(
  space: Space,
  part: Extract<Extract<Decision["rule"], { kind: "score" }>["parts"][number], { kind: "line" }>,
  context: Context,
): Fn {
  const value = numberFn(space, part.value, context);
  if (part.when === undefined) return value;
  const nothing = only(space.verdicts, { kind: "value", value: { kind: "number", value: fromInt(0) }, ...bare });
  return choose(space.store, condFn(space, part.when, context), value, nothing);
}

function flagVerdict(space: Space, variable: Variable, holds: boolean): Fn {
  const leaf = variable.kind === "flag" ? variable.domain.leaves[holds ? 1 : 0] : undefined;
  return only(space.verdicts, leaf === undefined ? uncovered : { kind: "value", value: { kind: "label", node: leaf }, ...bare });
}

/** The rows of one block under its policy. */
export function blockFn(space: Space, block: Block, context: Context): Fn {
  const { store, verdicts } = space;
  const nothing = only(verdicts, uncovered);
  const rows = block.rows.map((row) => ({
    row,
    applies: rowFn(space, block, row, context),
    verdict: only(verdicts, resultVerdict(block, row.result)),
  }));
  if (block.policy === "unique")
    return agreeAll(
      space,
      rows.map(({ applies, verdict }) => choose(store, applies, verdict, nothing)),
    );
  const order = block.policy === "first" ? rows : [...rows].sort((a, b) => severity(b.row.result) - severity(a.row.result));
  return order.reduceRight((rest, { applies, verdict }) => choose(store, applies, verdict, rest), nothing);
}

const orders = new WeakMap<Block, readonly Row[]>();

/** The rows of a block in the order in which its policy asks them; none where all of them count. */
export function blockOrder(block: Block | undefined): readonly Row[] {
  if (block === undefined || block.policy === "unique") return [];
  const known = orders.get(block);
  if (known !== undefined) return known;
  const order = block.policy === "first" ? block.rows : [...block.rows].sort((a, b) => severity(b.result) - severity(a.result));
  orders.set(block, order);
  return order;
}

/** How far up `highest` takes a result: open results first, `none` last; a leaf before its parent. */
export function severity(result: Result): number {
  if (result.kind === "hole") return Number.POSITIVE_INFINITY;
  if (result.kind === "none") return Number.NEGATIVE_INFINITY;
  if (result.kind === "number") return Number(result.value.n) / Number(result.value.d);
  return result.node.lo - result.node.hi / 1_000_000;
}

function needsOf(block: Block | undefined): readonly number[] {
  if (block === undefined || block.needs.length === 0) return bare.needs;
  return [...new Set(block.needs.map((variable) => variable.id))].sort((a, b) => a - b);
}

export function resultVerdict(block: Block | undefined, result: Result): Verdict {
  const needs = needsOf(block);
  if (result.kind === "hole") return hole;
  if (result.kind === "none") return { kind: "none", why: result.why ?? "", marks: [], needs };
  const value =
    result.kind === "label" ? ({ kind: "label", node: result.node } as const) : ({ kind: "number", value: result.value } as const);
  return { kind: "value", value, marks: [], needs };
}

/** Pairwise, so that the intermediate diagrams stay small. */
function agreeAll(space: Space, each: readonly Fn[]): Fn {
  if (each.length === 0) return only(space.verdicts, uncovered);
  let layer = [...each];
  while (layer.length > 1) {
    layer = Array.from({ length: Math.ceil(layer.length / 2) }, (_, index) => {
      const left = layer[2 * index] as Fn;
      const right = layer[2 * index + 1];
      return right === undefined ? left : agreeFn(space, left, right);
    });
  }
  return layer[0] as Fn;
}

export function agreeFn(space: Space, left: Fn, right: Fn): Fn {
  const { verdicts } = space;
  const nothing = only(verdicts, uncovered);
  return combine(space.store, left, right, (a, b) => {
    if (a === nothing || a === b) return b;
    if (b === nothing) return a;
    if (!isTerminal(a) || !isTerminal(b)) return undefined;
    return agreementOf(verdicts, a, b);
  });
}

function applyExcludes(space: Space, decision: Decision, context: Context, verdicts: Fn): Fn {
  return excludesOf(space, decision).reduce((fn, exclude) => {
    const excluded = mapTerminals(space.store, fn, (set) => mapSet(space.verdicts, set, (verdict) => excludedVerdict(verdict, exclude)));
    return choose(space.store, condFn(space, exclude.cond, context), excluded, fn);
  }, verdicts);
}

/** An exclusion never narrows: a value that rows give is kept and marked. */
function excludedVerdict(verdict: Verdict, exclude: Exclude): Verdict {
  const marks = { marks: [exclude.id], needs: [] };
  if (verdict.kind === "invalid") return verdict;
  if (verdict.kind === "value" || verdict.kind === "none" || verdict.kind === "excluded") return marked(verdict, marks);
  return { kind: "excluded", ...marks };
}
