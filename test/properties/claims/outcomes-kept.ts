/** Whether two texts give every single record the same outcomes: each input one known value or one recorded unknown. */
import { type Answer, stage } from "#engine";
import type { BruteRecord } from "../brute/cases.ts";
import { type Both, isLoaded, loadBoth, memberText, patientOf, recordText } from "../compare.ts";

/** What an answer comes to; what would settle it is no part of it. */
function outcomeText({ decision, outcome }: Answer): string {
  switch (outcome.kind) {
    case "assigned":
      return `${decision} ${outcome.value.text}`;
    case "undetermined":
      return `${decision} ${outcome.possible.map(memberText).sort().join("|")} needs ${[...outcome.needs].sort().join()}`;
    case "none":
      return `${decision} none ${outcome.why ?? ""}`;
    default:
      return `${decision} ${outcome.kind}`;
  }
}

/** A variable that a fix takes away, since nothing reads it, leaves the record too. */
const outcomesOf = (both: Both, recorded: BruteRecord): string => {
  const patient = patientOf(both.engine, new Map([...recorded].filter(([name]) => both.brute.variables.has(name))));
  return typeof patient === "string" ? patient : stage(both.engine, patient).map(outcomeText).join("; ");
};

/** The outcomes of each record, in order. */
export const outcomesOfAll = (both: Both, records: readonly BruteRecord[]): readonly string[] =>
  records.map((one) => outcomesOf(both, one));

/** The first record that comes out otherwise once the text is changed; undefined where none does. */
export function firstChanged(before: readonly string[], records: readonly BruteRecord[], changed: string): string | undefined {
  const both = loadBoth(changed);
  if (!isLoaded(both)) return `the changed text does not load: ${both.join("; ")}`;
  for (const [index, recorded] of records.entries()) {
    const after = outcomesOf(both, recorded);
    if (after !== before[index]) return `${recordText(recorded)}: ${before[index]} becomes ${after}`;
  }
  return undefined;
}
