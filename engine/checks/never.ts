/** `check-failed`: `check never …` and `check … implies …`, proved over the whole space or refuted by a case. */
import { propertyDecision } from "../compile/anonymous.ts";
import { type Axis, isRecordable, someValue } from "../compile/axes.ts";
import { fullFn } from "../compile/compose.ts";
import type { Region } from "../compile/region.ts";
import { solve, type Wanted } from "../compile/solve.ts";
import type { Space } from "../compile/space.ts";
import { members, type Verdict } from "../compile/verdict.ts";
import { paths } from "../cover/boxes.ts";
import { type Fn, mapTerminals, no, reach, yes } from "../diagram/store.ts";
import type { Finding } from "../finding.ts";
import { finding } from "../model/problems.ts";
import type { Check, Cond, NumberVariable } from "../model/symbols.ts";
import { toDecimalText } from "../number/rational.ts";
import { describePath, pathLine, sayWhatMatters, shortestPath } from "./counterexample.ts";
import { knownOnly } from "./known-only.ts";

export function checkNever(space: Space, check: Extract<Check, { kind: "never" }>, text: string): readonly Finding[] {
  const fn = conditionEverywhere(space, check.cond);
  if (fn === no) return [];
  const counter = throughFormulas(space, fn) ? recordWhere(space, check.cond, fn) : caseWhere(space, check.cond, fn);
  if (counter === "no") return [];
  if (counter === undefined)
    return [
      finding(
        "undecided",
        check.place.uri,
        check.place.span,
        `It could not be proved in the steps allowed whether this holds, because it runs through a formula: ${text}.`,
        `undecided ${text}`,
      ),
    ];
  return [
    {
      ...finding(
        "check-failed",
        check.place.uri,
        check.place.span,
        counter.length === 0
          ? "This does not hold: every case is against it."
          : `This does not hold. A case against it: ${pathLine(counter)}.`,
        `check-failed ${text}`,
      ),
      witness: counter,
    },
  ];
}

type Witness = NonNullable<Finding["witness"]>;

function caseWhere(space: Space, cond: Cond, fn: Fn): Witness {
  const path = new Map(shortestPath(space, fn) ?? []);
  sayWhatMatters(space, propertyDecision(space, cond), path, [new Map()]);
  return describePath(space, path);
}

/** Ways through formulas that are looked at one by one. */
const mostWays = 500;

/** A record at which it holds, with the numbers that its formulas need; `no` where they come to that nowhere. */
function recordWhere(space: Space, cond: Cond, fn: Fn): Witness | "no" | undefined {
  const ways = paths(space, fn, mostWays);
  let open = !ways.complete;
  for (const way of ways.boxes) {
    const formulas = [...way].filter(([index]) => space.continuous.has((space.axes.list[index] as Axis).variable));
    const region: Region = { cells: new Map([...way].filter((one) => !formulas.includes(one))), numbers: new Map(), given: new Set() };
    const met = solve(
      space,
      formulas.map(([index, cells]): Wanted => ({ variable: (space.axes.list[index] as Axis).variable as NumberVariable, cells })),
      region,
    );
    if (met === undefined) open = true;
    else if (met !== "no") return recordText(space, cond, met);
  }
  return open ? undefined : "no";
}

/** One label of each axis and one number of each variable. */
function recordText(space: Space, cond: Cond, region: Region): Witness {
  const axisAt = (index: number): Axis => space.axes.list[index] as Axis;
  const isRecorded = (index: number): boolean =>
    !space.continuous.has(axisAt(index).variable) && axisAt(index).kind !== "recorded" && isRecordable(axisAt(index));
  const chosen = new Map([...region.cells].filter(([index]) => isRecorded(index)).map(([index, cells]) => [index, cells.indexOf(true)]));
  sayWhatMatters(space, propertyDecision(space, cond), chosen, [new Map()]);
  const numbers = new Map<string, string>();
  for (const variable of space.model.variables) {
    if (variable.kind !== "number" || space.decisions.has(variable)) continue;
    const axis = space.axes.number.get(variable);
    const cell = axis && chosen.get(axis.index);
    const known = region.numbers.get(variable)?.[0] ?? (cell === undefined ? undefined : axis?.cells[cell]);
    const value = known && someValue(variable, known);
    if (value !== undefined) numbers.set(variable.name, toDecimalText(value));
  }
  const labels = describePath(space, new Map([...chosen].filter(([index]) => axisAt(index).kind !== "number")));
  return [...labels, ...[...numbers].map(([variable, text]) => ({ variable, text }))];
}

const throughFormulas = (space: Space, fn: Fn): boolean =>
  [...reach(space.store, fn).axes].some((index) => space.continuous.has((space.axes.list[index] as Axis).variable));

/** Where a condition holds for known values that are not excluded. */
function conditionEverywhere(space: Space, cond: Cond): Fn {
  const full = knownOnly(space, fullFn(space, propertyDecision(space, cond), new Set()));
  return mapTerminals(space.store, full, (set) => (members(space.verdicts, set).some((verdict) => isYes(verdict)) ? yes : no));
}

const isYes = (verdict: Verdict): boolean =>
  verdict.kind === "value" && verdict.marks.length === 0 && verdict.value.kind === "label" && verdict.value.node.lo === 1;
