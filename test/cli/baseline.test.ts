/** Baselines: what is known is held back and counted, in every format; what is new fails; what is gone is told. */
import { strict as assert } from "node:assert";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { baselineText, entriesFor, isUsage, judge, type KnownFinding, readBaseline, reportFormats, shrink } from "#cli";
import { cleanRules, rulesWithFailure, rulesWithGap } from "./rules.ts";
import { fileReport, finding, runCli, withFolder } from "./support.ts";

const pathIn = (uri: string): string => uri.replace("/rules/", "");
const known = (changes: Partial<KnownFinding> = {}): KnownFinding => ({
  path: "a.stage",
  code: "gap",
  summary: "gap T3 N1",
  count: 1,
  ...changes,
});
const judged = (entries: readonly KnownFinding[], ...found: ReturnType<typeof finding>[]) =>
  judge(entries, [fileReport({ findings: found })], pathIn, () => true);

describe("judging findings by a baseline", () => {
  it("knows a finding by path, code and summary, wherever it stands and however it is told", () => {
    assert.equal(
      judged([known()], finding({ span: { start: 23, end: 25 }, message: "in other words", severity: "warning" })).known.size,
      1,
    );
    assert.equal(judged([known()], finding({ uri: "/rules/b.stage" })).known.size, 0);
    assert.equal(judged([known()], finding({ code: "overlap" })).known.size, 0);
    assert.equal(judged([known()], finding({ summary: "gap T3 N2" })).known.size, 0);
  });

  it("shows every place of a finding that occurs more often than it is known", () => {
    const twice = [finding(), finding({ span: { start: 23, end: 25 } })];
    assert.equal(judged([known({ count: 1 })], ...twice).known.size, 0);
    assert.equal(judged([known({ count: 2 })], ...twice).known.size, 2);
  });

  it("tells how many are gone", () => {
    assert.deepEqual(judged([known({ count: 3 })], finding()).gone, [known({ count: 2 })]);
    assert.deepEqual(judged([known()], finding()).gone, []);
  });

  it("calls nothing gone that was not looked for", () => {
    const elsewhere = known({ path: "b.stage" });
    const files = [fileReport()];
    assert.deepEqual(judge([elsewhere], files, pathIn, () => true).gone, []);
    assert.deepEqual(judge([elsewhere], files, pathIn, () => false).gone, [elsewhere]);
    const between = known({ code: "applies-overlap" });
    assert.deepEqual(judge([between, elsewhere], files, pathIn, () => true).gone, []);
    assert.deepEqual(judge([between], files, pathIn, () => true).gone, [between]);
    const summary = { decision: "stage", combinations: 0n, covered: 0n, excluded: 0n, reasons: 0, gaps: 0n, overlaps: 0n };
    const tooLarge = [fileReport({ decisions: [{ ...summary, analysed: false }] })];
    assert.deepEqual(judge([known()], tooLarge, pathIn, () => true).gone, []);
    const other = fileReport({ uri: "/rules/b.stage", findings: [finding({ uri: "/rules/b.stage", code: "syntax" })] });
    assert.deepEqual(judge([known()], [fileReport(), other], pathIn, () => true).gone, []);
  });

  it("never knows what keeps a file from being understood", () => {
    assert.equal(judged([known({ code: "syntax" })], finding({ code: "syntax" })).known.size, 0);
  });
});

describe("the text of a baseline", () => {
  it("is read as it was written, in one order", () => {
    const entries = [known({ path: "b.stage" }), known({ summary: "gap T4" }), known({ code: "check-failed" }), known({ count: 2 })];
    const text = baselineText(entries);
    assert.deepEqual(readBaseline("b.json", text), [entries[2], entries[3], entries[1], entries[0]]);
    assert.equal(baselineText([...entries].reverse()), text);
    assert.deepEqual(readBaseline("b.json", baselineText([])), []);
  });

  it("holds no line and no wording", () => {
    const [entry] = entriesFor([finding()], [], ["/rules/a.stage"], pathIn);
    assert.deepEqual(entry, known());
  });

  it("counts alike findings, and keeps the entries of files that were not checked", () => {
    const earlier = [known({ path: "b.stage" }), known({ summary: "mended" })];
    const entries = entriesFor([finding(), finding({ span: { start: 23, end: 25 } })], earlier, ["/rules/a.stage"], pathIn);
    assert.deepEqual(entries, [known({ path: "b.stage" }), known({ count: 2 })]);
  });

  it("shrinks by what is gone", () => {
    assert.deepEqual(shrink([known({ count: 3 }), known({ path: "b.stage" })], [known({ count: 2 }), known({ path: "b.stage" })]), [
      known(),
    ]);
  });

  for (const [what, text, message] of [
    ["not JSON", "{", /^b\.json:1:2: this is not a baseline/],
    ["another version", '{ "version": 2, "findings": [] }', /^b\.json:1:3: this is not a baseline: must be equal to constant/],
    [
      "no count",
      '{ "version": 1,\n "findings": [{ "path": "a", "code": "gap", "summary": "s" }] }',
      /^b\.json:2:15: .*must have required property 'count'/,
    ],
    ["a count of none", '{ "version": 1, "findings": [{ "path": "a", "code": "gap", "summary": "s", "count": 0 }] }', /must be >= 1/],
    ["a syntax error", baselineText([known({ code: "syntax" })]), /:4:5: .*"syntax" cannot be known/],
    ["an entry that is there twice", baselineText([known(), known({ count: 2 })]), /:5:5: .*named twice/],
  ] as const) {
    it(`is refused with ${what}`, () => {
      const read = readBaseline("b.json", text);
      assert.ok(isUsage(read), text);
      assert.match(read.usage, message);
    });
  }
});

describe("stagewright check with a baseline", function () {
  this.timeout(60_000);
  const check = (cwd: string, ...args: readonly string[]) => runCli(["check", ...args], { cwd });

  it("writes what fails, holds it back, and still says how much that is", async () => {
    await withFolder({ "a.stage": rulesWithGap, "deep/b.stage": rulesWithFailure }, async (cwd) => {
      const written = await check(cwd, "--write-baseline", "known.json");
      assert.equal(written.code, 0, written.log);
      assert.match(written.log, /^2 findings written to the baseline known\.json\n/);
      assert.match(written.out, /2 known findings in the baseline known\.json\n$/);
      const entries = readBaseline("known.json", readFileSync(join(cwd, "known.json"), "utf8"));
      assert.ok(!isUsage(entries));
      assert.deepEqual(
        entries.map(({ path, code, count }) => ({ path, code, count })),
        [
          { path: "a.stage", code: "gap", count: 1 },
          { path: "deep/b.stage", code: "example-failed", count: 1 },
        ],
      );
      const again = await check(cwd, "--baseline", "known.json");
      assert.equal(again.code, 0);
      assert.match(again.out, /2 files: 1 hint\n2 known findings in the baseline known\.json\n$/);
      assert.equal((await check(join(cwd, "deep"), "--baseline", "../known.json")).code, 0);
      assert.equal((await check(cwd)).code, 1);
    });
  });

  it("is not called clean", async () => {
    await withFolder({ "a.stage": rulesWithFailure }, async (cwd) => {
      const { out } = await check(cwd, "--write-baseline", "known.json");
      assert.match(out, /1 file: nothing new\n1 known finding in the baseline known\.json\n$/);
      assert.match(out, /\n {2}1 known finding in the baseline\n/);
      assert.doesNotMatch(out, /clean/);
    });
  });

  it("fails on what is new, and not on lines that moved", async () => {
    await withFolder({ "a.stage": rulesWithGap }, async (cwd) => {
      await check(cwd, "--write-baseline", "known.json");
      writeFileSync(join(cwd, "a.stage"), `// one\n// two\n\n${rulesWithGap}`);
      assert.equal((await check(cwd, "--baseline", "known.json")).code, 0);
      writeFileSync(join(cwd, "a.stage"), rulesWithGap.replace("  T2     | N0  => II\n", "").replace("  T2 | N0 => II\n", ""));
      const wider = await check(cwd, "--baseline", "known.json", "--format", "compact");
      assert.equal(wider.code, 1);
      assert.match(wider.out, /error gap /);
    });
  });

  it("tells what is gone, and takes it out when asked", async () => {
    await withFolder({ "a.stage": rulesWithGap, "b.stage": rulesWithGap }, async (cwd) => {
      await check(cwd, "--write-baseline", "known.json");
      writeFileSync(join(cwd, "a.stage"), cleanRules);
      const told = await check(cwd, "--baseline", "known.json");
      assert.equal(told.code, 0);
      assert.match(
        told.out,
        /1 known finding in the baseline known\.json\n1 finding of the baseline is gone; --update-baseline takes it out:\n {2}a\.stage gap: /,
      );
      const part = await check(cwd, "b.stage", "--baseline", "known.json");
      assert.doesNotMatch(part.out, /gone/);
      const updated = await check(cwd, "--baseline", "known.json", "--update-baseline");
      assert.doesNotMatch(updated.out, /gone/, "it is not in the baseline any more");
      assert.match(updated.log, /^1 finding taken out of the baseline known\.json\n$/);
      const entries = readBaseline("known.json", readFileSync(join(cwd, "known.json"), "utf8"));
      assert.deepEqual(isUsage(entries) ? entries : entries.map(({ path }) => path), ["b.stage"]);
      writeFileSync(join(cwd, "a.stage"), rulesWithGap);
      assert.equal((await check(cwd, "--baseline", "known.json", "--update-baseline")).code, 1, "an update never adds");
    });
  });

  it("obeys the baseline of the settings, from their folder, unless told otherwise", async () => {
    const settings = '{ "baseline": "known/a.json" }';
    await withFolder(
      { "rules/a.stage": rulesWithGap, "rules/stagewright.json": settings, "rules/known/x": "", "b.stage": cleanRules },
      async (cwd) => {
        const missing = await check(cwd);
        assert.equal(missing.code, 2);
        assert.match(
          missing.log,
          /^error: there is no baseline "rules\/known\/a\.json"; make it with: stagewright check --write-baseline rules\/known\/a\.json\n$/,
        );
        assert.equal((await check(cwd, "--write-baseline", "rules/known/a.json")).code, 0);
        assert.match(readFileSync(join(cwd, "rules/known/a.json"), "utf8"), /"path":"\.\.\/a\.stage"/);
        const obeyed = await check(cwd);
        assert.equal(obeyed.code, 0);
        assert.match(obeyed.out, /1 known finding in the baseline rules\/known\/a\.json\n$/);
        const all = await check(cwd, "--no-baseline");
        assert.equal(all.code, 1);
        assert.doesNotMatch(all.out, /known finding/);
      },
    );
  });

  it("does not hold back a file that is not understood", async () => {
    await withFolder({ "a.stage": cleanRules.replace("| N0  => II\n", "| N0  =>\n") }, async (cwd) => {
      const ran = await check(cwd, "--write-baseline", "known.json");
      assert.equal(ran.code, 1);
      assert.match(ran.log, /0 findings written.*\n1 finding cannot be known: /);
    });
  });

  it("never writes over a file that is no baseline", async () => {
    await withFolder({ "a.stage": rulesWithGap, "notes.json": '{ "mine": true }' }, async (cwd) => {
      const ran = await check(cwd, "--write-baseline", "notes.json");
      assert.equal(ran.code, 2);
      assert.match(ran.log, /notes\.json:1:1: this is not a baseline/);
      assert.equal(readFileSync(join(cwd, "notes.json"), "utf8"), '{ "mine": true }');
    });
  });

  for (const [what, args] of [
    ["two baselines at once", ["--baseline", "a.json", "--write-baseline", "b.json"]],
    ["a baseline of what fails where nothing does", ["--write-baseline", "b.json", "--fail-level", "never"]],
    ["an update without a baseline", ["--update-baseline"]],
    ["an update of none", ["--update-baseline", "--no-baseline"]],
    ["a baseline that is not there", ["--baseline", "b.json"]],
  ] as const) {
    it(`exits with 2 for ${what}`, async () => {
      await withFolder({ "a.stage": rulesWithGap }, async (cwd) => {
        const ran = await check(cwd, ...args);
        assert.equal(ran.code, 2, ran.out);
        assert.match(ran.log, /^error: /);
        assert.ok(!existsSync(join(cwd, "b.json")));
      });
    });
  }

  it("says in every format how much is held back and what is gone", async () => {
    await withFolder({ "a.stage": rulesWithGap, "b.stage": cleanRules }, async (cwd) => {
      await check(cwd, "--write-baseline", "known.json");
      const gone = '{"path":"b.stage","code":"overlap","summary":"gone one","count":1}';
      writeFileSync(join(cwd, "known.json"), readFileSync(join(cwd, "known.json"), "utf8").replace("\n  ]", `,\n    ${gone}\n  ]`));
      for (const format of reportFormats) {
        const ran = await check(cwd, "--baseline", "known.json", "--format", format);
        assert.equal(ran.code, 0, format);
        assert.match(ran.out, format === "json" ? /"known": 1/ : /1 known finding in the baseline/, format);
        assert.match(ran.out, /gone one/, format);
      }
    });
  });
});

describe("a report that goes to a file", () => {
  it("is the same report, and what is held back is told all the same", async () => {
    await withFolder({ "a.stage": rulesWithGap, "reports/x": "" }, async (cwd) => {
      await runCli(["check", "--write-baseline", "known.json"], { cwd });
      const args = ["check", "--baseline", "known.json", "--format", "junit"];
      const shown = await runCli(args, { cwd });
      const ran = await runCli([...args, "--output", "reports/check.xml"], { cwd });
      assert.deepEqual(ran, { code: 0, out: "", log: "1 known finding in the baseline known.json\n" });
      assert.equal(readFileSync(join(cwd, "reports/check.xml"), "utf8"), shown.out);
      assert.deepEqual(readdirSync(join(cwd, "reports")).sort(), ["check.xml", "x"]);
      const tested = await runCli(["test", "--format", "json", "-o", "reports/test.json"], { cwd });
      assert.deepEqual([tested.code, tested.out], [0, ""]);
      assert.equal(JSON.parse(readFileSync(join(cwd, "reports/test.json"), "utf8")).command, "test");
    });
  }).timeout(60_000);

  it("is not left behind where it cannot be written, and the command says so", async () => {
    await withFolder({ "a.stage": cleanRules, "folder/x": "" }, async (cwd) => {
      for (const output of ["folder", "no/such/folder.xml"]) {
        const ran = await runCli(["check", "--output", output], { cwd });
        assert.equal(ran.code, 2, ran.log);
        assert.match(ran.log, /cannot be written: (it is a folder|there is no such file or folder)/);
      }
      assert.deepEqual(readdirSync(cwd).sort(), ["a.stage", "folder"]);
    });
  }).timeout(60_000);
});
