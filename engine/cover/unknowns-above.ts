/**
 * Variables that are recorded as unknowns which a decision before this one names: that one is read at the unknown, these
 * rows at every value behind it, and some value may then come to what no other case shows.
 */
import type { Context } from "../compile/conditions.ts";
import { namingFn, outFn } from "../compile/local.ts";
import type { Space } from "../compile/space.ts";
import { members, type Verdict } from "../compile/verdict.ts";
import { and, exists, type Fn, mapTerminals, minus, no, or, reach, yes } from "../diagram/store.ts";
import { coarsen } from "./count.ts";
import { holdsAt } from "./holds.ts";
import { contextsOf, namedFn, reachableIn, type Unit } from "./unit.ts";

/** More ways to record such unknowns are not looked at, and said not to be. */
const mostContexts = 4096;

const tooManyUnknowns = `unknowns that rules above it name can be recorded in more than ${mostContexts} ways, and not all of them were looked at; split the decision, or name fewer unknowns there`;

export interface Behind {
  readonly fn: Fn;
  readonly context: Context;
  /** The same with the values behind the unknowns that lead to it. */
  readonly opened: Fn;
}

/** Where a verdict that `is` accepts lies behind unknowns, and cases in which fewer are recorded do not show it. */
export function behindUnknownsAbove(space: Space, unit: Unit, is: (verdict: Verdict) => boolean, notes: string[]): readonly Behind[] {
  const { store } = space;
  const { contexts, complete } = contextsAbove(space, unit);
  if (!complete) notes.push(tooManyUnknowns);
  if (contexts.length === 0) return [];
  const known = new Map<string, Fn>();
  /** Where some case with these unknowns comes to it. */
  const shownIn = (context: Context): Fn => {
    const name = [...context].map(([variable, unknown]) => `${variable.id}:${unknown}`).join();
    const kept = known.get(name);
    if (kept !== undefined) return kept;
    const occurs = reachableIn(space, unit, context);
    const shown =
      occurs === no
        ? no
        : and(
            store,
            occurs,
            mapTerminals(store, outFn(space, unit.decision, context), (set) => (members(space.verdicts, set).some(is) ? yes : no)),
          );
    known.set(name, shown);
    return shown;
  };
  return contexts.flatMap((context) => {
    const shown = shownIn(context);
    if (shown === no) return [];
    // Where rows that apply name them all nothing is opened: that is told by the unit's own contexts.
    const told = minus(store, shown, namedFn(space, unit, context));
    const fewer = fewerThan(context).reduce((fn, one) => (told === no ? no : or(store, fn, shownIn(one))), no);
    const opened = minus(store, told, fewer);
    const behind = new Set(
      space.axes.list.filter((axis) => context.has(axis.variable) && axis.kind !== "recorded").map((axis) => axis.index),
    );
    const fn = exists(store, opened, behind);
    return fn === no ? [] : [{ fn: coarsen(space, unit, fn), context, opened }];
  });
}

/** The same unknowns without one or several of them. */
function fewerThan(context: Context): readonly Context[] {
  let all: Context[] = [new Map()];
  for (const [variable, unknown] of context) all = all.flatMap((one) => [one, new Map(one).set(variable, unknown)]);
  return all.filter((one) => one.size < context.size);
}

/** Ways to record unknowns that are named before the unit, alone and beside those that its own rows name; `complete`: all of them. */
export function contextsAbove(space: Space, unit: Unit): { readonly contexts: readonly Context[]; readonly complete: boolean } {
  const tied = reach(space.store, unit.relation).axes;
  let above: Context[] = [new Map()];
  for (const variable of unit.variables) {
    const recorded = space.axes.recorded.get(variable);
    if (recorded === undefined || !tied.has(recorded.index)) continue;
    if (above.length > mostContexts) break;
    above = above.flatMap((context) => [context, ...recorded.unknowns.map((unknown) => new Map(context).set(variable, unknown))]);
  }
  const own = contextsOf(space, unit);
  const contexts = new Map<string, Context>();
  for (const context of above) {
    if (context.size === 0) continue;
    for (const beside of own) {
      const both = new Map([...context, ...[...beside].filter(([variable]) => !context.has(variable))]);
      contexts.set(
        [...both]
          .map(([variable, unknown]) => `${variable.id}:${unknown}`)
          .sort()
          .join(),
        both,
      );
      if (contexts.size > mostContexts) return { contexts: [...contexts.values()], complete: false };
    }
  }
  return { contexts: [...contexts.values()].sort((a, b) => a.size - b.size), complete: true };
}

/** What is left of the unknowns at a point once those are opened that nothing names there. */
export function leftUnknown(space: Space, unit: Unit, context: Context, cells: ReadonlyMap<number, number>): Context {
  for (const [variable, unknown] of context) {
    if (holdsAt(space, namingFn(space, unit.decision, context, variable, unknown), cells)) continue;
    return leftUnknown(space, unit, new Map([...context].filter(([other]) => other !== variable)), cells);
  }
  return context;
}
