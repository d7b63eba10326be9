/**
 * The whole library as its users run it: the wall time of `stagewright check` and `stagewright test` over every example
 * file, program start included, and the files that take longest to check.
 */

import { spawnSync } from "node:child_process";
import { relative } from "node:path";
import { check } from "#engine";
import { exampleFiles, loadSource, milliseconds, shown, sourceOf } from "./support.ts";

/** Files that a line of the report names. */
const mostNamed = 3;

export function library(): readonly string[] {
  const files = exampleFiles();
  const taken = files
    .map((path) => ({ name: relative("examples", path), time: milliseconds(() => void check(loadSource(sourceOf(path)))) }))
    .sort((a, b) => b.time - a.time);
  const slowest = taken.slice(0, mostNamed).map(({ name, time }) => `${name} ${shown(time)} ms`);
  return [
    `The library: ${files.length} files; check ${wallTime("check")}, test ${wallTime("test")} (wall time); slowest to check: ${slowest.join(", ")}`,
  ];
}

/** A run that fails is no measurement of a clean library, and says so. */
function wallTime(command: string): string {
  let status: number | null = null;
  const taken = milliseconds(() => {
    ({ status } = spawnSync(process.execPath, ["out/cli/main.js", command, "examples"], { stdio: "ignore" }));
  });
  return `${(taken / 1000).toFixed(1)} s${status === 0 ? "" : ` (failed with ${status})`}`;
}
