/** Runs every mutant of some files. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { judgeOf } from "./judge.ts";
import { mutantsOf } from "./mutants.ts";
import type { FileRun } from "./page.ts";
import { subjectOf } from "./subject.ts";

/** The rule files that are measured, by their paths from the root of the project. */
export const exampleFiles = (): readonly string[] =>
  readdirSync("examples", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".stage"))
    .map((name) => `examples/${name.replaceAll("\\", "/")}`)
    .sort();

/** Eight signs that change with the file. */
export const fingerprintOf = (file: string): string =>
  createHash("sha256").update(readFileSync(file, "utf8").replaceAll("\r\n", "\n")).digest("hex").slice(0, 8);

export function measure(file: string): FileRun {
  const subject = subjectOf(file);
  const { judge } = judgeOf(subject);
  return { file, fingerprint: fingerprintOf(file), judged: mutantsOf(subject).map(judge) };
}
