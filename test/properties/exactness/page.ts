/** The page `docs/exactness.md`: figures and differences, as text. It measures nothing and decides nothing. */
import type { Measured } from "./measure.ts";

/** The slices of a run. The first is short, so that a test can measure it again. */
export const slices = [{ seed: 1, schemes: 40 }, ...Array.from({ length: 24 }, (_, index) => ({ seed: index + 2, schemes: 500 }))];

/** Columns of the table: a title, and the names under which its figures were noted. */
const columns: readonly (readonly [title: string, names: readonly string[]])[] = [
  ["schemes", ["schemes"]],
  ["answers", ["answers"]],
  ["decisions", ["units"]],
  ["gaps", ["gap"]],
  ["overlaps", ["overlap"]],
  ["witnesses", ["witnesses"]],
  ["single records", ["records of clean decisions"]],
  ["properties", ["hold", "fail"]],
  ["rows told of", ["impossible-row", "masked-row", "redundant-row"]],
  ["safe fixes", ["safe fixes"]],
];

export const pageOf = (all: readonly Measured[]): string =>
  [
    intro,
    table([...all.map(rowOf), totalOf(all)]),
    legend,
    "## Differences",
    all.every((one) => one.differences.length === 0) ? "None." : all.flatMap(differencesOf).join("\n\n"),
    "",
  ].join("\n\n");

const intro = `# Held against brute force

Made by \`npm run exactness\`; do not edit. Random schemes mix every construct of the language. Each is staged and checked, and everything that comes out is compared with a second implementation of the language that goes through all completions of a record and all combinations of a decision one by one. It shares the parser with the first and nothing else.`;

const legend = `*Answers*: decisions of random records, each equal in outcome, possible set, \`needs\` and what would settle it. *Decisions*: what is proved on its own, each with exactly the gaps and overlaps of brute force, in regions that hold exactly their combinations; every *witness* is staged and comes out as told. *Single records*: every record of decisions without a gap or overlap, none of them left out or in conflict. *Properties*: stated ones, proved or refuted alike. *Rows told of*: impossible, masked or redundant, and no others. *Safe fixes*: applied, with the same outcomes for every record. A seed's figures are the same in every run.`;

/** The cells of a slice's row. */
export const rowOf = ({ slice, told, differences }: Measured): readonly string[] => [
  String(slice.seed),
  ...columns.map(([, names]) => String(names.reduce((sum, name) => sum + (told.get(name) ?? 0), 0))),
  String(differences.length),
];

function totalOf(all: readonly Measured[]): readonly string[] {
  const rows = all.map(rowOf);
  return ["all", ...(rows[0] ?? []).slice(1).map((_, at) => String(rows.reduce((sum, row) => sum + Number(row[at + 1]), 0)))];
}

export const lineOf = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function table(rows: readonly (readonly string[])[]): string {
  const head = ["seed", ...columns.map(([title]) => title), "differences"];
  return [head, head.map(() => "---:"), ...rows].map(lineOf).join("\n");
}

const differencesOf = ({ slice, differences }: Measured): readonly string[] =>
  differences.map(
    ({ number, claim, message }) => `### Seed ${slice.seed}, scheme ${number}: ${claim}\n\n\`\`\`text\n${message.trim()}\n\`\`\``,
  );
