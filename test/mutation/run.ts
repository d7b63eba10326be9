/** `npm run mutation`: seeds mistakes into every example file, checks each, and writes docs/mutation.md. */
import { writeFileSync } from "node:fs";
import { exampleFiles, measure } from "./measure.ts";
import { kinds } from "./mutants.ts";
import { floors, pageOf } from "./page.ts";
import { ofKind, tally } from "./tally.ts";

const runs = exampleFiles().map((file) => {
  const started = Date.now();
  const run = measure(file);
  const { made, same, caught, noted, missed } = tally(run.judged);
  process.stdout.write(
    `${file}: ${made} mutants, ${same} change nothing, ${caught} caught, ${noted} noted, ${missed} missed (${Math.round((Date.now() - started) / 1000)} s)\n`,
  );
  return run;
});
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
