/** `stagewright grid`: a decision as a table over two of its columns, as Markdown or as one HTML file. */
import { resolve } from "node:path";
import { gridDocument, gridMarkdown } from "#views";
import { check, drawGrid, type GridWishes } from "./engine.ts";
import { findRuleFile, openRuleFiles, writeWhole } from "./files.ts";
import { openRules } from "./rules.ts";
import { type ExitCode, isUsage, refuse, usage, type World } from "./world.ts";

export const gridFormats = ["md", "html"] as const;

export interface GridFlags {
  /** undefined: by the ending of the output file, else Markdown. */
  readonly format: (typeof gridFormats)[number] | undefined;
  readonly output: string | undefined;
  readonly wishes: GridWishes;
}

export const gridCommand = async (world: World, rules: string, { format, output, wishes }: GridFlags): Promise<ExitCode> => {
  const full = findRuleFile(world.cwd, rules);
  if (isUsage(full)) return refuse(world, full);
  const scheme = openRules(world, openRuleFiles(world.cwd), full);
  if (scheme === undefined) return 1;
  const answer = drawGrid(scheme, wishes);
  if (answer.kind === "refused") return refuse(world, usage(answer.reason));
  const { grid } = answer;
  const whole = check(scheme).decisions.find((one) => one.decision === grid.decision);
  const asHtml = format === undefined ? /\.html?$/i.test(output ?? "") : format === "html";
  const text = asHtml ? gridDocument(grid, whole) : gridMarkdown(grid, whole);
  if (output === undefined) {
    world.out.write(text);
    return 0;
  }
  const refused = writeWhole(resolve(world.cwd, output), text);
  return refused === undefined ? 0 : refuse(world, refused);
};
