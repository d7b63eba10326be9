/**
 * How many combinations of known values a decision leaves without a value, by the reason that the rules give:
 * excluded, or `none`. It counts what the checks have proved; it finds nothing.
 */
import { condFn, known } from "../compile/conditions.ts";
import { outFn } from "../compile/local.ts";
import { spaceOf } from "../compile/open.ts";
import type { Space } from "../compile/space.ts";
import { members } from "../compile/verdict.ts";
import { within } from "../diagram/budget.ts";
import { and, type Fn, mapTerminals, minus, no, or, reach, yes } from "../diagram/store.ts";
import type { Scheme } from "../scheme.ts";
import { coarsen, countCombinations } from "./count.ts";
import { excludedFn, reachableIn, type Unit, unitsOf } from "./unit.ts";

export interface Reasoned {
  readonly why: string;
  readonly combinations: bigint;
}

/** One entry for each summary of a check, in the same order. */
export interface DecisionCensus {
  readonly decision: string;
  /** Several excludes may hold for one combination, which then counts for each of their reasons. */
  readonly excluded: readonly Reasoned[];
  /** Those that no exclude holds for. */
  readonly none: readonly Reasoned[];
}

/** Steps that one decision may take. */
const budget = 10_000_000;

/** Of the decisions that the file itself makes; one that is too large to be counted is left out. */
export function censusOf({ model }: Scheme): readonly DecisionCensus[] {
  if (model.findings.some((one) => one.severity === "error")) return [];
  const space = spaceOf(model);
  return model.decisions
    .filter(
      ({ rule, place }) =>
        place.uri === model.uri || (rule.kind === "blocks" && rule.blocks.some((block) => block.place.uri === model.uri)),
    )
    .flatMap((decision) => within(space.store, budget, () => unitsOf(space, decision).map((unit) => counted(space, unit))) ?? []);
}

function counted(space: Space, unit: Unit): DecisionCensus {
  const { store } = space;
  const reachable = reachableIn(space, unit, known);
  const verdicts = outFn(space, unit.decision, known);
  const count = (fn: Fn): bigint => countCombinations(space, unit, coarsen(space, unit, and(store, fn, reachable)));
  const excluded = excludedFn(space, unit, known);
  const whys = [...reach(store, verdicts).values].flatMap((set) =>
    members(space.verdicts, set).flatMap((one) => (one.kind === "none" ? [one.why] : [])),
  );
  const noneWith = (why: string): Fn => {
    const is = (set: number): boolean => members(space.verdicts, set).some((one) => one.kind === "none" && one.why === why);
    return minus(
      store,
      mapTerminals(store, verdicts, (set) => (is(set) ? yes : no)),
      excluded,
    );
  };
  const excludedWith = (why: string): Fn =>
    unit.excludes
      .filter((exclude) => exclude.why === why)
      .map((exclude) => condFn(space, exclude.cond, known))
      .reduce((a, b) => or(store, a, b), no);
  const reasoned = (reasons: readonly string[], where: (why: string) => Fn): readonly Reasoned[] =>
    [...new Set(reasons)].map((why) => ({ why, combinations: count(where(why)) })).filter(({ combinations }) => combinations > 0n);
  return {
    decision: unit.title,
    excluded: reasoned(
      unit.excludes.map(({ why }) => why),
      excludedWith,
    ),
    none: reasoned(whys, noneWith),
  };
}
