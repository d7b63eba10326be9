import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { runCli, withFolder } from "./support.ts";

const claiming = (site: string) => `scheme "S" {
  edition "AJCC 8"
  applies site ${site}
}
category T { T1 T2 }
category stage { I II }
table { T => stage; T1 => I; T2 => II }
`;

describe("stagewright check of several files", function () {
  this.timeout(60_000);

  const files = { "a.stage": claiming("C34.0..C34.3"), "b.stage": claiming("C34.3..C34.9") };

  it("tells in both that they claim the same cases", async () => {
    await withFolder(files, async (cwd) => {
      const ran = await runCli(["check", "a.stage", "b.stage", "--format", "compact"], { cwd });
      assert.equal(ran.code, 1);
      assert.match(ran.out, /a\.stage:3:3:.*b\.stage decides stage for the same cases: site C34\.3 with any histology\./);
      assert.match(ran.out, /b\.stage:3:3:.*a\.stage decides stage/);
    });
  });

  it("says nothing of one file alone, and obeys the settings", async () => {
    await withFolder(files, async (cwd) => {
      assert.equal((await runCli(["check", "a.stage"], { cwd })).code, 0);
    });
    await withFolder({ ...files, "stagewright.json": '{ "severities": { "applies-overlap": "off" } }' }, async (cwd) => {
      assert.equal((await runCli(["check", "a.stage", "b.stage"], { cwd })).code, 0);
    });
  });
});
