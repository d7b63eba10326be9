/** Runs every mutant of some files. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { judgeOf } from "./judge.ts";
import { kinds, type Mutant, mutantsOf } from "./mutants.ts";
import type { FileRun } from "./page.ts";
import { subjectOf } from "./subject.ts";

/** The rule files that are measured, by their paths from the root of the project. */
export const exampleFiles = (): readonly string[] =>
  readdirSync("examples", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".stage"))
    .map((name) => `examples/${name.replaceAll("\\", "/")}`)
    .sort();

/** Of each kind but deleted rows at most so many mistakes are seeded in a file; a library of this size has too many for all. */
const mostOfKind = 20;

/** The mutants that are tried: every deleted row, and of the other kinds as many as are tried at all, evenly over the file. */
export function spread(all: readonly Mutant[]): readonly Mutant[] {
  const tried = new Set(
    kinds.flatMap((kind) => {
      const each = all.filter((mutant) => mutant.kind === kind);
      const count = kind === "row deleted" ? each.length : Math.min(each.length, mostOfKind);
      return Array.from({ length: count }, (_, index) => each[Math.floor((index * each.length) / count)]);
    }),
  );
  return all.filter((mutant) => tried.has(mutant));
}

/** Eight signs that change with the file. */
export const fingerprintOf = (file: string): string =>
  createHash("sha256").update(readFileSync(file, "utf8").replaceAll("\r\n", "\n")).digest("hex").slice(0, 8);

export function measure(file: string): FileRun {
  const subject = subjectOf(file);
  const { judge } = judgeOf(subject);
  return { file, fingerprint: fingerprintOf(file), judged: spread(mutantsOf(subject)).map(judge) };
}
