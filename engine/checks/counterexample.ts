/** A case against a property: the shortest path through a diagram, in the words of an author. */
import { type Axis, isRecordable } from "../compile/axes.ts";
import { fullFn } from "../compile/compose.ts";
import { behind, readsOf, type Space } from "../compile/space.ts";
import { members } from "../compile/verdict.ts";
import { describeCells, setText } from "../cover/describe.ts";
import { type Fn, fix, isTerminal, no, reach, yes } from "../diagram/store.ts";
import type { Decision, Variable } from "../model/symbols.ts";

/** Chosen cells by axis. */
export type Path = ReadonlyMap<number, number>;

/** The path to yes that says the least: fewest axes, and the first cells of each. */
export function shortestPath(space: Space, fn: Fn): Path | undefined {
  const lengths = new Map<Fn, number>([
    [no, Number.POSITIVE_INFINITY],
    [yes, 0],
  ]);
  const kidsOf = (at: Fn) => space.store.kids[at] as readonly Fn[];
  const lengthOf = (at: Fn): number => {
    const known = lengths.get(at);
    if (known !== undefined) return known;
    const length = 1 + Math.min(...kidsOf(at).map(lengthOf));
    lengths.set(at, length);
    return length;
  };
  if (lengthOf(fn) === Number.POSITIVE_INFINITY) return undefined;
  const chosen = new Map<number, number>();
  for (let at = fn; !isTerminal(at); ) {
    const kids = kidsOf(at);
    const least = Math.min(...kids.map(lengthOf));
    const cell = kids.findIndex((kid) => lengthOf(kid) === least);
    chosen.set(space.store.levels[at] as number, cell);
    at = kids[cell] as Fn;
  }
  return chosen;
}

/** The terminal that the chosen cells lead to; what they leave open is chosen on the way, its first cell. */
export function follow(space: Space, fn: Fn, chosen: Map<number, number>): Fn {
  let at = fn;
  while (!isTerminal(at)) {
    const axis = space.store.levels[at] as number;
    const cell = chosen.get(axis) ?? 0;
    chosen.set(axis, cell);
    at = (space.store.kids[at] as readonly Fn[])[cell] as Fn;
  }
  return at;
}

/**
 * Adds what must be said for the case to come to what is told of it: silent on a variable it may be recorded as an unknown
 * that rows name, or a table may wait for it. Any known value will do where the path leaves it open.
 */
export function sayWhatMatters(space: Space, decision: Decision, chosen: Map<number, number>, ends: readonly Path[]): void {
  const variableOf = (index: number): Variable => (space.axes.list[index] as Axis).variable;
  const chosenAxes = [...chosen.keys(), ...ends.flatMap((end) => [...end.keys()])];
  const said = new Set(chosenAxes.filter((index) => isRecordable(space.axes.list[index] as Axis)).map(variableOf));
  const full = fullFn(space, decision, new Set([...said].filter((variable) => space.decisions.has(variable))));
  const open = new Set<Variable>();
  for (const end of ends) {
    const there = [...chosen, ...end].reduce((fn, [index, cell]) => fix(space.store, fn, index, cell), full);
    const { axes, values } = reach(space.store, there);
    for (const index of axes) open.add(variableOf(index));
    const needed = new Set([...values].flatMap((set) => members(space.verdicts, set).flatMap((verdict) => verdict.needs)));
    for (const variable of behind(space, readsOf(space, decision))) if (needed.has(variable.id)) open.add(variable);
  }
  for (const axis of space.axes.list) {
    const { variable } = axis;
    if (axis.kind === "recorded" || space.decisions.has(variable) || !open.has(variable)) continue;
    if (!chosen.has(axis.index) && !ends.some((end) => end.has(axis.index))) chosen.set(axis.index, 0);
  }
}

export function cellText(axis: Axis, cell: number): string {
  return describeCells(
    axis,
    Array.from({ length: axis.size }, (_, index) => index === cell),
  );
}

export const axisName = (axis: Axis): string =>
  axis.kind === "member" ? `${axis.variable.name} has ${axis.variable.domain.leaves[axis.member]?.text}` : axis.variable.name;

/** `T = T2`, one entry a variable, in the order of the scheme; of a set not told whole, one entry a member. */
export const describePath = (space: Space, path: Path): { variable: string; text: string }[] =>
  [...path]
    .sort(([a], [b]) => a - b)
    .flatMap(([index, cell]) => {
      const axis = space.axes.list[index] as Axis;
      if (!isRecordable(axis)) return [];
      const all = axis.kind === "member" ? (space.axes.member.get(axis.variable) ?? []) : [];
      if (all.length === 0 || !all.every((one) => path.has(one.index))) return [{ variable: axisName(axis), text: cellText(axis, cell) }];
      return all[0] === axis ? [{ variable: axis.variable.name, text: setText(all, path) }] : [];
    });

export const pathLine = (path: readonly { readonly variable: string; readonly text: string }[]): string =>
  path.map((one) => `${one.variable} = ${one.text}`).join(", ");
