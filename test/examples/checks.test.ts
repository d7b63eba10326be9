/** The example and fixture files through the checker: clean, their cases pass, and the examples reach every row. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { check } from "#engine";
import { loadScheme, sourceOf } from "./load-scheme.ts";

const FOLDERS = ["examples/solid", "examples/heme", "test/examples/fixtures"];
const stageFiles = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".stage"))
    .map((name) => join(folder, name));

describe("example files", () => {
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

  for (const file of [...stageFiles("examples/solid"), ...stageFiles("examples/heme")]) {
    it(`${file} reaches every row with its cases`, () => {
      const { coverage } = check(loadScheme(file)).examples;
      const missed = coverage.flatMap((block) => block.rows.filter((row) => !row.reached).map((row) => row.text));
      assert.ok(coverage.length > 0);
      assert.deepEqual(missed, []);
    });
  }
});
