/**
 * `npm run mutation`: seeds mistakes into every example file, checks each, and writes docs/mutation.md. Files that have
 * not changed since the last run are not measured again; the others are shared among the processors.
 */
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Judged } from "./judge.ts";
import { codeHash, keep, keyOf, readKept } from "./kept.ts";
import { exampleFiles, fingerprintOf } from "./measure.ts";
import { kinds } from "./mutants.ts";
import { type FileRun, floors, pageOf } from "./page.ts";
import { ofKind, tally } from "./tally.ts";

const files = exampleFiles();
const code = codeHash();
const measured = new Map<string, readonly Judged[]>();
const waiting = files.filter((file) => {
  const kept = readKept(keyOf(file, code));
  if (kept === undefined) return true;
  tell(file, kept, "as before");
  measured.set(file, kept);
  return false;
});

await Promise.all(Array.from({ length: Math.min(availableParallelism(), waiting.length) }, work));

/** One thread, fed with files until none is left. */
async function work(): Promise<void> {
  const worker = new Worker(new URL("./worker.js", import.meta.url));
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    const started = Date.now();
    const [judged] = await asked(worker, file);
    keep(keyOf(file, code), judged);
    measured.set(file, judged);
    tell(file, judged, `${Math.round((Date.now() - started) / 1000)} s`);
  }
  await worker.terminate();
}

/** What the thread answers; an error in it fails the run. */
function asked(worker: Worker, file: string): Promise<readonly [readonly Judged[]]> {
  const answer = once(worker, "message") as Promise<[readonly Judged[]]>;
  worker.postMessage(file);
  return answer;
}

function tell(file: string, judged: readonly Judged[], remark: string): void {
  const { made, same, caught, noted, missed } = tally(judged);
  process.stdout.write(
    `${file}: ${made} mutants, ${same} change nothing, ${caught} caught, ${noted} noted, ${missed} missed (${remark})\n`,
  );
}

const runs = files.map((file): FileRun => ({ file, fingerprint: fingerprintOf(file), judged: measured.get(file) ?? [] }));
writeFileSync("docs/mutation.md", pageOf(runs));

const all = runs.flatMap((run) => run.judged);
for (const kind of kinds) {
  const { made, same, caught } = tally(ofKind(all, kind));
  const percent = (100 * caught) / (made - same);
  const floor = floors[kind];
  const below = floor !== undefined && percent < floor;
  process.stdout.write(
    `${kind}: ${caught} of ${made - same} caught, ${percent.toFixed(1)} %${below ? ` (below the floor of ${floor} %)` : ""}\n`,
  );
  if (below) process.exitCode = 1;
}
