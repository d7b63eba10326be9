/** The space of one scheme: its axes, its diagrams and what has been compiled so far. Made once per model, filled lazily. */
import { createStore, type Fn, type Store } from "../diagram/store.ts";
import { visitNumber } from "../model/reads.ts";
import type { Cond, Decision, Exclude, Model, NumberVariable, NumExpr, Variable } from "../model/symbols.ts";
import { contains } from "../number/interval.ts";
import { add, compare, key, type Rational } from "../number/rational.ts";
import { type Axes, buildAxes, type Named, newNamed, noteModel } from "./axes.ts";
import { type Implicit, implicitVariables } from "./implicit.ts";
import { createVerdicts, type Verdicts } from "./verdict.ts";

export interface Space {
  readonly model: Model;
  readonly store: Store;
  readonly verdicts: Verdicts;
  readonly axes: Axes;
  readonly named: Named;
  readonly implicit: Implicit;
  /** Decisions by variable, formulas in conditions included. */
  readonly decisions: ReadonlyMap<Variable, Decision>;
  /** Variables whose numbers come from a formula over numbers, so that no finite set of cells tells their value. */
  readonly continuous: ReadonlySet<Variable>;
  readonly memo: Map<string, Fn>;
  /** What conditions were compiled to, by the text of the context; those that say the same share it. */
  readonly conds: { readonly own: WeakMap<Cond, Map<string, Fn>>; readonly byText: Map<string, Map<string, Fn>> };
  /** Ids of decisions that no author named: parts of formulas. */
  readonly ids: Map<string, number>;
  /** Set by `open.ts`: what the parts need of each other without importing in a circle. */
  readonly parts: {
    /** The verdicts of a decision over recorded variables. */
    full(decision: Decision, given: ReadonlySet<Variable>): Fn;
    /** Verdicts without a value that a formula over numbers may come to: one more cell of its axis each. */
    specials(variable: Variable): readonly number[];
    /** A comparison of a calculation that has one of finitely many numbers at every point; undefined for any other. */
    formula(cond: Extract<Cond, { kind: "formula" }>, context: ReadonlyMap<Variable, number>): Fn | undefined;
  };
}

export function createSpace(model: Model, parts: Space["parts"]): Space {
  const named = newNamed();
  const implicit = implicitVariables(model.variables.length);
  noteModel(named, implicit.of, model);
  const decisions = new Map<Variable, Decision>();
  for (const decision of model.decisions) decisions.set(decision.variable, decision);
  for (const { variable, value } of implicit.all.values()) decisions.set(variable, implicitDecision(variable, value));
  const continuous = findContinuous(decisions, named);
  const variables = [...model.variables, ...[...implicit.all.values()].map(({ variable }) => variable)];
  // Formulas come last: what they depend on lies above them in every diagram.
  const ordered = [
    ...variables.filter((variable) => !continuous.has(variable)),
    ...variables.filter((variable) => continuous.has(variable)),
  ];
  return {
    model,
    store: createStore(),
    verdicts: createVerdicts(),
    axes: buildAxes(ordered, named, readTogether(model, decisions)),
    named,
    implicit: implicit.of,
    decisions,
    continuous,
    memo: new Map(),
    conds: { own: new WeakMap(), byText: new Map() },
    ids: new Map(),
    parts,
  };
}

/** Decisions that read several variables which may be unknown, and that several others read. */
function readTogether(model: Model, decisions: ReadonlyMap<Variable, Decision>): ReadonlySet<Variable> {
  const heard = (decision: Decision): ReadonlySet<Variable> =>
    new Set([
      ...decision.reads,
      ...model.excludes
        .filter((one) => one.target?.name === decision.variable.name || one.reads.some((read) => decision.reads.includes(read)))
        .flatMap((one) => one.reads),
    ]);
  const readers = new Map<Variable, number>();
  for (const decision of decisions.values()) for (const read of heard(decision)) readers.set(read, (readers.get(read) ?? 0) + 1);
  const mayDepend = (decision: Decision): boolean => [...heard(decision)].filter((read) => read.unknowns.length > 0).length > 1;
  return new Set(
    [...decisions].filter(([variable, decision]) => (readers.get(variable) ?? 0) > 1 && mayDepend(decision)).map(([variable]) => variable),
  );
}

function implicitDecision(variable: NumberVariable, value: NumExpr): Decision {
  const reads = new Set<Variable>();
  visitNumber(value, (read) => reads.add(read));
  return {
    variable,
    rule: { kind: "number", value, named: [], place: variable.place, cites: [] },
    reads: [...reads],
    place: variable.place,
    broken: false,
  };
}

/** More values than this, of all numbers that a calculation uses together, are not gone through one by one. */
const mostValues = 2000;

/**
 * Calculations whose value cannot be told cell by cell. One that uses only numbers with few steps can: each of their
 * values then is a cell of its own.
 */
function findContinuous(decisions: ReadonlyMap<Variable, Decision>, named: Named): ReadonlySet<Variable> {
  const found = new Set<Variable>();
  const raw = new Map<Variable, ReadonlySet<NumberVariable>>();
  const rawOf = (variable: NumberVariable): ReadonlySet<NumberVariable> => {
    const decision = decisions.get(variable);
    if (decision === undefined) return new Set([variable]);
    const known = raw.get(variable);
    if (known !== undefined) return known;
    raw.set(variable, new Set());
    const used = new Set<NumberVariable>();
    for (const expr of numbersIn(decision)) {
      visitRaw(expr, (read) => {
        for (const one of rawOf(read)) used.add(one);
      });
    }
    raw.set(variable, used);
    return used;
  };
  for (const variable of decisions.keys()) {
    const used = variable.kind === "number" ? [...rawOf(variable)] : [];
    const values = used.map(valuesOf);
    if (values.reduce((count, some) => count * (some?.length ?? Number.POSITIVE_INFINITY), 1) > mostValues) found.add(variable);
    else for (const [index, one] of used.entries()) noteValues(named, one, values[index] ?? []);
  }
  return found;
}

/** The values of a number with steps between two ends; undefined where there are none such, or too many. */
function valuesOf({ range, step }: NumberVariable): readonly Rational[] | undefined {
  const { lo, hi } = range;
  if (lo === undefined || hi === undefined || step === undefined) return undefined;
  const values: Rational[] = [];
  for (let value = lo; compare(value, hi) <= 0; value = add(value, step)) {
    if (values.length > mostValues) return undefined;
    if (contains(range, value)) values.push(value);
  }
  return values;
}

function noteValues(named: Named, variable: NumberVariable, values: readonly Rational[]): void {
  const bounds = named.bounds.get(variable) ?? new Map<string, Rational>();
  for (const value of values) bounds.set(key(value), value);
  named.bounds.set(variable, bounds);
}

function numbersIn(decision: Decision): readonly NumExpr[] {
  const { rule } = decision;
  if (rule.kind === "number") return [rule.value];
  if (rule.kind === "score") return rule.parts.flatMap((part) => (part.kind === "line" ? [part.value] : []));
  return [];
}

/** Number variables that enter a calculation with their own value, not through a condition. */
function visitRaw(expr: NumExpr, see: (variable: NumberVariable) => void): void {
  switch (expr.kind) {
    case "variable":
      see(expr.variable);
      return;
    case "arithmetic":
      visitRaw(expr.left, see);
      visitRaw(expr.right, see);
      return;
    case "negate":
      visitRaw(expr.operand, see);
      return;
    case "call":
      for (const arg of expr.args) visitRaw(arg, see);
      return;
    case "if":
      visitRaw(expr.then, see);
      visitRaw(expr.otherwise, see);
      return;
    case "constant":
    case "truth":
    case "size":
      return;
  }
}

/** All variables that the value of these depends on, themselves included. */
export function upstream(space: Space, variables: Iterable<Variable>): ReadonlySet<Variable> {
  const found = new Set<Variable>();
  const open = [...variables];
  for (let variable = open.pop(); variable !== undefined; variable = open.pop()) {
    if (found.has(variable)) continue;
    found.add(variable);
    open.push(...(space.decisions.get(variable)?.reads ?? []));
  }
  return found;
}

const readBy = new WeakMap<Decision, readonly Variable[]>();

/** What a decision reads, and what the excludes that bear on it read. */
export function readsOf(space: Space, decision: Decision): readonly Variable[] {
  const cached = readBy.get(decision);
  if (cached !== undefined) return cached;
  const made = [...new Set([...decision.reads, ...excludesOf(space, decision).flatMap((exclude) => exclude.reads)])];
  readBy.set(decision, made);
  return made;
}

/** All variables on which the outcome of these depends, themselves included: what excludes read, too. */
export function behind(space: Space, variables: Iterable<Variable>): ReadonlySet<Variable> {
  const found = new Set<Variable>();
  const open = [...variables];
  for (let variable = open.pop(); variable !== undefined; variable = open.pop()) {
    if (found.has(variable)) continue;
    found.add(variable);
    const decision = space.decisions.get(variable);
    if (decision !== undefined) open.push(...readsOf(space, decision));
  }
  return found;
}

/** Excludes that bear on a decision: those on something that it reads, unless they depend on the decision itself. */
export function excludesOf(space: Space, decision: Decision): readonly Exclude[] {
  // A condition or a formula inside a rule is a part of that rule, not something that could be excluded by itself.
  const { kind } = decision.rule;
  const isPart = (kind === "flag" || kind === "number") && space.model.variables[decision.variable.id] !== decision.variable;
  if (isPart && !decision.property) return [];
  return space.model.excludes.filter((exclude) => {
    // By name: a factor of a score, or a row's shadow, is decided under the name of the whole.
    if (exclude.target !== undefined && exclude.target.name !== decision.variable.name) return false;
    if (exclude.target === undefined && !exclude.reads.some((read) => decision.reads.includes(read))) return false;
    return ![...upstream(space, exclude.reads)].some(({ name }) => name === decision.variable.name);
  });
}
