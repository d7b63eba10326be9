/** A budget of steps that is too small: told, with what to do, and never shown as clean. */
import { strict as assert } from "node:assert";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { runCli, withFolder } from "./support.ts";

describe("stagewright check with a budget", function () {
  this.timeout(60_000);
  const inFolder = (settings: object, use: (cwd: string) => Promise<void>): Promise<void> =>
    withFolder({ "stagewright.json": JSON.stringify(settings) }, async (cwd) => {
      copyFileSync("examples/solid/lung-ajcc8.stage", join(cwd, "lung.stage"));
      await use(cwd);
    });

  it("says that a decision is too large for it, and how to go on", async () => {
    await inFolder({ budget: 1 }, async (cwd) => {
      const ran = await runCli(["check"], { cwd });
      assert.equal(ran.code, 1);
      assert.match(ran.out, /^warning\[undecided\] stage .*too large to be proved free of gaps and overlaps in 1 steps?\b/m);
      assert.match(ran.out, /Split it into several decisions, or raise "budget" in stagewright\.json\./);
      assert.match(ran.out, /^ {2}stage: not analysed: neither gaps nor overlaps are ruled out$/m);
      assert.doesNotMatch(ran.out, /clean|no gap/);
    });
  });

  it("is not clean either where the finding is turned off or known", async () => {
    await inFolder({ budget: 1, severities: { undecided: "off" } }, async (cwd) => {
      const off = await runCli(["check"], { cwd });
      assert.equal(off.code, 0);
      assert.match(off.out, /1 file: not analysed in full\n$/);
      writeFileSync(join(cwd, "stagewright.json"), '{ "budget": 1 }');
      const known = await runCli(["check", "--write-baseline", "known.json"], { cwd });
      assert.match(
        known.out,
        /stage: not analysed: neither gaps nor overlaps are ruled out\n[\s\S]*1 known finding in the baseline known\.json\n$/,
      );
      assert.doesNotMatch(known.out, /clean|no gap/);
    });
  });

  it("proves the same decision with the budget that it has by default", async () => {
    await inFolder({}, async (cwd) => {
      assert.match((await runCli(["check"], { cwd })).out, /^ {2}stage: \d+ combinations of known values: .* no gap, no overlap$/m);
    });
  });
});
