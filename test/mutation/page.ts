/** The page `docs/mutation.md`: figures and survivors, as text. It measures nothing and decides nothing. */
import { type Judged, stageOf } from "./judge.ts";
import { type Kind, kinds } from "./mutants.ts";
import { byCode, ofKind, survivors, type Tally, tally } from "./tally.ts";

export interface FileRun {
  readonly file: string;
  /** Tells whether the file is still the one that was measured. */
  readonly fingerprint: string;
  readonly judged: readonly Judged[];
}

/** The least share that is to be caught; the other kinds have none. */
export const floors: Partial<Record<Kind, number>> = { "row deleted": 100, "result changed": 95, "bound moved": 90 };

export const pageOf = (runs: readonly FileRun[]): string =>
  [
    intro,
    `## Kinds of mistakes\n\n${kindTable(runs.flatMap((run) => run.judged))}\n\n${legend}`,
    `## Kinds of findings\n\n${codeTable(runs.flatMap((run) => run.judged))}\n\n${codeLegend}`,
    `## Files\n\n${fileTable(runs)}`,
    `## Survivors\n\n${survivorIntro}\n\n${runs.map(survivorsOf).join("\n\n")}`,
    "",
  ].join("\n\n");

const intro = `# Seeded mistakes

Made by \`npm run mutation\`; do not edit. Every example file is given one mistake at a time, the mistake of an inattentive moment, and is checked with its properties and its example cases. A mistake is **caught** where there is an error or a warning that the file itself does not have.

- **row deleted**: each row of a table, an exclude or a factor, each rule of a decide, each line of a score.
- **result changed**: to the next label on either side that the decision gives, to one other label drawn from the rest, to \`none\`; a number, also one of a formula, by one up and down and in its last digit.
- **bound moved**: a number by one step up and down, and without a declared step by a tenth of its last digit as well; its end closed or opened; either end of a range of labels by one label. Declared ranges of inputs are left alone.
- **alternative dropped**: one of a cell, of an \`in (…)\`, of an \`or\`.
- **rows swapped**: neighbours; under \`first\` every pair.
- **label misspelt**: two slips at each label in a rule: a sign left out, doubled, exchanged with the next, or another one. The slip may spell another label.

Every deleted row is tried; of each other kind at most 20 in a file, evenly over its lines, since the library would have too many for all. **No change** counts mutants that are proved to give every record the answers of the file: both stage all combinations of what their inputs may say (every leaf, every declared unknown, each bound and each stretch between bounds), or, for swapped rows of a file that calculates with a number, the language gives the order of rows under \`unique\` no meaning. They count neither as caught nor as missed.`;

const legend = `*Proofs alone* leaves out the stated properties (\`check …\`) and the examples; *without examples* leaves out the examples. *Noted*: no warning, but the note that a row is redundant. The shares are of the mutants that change something.`;

const codeLegend = `Each cell: mutants for which this is the first finding / mutants that have it at all. The order is that of the work: the text, the proofs, the stated properties, the examples. *Alone*: nothing else caught the mutant. One that only \`undecided\` tells of counts as caught: the file no longer checks clean, and the warning stands at the decision.`;

const survivorIntro = `What nothing tells of: the line, the change, and a record that comes out differently. No proof can know that these rules are not what the author meant: the file stays complete, without contradiction, and its stated properties and cases hold. A worked case at the record shown would catch the mistake.`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, index) => (index === 0 ? "---" : "---:")), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const share = (part: number, whole: number): string => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`);

const cellsOf = ({ made, same, caught, byProof, withoutExamples, noted, missed }: Tally): readonly string[] => {
  const real = made - same;
  return [
    String(made),
    String(same),
    String(caught),
    String(noted),
    String(missed),
    share(caught, real),
    share(byProof, real),
    share(withoutExamples, real),
  ];
};

const kindHead = [
  "mistake",
  "mutants",
  "no change",
  "caught",
  "noted",
  "missed",
  "share caught",
  "proofs alone",
  "without examples",
  "floor",
];

function kindTable(all: readonly Judged[]): string {
  const floorOf = (kind: Kind): string => (floors[kind] === undefined ? "" : `${floors[kind]} %`);
  const rows = kinds.map((kind) => [kind, ...cellsOf(tally(ofKind(all, kind))), floorOf(kind)]);
  return table(kindHead, [...rows, ["all", ...cellsOf(tally(all)), ""]]);
}

function codeTable(all: readonly Judged[]): string {
  const rows = byCode(all).map(({ code, cells, alone }) => [
    `\`${code}\` (${stageOf(code)})`,
    ...cells.map((cell) => (cell.all === 0 ? "" : `${cell.first} / ${cell.all}`)),
    String(alone),
  ]);
  return table(["finding", ...kinds, "alone"], rows);
}

function fileTable(runs: readonly FileRun[]): string {
  return table(["file", "fingerprint", "mutants", "no change", ...kinds], runs.map(fileRow));
}

/** Caught (or noted) of those that change something, kind by kind. */
export function fileRow({ file, fingerprint, judged }: FileRun): readonly string[] {
  const whole = tally(judged);
  return [
    `[${file.replace("examples/", "")}](../${file})`,
    fingerprint,
    String(whole.made),
    String(whole.same),
    ...kinds.map((kind) => {
      const { made, same, caught, noted } = tally(ofKind(judged, kind));
      return made === same ? "–" : `${caught + noted} of ${made - same}`;
    }),
  ];
}

export function survivorsOf({ file, judged }: FileRun): string {
  const left = survivors(judged);
  const lines = left.map(({ mutant, witness }) => {
    const why = witness === undefined ? "no record that differs was found, and none was ruled out" : `differs at ${witness}`;
    return `- line ${mutant.line}, ${mutant.kind}: \`${mutant.told}\`; ${why}`;
  });
  return [`### ${file.replace("examples/", "")}`, lines.length === 0 ? "None." : lines.join("\n")].join("\n\n");
}
