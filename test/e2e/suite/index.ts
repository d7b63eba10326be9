/**
 * What VS Code calls to run the tests: collects them in mocha and writes what became of each to the report file.
 * It is bundled, so the tests are named here; a run of no test fails.
 */
import { writeFileSync } from "node:fs";
import { runningExamples } from "./examples.ts";
import { openingARuleFile } from "./opening-a-rule-file.ts";
import { showingTheStageGrid } from "./stage-grid.ts";

interface Result {
  readonly title: string;
  readonly state: "passed" | "failed" | "skipped";
  readonly problem: string | undefined;
}

export async function run(): Promise<void> {
  const { default: Mocha } = await import("mocha");
  const results: Result[] = [];
  const keep = (state: Result["state"]) => (test: Mocha.Test, problem?: Error) => {
    results.push({ title: test.fullTitle(), state, problem: problem?.stack });
  };
  // The base reporter prints nothing: the runner tells the results, and VS Code's console goes to a log.
  const mocha = new Mocha({ ui: "bdd", timeout: 30_000, reporter: Mocha.reporters.Base });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  openingARuleFile();
  runningExamples();
  showingTheStageGrid();
  await new Promise<void>((done) => {
    mocha
      .run(() => done())
      .on("pass", keep("passed"))
      .on("fail", keep("failed"))
      .on("pending", keep("skipped"));
  });
  const path = process.env["STAGEWRIGHT_E2E_REPORT"];
  if (path !== undefined) writeFileSync(path, JSON.stringify(results));
  if (results.some(({ state }) => state === "failed")) throw new Error("Some tests failed.");
  if (!results.some(({ state }) => state === "passed")) throw new Error("No test ran.");
}
