/** Combinations, counted by a walk over a diagram: cells that a unit does not tell apart count once. */
import type { Axis } from "../compile/axes.ts";
import type { Space } from "../compile/space.ts";
import { type Fn, no, node, or, rewriteAxis, yes } from "../diagram/store.ts";
import type { Unit } from "./unit.ts";

/** Joins cells that the unit does not tell apart: a combination is there if any part of it is. */
export function coarsen(space: Space, unit: Unit, fn: Fn): Fn {
  let made = fn;
  for (const [index, groups] of unit.groups) {
    if (groups.every((group) => group.length === 1)) continue;
    const size = (space.axes.list[index] as Axis).size;
    made = rewriteAxis(space.store, made, index, (kids) => {
      const joined = Array.from({ length: size }, (_, cell) => kids[cell] as Fn);
      for (const group of groups) {
        const any = group.map((cell) => kids[cell] as Fn).reduce((a, b) => or(space.store, a, b), no);
        for (const cell of group) joined[cell] = any;
      }
      return node(space.store, index, joined);
    });
  }
  return made;
}

/** How many combinations of the unit's space a coarsened yes/no diagram holds. */
export function countCombinations(space: Space, unit: Unit, fn: Fn): bigint {
  const sizes = unit.axes.map((axis) => BigInt(representatives(unit, axis).length));
  const memo = new Map<Fn, readonly [bigint, number]>();
  const order = unit.axes.map((axis) => axis.index);
  const below = (at: Fn): readonly [bigint, number] => {
    if (at < 0) return [at === yes ? 1n : 0n, order.length];
    const cached = memo.get(at);
    if (cached !== undefined) return cached;
    const level = space.store.levels[at] as number;
    const position = order.indexOf(level);
    const kids = space.store.kids[at] as readonly Fn[];
    let sum = 0n;
    for (const cell of representatives(unit, unit.axes[position] as Axis)) {
      const [inner, next] = below(kids[cell] as Fn);
      sum += inner * sizes.slice(position + 1, next).reduce((a, b) => a * b, 1n);
    }
    const made = [sum, position] as const;
    memo.set(at, made);
    return made;
  };
  const [count, first] = below(fn);
  return count * sizes.slice(0, first).reduce((a, b) => a * b, 1n);
}

/** How many combinations of the cells of some axes a yes/no diagram over them holds. */
export function countOver(space: Space, axes: readonly number[], fn: Fn): bigint {
  const sorted = [...axes].sort((a, b) => a - b);
  const sizes = sorted.map((index) => BigInt((space.axes.list[index] as Axis).size));
  const between = (from: number, to: number): bigint => sizes.slice(from, to).reduce((a, b) => a * b, 1n);
  const positionOf = (at: Fn): number => (at < 0 ? sorted.length : sorted.indexOf(space.store.levels[at] as number));
  const memo = new Map<Fn, bigint>();
  const below = (at: Fn): bigint => {
    if (at < 0) return at === yes ? 1n : 0n;
    const cached = memo.get(at);
    if (cached !== undefined) return cached;
    const next = positionOf(at) + 1;
    const sum = (space.store.kids[at] as readonly Fn[]).reduce((all, kid) => all + below(kid) * between(next, positionOf(kid)), 0n);
    memo.set(at, sum);
    return sum;
  };
  return below(fn) * between(0, positionOf(fn));
}

/** One cell for each that the unit tells apart. */
export function representatives(unit: Unit, axis: Axis): readonly number[] {
  const groups = unit.groups.get(axis.index);
  if (groups !== undefined) return groups.map((group) => group[0] as number);
  return Array.from({ length: axis.size }, (_, cell) => cell);
}
