/** T, N and M from findings: the example files against the definitions written down independently. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Scheme, VariableInfo } from "#engine";
import * as reference from "../support/reference/findings.ts";
import { answer, loadScheme, possibilities } from "./load-scheme.ts";

/** Values on both sides of every bound of the definitions, and some between. */
const NUMBERS: Readonly<Record<string, readonly number[]>> = {
  size: [0.1, 1, 1.01, 1.6, 2, 2.01, 3, 3.01, 4, 4.01, 5, 5.01, 5.4, 5.5, 7, 7.01, 10, 10.01, 10.4, 10.5, 20, 20.4, 20.5, 29],
  thickness: [0.1, 0.7, 0.74, 0.75, 0.8, 1, 1.04, 1.05, 1.1, 2, 2.04, 2.05, 4, 4.04, 4.05, 12],
  outside_chest: [0, 1, 2, 9],
  axillary_nodes: [0, 1, 3, 4, 9, 10, 30],
  largest_deposit: [0.3, 2, 2.1, 15],
  positive_nodes: [0, 1, 2, 3, 4, 6, 7, 20],
  distant_sites: [0, 1, 2, 5],
  primary_pattern: [3, 4, 5],
  secondary_pattern: [3, 4, 5],
};

const ORGANS: readonly (readonly [string, Readonly<Record<string, (findings: reference.Findings) => string>>])[] = [
  ["lung", { T: reference.lungT, N: reference.lungN, M: reference.lungM }],
  ["kidney", { T: reference.kidneyT }],
  ["thyroid-differentiated", { T: reference.thyroidT, N: reference.thyroidN }],
  ["breast", { T: reference.breastT, N: reference.breastN }],
  ["melanoma-skin", { T: reference.melanomaT, N: reference.melanomaN }],
  ["colon-rectum", { N: reference.colonN, M: reference.colonM }],
  ["prostate", { T: reference.prostateT, GG: reference.gradeGroup }],
];

describe("T, N and M from findings", function () {
  this.timeout(120_000);

  for (const [organ, decisions] of ORGANS) {
    it(`${organ}: ${Object.keys(decisions).join(", ")} as the definitions say`, () => {
      const scheme = loadScheme(`examples/solid/${organ}-findings.stage`);
      fc.assert(
        fc.property(findingsOf(scheme), (findings) => {
          // The size of what is not invasive has no meaning, and would be excluded.
          const numbers = Object.entries(findings.numbers).filter(
            ([name]) => name !== "size" || findings.categories["growth"] !== "minimally_invasive",
          );
          const record = { ...cellsOf(findings), ...Object.fromEntries(numbers.map(([name, value]) => [name, String(value)])) };
          for (const [decision, calculate] of Object.entries(decisions)) {
            const found = [...possibilities(answer(scheme, record, decision).outcome)].join(", ");
            assert.equal(found, calculate(findings), `${decision} of ${JSON.stringify(record)}`);
          }
        }),
        { numRuns: 400 },
      );
    });
  }
});

function cellsOf({ flags, sets, categories }: reference.Findings): Readonly<Record<string, string>> {
  return {
    ...categories,
    ...Object.fromEntries(Object.entries(flags).map(([name, value]) => [name, value ? "yes" : "no"])),
    ...Object.fromEntries(Object.entries(sets).map(([name, members]) => [name, `{${members.join(", ")}}`])),
  };
}

/** Complete findings in any mixture; few members of a set, so that mild ones decide too. */
function findingsOf(scheme: Scheme): fc.Arbitrary<reference.Findings> {
  const inputs = scheme.variables.filter(({ name, decided }) => !decided && !["M", "age", "PSA"].includes(name));
  const kind = (wanted: VariableInfo["kind"]) => inputs.filter((variable) => variable.kind === wanted);
  const each = <T>(variables: readonly VariableInfo[], of: (variable: VariableInfo) => fc.Arbitrary<T>) =>
    fc.record(Object.fromEntries(variables.map((variable) => [variable.name, of(variable)])));
  return fc.record({
    numbers: each(kind("number"), ({ name }) => fc.constantFrom(...(NUMBERS[name] ?? []))),
    flags: each(kind("flag"), () => fc.oneof({ weight: 2, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) })),
    sets: each(kind("set"), ({ labels }) =>
      fc.oneof(
        fc.constant([]),
        fc.subarray(
          labels.map(({ text }) => text),
          { maxLength: 2 },
        ),
      ),
    ),
    categories: each(kind("category"), ({ name, labels }) => {
      const texts = labels.map(({ text }) => text);
      const last = texts.at(-1) ?? "";
      return name === "growth" ? fc.oneof(fc.constantFrom(...texts), fc.constant(last), fc.constant(last)) : fc.constantFrom(...texts);
    }),
  });
}
