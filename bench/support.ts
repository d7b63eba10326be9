/** What the measurements share: rule files read from the checkout, and a way to time work. It states no aims. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve as resolvePath } from "node:path";
import { performance } from "node:perf_hooks";
import { load, type Scheme, type Source } from "#engine";
import { parse } from "#grammar";

/** Measurements are run from the root of the project. */
export function sourceOf(path: string): Source {
  const text = readFileSync(path, "utf8");
  return { uri: path, text, parsed: parse(text) };
}

export const loadSource = (source: Source): Scheme => load(source, (from, used) => sourceOf(join(dirname(from), used)));

export function exampleFiles(): readonly string[] {
  return readdirSync("examples", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".stage"))
    .map((name) => resolvePath("examples", name))
    .sort();
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** One thing to be timed: how often it does its work in one call of `run`. */
export interface Contender {
  readonly name: string;
  readonly times: number;
  readonly run: () => void | Promise<void>;
}

/**
 * Microseconds that each contender takes for one piece of work: the median of several rounds. The contenders take
 * turns in every round, so that whatever else the machine does falls on all of them alike.
 */
export async function takeTurns(contenders: readonly Contender[], rounds: number): Promise<ReadonlyMap<string, number>> {
  for (const contender of contenders) await contender.run();
  const taken = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, times, run } of contenders) {
      const start = performance.now();
      await run();
      taken.get(name)?.push(((performance.now() - start) * 1000) / times);
    }
  }
  return new Map([...taken].map(([name, values]) => [name, median(values)]));
}

export const milliseconds = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

/** A number as a report shows it: three significant digits. */
export const shown = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
