/**
 * The TextMate grammar, held to the scopes that are drawn in the `.stage` files of this folder:
 * each is a test of its own, run by vscode-tmgrammar-test with the very files that VS Code reads.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const folder = "test/syntaxes";
const runner = join(createRequire(import.meta.url).resolve("vscode-tmgrammar-test/package.json"), "../dist/unit.js");

describe("highlighting", () => {
  const files = readdirSync(folder).filter((name) => name.endsWith(".stage"));

  it("has files to hold it to", () => assert.ok(files.length > 0));

  for (const name of files) {
    it(`follows ${name}`, () => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [runner, join(folder, name)], { encoding: "utf8" });
      assert.equal(status, 0, `${stdout}${stderr}`);
    }).timeout(20_000);
  }
});
