/** The page `docs/conformance.md`: every facts row accounted for, as text. It stages nothing. */
import type { Account, JudgedRow } from "./account.ts";
import type { Verdict } from "./judge.ts";

export interface Counts {
  readonly rows: number;
  readonly agrees: number;
  readonly differs: number;
  readonly undecided: number;
  readonly skipped: number;
}

export function counted(rows: readonly JudgedRow[]): Counts {
  const of = (kind: Verdict["kind"]): number => rows.filter(({ verdict }) => verdict.kind === kind).length;
  return { rows: rows.length, agrees: of("agrees"), differs: of("differs"), undecided: of("undecided"), skipped: of("skipped") };
}

const CONFIDENCES = ["high", "medium", "single", "low"] as const;

export const pageOf = (accounts: readonly Account[], otherEdition: { readonly files: number; readonly rows: number }): string =>
  `${[
    intro,
    `## In short\n\n${shortTable(accounts)}`,
    `## Schemes\n\n${schemeLegend}\n\n${schemeTable(accounts.filter(({ file }) => file !== undefined))}`,
    `## Skipped\n\n${skippedList(accounts, otherEdition)}`,
    `## Sure rows that are answered otherwise\n\n${orNone(accounts.flatMap(sureDifferences))}`,
    `## Other rows that are answered otherwise\n\n${otherIntro}\n\n${orNone(accounts.flatMap(otherDifferences))}`,
    `## What is not compared\n\n${orNone(accounts.flatMap(notCompared))}`,
  ].join("\n\n")}\n`;

const intro = `# Conformance

Made by \`npm run conformance\`; do not edit. Every row of the files of known answers (see \`test/facts/README.md\`) is staged by the rule file of its scheme.

- **Agreeing**: the answer is that of the row, or is open among exactly the subgroups of it. Where the facts say "unknown", the answer must be open, have no group, or be the one to which every value in the place of the unknown (or below the parent category) leads. Where they say "none", it must be none, excluded or uncovered. Where a row gives a score as well, both must agree.
- **Not decided**: the answer leaves several groups open, and that of the row is one of them, or the parent of them all.
- **Differing**: everything else, records that cannot be read included.
- **Skipped**: not staged, with the reason.

Agreeing, differing, not decided and skipped rows are all rows of a file. Only rows with confidence \`high\` count as right or wrong: the others are places where sources differ or a printed table is silent, and the rule file says beside the row which reading it takes.`;

const table = (head: readonly string[], rows: readonly (readonly string[])[], words: number): string =>
  [head, head.map((_, index) => (index < words ? "---" : "---:")), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const figures = (rows: readonly JudgedRow[]): readonly string[] => {
  const { rows: all, agrees, differs, undecided, skipped } = counted(rows);
  return [all, agrees, differs, undecided, skipped].map(String);
};

const FIGURES = ["rows", "agreeing", "differing", "not decided", "skipped"];

function shortTable(accounts: readonly Account[]): string {
  const all = accounts.flatMap(({ rows }) => rows);
  const lines = CONFIDENCES.map((confidence) => [confidence, ...figures(all.filter(({ row }) => row.confidence === confidence))]);
  return table(["confidence", ...FIGURES], [...lines, ["all", ...figures(all)]], 1);
}

const schemeLegend = "The last columns: agreeing of all rows with that confidence.";

export const schemeTable = (accounts: readonly Account[]): string =>
  table(["facts", "rules", ...FIGURES, ...CONFIDENCES], accounts.map(schemeRow), 2);

export const schemeRow = ({ name, file, rows }: Account): readonly string[] => [
  name,
  file === undefined ? "" : `[${file.replace("examples/", "")}](../${file})`,
  ...figures(rows),
  ...CONFIDENCES.map((confidence) => {
    const some = counted(rows.filter(({ row }) => row.confidence === confidence));
    return some.rows === 0 ? "" : `${some.agrees} of ${some.rows}`;
  }),
];

function skippedList(accounts: readonly Account[], { files, rows }: { readonly files: number; readonly rows: number }): string {
  const lines = accounts.flatMap(({ name, rows: judged }) => {
    const why = [...new Set(judged.flatMap(({ verdict }) => (verdict.kind === "skipped" ? [verdict.why] : [])))];
    return why.map((each) => {
      const some = judged.filter(({ verdict }) => verdict.kind === "skipped" && verdict.why === each);
      const sure = some.filter(({ row }) => row.confidence === "high").length;
      return `- ${name}: ${some.length} rows (${sure} sure): ${each}`;
    });
  });
  const other = `- the ${files} tables of the 7th edition, ${rows} rows: the library states the 8th edition; \`test/ajcc7\` turns each table into rules and holds every answer against it`;
  return [...lines, ...(files === 0 ? [] : [other])].join("\n");
}

const orNone = (lines: readonly string[]): string => (lines.length === 0 ? "None." : lines.join("\n"));

const otherwise = ({ verdict }: JudgedRow): boolean => verdict.kind === "differs" || verdict.kind === "undecided";
const foundOf = ({ verdict }: JudgedRow): string => ("found" in verdict ? verdict.found : "");

const sureDifferences = (account: Account): readonly string[] =>
  grouped(
    account,
    account.rows.filter((each) => each.row.confidence === "high" && otherwise(each)),
    ({ explained }) => explained ?? "**not explained**",
  );

const otherIntro = "By what the rule file or the facts remark on the row, each with one example.";

const otherDifferences = (account: Account): readonly string[] =>
  grouped(
    account,
    account.rows.filter((each) => each.row.confidence !== "high" && otherwise(each)),
    (each) => `${each.row.confidence}: ${remarkOf(each)}`,
  );

/** One line for all rows of which the same is to be said, with the first of them. */
function grouped({ name }: Account, rows: readonly JudgedRow[], remarked: (row: JudgedRow) => string): readonly string[] {
  const groups = new Map<string, JudgedRow[]>();
  for (const each of rows) groups.set(remarked(each), [...(groups.get(remarked(each)) ?? []), each]);
  return [...groups].map(([remark, some]) => {
    const [first] = some;
    const shown = first === undefined ? "" : `${first.told}: the facts say ${first.expected}, the rules ${foundOf(first)}`;
    return `- ${name}: ${some.length} ${some.length === 1 ? "row" : "rows"}, ${remark}; ${shown}`;
  });
}

/** Without what another source has for this very row. */
const remarkOf = ({ row, explained }: JudgedRow): string =>
  explained ?? ((row["trap"] ?? row["note"] ?? "").replace(/ \([A-Z][^)]*=[^)]*\)$/, "") || "no remark");

const notCompared = ({ name, left }: Account): readonly string[] =>
  left.map(({ what, why }) => `- ${name}: ${what}: ${why ?? "**no reason given**"}`);
