/**
 * Gaps and overlaps of whole tables: this engine, the published line sweep and z3, on the same tables in the same run.
 * All answers are compared before anything is timed.
 */
import { check, load, type Scheme } from "#engine";
import { parse } from "#grammar";
import { spaceOf } from "../engine/compile/open.ts";
import { type Analysis, analyse } from "../engine/cover/analysis.ts";
import { unitsOf } from "../engine/cover/unit.ts";
import { median, milliseconds, shown } from "./support.ts";
import { assertEqual, assertWitness } from "./tables/compare.ts";
import { breastLike, lungLike, randomPartition } from "./tables/generate.ts";
import type { PlainTable } from "./tables/plain-table.ts";
import { type Swept, sweepTable } from "./tables/sweep.ts";
import { patience, startZ3, type Witness, type Z3 } from "./tables/z3.ts";

/** The sweep is given up after this many slabs. */
const mostSlabs = 400_000;

/** The tables that an author writes, and a large one. */
export const tablesInShort = (): Promise<readonly string[]> => measured([lungLike(), breastLike(), randomPartition(7, 500)]);

/** Every size. */
export const tables = (): Promise<readonly string[]> =>
  measured([
    lungLike(),
    breastLike(),
    ...[3, 5, 7].flatMap((columns) => [500, 1000, 1500, 5000].map((rows) => randomPartition(columns, rows))),
  ]);

async function measured(all: readonly PlainTable[]): Promise<readonly string[]> {
  const z3 = await startZ3();
  const lines: string[] = ["Gaps and overlaps of whole tables (from the bound rules; z3: from the cells, a first witness of each kind)"];
  for (const table of all) lines.push(...(await measure(table, z3)));
  z3.stop();
  return lines;
}

const loaded = ({ title, text }: PlainTable): Scheme => load({ uri: `${title}.stage`, text, parsed: parse(text) }, () => undefined);

/** Everything that is proved of the table, from its bound rules. */
function analysed(scheme: Scheme): Analysis {
  const space = spaceOf(scheme.model);
  const [unit] = scheme.model.decisions.flatMap((decision) => unitsOf(space, decision));
  if (unit === undefined) throw new Error("the table decides nothing");
  const analysis = analyse(space, unit);
  // The first of each kind is told with its case.
  for (const found of [analysis.gaps[0], analysis.overlaps[0]]) void found?.witness;
  return analysis;
}

async function measure(table: PlainTable, z3: Z3): Promise<readonly string[]> {
  const scheme = loaded(table);
  const analysis = analysed(scheme);
  let swept: Swept | undefined;
  const once = milliseconds(() => {
    swept = sweepTable(table, mostSlabs);
  });
  assertEqual(table, analysis, swept);
  const [gap, overlap] = [await z3.firstGap(table), await z3.firstOverlap(table)];
  assertWitness(table, gap.found, "gap", analysis.gaps.length > 0);
  assertWitness(table, overlap.found, "overlap", analysis.overlaps.length > 0);

  // Warm, as in an editor: an engine that has met a small table once is still being compiled.
  const timed = () => milliseconds(() => void analysed(scheme));
  const rounds = timed() < 60 ? 100 : 10;
  for (let round = 0; round < rounds; round++) timed();
  const ours = median(Array.from({ length: rounds }, timed));
  const again = () => milliseconds(() => void sweepTable(table, mostSlabs));
  const sweeping = swept === undefined ? undefined : once < 500 ? median([again(), again(), again(), again(), again()]) : once;
  const unchecked = loaded(table);
  const checking = milliseconds(() => void check(unchecked));
  const cells = table.columns.map((column) => column.known + column.unknowns);
  const ratio = (theirs: number): string => `${shown(theirs / ours)} times as long`;
  const solved = ({ found, whole, solving }: Witness): string =>
    found === "late" ? `gave up after ${patience / 1000} s` : `${shown(whole)} ms, ${ratio(whole)} (solving alone ${shown(solving)} ms)`;
  return [
    `  ${table.title}: ${table.rows.length} rows, ${cells.join(" x ")} cells`,
    `    all gaps and overlaps ${shown(ours).padStart(7)} ms   (${analysis.gaps.length} gaps, ${analysis.overlaps.length} overlaps)`,
    `    check as a whole, once${shown(checking).padStart(7)} ms`,
    sweeping === undefined
      ? `    line sweep: gave up after ${mostSlabs} slabs (${shown(once)} ms)`
      : `    line sweep: ${shown(sweeping)} ms, ${ratio(sweeping)} (${swept?.slabs} slabs, ${swept?.missing.length} missing rows)`,
    `    z3: first gap ${solved(gap)}; first overlap ${solved(overlap)}`,
  ];
}
