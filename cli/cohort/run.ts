/**
 * A case file through the rules, record by record: memory does not grow with the file, and no record stops the run.
 * Where things come from and go to is decided by the command in `stage.ts`.
 */
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Answer, isUnreadable, type Scheme, stage } from "../engine.ts";
import { type Cases, systemRefusal } from "../files.ts";
import { isUsage, plural, type Usage, usage } from "../world.ts";
import { addedColumns, answerCells, invalidAnswers } from "./answers.ts";
import { type Plan, planColumns, type Wishes } from "./columns.ts";
import { type CsvRecord, csvParser, csvRefusal, csvWriter, type Dialect, decodeText, peek, readRecords } from "./csv.ts";
import { compare, type Tally } from "./expect.ts";
import { readRecord } from "./record.ts";

export interface Job {
  readonly scheme: Scheme;
  readonly wishes: Wishes;
  readonly cases: Cases;
  /** Where the staged records go; undefined: only the comparison is wanted. */
  readonly sink: { readonly stream: Writable; readonly end: boolean } | undefined;
  /** Hears the columns once, before the first record. */
  readonly onPlan: (plan: Plan) => void;
  /** Hears each difference; the run waits for it. */
  readonly onDifference: (line: number, column: string, message: string) => Promise<void>;
  /** Hears what is wrong with a record, values included. */
  readonly onProblem: (line: number, problem: string) => void;
  readonly onBytes: (count: number) => void;
}

export interface Totals {
  readonly records: number;
  /** Lines of records with too few or too many cells: the first ten. */
  readonly ragged: { readonly count: number; readonly lines: readonly number[] };
  /** By decision, then by outcome. */
  readonly outcomes: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** In the order of the expected columns. */
  readonly tallies: readonly { readonly column: string; readonly decision: string; readonly tally: Tally }[];
}

export const runCases = async (job: Job): Promise<Totals | Usage> => {
  const peeked = await peek(decodeText(job.cases.stream, job.onBytes)).then(
    (ready) => ready,
    (error: unknown) => refusal(job, error),
  );
  if (isUsage(peeked)) return peeked;
  const run = newRun(job, peeked.dialect);
  const failed = await pipeline(
    peeked.text,
    csvParser(peeked.dialect),
    (parsed: AsyncIterable<unknown>) => stageRecords(run, readRecords(parsed)),
    csvWriter(peeked.dialect),
    job.sink?.stream ?? nowhere(),
    { end: job.sink?.end ?? true },
  ).then(
    () => undefined,
    // A problem with the header ends the streams early, which they may report too: the header's own words count.
    (error: unknown) => run.problem ?? refusal(job, error),
  );
  return run.problem ?? failed ?? totalsOf(run);
};

/** What the system or the form of the file refused, as words; anything else is our own fault and goes on up. */
const refusal = (job: Job, error: unknown): Usage => {
  const text = csvRefusal(error);
  if (text !== undefined) return usage(`${job.cases.shown}: ${text}`);
  if (!(error instanceof Error && "syscall" in error)) throw error;
  return usage(`${error.syscall === "write" ? "the output" : job.cases.shown}: ${systemRefusal(error)}`);
};

/** Takes what nobody wants to read. */
const nowhere = (): Writable => new Writable({ write: (_text, _encoding, done) => done() });

// ---------------------------------------------------------------------- a run

interface Run {
  readonly job: Job;
  readonly dialect: Dialect;
  readonly decisions: readonly string[];
  /** Answers of records that were met before: cohorts repeat themselves. */
  readonly known: Map<string, Staged>;
  readonly outcomes: Map<string, Map<string, number>>;
  readonly ragged: { count: number; readonly lines: number[] };
  tallies: readonly { readonly column: string; readonly decision: string; readonly tally: Tally }[];
  records: number;
  problem: Usage | undefined;
}

interface Staged {
  readonly answers: readonly Answer[];
  readonly cells: readonly string[];
  /** What could not be read, with its values: for `--verbose` alone. */
  readonly problems: readonly string[];
}

const newRun = (job: Job, dialect: Dialect): Run => {
  const decisions = job.scheme.variables.filter((variable) => variable.decided).map((variable) => variable.name);
  return {
    job,
    dialect,
    decisions,
    known: new Map(),
    outcomes: new Map(decisions.map((decision) => [decision, new Map()])),
    ragged: { count: 0, lines: [] },
    tallies: [],
    records: 0,
    problem: undefined,
  };
};

const totalsOf = (run: Run): Totals => ({ records: run.records, ragged: run.ragged, outcomes: run.outcomes, tallies: run.tallies });

/** Closes the input where the run ends early: a stream that nobody reads would otherwise wait for ever. */
async function* stageRecords(run: Run, records: AsyncGenerator<CsvRecord>): AsyncGenerator<readonly string[]> {
  try {
    yield* stageFromHeader(run, records);
  } finally {
    await records.return(undefined);
    run.job.cases.stream.destroy();
  }
}

async function* stageFromHeader(run: Run, records: AsyncGenerator<CsvRecord>): AsyncGenerator<readonly string[]> {
  const first = await records.next();
  if (first.done === true) {
    run.problem = usage(`${run.job.cases.shown} is empty: a case file begins with a line that names its columns`);
    return;
  }
  const header = first.value.cells;
  const plan = planColumns(header, run.job.scheme, run.job.wishes);
  if (isUsage(plan)) {
    run.problem = plan;
    return;
  }
  run.job.onPlan(plan);
  run.tallies = plan.expected.map(({ name, decision }) => ({ column: name, decision, tally: { agrees: 0, differs: 0, blank: 0 } }));
  // The mark is not left to the writer, which would set it even where a wrong header ends the run.
  if (run.dialect.mark) run.job.sink?.stream.write("\uFEFF");
  yield [...header, ...addedColumns(header, run.decisions)];
  for await (const record of records) {
    const staged = stageRecord(run, plan, record);
    run.records += 1;
    count(run, staged.answers);
    await compareAll(run, plan, record, staged.answers);
    yield [...header.map((_, index) => record.cells[index] ?? ""), ...staged.cells];
  }
}

const stageRecord = (run: Run, plan: Plan, record: CsvRecord): Staged => {
  const misfit = raggedness(plan, record);
  if (misfit !== undefined) {
    run.ragged.count += 1;
    if (run.ragged.lines.length < 10) run.ragged.lines.push(record.line);
    const answers = invalidAnswers(run.decisions, misfit);
    return { answers, cells: answerCells(answers), problems: [misfit] };
  }
  const cells = plan.inputs.map(({ index, meant }) => ({ meant, text: record.cells[index] ?? "" }));
  const key = cells.map((cell) => cell.text).join("\u0000");
  const staged = run.known.get(key) ?? stageFresh(run, plan, cells);
  remember(run.known, key, staged);
  for (const problem of staged.problems) run.job.onProblem(record.line, problem);
  return staged;
};

const stageFresh = (run: Run, plan: Plan, cells: Parameters<typeof readRecord>[1]): Staged => {
  const recorded = readRecord(run.job.scheme, cells, plan.fillings, plan.unknownWords);
  const answers = stage(run.job.scheme, recorded);
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

/** Cells beyond the header have no column to stand in: they are kept in the reason. */
const raggedness = (plan: Plan, { cells }: CsvRecord): string | undefined => {
  const wanted = plan.header.length;
  if (cells.length === wanted) return undefined;
  const rest = cells.slice(wanted).map((cell) => JSON.stringify(cell));
  const told = rest.length === 0 ? "" : `; left over: ${rest.join(", ")}`;
  return `this record has ${plural(cells.length, "cell")}, the header has ${wanted}${told}`;
};

const count = (run: Run, answers: readonly Answer[]): void => {
  for (const { decision, outcome } of answers) {
    const counts = run.outcomes.get(decision);
    counts?.set(outcome.kind, (counts.get(outcome.kind) ?? 0) + 1);
  }
};

const compareAll = async (run: Run, plan: Plan, record: CsvRecord, answers: readonly Answer[]): Promise<void> => {
  for (const [position, { index, name, decision }] of plan.expected.entries()) {
    const answer = answers.find((candidate) => candidate.decision === decision);
    const tally = run.tallies[position]?.tally;
    if (answer === undefined || tally === undefined) continue;
    const verdict = compare(run.job.scheme, decision, record.cells[index] ?? "", answer);
    tally[verdict.kind] += 1;
    if (verdict.kind === "differs") await run.job.onDifference(record.line, name, verdict.message);
  }
};
