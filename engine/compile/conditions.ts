/** Conditions as diagrams, read at a point where some variables are recorded as not known. */
import { and, cellsFn, type Fn, no, not, or, yes } from "../diagram/store.ts";
import type { Cond, NumberVariable, NumExpr, Variable } from "../model/symbols.ts";
import { type Interval, intersect, isEmpty } from "../number/interval.ts";
import { unreachable } from "../unreachable.ts";
import { someValue } from "./axes.ts";
import { condKey } from "./keys.ts";
import type { Space } from "./space.ts";

/** Which variables are recorded as which of their unknowns; all others are known. */
export type Context = ReadonlyMap<Variable, number>;
export const known: Context = new Map();

/** Kept per context: the same few are asked for at every row. */
const keysOfContexts = new WeakMap<Context, string>();

/** Equal for contexts that say the same; a context is not changed once it has been asked for. */
export function contextKey(context: Context): string {
  if (context.size === 0) return "";
  const kept = keysOfContexts.get(context);
  if (kept !== undefined) return kept;
  const key = [...context]
    .map(([variable, unknown]) => `${variable.id}=${unknown}`)
    .sort()
    .join();
  keysOfContexts.set(context, key);
  return key;
}

/** The points at which a condition holds; an unknown is an ordinary value that only a row which names it matches. */
export function condFn(space: Space, cond: Cond, context: Context): Fn {
  if (cond.kind === "constant") return cond.value ? yes : no;
  const compiled = compiledOf(space, cond);
  const there = contextKey(context);
  const kept = compiled.get(there);
  if (kept !== undefined) return kept;
  const made = build(space, cond, context);
  compiled.set(there, made);
  return made;
}

/** What a condition was compiled to, by context. Conditions are bound for each row anew, but many say the same. */
function compiledOf({ conds }: Space, cond: Cond): Map<string, Fn> {
  const own = conds.own.get(cond);
  if (own !== undefined) return own;
  const text = condKey(cond);
  const shared = conds.byText.get(text) ?? new Map<string, Fn>();
  conds.byText.set(text, shared);
  conds.own.set(cond, shared);
  return shared;
}

function build(space: Space, cond: Cond, context: Context): Fn {
  const { store } = space;
  switch (cond.kind) {
    case "constant":
      return cond.value ? yes : no;
    case "leaf": {
      const unknown = context.get(cond.variable);
      if (unknown !== undefined) return cond.unknown.includes(unknown) ? yes : no;
      const axis = space.axes.leaf.get(cond.variable);
      return axis === undefined ? no : cellsFn(store, axis.index, cond.allowed);
    }
    case "number":
      return numberCells(space, cond.variable, cond.within, cond.unknown, context);
    case "formula":
      // A calculation with what is recorded as not known compares with nothing.
      if (readsRaw(cond.value, context)) return no;
      return space.parts.formula(cond, context) ?? numberCells(space, space.implicit(cond.value), cond.within, [], context);
    case "member":
      return context.has(cond.variable) ? no : memberFn(space, cond.variable, cond.member, true);
    case "members":
      if (context.has(cond.variable)) return no;
      return cond.variable.domain.leaves
        .map((_, member) => memberFn(space, cond.variable, member, cond.members.includes(member)))
        .reduceRight((rest, one) => and(store, one, rest), yes);
    case "setUnknown": {
      const unknown = context.get(cond.variable);
      return unknown !== undefined && cond.unknown.includes(unknown) ? yes : no;
    }
    case "and":
      return cond.terms.map((term) => condFn(space, term, context)).reduce((a, b) => and(store, a, b), yes);
    case "or":
      return cond.terms.map((term) => condFn(space, term, context)).reduce((a, b) => or(store, a, b), no);
    case "not":
      return not(store, condFn(space, cond.term, context));
    default:
      return unreachable(cond);
  }
}

/** Whether a calculation uses the value of a variable that is recorded as not known. */
function readsRaw(expr: NumExpr, context: Context): boolean {
  switch (expr.kind) {
    case "variable":
    case "size":
      return context.has(expr.variable);
    case "arithmetic":
      return readsRaw(expr.left, context) || readsRaw(expr.right, context);
    case "negate":
      return readsRaw(expr.operand, context);
    case "call":
      return expr.args.some((arg) => readsRaw(arg, context));
    case "if":
      return readsRaw(expr.then, context) || readsRaw(expr.otherwise, context);
    case "constant":
    case "truth":
      return false;
    default:
      return unreachable(expr);
  }
}

function memberFn(space: Space, variable: Variable, member: number, holds: boolean): Fn {
  const axis = space.axes.member.get(variable)?.[member];
  return axis === undefined ? no : cellsFn(space.store, axis.index, [!holds, holds]);
}

function numberCells(
  space: Space,
  variable: NumberVariable,
  within: readonly Interval[],
  unknown: readonly number[],
  context: Context,
): Fn {
  const recorded = context.get(variable);
  if (recorded !== undefined) return unknown.includes(recorded) ? yes : no;
  if (space.continuous.has(variable)) space.parts.specials(variable);
  const axis = space.axes.number.get(variable);
  if (axis === undefined) return no;
  const allowed = axis.cells.map((cell) => cellWithin(variable, cell, within));
  return cellsFn(space.store, axis.index, [...allowed, ...Array.from({ length: axis.size - allowed.length }, () => false)]);
}

/** Bounds are cut, so a cell lies wholly inside or wholly outside. */
export function cellWithin(variable: NumberVariable, cell: Interval, within: readonly Interval[]): boolean {
  const value = someValue(variable, cell);
  if (value === undefined) return within.some((one) => !isEmpty(intersect(one, cell)));
  return within.some((one) => !isEmpty(intersect(one, { lo: value, hi: value, loOpen: false, hiOpen: false })));
}
