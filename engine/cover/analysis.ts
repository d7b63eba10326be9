/** Gaps and overlaps of one unit, with their boxes, counts and witnesses; and the totals for its summary. */

import type { Axis } from "../compile/axes.ts";
import type { Context } from "../compile/conditions.ts";
import { known } from "../compile/conditions.ts";
import { outFn, type PlacedRow, rowFn } from "../compile/local.ts";
import { type Space, upstream } from "../compile/space.ts";
import { and, exists, type Fn, minus, no, or } from "../diagram/store.ts";
import { onlyValue } from "../number/interval.ts";
import { insideBox, mergeBoxes, paths, type Region } from "./boxes.ts";
import { coarsen, countCombinations } from "./count.ts";
import { describeCells } from "./describe.ts";
import { holdsAt } from "./holds.ts";
import { holdsAnyway } from "./missing-columns.ts";
import { analyseTable } from "./table/analyse-table.ts";
import { plainTableOf } from "./table/plain-table.ts";
import { contextsOf, excludedFn, namedFn, reachableIn, type Unit, verdictsWhere } from "./unit.ts";
import { type Behind, behindUnknownsAbove, leftUnknown } from "./unknowns-above.ts";
import { intervalsFirst, type Shown, somePath, type Witness, witnessIn } from "./witness.ts";

/** A box of combinations of one kind. */
export interface Found {
  readonly region: Region;
  /** Unknowns that are recorded in it. */
  readonly context: Context;
  readonly combinations: bigint;
  readonly witness: Witness;
  /** Rows that apply to the witness. */
  readonly rows: readonly PlacedRow[];
}

export interface Analysis {
  readonly unit: Unit;
  readonly combinations: bigint;
  readonly covered: bigint;
  readonly excluded: bigint;
  readonly gapCombinations: bigint;
  readonly overlapCombinations: bigint;
  readonly gaps: readonly Found[];
  readonly overlaps: readonly Found[];
  /** Why something could not be told, if so. */
  readonly undecided: string | undefined;
}

/** More boxes than this are not listed one by one. */
const mostBoxes = 4000;

export function analyse(space: Space, unit: Unit): Analysis {
  const table = plainTableOf(space, unit);
  return table === undefined ? analyseByDiagram(space, unit) : analyseTable(space, unit, table);
}

/** Any unit, by its diagrams. */
export function analyseByDiagram(space: Space, unit: Unit): Analysis {
  const reachable = reachableIn(space, unit, known);
  const verdicts = outFn(space, unit.decision, known);
  const uncovered = verdictsWhere(space, verdicts, (kind, hole) => kind === "uncovered" && !hole);
  const conflict = verdictsWhere(space, verdicts, (kind) => kind === "conflict");
  const gapAnyway = holdsAnyway(space, unit, uncovered, known);
  const conflictAnyway = holdsAnyway(space, unit, conflict, known);
  const { store } = space;
  const whole = coarsen(space, unit, or(store, reachable, or(store, gapAnyway, conflictAnyway)));
  const gapFn = coarsen(space, unit, or(store, and(store, uncovered, reachable), gapAnyway));
  const excludedOnly = coarsen(space, unit, and(space.store, excludedFn(space, unit, known), reachable));
  const notes: string[] = [];
  const gaps = [
    ...boxesOf(space, unit, gapFn, known, "uncovered", notes),
    ...behindUnknownsAbove(space, unit, (verdict) => verdict.kind === "uncovered" && !verdict.hole, notes).flatMap(({ fn, context }) =>
      boxesOf(space, unit, fn, context, "uncovered", notes),
    ),
  ];
  const overlaps = [
    ...contextsOf(space, unit).flatMap((context) => overlapsIn(space, unit, context, notes)),
    ...behindUnknownsAbove(space, unit, (verdict) => verdict.kind === "conflict", notes).flatMap((behind) =>
      boxesOf(space, unit, behind.fn, behind.context, "conflict", notes).map((found) => ({
        ...found,
        rows: rowsBehind(space, unit, behind, found),
      })),
    ),
  ];
  const gapCount = gaps.reduce((sum, gap) => (gap.context.size === 0 ? sum + gap.combinations : sum), 0n);
  const uncoveredCount = countCombinations(space, unit, gapFn);
  // What no row covers and no gap was found in is what the formulas never come to; unless it was not told, that is no combination.
  const never = notes.length === 0 && uncoveredCount > gapCount ? uncoveredCount - gapCount : 0n;
  const total = countCombinations(space, unit, whole) - never;
  const excluded = countCombinations(space, unit, excludedOnly);
  return {
    unit,
    combinations: total,
    excluded,
    gapCombinations: gapCount,
    covered: total - excluded - gapCount,
    overlapCombinations: overlaps.reduce((sum, one) => sum + one.combinations, 0n),
    gaps,
    overlaps,
    undecided: notes[0],
  };
}

function overlapsIn(space: Space, unit: Unit, context: Context, notes: string[]): readonly Found[] {
  const contradicts = verdictsWhere(space, outFn(space, unit.decision, context), (kind) => kind === "conflict");
  let conflict = or(
    space.store,
    and(space.store, contradicts, reachableIn(space, unit, context)),
    holdsAnyway(space, unit, contradicts, context),
  );
  if (conflict === no) return [];
  // With an unknown opened the contradiction is that of known values, told there already.
  if (context.size > 0) conflict = and(space.store, conflict, namedFn(space, unit, context));
  // The truth behind a recorded unknown may be any value.
  const behind = space.axes.list.filter((axis) => axis.kind !== "recorded" && context.has(axis.variable)).map((axis) => axis.index);
  conflict = exists(space.store, conflict, new Set(behind));
  return bySetsOfRows(space, unit, coarsen(space, unit, conflict), context, notes);
}

/** More sets of contradicting rows than this are told as one. */
const mostSets = 200;

/** The contradiction in parts, each with the same rows: two pairs of rows that disagree are two things to mend. */
function bySetsOfRows(space: Space, unit: Unit, conflict: Fn, context: Context, notes: string[]): readonly Found[] {
  const { store } = space;
  const rows = unit.rows.map(({ block, row }) => rowFn(space, block, row, context));
  const found: Found[] = [];
  let left = conflict;
  for (let sets = 0; left !== no && sets < mostSets; sets++) {
    const point = somePath(space, left);
    if (point === undefined) break;
    const part = rows.reduce((fn, applies) => (holdsAt(space, applies, point) ? and(store, fn, applies) : minus(store, fn, applies)), left);
    found.push(...boxesOf(space, unit, part, context, "conflict", notes));
    left = minus(store, left, part);
  }
  return [...found, ...boxesOf(space, unit, left, context, "conflict", notes)].sort((a, b) => Number(b.combinations - a.combinations));
}

function boxesOf(space: Space, unit: Unit, fn: Fn, context: Context, shown: Shown, notes: string[]): readonly Found[] {
  if (fn === no) return [];
  const listed = paths(space, fn, mostBoxes);
  if (!listed.complete) notes.push(`more than ${mostBoxes} regions; the first ${mostBoxes} are told`);
  const axes = unit.axes.filter((axis) => !context.has(axis.variable));
  const possible = hasFormula(space, unit)
    ? listed.boxes.flatMap((box) => reachableParts(space, unit, fn, box, context, shown, notes))
    : listed.boxes;
  const found: Found[] = [];
  for (const region of mergeBoxes(axes, possible)) {
    const witness = witnessIn(space, unit, fn, region, context, shown);
    if (witness === "no") continue;
    if (witness === undefined) {
      notes.push(untold(space, unit, region, shown));
      continue;
    }
    found.push({
      region,
      context,
      witness,
      combinations: countIn(space, unit, fn, region, context),
      rows: rowsAt(space, unit, witness, context),
    });
  }
  return found.sort((a, b) => Number(b.combinations - a.combinations));
}

/** What could not be told of a region, and what to do about it. */
function untold(space: Space, unit: Unit, region: Region, shown: Shown): string {
  const axis = exactFormula(space, unit, region);
  const cells = axis && region.get(axis.index);
  if (axis === undefined || cells === undefined) return "a formula's values could not be told apart in the steps allowed";
  const there =
    shown === "conflict"
      ? "rows contradict each other there, so let only one of them take that bound"
      : "no row covers it, so let one of the rows beside it take that bound";
  return `whether ${axis.variable.name} can come to exactly ${describeCells(axis, cells)} is not known, and ${there}`;
}

/** Whether some case lies in a yes/no diagram of the unit's space; where this could not be told, it may. */
export function isPossible(space: Space, unit: Unit, fn: Fn, context: Context): boolean {
  if (fn === no || !hasFormula(space, unit)) return fn !== no;
  return paths(space, fn, mostBoxes).boxes.some((box) =>
    splitFormulas(space, unit, box).some((part) => witnessIn(space, unit, fn, part, context) !== "no"),
  );
}

const hasFormula = (space: Space, unit: Unit): boolean => unit.axes.some((axis) => space.continuous.has(axis.variable));

/** The parts of a box in which its formulas can really come to that. */
function reachableParts(space: Space, unit: Unit, fn: Fn, box: Region, context: Context, shown: Shown, notes: string[]): readonly Region[] {
  const possible: Region[] = [];
  for (const part of splitFormulas(space, unit, box)) {
    const exactly = exactFormula(space, unit, part);
    const witness = witnessIn(space, unit, fn, part, context, "path", exactly === undefined ? undefined : stepsForPoint);
    if (witness === "no") continue;
    // A formula seldom comes to one exact number; the end of an interval that it does reach belongs to that.
    if (witness === undefined && (exactly === undefined || !possible.some((other) => isBeside(part, other, exactly))))
      notes.push(untold(space, unit, part, shown));
    possible.push(part);
  }
  return possible;
}

/** Steps for asking whether a formula comes to one exact number. */
const stepsForPoint = 60;

/** The axis of a formula of which a part asks for one exact number. */
function exactFormula(space: Space, unit: Unit, part: Region): Axis | undefined {
  return unit.axes.find((axis) => {
    const cell = part.get(axis.index)?.indexOf(true) ?? -1;
    const at = axis.kind === "number" && space.continuous.has(axis.variable) ? axis.cells[cell] : undefined;
    return at !== undefined && onlyValue(at) !== undefined;
  });
}

/** Whether two parts differ in one axis only, and there by neighbouring cells. */
const isBeside = (part: Region, other: Region, along: Axis): boolean =>
  [...part].every(([index, cells]) => {
    const there = other.get(index);
    if (index !== along.index) return cells.every((allowed, cell) => allowed === (there?.[cell] ?? true));
    return Math.abs(cells.indexOf(true) - (there?.indexOf(true) ?? -2)) === 1;
  });

/** More parts than this are not told apart one by one. */
const mostParts = 4000;

/** One box per cell of each formula's axis and of what the formula depends on, since only some of them go together. */
function splitFormulas(space: Space, unit: Unit, box: Region): readonly Region[] {
  const inputs = upstream(
    space,
    unit.axes.map((axis) => axis.variable).filter((variable) => space.continuous.has(variable)),
  );
  let boxes: Region[] = [box];
  for (const axis of unit.axes) {
    if (!inputs.has(axis.variable)) continue;
    const cells = box.get(axis.index) ?? Array.from({ length: axis.size }, () => true);
    const order = intervalsFirst(axis).filter((cell) => cells[cell]);
    const parts = boxes.flatMap((one) =>
      order.map((cell) =>
        new Map(one).set(
          axis.index,
          cells.map((_, at) => at === cell),
        ),
      ),
    );
    if (parts.length > mostParts) return boxes;
    boxes = parts;
  }
  return boxes;
}

function countIn(space: Space, unit: Unit, fn: Fn, region: Region, context: Context): bigint {
  const inside = insideBox(space, fn, region);
  if (context.size === 0) return countCombinations(space, unit, inside);
  const narrowed: Unit = { ...unit, axes: unit.axes.filter((axis) => !context.has(axis.variable)) };
  return countCombinations(space, narrowed, inside);
}

function rowsAt(space: Space, unit: Unit, { cells }: Pick<Witness, "cells">, context: Context): readonly PlacedRow[] {
  return unit.rows.filter(({ block, row }) => holdsAt(space, rowFn(space, block, row, context), cells));
}

/** The rows that contradict each other once the unknowns which none of them names are opened. */
function rowsBehind(space: Space, unit: Unit, { opened, context }: Behind, { region, witness }: Found): readonly PlacedRow[] {
  const cells = somePath(space, insideBox(space, opened, region)) ?? witness.cells;
  return rowsAt(space, unit, { cells }, leftUnknown(space, unit, context, cells));
}
