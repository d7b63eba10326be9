/** `npm run exactness`: holds 12,000 random schemes against brute force, shared among the processors, and writes docs/exactness.md. */
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Measured, Slice } from "./measure.ts";
import { lineOf, pageOf, rowOf, slices } from "./page.ts";

const waiting: Slice[] = [...slices];
const measured = new Map<number, Measured>();
await Promise.all(Array.from({ length: availableParallelism() }, work));

/** One thread, fed with slices until none is left. */
async function work(): Promise<void> {
  const worker = new Worker(new URL("./worker.js", import.meta.url));
  for (let slice = waiting.shift(); slice !== undefined; slice = waiting.shift()) {
    const answer = once(worker, "message") as Promise<[Measured]>;
    worker.postMessage(slice);
    const [one] = await answer;
    measured.set(slice.seed, one);
    process.stdout.write(`${lineOf(rowOf(one))}\n`);
  }
  await worker.terminate();
}

const all = slices.flatMap(({ seed }) => measured.get(seed) ?? []);
writeFileSync("docs/exactness.md", pageOf(all));
if (all.some((one) => one.differences.length > 0)) process.exitCode = 1;
