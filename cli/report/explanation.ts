/** The answers to one case and how they came about, for people and as JSON. */
import type { Answer, Outcome, Trace, TraceRow } from "../engine.ts";
import type { SourceText } from "../source-text.ts";
import { plural, unreachable } from "../world.ts";
import { type Colours, coloursOf } from "./colours.ts";

export interface Explained {
  readonly rules: string;
  readonly title: string | undefined;
  readonly case: readonly { readonly variable: string; readonly text: string }[];
  readonly answers: readonly { readonly answer: Answer; readonly trace: Trace }[];
  readonly textOf: (uri: string) => SourceText;
}

export const explainPretty = (explained: Explained, colourful: boolean): string => {
  const colours = coloursOf(colourful);
  const given = explained.case.map(({ variable, text }) => `${variable}=${text.trim()}`).join(", ");
  const lines = [
    `${colours.bold(explained.title ?? explained.rules)}  ${colours.dim(explained.rules)}`,
    `case: ${given === "" ? "nothing is recorded" : given}`,
    ...explained.answers.flatMap(({ answer, trace }) => ["", ...answerLines(explained, answer, trace, colours)]),
  ];
  return `${lines.join("\n")}\n`;
};

const answerLines = (explained: Explained, answer: Answer, trace: Trace, colours: Colours): readonly string[] => [
  `${colours.bold(answer.decision)}: ${outcomeText(answer.outcome, colours)}`,
  // The reason of an open answer says again what the lines below it say.
  ...(answer.reason === "" || answer.outcome.kind === "undetermined" ? [] : [`  ${answer.reason}`]),
  ...(answer.outcome.kind === "undetermined" ? [`  possible: ${answer.possible.join(", ")}`] : []),
  ...(answer.needs.length > 0 ? [`  would be settled by: ${answer.needs.join(", ")}`] : []),
  ...trace.decided.flatMap((row) => decidedLines(explained, row, colours)),
  ...trace.near.slice(0, mostNear).map((row) => nearLine(explained, row, colours)),
  ...(trace.near.length > mostNear
    ? [`  ${plural(trace.near.length - mostNear, "more row")} nearly matched (--format json lists them)`]
    : []),
  ...trace.notes.map((note) => `  note: ${note}`),
  ...[...new Set(trace.decided.flatMap((row) => row.sources))].map((source) => `  ${colours.dim("source:")} ${source}`),
];

/** More than these hide what decided. */
const mostNear = 5;

const outcomeText = (outcome: Outcome, colours: Colours): string => {
  switch (outcome.kind) {
    case "assigned":
      return colours.green(outcome.value.text);
    case "undetermined": {
      const within = outcome.within === undefined ? "" : ` within ${outcome.within}`;
      return colours.yellow(`undetermined${within}${outcome.atMost ? ", at most these" : ""}`);
    }
    case "none":
    case "excluded":
    case "uncovered":
      return colours.yellow(outcome.kind);
    case "conflict":
    case "invalid":
      return colours.red(outcome.kind);
    default:
      return unreachable(outcome);
  }
};

const place = (explained: Explained, row: TraceRow, colours: Colours): string =>
  colours.dim(`${explained.textOf(row.uri).path}:${row.line}`);

const decidedLines = (explained: Explained, row: TraceRow & { readonly every: boolean }, colours: Colours): readonly string[] => [
  `  ${row.every ? "decided by" : "may be decided by"} ${place(explained, row, colours)}  ${row.text.trim()}`,
  ...(row.cells.length === 0
    ? []
    : [`    ${row.cells.map((cell) => `${cell.variable} ${cell.value} ${row.every ? "fits" : "could fit"} ${cell.rule}`).join("; ")}`]),
];

/** The one cell that failed says why the row did not count. */
const nearLine = (explained: Explained, row: TraceRow, colours: Colours): string => {
  const failed = row.cells.filter((cell) => !cell.matched).map((cell) => `${cell.variable} is ${cell.value}, not ${cell.rule}`);
  return `  nearly matched ${place(explained, row, colours)}  ${row.text.trim()}  ${colours.yellow(failed.join("; "))}`;
};

/** `version` 1: members may be added, none is renamed or removed without a new version. */
export const explainJson = (explained: Explained): string =>
  `${JSON.stringify(
    {
      version: 1,
      rules: explained.rules,
      title: explained.title ?? null,
      case: explained.case,
      answers: explained.answers.map(({ answer, trace }) => ({
        decision: answer.decision,
        outcome: answer.outcome,
        possible: answer.possible,
        needs: answer.needs,
        reason: answer.reason,
        decided: trace.decided.map((row) => ({ ...rowJson(explained, row), every: row.every })),
        near: trace.near.map((row) => rowJson(explained, row)),
        notes: trace.notes,
      })),
    },
    null,
    2,
  )}\n`;

const rowJson = (explained: Explained, row: TraceRow) => ({
  path: explained.textOf(row.uri).path,
  line: row.line,
  block: row.block,
  text: row.text,
  result: row.result,
  cells: row.cells,
  sources: row.sources,
});
