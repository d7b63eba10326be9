/** `check-failed`: `check never …` and `check … implies …`, proved over the whole space or refuted by a case. */
import { conditionDecision } from "../compile/anonymous.ts";
import type { Axis } from "../compile/axes.ts";
import { fullFn } from "../compile/compose.ts";
import { condFn, known } from "../compile/conditions.ts";
import type { Space } from "../compile/space.ts";
import { members, type Verdict } from "../compile/verdict.ts";
import { type Fn, mapTerminals, minus, no, reach, yes } from "../diagram/store.ts";
import type { Finding } from "../finding.ts";
import { finding } from "../model/problems.ts";
import type { Check, Cond } from "../model/symbols.ts";
import { describePath, pathLine, sayWhatMatters, shortestPath } from "./counterexample.ts";
import { knownOnly } from "./known-only.ts";

export function checkNever(space: Space, check: Extract<Check, { kind: "never" }>, text: string): readonly Finding[] {
  const holds = conditionEverywhere(space, check.cond);
  if (holds.fn === no) return [];
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
  const path = new Map(shortestPath(space, holds.fn) ?? []);
  sayWhatMatters(space, conditionDecision(space, check.cond), path, [new Map()]);
  const counter = describePath(space, path);
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
