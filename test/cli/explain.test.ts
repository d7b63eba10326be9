import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { cleanRules, richRules } from "./rules.ts";
import { runCli, withFolder } from "./support.ts";

describe("stagewright explain", function () {
  this.timeout(60_000);

  it("names the row that decided", async () => {
    await withFolder({ "a.stage": cleanRules }, async (cwd) => {
      const ran = await runCli(["explain", "a.stage", "T=T2", "N=N0"], { cwd });
      assert.equal(ran.code, 0, ran.log);
      assert.match(ran.out, /^stage: II$/m);
      assert.match(ran.out, /decided by a\.stage:10 +T2 +\| N0 +=> II/);
    });
  });

  it("tells what is possible and what would settle it", async () => {
    await withFolder({ "a.stage": cleanRules }, async (cwd) => {
      const answer = JSON.parse((await runCli(["explain", "a.stage", "T=T2", "--format", "json"], { cwd })).out).answers[0];
      assert.equal(answer.outcome.kind, "undetermined");
      assert.deepEqual(answer.possible, ["II", "III"]);
      assert.deepEqual(answer.needs, ["N"]);
    });
  });

  it("reads comparisons, units and members of sets", async () => {
    await withFolder({ "a.stage": richRules }, async (cwd) => {
      const ran = await runCli(["explain", "a.stage", "size>30 mm", "invades.heart=yes", "smoker=no", "--format", "json"], { cwd });
      assert.equal(ran.code, 0, ran.log);
      const { answers } = JSON.parse(ran.out);
      const kinds = Object.fromEntries(
        answers.map((answer: { decision: string; possible: string[] }) => [answer.decision, answer.possible]),
      );
      assert.deepEqual(kinds, { grade: ["high"], reach: ["far"], group: ["B"] });
      const one = await runCli(["explain", "a.stage", "--decision", "reach"], { cwd });
      assert.doesNotMatch(one.out, /^group:/m);
    });
  });

  it("refuses what it cannot read, and says what would be right", async () => {
    await withFolder({ "a.stage": cleanRules, "broken.stage": `${cleanRules}table {\n T =>\n}\n` }, async (cwd) => {
      const refused = async (...args: string[]): Promise<string> => {
        const ran = await runCli(["explain", ...args], { cwd });
        assert.equal(ran.code, 2);
        return ran.log;
      };
      assert.match(await refused("a.stage", "tumor=T1"), /no variable "tumor".*; they have T, N, stage/);
      assert.match(await refused("a.stage", "T=T9"), /T9/);
      assert.match(await refused("a.stage", "T1"), /VARIABLE=VALUE/);
      assert.match(await refused("a.stage", "T=T1", "tumour=T2"), /T is given twice/);
      assert.match(await refused("a.stage", "--decision", "stge"), /did you mean "stage"/);
      assert.match(await refused("none.stage"), /there is no file "none\.stage"/);
      const broken = await runCli(["explain", "broken.stage", "T=T1"], { cwd });
      assert.equal(broken.code, 1);
      assert.match(broken.out, /^broken\.stage:\d+:\d+: error /m);
    });
  });
});
