/** A case against a property: the shortest path through a diagram, in the words of an author. */
import type { Axis } from "../compile/axes.ts";
import type { Space } from "../compile/space.ts";
import { describeCells } from "../cover/describe.ts";
import { type Fn, isTerminal, no, yes } from "../diagram/store.ts";

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

export function cellText(axis: Axis, cell: number): string {
  return describeCells(
    axis,
    Array.from({ length: axis.size }, (_, index) => index === cell),
  );
}

export const axisName = (axis: Axis): string =>
  axis.kind === "member" ? `${axis.variable.name} has ${axis.variable.domain.leaves[axis.member]?.text}` : axis.variable.name;

/** `T = T2`, one entry an axis, in the order of the scheme. */
export const describePath = (space: Space, path: Path): { variable: string; text: string }[] =>
  [...path]
    .sort(([a], [b]) => a - b)
    .map(([index, cell]) => {
      const axis = space.axes.list[index] as Axis;
      return { variable: axisName(axis), text: cellText(axis, cell) };
    });

export const pathLine = (path: readonly { readonly variable: string; readonly text: string }[]): string =>
  path.map((one) => `${one.variable} = ${one.text}`).join(", ");
