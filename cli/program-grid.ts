/** The words of `grid`: its options and its help. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { type GridFlags, gridCommand, gridFormats } from "./grid.ts";
import { surroundings } from "./program-files.ts";
import type { ExitCode, World } from "./world.ts";

interface Flags {
  readonly decision?: string;
  readonly rows?: string;
  readonly columns?: string;
  readonly where: Readonly<Record<string, string>>;
  readonly format?: NonNullable<GridFlags["format"]>;
  readonly output?: string;
}

export const addGrid = (program: Command, world: World, done: (code: ExitCode) => void): void => {
  program
    .command("grid")
    .summary("draw a decision as a table, T down and N across")
    .description(
      "Draws a decision over two of its columns, with what every case of a cell comes to: a result, several that are possible, a gap, an overlap, or an exclusion with its reason.",
    )
    .argument("<rules>", "the .stage file")
    .option("--decision <name>", "the decision (default: the last one that gives a category)")
    .option("--rows <name>", "the column whose values stand below each other (default: T)")
    .option("--columns <name>", "the column whose values stand beside each other (default: N)")
    .addOption(
      new Option("--where <column=value>", "hold another column at a value, or at any (may be repeated)")
        .argParser(heldAt)
        .default({}, "its first value"),
    )
    .addOption(new Option("--format <name>", "md for Markdown, html for one file that needs nothing else").choices(gridFormats))
    .option("-o, --output <file>", "where the table goes (default: standard output)")
    .addHelpText("after", help)
    .action(async (rules: string, flags: Flags, command: Command) => {
      const { decision, rows, columns, where } = flags;
      const wishes = { decision, down: rows, across: columns, where };
      done(await gridCommand(surroundings(world, command), rules, { format: flags.format, output: flags.output, wishes }));
    });
};

const heldAt = (text: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
  const at = text.indexOf("=");
  if (at <= 0) throw new InvalidArgumentError(`--where takes COLUMN=VALUE, not "${text}".`);
  return { ...before, [text.slice(0, at).trim()]: text.slice(at + 1).trim() };
};

const help = `
Without --format a file that ends in .html is written as HTML, anything else as Markdown.

Examples:
  stagewright grid lung.stage
  stagewright grid lung.stage --where M=M1a
  stagewright grid prostate.stage --rows PSA --columns GG --where T=T2 --where N=N0
  stagewright grid lung.stage --where M=any --output lung.html`;
