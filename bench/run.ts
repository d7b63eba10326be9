/**
 * Every number that the project claims about its speed, measured on this machine in one run: all of the short ones, or
 * those that are named (`npm run bench -- tables`). Aims are printed beside the numbers and never asserted: a slow
 * machine is no fault of the code.
 */
import { publishedTables } from "./ajcc7.ts";
import { checking } from "./check.ts";
import { editorLatency } from "./editor-latency.ts";
import { library } from "./library.ts";
import { oneCase } from "./one-case.ts";
import { parsing } from "./parse.ts";
import { tables, tablesInShort } from "./tables.ts";

type Measure = () => readonly string[] | Promise<readonly string[]>;

const short: Readonly<Record<string, Measure>> = {
  case: oneCase,
  parse: parsing,
  check: checking,
  library,
  editor: editorLatency,
  "tables-in-short": tablesInShort,
  ajcc7: publishedTables,
};
/** Minutes each, so only where they are asked for. */
const long: Readonly<Record<string, Measure>> = { tables };

const named = process.argv.slice(2);
const wanted = named.length === 0 ? Object.values(short) : named.map((name) => ({ ...short, ...long })[name]);

for (const measure of wanted) {
  if (measure === undefined) throw new Error(`measurements are ${[...Object.keys(short), ...Object.keys(long)].join(", ")}`);
  const lines = await measure();
  process.stdout.write(`${lines.join("\n")}\n\n`);
}
