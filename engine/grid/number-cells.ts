/**
 * The cells of a number as a grid draws them: points and intervals between the bounds that a decision names, joined
 * where none of its conditions tells them apart: `<= 2` and `> 2` are two cells, not three.
 */
import { cutNumber, type Named, newNamed, noteCond, noteDecision } from "../compile/axes.ts";
import { rowsOf } from "../compile/local.ts";
import { excludesOf, type Space } from "../compile/space.ts";
import type { Cond, Decision, NumberVariable, NumExpr } from "../model/symbols.ts";
import { hull, type Interval, intersect, isEmpty } from "../number/interval.ts";
import { equal } from "../number/rational.ts";
import { unreachable } from "../unreachable.ts";

/** For each number that a decision reads, the cells that it tells apart. */
export function numberCells(space: Space, decision: Decision): (variable: NumberVariable) => readonly Interval[] {
  const named: Named = newNamed();
  noteDecision(named, space.implicit, decision);
  const excludes = excludesOf(space, decision);
  for (const exclude of excludes) noteCond(named, space.implicit, exclude.cond);
  const { rule } = decision;
  const conds = [
    ...rowsOf(decision).flatMap(({ block, row }) => (block?.where === undefined ? [row.cond] : [row.cond, block.where])),
    ...excludes.map((exclude) => exclude.cond),
    ...(rule.kind === "flag" ? [rule.cond] : rule.kind === "number" ? condsIn(rule.value) : []),
    ...(rule.kind === "score" ? rule.parts.flatMap((part) => (part.kind === "line" ? condsIn(part.value) : [])) : []),
  ];
  return (variable) => {
    const asked = conds.flatMap((cond) => withinOf(cond, variable));
    const cells = cutNumber(variable, [...(named.bounds.get(variable)?.values() ?? [])]);
    const joined: Interval[] = [];
    for (const cell of cells) {
      const last = joined.at(-1);
      if (last !== undefined && touch(last, cell) && asked.every((within) => overlaps(within, last) === overlaps(within, cell)))
        joined[joined.length - 1] = hull(last, cell);
      else joined.push(cell);
    }
    return joined;
  };
}

const touch = (one: Interval, next: Interval): boolean =>
  one.hi !== undefined && next.lo !== undefined && equal(one.hi, next.lo) && !(one.hiOpen && next.loOpen);

const overlaps = (within: readonly Interval[], cell: Interval): boolean => within.some((one) => !isEmpty(intersect(one, cell)));

/** What each comparison in a condition asks of a number. */
function withinOf(cond: Cond, variable: NumberVariable): readonly (readonly Interval[])[] {
  switch (cond.kind) {
    case "number":
      return cond.variable === variable ? [cond.within] : [];
    case "and":
    case "or":
      return cond.terms.flatMap((term) => withinOf(term, variable));
    case "not":
      return withinOf(cond.term, variable);
    case "formula":
      return condsIn(cond.value).flatMap((inside) => withinOf(inside, variable));
    case "constant":
    case "leaf":
    case "member":
    case "members":
    case "setUnknown":
      return [];
    default:
      return unreachable(cond);
  }
}

/** The conditions that a calculation counts or chooses by. */
function condsIn(value: NumExpr): readonly Cond[] {
  switch (value.kind) {
    case "truth":
      return [value.cond];
    case "arithmetic":
      return [...condsIn(value.left), ...condsIn(value.right)];
    case "negate":
      return condsIn(value.operand);
    case "call":
      return value.args.flatMap(condsIn);
    case "if":
      return [value.cond, ...condsIn(value.then), ...condsIn(value.otherwise)];
    case "constant":
    case "variable":
    case "size":
      return [];
    default:
      return unreachable(value);
  }
}
