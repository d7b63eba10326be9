/**
 * Every number that the project claims about its speed, measured on this machine in one run.
 * Aims are printed beside the numbers and never asserted: a slow machine is no fault of the code.
 */
import { checking } from "./check.ts";
import { oneCase } from "./one-case.ts";
import { parsing } from "./parse.ts";

const measurements: readonly (() => readonly string[] | Promise<readonly string[]>)[] = [oneCase, parsing, checking];

for (const measure of measurements) {
  const lines = await measure();
  process.stdout.write(`${lines.join("\n")}\n\n`);
}
