/** The whole check of every example file: parsing, binding, proving, running its cases. */

import { basename } from "node:path";
import { check } from "#engine";
import { exampleFiles, loadSource, median, milliseconds, shown, sourceOf } from "./support.ts";

export function checking(): readonly string[] {
  const taken = exampleFiles().map((path) => {
    const once = () => milliseconds(() => void check(loadSource(sourceOf(path))));
    const first = once();
    return { name: basename(path), first, warm: median([once(), once(), once()]) };
  });
  const sum = taken.reduce((total, { first }) => total + first, 0);
  const slowest = [...taken].sort((a, b) => b.warm - a.warm);
  return [
    `Checking ${taken.length} example files`,
    `  each once: ${shown(sum)} ms together`,
    ...slowest
      .slice(0, 5)
      .map(({ name, first, warm }) => `  ${name.padEnd(44)} first ${shown(first).padStart(6)} ms, warm ${shown(warm).padStart(6)} ms`),
  ];
}
