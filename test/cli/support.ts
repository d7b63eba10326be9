/** What the tests of the command line share: a report made by hand, and a way to run the compiled program. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { countSeverities, type FileReport, type Report, sourceText } from "#cli";
import type { Finding, VariableInfo } from "#engine";

/** Tests are run from the root of the project. */
const program = resolve("out/cli/main.js");

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly log: string;
}

/** Runs the compiled command line as a user does. */
export const runCli = (
  args: readonly string[],
  { cwd = ".", input = "", env = {} }: { cwd?: string; input?: string; env?: Record<string, string> } = {},
): Promise<Ran> =>
  new Promise((done) => {
    const child = spawn(process.execPath, [program, ...args], { cwd, env: { ...process.env, ...env } });
    let out = "";
    let log = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (log += text));
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    child.on("close", (code) => done({ code, out, log }));
  });

/** A folder with these files, for one test; removed when the test is done. */
export const withFolder = async (
  files: Readonly<Record<string, string | Buffer>>,
  use: (folder: string) => Promise<void>,
): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), "stagewright-"));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

// ------------------------------------------------------------ made by hand

/** Line 2 starts at 6, line 3 at 21. */
export const ruleText = "table\n  T1 | N0 => I\n  T2 | N0 => II, %\n";

export const finding = (changes: Partial<Finding> = {}): Finding => ({
  uri: "/rules/a.stage",
  span: { start: 8, end: 10 },
  code: "gap",
  severity: "error",
  message: "No row covers T3 | N1.",
  summary: "gap T3 N1",
  related: [],
  fixes: [],
  ...changes,
});

export const fileReport = (changes: Partial<FileReport> = {}): FileReport => {
  const findings = changes.findings ?? [];
  return {
    uri: "/rules/a.stage",
    title: "A scheme",
    findings,
    found: findings.length,
    failing: findings.filter((one) => one.severity === "error" || one.severity === "warning").length,
    known: 0,
    decisions: [],
    properties: [],
    examples: { results: [], coverage: [] },
    coverage: undefined,
    ...changes,
  };
};

export const report = (files: readonly FileReport[], changes: Partial<Report> = {}): Report => ({
  command: "check",
  version: "1.2.3",
  files,
  hidden: 0,
  totals: countSeverities(files.flatMap((file) => file.findings)),
  failLevel: "warning",
  baselines: [],
  page: () => undefined,
  textOf: (uri) => sourceText(uri.replace(/^\/rules\//, ""), ruleText),
  ...changes,
});

export const variable = (name: string, changes: Partial<VariableInfo> = {}): VariableInfo => ({
  name,
  title: undefined,
  kind: "category",
  decided: false,
  also: [],
  labels: [],
  unknowns: [],
  unit: undefined,
  range: undefined,
  place: { uri: "/rules/a.stage", span: { start: 0, end: 0 } },
  ...changes,
});

/** Labels of a category or members of a set. */
export const labels = (...texts: readonly string[]): VariableInfo["labels"] =>
  texts.map((text) => ({ text, title: undefined, parent: undefined, also: [] }));
