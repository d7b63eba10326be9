/**
 * Results of earlier runs, kept in .cache/mutation. A result stands for one text of a file (with the files that it uses)
 * and one state of the code that judges it; where either changes, the file is measured again.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Judged } from "./judge.ts";
import { subjectOf } from "./subject.ts";

const FOLDER = join(".cache", "mutation");
/** What decides how a mutant is made and judged. */
const CODE = ["out/grammar", "out/engine", "out/test/mutation"];

const hashOf = (parts: readonly string[]): string => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length} ${part}`);
  return hash.digest("hex");
};

export const codeHash = (): string =>
  hashOf(
    CODE.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".js") && !name.endsWith(".test.js"))
        .sort()
        .flatMap((name) => [name, readFileSync(join(folder, name), "utf8")]),
    ),
  );

/** One name for a file as it stands, under the code as it stands. */
export function keyOf(file: string, code: string): string {
  const { source, usedSources } = subjectOf(file);
  return hashOf([code, file, source.text, ...usedSources.flatMap(({ uri, text }) => [uri, text])]);
}

const pathOf = (key: string): string => join(FOLDER, `${key}.json`);

export function readKept(key: string): readonly Judged[] | undefined {
  try {
    return JSON.parse(readFileSync(pathOf(key), "utf8")) as readonly Judged[];
  } catch {
    // Nothing is kept under this key, or half of it: the file is measured.
    return undefined;
  }
}

export function keep(key: string, judged: readonly Judged[]): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(pathOf(key), JSON.stringify(judged));
}

export const forget = (key: string): void => rmSync(pathOf(key), { force: true });
