/** Whether a decision has a gap or an overlap: as the checker says, and of what a used file decides, as brute force says. */
import type { CheckResult } from "#engine";
import { combinationsOf, isGap, isOverlap, unitsAnywhere, unitsOf } from "../brute/combinations.ts";
import type { Decision } from "../brute/model.ts";
import type { Both } from "../compare.ts";
import { findingsOf, mostCombinations } from "./covered.ts";

export function isFaulty(both: Both, result: CheckResult, decision: Decision): boolean {
  if (decision.elsewhere)
    return unitsAnywhere(decision).some(
      ([, unit]) => combinationsOf(both.brute, unit, mostCombinations)?.some((one) => isGap(one) || isOverlap(one)) ?? true,
    );
  return unitsOf(decision).some(([title]) => findingsOf(result, "gap", title).length + findingsOf(result, "overlap", title).length > 0);
}
