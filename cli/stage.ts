/**
 * `stagewright stage`: the rules run over a case file.
 *
 * Standard output holds the staged records, or, where they go to a file or only a comparison is asked for, the
 * differences. Standard error holds what a person wants to know beside it; a value of a record only with --verbose.
 */
import { once } from "node:events";
import { SingleBar } from "cli-progress";
import type { Wishes } from "./cohort/columns.ts";
import { tallyLine } from "./cohort/expect.ts";
import { type Rules, rulesOf } from "./cohort/rules.ts";
import { type Job, runCases, type Totals } from "./cohort/run.ts";
import { selectRules } from "./cohort/select.ts";
import { headerOf, type Scheme } from "./engine.ts";
import { type Cases, findRuleFile, findRuleFiles, openCases, openOutput, openRuleFiles } from "./files.ts";
import { openRules } from "./rules.ts";
import { type ExitCode, groupDigits, isUsage, plural, refuse, type Usage, usage, type World } from "./world.ts";

export interface StageFlags {
  readonly input: string;
  readonly output: string | undefined;
  readonly wishes: Wishes;
  readonly verbose: boolean;
  /** Files and folders from which the scheme of each record is chosen; empty: the one file that is named. */
  readonly select: readonly string[];
  /** Editions whose schemes are chosen from; empty: all. */
  readonly editions: readonly string[];
  readonly purpose: string | undefined;
}

export const stageCommand = async (world: World, rulesFile: string | undefined, flags: StageFlags): Promise<ExitCode> => {
  const rules = flags.select.length > 0 ? await manyRules(world, rulesFile, flags) : oneRules(world, rulesFile, flags);
  if (isUsage(rules)) return refuse(world, rules);
  if (rules === "broken") return 1;
  const cases = openCases(world.cwd, flags.input, world.input);
  if (isUsage(cases)) return refuse(world, cases);
  const output = openSink(world, flags);
  if (isUsage(output)) return refuse(world, output);

  const bar = progress(world, cases);
  const totals = await runCases({
    ...listeners(world, flags, cases),
    rules,
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

/** "broken": what stands in the way has been told. */
const oneRules = (world: World, file: string | undefined, flags: StageFlags): Rules | Usage | "broken" => {
  if (file === undefined) return usage("name one .stage file, or with --select a folder from which each record's scheme is chosen");
  if (flags.editions.length > 0 || flags.purpose !== undefined)
    return usage("--edition and --purpose choose among schemes: they need --select");
  const full = findRuleFile(world.cwd, file);
  if (isUsage(full)) return full;
  const scheme = openRules(world, openRuleFiles(world.cwd), full);
  if (scheme === undefined) return "broken";
  if (!scheme.variables.some((variable) => variable.decided))
    return usage(`"${file}" decides nothing: it has no table, decide, score or let`);
  return rulesOf(scheme, flags.wishes);
};

const manyRules = async (world: World, file: string | undefined, flags: StageFlags): Promise<Rules | Usage | "broken"> => {
  if (file !== undefined) return usage(`name either one file ("${file}") or --select, not both`);
  const uris = await findRuleFiles(world.cwd, flags.select);
  if (isUsage(uris)) return uris;
  const files = openRuleFiles(world.cwd);
  const opened = uris.map((uri) => openRules(world, files, uri));
  // A broken file left out would leave its records to no scheme, or to another one.
  if (opened.includes(undefined)) return "broken";
  const schemes = opened.filter((scheme) => scheme !== undefined).filter((scheme) => isWanted(scheme, flags));
  if (schemes.length > 0) return selectRules(schemes, flags.wishes, flags.purpose);
  return usage(
    `--select: no file there applies to ICD-O-3 codes${flags.editions.length === 0 ? "" : ` and is of ${flags.editions.join(" or ")}`}`,
  );
};

const isWanted = (scheme: Scheme, { editions }: StageFlags): boolean => {
  const header = headerOf(scheme);
  const isOf = (edition: string): boolean => header?.edition?.toLowerCase() === edition.toLowerCase();
  return header !== undefined && header.applies.length > 0 && (editions.length === 0 || editions.some(isOf));
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

const listeners = (world: World, flags: StageFlags, cases: Cases): Pick<Job, "onRemarks" | "onDifference" | "onProblem"> => ({
  onRemarks: (remarks) => {
    for (const remark of remarks) world.log.write(`note: ${remark}\n`);
  },
  onDifference: async (line, column, message) => {
    if (!world.out.write(`${cases.shown}:${line}: ${column}: ${message}\n`)) await once(world.out, "drain");
  },
  onProblem: (line, problem) => {
    if (flags.verbose) world.log.write(`line ${line}: ${problem}\n`);
  },
});

const conclude = (world: World, totals: Totals): ExitCode => {
  const listed = (counts: ReadonlyMap<string, number>, between: string): string =>
    [...counts].map(([kind, count]) => `${groupDigits(count)} ${kind}`).join(between);
  if (totals.chosen.size > 0) world.log.write(`scheme: ${plural(totals.records, "record")}: ${listed(totals.chosen, "; ")}\n`);
  for (const [decision, outcomes] of totals.outcomes) {
    const staged = [...outcomes.values()].reduce((sum, count) => sum + count, 0);
    // With many schemes most decisions are those of a few records, or of none.
    if (staged === 0 && totals.chosen.size > 0) continue;
    world.log.write(`${decision}: ${plural(staged, "record")}${outcomes.size === 0 ? "" : `: ${listed(outcomes, ", ")}`}\n`);
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
