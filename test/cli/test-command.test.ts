import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { cleanRules, rulesWithFailure } from "./rules.ts";
import { runCli, withFolder } from "./support.ts";

describe("stagewright test", function () {
  this.timeout(60_000);

  it("passes quietly", async () => {
    await withFolder({ "a.stage": cleanRules }, async (cwd) => {
      const ran = await runCli(["test"], { cwd });
      assert.equal(ran.code, 0, ran.out);
      assert.match(ran.out, /Worked: 4 passed/);
      assert.match(ran.out, /1 file, 4 cases passed\n$/);
    });
  });

  it("tells what a failing case expected and what came out", async () => {
    await withFolder({ "a.stage": rulesWithFailure }, async (cwd) => {
      const ran = await runCli(["test"], { cwd });
      assert.equal(ran.code, 1);
      assert.match(ran.out, /Worked: 3 passed, 1 failed/);
      assert.match(ran.out, /stage: +expected +III\n +actual +II$/m);
      assert.match(ran.out, /a\.stage:18/);
    });
  });

  it("fails whatever the settings say about failing cases", async () => {
    await withFolder({ "a.stage": rulesWithFailure, "stagewright.json": '{ "severities": { "example-failed": "off" } }' }, async (cwd) => {
      assert.equal((await runCli(["test"], { cwd })).code, 1);
    });
  });

  it("is no success where nothing is tested", async () => {
    const untested = cleanRules.slice(0, cleanRules.indexOf("examples"));
    await withFolder({ "a.stage": untested, "b.stage": cleanRules, "shared.stage": "category G { low high }\n" }, async (cwd) => {
      const alone = await runCli(["test", "a.stage"], { cwd });
      assert.equal(alone.code, 1);
      assert.match(alone.out, /no example cases/);
      const together = await runCli(["test", "a.stage", "b.stage"], { cwd });
      assert.equal(together.code, 1);
      assert.match(together.log, /a\.stage has no example cases/);
      assert.equal((await runCli(["test", "b.stage", "shared.stage"], { cwd })).code, 0);
      assert.equal((await runCli(["test", "shared.stage"], { cwd })).code, 1);
    });
  });

  it("is no success where a file cannot be read in full", async () => {
    await withFolder({ "a.stage": cleanRules.replace("  T2     | N0  => II\n", "  T2     | N0  =>\n") }, async (cwd) => {
      const ran = await runCli(["test"], { cwd });
      assert.equal(ran.code, 1);
      assert.match(ran.out, /error\[syntax\]/);
    });
  });

  it("lists rows that no example reaches, and fails below a threshold", async () => {
    const partly = cleanRules.replace("  T3 | ?  => III\n", "");
    await withFolder({ "a.stage": partly }, async (cwd) => {
      const shown = await runCli(["test", "--coverage"], { cwd });
      assert.equal(shown.code, 0, shown.out);
      assert.match(shown.out, /rows reached: 3 of 4 \(75 %\)/);
      assert.match(shown.out, /a\.stage:11 T3 +\| any => III/);
      assert.equal((await runCli(["test", "--coverage=75"], { cwd })).code, 0);
      const below = await runCli(["test", "--coverage=75.1"], { cwd });
      assert.equal(below.code, 1);
      assert.match(below.out, /below the threshold/);
      assert.equal((await runCli(["test", "--coverage", "a.stage"], { cwd })).code, 0);
      assert.equal((await runCli(["test", "--coverage=101"], { cwd })).code, 2);
    });
  });

  it("takes the threshold from the settings", async () => {
    const partly = cleanRules.replace("  T3 | ?  => III\n", "");
    await withFolder({ "a.stage": partly, "stagewright.json": '{ "coverage": { "threshold": 100 } }' }, async (cwd) => {
      assert.equal((await runCli(["test", "--coverage"], { cwd })).code, 1);
      assert.equal((await runCli(["test"], { cwd })).code, 0);
    });
  });

  it("writes one JUnit case an example", async () => {
    await withFolder({ "a.stage": rulesWithFailure }, async (cwd) => {
      const ran = await runCli(["test", "--format", "junit"], { cwd });
      assert.equal(ran.out.match(/<testcase /g)?.length, 5);
      assert.match(ran.out, /type="example-failed"/);
    });
  });
});
