import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { cleanRules, rulesWithFailure, rulesWithGap } from "./rules.ts";
import { runCli, withFolder } from "./support.ts";

describe("stagewright", function () {
  this.timeout(60_000);

  it("explains itself and each command with examples", async () => {
    const whole = await runCli(["--help"]);
    assert.equal(whole.code, 0);
    for (const command of ["check", "test", "stage", "explain", "fix", "fmt"]) {
      assert.match(whole.out, new RegExp(`^ {2}${command} `, "m"));
      const help = await runCli([command, "--help"]);
      assert.equal(help.code, 0);
      assert.match(help.out, /Examples:\n {2}.*stagewright /);
    }
  });

  it("prints its version", async () => {
    assert.match((await runCli(["--version"])).out, /^\d+\.\d+\.\d+\n$/);
  });

  for (const [what, args] of [
    ["no command", []],
    ["an unknown command", ["chek"]],
    ["an unknown option", ["check", "--colour"]],
    ["an unknown format", ["check", "--format", "html"]],
    ["a limit that is not a number", ["check", "--max-findings", "few"]],
    ["a path that is not there", ["check", "no/such.stage"]],
    ["stage without --input", ["stage", "a.stage"]],
  ] as const) {
    it(`exits with 2 for ${what}, and says so on standard error alone`, async () => {
      const ran = await runCli(args);
      assert.equal(ran.code, 2);
      assert.equal(ran.out, "");
      assert.notEqual(ran.log, "");
      assert.doesNotMatch(ran.log, /\n\s+at /);
    });
  }
});

describe("a fault of our own", () => {
  it("exits with 3, asks for a report and shows no stack unless asked", async () => {
    const NODE_OPTIONS = "--import=data:text/javascript,JSON.stringify=()=>{throw%20new%20Error('boom')}";
    await withFolder({ "a.stage": cleanRules }, async (cwd) => {
      const ran = await runCli(["check", "--format", "json"], { cwd, env: { NODE_OPTIONS } });
      assert.equal(ran.code, 3);
      assert.match(ran.log, /not your fault: boom\nPlease report it at https:/);
      assert.doesNotMatch(ran.log, /\n\s+at /);
      const loud = await runCli(["--verbose", "check", "--format", "json"], { cwd, env: { NODE_OPTIONS } });
      assert.match(loud.log, /\n\s+at /);
    });
  }).timeout(60_000);
});

describe("stagewright check", function () {
  this.timeout(60_000);

  it("is clean and exits with 0 where nothing is wrong", async () => {
    await withFolder({ "a.stage": cleanRules }, async (cwd) => {
      const ran = await runCli(["check"], { cwd });
      assert.equal(ran.code, 0, ran.out + ran.log);
      assert.match(ran.out, /stage: 6 combinations of known values: 6 covered, 0 excluded, no gap, no overlap/);
      assert.match(ran.out, /example cases: 4 passed/);
      assert.match(ran.out, /1 file: clean\n$/);
      assert.equal(ran.log, "");
    });
  });

  it("finds a gap and exits with 1, with findings on standard output", async () => {
    await withFolder({ "a.stage": rulesWithGap }, async (cwd) => {
      const ran = await runCli(["check", "--format", "compact"], { cwd });
      assert.equal(ran.code, 1);
      assert.match(ran.out, /^a\.stage:\d+:\d+: error gap /m);
    });
  });

  it("runs the examples too", async () => {
    await withFolder({ "a.stage": rulesWithFailure }, async (cwd) => {
      const ran = await runCli(["check", "--format", "compact"], { cwd });
      assert.equal(ran.code, 1);
      assert.match(ran.out, /^a\.stage:18:\d+: error example-failed /m);
    });
  });

  it("fails from the level that is asked for", async () => {
    await withFolder({ "a.stage": rulesWithGap, "stagewright.json": '{ "severities": { "gap": "warning" } }' }, async (cwd) => {
      assert.equal((await runCli(["check"], { cwd })).code, 1);
      assert.equal((await runCli(["check", "--fail-level", "error"], { cwd })).code, 0);
      assert.equal((await runCli(["check", "--fail-level", "never"], { cwd })).code, 0);
    });
  });

  it("limits what it prints, and neither its count nor its exit code", async () => {
    await withFolder({ "a.stage": rulesWithGap, "b.stage": rulesWithGap }, async (cwd) => {
      const ran = await runCli(["check", "--format", "json", "--max-findings", "0"], { cwd });
      assert.equal(ran.code, 1);
      const report = JSON.parse(ran.out);
      assert.equal(report.files.flatMap((file: { findings: unknown[] }) => file.findings).length, 0);
      assert.equal(report.hidden, report.files[0].found + report.files[1].found);
      assert.ok(report.totals.error >= 2);
    });
  });

  it("searches folders, but not those of packages nor hidden ones", async () => {
    await withFolder(
      { "rules/deep/a.stage": cleanRules, "node_modules/x/b.stage": rulesWithGap, ".git/c.stage": rulesWithGap, "rules/d.txt": "no" },
      async (cwd) => {
        const report = JSON.parse((await runCli(["check", "--format", "json"], { cwd })).out);
        assert.deepEqual(
          report.files.map((file: { path: string }) => file.path),
          ["rules/deep/a.stage"],
        );
      },
    );
  });

  it("is not clean where there is nothing to check", async () => {
    await withFolder({ "a.txt": "no rules" }, async (cwd) => {
      const ran = await runCli(["check"], { cwd });
      assert.equal(ran.code, 2);
      assert.match(ran.log, /no \.stage file/);
    });
  });

  it("obeys the nearest settings, and refuses settings that are wrong", async () => {
    await withFolder(
      {
        "a.stage": rulesWithGap,
        "strict/b.stage": rulesWithGap,
        "stagewright.json": '{ "severities": { "gap": "off" } }',
        "strict/stagewright.json": "{}",
        "bad/c.stage": cleanRules,
        "bad/stagewright.json": '{\n "severity": {} }',
      },
      async (cwd) => {
        assert.equal((await runCli(["check", "a.stage"], { cwd })).code, 0);
        assert.equal((await runCli(["check", "strict"], { cwd })).code, 1);
        const bad = await runCli(["check", "bad"], { cwd });
        assert.equal(bad.code, 2);
        assert.match(bad.log, /^error: bad\/stagewright\.json:2:2: "severity" is not a setting/);
      },
    );
  });

  it("tells a finding of a shared file once", async () => {
    const shared = "category N { N0 N1 }\nnumber size unit cm from 0 to\n";
    const user = (name: string): string => `use "shared.stage"\ncategory ${name} { A B }\ntable {\n N => ${name}\n N0 => A\n N1 => B\n}\n`;
    await withFolder({ "shared.stage": shared, "a.stage": user("one"), "b.stage": user("two") }, async (cwd) => {
      const ran = await runCli(["check", "--format", "compact"], { cwd });
      assert.equal(ran.code, 1);
      assert.equal(ran.out.split("\n").filter((line) => line.startsWith("shared.stage:2:")).length, 1, ran.out);
    });
  });

  for (const [what, content] of [
    ["a binary file", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2])],
    ["a file in another encoding", Buffer.from([0x63, 0x61, 0x74, 0xe9])],
    ["a file in UTF-16", Buffer.from("\uFEFFscheme", "utf16le")],
    ["a file of 21 MB", Buffer.alloc(21 * 1024 * 1024, 0x20)],
  ] as const) {
    it(`says what is wrong with ${what}, at its first line`, async () => {
      await withFolder({ "a.stage": content }, async (cwd) => {
        const ran = await runCli(["check", "--format", "compact"], { cwd });
        assert.equal(ran.code, 1);
        assert.match(ran.out, /^a\.stage:1:1: error syntax This /m);
      });
    });
  }

  it("takes a byte-order mark and CRLF as they are", async () => {
    await withFolder({ "a.stage": `\uFEFF${cleanRules.replaceAll("\n", "\r\n")}` }, async (cwd) => {
      assert.equal((await runCli(["check"], { cwd })).code, 0);
    });
  });

  it("survives an empty file, a line of ten megabytes and an unclosed brace", async () => {
    await withFolder(
      {
        "empty.stage": "",
        "long.stage": `category T { ${"T1 ".repeat(3_500_000)}}\n`,
        "open.stage": "category T { T1 T2\ntable {\n T => ",
      },
      async (cwd) => {
        for (const file of ["empty.stage", "long.stage", "open.stage"]) {
          const ran = await runCli(["check", file, "--max-findings", "5"], { cwd });
          assert.ok(ran.code === 0 || ran.code === 1, `${file}: ${ran.code} ${ran.log}`);
        }
      },
    );
  });

  it("has no colours where nobody looks", async () => {
    await withFolder({ "a.stage": rulesWithGap }, async (cwd) => {
      assert.ok(!(await runCli(["check"], { cwd })).out.includes("\u001b"));
    });
  });
});
