/**
 * Parents that rules derive on the way leave their leaves open. Two cases that come to the same parent have the same leaf
 * below it; where they come to different ones any leaf of the one stands beside any of the other.
 */
import type { Axis } from "../compile/axes.ts";
import { freeFn, overAll } from "../compile/compose.ts";
import type { Space } from "../compile/space.ts";
import { members } from "../compile/verdict.ts";
import { choose, combine, type Fn, fix, isTerminal, no, reach, terminalIndex, yes } from "../diagram/store.ts";
import type { Variable } from "../model/symbols.ts";
import { follow } from "./counterexample.ts";
import { knownOnly } from "./known-only.ts";
import { isHigher } from "./monotone-order.ts";

/** A decided category whose leaves are left open somewhere. */
export interface Parent {
  readonly leaf: Axis;
  /** What its rules come to. */
  readonly derived: Fn;
}

/** The parents on the way to a decision whose cases are compared along a variable. */
export function parentsIn(space: Space, fn: Fn, along: Variable): readonly Parent[] {
  return [...reach(space.store, fn).axes].flatMap((index) => {
    const leaf = space.axes.list[index] as Axis;
    const decision = space.decisions.get(leaf.variable);
    if (leaf.kind !== "leaf" || decision === undefined || leaf.variable === along) return [];
    return [{ leaf, derived: knownOnly(space, freeFn(space, decision, along)) }];
  });
}

/** The two ends of a step with every leaf that either may have, where they come to different parents. */
export function leavesApart(
  space: Space,
  parents: readonly Parent[],
  axis: Axis,
  cells: readonly [better: number, worse: number],
  ends: readonly [better: Fn, worse: Fn],
): readonly [better: Fn, worse: Fn] {
  let [better, worse] = ends;
  for (const { leaf, derived } of parents) {
    const differ = differing(space, fix(space.store, derived, axis.index, cells[0]), fix(space.store, derived, axis.index, cells[1]));
    if (differ === no) continue;
    better = choose(space.store, differ, overAll(space, better, [leaf.index]), better);
    worse = choose(space.store, differ, overAll(space, worse, [leaf.index]), worse);
  }
  return [better, worse];
}

const differing = (space: Space, a: Fn, b: Fn): Fn =>
  combine(space.store, a, b, (x, y) => {
    if (x === y) return no;
    if (!isTerminal(x) || !isTerminal(y)) return undefined;
    return labelsOf(space, x) === labelsOf(space, y) ? no : yes;
  });

const labelsOf = (space: Space, fn: Fn): string =>
  members(space.verdicts, terminalIndex(fn))
    .map((verdict) => (verdict.kind === "value" && verdict.value.kind === "label" ? verdict.value.node.text : verdict.kind))
    .sort()
    .join();

/** What is chosen at one end of a step beside what both have in common: the variable's cell, leaves below its own parents. */
export type End = ReadonlyMap<number, number>;

/** Ends at which the worse case is lower, with a leaf below each parent; `chosen`, which both have in common, gets those they share. */
export function endsOf(
  space: Space,
  parents: readonly Parent[],
  fn: Fn,
  axis: Axis,
  cells: readonly [better: number, worse: number],
  chosen: Map<number, number>,
): readonly [better: End, worse: End] {
  let pairs: readonly (readonly [End, End])[] = [[new Map([[axis.index, cells[0]]]), new Map([[axis.index, cells[1]]])]];
  for (const { leaf, derived } of parents) {
    const [better, worse] = cells.map((cell) => leavesAt(space, fix(space.store, derived, axis.index, cell), chosen));
    if (better === undefined || worse === undefined) continue;
    if (better.join() === worse.join()) {
      if (better.length > 1 && !better.includes(chosen.get(leaf.index) ?? -1)) chosen.set(leaf.index, better[0] as number);
      continue;
    }
    pairs = pairs.flatMap((pair) =>
      either(better).flatMap((one) =>
        either(worse).map((other) => [withLeaf(pair[0], leaf, one), withLeaf(pair[1], leaf, other)] as const),
      ),
    );
  }
  const falls = ([better, worse]: readonly [End, End]): boolean =>
    isHigher(space, followed(space, fn, better, chosen), followed(space, fn, worse, chosen));
  return pairs.find(falls) ?? (pairs[0] as readonly [End, End]);
}

/** An end, and what both have in common, which is added to: what the end's value depends on beside it is chosen on the way. */
export function followed(space: Space, fn: Fn, end: End, chosen: Map<number, number>): Fn {
  const there = [...end].reduce((made, [index, cell]) => fix(space.store, made, index, cell), fn);
  return follow(space, there, chosen);
}

/** The leaves below the label that rules come to; undefined where they come to none. */
function leavesAt(space: Space, derived: Fn, chosen: ReadonlyMap<number, number>): readonly number[] | undefined {
  const [verdict] = members(space.verdicts, terminalIndex(follow(space, derived, new Map(chosen))));
  if (verdict?.kind !== "value" || verdict.value.kind !== "label") return undefined;
  const { lo, hi } = verdict.value.node;
  return Array.from({ length: hi - lo }, (_, index) => lo + index);
}

/** A single leaf is no choice: the rules say it. */
const either = (leaves: readonly number[]): readonly (number | undefined)[] => (leaves.length > 1 ? leaves : [undefined]);

const withLeaf = (end: End, leaf: Axis, cell: number | undefined): End => (cell === undefined ? end : new Map(end).set(leaf.index, cell));
