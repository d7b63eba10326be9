/**
 * The axes of a scheme's space. Each variable has an axis of the values it can have; a variable with unknowns that
 * some rule names has a second one: known, or recorded as that unknown (its value axis then stands for the truth
 * behind it). A number is cut at the bounds that rules name, into points and the intervals between them.
 */

import type {
  Cond,
  Decision,
  FiniteVariable,
  Model,
  NamedUnknown,
  NumberVariable,
  NumExpr,
  SetVariable,
  Variable,
} from "../model/symbols.ts";
import { type Interval, intersect, isEmpty, onlyValue, point } from "../number/interval.ts";
import { add, compare, div, floor, fromInt, isInteger, key, mul, type Rational, rational, sub, zero } from "../number/rational.ts";
import { unreachable } from "../unreachable.ts";
import type { Implicit } from "./implicit.ts";

export type Axis =
  | { readonly kind: "leaf"; readonly index: number; readonly variable: FiniteVariable; readonly size: number }
  /** Cell 0: known; cell i: recorded as the unknown `unknowns[i - 1]`. */
  | {
      readonly kind: "recorded";
      readonly index: number;
      readonly variable: Variable;
      readonly unknowns: readonly number[];
      readonly size: number;
    }
  | {
      readonly kind: "number";
      readonly index: number;
      readonly variable: NumberVariable;
      readonly cells: readonly Interval[];
      readonly size: number;
    }
  | { readonly kind: "member"; readonly index: number; readonly variable: SetVariable; readonly member: number; readonly size: number }
  /** Which of its outcomes a decision comes to, where unknowns opened in another order lead to another: one for all that read it. */
  | { readonly kind: "order"; readonly index: number; readonly variable: Variable; readonly size: number };

export interface Axes {
  readonly list: Axis[];
  readonly recorded: Map<Variable, Extract<Axis, { kind: "recorded" }>>;
  readonly leaf: Map<Variable, Extract<Axis, { kind: "leaf" }>>;
  readonly number: Map<Variable, Extract<Axis, { kind: "number" }>>;
  readonly member: Map<Variable, readonly Extract<Axis, { kind: "member" }>[]>;
  readonly order: Map<Variable, Extract<Axis, { kind: "order" }>>;
}

/** Says something of a record, and not only of how its unknowns are opened. */
export const isRecordable = (axis: Axis): boolean => axis.kind !== "order";

/** Bounds that rules name, per number variable; and the unknowns that they name, per variable. */
export interface Named {
  readonly bounds: Map<Variable, Map<string, Rational>>;
  readonly unknowns: Map<Variable, Set<number>>;
  /** For each condition on a variable, the unknowns for which it holds. */
  readonly tests: Map<Variable, (readonly number[])[]>;
}

export const newNamed = (): Named => ({ bounds: new Map(), unknowns: new Map(), tests: new Map() });

// --------------------------------------------------------------- what rules name

export function noteCond(named: Named, implicit: Implicit, cond: Cond): void {
  switch (cond.kind) {
    case "number":
      noteBounds(named, cond.variable, cond.within);
      noteTest(named, cond.variable, cond.unknown);
      return;
    case "formula":
      noteBounds(named, implicit(cond.value), cond.within);
      noteNumber(named, implicit, cond.value);
      return;
    case "and":
    case "or":
      for (const term of cond.terms) noteCond(named, implicit, term);
      return;
    case "not":
      noteCond(named, implicit, cond.term);
      return;
    case "leaf":
    case "setUnknown":
      noteTest(named, cond.variable, cond.unknown);
      return;
    case "constant":
    case "member":
    case "members":
      return;
    default:
      unreachable(cond);
  }
}

function noteTest(named: Named, variable: Variable, unknown: readonly number[]): void {
  const known = named.tests.get(variable);
  if (known === undefined) named.tests.set(variable, [unknown]);
  else known.push(unknown);
}

function noteBounds(named: Named, variable: Variable, within: readonly Interval[]): void {
  const bounds = named.bounds.get(variable) ?? new Map<string, Rational>();
  named.bounds.set(variable, bounds);
  for (const { lo, hi } of within) {
    if (lo !== undefined) bounds.set(key(lo), lo);
    if (hi !== undefined) bounds.set(key(hi), hi);
  }
}

export function noteNumber(named: Named, implicit: Implicit, expr: NumExpr): void {
  switch (expr.kind) {
    case "truth":
      noteCond(named, implicit, expr.cond);
      return;
    case "arithmetic":
      noteNumber(named, implicit, expr.left);
      noteNumber(named, implicit, expr.right);
      return;
    case "negate":
      noteNumber(named, implicit, expr.operand);
      return;
    case "call":
      for (const arg of expr.args) noteNumber(named, implicit, arg);
      return;
    case "if":
      noteCond(named, implicit, expr.cond);
      noteNumber(named, implicit, expr.then);
      noteNumber(named, implicit, expr.otherwise);
      return;
    case "constant":
    case "variable":
    case "size":
      return;
    default:
      unreachable(expr);
  }
}

function noteUnknowns(named: Named, mentioned: readonly NamedUnknown[]): void {
  for (const { variable, unknown } of mentioned) {
    const set = named.unknowns.get(variable) ?? new Set<number>();
    named.unknowns.set(variable, set.add(unknown));
  }
}

export function noteDecision(named: Named, implicit: Implicit, decision: Decision): void {
  const { rule } = decision;
  const blocks =
    rule.kind === "blocks"
      ? rule.blocks
      : rule.kind === "score"
        ? rule.parts.flatMap((part) => (part.kind === "factor" ? [part.block] : []))
        : [];
  for (const block of blocks) {
    if (block.where !== undefined) noteCond(named, implicit, block.where);
    noteUnknowns(named, block.whereNamed);
    for (const row of block.rows) {
      noteCond(named, implicit, row.cond);
      noteUnknowns(named, row.named);
    }
  }
  if (rule.kind === "number") noteNumber(named, implicit, rule.value);
  if (rule.kind === "flag") noteCond(named, implicit, rule.cond);
  if (rule.kind === "number" || rule.kind === "flag") noteUnknowns(named, rule.named);
  if (rule.kind === "score") {
    for (const part of rule.parts) {
      if (part.kind === "factor") continue;
      noteNumber(named, implicit, part.value);
      if (part.when !== undefined) noteCond(named, implicit, part.when);
      noteUnknowns(named, part.named);
    }
  }
}

export function noteModel(named: Named, implicit: Implicit, model: Model): void {
  for (const decision of model.decisions) noteDecision(named, implicit, decision);
  for (const exclude of model.excludes) {
    noteCond(named, implicit, exclude.cond);
    noteUnknowns(named, exclude.named);
  }
  for (const check of model.checks) {
    if (check.kind === "never") noteCond(named, implicit, check.cond);
    else if (check.except !== undefined) noteCond(named, implicit, check.except);
  }
}

// -------------------------------------------------------------------------- axes

/** More outcomes of one decision by the order of opening than this are not told apart. */
const mostOutcomes = 4;

/** `shared`: decisions that several others read, which must all read the same outcome. */
export function buildAxes(variables: readonly Variable[], named: Named, shared: ReadonlySet<Variable>): Axes {
  const axes: Axes = { list: [], recorded: new Map(), leaf: new Map(), number: new Map(), member: new Map(), order: new Map() };
  for (const variable of variables) {
    addAxes(axes, variable, named);
    if (!shared.has(variable)) continue;
    const axis = { kind: "order", index: axes.list.length, variable, size: mostOutcomes } as const;
    axes.list.push(axis);
    axes.order.set(variable, axis);
  }
  return axes;
}

function addAxes(axes: Axes, variable: Variable, named: Named): void {
  const unknowns = [...(named.unknowns.get(variable) ?? [])].sort((a, b) => a - b);
  if (unknowns.length > 0) {
    const axis = { kind: "recorded", index: axes.list.length, variable, unknowns, size: unknowns.length + 1 } as const;
    axes.list.push(axis);
    axes.recorded.set(variable, axis);
  }
  if (variable.kind === "set") {
    const members = variable.domain.leaves.map((_, member) => {
      const axis = { kind: "member", index: axes.list.length, variable, member, size: 2 } as const;
      axes.list.push(axis);
      return axis;
    });
    axes.member.set(variable, members);
    return;
  }
  if (variable.kind === "number") {
    const cells = cutNumber(variable, [...(named.bounds.get(variable)?.values() ?? [])]);
    const axis = { kind: "number", index: axes.list.length, variable, cells, size: cells.length } as const;
    axes.list.push(axis);
    axes.number.set(variable, axis);
    return;
  }
  const axis = { kind: "leaf", index: axes.list.length, variable, size: variable.domain.leaves.length } as const;
  axes.list.push(axis);
  axes.leaf.set(variable, axis);
}

/** Points at the bounds and the open intervals between them, inside the range, those without a step left out. */
export function cutNumber(variable: NumberVariable, bounds: readonly Rational[]): readonly Interval[] {
  const sorted = [...bounds].sort(compare);
  const pieces: Interval[] = [];
  let last: Rational | undefined;
  for (const bound of sorted) {
    pieces.push({ lo: last, hi: bound, loOpen: true, hiOpen: true }, point(bound));
    last = bound;
  }
  pieces.push({ lo: last, hi: undefined, loOpen: true, hiOpen: true });
  const cells = pieces.map((piece) => intersect(piece, variable.range)).filter((piece) => hasValue(variable, piece));
  return cells.length > 0 ? cells : [variable.range];
}

/** Whether an interval holds a value that the variable can have. */
export function hasValue(variable: NumberVariable, interval: Interval): boolean {
  if (variable.step !== undefined) return someValue(variable, interval) !== undefined;
  return !isEmpty(intersect(interval, variable.range));
}

/** The only value that a union of intervals leaves a variable; undefined where there are several. */
export function singleValue(variable: NumberVariable, pieces: readonly Interval[]): Rational | undefined {
  const [piece, ...others] = pieces.filter((one) => hasValue(variable, one));
  if (piece === undefined || others.length > 0) return undefined;
  const value = onlyValue(piece) ?? (variable.step === undefined ? undefined : someValue(variable, piece));
  if (value === undefined) return undefined;
  const beside: readonly Interval[] = [
    { ...piece, hi: value, hiOpen: true },
    { ...piece, lo: value, loOpen: true },
  ];
  return beside.some((one) => hasValue(variable, one)) ? undefined : value;
}

/** A value inside the interval that the variable can have, as round as it can be. */
export function someValue(variable: NumberVariable, interval: Interval): Rational | undefined {
  const inside = intersect(interval, variable.range);
  if (isEmpty(inside)) return undefined;
  if (variable.step !== undefined) return stepInside(inside, variable.range.lo ?? zero, variable.step);
  const single = onlyValue(inside);
  return single ?? roundInside(inside);
}

function stepInside(inside: Interval, origin: Rational, step: Rational): Rational | undefined {
  const from = inside.lo ?? inside.hi ?? origin;
  const count = div(sub(from, origin), step);
  const first = fromBig(isInteger(count) ? count.n : floor(count));
  const moves = inside.lo === undefined ? [0, -1] : [0, 1, 2];
  for (const move of moves) {
    const value = add(origin, mul(add(first, fromInt(move)), step));
    if (!isEmpty(intersect(inside, point(value)))) return value;
  }
  return undefined;
}

const fromBig = (value: bigint): Rational => ({ n: value, d: 1n });

/** A short decimal strictly inside, or an end that belongs to it. */
function roundInside(inside: Interval): Rational {
  const { lo, hi } = inside;
  if (lo === undefined && hi === undefined) return zero;
  if (lo === undefined) return inside.hiOpen ? sub(ceil(hi as Rational), fromInt(1)) : (hi as Rational);
  if (hi === undefined) return inside.loOpen ? add(fromBig(floor(lo)), fromInt(1)) : lo;
  for (let scale = 1n; scale <= 10n ** 30n; scale *= 10n) {
    const next = floorOf(lo.n * scale, lo.d) + 1n;
    if (next * hi.d < hi.n * scale) return rational(next, scale);
  }
  return div(add(lo, hi), fromInt(2));
}

/** Rounds a quotient down; the divisor is above 0. */
const floorOf = (n: bigint, d: bigint): bigint => (n >= 0n ? n / d : -((-n + d - 1n) / d));

const ceil = (value: Rational): Rational => (isInteger(value) ? value : fromBig(floor(value) + 1n));
