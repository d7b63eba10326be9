/** Which variables would settle an answer: those in which alone two completions differ that come out differently. */
import type { Value } from "./conditions.ts";
import { pointKey } from "./model.ts";
import { detailOf, keyOf, type Verdict } from "./outcomes.ts";
import type { Completion } from "./reading.ts";

export interface Settling {
  /** Variables in which alone (or in the truth behind which) two completions differ and have different outcomes. */
  readonly settles: ReadonlySet<string>;
  /** The same, contradictions of different results and excluded points being outcomes of their own. */
  readonly settlesDetail: ReadonlySet<string>;
}

export function settling(completions: readonly Completion[]): Settling {
  const inputs = [...(completions[0]?.point.keys() ?? [])];
  // A parent that a decision on the way came to leaves its leaf open; only a record that gives it would say which.
  const leafByLeaf = completions.flatMap((one) => {
    const together = new Map<string, Completion>();
    for (const { leaves, verdict } of one.byLeaves) {
      const point = new Map([...one.point, ...leaves]);
      together.set(pointKey(point), { ...one, point, verdicts: [...(together.get(pointKey(point))?.verdicts ?? []), verdict] });
    }
    return [...together.values()];
  });
  const decided = [...new Set(leafByLeaf.flatMap(({ point }) => [...point.keys()]))].filter(
    (name) => !inputs.includes(name) && !name.endsWith(" is"),
  );
  const settles = (tell: Tell): ReadonlySet<string> =>
    new Set([
      ...inputs.filter((name) => differsIn(completions, name, tell)),
      ...decided.filter((name) =>
        differsIn(
          leafByLeaf.filter(({ point }) => point.has(name)),
          name,
          tell,
        ),
      ),
    ]);
  return { settles: settles((verdict) => [keyOf(verdict)]), settlesDetail: settles(inDetail) };
}

type Tell = (verdict: Verdict) => readonly string[];

const inDetail: Tell = (verdict) => [`${detailOf(verdict)}${verdict.marked ? " excluded" : ""} needs ${[...verdict.needs].sort().join()}`];

/** Whether two completions that differ only in one variable have different outcomes. */
function differsIn(completions: readonly Completion[], name: string, tell: Tell): boolean {
  const outcomes = new Map<string, string>();
  for (const { point, truth, verdicts } of completions) {
    const without = (values: ReadonlyMap<string, Value>): string => pointKey(new Map([...values].filter(([other]) => other !== name)));
    const rest = `${without(point)} / ${without(truth)}`;
    const outcome = [...new Set(verdicts.flatMap(tell))].sort().join("; ");
    const known = outcomes.get(rest);
    if (known !== undefined && known !== outcome) return true;
    outcomes.set(rest, outcome);
  }
  return false;
}
