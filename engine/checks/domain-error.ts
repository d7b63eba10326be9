/** `domain-error`: a calculation that has no value for some records inside the declared ranges, such as the logarithm of 0. */
import type { Axis } from "../compile/axes.ts";
import { condFn } from "../compile/conditions.ts";
import { localFn } from "../compile/local.ts";
import type { Region } from "../compile/region.ts";
import { solve } from "../compile/solve.ts";
import type { Space } from "../compile/space.ts";
import { members, type Verdict } from "../compile/verdict.ts";
import { describeCells } from "../cover/describe.ts";
import { somePath } from "../cover/witness.ts";
import { mapTerminals, no, yes } from "../diagram/store.ts";
import type { Finding, Place } from "../finding.ts";
import { finding } from "../model/problems.ts";
import { variablesOf } from "../model/reads.ts";
import type { Cond, Decision, NamedUnknown, NumberVariable, NumExpr, Variable } from "../model/symbols.ts";
import { onlyValue } from "../number/interval.ts";
import { toDecimalText } from "../number/rational.ts";
import { unreachable } from "../unreachable.ts";

type Witness = NonNullable<Finding["witness"]>;

export function domainErrors(space: Space, decision: Decision): readonly Finding[] {
  const { variable, rule } = decision;
  if (variable.kind !== "number" || rule.kind === "blocks" || rule.kind === "flag") return [];
  return [...unknownAmounts(space, decision), ...failing(space, decision, variable)];
}

/** A calculation, where it applies, the unknowns that it names there, and its words in a message. */
interface Calculation {
  readonly value: NumExpr;
  readonly when: Cond | undefined;
  readonly named: readonly NamedUnknown[];
  readonly place: Place;
  readonly isLine: boolean;
}

function calculationsOf({ rule, place }: Decision): readonly Calculation[] {
  if (rule.kind === "number") return [{ value: rule.value, when: undefined, named: rule.named, place, isLine: false }];
  if (rule.kind !== "score") return [];
  return rule.parts.flatMap((part) =>
    part.kind === "line" ? [{ value: part.value, when: part.when, named: part.named, place: part.row.place, isLine: true }] : [],
  );
}

/** Calculations that name as not known a number that enters them, and apply there. */
function unknownAmounts(space: Space, decision: Decision): readonly Finding[] {
  const whole = decision.variable.name;
  return calculationsOf(decision).flatMap(({ value, when, named, place, isLine }) => {
    const applies = (one: NamedUnknown): boolean =>
      when === undefined || condFn(space, when, new Map([[one.variable, one.unknown]])) !== no;
    const unknown = named.find((one) => entersAsItIs(value, one.variable) && applies(one));
    if (unknown === undefined) return [];
    const { name, unknowns } = unknown.variable;
    const text = unknowns[unknown.unknown] ?? "?";
    const message = isLine
      ? `This line applies where ${name} is recorded as ${text}, and adds ${name} itself: ${whole} has no value then. Add a number that is known there, or leave ${text} out of the condition.`
      : `${whole} names ${name} recorded as ${text}, and calculates with ${name} itself: it has no value then. Ask for ${text} in the rules that read ${whole}, or leave it out.`;
    return [
      {
        ...finding("domain-error", place.uri, place.span, message, `domain-error ${whole} ${name} ${text}`),
        witness: [{ variable: name, text }],
      },
    ];
  });
}

/** Whether a calculation needs a number's own value where the number is not known. */
function entersAsItIs(value: NumExpr, variable: Variable): boolean {
  switch (value.kind) {
    case "variable":
      return value.variable === variable;
    case "arithmetic":
      return entersAsItIs(value.left, variable) || entersAsItIs(value.right, variable);
    case "negate":
      return entersAsItIs(value.operand, variable);
    case "call":
      return value.args.some((arg) => entersAsItIs(arg, variable));
    case "if":
      // A condition on the variable itself may keep its value away from where it is not known.
      return !variablesOf(value.cond).includes(variable) && [value.then, value.otherwise].some((one) => entersAsItIs(one, variable));
    case "constant":
    case "truth":
    case "size":
      return false;
    default:
      return unreachable(value);
  }
}

function failing(space: Space, decision: Decision, variable: NumberVariable): readonly Finding[] {
  const witness = space.continuous.has(variable) ? failingFormula(space, variable) : failingCells(space, decision);
  if (witness === undefined) return [];
  const { place } = decision;
  if (witness === "open")
    return [
      finding(
        "undecided",
        place.uri,
        place.span,
        `It could not be told in the steps allowed whether ${variable.name} has a value for all records inside the declared ranges.`,
        `undecided ${variable.name} has a value`,
      ),
    ];
  const shown = witness.map((one) => `${one.variable} = ${one.text}`).join(", ");
  return [
    {
      ...finding(
        "domain-error",
        place.uri,
        place.span,
        `${variable.name} has no value for some records inside the declared ranges (the logarithm of 0, a division by 0, the root of a negative number, or a value outside its own range)${shown === "" ? "" : `, for example ${shown}`}. Narrow the declared range ('from > 0'), or treat these values first ('if … then … else …').`,
        `domain-error ${variable.name}`,
      ),
      witness,
    },
  ];
}

const isFailure = (verdict: Verdict | undefined): boolean => verdict?.kind === "invalid";

/** A formula over numbers: the solver looks for a record at which it fails. */
function failingFormula(space: Space, variable: NumberVariable): Witness | "open" | undefined {
  const specials = space.parts.specials(variable);
  const axis = space.axes.number.get(variable);
  if (axis === undefined) return undefined;
  const cells = [...axis.cells.map(() => false), ...specials.map((id) => isFailure(space.verdicts.list[id]))];
  const everywhere: Region = { cells: new Map(), numbers: new Map(), given: new Set() };
  const found = solve(space, [{ variable, cells }], everywhere);
  if (found === "no") return undefined;
  return found === undefined ? "open" : told(space, found);
}

function told(space: Space, region: Region): Witness {
  const numbers = [...region.numbers].flatMap(([variable, [piece]]) => {
    const value = piece && onlyValue(piece);
    return value === undefined ? [] : [{ id: variable.id, variable: variable.name, text: toDecimalText(value) }];
  });
  const cells = [...region.cells].flatMap(([index, allowed]) => {
    const axis = space.axes.list[index] as Axis;
    if (axis.kind === "number" || axis.kind === "recorded" || axis.kind === "order" || allowed.filter(Boolean).length !== 1) return [];
    return [{ id: axis.variable.id, variable: axisName(axis), text: describeCells(axis, allowed) }];
  });
  return [...numbers, ...cells].sort((a, b) => a.id - b.id).map(({ variable, text }) => ({ variable, text }));
}

const axisName = (axis: Axis): string =>
  axis.kind === "member" ? `${axis.variable.name} has ${axis.variable.domain.leaves[axis.member]?.text}` : axis.variable.name;

/** A calculation with finitely many values. */
function failingCells(space: Space, decision: Decision): Witness | undefined {
  const fails = mapTerminals(space.store, localFn(space, decision), (set) => (members(space.verdicts, set).some(isFailure) ? yes : no));
  const path = somePath(space, fails);
  if (path === undefined) return undefined;
  return [...path].map(([index, cell]) => {
    const axis = space.axes.list[index] as Axis;
    return {
      variable: axisName(axis),
      text: describeCells(
        axis,
        Array.from({ length: axis.size }, (_, at) => at === cell),
      ),
    };
  });
}
