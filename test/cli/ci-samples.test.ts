/**
 * The samples of docs/ci.md, read out of the page and run with the installed npm package, in a repository as the page
 * describes it: rules in `rules/`, the package in `tools/`. What a CI service does itself is not run.
 */
import { strict as assert } from "node:assert";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { before, describe, it } from "mocha";
import { isUsage, readBaseline } from "#cli";
import { type Fence, fencesOf } from "../docs/pages.ts";
import { type Installed, installCli } from "./installed.ts";
import { cleanRules, rulesWithFailure, rulesWithGap } from "./rules.ts";
import { withFolder } from "./support.ts";
import { readJunit, sarifValidator } from "./well-formed.ts";

const fences = fencesOf(readFileSync("docs/ci.md", "utf8"));

/** The samples that name a file in their first line, in the order of the page. */
const samplesOf = (name: string): readonly Fence[] => fences.filter(({ info, text }) => info === "yaml" && text.startsWith(`# ${name}\n`));

const sampleOf = (name: string): string => samplesOf(name)[0]?.text ?? assert.fail(`no sample ${name}`);

/** The commands of a workflow: `- run: COMMAND`, or the lines below `script:` and `before_script:`. */
const commandsOf = (sample: string): readonly string[] =>
  [...sample.matchAll(/^ *- (?:run: )?((?:npm|npx) .*)$/gm)].map(([, command = ""]) => command);

const formatted = (text: string): string =>
  text.replace(/\{ (\w+(?: \w+)+) \}/g, (_, words: string) => `{ ${words.split(" ").join("  ")} }`);
const clean = cleanRules
  .split("\n")
  .map((line) => (line.startsWith("category") ? formatted(line) : line))
  .join("\n");

/** What the page says to do on one's own machine. */
const installOnDesk = fences.find(({ info, text }) => info === "sh" && text.startsWith("npm install"))?.text ?? "";

describe("the samples for continuous integration", function () {
  this.timeout(300_000);
  let cli: Installed;
  before(() => {
    cli = installCli();
  });

  /** Runs the commands one after the other until one fails, as CI services do. */
  const runAll = (commands: readonly string[], cwd: string) => {
    const done: { readonly command: string; readonly code: number | null; readonly out: string; readonly log: string }[] = [];
    for (const command of commands) {
      done.push({ command, ...cli.sh(command, cwd) });
      if (done.at(-1)?.code !== 0) break;
    }
    return done;
  };

  const inRepository = (rules: Readonly<Record<string, string>>, use: (cwd: string) => void): Promise<void> =>
    withFolder(Object.fromEntries(Object.entries(rules).map(([name, text]) => [`rules/${name}`, text])), async (cwd) => {
      mkdirSync(join(cwd, "tools"));
      copyFileSync(cli.tarball, join(cwd, "tools", basename(cli.tarball)));
      writeFileSync(join(cwd, "package.json"), '{ "private": true }\n');
      use(cwd);
    });

  it("install the package that is made", () => {
    const named = [...readFileSync("docs/ci.md", "utf8").matchAll(/stagewright-[\d.]+\d\.tgz/g)].map(([name]) => name);
    assert.ok(named.length >= 4);
    assert.deepEqual([...new Set(named)], [basename(cli.tarball)]);
  });

  it("GitHub: pass over clean rules", async () => {
    const commands = commandsOf(sampleOf(".github/workflows/rules.yml"));
    assert.deepEqual(
      commands.map((command) => command.split(" ").slice(0, 3).join(" ")),
      ["npm install --no-save", "npx stagewright fmt", "npx stagewright check", "npx stagewright test"],
    );
    await inRepository({ "a.stage": clean }, (cwd) => {
      const done = runAll(commands, cwd);
      assert.deepEqual(
        done.map(({ code }) => code),
        [0, 0, 0, 0],
        JSON.stringify(done.at(-1)),
      );
      assert.equal(done[2]?.out, "", "nothing to annotate");
    });
  });

  it("GitHub: annotate a gap and fail at the check", async () => {
    const commands = commandsOf(sampleOf(".github/workflows/rules.yml")).filter((command) => !command.includes(" fmt "));
    await inRepository({ "a.stage": rulesWithGap }, (cwd) => {
      const done = runAll(commands, cwd);
      assert.deepEqual(
        done.map(({ code }) => code),
        [0, 1],
      );
      assert.match(
        done[1]?.out ?? "",
        /^::error file=rules\/a\.stage,line=8,endLine=8,col=3,endColumn=\d+,title=gap::No row gives stage for /m,
      );
    });
  });

  it("GitHub: fail where an example fails, where too few rows are reached, and where a table is not aligned", async () => {
    const [install = "", fmt = "", , test = ""] = commandsOf(sampleOf(".github/workflows/rules.yml"));
    await inRepository({ "a.stage": rulesWithFailure }, (cwd) => {
      assert.deepEqual(
        runAll([install, test], cwd).map(({ code }) => code),
        [0, 1],
      );
      writeFileSync(join(cwd, "rules/a.stage"), clean.replace("  T3 | ?  => III\n", ""));
      assert.match(cli.sh(test, cwd).out, /rows reached: 3 of 4 \(75 %, threshold 90 %\): below the threshold/);
      assert.equal(cli.sh(test, cwd).code, 1);
      writeFileSync(join(cwd, "rules/a.stage"), clean.replace("  T1     | N0", "  T1 | N0"));
      assert.equal(cli.sh(fmt, cwd).code, 1);
    });
  });

  it("GitHub: upload SARIF that its schema accepts, from a step that does not fail", async () => {
    const sample = sampleOf(".github/workflows/code-scanning.yml");
    const file = /sarif_file: (\S+)/.exec(sample)?.[1] ?? "";
    await inRepository({ "a.stage": rulesWithGap, "b.stage": clean }, (cwd) => {
      const done = runAll(commandsOf(sample), cwd);
      assert.deepEqual(
        done.map(({ code }) => code),
        [0, 0],
      );
      const log = JSON.parse(readFileSync(join(cwd, file), "utf8"));
      const validate = sarifValidator();
      assert.equal(validate(log), true, JSON.stringify(validate.errors));
      assert.deepEqual(
        log.runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId),
        ["gap", "unexercised-rows"],
      );
      const gap = log.runs[0].tool.driver.rules.find(({ id }: { id: string }) => id === "gap");
      assert.match(gap.help.markdown, /^# gap\n/, "the package brings its pages");
    });
  });

  it("GitLab: leave both reports behind, also where the job fails", async () => {
    const sample = sampleOf(".gitlab-ci.yml");
    const commands = commandsOf(sample);
    const junit = /junit: (\S+)/.exec(sample)?.[1] ?? "";
    const quality = /codequality: (\S+)/.exec(sample)?.[1] ?? "";
    await inRepository({ "a.stage": rulesWithFailure, "b.stage": clean }, (cwd) => {
      const done = runAll(commands, cwd);
      assert.deepEqual(
        done.map(({ code }) => code),
        [0, 0, 1],
      );
      const cases = readJunit(readFileSync(join(cwd, junit), "utf8"));
      const failed = cases.filter(({ failure }) => failure !== undefined);
      assert.equal(cases.length, 2 * (1 + 4), "in each of two files the findings and four examples");
      assert.deepEqual(
        failed.map(({ attributes }) => [attributes.file, attributes.line]),
        [["rules/a.stage", "18"]],
      );
      assert.match(failed[0]?.failure?.text ?? "", /^rules\/a\.stage:18: T2 \| N0 => III\nstage: expected III, got II\b/);
      const [entry] = JSON.parse(readFileSync(join(cwd, quality), "utf8"));
      assert.deepEqual([entry.check_name, entry.location], ["example-failed", { path: "rules/a.stage", lines: { begin: 18 } }]);
      writeFileSync(join(cwd, "rules/a.stage"), clean);
      assert.deepEqual(
        runAll(commands, cwd).map(({ code }) => code),
        [0, 0, 0, 0],
      );
    });
  });

  it("pre-commit: name hooks that the repository has, whose commands work", async () => {
    const [remote, local] = samplesOf(".pre-commit-config.yaml");
    const hooks = new Map(
      readFileSync(".pre-commit-hooks.yaml", "utf8")
        .split(/^- /m)
        .slice(1)
        .map((text) => {
          const member = (name: string): string => new RegExp(`\\b${name}: (.*)`).exec(text)?.[1] ?? "";
          return [member("id"), { entry: member("entry"), files: member("files"), all: member("pass_filenames") === "false" }] as const;
        }),
    );
    const used = [...(remote?.text.matchAll(/- id: (\S+)/g) ?? [])].map(([, id = ""]) => id);
    assert.deepEqual(used.sort(), [...hooks.keys()].sort());
    const run = (id: string, cwd: string, ...files: readonly string[]) => {
      const hook = hooks.get(id);
      assert.ok(hook !== undefined);
      for (const file of files) assert.match(file, new RegExp(hook.files));
      return cli.sh([hook.entry, ...(hook.all ? [] : files)].join(" "), cwd).code;
    };
    await inRepository({ "a.stage": clean, "b.stage": clean }, (cwd) => {
      assert.deepEqual(
        [...hooks.keys()].map((id) => run(id, cwd, "rules/a.stage")),
        [0, 0, 0],
      );
      writeFileSync(join(cwd, "rules/b.stage"), cleanRules);
      assert.equal(run("stagewright-fmt", cwd, "rules/a.stage", "rules/b.stage"), 0);
      assert.equal(readFileSync(join(cwd, "rules/b.stage"), "utf8"), clean, "pre-commit fails where a hook changed a file");
      writeFileSync(join(cwd, "rules/b.stage"), rulesWithGap);
      assert.equal(run("stagewright-check", cwd, "rules/a.stage"), 1, "a file that is not committed may use the one that is");
      writeFileSync(join(cwd, "rules/b.stage"), rulesWithFailure);
      assert.equal(run("stagewright-test", cwd, "rules/a.stage"), 1);
      const entry = /entry: (.*)/.exec(local?.text ?? "")?.[1] ?? "";
      assert.equal(cli.sh(installOnDesk, cwd).code, 0);
      assert.equal(cli.sh(entry, cwd).code, 1);
      writeFileSync(join(cwd, "rules/b.stage"), clean);
      assert.equal(cli.sh(entry, cwd).code, 0);
    });
  });

  it("baseline: fail on nothing that is known, and on all that is new", async () => {
    const [write = "", read = ""] = fences.find(({ info, text }) => info === "sh" && text.includes("baseline"))?.text.split("\n") ?? [];
    const settings = fences.find(({ info }) => info === "json")?.text ?? "";
    await inRepository({ "a.stage": rulesWithGap }, (cwd) => {
      assert.deepEqual(
        runAll([installOnDesk, write, read], cwd).map(({ code }) => code),
        [0, 0, 0],
      );
      const file = join(cwd, "stagewright-baseline.json");
      assert.ok(existsSync(file) && !isUsage(readBaseline("", readFileSync(file, "utf8"))));
      writeFileSync(join(cwd, "stagewright.json"), settings);
      const obeyed = cli.sh("npx stagewright check rules", cwd);
      assert.deepEqual([obeyed.code, /1 known finding in the baseline stagewright-baseline\.json\n$/.test(obeyed.out)], [0, true]);
      writeFileSync(join(cwd, "rules/b.stage"), rulesWithFailure);
      assert.equal(cli.sh("npx stagewright check rules", cwd).code, 1);
      assert.equal(cli.sh(read, cwd).code, 1);
    });
  });
});
