/** Verdicts of all completions, told as exactly one outcome with its reason. */
import type { Answer } from "../api.ts";
import type { Space } from "../compile/space.ts";
import { joinedReasons, outcomeKey, type Verdict } from "../compile/verdict.ts";
import { describeIntervals } from "../cover/describe.ts";
import type { LabelNode, NumberVariable, Variable } from "../model/symbols.ts";
import { compare, type Rational, showBeside } from "../number/rational.ts";
import { unreachable } from "../unreachable.ts";
import type { Outcome, Possible } from "./outcome.ts";
import type { Completed } from "./stage.ts";

/** `isKnown`: whether a variable that a table needs has exactly one value in this case. */
export function answerOf(space: Space, completed: Completed, isKnown: (variable: Variable) => boolean): Answer {
  const outcome = outcomeOf(space, completed, isKnown);
  const { variable } = completed.decision;
  const possible = outcome.kind === "undetermined" ? outcome.possible.map((one) => one.text) : [outcomeText(outcome)];
  return {
    decision: variable.name,
    outcome,
    possible,
    needs: outcome.kind === "undetermined" ? [...new Set([...outcome.needs, ...outcome.settledBy])] : [],
    reason: reasonOf(outcome, variable),
  };
}

function outcomeOf(space: Space, completed: Completed, isKnown: (variable: Variable) => boolean): Outcome {
  if (completed.unreadable.length > 0) return { kind: "invalid", problems: completed.unreadable };
  const valid = completed.verdicts.filter((verdict) => verdict.kind !== "invalid");
  if (valid.length === 0)
    return {
      kind: "invalid",
      problems: distinct(completed.verdicts.map((verdict) => (verdict.kind === "invalid" ? verdict.problem : ""))),
    };
  if (valid.every((verdict) => verdict.kind === "excluded" || verdict.marks.length > 0))
    return { kind: "excluded", reasons: reasons(space, valid) };
  const different = sortVerdicts(distinctOutcomes(valid));
  const needs = distinct(
    valid
      .flatMap((verdict) => verdict.needs.map((id) => space.model.variables[id]))
      .filter((variable) => variable !== undefined && !isKnown(variable))
      .map((variable) => (variable as Variable).name),
  );
  const [first] = different;
  const open = first?.kind === "value" && (first.value.kind === "range" || first.value.kind === "unknown");
  if (first !== undefined && different.length === 1 && needs.length === 0 && !completed.atMost && !open)
    return certain(space, first, completed.decision.variable);
  return {
    kind: "undetermined",
    possible: different.map((verdict) => possibleOf(space, verdict, completed.decision.variable)),
    within: narrowestParent(different),
    settledBy: completed.open.map((variable) => variable.name),
    needs,
    atMost: completed.atMost,
  };
}

/** One verdict per outcome: reasons of `none` and values of conflicts are gathered. */
function distinctOutcomes(verdicts: readonly Verdict[]): readonly Verdict[] {
  const byKey = new Map<string, Verdict>();
  for (const verdict of verdicts) {
    const key = verdict.kind === "value" ? outcomeKey(verdict) : verdict.kind;
    const known = byKey.get(key);
    if (known?.kind === "none" && verdict.kind === "none") byKey.set(key, { ...known, why: joinedReasons(known.why, verdict.why) });
    else if (known?.kind === "conflict" && verdict.kind === "conflict")
      byKey.set(key, { ...known, values: distinct([...known.values, ...verdict.values]) });
    else if (known === undefined) byKey.set(key, verdict);
  }
  return [...byKey.values()];
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts.filter((text) => text !== ""))];

const reasons = (space: Space, verdicts: readonly Verdict[]): readonly string[] =>
  distinct(verdicts.flatMap((verdict) => verdict.marks.map((id) => space.model.excludes[id]?.why ?? "")));

function certain(space: Space, verdict: Verdict, variable: Variable): Outcome {
  switch (verdict.kind) {
    case "value":
      return { kind: "assigned", value: assignedValue(space, verdict, variable) };
    case "none":
      return { kind: "none", why: verdict.why === "" ? undefined : verdict.why };
    case "uncovered":
      return { kind: "uncovered" };
    case "conflict":
      return { kind: "conflict", values: verdict.values };
    case "excluded":
      return { kind: "excluded", reasons: reasons(space, [verdict]) };
    case "invalid":
      return { kind: "invalid", problems: [verdict.problem] };
    default:
      return unreachable(verdict);
  }
}

function assignedValue(space: Space, verdict: Extract<Verdict, { kind: "value" }>, variable: Variable): { text: string; exact?: Rational } {
  const text = valueText(space, verdict, variable);
  return verdict.value.kind === "number" ? { text, exact: verdict.value.value } : { text };
}

function valueText(space: Space, verdict: Extract<Verdict, { kind: "value" }>, variable: Variable): string {
  const { value } = verdict;
  switch (value.kind) {
    case "label":
      return value.node.text;
    case "number":
      return numberText(space, variable, value.value);
    case "unknown":
      return variable.unknowns[value.index] ?? "?";
    case "range":
      return anyNumber(describeIntervals(value.within, undefined));
    default:
      return unreachable(value);
  }
}

const anyNumber = (text: string): string => (text === "any" ? "any number" : text);

/** A number with the digits that put it on its side of every threshold that a rule names. */
export function numberText(space: Space, variable: Variable, value: Rational): string {
  const bounds = [...(space.named.bounds.get(variable as NumberVariable)?.values() ?? [])];
  return showBeside(value, bounds);
}

function possibleOf(space: Space, verdict: Verdict, variable: Variable): Possible {
  switch (verdict.kind) {
    case "value":
      return { kind: "value", ...assignedValue(space, verdict, variable) };
    case "conflict":
    case "none":
    case "excluded":
    case "uncovered":
    case "invalid":
      return { kind: verdict.kind, text: verdict.kind };
    default:
      return unreachable(verdict);
  }
}

const order = { value: 0, none: 1, excluded: 2, uncovered: 3, conflict: 4, invalid: 5 } as const;

/** Labels in their order of severity, numbers by size, then the ways to have no value. */
function sortVerdicts(verdicts: readonly Verdict[]): readonly Verdict[] {
  return [...verdicts].sort((a, b) => {
    if (a.kind !== "value" || b.kind !== "value") return order[a.kind] - order[b.kind];
    if (a.value.kind === "label" && b.value.kind === "label") return a.value.node.lo - b.value.node.lo || a.value.node.hi - b.value.node.hi;
    if (a.value.kind === "number" && b.value.kind === "number") return compare(a.value.value, b.value.value);
    return 0;
  });
}

/** The narrowest parent that holds every possible label. */
function narrowestParent(verdicts: readonly Verdict[]): string | undefined {
  const labels: LabelNode[] = [];
  for (const verdict of verdicts) {
    if (verdict.kind !== "value" || verdict.value.kind !== "label") return undefined;
    labels.push(verdict.value.node);
  }
  for (let parent = labels[0]?.leaf ? labels[0].parent : labels[0]; parent !== undefined; parent = parent.parent) {
    const { lo, hi } = parent;
    if (labels.every((label) => label.lo >= lo && label.hi <= hi)) return parent.text;
  }
  return undefined;
}

/** One word or label for an outcome, as the `_outcome` and `_possible` columns and example cells have it. */
export function outcomeText(outcome: Outcome): string {
  if (outcome.kind === "assigned") return outcome.value.text;
  return outcome.kind;
}

const list = (texts: readonly string[]): string => texts.join(", ");

function reasonOf(outcome: Outcome, variable: Variable): string {
  switch (outcome.kind) {
    case "assigned":
      return "";
    case "undetermined": {
      const within = outcome.within === undefined ? "" : ` (all within ${outcome.within})`;
      const atMost = outcome.atMost ? "at most these are possible" : "possible";
      const what = `${atMost}: ${list(outcome.possible.map((one) => one.text))}${within}`;
      if (outcome.needs.length > 0) return `cannot be determined, because the rules need ${list(outcome.needs)} to be known; ${what}`;
      return outcome.settledBy.length === 0
        ? `cannot be determined; ${what}`
        : `cannot be determined, because ${list(outcome.settledBy)} ${outcome.settledBy.length === 1 ? "is" : "are"} not fully known; ${what}`;
    }
    case "none":
      return outcome.why ?? `the rules give no ${variable.name} here`;
    case "excluded":
      return `cannot occur: ${list(outcome.reasons)}`;
    case "uncovered":
      return `no row of the rules for ${variable.name} covers this case`;
    case "conflict":
      return `rows disagree: ${list(outcome.values)}`;
    case "invalid":
      return list(outcome.problems);
    default:
      return unreachable(outcome);
  }
}
