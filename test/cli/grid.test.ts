import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { cleanRules, richRules, rulesWithGap } from "./rules.ts";
import { runCli, withFolder } from "./support.ts";

describe("stagewright grid", function () {
  this.timeout(60_000);

  const cells = (text: string): readonly (readonly string[])[] =>
    text
      .split("\n")
      .filter((line) => line.startsWith("| **"))
      .map((line) =>
        line
          .split("|")
          .slice(1, -1)
          .map((part) => part.trim()),
      );

  it("draws the table as Markdown, gaps in words, with what was proved of the whole", async () => {
    await withFolder({ "a.stage": rulesWithGap }, async (cwd) => {
      const ran = await runCli(["grid", "a.stage"], { cwd });
      assert.equal(ran.code, 0, ran.log);
      assert.match(ran.out, /^stage by T \(down\) and N \(across\)\.$/m);
      assert.deepEqual(cells(ran.out), [
        ["**T1**", "I", "III"],
        ["**T2**", "II", "**gap**"],
        ["**T3**", "III", "**gap**"],
      ]);
      assert.match(ran.out, /^All of stage: 6 combinations of known values, 4 covered, 2 not covered, no overlap\.$/m);
    });
  });

  it("takes the decision, both columns and what the others are held at", async () => {
    await withFolder({ "a.stage": richRules }, async (cwd) => {
      const ran = await runCli(["grid", "a.stage", "--decision", "group", "--rows", "smoker", "--where", "grade=any"], { cwd });
      assert.equal(ran.code, 2);
      assert.match(ran.log, /grade is one of the two columns that are drawn/);
      const turned = await runCli(["grid", "a.stage", "--decision", "group", "--rows", "smoker", "--columns", "grade"], { cwd });
      assert.deepEqual(cells(turned.out), [
        ["**no**", "A", "B"],
        ["**yes**", "B", "B"],
      ]);
      const set = await runCli(["grid", "a.stage", "--decision", "reach", "--where", "invades.trachea=yes"], { cwd });
      assert.match(set.log, /invades\.trachea is one of the two columns that are drawn/);
      const size = await runCli(["grid", "a.stage", "--decision", "grade"], { cwd });
      assert.match(size.out, /^grade by size in cm\.$/m);
      assert.deepEqual(cells(size.out), [
        ["**0..3**", "low"],
        ["**3 \\<.. 20**", "high"],
      ]);
    });
  });

  it("writes one HTML file, by its ending or as asked", async () => {
    await withFolder({ "a.stage": cleanRules }, async (cwd) => {
      assert.equal((await runCli(["grid", "a.stage", "--output", "a.html"], { cwd })).code, 0);
      assert.match(readFileSync(join(cwd, "a.html"), "utf8"), /^<!DOCTYPE html>/);
      assert.match((await runCli(["grid", "a.stage", "--format", "html"], { cwd })).out, /<caption>stage by T/);
      assert.equal((await runCli(["grid", "a.stage", "--output", "a.md"], { cwd })).code, 0);
      assert.match(readFileSync(join(cwd, "a.md"), "utf8"), /^## Stage$/m);
      assert.equal((await runCli(["grid", "a.stage", "--output", "no/such/folder.md"], { cwd })).code, 2);
    });
  });

  it("draws nothing of rules with errors, and says what it cannot draw", async () => {
    await withFolder({ "a.stage": cleanRules, "broken.stage": cleanRules.replace("| N0  => I\n", "| N9  => I\n") }, async (cwd) => {
      const broken = await runCli(["grid", "broken.stage"], { cwd });
      assert.equal(broken.code, 1);
      assert.match(broken.out, /^broken\.stage:\d+:\d+: error unknown-label/m);
      assert.doesNotMatch(broken.out, /\| \*\*/);
      for (const [args, message] of [
        [["--rows", "G"], /no column G; its columns are T, N/],
        [["--decision", "stge"], /no table of 'stge'/],
        [["--where", "M"], /--where takes COLUMN=VALUE/],
        [["--format", "pdf"], /md, html/],
      ] as const) {
        const ran = await runCli(["grid", "a.stage", ...args], { cwd });
        assert.equal(ran.code, 2);
        assert.match(ran.log, message);
      }
    });
  });
});
