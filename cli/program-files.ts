/** The commands that take rule files and folders: `check`, `test`, `list`, `fix` and `fmt`, with their options and help. */
import { type Command, InvalidArgumentError, Option } from "commander";
import type { BaselineFlags } from "./baseline-files.ts";
import { checkCommand } from "./check.ts";
import { fixCommand } from "./fix.ts";
import { fmtCommand } from "./fmt.ts";
import { type ListFlags, listCommand, listFormats } from "./list.ts";
import { type FailLevel, failLevels, type ReportFormat, reportFormats } from "./report/report.ts";
import { testCommand } from "./test.ts";
import type { ExitCode, World } from "./world.ts";

/** The surroundings of a command, with what the options of the whole program say of them. */
export const surroundings = (world: World, command: Command): World =>
  command.optsWithGlobals<{ color: boolean }>().color ? world : { ...world, colours: false };

const formatOption = (): Option =>
  new Option("--format <name>", "how the report is written: pretty for people, the others for programs")
    .choices(reportFormats)
    .default("pretty");

const limitOption = (): Option =>
  new Option("--max-findings <count>", "show at most so many findings, the most severe first").argParser(wholeNumber);

const outputOption = (): Option => new Option("-o, --output <file>", "where the report goes (default: standard output)");

const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
};

// ---------------------------------------------------------------------- check

export const addCheck = (program: Command, world: World, done: (code: ExitCode) => void): void => {
  program
    .command("check")
    .summary("find gaps, contradictions and mistakes in rules")
    .description(
      "Checks .stage files: mistakes in writing, patients that no row covers, rows that contradict each other, and the example cases. Clean means that there is no error and no warning.",
    )
    .argument("[path...]", "files or folders; folders are searched for .stage files (default: this folder)")
    .addOption(formatOption())
    .addOption(new Option("--fail-level <level>", "from which severity on the command fails").choices(failLevels).default("warning"))
    .addOption(limitOption())
    .addOption(outputOption())
    .addOption(
      new Option("--baseline <file>", "hold back the findings that this file knows (default: the one that stagewright.json names)"),
    )
    .addOption(new Option("--no-baseline", "hold nothing back"))
    .addOption(new Option("--update-baseline", "take out of the baseline what is gone"))
    .addOption(
      new Option("--write-baseline <file>", "write down what fails now, and hold it back").conflicts(["baseline", "updateBaseline"]),
    )
    .addHelpText(
      "after",
      `
How serious each kind of finding is can be set in a file stagewright.json beside the rules or above them.

Examples:
  stagewright check                            everything below this folder
  stagewright check lung.stage --fail-level error
  stagewright check rules/ --format sarif --output findings.sarif
  stagewright check rules/ --format github     annotations in GitHub Actions
  stagewright check rules/ --write-baseline known.json
  stagewright check rules/ --baseline known.json`,
    )
    .action(async (paths: string[], flags: CheckOptions, command: Command) => {
      const baseline = readBaselineFlags(flags);
      done(
        await checkCommand(surroundings(world, command), paths, {
          format: flags.format,
          failLevel: flags.failLevel,
          maxFindings: flags.maxFindings,
          output: flags.output,
          baseline,
        }),
      );
    });
};

interface CheckOptions {
  readonly format: ReportFormat;
  readonly failLevel: FailLevel;
  readonly maxFindings?: number;
  readonly output?: string;
  /** false: `--no-baseline`. */
  readonly baseline?: string | false;
  readonly updateBaseline?: boolean;
  readonly writeBaseline?: string;
}

const readBaselineFlags = ({ baseline, updateBaseline, writeBaseline, failLevel }: CheckOptions): BaselineFlags => {
  const update = updateBaseline === true;
  if (writeBaseline !== undefined) {
    if (failLevel === "never")
      throw new InvalidArgumentError("--write-baseline writes down what fails, and with --fail-level never nothing does.");
    return { kind: "write", path: writeBaseline };
  }
  if (typeof baseline === "string") return { kind: "read", path: baseline, update };
  if (baseline === undefined) return { kind: "settings", update };
  if (update) throw new InvalidArgumentError("--update-baseline needs a baseline, and --no-baseline leaves it out.");
  return { kind: "none" };
};

// ----------------------------------------------------------------------- test

export const addTest = (program: Command, world: World, done: (code: ExitCode) => void): void => {
  program
    .command("test")
    .summary("run the example cases of rules")
    .description("Runs the example cases that .stage files hold. A file without example cases is not a success.")
    .argument("[path...]", "files or folders; folders are searched for .stage files (default: this folder)")
    .addOption(formatOption())
    .addOption(
      new Option("--coverage [percent]", "also list the rows that no example reaches; fail below so many percent of a file's rows"),
    )
    .addOption(limitOption())
    .addOption(outputOption())
    .addHelpText(
      "after",
      `
Without a number, --coverage takes the threshold from stagewright.json, if there is one.

Examples:
  stagewright test                             everything below this folder
  stagewright test rules/ --coverage=90        at least 90 % of the rows of each file are reached
  stagewright test rules/ --format junit --output cases.xml`,
    )
    .action(async (paths: string[], flags: TestOptions, command: Command) => {
      const { coverage, extraPath } = readCoverage(flags.coverage);
      const all = extraPath === undefined ? paths : [extraPath, ...paths];
      const { format, maxFindings, output } = flags;
      done(await testCommand(surroundings(world, command), all, { format, coverage, maxFindings, output }));
    });
};

interface TestOptions {
  readonly format: ReportFormat;
  readonly coverage?: string | true;
  readonly maxFindings?: number;
  readonly output?: string;
}

/** `--coverage rules/`: what follows is a path where it is not a number. */
const readCoverage = (
  written: string | true | undefined,
): { readonly coverage: number | "shown" | undefined; readonly extraPath: string | undefined } => {
  if (written === undefined || written === true) return { coverage: written === true ? "shown" : undefined, extraPath: undefined };
  const percent = /^\d+(\.\d+)?%?$/.test(written) ? Number.parseFloat(written) : undefined;
  if (percent === undefined) return { coverage: "shown", extraPath: written };
  if (percent > 100) throw new InvalidArgumentError(`--coverage=${written}: no more than 100 percent of the rows can be reached.`);
  return { coverage: percent, extraPath: undefined };
};

// ----------------------------------------------------------------------- list

export const addList = (program: Command, world: World, done: (code: ExitCode) => void): void => {
  program
    .command("list")
    .summary("list what rules state and what is proved of them")
    .description(
      "A catalogue of .stage files: scheme, edition, codes, variables, results, how many combinations have a value, have none, cannot occur or are under an ignore, with the reasons, and the sources.",
    )
    .argument("[path...]", "files or folders; folders are searched for .stage files (default: this folder)")
    .addOption(
      new Option("--format <name>", "pretty for people, markdown for a page, json for programs").choices(listFormats).default("pretty"),
    )
    .addOption(new Option("-o, --output <file>", "where the list goes (default: standard output)"))
    .addHelpText("after", "\nExamples:\n  stagewright list rules/\n  stagewright list rules/ --format markdown --output library.md")
    .action(async (paths: string[], flags: { format: ListFlags["format"]; output?: string }, command: Command) => {
      done(await listCommand(surroundings(world, command), paths, { format: flags.format, output: flags.output }));
    });
};

// --------------------------------------------------------------- fix and fmt

export const addFix = (program: Command, world: World, done: (code: ExitCode) => void): void => {
  program
    .command("fix")
    .summary("make the changes that are proved to be safe")
    .description(
      "Changes .stage files where a finding has a fix that is proved to leave the outcome of every case as it is. Every change is checked again before it is kept.",
    )
    .argument("[path...]", "files or folders; folders are searched for .stage files (default: this folder)")
    .option("--dry-run", "change nothing; show what would change, and fail if there is something")
    .addHelpText("after", "\nExamples:\n  stagewright fix --dry-run rules/\n  stagewright fix rules/lung.stage")
    .action(async (paths: string[], flags: { dryRun?: boolean }, command: Command) => {
      done(await fixCommand(surroundings(world, command), paths, { dryRun: flags.dryRun === true }));
    });
};

export const addFmt = (program: Command, world: World, done: (code: ExitCode) => void): void => {
  program
    .command("fmt")
    .summary("align the tables of rules")
    .description("Rewrites .stage files with aligned tables. Comments and meaning stay as they are.")
    .argument("[path...]", "files or folders; folders are searched for .stage files (default: this folder)")
    .option("--check", "change nothing; list the files that would change, and fail if there is one")
    .addHelpText("after", "\nExamples:\n  stagewright fmt rules/\n  stagewright fmt --check rules/               in CI")
    .action(async (paths: string[], flags: { check?: boolean }, command: Command) => {
      done(await fmtCommand(surroundings(world, command), paths, { check: flags.check === true }));
    });
};
