/**
 * The columns of a unit as numbered cells. A column has the values that the unit tells apart and, behind them, the
 * unknowns that its rows name, so that all ways in which unknowns may be recorded are one space. A set has a column for
 * each member that is asked for and, where its unknowns are named, one more: known, or which unknown.
 */

import { type Axis, someValue } from "../../compile/axes.ts";
import { namedBy } from "../../compile/local.ts";
import type { Space } from "../../compile/space.ts";
import type { Cond, Variable } from "../../model/symbols.ts";
import type { Interval } from "../../number/interval.ts";
import { compare, key, type Rational } from "../../number/rational.ts";
import type { Unit } from "../unit.ts";
import { type Cells, cellsWhere, complement, intersectCells, isWhole, noCells, unionCells } from "./cells.ts";

export interface Column {
  readonly variable: Variable;
  /** Undefined: whether a set is known, its members being columns of their own. */
  readonly axis: Axis | undefined;
  /** Cells of known values. */
  readonly known: number;
  /** The unknowns behind them. */
  readonly unknowns: readonly number[];
  readonly size: number;
  /** Number columns: one value of each cell, rising. */
  readonly values: readonly Rational[];
}

/** Undefined where an axis has no value to stand for a cell. */
export function columnsOf(space: Space, unit: Unit): readonly Column[] | undefined {
  const named = namedBy(space, unit.decision);
  const columns: Column[] = [];
  for (const axis of unit.axes) {
    const isMember = axis.kind === "member";
    const unknowns = isMember ? [] : [...(named.get(axis.variable) ?? [])];
    const values = axis.kind === "number" ? valuesOf(axis, unit) : [];
    if (values === undefined) return undefined;
    const known = axis.kind === "number" ? values.length : axis.size;
    columns.push({ variable: axis.variable, axis, known, unknowns, size: known + unknowns.length, values });
  }
  for (const [variable, unknowns] of named) {
    if (variable.kind !== "set") continue;
    columns.push({ variable, axis: undefined, known: 1, unknowns: [...unknowns], size: 1 + unknowns.size, values: [] });
  }
  return columns;
}

function valuesOf(axis: Extract<Axis, { kind: "number" }>, unit: Unit): readonly Rational[] | undefined {
  const groups = unit.groups.get(axis.index) ?? [];
  const values = groups.flatMap(([first]) => someValue(axis.variable, axis.cells[first as number] as Interval) ?? []);
  return values.length === groups.length && values.length > 0 ? values : undefined;
}

/** Where a condition holds: cells by column, a column that is not in it being whole; "never"; undefined where it is no box. */
export type Shape = ReadonlyMap<number, Cells> | "never" | undefined;

const always: ReadonlyMap<number, Cells> = new Map();

export type ShapeOf = (cond: Cond) => Shape;

/** Reads conditions as boxes over these columns. */
export function shapesOver(columns: readonly Column[]): ShapeOf {
  const own = new Map<Variable, number>();
  const members = new Map<Variable, Map<number, number>>();
  for (const [index, { variable, axis }] of columns.entries()) {
    if (axis?.kind !== "member") own.set(variable, index);
    else members.set(variable, (members.get(variable) ?? new Map<number, number>()).set(axis.member, index));
  }
  const places = columns.map(() => new Map<string, Place>());
  const inColumn = (index: number | undefined, known: (column: Column, index: number) => Cells, unknown: readonly number[]): Shape => {
    const column = index === undefined ? undefined : columns[index];
    if (column === undefined || index === undefined) return "never";
    const behind = cellsWhere(
      column.size,
      (cell) => cell >= column.known && unknown.includes(column.unknowns[cell - column.known] as number),
    );
    return only(index, unionCells(known(column, index), behind), column.size);
  };
  const memberShape = (variable: Variable, member: number, holds: boolean): Shape => {
    const at = members.get(variable)?.get(member);
    if (at === undefined) return undefined;
    const shape = only(at, holds ? [1, 2] : [0, 1], 2);
    const known = own.get(variable);
    return known === undefined ? shape : all([shape, only(known, [0, 1], (columns[known] as Column).size)]);
  };
  const shapeOf: ShapeOf = (cond) => {
    switch (cond.kind) {
      case "constant":
        return cond.value ? always : "never";
      case "leaf":
        return inColumn(own.get(cond.variable), ({ known }) => cellsWhere(known, (cell) => cond.allowed[cell] === true), cond.unknown);
      case "number":
        return inColumn(
          own.get(cond.variable),
          (column, index) =>
            cond.within.reduce<Cells>((sum, one) => unionCells(sum, within(column, places[index] as Map<string, Place>, one)), noCells),
          cond.unknown,
        );
      case "member":
        return memberShape(cond.variable, cond.member, true);
      case "members":
        return all(cond.variable.domain.leaves.map((_, member) => memberShape(cond.variable, member, cond.members.includes(member))));
      case "setUnknown":
        return inColumn(own.get(cond.variable), () => noCells, cond.unknown);
      case "and":
        return all(cond.terms.map(shapeOf));
      case "or":
        return cond.terms.reduce<Shape>((shape, term) => either(shape, shapeOf(term), columns), "never");
      case "not":
        return opposite(shapeOf(cond.term), columns);
      case "formula":
        return undefined;
    }
  };
  return shapeOf;
}

const only = (index: number, cells: Cells, size: number): Shape =>
  cells.length === 0 ? "never" : isWhole(cells, size) ? always : new Map([[index, cells]]);

/** Where all of them hold. */
function all(shapes: readonly Shape[]): Shape {
  if (shapes.includes("never")) return "never";
  const shared = new Map<number, Cells>();
  for (const shape of shapes) {
    if (shape === undefined || shape === "never") return shape;
    for (const [index, cells] of shape) {
      const before = shared.get(index);
      const now = before === undefined ? cells : intersectCells(before, cells);
      if (now.length === 0) return "never";
      shared.set(index, now);
    }
  }
  return shared;
}

/** Alternatives within one column are a box; of different columns they are none. */
function either(a: Shape, b: Shape, columns: readonly Column[]): Shape {
  if (a === "never") return b;
  if (b === "never") return a;
  if (a === undefined || b === undefined) return undefined;
  if (a.size === 0 || b.size === 0) return always;
  const [[index, left] = [], ...more] = a;
  const right = index === undefined ? undefined : b.get(index);
  if (index === undefined || left === undefined || right === undefined || more.length > 0 || b.size > 1) return undefined;
  return only(index, unionCells(left, right), (columns[index] as Column).size);
}

function opposite(shape: Shape, columns: readonly Column[]): Shape {
  if (shape === undefined) return undefined;
  if (shape === "never") return always;
  const [[index, cells] = [], ...more] = shape;
  if (index === undefined || cells === undefined) return "never";
  return more.length > 0 ? undefined : only(index, complement(cells, (columns[index] as Column).size), (columns[index] as Column).size);
}

// --------------------------------------------------------------------- numbers

/** The first cell whose value is not below a bound, and the first whose value is above it. */
interface Place {
  readonly from: number;
  readonly after: number;
}

/** Bounds are cut, so a cell lies wholly inside an interval or wholly outside. */
function within(column: Column, places: Map<string, Place>, one: Interval): Cells {
  const place = (bound: Rational): Place => {
    const name = key(bound);
    const known = places.get(name);
    if (known !== undefined) return known;
    const made = { from: firstCell(column.values, bound, 0), after: firstCell(column.values, bound, 1) };
    places.set(name, made);
    return made;
  };
  const lo = one.lo === undefined ? 0 : place(one.lo)[one.loOpen ? "after" : "from"];
  const hi = one.hi === undefined ? column.known : place(one.hi)[one.hiOpen ? "from" : "after"];
  return lo < hi ? [lo, hi] : noCells;
}

function firstCell(values: readonly Rational[], bound: Rational, least: 0 | 1): number {
  let from = 0;
  let to = values.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (compare(values[middle] as Rational, bound) >= least) to = middle;
    else from = middle + 1;
  }
  return from;
}
