/** `check-failed` and `not-monotone`: properties that a file states, proved over the whole space or refuted by a case. */

import { conditionDecision } from "../compile/anonymous.ts";
import type { Axis } from "../compile/axes.ts";
import { fullFn } from "../compile/compose.ts";
import { condFn, known } from "../compile/conditions.ts";
import { outFn } from "../compile/local.ts";
import type { Space } from "../compile/space.ts";
import { members, type Verdict } from "../compile/verdict.ts";
import { describeCells } from "../cover/describe.ts";
import { reachableIn, unitsOf } from "../cover/unit.ts";
import { and, combine, type Fn, fix, isTerminal, mapTerminals, minus, no, reach, terminalIndex, yes } from "../diagram/store.ts";
import type { Finding } from "../finding.ts";
import { finding } from "../model/problems.ts";
import type { Check, Cond, Variable } from "../model/symbols.ts";
import { compare, toDecimalText } from "../number/rational.ts";
import { type Direction, directionOf } from "./direction.ts";

export function checkProperty(space: Space, check: Check): readonly Finding[] {
  return check.kind === "never" ? checkNever(space, check) : check.along.flatMap((along) => checkMonotone(space, check, along));
}

// ------------------------------------------------------------------------ never

function checkNever(space: Space, check: Extract<Check, { kind: "never" }>): readonly Finding[] {
  const holds = conditionEverywhere(space, check.cond);
  if (holds.fn === no) return [];
  const text = statement(space, check);
  if (holds.formula)
    return [
      finding(
        "undecided",
        check.place.uri,
        check.place.span,
        `It could not be proved whether this holds, because it runs through a formula: ${text}.`,
        `undecided ${text}`,
      ),
    ];
  const counter = describePath(space, holds.fn);
  return [
    {
      ...finding(
        "check-failed",
        check.place.uri,
        check.place.span,
        counter.length === 0
          ? "This does not hold: every case is against it."
          : `This does not hold. A case against it: ${counter.map((one) => `${one.variable} = ${one.text}`).join(", ")}.`,
        `check-failed ${text}`,
      ),
      witness: counter,
    },
  ];
}

const statement = (space: Space, check: Check): string =>
  (
    space.model.sources.find((source) => source.uri === check.place.uri)?.text.slice(check.place.span.start, check.place.span.end) ?? ""
  ).replace(/\s+/g, " ");

/** Where a condition holds for known values that are not excluded. */
function conditionEverywhere(space: Space, cond: Cond): { readonly fn: Fn; readonly formula: boolean } {
  const decision = conditionDecision(space, cond);
  const full = knownOnly(space, fullFn(space, decision, new Set()));
  let fn = mapTerminals(space.store, full, (set) => (members(space.verdicts, set).some((verdict) => isYes(verdict)) ? yes : no));
  for (const exclude of space.model.excludes) {
    if (exclude.target === undefined && exclude.reads.some((read) => decision.reads.includes(read)))
      fn = minus(space.store, fn, condFn(space, exclude.cond, known));
  }
  return { fn, formula: [...reach(space.store, fn).axes].some((index) => space.continuous.has((space.axes.list[index] as Axis).variable)) };
}

const isYes = (verdict: Verdict): boolean =>
  verdict.kind === "value" && verdict.marks.length === 0 && verdict.value.kind === "label" && verdict.value.node.lo === 1;

/** The diagram where every variable is recorded as known. */
function knownOnly(space: Space, fn: Fn): Fn {
  let made = fn;
  for (const axis of space.axes.recorded.values()) made = fix(space.store, made, axis.index, 0);
  return made;
}

/** One path to yes, as values of variables. */
function describePath(space: Space, fn: Fn): { variable: string; text: string }[] {
  const found: { variable: string; text: string }[] = [];
  let at = fn;
  while (!isTerminal(at)) {
    const axis = space.axes.list[space.store.levels[at] as number] as Axis;
    const kids = space.store.kids[at] as readonly Fn[];
    const cell = kids.findIndex((kid) => kid !== no);
    const text = describeCells(
      axis,
      kids.map((_, index) => index === cell),
    );
    found.push({
      variable: axis.kind === "member" ? `${axis.variable.name} has ${axis.variable.domain.leaves[axis.member]?.text}` : axis.variable.name,
      text,
    });
    at = kids[cell] as Fn;
  }
  return found;
}

// --------------------------------------------------------------------- monotone

type Monotone = Extract<Check, { kind: "monotone" }>;

function checkMonotone(space: Space, check: Monotone, along: Monotone["along"][number]): readonly Finding[] {
  const decision = space.decisions.get(check.decision);
  if (decision === undefined) return [];
  const { variable, falling } = along;
  const own = decision.reads.includes(variable);
  const fn = own ? outFn(space, decision, known) : knownOnly(space, fullFn(space, decision, new Set()));
  const unit = own && decision.rule.kind === "blocks" ? unitsOf(space, decision)[0] : undefined;
  const reachable = unit === undefined ? yes : reachableIn(space, unit, known);
  const axis = space.axes.leaf.get(variable) ?? space.axes.number.get(variable);
  const except = check.except === undefined ? no : condFn(space, check.except, known);
  const through = formulasWith(space, fn, variable);
  const undecided = through.find((formula) => !risesThrough(space, fn, formula, variable, falling));
  const what = `${check.decision.name} in ${falling ? "falling " : ""}${variable.name}`;
  if (undecided !== undefined) {
    return [
      finding(
        "undecided",
        check.place.uri,
        check.place.span,
        `It could not be proved that ${what} is monotone, because ${variable.name} enters the formula of ${undecided.name} in a way that both raises and lowers it, or that is not told by its form.`,
        `undecided monotone ${what}`,
      ),
    ];
  }
  if (axis === undefined) return [];
  for (let low = 0; low < axis.size; low++) {
    for (let high = low + 1; high < axis.size; high++) {
      const better = falling ? high : low;
      const worse = falling ? low : high;
      const counter = violation(space, fn, axis, better, worse, reachable, except);
      if (counter !== no) return [monotoneFinding(space, check, what, axis, better, worse, fn, counter)];
    }
  }
  return [];
}

/** Where the worse cell gives a lower stage than the better one. */
function violation(space: Space, fn: Fn, axis: Axis, better: number, worse: number, reachable: Fn, except: Fn): Fn {
  const { store } = space;
  const at = (of: Fn, cell: number) => fix(store, of, axis.index, cell);
  const lower = combine(store, at(fn, better), at(fn, worse), (a, b) =>
    isTerminal(a) && isTerminal(b) ? (isHigher(space, a, b) ? yes : no) : a === b ? no : undefined,
  );
  const counted = and(store, lower, and(store, at(reachable, better), at(reachable, worse)));
  return minus(store, minus(store, counted, at(except, better)), at(except, worse));
}

/** Whether one single, unmarked value is certainly above another. */
function isHigher(space: Space, a: Fn, b: Fn): boolean {
  const [first, ...more] = members(space.verdicts, terminalIndex(a));
  const [second, ...others] = members(space.verdicts, terminalIndex(b));
  if (
    first?.kind !== "value" ||
    second?.kind !== "value" ||
    more.length + others.length > 0 ||
    first.marks.length + second.marks.length > 0
  )
    return false;
  if (first.value.kind === "label" && second.value.kind === "label") return first.value.node.lo >= second.value.node.hi;
  return first.value.kind === "number" && second.value.kind === "number" && compare(first.value.value, second.value.value) > 0;
}

function monotoneFinding(
  space: Space,
  check: Monotone,
  what: string,
  axis: Axis,
  better: number,
  worse: number,
  fn: Fn,
  counter: Fn,
): Finding {
  const path = describePath(space, counter);
  const others = path.map((one) => `${one.variable} = ${one.text}`).join(", ");
  const cellText = (cell: number) =>
    `${axis.variable.name} = ${describeCells(
      axis,
      Array.from({ length: axis.size }, (_, index) => index === cell),
    )}`;
  const valueAt = (cell: number) => valueText(space, follow(space, fix(space.store, fn, axis.index, cell), counter));
  const message = `${what} is not monotone: with ${others === "" ? "everything else alike" : others}, ${cellText(better)} gives ${valueAt(better)} and the worse ${cellText(worse)} gives the lower ${valueAt(worse)}.`;
  return {
    ...finding(
      "not-monotone",
      check.place.uri,
      check.place.span,
      message,
      `not-monotone ${what} ${describeCells(
        axis,
        Array.from({ length: axis.size }, (_, index) => index === worse),
      )}`,
    ),
    witness: path,
  };
}

/** The terminal of `fn` along the first path to yes of `counter`. */
function follow(space: Space, fn: Fn, counter: Fn): Fn {
  const chosen = new Map<number, number>();
  for (let at = counter; !isTerminal(at); ) {
    const kids = space.store.kids[at] as readonly Fn[];
    const cell = kids.findIndex((kid) => kid !== no);
    chosen.set(space.store.levels[at] as number, cell);
    at = kids[cell] as Fn;
  }
  let at = fn;
  while (!isTerminal(at)) at = (space.store.kids[at] as readonly Fn[])[chosen.get(space.store.levels[at] as number) ?? 0] as Fn;
  return at;
}

function valueText(space: Space, fn: Fn): string {
  const [verdict] = members(space.verdicts, terminalIndex(fn));
  if (verdict?.kind !== "value") return verdict?.kind ?? "nothing";
  return verdict.value.kind === "label"
    ? verdict.value.node.text
    : verdict.value.kind === "number"
      ? toDecimalText(verdict.value.value)
      : verdict.value.kind;
}

// ------------------------------------------------------------ through a formula

/** Formulas over numbers that the decision tests and that depend on the variable. */
function formulasWith(space: Space, fn: Fn, variable: Variable): readonly Variable[] {
  const formulas = [...reach(space.store, fn).axes]
    .map((index) => (space.axes.list[index] as Axis).variable)
    .filter((one) => space.continuous.has(one));
  return formulas.filter((formula) => direction(space, formula, variable) !== "steady");
}

function direction(space: Space, formula: Variable, variable: Variable): Direction {
  const rule = space.decisions.get(formula)?.rule;
  const inner = (read: Variable): Direction => (space.decisions.has(read) ? direction(space, read, variable) : "steady");
  if (rule?.kind === "number") return directionOf(rule.value, variable, inner);
  return space.decisions.get(formula)?.reads.includes(variable) === true ? "unknown" : "steady";
}

/** The formula rises with the variable, and the decision with the formula. */
function risesThrough(space: Space, fn: Fn, formula: Variable, variable: Variable, falling: boolean): boolean {
  const wanted: Direction = falling ? "falling" : "rising";
  const axis = space.axes.number.get(formula);
  if (axis === undefined || direction(space, formula, variable) !== wanted) return false;
  for (let low = 0; low + 1 < axis.cells.length; low++) {
    for (let high = low + 1; high < axis.cells.length; high++) {
      if (violation(space, fn, axis, low, high, yes, no) !== no) return false;
    }
  }
  return true;
}
