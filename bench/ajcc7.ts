/**
 * The published stage tables of the 7th edition, one scheme each: how long checking them takes, and what is found. They
 * are kept outside the repository; without them the measurement says so. Every answer of theirs is tested in test/ajcc7.
 */

import { check, load } from "#engine";
import { parse } from "#grammar";
import { accountsOf, repeated } from "./ajcc7/account.ts";
import { hasPublished, type Published, publishedFiles, readPublished } from "./ajcc7/published.ts";
import { schemeOf } from "./ajcc7/scheme.ts";
import { milliseconds, shown } from "./support.ts";

/** Tables that a line of the report names: those with the most. */
const mostNamed = 6;

const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

export function publishedTables(): readonly string[] {
  if (!hasPublished()) return ["Published tables of the 7th edition: skipped, they are not beside the checkout"];
  const tables = publishedFiles().map(readPublished);
  // The first one would pay for the warming up of all.
  for (const table of tables.slice(0, 5)) checked(table);
  const measured = tables.map(checked);
  const slowest = [...measured].sort((a, b) => b.taken - a.taken)[0];
  const accounts = tables.map((table) => ({ name: table.name, says: accountsOf(table).map(({ says }) => says) }));
  const listed = (title: string, counts: readonly { readonly name: string; readonly count: number }[]): string => {
    const some = counts.filter(({ count }) => count > 0);
    const most = [...some].sort((a, b) => b.count - a.count).slice(0, mostNamed);
    const names = most.map(({ name, count }) => `${name} ${count}`).join(", ");
    const sum = total(some.map(({ count }) => count));
    return `  ${title}: ${sum}${some.length === 0 ? "" : ` in ${some.length} tables (${names}${some.length > mostNamed ? " …" : ""})`}`;
  };
  const saying = (what: string) => accounts.map(({ name, says }) => ({ name, count: says.filter((each) => each === what).length }));
  return [
    `Published tables of the 7th edition: ${tables.length} tables, ${total(tables.map(({ lines }) => lines.length))} printed lines`,
    `  ${total(measured.map(({ lines }) => lines))} lines are in ${total(measured.map(({ rows }) => rows))} rows and their excludes; the others are held against them`,
    `  parsed and checked: ${shown(total(measured.map(({ taken }) => taken)))} ms together; slowest ${slowest?.name} ${shown(slowest?.taken ?? 0)} ms`,
    listed(
      "combinations without a group (gaps)",
      measured.map(({ name, gaps }) => ({ name, count: gaps })),
    ),
    listed(
      "combinations with two groups (overlaps)",
      measured.map(({ name, overlaps }) => ({ name, count: overlaps })),
    ),
    listed(
      "lines printed twice",
      tables.map((table) => ({ name: table.name, count: repeated(table) })),
    ),
    listed(
      "could not be decided",
      measured.map(({ name, undecided }) => ({ name, count: undecided })),
    ),
    listed("no group printed where only one is possible", saying("settled")),
    listed("one group printed where several are possible", saying("picked")),
    listed("a group printed that is not possible", saying("astray")),
  ];
}

function checked(table: Published) {
  const { text, rows, lines } = schemeOf(table);
  let result: ReturnType<typeof check> | undefined;
  const taken = milliseconds(() => {
    result = check(load({ uri: `${table.name}.stage`, text, parsed: parse(text) }, () => undefined));
  });
  const decisions = result?.decisions ?? [];
  return {
    name: table.name,
    rows,
    lines,
    taken,
    gaps: total(decisions.map(({ gaps }) => Number(gaps))),
    overlaps: total(decisions.map(({ overlaps }) => Number(overlaps))),
    undecided: decisions.filter(({ analysed }) => !analysed).length,
  };
}
