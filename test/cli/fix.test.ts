/** `stagewright fix` as it is run, and the differences that it shows, read back by another program. */
import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, it } from "mocha";
import { unifiedDiff } from "#cli";
import { cleanRules, rulesWithGap } from "./rules.ts";
import { runCli, withFolder } from "./support.ts";

describe("the difference of two texts", function () {
  this.timeout(120_000);

  it("is empty where they are equal", () => assert.equal(unifiedDiff("a", "x\n", "x\n"), ""));

  it("shows what changed, with three lines around it, and tells where", () => {
    const before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    assert.equal(
      unifiedDiff("rules/a.stage", before, before.replace("5\n", "five\n")),
      "--- a/rules/a.stage\n+++ b/rules/a.stage\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n",
    );
  });

  it("shares a hunk between neighbours only", () => {
    const lines = Array.from({ length: 30 }, (_, index) => `${index}\n`);
    const without = (...gone: readonly number[]): string => lines.filter((_, index) => !gone.includes(index)).join("");
    assert.equal(unifiedDiff("a", lines.join(""), without(5, 11)).match(/^@@/gm)?.length, 1);
    assert.equal(unifiedDiff("a", lines.join(""), without(5, 20)).match(/^@@/gm)?.length, 2);
  });

  it("is the shortest one", () => {
    const changes = (text: string): number => text.split("\n").filter((line) => /^[-+](?!-- |\+\+ )/.test(line)).length;
    assert.equal(changes(unifiedDiff("a", "a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n")), 5);
  });

  it("is understood by git, for any two texts", async () => {
    const line = fc.constantFrom("T1 | N0 => I", "T2", "", "  }", "\r");
    const text = fc.tuple(fc.array(line, { maxLength: 14 }), fc.boolean()).map(([lines, ends]) => lines.join("\n") + (ends ? "\n" : ""));
    await withFolder({}, async (cwd) => {
      fc.assert(
        fc.property(text, text, (before, after) => {
          fc.pre(before !== after && before !== "" && after !== "");
          writeFileSync(join(cwd, "a.stage"), before);
          const input = unifiedDiff("a.stage", before, after);
          const ran = spawnSync("git", ["apply", "--whitespace=nowarn", "-"], { cwd, input, encoding: "utf8" });
          assert.equal(ran.status, 0, `${ran.stderr}\n${input}`);
          assert.equal(readFileSync(join(cwd, "a.stage"), "utf8"), after);
        }),
        { numRuns: 60 },
      );
    });
  });
});

/** Lines 11 and 14 say again what other rows say, and line 17 speaks of a gap that is not there. */
const rulesToFix = `scheme "Small" { status draft }

category T { T1  T2  T3 }
category N { N0  N1 }
category stage { I  II  III }

table {
  T      | N   => stage
  T1     | N0  => I
  T2     | N0  => II // kept
  T2     | N0  => II
  T3     | any => III
  T1, T2 | N1  => III
  T3     | N1  => III
}

// stagewright-ignore gap: long mended
check never stage = I and T = T3
`;

const fixedRules = rulesToFix
  .replace("  T2     | N0  => II\n", "")
  .replace("  T3     | N1  => III\n", "")
  .replace("// stagewright-ignore gap: long mended\n", "");

describe("stagewright fix", function () {
  this.timeout(120_000);

  it("makes what is safe, tells each change with its line, and leaves nothing behind", async () => {
    await withFolder({ "a.stage": rulesToFix, "b.stage": cleanRules }, async (cwd) => {
      chmodSync(join(cwd, "a.stage"), 0o640);
      const ran = await runCli(["fix"], { cwd });
      assert.deepEqual(ran, {
        code: 0,
        out: "a.stage:11: redundant-row: Delete this row\na.stage:14: redundant-row: Delete this row\na.stage:17: unused-ignore: Delete this comment\n",
        log: "3 fixes made in 1 file\n",
      });
      assert.equal(readFileSync(join(cwd, "a.stage"), "utf8"), fixedRules);
      assert.equal(statSync(join(cwd, "a.stage")).mode & 0o777, 0o640);
      assert.deepEqual(readdirSync(cwd).sort(), ["a.stage", "b.stage"]);
      assert.equal((await runCli(["check"], { cwd })).code, 0);
      assert.equal((await runCli(["fix"], { cwd })).log, "0 fixes made in 0 files\n");
    });
  });

  it("shows the difference with --dry-run, changes nothing, and fails", async () => {
    await withFolder({ "rules/a.stage": rulesToFix }, async (cwd) => {
      const ran = await runCli(["fix", "--dry-run"], { cwd });
      assert.equal(ran.code, 1);
      assert.equal(ran.out, unifiedDiff("rules/a.stage", rulesToFix, fixedRules));
      assert.match(ran.log, /^rules\/a\.stage:11: .*\n[\s\S]*3 fixes would be made in 1 file\n$/);
      assert.equal(readFileSync(join(cwd, "rules/a.stage"), "utf8"), rulesToFix);
    });
  });

  it("keeps a byte-order mark and the line ends", async () => {
    const windows = (text: string): string => `\uFEFF${text.replaceAll("\n", "\r\n")}`;
    await withFolder({ "a.stage": windows(rulesToFix) }, async (cwd) => {
      assert.equal((await runCli(["fix"], { cwd })).code, 0);
      assert.equal(readFileSync(join(cwd, "a.stage"), "utf8"), windows(fixedRules));
    });
  });

  it("fixes nothing that the settings hide", async () => {
    await withFolder({ "a.stage": rulesToFix, "stagewright.json": '{ "severities": { "redundant-row": "off" } }' }, async (cwd) => {
      assert.equal((await runCli(["fix"], { cwd })).out, "a.stage:17: unused-ignore: Delete this comment\n");
    });
  });

  it("changes the files that are named, and no others", async () => {
    const user = 'use "a.stage"\ncategory care { watch  treat }\ntable {\n  stage => care\n  I => watch\n  II, III => treat\n}\n';
    await withFolder({ "a.stage": rulesToFix, "b.stage": user }, async (cwd) => {
      assert.equal((await runCli(["fix", "b.stage"], { cwd })).out, "");
      assert.equal(readFileSync(join(cwd, "a.stage"), "utf8"), rulesToFix);
    });
  });

  it("does nothing where nothing is to be fixed", async () => {
    await withFolder({ "a.stage": cleanRules }, async (cwd) => {
      assert.deepEqual(await runCli(["fix"], { cwd }), { code: 0, out: "", log: "0 fixes made in 0 files\n" });
      assert.deepEqual(await runCli(["fix", "--dry-run"], { cwd }), { code: 0, out: "", log: "0 fixes would be made in 0 files\n" });
      assert.equal(readFileSync(join(cwd, "a.stage"), "utf8"), cleanRules);
    });
  });

  it("leaves what changes outcomes (a gap, a row without an example) to the author, and counts it", async () => {
    await withFolder({ "a.stage": rulesWithGap }, async (cwd) => {
      const ran = await runCli(["fix"], { cwd });
      assert.equal(ran.code, 0);
      assert.match(ran.log, /\n2 more findings have fixes that change outcomes; open them in the editor\n$/);
      assert.equal(readFileSync(join(cwd, "a.stage"), "utf8"), rulesWithGap);
    });
  });

  it("leaves a file alone that is not understood, also through one that it uses, and fails", async () => {
    const user = 'use "shared.stage"\ncategory stage { I }\ntable {\n  T => stage\n  T1 => I\n  T1 => I\n}\n';
    const shared = "category T { T1 }\n";
    const slip = "number x from 0 to\n";
    await withFolder({ "a.stage": user, "shared.stage": shared }, async (cwd) => {
      for (const [file, settings] of [
        ["shared.stage", "{}"],
        ["a.stage", "{}"],
        ["a.stage", '{ "severities": { "syntax": "off" } }'],
      ] as const) {
        writeFileSync(join(cwd, "shared.stage"), shared);
        writeFileSync(join(cwd, "a.stage"), user);
        writeFileSync(join(cwd, "stagewright.json"), settings);
        const broken = readFileSync(join(cwd, file), "utf8") + slip;
        writeFileSync(join(cwd, file), broken);
        const ran = await runCli(["fix", "a.stage"], { cwd });
        assert.equal(ran.code, 1, ran.log);
        assert.match(ran.log, /a\.stage cannot be understood in full/);
        assert.equal(readFileSync(join(cwd, file), "utf8"), broken);
      }
      writeFileSync(join(cwd, "a.stage"), user);
      assert.match((await runCli(["fix", "a.stage"], { cwd })).out, /redundant-row/);
    });
  });

  it("exits with 2 where a path or the settings are wrong", async () => {
    await withFolder({ "a.stage": cleanRules, "stagewright.json": "{" }, async (cwd) => {
      assert.equal((await runCli(["fix", "no.stage"], { cwd })).code, 2);
      assert.equal((await runCli(["fix"], { cwd })).code, 2);
    });
  });
});
