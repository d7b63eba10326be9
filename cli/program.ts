/** The words of the command line: commands, options, and help that needs no knowledge of the rules' language. */
import { Command, InvalidArgumentError, Option } from "commander";
import { explainCommand } from "./explain.ts";
import { addCheck, addFix, addFmt, addList, addTest, surroundings } from "./program-files.ts";
import { addGrid } from "./program-grid.ts";
import { stageCommand } from "./stage.ts";
import type { ExitCode, World } from "./world.ts";

/** Commands tell their exit code to `done`; what commander refuses, it throws. */
export const buildProgram = (world: World, done: (code: ExitCode) => void): Command => {
  const program = new Command("stagewright")
    .description(
      "Checks rules for cancer staging and risk scores (.stage files): finds patients that no rule covers and " +
        "rules that contradict each other, runs the example cases, and stages records from CSV files.",
    )
    .version(world.version, "-V, --version", "print the version")
    .option("--verbose", "tell more on standard error, values of records included")
    .option("--no-color", "no colours, even on a terminal")
    .helpOption("-h, --help", "explain the command")
    .helpCommand("help [command]", "explain a command")
    .configureOutput({ writeOut: (text) => world.out.write(text), writeErr: (text) => world.log.write(text) })
    .showHelpAfterError("(add --help for how the command is used)")
    .exitOverride()
    .addHelpText("after", programHelp);
  addCheck(program, world, done);
  addTest(program, world, done);
  addList(program, world, done);
  addStage(program, world, done);
  addExplain(program, world, done);
  addGrid(program, world, done);
  addFix(program, world, done);
  addFmt(program, world, done);
  return program;
};

const programHelp = `
Examples:
  stagewright check rules/                     check every .stage file in a folder
  stagewright test rules/lung.stage            run the example cases of one file
  stagewright stage rules/lung.stage --input patients.csv --output staged.csv
  stagewright explain rules/lung.stage T=T2a N=N1 M=M0

Exit codes: 0 all is well; 1 something was found, or a case failed; 2 the command was not
understood, or a file is missing; 3 a fault of stagewright itself.`;

// ---------------------------------------------------------------------- stage

interface StageOptions {
  readonly input: string;
  readonly output?: string;
  readonly expect: readonly string[];
  readonly map: readonly string[];
  readonly set: readonly string[];
  readonly given: readonly string[];
  readonly unknown: readonly string[];
  readonly select: readonly string[];
  readonly edition: readonly string[];
  readonly purpose?: string;
}

const addStage = (program: Command, world: World, done: (code: ExitCode) => void): void => {
  const repeatable = (flags: string, text: string): Option =>
    new Option(flags, `${text} (may be repeated)`)
      .argParser((value: string, before: readonly string[]) => [...before, value])
      .default([], "none");
  program
    .command("stage")
    .summary("stage the records of a CSV file")
    .description(
      "Runs rules over a CSV file with one record a line. Every column is kept; for each decision of the rules five are added: NAME, NAME_outcome, NAME_possible, NAME_needs and NAME_reason.",
    )
    .argument("[rules]", "the .stage file")
    .requiredOption("-i, --input <file>", "the CSV file, or - for standard input")
    .option("-o, --output <file>", "where the staged records go (default: standard output)")
    .addOption(repeatable("--expect <column[=variable]>", "compare a column with the answers, and fail where they differ"))
    .addOption(repeatable("--map <column=variable>", "read a column as this variable; an empty variable leaves the column out"))
    .addOption(repeatable("--set <variable=value>", "the value where a record says nothing"))
    .addOption(repeatable("--given <name>", "read the column of a decision as recorded, beside what the rules derive"))
    .addOption(
      new Option("--unknown <words>", "words that mean not known, with commas between, such as X,NA")
        .argParser(wordList)
        .default([], "none"),
    )
    .addOption(repeatable("--select <path>", "choose the scheme of each record from these files, by ICD-O-3 site and histology"))
    .addOption(repeatable("--edition <text>", "choose among schemes of this edition only"))
    .option("--purpose <text>", "where several schemes apply, take the one for this purpose")
    .addHelpText("after", stageHelp)
    .action(async (rules: string | undefined, flags: StageOptions, command: Command) => {
      const wishes = {
        map: flags.map
          .map((text) => pair("--map", "COLUMN=VARIABLE", text, text.lastIndexOf("=")))
          .map(([column, variable]) => ({ column, variable })),
        set: flags.set
          .map((text) => pair("--set", "VARIABLE=VALUE", text, text.indexOf("=")))
          .map(([variable, value]) => ({ variable, value })),
        given: flags.given,
        unknownWords: flags.unknown,
        expect: flags.expect.map(readExpect),
      };
      const { verbose } = command.optsWithGlobals<{ verbose?: boolean }>();
      done(
        await stageCommand(surroundings(world, command), rules, {
          input: flags.input,
          output: flags.output,
          wishes,
          verbose: verbose === true,
          select: flags.select,
          editions: flags.edition,
          purpose: flags.purpose,
        }),
      );
    });
};

const stageHelp = `
Columns are matched to the variables of the rules by name or by their other spellings; those that match
nothing are named once. A blank cell says nothing, ? says "not known". Cells may hold several values (T1, T2),
comparisons (> 30), yes/no/true/false/1/0, and sets as {a, b} or one column per member.
T, N and M may be written as registries do: cT1a, ypN0, and under T also c1A (T1a) or pIS (Tis), where exactly one
label fits. A T or N of another classification than the header of the rules states is not read.
A record that cannot be read is kept, with the outcome "invalid" and the reason.

With --expect, each difference and a closing count go to standard output. The records are then written only
where --output names a file. In the compared column "unknown" means undetermined, and a blank is not compared.
No value of a record is written to standard error unless --verbose asks for it.

Examples:
  stagewright stage lung.stage --input patients.csv --output staged.csv
  stagewright stage lung.stage --input patients.csv --map cT=T --unknown X,NA
  stagewright stage prostate.stage --input cases.csv --set classification=clinical --expect stage
  stagewright stage --select rules/ --input cohort.csv --edition "AJCC 8" --output staged.csv
  cat patients.csv | stagewright stage lung.stage --input - > staged.csv`;

const wordList = (text: string, before: readonly string[]): readonly string[] => [
  ...before,
  ...text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== ""),
];

const pair = (flag: string, form: string, text: string, at: number): readonly [string, string] => {
  if (at <= 0) throw new InvalidArgumentError(`${flag} takes ${form}, not "${text}".`);
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
};

const readExpect = (text: string): { readonly column: string; readonly variable: string | undefined } => {
  const at = text.lastIndexOf("=");
  return at <= 0 ? { column: text, variable: undefined } : { column: text.slice(0, at).trim(), variable: text.slice(at + 1).trim() };
};

// -------------------------------------------------------------------- explain

const addExplain = (program: Command, world: World, done: (code: ExitCode) => void): void => {
  program
    .command("explain")
    .summary("explain the answer to one case")
    .description("Answers one case and tells how: the row that decided, its source, and the rows that nearly matched.")
    .argument("<rules>", "the .stage file")
    .argument("[assignment...]", "what is recorded, as VARIABLE=VALUE")
    .addOption(new Option("--format <name>", "pretty for people, json for programs").choices(["pretty", "json"]).default("pretty"))
    .option("--decision <name>", "explain this decision only")
    .addHelpText(
      "after",
      `
What is not given counts as not recorded. Put values with < or > in quotes, or the shell takes them.

Examples:
  stagewright explain lung.stage T=T2a N=N1 M=M0
  stagewright explain lung.stage T=T2 "size=> 30 mm" invades.heart=no --decision stage`,
    )
    .action(async (rules: string, assignments: string[], flags: { format: "pretty" | "json"; decision?: string }, command: Command) => {
      done(await explainCommand(surroundings(world, command), rules, assignments, { format: flags.format, decision: flags.decision }));
    });
};
