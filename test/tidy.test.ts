/** The house itself: rules that neither the compiler nor another test holds. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const left = new Set(["node_modules", "out", "dist", "coverage", ".git", ".cache"]);

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (left.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

const files = filesBelow(root);
const inRoot = (path: string) => relative(root, path);

function runs(command: string, args: readonly string[]): void {
  const done = spawnSync(process.execPath, [join(root, "node_modules", command), ...args], { cwd: root, encoding: "utf8" });
  assert.equal(done.status, 0, `${done.stdout}${done.stderr}`);
}

describe("the house", () => {
  it("follows Biome: format, lint, rooms, no import cycles", () => runs("@biomejs/biome/bin/biome", ["check", "--error-on-warnings"]));

  it("has nothing that is not used, as knip sees it", () => runs("knip/bin/knip.js", []));

  it("has the fixed folders and files at its top", () => {
    const fixed = [
      "package.json",
      "client",
      "server",
      "grammar",
      "syntaxes",
      "examples",
      "test",
      ".vscodeignore",
      "engine",
      "cli",
      "bench",
      "docs",
    ];
    const written = ["LICENSE", "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];
    assert.deepEqual(
      [...fixed, ...written].filter((name) => !existsSync(join(root, name))),
      [],
    );
  });

  it("keeps source files to about one idea: at most 330 lines, tests at most 430", () => {
    const most = (path: string) => (inRoot(path).startsWith("test") ? 430 : 330);
    const long = files
      .filter((path) => /\.(ts|mjs|cjs)$/.test(path))
      .filter((path) => readFileSync(path, "utf8").split("\n").length > most(path));
    assert.deepEqual(long.map(inRoot), []);
  });

  it("keeps the engine free of Node, of the editor and of Chevrotain", () => {
    const foreign = files
      .filter((path) => inRoot(path).startsWith("engine"))
      .filter((path) =>
        /from "(node:|vscode|chevrotain)|\bprocess\.|\bconsole\./.test(path.endsWith(".ts") ? readFileSync(path, "utf8") : ""),
      );
    assert.deepEqual(foreign.map(inRoot), []);
  });

  it("says in every example where it is from and that it is not for clinical use", () => {
    const examples = files.filter((path) => inRoot(path).startsWith("examples") && path.endsWith(".stage"));
    assert.ok(examples.length >= 13, `${examples.length} examples`);
    for (const path of examples) {
      const text = readFileSync(path, "utf8");
      assert.match(text, /cite \w+ "/, inRoot(path));
      assert.match(text, /status (draft|review|final)/, inRoot(path));
      assert.match(text, /not for clinical use/i, inRoot(path));
    }
  });

  it("names no path of one machine and no registry host", () => {
    const text = files.filter((path) => statSync(path).size < 2_000_000 && /\.(ts|mjs|cjs|md|json|sh|stage|yml|yaml)$/.test(path));
    const leaks = text.filter((path) =>
      /(^|[^\w.])\/(work|farm|tmp\/bash_jobs)(\/|$)|registry\.npmjs|deb\.debian/m.test(readFileSync(path, "utf8")),
    );
    assert.deepEqual(
      leaks.map(inRoot).filter((path) => path !== join("test", "tidy.test.ts")),
      [],
    );
  });

  it("gives exactly two commands to set up with", () => {
    const readme = readFileSync(join(root, "README.md"), "utf8");
    const block = /## Set up[\s\S]*?```sh\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
    assert.deepEqual(
      block
        .trim()
        .split("\n")
        .map((line) => line.replace(/\s*#.*/, "")),
      ["npm start", "npm test"],
    );
  });
});
