/**
 * `stagewright stage`: the rules run over a case file.
 *
 * Standard output holds the staged records, or, where they go to a file or only a comparison is asked for, the
 * differences. Standard error holds what a person wants to know beside it; a value of a record only with --verbose.
 */
import { once } from "node:events";
import { SingleBar } from "cli-progress";
import type { Plan, Wishes } from "./cohort/columns.ts";
import { tallyLine } from "./cohort/expect.ts";
import { type Job, runCases, type Totals } from "./cohort/run.ts";
import { type Cases, findRuleFile, openCases, openOutput, openRuleFiles } from "./files.ts";
import { openRules } from "./rules.ts";
import { type ExitCode, groupDigits, isUsage, plural, refuse, type Usage, usage, type World } from "./world.ts";

export interface StageFlags {
  readonly input: string;
  readonly output: string | undefined;
  readonly wishes: Wishes;
  readonly verbose: boolean;
}

export const stageCommand = async (world: World, rules: string, flags: StageFlags): Promise<ExitCode> => {
  const full = findRuleFile(world.cwd, rules);
  if (isUsage(full)) return refuse(world, full);
  const scheme = openRules(world, openRuleFiles(world.cwd), full);
  if (scheme === undefined) return 1;
  if (!scheme.variables.some((variable) => variable.decided))
    return refuse(world, usage(`"${rules}" decides nothing: it has no table, decide, score or let`));
  const cases = openCases(world.cwd, flags.input, world.input);
  if (isUsage(cases)) return refuse(world, cases);
  const output = openSink(world, flags);
  if (isUsage(output)) return refuse(world, output);

  const bar = progress(world, cases);
  const totals = await runCases({
    ...listeners(world, flags, cases),
    scheme,
    wishes: flags.wishes,
    cases,
    sink: output?.sink,
    onBytes: bar.advance,
  });
  bar.stop();
  if (isUsage(totals)) {
    output?.drop();
    return refuse(world, totals);
  }
  const unkept = output?.keep();
  if (unkept !== undefined) return refuse(world, usage(`"${flags.output}" cannot be written: ${unkept.usage}`));
  return conclude(world, totals);
};

interface Sink {
  readonly sink: NonNullable<Job["sink"]>;
  readonly keep: () => Usage | undefined;
  readonly drop: () => void;
}

/** undefined: no records are wanted, only the comparison. */
const openSink = (world: World, flags: StageFlags): Sink | Usage | undefined => {
  const comparing = flags.wishes.expect.length > 0;
  if (flags.output !== undefined && flags.output !== "-") {
    const output = openOutput(world.cwd, flags.output);
    return isUsage(output) ? output : { sink: { stream: output.stream, end: true }, keep: output.keep, drop: output.drop };
  }
  if (comparing && flags.output === "-")
    return usage("--expect prints the differences to standard output; name a file with --output for the records");
  if (comparing) return undefined;
  return { sink: { stream: world.out, end: false }, keep: () => undefined, drop: () => undefined };
};

const listeners = (world: World, flags: StageFlags, cases: Cases): Pick<Job, "onPlan" | "onDifference" | "onProblem"> => ({
  onPlan: (plan: Plan) => {
    for (const remark of plan.remarks) world.log.write(`note: ${remark}\n`);
    if (plan.inputs.length === 0) world.log.write("note: no column of the input is read\n");
  },
  onDifference: async (line, column, message) => {
    if (!world.out.write(`${cases.shown}:${line}: ${column}: ${message}\n`)) await once(world.out, "drain");
  },
  onProblem: (line, problem) => {
    if (flags.verbose) world.log.write(`line ${line}: ${problem}\n`);
  },
});

const conclude = (world: World, totals: Totals): ExitCode => {
  for (const [decision, outcomes] of totals.outcomes) {
    const counted = [...outcomes].map(([kind, count]) => `${groupDigits(count)} ${kind}`);
    world.log.write(`${decision}: ${plural(totals.records, "record")}${counted.length === 0 ? "" : `: ${counted.join(", ")}`}\n`);
  }
  const { count, lines } = totals.ragged;
  if (count > 0)
    world.log.write(
      `${plural(count, "record has", "records have")} more or fewer cells than the header: line ${lines.join(", ")}${count > lines.length ? ", …" : ""}\n`,
    );
  for (const { column, tally } of totals.tallies) world.out.write(`${totals.tallies.length > 1 ? `${column}: ` : ""}${tallyLine(tally)}\n`);
  if (totals.tallies.some(({ tally }) => tally.differs > 0)) return 1;
  const idle = totals.tallies.find(({ tally }) => tally.agrees === 0);
  return idle === undefined
    ? 0
    : refuse(world, usage(`--expect: no record has a value in the column "${idle.column}", so nothing was compared`));
};

/** Below this a run is over before a bar can be read. */
const longInput = 1024 * 1024;

const progress = (world: World, cases: Cases): { readonly advance: (count: number) => void; readonly stop: () => void } => {
  if (!world.watched || cases.bytes === undefined || cases.bytes < longInput) return { advance: () => undefined, stop: () => undefined };
  const bar = new SingleBar({ stream: world.log as NodeJS.WritableStream, format: "{bar} {percentage} %", clearOnComplete: true });
  bar.start(cases.bytes, 0);
  return { advance: (count) => bar.increment(count), stop: () => bar.stop() };
};
