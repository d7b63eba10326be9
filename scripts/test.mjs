/** `npm test`: builds and runs every test, in Node and in a real editor, and closes with one line of counts. */
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt, root, run } from "./ensure.mjs";

ensureBuilt();

const results = join("out", "test-results.json");
rmSync(join(root, results), { force: true });
const inNode = run(process.execPath, [
  join("node_modules", "mocha", "bin", "mocha.js"),
  "--reporter",
  join("scripts", "mocha-reporter.cjs"),
  "--reporter-option",
  `output=${results}`,
]);

function readCounts() {
  try {
    return JSON.parse(readFileSync(join(root, results), "utf8"));
  } catch {
    return { passed: 0, failed: 1, skipped: [] };
  }
}

const counts = readCounts();
if (!inNode && counts.failed === 0) counts.failed = 1;

const editor = spawnSync(process.execPath, [join("test", "e2e", "run.mjs")], {
  cwd: root,
  encoding: "utf8",
  stdio: ["ignore", "pipe", "inherit"],
});
process.stdout.write(editor.stdout ?? "");
const line = /e2e: (\d+) passed, (\d+) failed, (\d+) skipped/.exec(editor.stdout ?? "");
const inEditor =
  line === null ? { passed: 0, failed: 1, skipped: 0 } : { passed: Number(line[1]), failed: Number(line[2]), skipped: Number(line[3]) };
if (editor.status !== 0 && inEditor.failed === 0) inEditor.failed = 1;

const passed = counts.passed + inEditor.passed;
const failed = counts.failed + inEditor.failed + (counts.passed === 0 ? 1 : 0);
const skipped = counts.skipped.length + inEditor.skipped;
for (const name of counts.skipped) process.stdout.write(`skipped: ${name}\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
process.exitCode = failed === 0 ? 0 : 1;
