/**
 * Formulas over numbers that vary: what values one can come to inside a box of the space, exactly where every input
 * is known, as the smallest interval otherwise.
 */
import { type Fn, reach, within } from "../diagram/store.ts";
import { sizeOf } from "../model/members.ts";
import type { Block, Cond, Decision, NumberVariable, NumExpr, ScorePart, Variable } from "../model/symbols.ts";
import type { Interval } from "../number/interval.ts";
import * as interval from "../number/interval.ts";
import { pow } from "../number/interval-power.ts";
import { fromInt, one, zero } from "../number/rational.ts";
import { unreachable } from "../unreachable.ts";
import { conditionDecision, idFor } from "./anonymous.ts";
import { contradictedByNumbers } from "./compose.ts";
import { behind, type Space } from "./space.ts";
import { bare, contradiction, members, standsAlone, type Verdict, verdictId } from "./verdict.ts";

/** Part of the space: the allowed cells of each axis (undefined: all), and what is known of each number. */
export interface Box {
  allowed(axis: number): readonly boolean[] | undefined;
  numbers(variable: Variable): Interval;
  readonly given: ReadonlySet<Variable>;
}

/** What a formula can come to in a box: numbers inside `value` (none where it is empty), or one of the `specials`. */
export interface Outcomes {
  readonly value: Interval;
  readonly specials: ReadonlySet<number>;
}

const noSpecials: ReadonlySet<number> = new Set();

/** The outcomes of a continuous decided variable inside a box. */
export function outcomesOf(space: Space, variable: Variable, box: Box): Outcomes {
  const decision = space.decisions.get(variable);
  if (decision?.rule.kind === "number") return rangeOf(space, decision.rule.value, box, variable);
  if (decision?.rule.kind !== "score") return { value: interval.empty, specials: noSpecials };
  return decision.rule.parts
    .map((part) => partRange(space, part, box, variable))
    .reduce((a, b) => join(a, b, interval.add(a.value, b.value)), exactly(zero));
}

export function partRange(space: Space, part: ScorePart, box: Box, owner: Variable): Outcomes {
  if (part.kind === "line") {
    const value = rangeOf(space, part.value, box, owner);
    return part.when === undefined ? value : branch(truthIn(space, part.when, box), value, exactly(zero));
  }
  return finiteOutcomes(space, space.parts.full(factorDecision(space, part.block, owner), box.given), box);
}

/** A factor of a score as a decision of its own. */
export const factorDecision = (space: Space, block: Block, owner: Variable): Decision => ({
  variable: { ...owner, id: idFor(space, `factor ${owner.id} ${block.headPlace.span.start}`) },
  rule: { kind: "blocks", blocks: [block] },
  reads: block.columns,
  place: block.place,
  broken: false,
});

/** Every number that a variable can come to, whatever is recorded. */
export const everyValue = (space: Space, variable: NumberVariable): Interval => variableRange(space, variable, everywhere).value;

const everywhere: Box = {
  allowed: () => undefined,
  numbers: (of) => (of.kind === "number" ? of.range : interval.whole),
  given: new Set(),
};

const exactly = (value: { n: bigint; d: bigint }): Outcomes => ({ value: interval.point(value), specials: noSpecials });

function join(a: Outcomes, b: Outcomes, value: Interval): Outcomes {
  const specials = b.specials.size === 0 ? a.specials : new Set([...a.specials, ...b.specials]);
  return { value: interval.isEmpty(a.value) || interval.isEmpty(b.value) ? interval.empty : value, specials };
}

interface Truth {
  readonly mayHold: boolean;
  readonly mayFail: boolean;
  readonly specials: ReadonlySet<number>;
}

function branch(truth: Truth, then: Outcomes, otherwise: Outcomes): Outcomes {
  const sides = [...(truth.mayHold ? [then] : []), ...(truth.mayFail ? [otherwise] : [])];
  return {
    value: sides.map((side) => side.value).reduce(interval.hull, interval.empty),
    specials: new Set([...truth.specials, ...sides.flatMap((side) => [...side.specials])]),
  };
}

export function rangeOf(space: Space, expr: NumExpr, box: Box, owner: Variable): Outcomes {
  switch (expr.kind) {
    case "constant":
      return exactly(expr.value);
    case "variable": {
      const inner = variableRange(space, expr.variable, box);
      return { value: interval.mul(inner.value, interval.point(expr.factor)), specials: inner.specials };
    }
    case "size":
      return rangeOf(space, sizeOf(expr.variable), box, owner);
    case "truth":
      return branch(truthIn(space, expr.cond, box), exactly(one), exactly(zero));
    case "arithmetic":
      return arithmeticRange(space, expr, box, owner);
    case "negate": {
      const inner = rangeOf(space, expr.operand, box, owner);
      return { value: interval.negate(inner.value), specials: inner.specials };
    }
    case "call":
      return callRange(space, expr, box, owner);
    case "if":
      return branch(truthIn(space, expr.cond, box), rangeOf(space, expr.then, box, owner), rangeOf(space, expr.otherwise, box, owner));
    default:
      return unreachable(expr);
  }
}

function variableRange(space: Space, variable: Variable, box: Box): Outcomes {
  const decision = space.decisions.get(variable);
  if (decision === undefined) return { value: box.numbers(variable), specials: noSpecials };
  const derived = space.continuous.has(variable)
    ? outcomesOf(space, variable, box)
    : finiteOutcomes(space, besideNumbers(space, decision, box), box);
  return box.given.has(variable) ? metWithRecord(space, variable, derived, box.numbers(variable)) : derived;
}

/** What a decision comes to beside the numbers that the record gives of others. */
const besideNumbers = (space: Space, decision: Decision, box: Box): Fn =>
  contradictedByNumbers(space, decision, box.given, space.parts.full(decision, box.given), (variable, value) =>
    interval.contains(box.numbers(variable), value),
  );

/** A recorded number beside the one that the rules derive: what both allow, the recorded one where the rules derive none. */
function metWithRecord(space: Space, variable: Variable, derived: Outcomes, recorded: Interval): Outcomes {
  const verdictOf = (id: number): Verdict => space.verdicts.list[id] as Verdict;
  const specials = new Set([...derived.specials].filter((id) => !standsAlone(verdictOf(id))));
  if (specials.size < derived.specials.size) return { value: recorded, specials };
  const value = interval.intersect(derived.value, recorded);
  if (interval.isEmpty(value) && !interval.isEmpty(derived.value)) specials.add(contradictionId(space, variable));
  return { value, specials };
}

const contradictionId = (space: Space, variable: Variable): number =>
  verdictId(space.verdicts, { kind: "invalid", problem: contradiction(variable.name), ...bare });

/** Numbers among the verdicts that a diagram takes in a box; the others become specials. */
function finiteOutcomes(space: Space, fn: Fn, box: Box): Outcomes {
  let value = interval.empty;
  const specials = new Set<number>();
  for (const verdict of verdictsIn(space, fn, box)) {
    if (verdict.kind === "value" && verdict.value.kind === "number") value = interval.hull(value, interval.point(verdict.value.value));
    else specials.add(verdictId(space.verdicts, handedOn(verdict)));
  }
  return { value, specials };
}

function verdictsIn(space: Space, fn: Fn, box: Box): readonly Verdict[] {
  const { values } = reach(space.store, within(space.store, fn, box.allowed));
  return [...values].flatMap((set) => members(space.verdicts, set));
}

/** What a reader sees of a verdict without a value. */
const handedOn = (verdict: Verdict): Verdict => ({ ...verdict, needs: [] });

function arithmeticRange(space: Space, expr: Extract<NumExpr, { kind: "arithmetic" }>, box: Box, owner: Variable): Outcomes {
  const a = rangeOf(space, expr.left, box, owner);
  const b = rangeOf(space, expr.right, box, owner);
  switch (expr.op) {
    case "+":
      return join(a, b, interval.add(a.value, b.value));
    case "-":
      return join(a, b, interval.sub(a.value, b.value));
    case "*":
      return join(a, b, interval.mul(a.value, b.value));
    case "/":
      return partial(space, join(a, b, interval.whole), interval.div(a.value, b.value), owner);
    case "^":
      return partial(space, join(a, b, interval.whole), pow(a.value, b.value), owner);
    default:
      return unreachable(expr.op);
  }
}

/** An operation that may have no value. */
function partial(space: Space, inputs: Outcomes, image: interval.Image, owner: Variable): Outcomes {
  if (interval.isEmpty(inputs.value)) return inputs;
  const specials = image.mayFail ? new Set([...inputs.specials, invalidId(space, owner)]) : inputs.specials;
  return { value: image.mustFail ? interval.empty : image.value, specials };
}

function callRange(space: Space, expr: Extract<NumExpr, { kind: "call" }>, box: Box, owner: Variable): Outcomes {
  const [first, ...rest] = expr.args.map((arg) => rangeOf(space, arg, box, owner));
  if (first === undefined) return exactly(zero);
  switch (expr.name) {
    case "ln":
      return partial(space, first, interval.ln(first.value), owner);
    case "log10":
      return partial(space, first, interval.log10(first.value), owner);
    case "exp":
      return partial(space, first, interval.exp(first.value), owner);
    case "sqrt":
      return partial(space, first, interval.sqrt(first.value), owner);
    case "abs":
      return { ...first, value: interval.abs(first.value) };
    case "round": {
      const digits = expr.args[1];
      return partial(space, first, interval.round(first.value, digits?.kind === "constant" ? digits.value : fromInt(0)), owner);
    }
    case "min":
      return rest.reduce((a, b) => join(a, b, interval.min(a.value, b.value)), first);
    case "max":
      return rest.reduce((a, b) => join(a, b, interval.max(a.value, b.value)), first);
    default:
      return unreachable(expr.name);
  }
}

// ------------------------------------------------------------ conditions inside

export function truthIn(space: Space, cond: Cond, box: Box): Truth {
  let mayHold = false;
  let mayFail = false;
  const specials = new Set<number>();
  const narrowed: Box = { ...box, allowed: (axis) => formulaCells(space, axis, box) ?? box.allowed(axis) };
  for (const verdict of verdictsIn(space, space.parts.full(conditionDecision(space, cond), box.given), narrowed)) {
    if (verdict.kind === "value" && verdict.value.kind === "label") {
      if (verdict.value.node.lo === 1) mayHold = true;
      else mayFail = true;
    } else specials.add(verdictId(space.verdicts, handedOn(verdict)));
  }
  return { mayHold, mayFail, specials };
}

/** The cells of a formula's axis that it can come to in the box; undefined for every other axis. */
export function formulaCells(space: Space, index: number, box: Box): readonly boolean[] | undefined {
  const axis = space.axes.list[index];
  if (axis?.kind !== "number" || !space.continuous.has(axis.variable)) return undefined;
  const outcomes = outcomesOf(space, axis.variable, box);
  const specials = space.parts.specials(axis.variable);
  const open = box.allowed(index);
  const cells = [
    ...axis.cells.map((cell) => !interval.isEmpty(interval.intersect(cell, outcomes.value))),
    ...specials.map((id) => outcomes.specials.has(id)),
  ].map((possible, cell) => possible && (open === undefined || open[cell] === true));
  return cells.includes(true) ? cells : undefined;
}

// ------------------------------------------------------------------- no value

const invalidId = (space: Space, owner: Variable): number =>
  verdictId(space.verdicts, { kind: "invalid", problem: noValue(owner), ...bare });

const noValue = (variable: Variable): string =>
  `${variable.name} cannot be computed for these values (such as the logarithm of 0, or a division by 0)`;

/** Every verdict without a value that a formula may come to, whatever is recorded. */
export function specialVerdicts(space: Space, variable: Variable): readonly number[] {
  const found = new Set(outcomesOf(space, variable, everywhere).specials);
  found.add(invalidId(space, variable));
  for (const read of behind(space, [variable]))
    if (read !== variable && read.kind === "number" && space.decisions.has(read)) found.add(contradictionId(space, read));
  return [...found].sort((a, b) => a - b);
}
