import { strict as assert } from "node:assert";
import { chmodSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { cleanRules } from "./rules.ts";
import { runCli, withFolder } from "./support.ts";

const ragged = cleanRules.replace("  T1     | N0  => I\n", "  T1 | N0 => I   // kept\n");

describe("stagewright fmt", function () {
  this.timeout(60_000);

  it("aligns a table, and has nothing to do the second time", async () => {
    await withFolder({ "a.stage": ragged }, async (cwd) => {
      chmodSync(join(cwd, "a.stage"), 0o640);
      const first = await runCli(["fmt"], { cwd });
      assert.equal(first.code, 0, first.log);
      assert.equal(first.out, "a.stage\n");
      const text = readFileSync(join(cwd, "a.stage"), "utf8");
      assert.match(text, /^ {2}T1 +\| N0 +=> I +\/\/ kept$/m);
      assert.equal(statSync(join(cwd, "a.stage")).mode & 0o777, 0o640);
      assert.deepEqual(readdirSync(cwd), ["a.stage"]);
      assert.equal((await runCli(["fmt"], { cwd })).out, "");
      assert.equal((await runCli(["fmt", "--check"], { cwd })).code, 0);
    });
  });

  it("changes nothing with --check, and fails", async () => {
    await withFolder({ "a.stage": ragged }, async (cwd) => {
      const ran = await runCli(["fmt", "--check"], { cwd });
      assert.equal(ran.code, 1);
      assert.equal(ran.out, "a.stage\n");
      assert.equal(readFileSync(join(cwd, "a.stage"), "utf8"), ragged);
    });
  });

  it("tells what it could not read, and loses none of it", async () => {
    await withFolder({ "a.stage": ragged.replace("| N0  => II\n", "| N0  =>\n") }, async (cwd) => {
      const ran = await runCli(["fmt"], { cwd });
      assert.equal(ran.code, 1);
      assert.match(ran.out, /^a\.stage:10:\d+: error syntax /m);
      assert.match(readFileSync(join(cwd, "a.stage"), "utf8"), /T2 +\| N0 +=>/);
    });
  });
});
