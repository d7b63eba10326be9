/**
 * Runs the tests in a real VS Code, on the extension as it is packed. By default that is VS Code's server with the Chromium of this machine;
 * STAGEWRIGHT_VSCODE names another executable, or is `download` for a desktop VS Code of its own.
 *
 * The last line is `e2e: N passed, N failed, N skipped`. Where there is no browser every test is skipped by name;
 * with STAGEWRIGHT_E2E=required that is a failure. A run without a single test fails too.
 */
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { runTests } from "@vscode/test-electron";
import { build } from "esbuild";
import { layOutExtension } from "../../scripts/package.mjs";
import { findBrowser } from "./browser.mjs";
import { obtainServer } from "./code-server.mjs";
import { runSessions, sessionTitles } from "./sessions.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const work = join(root, ".cache/e2e");
const extension = join(work, "extension");
const report = join(work, "report.json");
const log = join(work, "workbench.log");

/** Which VS Code runs the tests, or why none can. */
async function chooseEditor() {
  const asked = process.env.STAGEWRIGHT_VSCODE;
  if (asked === "download") return { executable: undefined };
  if (asked !== undefined && asked !== "") return existsSync(asked) ? { executable: asked } : { missing: `there is no ${asked}` };
  if (process.platform === "win32") return { missing: "on Windows they need STAGEWRIGHT_VSCODE" };
  if (findBrowser() === undefined) return { missing: "no Chromium was found (set CHROMIUM_PATH, or run scripts/install-browser.sh)" };
  try {
    await obtainServer();
  } catch (problem) {
    return { missing: `VS Code's server could not be fetched: ${problem.message}` };
  }
  return { executable: join(here, "code.mjs") };
}

/** The titles of the tests, read from their sources: they cannot be loaded outside VS Code. */
async function testTitles() {
  const files = (await readdir(join(here, "suite"))).filter((name) => name !== "index.ts");
  const sources = await Promise.all(files.map((name) => readFile(join(here, "suite", name), "utf8")));
  return [...sources.flatMap((source) => [...source.matchAll(/^\s*it\("([^"]+)"/gm)].map((match) => match[1])), ...sessionTitles];
}

async function bundleSuite() {
  await build({
    absWorkingDir: root,
    entryPoints: ["test/e2e/suite/index.ts"],
    outfile: join(work, "suite.cjs"),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode", "mocha"],
    sourcemap: "inline",
    logLevel: "warning",
  });
}

/** What became of each test, and the exit code of the editor. */
async function runSuite(executable) {
  await rm(report, { force: true });
  const exitCode = await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: extension,
    extensionTestsPath: join(work, "suite.cjs"),
    extensionTestsEnv: { STAGEWRIGHT_E2E_REPORT: report, STAGEWRIGHT_E2E_LOG: log },
    launchArgs: [join(here, "workspace")],
  }).catch((problem) => {
    console.error(`${problem.message} (what it said is in ${relative(root, log)})`);
    return problem.code ?? 1;
  });
  return { results: existsSync(report) ? JSON.parse(await readFile(report, "utf8")) : [], exitCode };
}

/** Fails where a test or the editor did, and where a test that is written did not run. */
function verdict({ results, exitCode }, titles) {
  for (const { title, state, problem } of results) console.log(`  ${state}: ${title}${problem === undefined ? "" : `\n${problem}`}`);
  const count = (state) => results.filter((result) => result.state === state).length;
  const lost = Math.max(0, titles.length - results.length);
  if (lost > 0) console.log(`  failed: ${lost} of ${titles.length} tests did not run`);
  const [passed, failed, skipped] = [count("passed"), count("failed") + lost, count("skipped")];
  return { passed, failed, skipped, ok: exitCode === 0 && failed === 0 && passed > 0 };
}

async function main() {
  const titles = await testTitles();
  const { executable, missing } = await chooseEditor();
  if (missing !== undefined) {
    console.log(`skipped: the tests in VS Code, since ${missing}`);
    for (const title of titles) console.log(`  - ${title}`);
    return { passed: 0, failed: 0, skipped: titles.length, ok: process.env.STAGEWRIGHT_E2E !== "required" };
  }
  await mkdir(work, { recursive: true });
  await Promise.all([layOutExtension(extension), bundleSuite()]);
  const { results, exitCode } = await runSuite(executable);
  // Sessions are driven from outside, which only the server and the browser of this machine allow.
  const ownEditor = executable === join(here, "code.mjs");
  const driven = ownEditor ? await runSessions(extension) : sessionTitles.map((title) => ({ title, state: "skipped" }));
  return verdict({ results: [...results, ...driven], exitCode }, titles);
}

const { passed, failed, skipped, ok } = await main();
console.log(`e2e: ${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = ok ? 0 : 1;
