/**
 * What is proved complete and free of contradiction: the tables and decides of one variable together, or one factor of
 * a score. Its space is the product of the variables that it reads; those that are decided count only over what they can
 * reach, jointly with the other columns: a score what it can sum up to, a category the labels that its rules derive and,
 * where they derive none, all that a record may give.
 */

import { idFor } from "../compile/anonymous.ts";
import { type Axis, cutNumber, isRecordable, newNamed, noteCond, noteDecision } from "../compile/axes.ts";
import { fullFn, select } from "../compile/compose.ts";
import { type Context, condFn } from "../compile/conditions.ts";
import { localFn, namedBy, namingFn, type PlacedRow, rowsOf } from "../compile/local.ts";
import { behind, excludesOf, readsOf, type Space } from "../compile/space.ts";
import { isContradiction, members, type Verdict } from "../compile/verdict.ts";
import { and, exists, type Fn, fix, mapTerminals, no, node, or, reach, yes } from "../diagram/store.ts";
import type { Place } from "../finding.ts";
import { sizeOf } from "../model/members.ts";
import type { Block, Cond, Decision, Exclude, NumExpr, Variable } from "../model/symbols.ts";
import { empty, type Interval, intersect, isEmpty, point } from "../number/interval.ts";
import { unreachable } from "../unreachable.ts";

export interface Unit {
  readonly decision: Decision;
  readonly title: string;
  readonly place: Place;
  readonly rows: readonly PlacedRow[];
  readonly excludes: readonly Exclude[];
  /** Axes of its space, in the order of the scheme. */
  readonly axes: readonly Axis[];
  /** Cells of each number axis that its own rules do not tell apart. */
  readonly groups: ReadonlyMap<number, readonly (readonly number[])[]>;
  /** What it reads itself: known, or recorded as the context says. */
  readonly variables: ReadonlySet<Variable>;
  /** Ties decided variables to what they are decided from. */
  readonly relation: Fn;
}

/** The units of a decision: none for a `let`. */
export function unitsOf(space: Space, decision: Decision): readonly Unit[] {
  const { rule } = decision;
  if (rule.kind === "blocks") return [unitOf(space, decision, decision.variable.name, decision.place)];
  if (rule.kind !== "score") return [];
  return rule.parts.flatMap((part) =>
    part.kind === "factor"
      ? [unitOf(space, factorDecision(space, decision, part.block), `${decision.variable.name}: ${part.block.title}`, part.block.headPlace)]
      : [],
  );
}

/** The axes of the variables that a decision reads. */
export const axesRead = (space: Space, decision: Decision): readonly Axis[] =>
  space.axes.list.filter((axis) => axis.kind !== "recorded" && isRecordable(axis) && decision.reads.includes(axis.variable));

/** A factor of a score as a decision of its own. */
function factorDecision(space: Space, score: Decision, block: Block): Decision {
  const id = idFor(space, `unit ${score.variable.id} ${block.headPlace.span.start}`);
  return {
    variable: { ...score.variable, id },
    rule: { kind: "blocks", blocks: [block] },
    reads: block.columns,
    place: block.headPlace,
    broken: block.broken,
  };
}

function unitOf(space: Space, decision: Decision, title: string, place: Place): Unit {
  const excludes = excludesOf(space, decision);
  const variables = [...new Set([...decision.reads, ...excludes.flatMap((exclude) => exclude.reads)])];
  const tested = testedAxes(space, decision, excludes);
  const asked = mentionedMembers(decision, excludes);
  const mentioned = space.axes.list.filter((axis) => {
    if (axis.kind === "recorded" || !isRecordable(axis)) return false;
    if (tested.includes(axis)) return true;
    return axis.kind === "member" ? (asked.get(axis.variable)?.has(axis.member) ?? false) : variables.includes(axis.variable);
  });
  const axes = mentioned.filter((axis) => axis.size > 0);
  return {
    decision,
    title,
    place,
    rows: rowsOf(decision),
    excludes,
    axes,
    variables: new Set(variables),
    relation: tiesOf(space, axes, [], "valued"),
    groups: groupsOf(space, decision, excludes, axes),
  };
}

/** Axes that its diagram depends on. Without a formula these are axes of what it reads, and no diagram has to be built. */
function testedAxes(space: Space, decision: Decision, excludes: readonly Exclude[]): readonly Axis[] {
  const conds = [
    ...rowsOf(decision).flatMap(({ block, row }) => (block?.where === undefined ? [row.cond] : [row.cond, block.where])),
    ...excludes.map((exclude) => exclude.cond),
  ];
  if (!conds.some(hasFormula)) return [];
  return [...reach(space.store, localFn(space, decision)).axes].map((index) => space.axes.list[index] as Axis);
}

function hasFormula(cond: Cond): boolean {
  if (cond.kind === "and" || cond.kind === "or") return cond.terms.some(hasFormula);
  return cond.kind === "formula" || (cond.kind === "not" && hasFormula(cond.term));
}

/** The ties where what the unit reads itself is recorded as the context says; `loose`: or as an unknown that only others name. */
export function relationIn(space: Space, unit: Unit, relation: Fn, context: Context, loose = false): Fn {
  let made = relation;
  for (const variable of context.keys()) {
    const decision = space.decisions.get(variable);
    // An unknown never overrides what the rules derive, so it only stands where they derive nothing.
    if (decision !== undefined)
      made = and(
        space.store,
        made,
        mapTerminals(space.store, reachFn(space, decision), (set) => (members(space.verdicts, set).some(derivesNothing) ? yes : no)),
      );
  }
  for (const axis of space.axes.recorded.values()) {
    if (!unit.variables.has(axis.variable)) continue;
    const unknown = context.get(axis.variable);
    if (loose && unknown === undefined) continue;
    made = fix(space.store, made, axis.index, unknown === undefined ? 0 : Math.max(0, axis.unknowns.indexOf(unknown) + 1));
  }
  return made;
}

/** Combinations of the unit's own axes that can occur: whatever the others are. */
export function projected(space: Space, unit: Unit, relation: Fn, context: Context, loose = false): Fn {
  const fn = relationIn(space, unit, relation, context, loose);
  const inside = new Set(unit.axes.map((axis) => axis.index));
  return exists(space.store, fn, new Set([...reach(space.store, fn).axes].filter((index) => !inside.has(index))));
}

/** Where decided variables can be, beside the other columns. */
export const reachableIn = (space: Space, unit: Unit, context: Context): Fn => projected(space, unit, unit.relation, context);

/** The members of sets that some row or exclude asks for, whether or not they change a result. */
function mentionedMembers(decision: Decision, excludes: readonly Exclude[]): ReadonlyMap<Variable, ReadonlySet<number>> {
  const found = new Map<Variable, Set<number>>();
  const see = (cond: Cond): void => {
    if (cond.kind === "and" || cond.kind === "or") for (const term of cond.terms) see(term);
    if (cond.kind === "not") see(cond.term);
    if (cond.kind === "formula") for (const inside of conditionsIn(cond.value)) see(inside);
    if (cond.kind !== "member" && cond.kind !== "members") return;
    const asked = cond.kind === "member" ? [cond.member] : cond.variable.domain.leaves.map((_, member) => member);
    found.set(cond.variable, new Set([...(found.get(cond.variable) ?? []), ...asked]));
  };
  for (const { block, row } of rowsOf(decision)) {
    see(row.cond);
    if (block?.where !== undefined) see(block.where);
  }
  for (const exclude of excludes) see(exclude.cond);
  return found;
}

/** The conditions that a calculation counts or chooses by. */
function conditionsIn(value: NumExpr): readonly Cond[] {
  switch (value.kind) {
    case "truth":
      return [value.cond];
    case "size":
      return conditionsIn(sizeOf(value.variable));
    case "arithmetic":
      return [...conditionsIn(value.left), ...conditionsIn(value.right)];
    case "negate":
      return conditionsIn(value.operand);
    case "call":
      return value.args.flatMap(conditionsIn);
    case "if":
      return [value.cond, ...conditionsIn(value.then), ...conditionsIn(value.otherwise)];
    case "constant":
    case "variable":
      return [];
    default:
      return unreachable(value);
  }
}

/** Where decided variables have a value; or also where they are excluded or rules say there is none; or where they have none at all. */
export type Ties = "valued" | "excluded" | "any";

/** Ties the axes of decided variables to what they are decided from, those that are `missing` in their own way. */
export const tiesOf = (space: Space, axes: readonly Axis[], missing: readonly Axis[], ties: Ties): Fn =>
  consistent(
    space,
    axes.reduce((relation, axis) => and(space.store, relation, tieOf(space, axis, missing.includes(axis) ? ties : "valued")), yes),
    new Set(axes),
  );

/** Labels on the way that a record may give do not contradict the rules for them. */
function consistent(space: Space, relation: Fn, tied: ReadonlySet<Axis>): Fn {
  const given = [...reach(space.store, relation).axes]
    .map((index) => space.axes.list[index] as Axis)
    .find((axis) => axis.kind === "leaf" && space.decisions.has(axis.variable) && !tied.has(axis));
  if (given === undefined) return relation;
  return consistent(space, and(space.store, relation, tieOf(space, given, "any")), new Set([...tied, given]));
}

/** Ties one axis to the rules that decide its variable. */
export function tieOf(space: Space, axis: Axis, ties: Ties = "valued"): Fn {
  const decision = space.decisions.get(axis.variable);
  if (decision === undefined) return yes;
  return space.continuous.has(axis.variable) ? valueCells(space, axis) : tieTo(space, axis, reachFn(space, decision), ties);
}

/** A formula's axis without its cells "has no value". */
const valueCells = (space: Space, axis: Axis): Fn =>
  axis.kind === "number" && axis.size > axis.cells.length
    ? node(
        space.store,
        axis.index,
        Array.from({ length: axis.size }, (_, cell) => (cell < axis.cells.length ? yes : no)),
      )
    : yes;

/** Where rules derive nothing a record may give a label. */
export const derivesNothing = (verdict: Verdict): boolean => verdict.kind === "none" || (verdict.kind === "uncovered" && !verdict.hole);

/** The cell of `axis` is one that the rule gives, or that a record may give where the rules derive nothing. */
function tieTo(space: Space, axis: Axis, rule: Fn, ties: Ties): Fn {
  const onlyAt = (allowed: (cell: number) => boolean): Fn =>
    node(
      space.store,
      axis.index,
      Array.from({ length: axis.size }, (_, cell) => (allowed(cell) ? yes : no)),
    );
  const cellsFor = (verdict: Verdict): Fn => {
    if (verdict.marks.length > 0) return ties === "valued" ? no : yes;
    if ((axis.variable.kind === "category" || axis.variable.kind === "flag") && derivesNothing(verdict)) return yes;
    // A number that rules say there is none of is not told of where it is decided.
    if (verdict.kind === "none") return ties === "valued" ? no : yes;
    if (verdict.kind !== "value") return ties === "any" && !isContradiction(verdict) ? yes : no;
    const { value } = verdict;
    if (value.kind === "label") return onlyAt((cell) => cell >= value.node.lo && cell < value.node.hi);
    if (value.kind !== "number" || axis.kind !== "number") return no;
    const at = point(value.value);
    return onlyAt((cell) => !isEmpty(intersect(axis.cells[cell] ?? empty, at)));
  };
  return select(space, rule, (set) =>
    members(space.verdicts, set)
      .map(cellsFor)
      .reduce((a, b) => or(space.store, a, b), no),
  );
}

/**
 * The verdicts of a decision over what is recorded, a label of every decided category before it included: it stands where
 * the rules derive none, and contradicts them elsewhere.
 */
function reachFn(space: Space, decision: Decision): Fn {
  const before = [...behind(space, readsOf(space, decision))].filter((variable) => space.decisions.has(variable));
  return fullFn(space, decision, new Set(before.filter((variable) => variable.kind === "category" || variable.kind === "flag")));
}

// ------------------------------------------------------------------ combinations

function groupsOf(
  space: Space,
  decision: Decision,
  excludes: readonly Exclude[],
  axes: readonly Axis[],
): ReadonlyMap<number, readonly (readonly number[])[]> {
  const named = newNamed();
  noteDecision(named, space.implicit, decision);
  for (const exclude of excludes) noteCond(named, space.implicit, exclude.cond);
  const groups = new Map<number, readonly (readonly number[])[]>();
  for (const axis of axes) {
    if (axis.kind !== "number") continue;
    const own = cutNumber(axis.variable, [...(named.bounds.get(axis.variable)?.values() ?? [])]);
    const grouped: number[][] = own.map(() => []);
    // Both are in order, so they are walked together.
    for (let cell = 0, wide = 0; cell < axis.cells.length; cell++) {
      let at = wide;
      while (at < own.length && isEmpty(intersect(axis.cells[cell] as Interval, own[at] as Interval))) at++;
      if (at === own.length) continue;
      grouped[at]?.push(cell);
      wide = at;
    }
    groups.set(
      axis.index,
      grouped.filter((group) => group.length > 0),
    );
  }
  return groups;
}

/** The contexts in which unknowns that the unit's rows name are recorded: all known first. */
export function contextsOf(space: Space, unit: Unit): readonly Context[] {
  let contexts: Context[] = [new Map()];
  for (const [variable, unknowns] of namedBy(space, unit.decision)) {
    const more = contexts.flatMap((context) =>
      [...unknowns].map((unknown): Context => new Map<Variable, number>([...context, [variable, unknown]])),
    );
    contexts = [...contexts, ...more];
  }
  return contexts;
}

/** Where something that applies names each recorded unknown: elsewhere one is opened, and what then applies is told with fewer. */
export const namedFn = (space: Space, unit: Unit, context: Context): Fn =>
  [...context].reduce((fn, [variable, unknown]) => and(space.store, fn, namingFn(space, unit.decision, context, variable, unknown)), yes);

/** Where an exclude of the unit holds. */
export const excludedFn = (space: Space, unit: Unit, context: Context): Fn =>
  unit.excludes.map((exclude) => condFn(space, exclude.cond, context)).reduce((a, b) => or(space.store, a, b), no);

/** Where the verdicts include one that `is` accepts. */
export const verdictsWhere = (space: Space, fn: Fn, is: (kind: string, hole: boolean) => boolean): Fn =>
  mapTerminals(space.store, fn, (set) =>
    members(space.verdicts, set).some((verdict) => is(verdict.kind, verdict.kind === "uncovered" && verdict.hole)) ? yes : no,
  );
