/** What one row does beside the others of its decision: where it may apply, where earlier rows leave it, whether it is missed. */
import { idFor } from "../compile/anonymous.ts";
import { type Context, contextKey } from "../compile/conditions.ts";
import { blockOrder, outFn, type PlacedRow, rowFn, rowsOf } from "../compile/local.ts";
import type { Space } from "../compile/space.ts";
import { mapSet } from "../compile/verdict.ts";
import { and, combine, type Fn, isTerminal, minus, no, or, terminalIndex, yes } from "../diagram/store.ts";
import type { Place } from "../finding.ts";
import { variablesOf } from "../model/reads.ts";
import type { Block, Decision, Row, Rule, Term, TermAlternative, Variable } from "../model/symbols.ts";
import { isPossible } from "./analysis.ts";
import { whereAttained } from "./missing-columns.ts";
import { rowsBeside } from "./table/beside.ts";
import { plainTableOf } from "./table/plain-table.ts";
import { sameWithoutRows } from "./table/without-rows.ts";
import { contextsOf, namedFn, type Unit, unitsOf } from "./unit.ts";

/** Where a row applies to what can be reached. */
export const whereRowMayApply = (space: Space, unit: Unit, row: Fn, context: Context): Fn =>
  whereAttained(space, unit, and(space.store, row, namedFn(space, unit, context)), context);

/** Rows asked before this one, under `first` or `highest`. */
export function earlierRows({ block, row }: PlacedRow): readonly Row[] {
  const order = blockOrder(block);
  return order.slice(0, Math.max(0, order.indexOf(row)));
}

/** Where some row asked before this one applies. */
function takenBefore(space: Space, { block, row }: PlacedRow, context: Context): Fn {
  const name = (one: Row) => `before ${one.id} ${contextKey(context)}`;
  const known = space.memo.get(name(row));
  if (known !== undefined) return known;
  let taken: Fn = no;
  for (const one of blockOrder(block)) {
    space.memo.set(name(one), taken);
    taken = or(space.store, taken, rowFn(space, block, one, context));
  }
  return space.memo.get(name(row)) ?? no;
}

/** Whether earlier rows, one or several, take all that a row covers. */
export function isTakenByEarlier(space: Space, unit: Unit, placed: PlacedRow): boolean {
  if (blockOrder(placed.block).indexOf(placed.row) < 1) return false;
  return contextsOf(space, unit).every((context) => {
    const applies = whereRowMayApply(space, unit, rowFn(space, placed.block, placed.row, context), context);
    return !isPossible(space, unit, minus(space.store, applies, takenBefore(space, placed, context)), context);
  });
}

/** More ways to record unknowns than this are not gone through for one row. */
const mostContexts = 256;

/**
 * Every verdict is the same without these rows, whatever is recorded; a row that decides several variables counts for each.
 * `before`: rows that are gone already, without which it is the same, too.
 */
export const sameWithout = (space: Space, unit: Unit, gone: readonly Row[], before: readonly Row[] = []): boolean =>
  hearsAsMuch(unit, [...before, ...gone]) && sameInUnit(space, unit, gone, before) && sameInTwins(space, unit, gone, before);

/** The same of one row from which others are known to take everything: by itself it can only name an unknown. */
export const sameWithoutMasked = (space: Space, unit: Unit, placed: PlacedRow): boolean =>
  hearsAsMuch(unit, [placed.row]) &&
  (!namesUnknown(placed) || sameInUnit(space, unit, [placed.row], [])) &&
  sameInTwins(space, unit, [placed.row], []);

/** The other variables that the rows decide stay the same. */
function sameInTwins(space: Space, unit: Unit, gone: readonly Row[], before: readonly Row[]): boolean {
  const twins = twinsOf(space, unit, gone);
  const goneBefore = twins.length === 0 || before.length === 0 ? [] : twinsOf(space, unit, before);
  return twins.every(({ twin, rows }) => {
    const without = goneBefore.find((one) => one.twin.decision === twin.decision && one.twin.title === twin.title)?.rows ?? [];
    return sameInUnit(space, twin, rows, without);
  });
}

/** What a decision reads decides which excludes bear on it, so these must stay the same. */
export const hearsAsMuch = (unit: Unit, gone: readonly Row[]): boolean =>
  isHeardBeside(
    unit,
    gone.flatMap(({ terms }) => terms),
    [],
  );

/** The same without one alternative of a term. */
export function hearsAsMuchWithout(unit: Unit, term: Term, { cond }: TermAlternative): boolean {
  const others = term.alternatives.filter((other) => other.cond !== cond);
  return isHeardBeside(
    unit,
    [term],
    others.flatMap((other) => variablesOf(other.cond)),
  );
}

/** Whether every exclude bears still through what is read beside these terms: columns, what heads say, other terms, `also`. */
function isHeardBeside(unit: Unit, terms: readonly Term[], also: readonly Variable[]): boolean {
  if (unit.excludes.length === 0) return true;
  const blocks = new Set(unit.rows.flatMap(({ block }) => block ?? []));
  const without = new Set(terms);
  const left = new Set([
    ...also,
    ...[...blocks].flatMap(({ kind, columns, where, needs }) => [
      ...(kind === "decide" ? [] : columns),
      ...(where === undefined ? [] : variablesOf(where)),
      ...needs,
    ]),
    ...unit.rows.flatMap(({ row }) => row.terms.flatMap((term) => (without.has(term) ? [] : term.variables))),
  ]);
  return unit.excludes.every((exclude) => exclude.target !== undefined || exclude.reads.some((read) => left.has(read)));
}

function sameInUnit(space: Space, unit: Unit, gone: readonly Row[], before: readonly Row[]): boolean {
  const table = plainTableOf(space, unit);
  if (table === undefined) return sameByDiagrams(space, unit, gone, before);
  // What boxes do not tell is asked of the diagrams of those rows alone that can matter there.
  return sameWithoutRows(space, table, gone, before) ?? sameByDiagrams(space, unit, gone, before, rowsBeside(table, gone));
}

/** Where such a row applies, its block's `where` included, an unknown is not opened. */
export const namesUnknown = ({ block, row }: PlacedRow): boolean => row.named.length + (block?.whereNamed.length ?? 0) > 0;

/**
 * Any unit, by its diagrams. `before`: rows that are gone already; `beside`: the rows that can matter where those which go
 * apply, all by default.
 */
export function sameByDiagrams(
  space: Space,
  unit: Unit,
  gone: readonly Row[],
  before: readonly Row[] = [],
  beside?: ReadonlySet<Row>,
): boolean {
  const going = unit.rows.filter(({ row }) => gone.includes(row));
  const contexts = going.some(namesUnknown) ? everyContext(space, unit) : contextsOf(space, unit);
  if (contexts === undefined) return false;
  const others = unit.rows.flatMap(({ row }) => ((beside?.has(row) ?? true) && !before.includes(row) ? [] : [row]));
  const whole = others.length === 0 ? unit.decision : without(space, unit.decision, others);
  const fewer = without(space, unit.decision, [...others, ...gone]);
  return contexts.every((context) => {
    // Where none of them applies, what holds follows from where fewer unknowns are recorded.
    if (going.every(({ block, row }) => rowFn(space, block, row, context) === no)) return true;
    const differ = combine(space.store, outFn(space, whole, context), outFn(space, fewer, context), (a, b) =>
      a === b ? no : isTerminal(a) && isTerminal(b) ? (sameOutcomes(space, a, b) ? no : yes) : undefined,
    );
    // Over all labels of decided columns, whether or not they are reached: where one has no value all of them count.
    return differ === no;
  });
}

/** Which results a contradiction is told with depends on the order of joining, and is no other outcome. */
function sameOutcomes(space: Space, a: Fn, b: Fn): boolean {
  const plain = (fn: Fn): Fn =>
    mapSet(space.verdicts, terminalIndex(fn), (verdict) => (verdict.kind === "conflict" ? { ...verdict, values: [] } : verdict));
  return plain(a) === plain(b);
}

/** The same rows of a table as they decide its other variables. */
function twinsOf(space: Space, unit: Unit, gone: readonly Row[]): readonly { readonly twin: Unit; readonly rows: readonly Row[] }[] {
  const twins = new Map<Decision, Row[]>();
  for (const { place } of gone)
    for (const { decision, row } of rowsAt(space).get(placeName(place)) ?? []) {
      if (decision.variable.name === unit.decision.variable.name) continue;
      const rows = twins.get(decision) ?? [];
      rows.push(row);
      twins.set(decision, rows);
    }
  return [...twins].flatMap(([decision, rows]) => unitsOf(space, decision).map((twin) => ({ twin, rows })));
}

/** A row of a table with several results, as it decides each of the others. */
export const twinsOfRow = (space: Space, unit: Unit, { row }: PlacedRow): readonly { readonly twin: Unit; readonly placed: PlacedRow }[] =>
  twinsOf(space, unit, [row]).flatMap(({ twin, rows }) =>
    twin.rows.filter((placed) => rows.includes(placed.row)).map((placed) => ({ twin, placed })),
  );

type RowsAt = ReadonlyMap<string, readonly { readonly decision: Decision; readonly row: Row }[]>;

/** Kept per scheme: each of many rows asks which others stand where it does. */
const keptRows = new WeakMap<Space, RowsAt>();

function rowsAt(space: Space): RowsAt {
  const known = keptRows.get(space);
  if (known !== undefined) return known;
  const made = new Map<string, { decision: Decision; row: Row }[]>();
  for (const decision of space.model.decisions)
    for (const { row } of rowsOf(decision)) {
      const here = made.get(placeName(row.place));
      if (here === undefined) made.set(placeName(row.place), [{ decision, row }]);
      else here.push({ decision, row });
    }
  keptRows.set(space, made);
  return made;
}

const placeName = ({ uri, span }: Place): string => `${uri} ${span.start}`;

/** The decision without some of its rows. */
function without(space: Space, decision: Decision, gone: readonly Row[]): Decision {
  const id = idFor(space, `without ${decision.variable.id} ${gone.map((row) => row.id).join()}`);
  const isGone = new Set(gone);
  const thin = (block: Block): Block => ({ ...block, rows: block.rows.filter((row) => !isGone.has(row)) });
  const { rule } = decision;
  const left: Rule = rule.kind === "blocks" ? { ...rule, blocks: rule.blocks.map(thin) } : rule;
  return { ...decision, variable: { ...decision.variable, id }, rule: left };
}

/**
 * Known or recorded as each unknown that is named, and as one that nothing names, for every variable that is read: a row
 * that names an unknown decides which of the others are opened.
 */
function everyContext(space: Space, unit: Unit): readonly Context[] | undefined {
  let contexts: Context[] = [new Map()];
  for (const variable of unit.variables) {
    const named = space.axes.recorded.get(variable)?.unknowns ?? [];
    const unnamed = variable.unknowns.findIndex((_, index) => !named.includes(index));
    const options = unnamed < 0 ? named : [...named, unnamed];
    contexts = contexts.flatMap((context) => [
      context,
      ...options.map((unknown): Context => new Map<Variable, number>([...context, [variable, unknown]])),
    ]);
    if (contexts.length > mostContexts) return undefined;
  }
  return contexts;
}
