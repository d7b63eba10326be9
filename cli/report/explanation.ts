/** The answers to one case and how they came about, for people and as JSON. */
import type { Answer, Outcome, Trace, TraceRow } from "../engine.ts";
import type { SourceText } from "../source-text.ts";
import { unreachable } from "../world.ts";
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
  ...trace.decided.flatMap((row) => rowLines(explained, row, row.every ? "decided by" : "may be decided by", colours)),
  ...trace.near.flatMap((row) => rowLines(explained, row, "nearly matched", colours)),
  ...trace.notes.map((note) => `  note: ${note}`),
];

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

const rowLines = (explained: Explained, row: TraceRow, what: string, colours: Colours): readonly string[] => [
  `  ${what} ${colours.dim(`${explained.textOf(row.uri).path}:${row.line}`)}  ${row.text.trim()}`,
  ...row.cells.map((cell) => `    ${cell.matched ? colours.green("yes") : colours.red("no ")} ${cell.variable}: ${cell.value} against ${cell.rule}`),
  ...row.sources.map((source) => `    ${colours.dim("source:")} ${source}`),
];

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
