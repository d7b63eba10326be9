/** `npm start`: builds, checks the examples, runs their cases and stages a small cohort. */
import { join } from "node:path";
import { ensureBuilt, run } from "./ensure.mjs";

ensureBuilt();

const stagewright = (...args) => run(process.execPath, [join("out", "cli", "main.js"), ...args]);
const title = (text) => process.stdout.write(`\n${text}\n${"─".repeat(text.length)}\n`);

title("1. Are the example rules complete and free of contradiction?   stagewright check examples");
const checked = stagewright("check", "examples");

title("2. Do their example cases come out as published?   stagewright test examples --coverage");
const tested = stagewright("test", "examples", "--coverage");

title("3. Staging a small cohort   stagewright stage examples/solid/lung-ajcc8.stage --input examples/cohort/lung-cohort.csv");
const staged = stagewright(
  "stage",
  join("examples", "solid", "lung-ajcc8.stage"),
  "--input",
  join("examples", "cohort", "lung-cohort.csv"),
  "--output",
  join("out", "lung-cohort-staged.csv"),
);
process.stdout.write("Each record with its stage, or why it has none: out/lung-cohort-staged.csv\n");

title("4. Why is one of them what it is?   stagewright explain examples/solid/lung-ajcc8.stage T=T2 N=N0 M=M0");
const explained = stagewright("explain", join("examples", "solid", "lung-ajcc8.stage"), "T=T2", "N=N0", "M=M0");

process.exitCode = checked && tested && staged && explained ? 0 : 1;
