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
import type { Box } from "./box-set.ts";
import { allowedCells, type Cells, cellsWhere, complement, intersectCells, isWhole, noCells, unionCells } from "./cells.ts";

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

/** The cells of one column that a condition allows. */
export interface ColumnCells {
  readonly column: number;
  readonly cells: Cells;
}

/** Where a condition holds: the columns that it cuts, each once, all others being whole; "never"; undefined where it is no box. */
export type Shape = readonly ColumnCells[] | "never" | undefined;

const always: readonly ColumnCells[] = [];

export type ShapeOf = (cond: Cond) => Shape;

/**
 * Cuts a box, in place, to where a condition holds as well. False: nothing is left of it; undefined: what is left may be
 * several boxes or none, and the shape of the condition tells. Most rows are one stretch in each column.
 */
export type CutTo = (cond: Cond, box: Box) => boolean | undefined;

/** Reads conditions as boxes over these columns. */
export function readerOver(columns: readonly Column[]): { readonly shapeOf: ShapeOf; readonly cutTo: CutTo } {
  const own = new Map<Variable, number>();
  const members = new Map<Variable, Map<number, number>>();
  for (const [index, { variable, axis }] of columns.entries()) {
    if (axis?.kind !== "member") own.set(variable, index);
    else members.set(variable, (members.get(variable) ?? new Map<number, number>()).set(axis.member, index));
  }
  const places = columns.map((): Places => new Map());
  /** Where a column has one of these known cells, or is recorded as one of these unknowns. */
  const cut = (column: number, known: Cells, unknown: readonly number[]): Shape => {
    const there = columns[column] as Column;
    return only(column, withUnknowns(there, known, unknown), there.size);
  };
  const knownCells = (cond: Extract<Cond, { kind: "leaf" | "number" }>, at: number): Cells => {
    const column = columns[at] as Column;
    return cond.kind === "leaf" ? allowedCells(cond.allowed, column.known) : cellsWithin(column, places[at] as Places, cond.within);
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
      case "number": {
        const at = own.get(cond.variable);
        return at === undefined ? "never" : cut(at, knownCells(cond, at), cond.unknown);
      }
      case "member":
        return memberShape(cond.variable, cond.member, true);
      case "members":
        return all(cond.variable.domain.leaves.map((_, member) => memberShape(cond.variable, member, cond.members.includes(member))));
      case "setUnknown":
        return own.has(cond.variable) ? cut(own.get(cond.variable) as number, noCells, cond.unknown) : "never";
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
  const cutTo: CutTo = (cond, box) => {
    if (cond.kind === "constant") return cond.value;
    if (cond.kind === "and") {
      for (const term of cond.terms) {
        const left = cutTo(term, box);
        if (left !== true) return left;
      }
      return true;
    }
    if (cond.kind !== "leaf" && cond.kind !== "number") return undefined;
    const at = own.get(cond.variable);
    if (at === undefined) return false;
    const column = columns[at] as Column;
    const cells = withUnknowns(column, knownCells(cond, at), cond.unknown);
    if (cells.length > 2) return undefined;
    return cells.length === 2 && cutToStretch(box, at, cells[0] as number, cells[1] as number);
  };
  return { shapeOf, cutTo };
}

function cutToStretch(box: Box, column: number, lo: number, hi: number): boolean {
  box[2 * column] = Math.max(lo, box[2 * column] as number);
  box[2 * column + 1] = Math.min(hi, box[2 * column + 1] as number);
  return (box[2 * column] as number) < (box[2 * column + 1] as number);
}

function withUnknowns({ size, known, unknowns }: Column, cells: Cells, named: readonly number[]): Cells {
  if (named.length === 0 || unknowns.length === 0) return cells;
  const isEach = unknowns.every((unknown) => named.includes(unknown));
  const behind = isEach ? [known, size] : cellsWhere(size, (cell) => cell >= known && named.includes(unknowns[cell - known] as number));
  return cells.length === 0 ? behind : unionCells(cells, behind);
}

const only = (column: number, cells: Cells, size: number): Shape =>
  cells.length === 0 ? "never" : isWhole(cells, size) ? always : [{ column, cells }];

/** Where all of them hold. */
function all(shapes: readonly Shape[]): Shape {
  if (shapes.includes("never")) return "never";
  const shared: ColumnCells[] = [];
  for (const shape of shapes) {
    if (shape === undefined || shape === "never") return shape;
    for (const part of shape) {
      const at = placeIn(shared, part.column);
      const cells = at < 0 ? part.cells : intersectCells((shared[at] as ColumnCells).cells, part.cells);
      if (cells.length === 0) return "never";
      if (at < 0) shared.push(part);
      else shared[at] = { column: part.column, cells };
    }
  }
  return shared;
}

function placeIn(parts: readonly ColumnCells[], column: number): number {
  for (let at = 0; at < parts.length; at++) if ((parts[at] as ColumnCells).column === column) return at;
  return -1;
}

/** Alternatives within one column are a box; of different columns they are none. */
function either(a: Shape, b: Shape, columns: readonly Column[]): Shape {
  if (a === "never") return b;
  if (b === "never") return a;
  if (a === undefined || b === undefined) return undefined;
  const [[left, ...more], [right, ...others]] = [a, b];
  if (left === undefined || right === undefined) return always;
  if (left.column !== right.column || more.length > 0 || others.length > 0) return undefined;
  return only(left.column, unionCells(left.cells, right.cells), (columns[left.column] as Column).size);
}

function opposite(shape: Shape, columns: readonly Column[]): Shape {
  if (shape === undefined) return undefined;
  if (shape === "never") return always;
  const [part, ...more] = shape;
  if (part === undefined) return "never";
  const { size } = columns[part.column] as Column;
  return more.length > 0 ? undefined : only(part.column, complement(part.cells, size), size);
}

// --------------------------------------------------------------------- numbers

/** The first cell whose value is not below a bound, and the first whose value is above it. */
interface Place {
  readonly from: number;
  readonly after: number;
}

/** Places that were looked up before, by bound. */
type Places = Map<string, Place>;

function cellsWithin(column: Column, places: Places, intervals: readonly Interval[]): Cells {
  let cells = noCells;
  for (const one of intervals) {
    const more = within(column, places, one);
    cells = cells.length === 0 ? more : unionCells(cells, more);
  }
  return cells;
}

/** Bounds are cut, so a cell lies wholly inside an interval or wholly outside. */
function within(column: Column, places: Places, { lo, hi, loOpen, hiOpen }: Interval): Cells {
  const from = lo === undefined ? 0 : placeOf(column, places, lo)[loOpen ? "after" : "from"];
  const to = hi === undefined ? column.known : placeOf(column, places, hi)[hiOpen ? "from" : "after"];
  return from < to ? [from, to] : noCells;
}

function placeOf({ values }: Column, places: Places, bound: Rational): Place {
  const name = key(bound);
  const known = places.get(name);
  if (known !== undefined) return known;
  const made = { from: firstCell(values, bound, 0), after: firstCell(values, bound, 1) };
  places.set(name, made);
  return made;
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
