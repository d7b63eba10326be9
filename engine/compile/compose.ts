/**
 * Decisions over what is recorded: the rules of every decision that one reads are put in the place of its axis, so
 * that derived values are computed within each completion and never as an independent product.
 */
import {
  and,
  axisOf,
  choose,
  combine,
  type Fn,
  fix,
  isTerminal,
  kidsOf,
  mapTerminals,
  no,
  node,
  reach,
  rewriteAxis,
  terminal,
  testAxis,
  yes,
} from "../diagram/store.ts";
import type { Decision, Variable } from "../model/symbols.ts";
import { intersect, point } from "../number/interval.ts";
import type { Rational } from "../number/rational.ts";
import { type Axis, someValue } from "./axes.ts";
import { condFn, contextKey, known } from "./conditions.ts";
import { localFn, nothingOpen, type OpenSet } from "./local.ts";
import { markFn, settledOr } from "./settled.ts";
import { behind, excludesOf, readsOf, type Space } from "./space.ts";
import { bare, contradiction, mapSet, marked, members, only, standsAlone, unionOf, type Value, type Verdict } from "./verdict.ts";

/** Decided variables that the record gives too; numbers with what was recorded. */
export type GivenSet = ReadonlySet<Variable>;

/** The verdicts of a decision over recorded variables; axes of formulas over numbers remain. */
export function fullFn(space: Space, decision: Decision, given: GivenSet, open: OpenSet = nothingOpen): Fn {
  const before = given.size + open.size === 0 ? new Set<Variable>() : behind(space, readsOf(space, decision));
  const ids = (variables: ReadonlySet<Variable>) =>
    [...variables]
      .filter((variable) => before.has(variable))
      .map((variable) => variable.id)
      .sort((a, b) => a - b)
      .join();
  const name = `full ${decision.variable.id} given ${ids(given)} open ${contextKey(new Map([...open].filter(([variable]) => before.has(variable))))}`;
  const cached = space.memo.get(name);
  if (cached !== undefined) return cached;
  // What is decided is read as the unknown that the record says only where the rules derive no label.
  const perhaps = readsOf(space, decision).filter((variable) => open.has(variable) && isLabelGiven(given, variable));
  const openOf = (unknown: number) =>
    new Map([...open].filter(([variable]) => !perhaps.includes(variable) || (unknown & (1 << perhaps.indexOf(variable))) !== 0));
  let readers = Array.from({ length: 2 ** perhaps.length }, (_, unknown) => localFn(space, decision, openOf(unknown)));
  for (const read of readsInOrder(space, readers, perhaps)) {
    const inner = space.decisions.get(read);
    // A number that the record gives stays an axis of its own; whether the rules agree is asked case by case.
    if (inner === undefined || (read.kind === "number" && given.has(read))) continue;
    const asUnknown = perhaps.includes(read) ? 1 << perhaps.indexOf(read) : 0;
    readers = readers.map((reader, unknown, all) =>
      space.continuous.has(read)
        ? finishFormula(space, asKnown(space, reader, read), read)
        : substitute(space, reader, read, givenFn(space, inner, given, open), all[unknown | asUnknown]),
    );
  }
  const made = inOneOrder(space, decision, readers[0] as Fn);
  space.memo.set(name, made);
  return made;
}

/** Several outcomes by the order of opening, parted by an axis of their own, so that all that read the decision read the same one. */
function inOneOrder(space: Space, decision: Decision, fn: Fn): Fn {
  const axis = space.axes.order.get(decision.variable);
  if (axis === undefined) return fn;
  return select(space, fn, (set) => {
    const each = members(space.verdicts, set).map((verdict) => only(space.verdicts, verdict));
    if (each.length < 2 || each.length > axis.size) return terminal(set);
    return node(
      space.store,
      axis.index,
      Array.from({ length: axis.size }, (_, at) => each[Math.min(at, each.length - 1)] as Fn),
    );
  });
}

/** Whether the record gives labels of a decided variable, so that rules and record meet. */
const isLabelGiven = (given: GivenSet, variable: Variable): boolean =>
  given.has(variable) && variable.kind !== "number" && variable.kind !== "set";

/** The verdicts of a decision over what is recorded and one decided variable that stays as it is, whatever its own rules say. */
export function freeFn(space: Space, decision: Decision, free: Variable): Fn {
  if (!space.decisions.has(free)) return fullFn(space, decision, new Set());
  let made = localFn(space, decision);
  for (const read of readsInOrder(space, [made])) {
    const inner = space.decisions.get(read);
    if (inner === undefined || read === free) continue;
    if (space.continuous.has(read)) made = finishFormula(space, asKnown(space, made, read), read);
    else
      made = substitute(
        space,
        made,
        read,
        behind(space, readsOf(space, inner)).has(free) ? freeFn(space, inner, free) : fullFn(space, inner, new Set()),
      );
  }
  return made;
}

/** A calculation that no record gives is never recorded as not known. */
function asKnown(space: Space, fn: Fn, variable: Variable): Fn {
  const recorded = space.axes.recorded.get(variable);
  return recorded === undefined ? fn : fix(space.store, fn, recorded.index, 0);
}

/** Every variable that diagrams of a decision test: formulas first, then each after what it depends on. */
function readsInOrder(space: Space, locals: readonly Fn[], besides: readonly Variable[] = []): readonly Variable[] {
  const axes = locals.flatMap((local) => [...reach(space.store, local).axes]);
  const found = new Set(besides);
  for (const axis of axes) found.add((space.axes.list[axis] as Axis).variable);
  const order = [...space.decisions.keys()];
  return [...found].sort(
    (a, b) => Number(space.continuous.has(b)) - Number(space.continuous.has(a)) || order.indexOf(a) - order.indexOf(b),
  );
}

/** What readers of a decided variable see: the derived value, met with the one that the record gives. */
export function givenFn(space: Space, decision: Decision, given: GivenSet, open: OpenSet = nothingOpen): Fn {
  const derived = fullFn(space, decision, given, open);
  const { variable } = decision;
  if (!given.has(variable) || variable.kind === "number" || variable.kind === "set") return derived;
  const leaf = space.axes.leaf.get(variable);
  const recorded = space.axes.recorded.get(variable);
  if (leaf === undefined) return derived;
  const { verdicts } = space;
  const eachLeaf = (verdict: Verdict): Fn =>
    node(
      space.store,
      leaf.index,
      variable.domain.leaves.map((label) => only(verdicts, meet(verdict, label.lo, variable))),
    );
  const asUnknown = (index: number): Fn =>
    replaceSets(space, derived, (verdict) =>
      only(
        verdicts,
        standsAlone(verdict) ? { kind: "value", value: { kind: "unknown", index }, marks: verdict.marks, needs: [] } : verdict,
      ),
    );
  const unnamed = open.get(variable);
  if (unnamed !== undefined) return asUnknown(unnamed);
  const known = replaceSets(space, derived, eachLeaf);
  if (recorded === undefined) return known;
  return testAxis(space.store, recorded.index, [known, ...recorded.unknowns.map(asUnknown)]);
}

/** A recorded leaf beside what the rules derive. */
function meet(verdict: Verdict, leaf: number, variable: Extract<Variable, { kind: "category" | "flag" }>): Verdict {
  const label = variable.domain.leaves[leaf];
  if (label === undefined) return verdict;
  const asRecorded: Verdict = { kind: "value", value: { kind: "label", node: label }, ...bare };
  if (standsAlone(verdict)) return marked(asRecorded, { marks: verdict.marks, needs: [] });
  if (verdict.kind !== "value" || verdict.value.kind !== "label") return verdict;
  if (leaf >= verdict.value.node.lo && leaf < verdict.value.node.hi) return marked(asRecorded, verdict);
  return { kind: "invalid", problem: contradiction(variable.name), ...bare };
}

/** Where rules derive a number that does not fit the one that the record gives, what depends on it is contradicted. */
export function contradictedByNumbers(
  space: Space,
  decision: Decision,
  given: GivenSet,
  fn: Fn,
  fits: (variable: Variable, value: Rational) => boolean,
): Fn {
  let made = fn;
  for (const variable of given) {
    const inner = space.decisions.get(variable);
    if (variable.kind !== "number" || variable === decision.variable || inner === undefined || space.continuous.has(variable)) continue;
    if (!behind(space, readsOf(space, decision)).has(variable)) continue;
    const problem = only(space.verdicts, { kind: "invalid", problem: contradiction(variable.name), ...bare });
    const differs = ({ kind, value }: Verdict & { value?: Value }) =>
      kind === "value" && value?.kind === "number" && !fits(variable, value.value);
    made = select(space, fullFn(space, inner, given), (set) => (members(space.verdicts, set).some(differs) ? problem : made));
  }
  return made;
}

/** Puts a diagram in the place of each distinct set of verdicts. */
function replaceSets(space: Space, fn: Fn, replace: (verdict: Verdict) => Fn): Fn {
  return select(space, fn, (set) => unionAll(space, members(space.verdicts, set).map(replace)));
}

/** Where each of several diagrams leads, together. */
function unionAll(space: Space, each: readonly Fn[]): Fn {
  const { store, verdicts } = space;
  return each.reduce((a, b) =>
    combine(store, a, b, (x, y) => {
      if (x === y) return x;
      if (!isTerminal(x) || !isTerminal(y)) return undefined;
      return unionOf(verdicts, x, y);
    }),
  );
}

/** The diagram over all cells of some axes, together. */
export const overAll = (space: Space, fn: Fn, axes: readonly number[]): Fn =>
  axes.reduce((made, axis) => rewriteAxis(space.store, made, axis, (kids) => unionAll(space, kids)), fn);

/** For each terminal of `fn`, the diagram that `pick` gives for it, where `fn` has that terminal. */
export function select(space: Space, fn: Fn, pick: (value: number) => Fn): Fn {
  const values = [...reach(space.store, fn).values];
  const [first, ...rest] = values.map((value) => ({ value, fn: pick(value) }));
  if (first === undefined) return fn;
  return rest.reduce(
    (made, { value, fn: picked }) =>
      choose(
        space.store,
        mapTerminals(space.store, fn, (other) => (other === value ? yes : no)),
        picked,
        made,
      ),
    first.fn,
  );
}

/** Puts the rule of `read` in the place of its axes. `whenOpen`: the reader where it is recorded as an unknown that no rule names. */
export function substitute(space: Space, reader: Fn, read: Variable, rule: Fn, whenOpen: Fn = reader): Fn {
  const axis = space.axes.leaf.get(read) ?? space.axes.number.get(read);
  if (axis === undefined) return reader;
  const recorded = space.axes.recorded.get(read);
  const whenKnown = recorded === undefined ? reader : fix(space.store, reader, recorded.index, 0);
  const byCell = Array.from({ length: axis.size }, (_, cell) => fix(space.store, whenKnown, axis.index, cell));
  const settled = settledOr(space, byCell);
  return select(space, rule, (set) =>
    unionAll(
      space,
      members(space.verdicts, set).map((verdict) => {
        // A decision without a value hands its outcome on, as it is.
        if (verdict.kind !== "value") return settled(verdict);
        if (verdict.value.kind === "unknown") {
          const cell = recorded?.unknowns.indexOf(verdict.value.index) ?? -1;
          const from = cell < 0 ? whenOpen : reader;
          const atUnknown = recorded === undefined ? from : fix(space.store, from, recorded.index, cell + 1);
          return markFn(space, atUnknown, verdict, settled);
        }
        return markFn(space, chosenFn(space, axis, cellsOf(axis, verdict.value), byCell), verdict, settled);
      }),
    ),
  );
}

/**
 * What the cells of a value lead to. A parent label stays open over its leaves on the axis of the category itself, so
 * that it is the same leaf for every rule that reads it.
 */
function chosenFn(space: Space, axis: Axis, cells: readonly number[], byCell: readonly Fn[]): Fn {
  const [first] = cells;
  if (first === undefined || axis.kind !== "leaf" || cells.length < 2)
    return unionAll(
      space,
      cells.map((cell) => byCell[cell] as Fn),
    );
  return testAxis(
    space.store,
    axis.index,
    byCell.map((_, cell) => byCell[cells.includes(cell) ? cell : first] as Fn),
  );
}

/** The cells of an axis that a value may lie in: several for a parent label or a range. */
function cellsOf(axis: Axis, value: Value): readonly number[] {
  if (value.kind === "label") return Array.from({ length: value.node.hi - value.node.lo }, (_, index) => value.node.lo + index);
  if (axis.kind !== "number") return [];
  const within = value.kind === "number" ? [point(value.value)] : value.kind === "range" ? value.within : [];
  const found = axis.cells.flatMap((cell, index) =>
    within.some((one) => someValue(axis.variable, intersect(one, cell)) !== undefined) ? [index] : [],
  );
  return found;
}

/** Gives the cells "has no value" of a formula's axis what they lead to, and marks what its excludes hold for. */
function finishFormula(space: Space, reader: Fn, read: Variable): Fn {
  return markExcluded(space, finishCells(space, reader, read), read);
}

/** Wherever the formula makes a difference and an exclude bears on it, the verdicts are marked. */
function markExcluded(space: Space, reader: Fn, read: Variable): Fn {
  const decision = space.decisions.get(read);
  const axis = space.axes.number.get(read);
  if (decision === undefined || axis === undefined) return reader;
  const { store, verdicts } = space;
  return excludesOf(space, decision).reduce((fn, exclude) => {
    const depends = dependsOn(space, fn, axis.index);
    const marks = { marks: [exclude.id], needs: [] };
    const excluded = mapTerminals(store, fn, (set) => mapSet(verdicts, set, (verdict) => marked(verdict, marks)));
    return choose(store, and(store, depends, condFn(space, exclude.cond, known)), excluded, fn);
  }, reader);
}

/** Where a diagram tests an axis at all. */
function dependsOn(space: Space, fn: Fn, axis: number): Fn {
  const memo = new Map<Fn, Fn>();
  const visit = (at: Fn): Fn => {
    if (isTerminal(at) || axisOf(space.store, at) > axis) return no;
    if (axisOf(space.store, at) === axis) return yes;
    const cached = memo.get(at);
    if (cached !== undefined) return cached;
    const made = node(space.store, axisOf(space.store, at), kidsOf(space.store, at).map(visit));
    memo.set(at, made);
    return made;
  };
  return visit(fn);
}

function finishCells(space: Space, reader: Fn, read: Variable): Fn {
  const axis = space.axes.number.get(read);
  if (axis === undefined) return reader;
  const special = space.parts.specials(read);
  if (special.length === 0) return reader;
  return rewriteAxis(space.store, reader, axis.index, (kids) => {
    const values = kids.slice(0, axis.cells.length);
    const settled = settledOr(space, values);
    return node(space.store, axis.index, [...values, ...special.map((id) => settled(space.verdicts.list[id] as Verdict))]);
  });
}
