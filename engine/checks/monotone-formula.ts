/**
 * Monotone through formulas over numbers: proved where no case before has a higher value, whatever cells the formulas move
 * to in their direction; else refuted by two records that differ in one variable.
 */
import type { Axis } from "../compile/axes.ts";
import { onlyCell, type Region } from "../compile/region.ts";
import { solve, type Wanted } from "../compile/solve.ts";
import type { Space } from "../compile/space.ts";
import { only, uncovered } from "../compile/verdict.ts";
import { cellsFn, choose, combine, type Fn, fix, isTerminal, no, node, yes } from "../diagram/store.ts";
import type { Finding } from "../finding.ts";
import { finding } from "../model/problems.ts";
import type { NumberVariable } from "../model/symbols.ts";
import { onlyValue } from "../number/interval.ts";
import { type Path, shortestPath } from "./counterexample.ts";
import { directionIn, movingIn } from "./decision-direction.ts";
import { falls, isBefore, type Moving, valued } from "./falls.ts";
import { isHigher } from "./monotone-order.ts";
import { type Along, type Compared, type Monotone, nameOf } from "./monotone-pair.ts";
import { twoRecords } from "./monotone-records.ts";

/** What came of a check through formulas: how they move, and what stands in the way. */
export interface Through {
  readonly moving: readonly Moving[];
  readonly findings: readonly Finding[];
}

/** Undefined where the decision depends on the variable through no formula. */
export function throughFormula(space: Space, check: Monotone, along: Along, compared: Compared): Through | undefined {
  const moving = movingIn(space, compared.fn, along.variable, along.falling);
  if (!moving.some(({ axis }) => space.continuous.has((space.axes.list[axis] as Axis).variable))) return undefined;
  const values = valued(space, compared);
  // Between intervals first: a formula seldom comes to one exact number, and seldom has to.
  for (const looked of [betweenBounds(space, values, moving), values]) {
    const found = lookThrough(space, check, along, { moving, values, looked });
    if (found !== undefined) return { moving, findings: [found] };
  }
  return { moving, findings: [] };
}

/** What is compared along which axes, and the part of it that is looked at. */
interface Looked {
  readonly moving: readonly Moving[];
  readonly values: Fn;
  readonly looked: Fn;
}

/** Two records against the check, or that it could not be told; undefined where nothing falls. */
function lookThrough(space: Space, check: Monotone, along: Along, { moving, values, looked }: Looked): Finding | undefined {
  let left = looked;
  let open = false;
  for (let round = 0; round < mostRounds; round++) {
    const counter = pairIn(space, left, moving);
    if (counter === undefined && !open) return undefined;
    if (counter === undefined) break;
    const ends = [counter.better, counter.worse].map((path) => ({ path, met: recordAt(space, path, along) }));
    const impossible = ends.filter(({ met }) => met === "no");
    for (const { path } of impossible) left = without(space, left, path);
    if (impossible.length > 0) continue;
    const starts = ends.flatMap(({ met }) => (met === undefined || met === "no" ? [] : [met]));
    const found = starts.length === 0 ? undefined : twoRecords(space, check, along, values, starts);
    if (found !== undefined) return found;
    open = true;
    left = without(space, left, counter.worse);
  }
  return untold(space, check, along, moving);
}

/** The values where no formula that moves is at a bound. */
function betweenBounds(space: Space, values: Fn, moving: readonly Moving[]): Fn {
  const nothing = only(space.verdicts, uncovered);
  return moving.reduce((fn, { axis }) => {
    const there = space.axes.list[axis];
    if (there?.kind !== "number" || !space.continuous.has(there.variable)) return fn;
    const isBound = Array.from(
      { length: there.size },
      (_, cell) => there.cells[cell] !== undefined && onlyValue(there.cells[cell]) !== undefined,
    );
    return choose(space.store, cellsFn(space.store, axis, isBound), nothing, fn);
  }, values);
}

/** Pairs of cells that are looked at one after the other. */
const mostRounds = 24;

/** Why it could not be told: a formula of which the form does not say where it goes, or no two records were found. */
function untold(space: Space, check: Monotone, along: Along, moving: readonly Moving[]): Finding {
  const what = nameOf(check, along);
  const formulas = moving.map(({ axis }) => (space.axes.list[axis] as Axis).variable).filter((variable) => space.continuous.has(variable));
  const unclear = formulas.find((formula) => directionIn(space, formula, along.variable) === "unknown");
  const because =
    unclear === undefined
      ? `the bounds of ${formulas.map(({ name }) => name).join(" and ")} allow ${check.decision.name} to fall, and no two records that show it were found`
      : `${along.variable.name} enters the formula of ${unclear.name} in a way that both raises and lowers it, or that is not told by its form, and no two records that show a fall were found`;
  return finding(
    "undecided",
    check.place.uri,
    check.place.span,
    `It could not be proved that ${what} is monotone, because ${because}.`,
    `undecided monotone ${what}`,
  );
}

interface Pair {
  readonly better: Path;
  readonly worse: Path;
}

/** The smallest step along the moving axes after which the value is lower; undefined where there is none. */
function pairIn(space: Space, values: Fn, moving: readonly Moving[]): Pair | undefined {
  const path = shortestPath(space, falls(space, values, moving));
  if (path === undefined) return undefined;
  const worse = moving.map(({ axis }) => path.get(axis) ?? 0);
  const held = new Map([...path].filter(([axis]) => !moving.some((one) => one.axis === axis)));
  const there = fixed(space, values, held);
  const lower = at(space, there, moving, worse);
  for (const before of cellsBefore(space, moving, worse)) {
    const both = shortestPath(space, isLower(space, at(space, there, moving, before), lower));
    if (both === undefined) continue;
    const end = (cells: readonly number[]): Path =>
      new Map([...held, ...both, ...moving.map(({ axis }, index) => [axis, cells[index] as number] as const)]);
    return { better: end(before), worse: end(worse) };
  }
  return undefined;
}

const fixed = (space: Space, fn: Fn, cells: ReadonlyMap<number, number>): Fn =>
  [...cells].reduce((made, [axis, cell]) => fix(space.store, made, axis, cell), fn);

const at = (space: Space, fn: Fn, moving: readonly Moving[], cells: readonly number[]): Fn =>
  moving.reduce((made, { axis }, index) => fix(space.store, made, axis, cells[index] as number), fn);

const isLower = (space: Space, better: Fn, worse: Fn): Fn =>
  combine(space.store, better, worse, (a, b) =>
    isTerminal(a) && isTerminal(b) ? (isHigher(space, a, b) ? yes : no) : a === b ? no : undefined,
  );

/** The cells from which a case may have come, the nearest first. */
function cellsBefore(space: Space, moving: readonly Moving[], cells: readonly number[]): readonly (readonly number[])[] {
  let found: (readonly number[])[] = [[]];
  for (const [index, { axis, way }] of moving.entries()) {
    const size = space.axes.list[axis]?.size ?? 1;
    const cell = cells[index] as number;
    const before = Array.from({ length: size }, (_, other) => other).filter((other) => isBefore(way, other, cell));
    found = found.flatMap((some) => before.map((other) => [...some, other]));
  }
  const distance = (some: readonly number[]): number =>
    some.reduce((sum, cell, index) => sum + Math.abs(cell - (cells[index] as number)), 0);
  return found.sort((a, b) => distance(a) - distance(b));
}

/** A record in these cells; `no` where the formulas cannot come to that. Nothing is said where the variable is decided itself. */
function recordAt(space: Space, path: Path, { variable }: Along): Region | "no" | undefined {
  if (space.decisions.has(variable)) return undefined;
  const axisAt = (index: number): Axis => space.axes.list[index] as Axis;
  const size = (index: number): number => axisAt(index).size;
  const isFormula = ([index]: readonly [number, number]): boolean => space.continuous.has(axisAt(index).variable);
  const region: Region = {
    cells: new Map([...path].filter((one) => !isFormula(one)).map(([index, cell]) => [index, onlyCell(size(index), cell)])),
    numbers: new Map(),
    given: new Set(),
  };
  const wanted = [...path]
    .filter(isFormula)
    .map(([index, cell]): Wanted => ({ variable: axisAt(index).variable as NumberVariable, cells: onlyCell(size(index), cell) }));
  return solve(space, wanted, region, 300);
}

/** The values without those in these cells. */
function without(space: Space, values: Fn, path: Path): Fn {
  const { store } = space;
  const there = [...path]
    .sort(([a], [b]) => b - a)
    .reduce<Fn>(
      (fn, [axis, cell]) =>
        node(
          store,
          axis,
          Array.from({ length: space.axes.list[axis]?.size ?? 1 }, (_, other) => (other === cell ? fn : no)),
        ),
      yes,
    );
  return choose(store, there, only(space.verdicts, uncovered), values);
}
