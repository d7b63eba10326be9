/** The example and fixture files through the checker: clean, their cases pass, and the examples reach every row. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { check } from "#engine";
import { loadScheme, loadText, sourceOf } from "./load-scheme.ts";

const LIBRARY = ["examples/solid", "examples/heme", "examples/pediatric"];
const FOLDERS = [...LIBRARY, "test/examples/fixtures"];
/** Files that put others together and have no row of their own. */
const COMPOSED = ["examples/heme/ipss-r-karyotype.stage"];
const stageFiles = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".stage"))
    .map((name) => join(folder, name));

describe("example files", function () {
  this.timeout(60_000);

  for (const file of FOLDERS.flatMap(stageFiles)) {
    it(`${file} is well-formed, checks clean, and its cases pass`, () => {
      assert.deepEqual(sourceOf(file).parsed.problems, []);
      const { findings, decisions, examples } = check(loadScheme(file));
      const loud = findings.filter((each) => each.severity === "error" || each.severity === "warning");
      assert.deepEqual(
        loud.map((each) => `${each.code}: ${each.message}`),
        [],
      );
      assert.ok(decisions.every((each) => each.analysed));
      assert.ok(examples.results.length > 0);
      const failed = examples.results.filter((each) => each.status !== "passed");
      assert.deepEqual(
        failed.map((each) => `${each.title}: ${each.message}`),
        [],
      );
    });
  }

  for (const file of LIBRARY.flatMap(stageFiles)) {
    it(`${file} reaches every row with its cases`, () => {
      const { coverage } = check(loadScheme(file)).examples;
      const missed = coverage.flatMap((block) => block.rows.filter((row) => !row.reached).map((row) => row.text));
      assert.equal(coverage.length > 0, !COMPOSED.includes(file));
      assert.deepEqual(missed, []);
    });
  }

  // Counted by hand: the product of the leaves (PSA: below 10, 10, between, 20, above), and what the file rules out:
  // lung, in situ disease with three node categories; prostate, pathological T0 and T1a to T1c.
  for (const [file, combinations, excluded] of [
    ["lung-ajcc8", 10 * 4 * 4, 1 * 3],
    ["breast-anatomic-clinical-ajcc8", 13 * 8 * 3, 0],
    ["breast-anatomic-pathological-ajcc8", 13 * 12 * 2, 0],
    ["colon-rectum-ajcc8", 7 * 6 * 4, 0],
    ["prostate-ajcc8", 2 * 10 * 2 * 4 * 5 * 5, 4 * 2 * 4 * 5 * 5],
  ] as const) {
    it(`${file} has ${combinations} combinations, ${excluded} of them excluded`, () => {
      const [summary] = check(loadScheme(`examples/solid/${file}.stage`)).decisions;
      assert.equal(summary?.combinations, BigInt(combinations));
      assert.equal(summary?.excluded, BigInt(excluded));
      assert.equal(summary?.covered, BigInt(combinations - excluded));
    });
  }

  it("without that comment the checker shows the patient whom two rows of the esophagus table put in two groups", () => {
    const text = sourceOf("examples/solid/esophagus-squamous-ajcc8.stage").text;
    const { findings } = check(loadText(text.replace("stagewright-ignore overlap", "it")));
    const overlaps = findings.filter((each) => each.code === "overlap");
    assert.equal(overlaps.length, 1);
    const witness = Object.fromEntries((overlaps[0]?.witness ?? []).map((each) => [each.variable, each.text]));
    assert.deepEqual(
      ["classification", "T", "N", "M", "G", "L"].map((name) => witness[name]),
      ["pathological", "T3", "N0", "M0", "GX", "lower"],
    );
  });

  it("the esophagus file has one overlap, the one that its ignore comment tells of", () => {
    const { decisions, findings } = check(loadScheme("examples/solid/esophagus-squamous-ajcc8.stage"));
    assert.deepEqual(
      decisions.map((each) => each.overlaps),
      [1n],
    );
    assert.deepEqual(
      findings.filter((each) => each.code === "overlap"),
      [],
    );
  });
});
