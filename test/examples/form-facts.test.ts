/** Known answers through the form of a tried case: what a person enters, in whichever unit, comes to what was published. */
import assert from "node:assert/strict";
import { type Entry, formOf, type Scheme, tryCase } from "#engine";
import { hemeFacts, solidFacts } from "./facts.ts";
import { loadScheme } from "./load-scheme.ts";

const outcomeOf = (scheme: Scheme, entries: readonly Entry[], decision: string): string => {
  const tried = tryCase(scheme, entries);
  assert.deepEqual([tried.problems, tried.gone, tried.blocked], [[], [], []]);
  const answer = tried.answers.find((one) => one.decision.name === decision)?.answer ?? assert.fail(decision);
  return answer.possible.join("|");
};

/** How many of a unit make one of the declared unit: worked out by hand, not by the engine. */
const perDeclared: Readonly<Record<string, readonly [unit: string, factor: number]>> = {
  hemoglobin: ["g/L", 10],
  platelets: ["10*3/uL", 1],
  anc: ["/uL", 1000],
  b2m: ["ug/mL", 1],
  albumin: ["g/L", 10],
};

/** Decimals without a float in between: `3.4` times 10 is `34`. */
const times = (text: string, factor: number): string => {
  const [whole = "", part = ""] = text.split(".");
  const zeros = String(factor).length - 1;
  const digits = part.padEnd(zeros, "0");
  return `${whole}${digits.slice(0, zeros)}${digits.length > zeros ? `.${digits.slice(zeros)}` : ""}`;
};

describe("known answers through the form of a case", () => {
  for (const [facts, file, inputs] of [
    ["ipss_r", "examples/heme/ipss-r.stage", ["cytogenetics", "blasts", "hemoglobin", "platelets", "anc"]],
    ["iss", "examples/heme/iss.stage", ["b2m", "albumin"]],
  ] as const) {
    it(`${facts}: as declared, and in other units`, () => {
      const scheme = loadScheme(file);
      const rows = hemeFacts(facts).filter(({ confidence }) => confidence === "high");
      assert.ok(rows.length > 5);
      for (const row of rows) {
        const entries = inputs.map((variable): Entry => ({ variable, text: row[variable] ?? "" }));
        assert.equal(outcomeOf(scheme, entries, "group"), row["group"]);
        const converted = entries.map((entry): Entry => {
          const [unit, factor] = perDeclared[entry.variable] ?? [];
          return unit === undefined || factor === undefined ? entry : { ...entry, text: times(entry.text, factor), unit };
        });
        assert.equal(outcomeOf(scheme, converted, "group"), row["group"]);
      }
    });
  }

  it("offers the units that these records are given in", () => {
    const scheme = loadScheme("examples/heme/ipss-r.stage");
    for (const { name, units } of formOf(scheme).fields)
      if (perDeclared[name] !== undefined) assert.ok(units.includes(perDeclared[name][0]), `${name}: ${units.join(" ")}`);
  });

  it("lung: every sure row with a stage, chosen as the form offers it", () => {
    const scheme = loadScheme("examples/solid/lung-ajcc8.stage");
    const offered = new Map(
      formOf(scheme).fields.map(({ name, labels, unknowns }) => [name, [...labels.map(({ record }) => record), ...unknowns]]),
    );
    const rows = solidFacts("lung_ajcc8").filter(
      ({ confidence, stage }) => confidence === "high" && stage !== "unknown" && stage !== "none",
    );
    assert.ok(rows.length > 50);
    for (const row of rows) {
      const entries = ["T", "N", "M"].map((variable): Entry => ({ variable, text: row[variable] ?? "" }));
      for (const { variable, text } of entries) assert.ok(offered.get(variable)?.includes(text), `${variable} ${text}`);
      assert.equal(outcomeOf(scheme, entries, "stage"), row["stage"], entries.map(({ text }) => text).join(" "));
    }
  });
});
