/** A concrete case inside a region: one value for every variable that matters, in the words of a record. */
import { type Axis, isRecordable, someValue } from "../compile/axes.ts";
import { fullFn } from "../compile/compose.ts";
import type { Context } from "../compile/conditions.ts";
import { onlyCell, type Region as SolverRegion } from "../compile/region.ts";
import { solve } from "../compile/solve.ts";
import { behind, readsOf, type Space } from "../compile/space.ts";
import { members, type Verdict } from "../compile/verdict.ts";
import { and, axisOf, type Fn, fix, isTerminal, no, reach, yes } from "../diagram/store.ts";
import type { Decision, NumberVariable, Variable } from "../model/symbols.ts";
import { intersect, isEmpty, onlyValue } from "../number/interval.ts";
import { toDecimalText } from "../number/rational.ts";
import { insideBox, type Region } from "./boxes.ts";
import { setText } from "./describe.ts";
import { choicesToExclude } from "./missing-columns.ts";
import { derivesNothing, relationIn, tieOf, type Unit, verdictsWhere } from "./unit.ts";

export interface Witness {
  /** The chosen cell of every axis that was fixed. */
  readonly cells: ReadonlyMap<number, number>;
  readonly texts: readonly { readonly variable: string; readonly text: string }[];
}

/** What is asked of a case: that its whole decision comes to this, or only that the path can be taken. */
export type Shown = "uncovered" | "conflict" | "path";

/** A case in the region; `no` where its formulas cannot come to that, undefined where this could not be told in the steps allowed. */
export function witnessIn(
  space: Space,
  unit: Unit,
  fn: Fn,
  region: Region,
  context: Context,
  shown: Shown = "path",
  steps?: number,
): Witness | "no" | undefined {
  const pathWith = (relation: Fn) =>
    somePath(space, insideBox(space, and(space.store, fn, relationIn(space, unit, relation, context)), region));
  let chosen =
    (shown === "path" ? undefined : pathWith(and(space.store, unit.relation, wholeComesTo(space, unit, context, shown)))) ??
    pathWith(unit.relation);
  let silent: readonly Axis[] = [];
  // Where decided columns are excluded the record says nothing of them: what they lead to holds anyway.
  for (const { missing, relation } of chosen === undefined && shown !== "path" ? choicesToExclude(space, unit, context) : []) {
    chosen = pathWith(relation);
    if (chosen === undefined) continue;
    for (const axis of missing) chosen.delete(axis.index);
    silent = missing;
    break;
  }
  if (chosen === undefined) return "no";
  if (shown !== "path" && silent.length === 0) sayWhatIsGiven(space, unit, chosen);
  const sets = shown === "path" ? [] : sayWhatMatters(space, unit, chosen, region, context, shown);
  for (const axis of unit.axes) {
    if (!silent.includes(axis) && !chosen.has(axis.index)) chosen.set(axis.index, firstAllowed(space, axis, region.get(axis.index)));
  }
  const formulas = [...chosen].filter(([index]) => space.continuous.has((space.axes.list[index] as Axis).variable));
  const base: SolverRegion = {
    cells: new Map([...chosen].map(([index, cell]) => [index, onlyCell((space.axes.list[index] as Axis).size, cell)])),
    numbers: new Map(),
    given: new Set(),
  };
  const solved =
    formulas.length === 0
      ? base
      : solve(
          space,
          formulas.map(([index, cell]) => {
            const axis = space.axes.list[index] as Axis;
            return { variable: axis.variable as NumberVariable, cells: onlyCell(axis.size, cell) };
          }),
          base,
          steps,
        );
  if (solved === "no" || solved === undefined) return solved;
  // What the formulas needed beside the path belongs to the case too.
  for (const [index, cells] of solved.cells) if (cells.filter(Boolean).length === 1) chosen.set(index, cells.indexOf(true));
  return { cells: chosen, texts: textsOf(space, [...unit.variables, ...sets], chosen, solved, context) };
}

/** The variables of which the chosen cells say something. */
const saidBy = (space: Space, chosen: ReadonlyMap<number, number>): readonly Variable[] =>
  [...chosen.keys()].flatMap((index) => {
    const axis = space.axes.list[index] as Axis;
    return isRecordable(axis) ? [axis.variable] : [];
  });

/** Where the whole of which the unit is a factor comes to what is shown, its other columns being what their rules derive, or given. */
function wholeComesTo(space: Space, unit: Unit, context: Context, shown: Shown): Fn {
  const whole = space.model.decisions.find((decision) => decision.variable.name === unit.decision.variable.name);
  if (whole === undefined || whole === unit.decision) return yes;
  const before = [...behind(space, readsOf(space, whole))];
  const given = new Set(before.filter((variable) => space.decisions.has(variable) && mayBeGiven(space, variable)));
  let there = verdictsWhere(space, fullFn(space, whole, given), (kind) => kind === shown);
  for (const [variable, unknown] of context) {
    const recorded = space.axes.recorded.get(variable);
    if (recorded !== undefined) there = fix(space.store, there, recorded.index, recorded.unknowns.indexOf(unknown) + 1);
  }
  for (const index of reach(space.store, there).axes) {
    const axis = space.axes.list[index] as Axis;
    if (axis.kind === "leaf" && space.decisions.has(axis.variable)) there = and(space.store, there, tieOf(space, axis));
  }
  return there;
}

/**
 * Adds labels of categories on the way to decided columns whose rules derive nothing at the case: the columns have a value
 * only if a record gives one.
 */
function sayWhatIsGiven(space: Space, unit: Unit, chosen: Map<number, number>): void {
  const before = behind(space, unit.variables);
  for (const [variable, decision] of space.decisions) {
    const leaf = space.axes.leaf.get(variable);
    if (leaf === undefined || chosen.has(leaf.index) || !before.has(variable) || unit.variables.has(variable)) continue;
    const given = saidBy(space, chosen).filter((one) => space.decisions.has(one));
    let there = [...chosen].reduce((fn, [index, cell]) => fix(space.store, fn, index, cell), fullFn(space, decision, new Set(given)));
    const mayBeGiven = (fn: Fn): boolean =>
      [...reach(space.store, fn).values].some((set) => members(space.verdicts, set).some(derivesNothing));
    if (!mayBeGiven(there)) continue;
    while (!isTerminal(there)) {
      const axis = space.axes.list[axisOf(space.store, there)] as Axis;
      chosen.set(axis.index, firstAllowed(space, axis, undefined));
      there = fix(space.store, there, axis.index, chosen.get(axis.index) ?? 0);
    }
    if (mayBeGiven(there)) chosen.set(leaf.index, 0);
  }
}

/**
 * Adds to a case what its silence would leave open: what the rest of the whole decision depends on (other factors of a
 * score, excludes, tables that need something), and that what lies behind decided columns is known. Gives the sets that
 * are to be said too, though no rule may ask for a member of them.
 */
function sayWhatMatters(
  space: Space,
  unit: Unit,
  chosen: Map<number, number>,
  region: Region,
  context: Context,
  shown: Shown,
): readonly Variable[] {
  const whole = space.model.decisions.find((decision) => decision.variable.name === unit.decision.variable.name);
  if (whole === undefined) return [];
  const axisOf = (index: number) => space.axes.list[index] as Axis;
  // What the case will say, and formulas, which are solved for the numbers behind them.
  const given = new Set(
    saidBy(space, chosen).filter(
      (variable) => space.decisions.has(variable) && (mayBeGiven(space, variable) || space.continuous.has(variable)),
    ),
  );
  const fixed = new Map(chosen);
  for (const [variable, unknown] of context) {
    const recorded = space.axes.recorded.get(variable);
    if (recorded !== undefined) fixed.set(recorded.index, recorded.unknowns.indexOf(unknown) + 1);
  }
  const thereWith = (recorded: ReadonlySet<Variable>): Fn =>
    [...fixed].reduce((fn, [index, cell]) => fix(space.store, fn, index, cell), fullFn(space, whole, recorded));
  const pathOf = (fn: Fn) =>
    somePath(
      space,
      verdictsWhere(space, fn, (kind) => kind === shown),
    );
  const there = thereWith(given);
  const path = pathOf(there) ?? pathWithGiven(space, whole, chosen, (labels) => pathOf(thereWith(new Set([...given, ...labels]))));
  for (const [index, cell] of path ?? []) if (!space.continuous.has(axisOf(index).variable)) chosen.set(index, cell);
  // What is not on the path stays open in the case, so a table that waits for it would leave it undetermined.
  const all = behind(space, [...unit.variables, ...readsOf(space, whole)]);
  const needed = new Set(needsIn(space, there));
  for (const variable of given) {
    const decision = space.decisions.get(variable);
    if (decision !== undefined) for (const id of needsIn(space, derivedAt(space, decision, chosen))) needed.add(id);
  }
  const awaited = [...all].filter((variable) => needed.has(variable.id) && space.decisions.has(variable));
  for (const variable of behind(space, awaited)) needed.add(variable.id);
  const sets: Variable[] = [];
  for (const variable of all) {
    const recorded = space.axes.recorded.get(variable);
    if ((recorded === undefined && !needed.has(variable.id)) || space.decisions.has(variable)) continue;
    if (recorded !== undefined && !chosen.has(recorded.index)) chosen.set(recorded.index, 0);
    if (variable.kind === "set") sets.push(variable);
    const own = space.axes.leaf.get(variable) ?? space.axes.number.get(variable);
    if (own !== undefined && !chosen.has(own.index)) chosen.set(own.index, firstAllowed(space, own, region.get(own.index)));
  }
  for (const variable of awaited) giveWhereNothingIsDerived(space, variable, chosen);
  return sets;
}

const needsIn = (space: Space, fn: Fn): readonly number[] =>
  [...reach(space.store, fn).values].flatMap((set) => members(space.verdicts, set).flatMap((verdict) => verdict.needs));

/** What the rules of a decision come to at a case, whatever it says of the decision itself. */
function derivedAt(space: Space, decision: Decision, chosen: ReadonlyMap<number, number>): Fn {
  const given = saidBy(space, chosen).filter((variable) => variable !== decision.variable && space.decisions.has(variable));
  return [...chosen].reduce((fn, [index, cell]) => fix(space.store, fn, index, cell), fullFn(space, decision, new Set(given)));
}

/** A table that waits for a category which rules do not derive, or contradict each other about, goes on where a record gives one. */
function giveWhereNothingIsDerived(space: Space, variable: Variable, chosen: Map<number, number>): void {
  const decision = space.decisions.get(variable);
  const leaf = space.axes.leaf.get(variable);
  if (decision === undefined || leaf === undefined || chosen.has(leaf.index) || !mayBeGiven(space, variable)) return;
  const { values } = reach(space.store, derivedAt(space, decision, chosen));
  const isOpen = (verdict: Verdict): boolean => derivesNothing(verdict) || verdict.kind === "conflict";
  if ([...values].some((set) => members(space.verdicts, set).some(isOpen))) chosen.set(leaf.index, 0);
}

/** What lies behind a formula may have to be given where its own rules say nothing; any label, where none makes a difference. */
function pathWithGiven(
  space: Space,
  whole: Decision,
  chosen: ReadonlyMap<number, number>,
  pathTo: (labels: readonly Variable[]) => Map<number, number> | undefined,
): ReadonlyMap<number, number> | undefined {
  const labels = [...behind(space, readsOf(space, whole))].filter((one) => space.decisions.has(one) && mayBeGiven(space, one));
  const path = labels.length === 0 ? undefined : pathTo(labels);
  if (path === undefined) return undefined;
  for (const label of labels) {
    const axis = space.axes.leaf.get(label);
    if (axis !== undefined && !path.has(axis.index) && !chosen.has(axis.index)) path.set(axis.index, 0);
  }
  return path;
}

const firstAllowed = (space: Space, axis: Axis, cells: readonly boolean[] | undefined): number =>
  inOrder(space, axis).find((cell) => cells === undefined || cells[cell] === true) ?? 0;

/** The cells of an axis, single points last: a formula meets an interval sooner than one exact number. */
export function intervalsFirst(axis: Axis): readonly number[] {
  const isPoint = (cell: number) =>
    Number(axis.kind === "number" && axis.cells[cell] !== undefined && onlyValue(axis.cells[cell]) !== undefined);
  return Array.from({ length: axis.size }, (_, cell) => cell).sort((a, b) => isPoint(a) - isPoint(b) || a - b);
}

const inOrder = (space: Space, axis: Axis): readonly number[] =>
  space.continuous.has(axis.variable) ? intervalsFirst(axis) : Array.from({ length: axis.size }, (_, cell) => cell);

/** Any assignment of cells that leads to yes. */
export function somePath(space: Space, fn: Fn): Map<number, number> | undefined {
  if (fn === no) return undefined;
  const chosen = new Map<number, number>();
  let at = fn;
  while (!isTerminal(at)) {
    const kids = space.store.kids[at] as readonly Fn[];
    const axis = space.axes.list[space.store.levels[at] as number] as Axis;
    const cell = inOrder(space, axis).find((one) => kids[one] !== no) as number;
    chosen.set(axis.index, cell);
    at = kids[cell] as Fn;
  }
  return chosen;
}

function textsOf(
  space: Space,
  said: readonly Variable[],
  chosen: ReadonlyMap<number, number>,
  solved: SolverRegion,
  context: Context,
): Witness["texts"] {
  const texts: { variable: string; text: string }[] = [];
  const inputs = new Set<Variable>([
    ...saidBy(space, chosen),
    ...solved.numbers.keys(),
    // A set that no rule asks for a member may still be recorded as unknown: say that it is known.
    ...said.filter((variable) => variable.kind === "set"),
  ]);
  for (const variable of [...inputs].sort((a, b) => a.id - b.id)) {
    const unknown = context.get(variable) ?? recordedUnknown(space, variable, chosen);
    const text = unknown !== undefined ? variable.unknowns[unknown] : textOf(space, variable, chosen, solved);
    if (text !== undefined) texts.push({ variable: variable.name, text });
  }
  return texts;
}

/** The unknown as which a variable behind a decision is recorded, if it is. */
function recordedUnknown(space: Space, variable: Variable, chosen: ReadonlyMap<number, number>): number | undefined {
  const axis = space.axes.recorded.get(variable);
  const cell = axis && chosen.get(axis.index);
  return cell === undefined || cell === 0 ? undefined : axis?.unknowns[cell - 1];
}

/** A category, or a flag that tables decide, may be given where its rules say nothing. */
const mayBeGiven = (space: Space, variable: Variable): boolean =>
  variable.kind === "category" || (variable.kind === "flag" && space.decisions.get(variable)?.rule.kind === "blocks");

/** Undefined for scores and formulas: their inputs stand in the case. */
function textOf(space: Space, variable: Variable, chosen: ReadonlyMap<number, number>, solved: SolverRegion): string | undefined {
  if (space.decisions.has(variable) && !mayBeGiven(space, variable)) return undefined;
  if (variable.kind === "set") return setText(space.axes.member.get(variable) ?? [], chosen);
  if (variable.kind === "number") return numberText(space, variable, chosen, solved);
  const axis = space.axes.leaf.get(variable);
  const cell = axis && chosen.get(axis.index);
  return cell === undefined ? undefined : variable.domain.leaves[cell]?.text;
}

function numberText(space: Space, variable: NumberVariable, chosen: ReadonlyMap<number, number>, solved: SolverRegion): string | undefined {
  const axis = space.axes.number.get(variable);
  const cell = axis && chosen.get(axis.index);
  const known = solved.numbers.get(variable)?.[0];
  const interval =
    cell === undefined || axis?.cells[cell] === undefined
      ? known
      : known === undefined
        ? axis.cells[cell]
        : intersect(known, axis.cells[cell]);
  if (interval === undefined || isEmpty(interval)) return undefined;
  const value = onlyValue(interval) ?? someValue(variable, interval);
  return value === undefined ? undefined : toDecimalText(value);
}
