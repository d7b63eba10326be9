/** What a run asks of rules: one file, or the one of several that each record belongs to (`select.ts`). */
import { type Answer, isUnreadable, type Scheme, stage } from "../engine.ts";
import { isUsage, type Usage } from "../world.ts";
import { answerCells, invalidAnswers } from "./answers.ts";
import { type Plan, planColumns, type Wishes } from "./columns.ts";
import type { CsvRecord } from "./csv.ts";
import { compare, type Verdict } from "./expect.ts";
import { readRecord } from "./record.ts";

export interface Rules {
  readonly decisions: readonly string[];
  /** Columns that are added before those of the decisions. */
  readonly columns: readonly string[];
  readonly read: (header: readonly string[]) => RecordReader | Usage;
}

export interface RecordReader {
  /** What the user should hear once: columns that are not read, and why. */
  readonly remarks: readonly string[];
  /** The names of the columns that are compared with the answers. */
  readonly expected: readonly string[];
  readonly stage: (record: CsvRecord) => Staged | Usage;
  /** For a record that cannot be read as a whole. */
  readonly invalid: (problem: string) => Staged;
  readonly compare: (record: CsvRecord, staged: Staged) => readonly Compared[];
}

export interface Compared {
  readonly column: string;
  readonly verdict: Verdict;
}

export interface Staged {
  readonly answers: readonly Answer[];
  readonly cells: readonly string[];
  /** What could not be read, with its values: for `--verbose` alone. */
  readonly problems: readonly string[];
  /** Which scheme was chosen, or why none was, in few words; undefined where there is no choice. */
  readonly chosen?: string;
}

export const decisionsOf = (scheme: Scheme): readonly string[] =>
  scheme.variables.filter((variable) => variable.decided).map((variable) => variable.name);

/** Every record by the same rules. */
export const rulesOf = (scheme: Scheme, wishes: Wishes): Rules => ({
  decisions: decisionsOf(scheme),
  columns: [],
  read: (header) => {
    const plan = planColumns(header, scheme, wishes);
    return isUsage(plan) ? plan : readerOf(scheme, plan);
  },
});

export const readerOf = (scheme: Scheme, plan: Plan): RecordReader => {
  const decisions = decisionsOf(scheme);
  // Answers of records that were met before: cohorts repeat themselves.
  const known = new Map<string, Staged>();
  const idle = plan.inputs.length === 0 ? ["no column of the input is read"] : [];
  return {
    remarks: [...plan.remarks, ...idle],
    expected: plan.expected.map(({ name }) => name),
    stage: (record) => {
      const cells = plan.inputs.map(({ index, meant }) => ({ meant, text: record.cells[index] ?? "" }));
      const key = cells.map((cell) => cell.text).join("\u0000");
      const staged = known.get(key) ?? stageFresh(scheme, plan, cells);
      remember(known, key, staged);
      return staged;
    },
    invalid: (problem) => {
      const answers = invalidAnswers(decisions, problem);
      return { answers, cells: answerCells(answers), problems: [problem] };
    },
    compare: (record, { answers }) =>
      plan.expected.flatMap(({ index, name, decision }) => {
        const answer = answers.find((candidate) => candidate.decision === decision);
        return answer === undefined ? [] : [{ column: name, verdict: compare(scheme, decision, record.cells[index] ?? "", answer) }];
      }),
  };
};

const stageFresh = (scheme: Scheme, plan: Plan, cells: Parameters<typeof readRecord>[1]): Staged => {
  const recorded = readRecord(scheme, cells, plan.fillings, plan.unknownWords);
  const answers = stage(scheme, recorded);
  const problems = [...recorded.values()].filter(isUnreadable).map(({ variable, problem }) => `${variable}: ${problem}`);
  return { answers, cells: answerCells(answers), problems };
};

/** Forgets everything once there is much: simple, and a cohort that repeats itself fills it again at once. */
const mostKnown = 10_000;

const remember = (known: Map<string, Staged>, key: string, staged: Staged): void => {
  if (known.has(key)) return;
  if (known.size >= mostKnown) known.clear();
  known.set(key, staged);
};
