/** `stagewright fmt`: rewrites rule files with their tables aligned; comments and meaning stay. */
import { format, parse, type SyntaxProblem } from "./engine.ts";
import { findRuleFiles, readText, rewrite, shownPath } from "./files.ts";
import { type SourceText, sourceText } from "./source-text.ts";
import { type ExitCode, isUsage, plural, refuse, type World } from "./world.ts";

export interface FmtFlags {
  readonly check: boolean;
}

export const fmtCommand = async (world: World, paths: readonly string[], flags: FmtFlags): Promise<ExitCode> => {
  const files = await findRuleFiles(world.cwd, paths);
  if (isUsage(files)) return refuse(world, files);
  const results = files.map((full) => fmtFile(world, full, flags));
  const changed = results.filter((result) => result === "changed").length;
  const broken = results.filter((result) => result === "broken").length;
  const rest = broken === 0 ? "" : `; ${plural(broken, "file")} could not be read in full`;
  world.log.write(`${plural(changed, "file")} ${flags.check ? "would change" : "changed"} of ${files.length}${rest}\n`);
  return broken > 0 || (flags.check && changed > 0) ? 1 : 0;
};

type Formatted = "same" | "changed" | "broken";

/** A file with lines that are not well-formed is formatted as far as they allow, and the lines are told. */
const fmtFile = (world: World, full: string, flags: FmtFlags): Formatted => {
  const path = shownPath(world.cwd, full);
  const text = readText(full);
  if (isUsage(text)) {
    world.out.write(`${path}:1:1: error syntax ${text.usage}\n`);
    return "broken";
  }
  const { problems } = parse(text);
  const shown = sourceText(path, text);
  world.out.write(problems.map((problem) => problemLine(shown, problem)).join(""));
  const formatted = format(text);
  if (formatted !== text) {
    const refused = flags.check ? undefined : rewrite(full, formatted);
    if (refused !== undefined) {
      world.log.write(`error: ${refused.usage}\n`);
      return "broken";
    }
    world.out.write(`${path}\n`);
  }
  if (problems.length > 0) return "broken";
  return formatted === text ? "same" : "changed";
};

const problemLine = (text: SourceText, problem: SyntaxProblem): string => {
  const { line, column } = text.at(problem.start);
  return `${text.path}:${line}:${column}: error syntax ${problem.message}\n`;
};
