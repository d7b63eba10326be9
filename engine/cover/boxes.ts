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

/** Joins boxes that differ in one axis only, along each axis in turn, until none are left to join. */
export function mergeBoxes(axes: readonly Axis[], boxes: readonly Region[]): readonly Region[] {
  const used = axes.filter((axis) => boxes.some((box) => box.has(axis.index)));
  const masks = new Map<string, number>();
  const idOf = (mask: readonly boolean[] | undefined): number => {
    const text = mask === undefined || mask.every(Boolean) ? "" : mask.map(Number).join("");
    const known = masks.get(text) ?? masks.size;
    masks.set(text, known);
    return known;
  };
  let current: Numbered[] = boxes.map((box) => ({ box, ids: used.map((axis) => idOf(box.get(axis.index))) }));
  for (let before = -1; before !== current.length; ) {
    before = current.length;
    for (const [at, axis] of used.entries()) current = mergeAlong(current, axis, at, idOf);
  }
  return current.map(({ box }) => box);
}

interface Numbered {
  readonly box: Region;
  /** The allowed cells along each axis, by number. */
  readonly ids: readonly number[];
}

function mergeAlong(
  boxes: readonly Numbered[],
  along: Axis,
  at: number,
  idOf: (mask: readonly boolean[] | undefined) => number,
): Numbered[] {
  const groups = new Map<string, Numbered>();
  for (const one of boxes) {
    const rest = one.ids.map((id, index) => (index === at ? "" : id)).join();
    const same = groups.get(rest);
    groups.set(rest, same === undefined ? one : joined(same, one, along, at, idOf));
  }
  return [...groups.values()];
}

function joined(a: Numbered, b: Numbered, along: Axis, at: number, idOf: (mask: readonly boolean[] | undefined) => number): Numbered {
  const left = a.box.get(along.index);
  const right = b.box.get(along.index);
  const mask = Array.from({ length: along.size }, (_, cell) => (left?.[cell] ?? true) || (right?.[cell] ?? true));
  return { box: new Map(a.box).set(along.index, mask), ids: a.ids.map((id, index) => (index === at ? idOf(mask) : id)) };
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
