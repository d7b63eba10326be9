/** The pages of the command line and of its files: nothing that `--help` offers is missing, and the settings shown are read. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { baselineText, isUsage, readBaseline, readSettings, reportFormats } from "#cli";
import { isCode } from "#engine";
import { fencesOf } from "./pages.ts";

const help = (...args: readonly string[]): string =>
  spawnSync(process.execPath, ["out/cli/main.js", ...args, "--help"], { encoding: "utf8" }).stdout;

const COMMANDS = ["check", "test", "list", "stage", "explain", "grid", "fix", "fmt"];

/** The part of the page under `## NAME`. */
const sectionOf = (page: string, name: string): string => page.split(/^## /m).find((part) => part.startsWith(`${name}\n`)) ?? "";

describe("docs/cli.md", () => {
  const page = readFileSync("docs/cli.md", "utf8");

  it("has a section for each command that the program offers", () => {
    const offered = [...(help().split("Commands:")[1] ?? "").matchAll(/^ {2}(\w+) /gm)].map((match) => match[1]);
    assert.deepEqual(offered.filter((name) => name !== "help").slice(0, COMMANDS.length), COMMANDS);
    for (const name of COMMANDS) assert.notEqual(sectionOf(page, name), "", name);
  });

  for (const name of COMMANDS) {
    it(`tells every option of ${name}, and no other`, () => {
      const offered = new Set([...help(name).matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map((match) => match[1] ?? ""));
      offered.delete("--help");
      const told = new Set(
        [...sectionOf(page, name).matchAll(/^\| .*?`(--[a-z-]+)|^.*?`(--check)`/gm)].map((match) => match[1] ?? match[2] ?? ""),
      );
      assert.deepEqual([...told].sort(), [...offered].sort());
    });
  }

  it("names every report format", () => {
    for (const format of reportFormats) assert.ok(sectionOf(page, "check").includes(`\`${format}\``), format);
  });
});

describe("docs/files.md", () => {
  it("shows settings that are read as they are", () => {
    const [example] = fencesOf(readFileSync("docs/files.md", "utf8")).filter(({ info }) => info === "json");
    const settings = readSettings("stagewright.json", example?.text ?? "");
    assert.ok(!isUsage(settings), isUsage(settings) ? settings.usage : "");
    assert.equal(settings.budget, 20_000_000);
    assert.equal(settings.coverageThreshold, 90);
    assert.ok(Object.keys(settings.severities).every(isCode));
    assert.equal(settings.baseline, "stagewright-baseline.json");
  });

  it("shows a baseline that is read as it is", () => {
    const [, example] = fencesOf(readFileSync("docs/files.md", "utf8")).filter(({ info }) => info === "json");
    const entries = readBaseline("baseline.json", example?.text ?? "");
    assert.ok(!isUsage(entries), isUsage(entries) ? entries.usage : "");
    assert.equal(baselineText(entries), `${example?.text}\n`);
  });
});

describe("links between the pages", () => {
  const pages = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "examples/README.md",
    ...readdirSync("docs")
      .filter((name) => name.endsWith(".md"))
      .map((name) => join("docs", name)),
  ];
  for (const page of pages) {
    it(`${page} links to files that exist`, () => {
      const links = [...readFileSync(page, "utf8").matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? "");
      const local = links.filter((link) => !link.includes("://"));
      assert.deepEqual(
        local.filter((link) => !existsSync(join(dirname(page), link))),
        [],
      );
    });
  }
});
