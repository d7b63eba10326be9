/**
 * A case file through the rules, record by record: memory does not grow with the file, and no record stops the run.
 * Where things come from and go to is decided by the command in `stage.ts`.
 */
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Cases, systemRefusal } from "../files.ts";
import { isUsage, plural, type Usage, usage } from "../world.ts";
import { addedColumns } from "./answers.ts";
import { type CsvRecord, csvParser, csvRefusal, csvWriter, type Dialect, decodeText, peek, readRecords } from "./csv.ts";
import type { Tally } from "./expect.ts";
import type { RecordReader, Rules, Staged } from "./rules.ts";

export interface Job {
  readonly rules: Rules;
  readonly cases: Cases;
  /** Where the staged records go; undefined: only the comparison is wanted. */
  readonly sink: { readonly stream: Writable; readonly end: boolean } | undefined;
  /** Hears once, before the first record, which columns are not read. */
  readonly onRemarks: (remarks: readonly string[]) => void;
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
  /** Records by the scheme that was chosen for them, or by why none was; empty where there is one scheme only. */
  readonly chosen: ReadonlyMap<string, number>;
  /** In the order of the expected columns. */
  readonly tallies: readonly { readonly column: string; readonly tally: Tally }[];
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
  readonly outcomes: Map<string, Map<string, number>>;
  readonly chosen: Map<string, number>;
  readonly ragged: { count: number; readonly lines: number[] };
  tallies: Totals["tallies"];
  records: number;
  problem: Usage | undefined;
}

const newRun = (job: Job, dialect: Dialect): Run => ({
  job,
  dialect,
  outcomes: new Map(job.rules.decisions.map((decision) => [decision, new Map()])),
  chosen: new Map(),
  ragged: { count: 0, lines: [] },
  tallies: [],
  records: 0,
  problem: undefined,
});

const totalsOf = ({ records, ragged, outcomes, chosen, tallies }: Run): Totals => ({ records, ragged, outcomes, chosen, tallies });

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
  const { rules } = run.job;
  const reader = rules.read(header);
  if (isUsage(reader)) {
    run.problem = reader;
    return;
  }
  run.job.onRemarks(reader.remarks);
  run.tallies = reader.expected.map((column) => ({ column, tally: { agrees: 0, differs: 0, blank: 0 } }));
  // The mark is not left to the writer, which would set it even where a wrong header ends the run.
  if (run.dialect.mark) run.job.sink?.stream.write("\uFEFF");
  yield [...header, ...addedColumns(header, rules.decisions, rules.columns)];
  for await (const record of records) {
    const staged = stageRecord(run, reader, header, record);
    if (isUsage(staged)) {
      run.problem = staged;
      return;
    }
    run.records += 1;
    count(run, staged);
    await compareAll(run, reader, record, staged);
    yield [...header.map((_, index) => record.cells[index] ?? ""), ...staged.cells];
  }
}

const stageRecord = (run: Run, reader: RecordReader, header: readonly string[], record: CsvRecord): Staged | Usage => {
  const misfit = raggedness(header, record);
  const staged = misfit === undefined ? reader.stage(record) : reader.invalid(misfit);
  if (isUsage(staged)) return staged;
  if (misfit !== undefined) {
    run.ragged.count += 1;
    if (run.ragged.lines.length < 10) run.ragged.lines.push(record.line);
  } else for (const problem of staged.problems) run.job.onProblem(record.line, problem);
  return staged;
};

/** Cells beyond the header have no column to stand in: they are kept in the reason. */
const raggedness = (header: readonly string[], { cells }: CsvRecord): string | undefined => {
  const wanted = header.length;
  if (cells.length === wanted) return undefined;
  const rest = cells.slice(wanted).map((cell) => JSON.stringify(cell));
  const told = rest.length === 0 ? "" : `; left over: ${rest.join(", ")}`;
  return `this record has ${plural(cells.length, "cell")}, the header has ${wanted}${told}`;
};

const count = (run: Run, { answers, chosen }: Staged): void => {
  for (const { decision, outcome } of answers) {
    const counts = run.outcomes.get(decision);
    counts?.set(outcome.kind, (counts.get(outcome.kind) ?? 0) + 1);
  }
  if (chosen !== undefined) run.chosen.set(chosen, (run.chosen.get(chosen) ?? 0) + 1);
};

const compareAll = async (run: Run, reader: RecordReader, record: CsvRecord, staged: Staged): Promise<void> => {
  for (const { column, verdict } of reader.compare(record, staged)) {
    const tally = run.tallies.find((one) => one.column === column)?.tally;
    if (tally !== undefined) tally[verdict.kind] += 1;
    if (verdict.kind === "differs") await run.job.onDifference(record.line, column, verdict.message);
  }
};
