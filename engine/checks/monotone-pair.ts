/** Two cases that differ in one variable: what is compared of them, whether the worse one is lower, and how that is told. */
import type { Axis } from "../compile/axes.ts";
import type { Space } from "../compile/space.ts";
import { members, type Verdict } from "../compile/verdict.ts";
import { and, combine, type Fn, fix, isTerminal, minus, no, terminalIndex, yes } from "../diagram/store.ts";
import type { Finding } from "../finding.ts";
import { finding } from "../model/problems.ts";
import type { Check } from "../model/symbols.ts";
import { toDecimalText } from "../number/rational.ts";
import { pathLine } from "./counterexample.ts";
import { leavesApart, type Parent } from "./monotone-leaves.ts";
import { isHigher } from "./monotone-order.ts";

export type Monotone = Extract<Check, { kind: "monotone" }>;
export type Along = Monotone["along"][number];

/** What is compared: the verdicts over known values, and where they can occur. */
export interface Compared {
  readonly fn: Fn;
  readonly reachable: Fn;
  readonly except: Fn;
  readonly parents: readonly Parent[];
  /** Axes over which cases are counted. */
  readonly axes: readonly number[];
}

export const nameOf = (check: Monotone, { variable, falling }: Along): string =>
  `${check.decision.name} in ${falling ? "falling " : ""}${variable.name}`;

/** Where the worse cell gives a lower stage than the better one. */
export function violation(space: Space, { fn, reachable, except, parents }: Compared, axis: Axis, better: number, worse: number): Fn {
  const { store } = space;
  const at = (of: Fn, cell: number) => fix(store, of, axis.index, cell);
  const ends = leavesApart(space, parents, axis, [better, worse], [at(fn, better), at(fn, worse)]);
  const lower = combine(store, ...ends, (a, b) =>
    isTerminal(a) && isTerminal(b) ? (isHigher(space, a, b) ? yes : no) : a === b && parents.length === 0 ? no : undefined,
  );
  const counted = and(store, lower, and(store, at(reachable, better), at(reachable, worse)));
  return minus(store, minus(store, counted, at(except, better)), at(except, worse));
}

export const single = (space: Space, fn: Fn): Extract<Verdict, { kind: "value" }> | undefined => {
  const [verdict, ...more] = members(space.verdicts, terminalIndex(fn));
  return verdict?.kind === "value" && more.length === 0 && verdict.marks.length === 0 ? verdict : undefined;
};

type Case = NonNullable<Finding["witness"]>;

export function notMonotoneFinding(
  check: Monotone,
  along: Along,
  alike: Case,
  ends: { readonly better: Case; readonly worse: Case },
  values: { readonly better: string; readonly worse: string },
  step: string,
): Finding {
  const what = nameOf(check, along);
  const last = (one: Case): string => {
    const leaves = one.slice(alike.length, -1);
    return `${along.variable.name} = ${one[one.length - 1]?.text}${leaves.length === 0 ? "" : ` (${pathLine(leaves)})`}`;
  };
  const held = alike.length === 0 ? "everything else alike" : pathLine(alike);
  return {
    ...finding(
      "not-monotone",
      check.place.uri,
      check.place.span,
      `${what} is not monotone: with ${held}, ${last(ends.better)} gives ${values.better} and the worse ${last(ends.worse)} gives the lower ${values.worse}.`,
      `not-monotone ${what} ${step}`,
    ),
    witness: ends.worse,
    ends: [
      { title: "better", witness: ends.better, outcome: values.better },
      { title: "worse", witness: ends.worse, outcome: values.worse },
    ],
  };
}

export function valueText(space: Space, fn: Fn): string {
  const [verdict] = members(space.verdicts, terminalIndex(fn));
  if (verdict?.kind !== "value") return verdict?.kind ?? "nothing";
  return verdict.value.kind === "label"
    ? verdict.value.node.text
    : verdict.value.kind === "number"
      ? toDecimalText(verdict.value.value)
      : verdict.value.kind;
}
