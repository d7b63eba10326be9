/** Every single record of a small scheme: each input one known value or one recorded unknown, as a record would say it. */
import type { BruteRecord, Recorded } from "./cases.ts";
import type { Scheme, Variable } from "./model.ts";
import { cutsOf, eachChoice, knownValues } from "./space.ts";

function textOf(variable: Variable, value: number): string {
  switch (variable.kind) {
    case "number":
      return String(value);
    case "set":
      return `{${variable.nodes
        .filter((node) => (value & (1 << node.lo)) !== 0)
        .map((node) => node.text)
        .join(", ")}}`;
    default:
      return [...variable.nodes].reverse().find((node) => node.lo === value && node.hi === value + 1)?.text ?? "";
  }
}

const oneValue = (variable: Variable, value: number): Recorded => ({
  text: textOf(variable, value),
  unknowns: [],
  admits: (other) => other === value,
  bounds: variable.kind === "number" ? [value] : [],
});

const oneUnknown = (text: string): Recorded => ({ text, unknowns: [text], admits: () => false, bounds: [] });

/**
 * All records that say one thing of every input; with `given`, also those that give one label of a decided category.
 * Undefined where there are more than `limit`.
 */
export function everyRecord(scheme: Scheme, limit: number, given = false): readonly BruteRecord[] | undefined {
  const cuts = cutsOf(scheme, scheme.decisions.values());
  const choices: (readonly [string, readonly (Recorded | undefined)[]])[] = [];
  for (const variable of scheme.variables.values()) {
    const decided = scheme.decisions.has(variable.name);
    if (decided && !(given && variable.kind === "category")) continue;
    const known = knownValues(variable, cuts.get(variable.name) ?? []).map((value) => oneValue(variable, value));
    const unknowns = decided ? [undefined] : variable.unknowns.map(oneUnknown);
    choices.push([variable.name, [...unknowns, ...known]]);
  }
  if (choices.reduce((size, [, each]) => size * each.length, 1) > limit) return undefined;
  const records: BruteRecord[] = [];
  eachChoice(choices, (chosen) => {
    records.push(new Map([...chosen].flatMap(([name, recorded]) => (recorded === undefined ? [] : [[name, recorded] as const]))));
  });
  return records;
}
