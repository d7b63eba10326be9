/**
 * Nothing in the examples is left open by the checker or the evaluator: every decision is analysed, every property proved
 * or refuted, and no label in an answer to an example case, or to one that says less, is only "at most" possible. (What a
 * score may come to while a number with steps is open is told as one stretch, which says "at most" of itself.)
 */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { check, type PatientCase, type Scheme, stage } from "#engine";
import { loadScheme } from "./load-scheme.ts";

const files = readdirSync("examples", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".stage"))
  .map((name) => `examples/${name}`)
  .sort();

/** The case itself, and without each of its values in turn. */
const sayingLess = (patient: PatientCase): readonly PatientCase[] => [
  patient,
  ...[...patient.keys()].map((name) => new Map([...patient].filter(([other]) => other !== name))),
];

const openAnswers = (scheme: Scheme, patient: PatientCase): readonly string[] =>
  stage(scheme, patient).flatMap(({ decision, outcome }) => {
    const labels = scheme.variables.find(({ name }) => name === decision)?.kind !== "number";
    return labels && outcome.kind === "undetermined" && outcome.atMost ? [decision] : [];
  });

describe("the examples leave no way out", function () {
  this.timeout(0);

  it("to the checker: nothing is undecided", () => {
    assert.ok(files.length > 100);
    for (const file of files) {
      const { findings, ignored, decisions, properties } = check(loadScheme(file));
      const undecided = [...findings, ...ignored.map((one) => one.finding)].filter(({ code }) => code === "undecided");
      assert.deepEqual(
        undecided.map(({ message }) => message),
        [],
        file,
      );
      assert.deepEqual(
        decisions.filter(({ analysed }) => !analysed),
        [],
        file,
      );
      assert.deepEqual(
        properties.filter(({ status }) => status === "undecided"),
        [],
        file,
      );
    }
  });

  it("to the evaluator: no answer is at most", () => {
    let asked = 0;
    for (const file of files) {
      const scheme = loadScheme(file);
      const cases = check(scheme).examples.results.flatMap(({ checks }) => checks.map(({ patient }) => patient));
      for (const patient of cases.slice(0, 12).flatMap(sayingLess)) {
        assert.deepEqual(openAnswers(scheme, patient), [], `${file}: ${[...patient.keys()].join(", ")}`);
        asked++;
      }
    }
    assert.ok(asked > 1000);
  });
});
