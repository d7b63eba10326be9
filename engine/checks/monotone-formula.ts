/** Monotone through a formula over numbers: told from the form of the formula, or refuted by two records that differ in one variable. */
import type { Axis } from "../compile/axes.ts";
import { someValue } from "../compile/axes.ts";
import { outcomesOf } from "../compile/formula.ts";
import { boxOf, onlyCell, type Region, withNumbers } from "../compile/region.ts";
import { halfWay, solve } from "../compile/solve.ts";
import { type Space, upstream } from "../compile/space.ts";
import { fix, no, reach, yes } from "../diagram/store.ts";
import type { Finding } from "../finding.ts";
import { finding } from "../model/problems.ts";
import type { NumberVariable, Variable } from "../model/symbols.ts";
import { contains, type Interval, onlyValue, point, whole } from "../number/interval.ts";
import { add, div, fromInt, mul, type Rational, sub, toDecimalText } from "../number/rational.ts";
import { axisName, cellText, describePath, shortestPath } from "./counterexample.ts";
import { type Direction, directionOf, directionOfCond, directionOfScore, type Rise } from "./direction.ts";
import { type Along, type Compared, type Monotone, nameOf, notMonotoneFinding, valueAtCells, violation } from "./monotone-pair.ts";

type NumberAxis = Extract<Axis, { kind: "number" }>;

/** What stands in the way where the decision depends on the variable through a formula; undefined where nothing does. */
export function throughFormula(space: Space, check: Monotone, along: Along, compared: Compared): readonly Finding[] | undefined {
  const wanted: Direction = along.falling ? "falling" : "rising";
  const through = formulasWith(space, compared, along.variable);
  for (const { formula, direction } of through) {
    if (direction !== wanted)
      return [
        untold(
          check,
          along,
          `${along.variable.name} enters the formula of ${formula.name} in a way that ${direction === "unknown" ? "both raises and lowers it, or that is not told by its form" : `makes it ${direction === "rising" ? "rise" : "fall"}`}`,
        ),
      ];
    const axis = space.axes.number.get(formula);
    const counter = axis && fallingStep(space, compared, axis);
    if (axis === undefined || counter === undefined) continue;
    return [
      twoRecords(space, check, along, compared, axis, counter) ??
        untold(
          check,
          along,
          `${check.decision.name} falls as ${formula.name} rises from ${cellText(axis, counter.low)} to ${cellText(axis, counter.high)}, and no two records that show it were found`,
        ),
    ];
  }
  return undefined;
}

function untold(check: Monotone, along: Along, because: string): Finding {
  const what = nameOf(check, along);
  return finding(
    "undecided",
    check.place.uri,
    check.place.span,
    `It could not be proved that ${what} is monotone, because ${because}.`,
    `undecided monotone ${what}`,
  );
}

/** Formulas over numbers that the decision tests and that depend on the variable, each with its direction. */
function formulasWith(space: Space, { fn }: Compared, variable: Variable): readonly { formula: NumberVariable; direction: Direction }[] {
  return [...reach(space.store, fn).axes]
    .map((index) => (space.axes.list[index] as Axis).variable)
    .filter((one): one is NumberVariable => one.kind === "number" && space.continuous.has(one))
    .map((formula) => ({ formula, direction: directionIn(space, formula, variable) }))
    .filter(({ direction }) => direction !== "steady");
}

/** Whether a decided variable, or one that is recorded, rises or falls with the variable. */
function directionIn(space: Space, read: Variable, variable: Variable): Direction {
  if (!upstream(space, [read]).has(variable)) return "steady";
  const rule = space.decisions.get(read)?.rule;
  const rise: Rise = {
    variable,
    inner: (inside) => directionIn(space, inside, variable),
    // What a decided number can come to is not declared.
    rangeOf: (number) => (space.decisions.has(number) ? whole : number.range),
  };
  switch (rule?.kind) {
    case "number":
      return directionOf(rule.value, rise);
    case "flag":
      return directionOfCond(rule.cond, rise);
    case "score":
      return directionOfScore(rule.parts, rise);
    default:
      return "unknown";
  }
}

interface Step {
  readonly low: number;
  readonly high: number;
  /** Where, on the other axes. */
  readonly where: ReadonlyMap<number, number>;
}

/** The smallest rise of the formula that lowers the decision, between intervals if it can be: a formula seldom comes to one exact number. */
function fallingStep(space: Space, compared: Compared, axis: NumberAxis): Step | undefined {
  const everywhere: Compared = { ...compared, reachable: yes, except: no };
  const wide = axis.cells.flatMap((cell, index) => (onlyValue(cell) === undefined ? [index] : []));
  for (const cells of [wide, axis.cells.map((_, index) => index)]) {
    for (let distance = 1; distance < cells.length; distance++) {
      for (let at = 0; at + distance < cells.length; at++) {
        const low = cells[at] as number;
        const high = cells[at + distance] as number;
        const where = shortestPath(space, violation(space, everywhere, axis, low, high));
        if (where !== undefined) return { low, high, where };
      }
    }
  }
  return undefined;
}

/** Values of the variable tried for the second record. */
const tries = 64;

/** Two records that differ in the variable alone, on both sides of the step. */
function twoRecords(space: Space, check: Monotone, along: Along, compared: Compared, axis: NumberAxis, step: Step): Finding | undefined {
  if (compared.except !== no || along.variable.kind !== "number") return undefined;
  const { variable } = along;
  const base: Region = {
    cells: new Map([...step.where].map(([index, cell]) => [index, onlyCell((space.axes.list[index] as Axis).size, cell)])),
    numbers: new Map(),
    given: new Set(),
  };
  const at = (cell: number) => solve(space, [{ variable: axis.variable, cells: onlyCell(axis.size, cell) }], base);
  const sides = neighbours(space, axis, step, at(step.low), at(step.high));
  if (sides === undefined) return undefined;
  for (const [start, target] of [
    [sides.below, step.high],
    [sides.above, step.low],
  ] as const) {
    const own = onlyValue(start.numbers.get(variable)?.[0] ?? variable.range);
    const other = own && movedTo(space, start, axis, variable, own, target);
    if (own === undefined || other === undefined) continue;
    const alike = recordOf(space, start, step.where, variable);
    const end = (value: Rational) => [...alike, { variable: variable.name, text: toDecimalText(value) }];
    const [better, worse] = target === step.high ? [own, other] : [other, own];
    const values = {
      better: valueAtCells(space, fix(space.store, compared.fn, axis.index, step.low), step.where),
      worse: valueAtCells(space, fix(space.store, compared.fn, axis.index, step.high), step.where),
    };
    return notMonotoneFinding(check, along, alike, { better: end(better), worse: end(worse) }, values, cellText(axis, step.high));
  }
  return undefined;
}

/** Two records on either side of the step, as near to each other as halving brings them. */
function neighbours(
  space: Space,
  axis: NumberAxis,
  step: Step,
  first: Region | "no" | undefined,
  second: Region | "no" | undefined,
): { readonly below: Region; readonly above: Region } | undefined {
  if (first === undefined || first === "no" || second === undefined || second === "no") return undefined;
  const numbers = [...first.numbers.keys()].filter((one): one is NumberVariable => one.kind === "number");
  let [below, above] = [first, second];
  for (let halving = 0; halving < 20; halving++) {
    const middle = halfWay(numbers, below, above);
    const comes = middle && onlyValue(outcomesOf(space, axis.variable, boxOf(space, middle)).value);
    if (middle === undefined || comes === undefined) break;
    if (contains(axis.cells[step.low] as Interval, comes)) below = middle;
    else if (contains(axis.cells[step.high] as Interval, comes)) above = middle;
    else break;
  }
  return { below, above };
}

/** Another value of the variable with which the formula comes to lie in the target cell. */
function movedTo(
  space: Space,
  start: Region,
  axis: NumberAxis,
  variable: NumberVariable,
  own: Rational,
  target: number,
): Rational | undefined {
  const cell = axis.cells[target] as Interval;
  return candidates(variable, own).find((value) => {
    const comes = onlyValue(outcomesOf(space, axis.variable, boxOf(space, withNumbers(start, variable, [point(value)]))).value);
    return comes !== undefined && contains(cell, comes);
  });
}

/** Values over the whole range; of a range without ends those around the one that is there. */
function candidates(variable: NumberVariable, own: Rational): readonly Rational[] {
  const { lo, hi } = variable.range;
  const near =
    lo !== undefined && hi !== undefined
      ? Array.from({ length: tries + 1 }, (_, at) => add(lo, div(mul(sub(hi, lo), fromInt(at)), fromInt(tries))))
      : Array.from({ length: 12 }, (_, power) => fromInt(2 ** power)).flatMap((by) => [
          mul(own, by),
          div(own, by),
          add(own, by),
          sub(own, by),
        ]);
  return near.flatMap((from) => {
    const value = contains(variable.range, from)
      ? variable.step === undefined
        ? from
        : someValue(variable, { ...variable.range, lo: from, loOpen: false })
      : undefined;
    return value === undefined ? [] : [value];
  });
}

/** What is alike in both records. */
function recordOf(
  space: Space,
  region: Region,
  where: ReadonlyMap<number, number>,
  variable: Variable,
): { variable: string; text: string }[] {
  const numbers = [...region.numbers].flatMap(([one, [piece]]) => {
    const value = piece && onlyValue(piece);
    return value === undefined || one === variable ? [] : [{ variable: one.name, text: toDecimalText(value) }];
  });
  const cells = [...region.cells].flatMap(([index, allowed]) => {
    const axis = space.axes.list[index] as Axis;
    if (
      where.has(index) ||
      axis.kind === "number" ||
      axis.kind === "recorded" ||
      axis.kind === "order" ||
      allowed.filter(Boolean).length !== 1
    )
      return [];
    return [{ variable: axisName(axis), text: cellText(axis, allowed.indexOf(true)) }];
  });
  return [...describePath(space, where), ...cells, ...numbers];
}
