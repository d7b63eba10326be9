/**
 * What a formula comes to in a case that leaves some of its inputs open, one stretch for each way in which its conditions
 * may turn out: exactly these numbers, where each number without a step enters once and nothing leaps. Undefined elsewhere.
 */
import { type Form, formOf, numbersIn } from "../compile/exact/form.ts";
import { spanOf } from "../compile/exact/span.ts";
import { possible } from "../compile/probe.ts";
import { allowedCells, boxOf, onlyCell, type Region, withCells } from "../compile/region.ts";
import { type Space, upstream } from "../compile/space.ts";
import type { Decision, Variable } from "../model/symbols.ts";
import { contains, empty, hull, type Interval, onlyValue } from "../number/interval.ts";
import { compare, zero } from "../number/rational.ts";
import { joinNeighbours } from "../number/union.ts";
import type { Situation } from "./patient.ts";

/** More parts than this are not told apart. */
const mostParts = 200;

export function exactValues(space: Space, { region }: Situation, { variable }: Decision): readonly Interval[] | undefined {
  const inputs = [...upstream(space, [variable])];
  // What may be recorded as not known, or is recorded beside what rules derive, is more than cells of inputs.
  if (inputs.some((one) => region.given.has(one) || !isKnownHere(space, region, one))) return undefined;
  const axes = inputs.filter((one) => !space.decisions.has(one)).flatMap((one) => axesOf(space, one));
  const found: Interval[] = [];
  const left = { parts: mostParts };
  const visit = (part: Region): boolean => {
    if (left.parts-- <= 0) return false;
    const form = formOf(space, variable, boxOf(space, part));
    if (form === "no value") return false;
    if (form !== undefined) {
      const value = valuesOf(space, form, part);
      if (value !== undefined) found.push(value);
      return value !== undefined;
    }
    const open = axes.find((index) => cellsIn(space, part, index).length > 1);
    const size = open === undefined ? 0 : (space.axes.list[open]?.size ?? 0);
    return open !== undefined && cellsIn(space, part, open).every((cell) => visit(withCells(part, open, onlyCell(size, cell))));
  };
  return visit(region) ? joined(found) : undefined;
}

function isKnownHere(space: Space, region: Region, variable: Variable): boolean {
  const axis = space.axes.recorded.get(variable);
  return axis === undefined || cellsIn(space, region, axis.index).join() === "0";
}

const axesOf = (space: Space, variable: Variable): readonly number[] =>
  [space.axes.leaf.get(variable), space.axes.number.get(variable), ...(space.axes.member.get(variable) ?? [])].flatMap((axis) =>
    axis === undefined ? [] : [axis.index],
  );

function cellsIn(space: Space, part: Region, index: number): readonly number[] {
  const size = space.axes.list[index]?.size ?? 1;
  const cells = allowedCells(space, part, index);
  return Array.from({ length: size }, (_, cell) => cell).filter((cell) => cells === undefined || cells[cell] === true);
}

/** The stretch that a form fills. */
function valuesOf(space: Space, form: Form, part: Region): Interval | undefined {
  for (const [variable, times] of numbersIn(form)) {
    const pieces = possible(space, part, variable);
    const known = pieces.length === 1 && pieces[0] !== undefined && onlyValue(pieces[0]) !== undefined;
    if (!known && (times > 1 || pieces.length !== 1 || variable.step !== undefined)) return undefined;
  }
  const span = (inner: Form): Interval => spanOf(inner, (variable) => possible(space, part, variable).reduce(hull, empty));
  // What is rounded last comes to every number of so many digits in its stretch.
  const inner = form.kind === "call" && form.name === "round" && form.args[0] !== undefined ? form.args[0] : form;
  return isSteady(inner, span) ? span(form) : undefined;
}

/** Whether nothing in it leaps, or may have no value. */
function isSteady(form: Form, span: (inner: Form) => Interval): boolean {
  if (form.kind === "constant" || form.kind === "number") return true;
  if (form.kind === "call") return ["min", "max", "abs", "exp"].includes(form.name) && form.args.every((arg) => isSteady(arg, span));
  if (!isSteady(form.left, span) || !isSteady(form.right, span)) return false;
  if (form.op === "/") return !contains(span(form.right), zero);
  return form.op !== "^";
}

/** In ascending order, neighbours as one. */
function joined(found: readonly Interval[]): readonly Interval[] {
  const sorted = [...found].sort((a, b) =>
    a.lo === undefined ? -1 : b.lo === undefined ? 1 : compare(a.lo, b.lo) || Number(a.loOpen) - Number(b.loOpen),
  );
  const made: Interval[] = [];
  for (const next of sorted) {
    const last = made[made.length - 1];
    const meets =
      last !== undefined &&
      (last.hi === undefined || next.lo === undefined || compare(next.lo, last.hi) < 0 || joinNeighbours([last, next]).length === 1);
    if (last !== undefined && meets) made[made.length - 1] = hull(last, next);
    else made.push(next);
  }
  return made;
}
