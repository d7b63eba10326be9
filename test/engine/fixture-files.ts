/** Fixtures as files: `//- NAME` lines part a text, the first line may ask for something. */
import { readdirSync, readFileSync } from "node:fs";
import { type CheckOptions, check, checkTogether, type Finding, load, type Scheme, type Source } from "#engine";
import { parse } from "#grammar";

const folder = "test/fixtures";

export const fixtureNames = readdirSync(folder).filter((name) => name.endsWith(".stage"));

export const sourceOf = (uri: string, text: string): Source => ({ uri, text, parsed: parse(text) });

/** The files of a fixture; the first one is checked. */
export function filesOf(name: string): readonly Source[] {
  const [entry = "", ...others] = readFileSync(`${folder}/${name}`, "utf8").split(/^\/\/- (\S+)\n/m);
  const used = Array.from({ length: others.length / 2 }, (_, index) => sourceOf(others[2 * index] ?? "", others[2 * index + 1] ?? ""));
  return [sourceOf(name, entry), ...used];
}

/** What is found in the first file, and in all of them together. */
export function findingsIn(files: readonly Source[]): readonly Finding[] {
  const loaded = files.map((file) => load(file, (_, path) => files.find((other) => other.uri === path)));
  return [...check(loaded[0] as Scheme, optionsOf(files)).findings, ...checkTogether(loaded)];
}

/** `// budget 40` and `// asked CODE` in the first line. */
function optionsOf([entry]: readonly Source[]): CheckOptions {
  const budget = /^\/\/ budget (\d+)\n/.exec(entry?.text ?? "")?.[1];
  const asked = /^\/\/ asked ([a-z-]+)\n/.exec(entry?.text ?? "")?.[1];
  return {
    ...(budget === undefined ? {} : { budget: Number(budget) }),
    ...(asked === undefined ? {} : { severities: { [asked]: "warning" } }),
  };
}
