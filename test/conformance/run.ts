/** `npm run conformance`: stages every facts file, prints a line for each scheme and writes docs/conformance.md. */
import { writeFileSync } from "node:fs";
import { hasSharedFacts, SHARED_FACTS } from "../examples/facts.ts";
import { accountsOf, factsIn, otherEdition } from "./account.ts";
import { counted, pageOf } from "./page.ts";
import { unexplained } from "./unexplained.ts";

if (!hasSharedFacts()) {
  process.stderr.write("The complete facts are not beside the checkout (../shared/facts), so the page would lose rows: not written.\n");
  process.exit(2);
}
const accounts = factsIn(SHARED_FACTS).flatMap((facts) => accountsOf(SHARED_FACTS, facts));
for (const account of accounts.filter(({ file }) => file !== undefined)) {
  const { rows, agrees, differs, undecided, skipped } = counted(account.rows);
  process.stdout.write(`${account.name}: ${rows} rows, ${agrees} agree, ${differs} differ, ${undecided} not decided, ${skipped} skipped\n`);
}
writeFileSync("docs/conformance.md", pageOf(accounts, otherEdition(SHARED_FACTS)));
const { rows, agrees, differs, undecided, skipped } = counted(accounts.flatMap((account) => account.rows));
process.stdout.write(`all: ${rows} rows, ${agrees} agree, ${differs} differ, ${undecided} not decided, ${skipped} skipped\n`);

const wrong = accounts.flatMap(unexplained);
for (const line of wrong) process.stdout.write(`without a reason: ${line}\n`);
if (wrong.length > 0) process.exitCode = 1;
