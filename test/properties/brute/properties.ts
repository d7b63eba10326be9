/** Stated properties (`check never`, `implies`, `monotone`) by brute force: every completion, every pair. */
import type { CheckDecl, Expr } from "#grammar";
import { type BruteRecord, eachCompletion } from "./cases.ts";
import { combinationsOf, isKnown } from "./combinations.ts";
import { holds, type Value } from "./conditions.ts";
import { readsOf } from "./mentions.ts";
import { type Decision, type Exclude, pointKey, type Scheme, type Variable } from "./model.ts";
import type { Verdict } from "./outcomes.ts";
import { coneOf } from "./space.ts";

/** A condition as a decision of its own, so that it is read like any other. */
function withProperty(scheme: Scheme, condition: Expr): Scheme {
  const name = "the property";
  const reads = readsOf(condition, scheme.variables);
  const excludes = scheme.excludes.filter(
    (exclude: Exclude) => exclude.target === undefined && exclude.reads.some((read) => reads.includes(read)),
  );
  const nodes = [
    { text: "no", lo: 0, hi: 1, plain: false },
    { text: "yes", lo: 1, hi: 2, plain: false },
  ];
  const variable: Variable = {
    name,
    kind: "flag",
    nodes,
    size: 2,
    unknowns: ["?"],
    range: { lo: 0, hi: 0, loOpen: false, hiOpen: false },
    step: undefined,
    assume: undefined,
  };
  return {
    ...scheme,
    variables: new Map([...scheme.variables, [name, variable]]),
    decisions: new Map([...scheme.decisions, [name, { name, rule: { kind: "let", value: condition }, reads, excludes }]]),
  };
}

/** Every variable is known, whatever a silent record would be taken for. */
const knownRecord = (scheme: Scheme): BruteRecord =>
  new Map(
    [...scheme.variables.keys()]
      .filter((name) => !scheme.decisions.has(name))
      .map((name) => [name, { text: "", unknowns: [], admits: () => true, bounds: [] }]),
  );

/** Whether a condition holds for some known case that nothing excludes; undefined where there are too many. */
export function canHold(scheme: Scheme, condition: Expr, limit: number): boolean | undefined {
  const extended = withProperty(scheme, condition);
  let found = false;
  const complete = eachCompletion(extended, knownRecord(scheme), "the property", limit, ({ verdicts }) => {
    found ||= verdicts.some((verdict) => verdict.kind === "label" && verdict.lo === 1 && !verdict.marked);
  });
  return complete ? found : undefined;
}

type Monotone = Extract<CheckDecl["property"], { kind: "monotone" }>;

/** One end of a step: the variable's value, the leaves that stand for parents on the way, what comes out. */
interface End {
  readonly value: number;
  readonly leaves: ReadonlyMap<string, Value>;
  readonly verdict: Verdict;
}

/**
 * Whether worsening one variable never lowers the decision; undefined where there are too many cases. The columns of a
 * table that do not depend on the variable are held as they are; otherwise everything that is recorded is held.
 */
export function isMonotone(scheme: Scheme, property: Monotone, along: Monotone["along"][number], limit: number): boolean | undefined {
  const decision = scheme.decisions.get(property.decision.text) as Decision;
  const name = along.variable.text;
  const groups = new Map<string, End[]>();
  const note = (point: ReadonlyMap<string, Value>, leaves: ReadonlyMap<string, Value>, verdict: Verdict): void => {
    const value = point.get(name);
    if (typeof value !== "number" || verdict.marked) return;
    if (property.except !== undefined && holds(property.except.when, point, scheme.variables)) return;
    const rest = pointKey(new Map([...point].filter(([other]) => other !== name)));
    groups.set(rest, [...(groups.get(rest) ?? []), { value, leaves, verdict }]);
  };
  const dependent = decision.reads.filter((read) => read !== name && coneOf(scheme, read).some((one) => one.reads.includes(name)));
  if (decision.rule.kind === "blocks" && decision.reads.includes(name) && dependent.length === 0) {
    const combinations = combinationsOf(scheme, decision, limit);
    if (combinations === undefined) return undefined;
    for (const one of combinations.filter(isKnown)) note(one.point, new Map(), one.verdict);
  } else {
    const complete = eachCompletion(scheme, knownRecord(scheme), decision.name, limit, ({ point, byLeaves }) => {
      for (const { leaves, verdict } of byLeaves) note(point, leaves, verdict);
    });
    if (!complete) return undefined;
  }
  const worse = (a: End, b: End): boolean => (along.falling ? b.value < a.value : b.value > a.value);
  // Below the same parent it is the same leaf; below different ones it is any.
  const isSame = (a: End, b: End, read: string): boolean =>
    a.leaves.get(`${read} is`) !== b.leaves.get(`${read} is`) || a.leaves.get(read) === b.leaves.get(read);
  const together = (a: End, b: End): boolean => [...a.leaves.keys()].every((read) => read.endsWith(" is") || isSame(a, b, read));
  return ![...groups.values()].some((group) =>
    group.some((a) => group.some((b) => worse(a, b) && together(a, b) && isBelow(b.verdict, a.verdict))),
  );
}

/** One value is certainly below another. */
function isBelow(a: Verdict, b: Verdict): boolean {
  if (a.kind === "label" && b.kind === "label") return a.hi <= b.lo;
  return a.kind === "number" && b.kind === "number" && a.value < b.value;
}
