/** Whether a condition holds at one point of known values: looked up cell by cell, where a diagram would be built to be walked once. */
import { cellWithin, condFn, known } from "../compile/conditions.ts";
import type { Space } from "../compile/space.ts";
import { type Fn, yes } from "../diagram/store.ts";
import type { Cond } from "../model/symbols.ts";

export function condHolds(space: Space, cond: Cond, cells: ReadonlyMap<number, number>): boolean {
  switch (cond.kind) {
    case "constant":
      return cond.value;
    case "leaf": {
      const axis = space.axes.leaf.get(cond.variable);
      return axis !== undefined && cond.allowed[cells.get(axis.index) ?? 0] === true;
    }
    case "number": {
      const axis = space.axes.number.get(cond.variable);
      const cell = axis?.cells[cells.get(axis.index) ?? 0];
      return cell !== undefined && !space.continuous.has(cond.variable)
        ? cellWithin(cond.variable, cell, cond.within)
        : holdsAt(space, condFn(space, cond, known), cells);
    }
    case "and":
      return cond.terms.every((term) => condHolds(space, term, cells));
    case "or":
      return cond.terms.some((term) => condHolds(space, term, cells));
    case "not":
      return !condHolds(space, cond.term, cells);
    case "member":
    case "members":
    case "setUnknown":
    case "formula":
      return holdsAt(space, condFn(space, cond, known), cells);
  }
}

/** The value of a yes/no diagram where these cells are chosen. */
export function holdsAt(space: Space, fn: Fn, cells: ReadonlyMap<number, number>): boolean {
  let at = fn;
  while (at >= 0) at = (space.store.kids[at] as readonly Fn[])[cells.get(space.store.levels[at] as number) ?? 0] as Fn;
  return at === yes;
}
