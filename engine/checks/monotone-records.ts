/** Two records that differ in one variable, of which the worse one has the lower value: looked for along lines through records that are near. */
import type { Axis } from "../compile/axes.ts";
import { someValue } from "../compile/axes.ts";
import { farValues, possible, probe } from "../compile/probe.ts";
import { allowedCells, onlyCell, type Region, verdictsWithin, withCells, withNumbers } from "../compile/region.ts";
import { halfWay } from "../compile/solve.ts";
import { behind, type Space } from "../compile/space.ts";
import { only } from "../compile/verdict.ts";
import { type Fn, reach } from "../diagram/store.ts";
import type { Finding } from "../finding.ts";
import type { NumberVariable, Variable } from "../model/symbols.ts";
import { contains, onlyValue, point } from "../number/interval.ts";
import { add, compare, div, fromInt, mul, type Rational, sub, toDecimalText } from "../number/rational.ts";
import { axisName, cellText } from "./counterexample.ts";
import { isHigher } from "./monotone-order.ts";
import { type Along, type Monotone, notMonotoneFinding, valueText } from "./monotone-pair.ts";

/** What a record says: a number or a label of each variable on which the values depend. */
interface Inputs {
  readonly numbers: readonly NumberVariable[];
  readonly axes: readonly Axis[];
  /** The variable in which the records differ, where it is a number. */
  readonly own: NumberVariable | undefined;
}

/** The nearest two that were found; undefined where there were none. */
export function twoRecords(space: Space, check: Monotone, along: Along, values: Fn, starts: readonly Region[]): Finding | undefined {
  const inputs = inputsOf(space, values, along.variable);
  for (const start of [...frontier(space, values, inputs, starts), ...variations(space, inputs, starts)]) {
    const line = pointsAlong(space, along, start);
    const found = firstFall(space, values, line);
    if (found === undefined) continue;
    const [better, worse] = found;
    const alike = recordOf(inputs, start, along.variable);
    const end = ({ text }: OnLine) => [...alike, { variable: along.variable.name, text }];
    return notMonotoneFinding(
      check,
      along,
      alike,
      { better: end(better), worse: end(worse) },
      { better: textAt(space, values, better.at), worse: textAt(space, values, worse.at) },
      worse.text,
    );
  }
  return undefined;
}

/** What is recorded and matters, but for the variable. */
function inputsOf(space: Space, values: Fn, along: Variable): Inputs {
  const tested = [...reach(space.store, values).axes].map((index) => (space.axes.list[index] as Axis).variable);
  const recorded = [...behind(space, tested)].filter((variable) => !space.decisions.has(variable) && variable !== along);
  const axes = space.axes.list.filter((axis) => (axis.kind === "leaf" || axis.kind === "member") && recorded.includes(axis.variable));
  const numbers = recorded.filter((variable): variable is NumberVariable => variable.kind === "number");
  return { numbers, axes, own: along.kind === "number" ? along : undefined };
}

/** A single record in a region. */
function settled(space: Space, { numbers, axes, own }: Inputs, region: Region): Region {
  let made = region;
  for (const { index, size } of axes)
    made = withCells(made, index, onlyCell(size, Math.max(0, allowedCells(space, made, index)?.indexOf(true) ?? 0)));
  for (const variable of own === undefined ? numbers : [...numbers, own]) {
    const [piece] = possible(space, region, variable);
    const value = piece && someValue(variable, piece);
    if (value !== undefined) made = withNumbers(made, variable, [point(value)]);
  }
  // What is chosen of a number says more than its cells, and may be moved out of them.
  const cells = [...made.cells].filter(([index]) => space.axes.list[index]?.kind !== "number");
  return { ...made, cells: new Map(cells) };
}

/** Records on either side of where the value falls, as near as halving brings them; then the starts themselves. */
function frontier(space: Space, values: Fn, inputs: Inputs, starts: readonly Region[]): readonly Region[] {
  const own = starts.map((start) => settled(space, inputs, start));
  let [better, worse] = own;
  if (better === undefined || worse === undefined) return own;
  const [high, low] = [valueAt(space, values, better), valueAt(space, values, worse)];
  for (let halving = 0; halving < 20 && high !== undefined && low !== undefined; halving++) {
    const middle = halfWay(inputs.numbers, better, worse);
    const there = middle && valueAt(space, values, middle);
    if (middle === undefined || there === undefined) break;
    if (isHigher(space, there, low)) better = middle;
    else worse = middle;
  }
  return [better, worse, ...own];
}

const mostVariations = 60;

/** Other records of the inputs, in a mixed order. */
function* variations(space: Space, inputs: Inputs, [start]: readonly Region[]): Generator<Region> {
  if (start === undefined) return;
  const free: Region = { cells: new Map(), numbers: new Map(), given: start.given };
  const options: readonly ((region: Region, turn: number) => Region)[] = [
    ...inputs.numbers.map((variable) => {
      const pieces = possible(space, free, variable);
      const some = [...probe(variable, pieces, 3), ...pieces.flatMap((piece) => farValues(variable, piece))];
      return (region: Region, turn: number) => {
        const value = some[turn % Math.max(1, some.length)];
        return value === undefined ? region : withNumbers(region, variable, [point(value)]);
      };
    }),
    ...inputs.axes.map(
      ({ index, size }) =>
        (region: Region, turn: number) =>
          withCells(region, index, onlyCell(size, turn % size)),
    ),
  ];
  for (let turn = 0; turn < mostVariations; turn++)
    yield settled(
      space,
      inputs,
      options.reduce((region, option, index) => option(region, turn * (2 * index + 1) + Math.floor(turn / (3 + index))), free),
    );
}

interface OnLine {
  readonly at: Region;
  readonly text: string;
}

/** The record with the variable at one value after another, from better to worse. */
function pointsAlong(space: Space, { variable, falling }: Along, start: Region): readonly OnLine[] {
  const axis = space.axes.leaf.get(variable);
  const points =
    variable.kind === "number"
      ? valuesOf(space, variable, start).map((value) => ({ at: withNumbers(start, variable, [point(value)]), text: toDecimalText(value) }))
      : axis === undefined
        ? []
        : Array.from({ length: axis.size }, (_, cell) => ({
            at: withCells(start, axis.index, onlyCell(axis.size, cell)),
            text: cellText(axis, cell),
          }));
  return falling ? points.reverse() : points;
}

/** Values of the variable that are tried. */
const tries = 64;

/** Values over the whole range, or around the one that is there; and where rules part it. */
function valuesOf(space: Space, variable: NumberVariable, start: Region): Rational[] {
  const { lo, hi } = variable.range;
  const own = onlyValue(start.numbers.get(variable)?.[0] ?? variable.range) ?? lo ?? fromInt(0);
  const wide =
    lo !== undefined && hi !== undefined
      ? Array.from({ length: tries + 1 }, (_, at) => add(lo, div(mul(sub(hi, lo), fromInt(at)), fromInt(tries))))
      : Array.from({ length: 12 }, (_, power) => fromInt(2 ** power)).flatMap((by) => [
          mul(own, by),
          div(own, by),
          add(own, by),
          sub(own, by),
        ]);
  const cells = space.axes.number.get(variable)?.cells ?? [];
  const found = new Map<string, Rational>();
  for (const from of [own, ...wide, ...probe(variable, cells, 200)]) {
    const value = contains(variable.range, from)
      ? someValue(variable, variable.step === undefined ? point(from) : { ...variable.range, lo: from, loOpen: false })
      : undefined;
    if (value !== undefined) found.set(toDecimalText(value, 30), value);
  }
  return [...found.values()].sort(compare);
}

/** The shortest way along a line on which the value falls. */
function firstFall(space: Space, values: Fn, line: readonly OnLine[]): readonly [OnLine, OnLine] | undefined {
  const ranked = line.flatMap((one) => {
    const value = valueAt(space, values, one.at);
    return value === undefined ? [] : [{ one, value }];
  });
  for (let distance = 1; distance < ranked.length; distance++) {
    for (let at = 0; at + distance < ranked.length; at++) {
      const [better, worse] = [ranked[at], ranked[at + distance]];
      if (better !== undefined && worse !== undefined && isHigher(space, better.value, worse.value)) return [better.one, worse.one];
    }
  }
  return undefined;
}

/** The value of a record, as a terminal; undefined where it has none, or where more than one is possible. */
function valueAt(space: Space, values: Fn, at: Region): Fn | undefined {
  const found = verdictsWithin(space, values, at);
  const [verdict] = found;
  return verdict?.kind === "value" && found.every((other) => other === verdict) ? only(space.verdicts, verdict) : undefined;
}

const textAt = (space: Space, values: Fn, at: Region): string => {
  const value = valueAt(space, values, at);
  return value === undefined ? "nothing" : valueText(space, value);
};

/** What is alike in both records. */
function recordOf({ numbers, axes }: Inputs, region: Region, variable: Variable): { variable: string; text: string }[] {
  const said = [
    ...numbers.flatMap((one) => {
      const value = onlyValue(region.numbers.get(one)?.[0] ?? one.range);
      return value === undefined || one === variable ? [] : [{ id: one.id, variable: one.name, text: toDecimalText(value) }];
    }),
    ...axes.flatMap((axis) => {
      const cells = region.cells.get(axis.index);
      return cells === undefined ? [] : [{ id: axis.variable.id, variable: axisName(axis), text: cellText(axis, cells.indexOf(true)) }];
    }),
  ];
  return said.sort((a, b) => a.id - b.id).map(({ variable: name, text }) => ({ variable: name, text }));
}
