/** `domain-error`: a calculation that has no value for some records inside the declared ranges, such as the logarithm of 0. */
import type { Axis } from "../compile/axes.ts";
import { localFn } from "../compile/local.ts";
import type { Region } from "../compile/region.ts";
import { solve } from "../compile/solve.ts";
import type { Space } from "../compile/space.ts";
import { members, type Verdict } from "../compile/verdict.ts";
import { describeCells } from "../cover/describe.ts";
import { somePath } from "../cover/witness.ts";
import { mapTerminals, no, yes } from "../diagram/store.ts";
import type { Finding } from "../finding.ts";
import { finding } from "../model/problems.ts";
import type { Decision, NumberVariable } from "../model/symbols.ts";
import { onlyValue } from "../number/interval.ts";
import { toDecimalText } from "../number/rational.ts";

type Witness = NonNullable<Finding["witness"]>;

export function domainErrors(space: Space, decision: Decision): readonly Finding[] {
  const { variable, rule } = decision;
  if (variable.kind !== "number" || rule.kind === "blocks" || rule.kind === "flag") return [];
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
    if (axis.kind === "number" || axis.kind === "recorded" || allowed.filter(Boolean).length !== 1) return [];
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
