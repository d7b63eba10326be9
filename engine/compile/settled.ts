/** Whether a rule is settled without a decision that has no value, and what it hands on where it is not. */
import { combine, type Fn, isTerminal, mapTerminals, terminalIndex } from "../diagram/store.ts";
import type { Space } from "./space.ts";
import { bare, mapSet, marked, members, outcomeKey, setOf, type Verdict, verdictId } from "./verdict.ts";

/** Stands for the outcome that is handed on where the missing value makes a difference. */
const handedOn: Verdict = { kind: "invalid", problem: "\u0000handed on", ...bare };
/** In place of `needs`: excluded whatever the missing value is, with different outcomes; told from being settled. */
const excludedAnyway = [-1];

/** Where every cell leads to the same the decision is settled without the variable; elsewhere `instead`, or excluded where every cell is. */
export function settledOr(space: Space, byCell: readonly Fn[]): (instead: Verdict) => Fn {
  const { store, verdicts } = space;
  const same = byCell.reduce((a, b) =>
    combine(store, a, b, (x, y) => {
      if (x === y) return x;
      if (!isTerminal(x) || !isTerminal(y)) return undefined;
      return shared(space, members(verdicts, terminalIndex(x)), members(verdicts, terminalIndex(y)));
    }),
  );
  return (instead) =>
    mapTerminals(store, same, (set) =>
      mapSet(verdicts, set, (verdict) => {
        if (outcomeKey(verdict) === outcomeKey(handedOn)) return instead;
        if (verdict.kind !== "excluded" || verdict.needs[0] !== -1) return verdict;
        // A contradiction comes before an exclusion.
        return instead.kind === "invalid" ? instead : { ...verdict, needs: [] };
      }),
    );
}

/** What two cells have in common: outcomes of both, and where they differ what stands for that. */
function shared(space: Space, left: readonly Verdict[], right: readonly Verdict[]): Fn {
  const { verdicts } = space;
  const key = (verdict: Verdict) => verdictId(verdicts, plainly({ ...verdict, marks: [], needs: [] }));
  // The same outcome may be there twice, with other reasons, marks or needs.
  const both = left.flatMap((one) =>
    right
      .filter((other) => key(other) === key(one))
      // Excluded is only what is excluded for every value; needed what any of them needs.
      .map(
        (other): Verdict => (one.marks.length > 0 && other.marks.length > 0 ? marked(one, other) : { ...marked(one, other), marks: [] }),
      ),
  );
  const agreed = new Set(both.map(key));
  const differ = [...left, ...right].filter((verdict) => !agreed.has(key(verdict)));
  if (differ.length === 0)
    return setOf(
      verdicts,
      both.map((verdict) => verdictId(verdicts, verdict)),
    );
  // In one order of opening all values may be excluded, in another none: then either is possible.
  const isMarked = (verdict: Verdict) => verdict.marks.length > 0;
  const excluded = left.some(isMarked) && right.some(isMarked) && differ.some(isMarked);
  const marks = [...new Set([...left, ...right].flatMap((verdict) => verdict.marks))].sort((a, b) => a - b);
  const rest: readonly Verdict[] = [
    ...(excluded ? [{ kind: "excluded", marks, needs: excludedAnyway } as const] : []),
    ...(excluded && differ.every(isMarked) ? [] : [handedOn]),
  ];
  return setOf(
    verdicts,
    [...both, ...rest].map((verdict) => verdictId(verdicts, verdict)),
  );
}

/** Reasons and the values of a contradiction make no other outcome. */
export function plainly(verdict: Verdict): Verdict {
  if (verdict.kind === "none") return { ...verdict, why: "" };
  return verdict.kind === "conflict" ? { ...verdict, values: [] } : verdict;
}

/** What is read is excluded or waits: so is what depends on it, and what no row gives or rows contradict is excluded too. */
function readMarked(verdict: Verdict, read: Verdict): Verdict {
  if (read.marks.length > 0 && (verdict.kind === "conflict" || verdict.kind === "uncovered"))
    return marked({ kind: "excluded", marks: verdict.marks, needs: [] }, { marks: read.marks, needs: [] });
  return marked(verdict, read);
}

/** Marks and needs of what was read, wherever it makes a difference. */
export function markFn(space: Space, chosen: Fn, read: Verdict, settled: (instead: Verdict) => Fn): Fn {
  if (read.marks.length === 0 && read.needs.length === 0) return chosen;
  const { verdicts } = space;
  const key = (verdict: Verdict) => outcomeKey(plainly(verdict));
  return combine(space.store, settled(handedOn), chosen, (a, b) => {
    if (!isTerminal(a) || !isTerminal(b)) return undefined;
    const anyway = new Set(members(verdicts, terminalIndex(a)).map(key));
    const chosenHere = members(verdicts, terminalIndex(b));
    const isSettled = (verdict: Verdict) => anyway.has(key(verdict));
    const each = chosenHere.map((verdict) => (isSettled(verdict) ? verdict : readMarked(verdict, read)));
    // In some order of opening the value makes a difference, and it comes to what it comes to in another order anyway.
    const alike = anyway.has(key(handedOn)) && chosenHere.every(isSettled) ? chosenHere.map((verdict) => readMarked(verdict, read)) : [];
    return setOf(
      verdicts,
      [...each, ...alike].map((verdict) => verdictId(verdicts, verdict)),
    );
  });
}
