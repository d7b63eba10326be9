/** A yes/no diagram as few disjoint boxes: its paths, merged wherever two differ in one axis only. */
import type { Axis } from "../compile/axes.ts";
import type { Space } from "../compile/space.ts";
import { and, type Fn, isTerminal, no, node, yes } from "../diagram/store.ts";

/** Allowed cells by axis index; an axis that is not in it is whole. */
export type Region = ReadonlyMap<number, readonly boolean[]>;

/** Every path to yes, at most `most` of them; the boxes are disjoint. */
export function paths(space: Space, fn: Fn, most: number): { readonly boxes: readonly Region[]; readonly complete: boolean } {
  const boxes: Region[] = [];
  let complete = true;
  const visit = (at: Fn, path: readonly (readonly [number, readonly boolean[]])[]): void => {
    if (isTerminal(at)) {
      if (at !== yes) return;
      if (boxes.length >= most) complete = false;
      else boxes.push(new Map(path));
      return;
    }
    if (!complete) return;
    const level = space.store.levels[at] as number;
    const kids = space.store.kids[at] as readonly Fn[];
    for (const kid of new Set(kids)) visit(kid, [...path, [level, kids.map((other) => other === kid)]]);
  };
  visit(fn, []);
  return { boxes, complete };
}

const everything = (axis: Axis): readonly boolean[] => Array.from({ length: axis.size }, () => true);

/** Joins boxes that differ in one axis only, over and over, the axis that joins most first. */
export function mergeBoxes(axes: readonly Axis[], boxes: readonly Region[]): readonly Region[] {
  let current: Region[] = [...boxes];
  for (;;) {
    let best = current;
    for (const axis of axes) {
      const merged = mergeAlong(axes, current, axis);
      if (merged.length < best.length) best = merged;
    }
    if (best.length === current.length) return current;
    current = best;
  }
}

function mergeAlong(axes: readonly Axis[], boxes: readonly Region[], along: Axis): Region[] {
  const groups = new Map<string, Region>();
  for (const box of boxes) {
    const rest = axes
      .filter((axis) => axis !== along)
      .map((axis) => (box.get(axis.index) ?? everything(axis)).map(Number).join(""))
      .join("|");
    const same = groups.get(rest);
    if (same === undefined) {
      groups.set(rest, box);
      continue;
    }
    const a = same.get(along.index) ?? everything(along);
    const b = box.get(along.index) ?? everything(along);
    groups.set(
      rest,
      new Map(same).set(
        along.index,
        a.map((allowed, cell) => allowed || b[cell] === true),
      ),
    );
  }
  return [...groups.values()];
}

/** The part of a yes/no diagram that lies in a box. */
export function insideBox(space: Space, fn: Fn, box: Region): Fn {
  let inside = fn;
  for (const [index, cells] of box) {
    const allowed = node(
      space.store,
      index,
      cells.map((one) => (one ? yes : no)),
    );
    inside = and(space.store, inside, allowed);
  }
  return inside;
}
