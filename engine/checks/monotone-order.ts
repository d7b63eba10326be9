/** Which of two outcomes is the higher one: labels by their place in the category, numbers by size. */
import type { Space } from "../compile/space.ts";
import { members, type Value } from "../compile/verdict.ts";
import { type Fn, terminalIndex } from "../diagram/store.ts";
import { compare } from "../number/rational.ts";

/** Whether some unmarked value of one is certainly above some of the other; there are several only where leaves are left open. */
export const isHigher = (space: Space, a: Fn, b: Fn): boolean =>
  valuesAt(space, a).some((first) => valuesAt(space, b).some((second) => isAbove(first, second)));

const valuesAt = (space: Space, fn: Fn): readonly Value[] =>
  members(space.verdicts, terminalIndex(fn)).flatMap((verdict) =>
    verdict.kind === "value" && verdict.marks.length === 0 ? [verdict.value] : [],
  );

function isAbove(a: Value, b: Value): boolean {
  if (a.kind === "label" && b.kind === "label") return a.node.lo >= b.node.hi;
  return a.kind === "number" && b.kind === "number" && compare(a.value, b.value) > 0;
}
