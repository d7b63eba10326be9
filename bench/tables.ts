/**
 * Gaps and overlaps of whole tables: this engine and the published line sweep, on the same tables in the same run. All
 * answers are compared before anything is timed.
 */
import { check, load, type Scheme } from "#engine";
import { parse } from "#grammar";
import { spaceOf } from "../engine/compile/open.ts";
import { type Analysis, analyse } from "../engine/cover/analysis.ts";
import { unitsOf } from "../engine/cover/unit.ts";
import { median, milliseconds, shown } from "./support.ts";
import { assertEqual } from "./tables/compare.ts";
import { breastLike, lungLike, randomPartition } from "./tables/generate.ts";
import type { PlainTable } from "./tables/plain-table.ts";
import { type Swept, sweepTable } from "./tables/sweep.ts";

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
  const lines: string[] = ["Gaps and overlaps of whole tables"];
  for (const table of all) lines.push(...measure(table));
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

function measure(table: PlainTable): readonly string[] {
  const scheme = loaded(table);
  const analysis = analysed(scheme);
  let swept: Swept | undefined;
  const once = milliseconds(() => {
    swept = sweepTable(table, mostSlabs);
  });
  assertEqual(table, analysis, swept);
  const rounds = Array.from({ length: 9 }, () => milliseconds(() => void analysed(scheme)));
  const ours = median(rounds);
  const sweeping =
    swept === undefined
      ? undefined
      : once < 500
        ? median([1, 2, 3].map(() => milliseconds(() => void sweepTable(table, mostSlabs))))
        : once;
  const checked = loaded(table);
  const checking = milliseconds(() => void check(checked));
  const cells = table.columns.map((column) => column.known + column.unknowns);
  return [
    `  ${table.title}: ${table.rows.length} rows, ${cells.join(" x ")} cells`,
    `    all gaps and overlaps ${shown(ours)} ms (${analysis.gaps.length} gaps, ${analysis.overlaps.length} overlaps); check as a whole ${shown(checking)} ms`,
    sweeping === undefined
      ? `    line sweep: gave up after ${mostSlabs} slabs (${shown(once)} ms)`
      : `    line sweep ${shown(sweeping)} ms, ${shown(sweeping / ours)} times as long (${swept?.slabs} slabs, ${swept?.missing.length} missing rows)`,
  ];
}
