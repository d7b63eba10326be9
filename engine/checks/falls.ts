/**
 * Where a decision lies lower than it did in a case before: along several axes at once, those of formulas that move with a
 * variable among them. The highest value so far is gathered along one axis after the other and compared with what is there.
 */
import type { Space } from "../compile/space.ts";
import { only, uncovered } from "../compile/verdict.ts";
import { combine, type Fn, isTerminal, minus, no, node, rewriteAxis, yes } from "../diagram/store.ts";
import { compare, fromInt, type Rational } from "../number/rational.ts";
import { isHigher } from "./monotone-order.ts";
import { type Compared, single } from "./monotone-pair.ts";

/** An axis along which a case gets worse, from its first cell on, from its last, or in no order that is known. */
export interface Moving {
  readonly axis: number;
  readonly way: "up" | "down" | "either";
}

/** Whether a case in the one cell may come before a case in the other. */
export const isBefore = (way: Moving["way"], cell: number, other: number): boolean =>
  way === "either" ? true : way === "up" ? cell <= other : cell >= other;

/** The single values that are compared; everything else is one verdict without a value. */
export function valued(space: Space, { fn, reachable, except }: Pick<Compared, "fn" | "reachable" | "except">): Fn {
  const nothing = only(space.verdicts, uncovered);
  const counted = minus(space.store, reachable, except);
  return combine(space.store, fn, counted, (value, counts) => {
    if (counts === no) return nothing;
    if (!isTerminal(value)) return undefined;
    if (single(space, value) === undefined) return nothing;
    return counts === yes ? value : undefined;
  });
}

/** Where some case before this one, along the moving axes, has a certainly higher value. */
export function falls(space: Space, values: Fn, moving: readonly Moving[]): Fn {
  const highest = moving.reduce((fn, one) => gathered(space, fn, one), values);
  return combine(space.store, highest, values, (before, here) =>
    isTerminal(before) && isTerminal(here) ? (isHigher(space, before, here) ? yes : no) : before === here ? no : undefined,
  );
}

/** Cell by cell the highest value on the way there. */
function gathered(space: Space, fn: Fn, { axis, way }: Moving): Fn {
  const { store } = space;
  return rewriteAxis(store, fn, axis, (kids) => {
    const order = Array.from(kids.keys());
    if (way === "down") order.reverse();
    const made = kids.slice();
    let highest: Fn | undefined;
    for (const cell of order) {
      highest = highest === undefined ? (kids[cell] as Fn) : higher(space, highest, kids[cell] as Fn);
      made[cell] = highest;
    }
    return node(store, axis, way === "either" ? made.map(() => highest as Fn) : made);
  });
}

const begins = (space: Space, fn: Fn): Rational | undefined => {
  const value = single(space, fn)?.value;
  return value?.kind === "label" ? fromInt(value.node.lo) : value?.kind === "number" ? value.value : undefined;
};

/** Point by point the higher of two values: of labels the one that begins later, which is what another is compared with. */
function higher(space: Space, a: Fn, b: Fn): Fn {
  return combine(space.store, a, b, (one, other) => {
    if (one === other) return one;
    if (!isTerminal(one) || !isTerminal(other)) return undefined;
    const [first, second] = [begins(space, one), begins(space, other)];
    return second !== undefined && (first === undefined || compare(second, first) > 0) ? other : one;
  });
}
