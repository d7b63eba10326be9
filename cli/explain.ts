/**
 * `stagewright explain`: one case, its answers, and the rows that made them, for people or as JSON.
 */

import { variableNamed } from "./cohort/columns.ts";
import type { Unambiguous } from "./cohort/names.ts";
import { type Cell, readRecord } from "./cohort/record.ts";
import { type Answer, isUnreadable, type Scheme, stage, trace } from "./engine.ts";
import { findRuleFile, openRuleFiles } from "./files.ts";
import { didYouMean } from "./nearest.ts";
import { type Explained, explainJson, explainPretty } from "./report/explanation.ts";
import { openRules } from "./rules.ts";
import { type ExitCode, isUsage, refuse, type Usage, usage, type World } from "./world.ts";

export interface ExplainFlags {
  readonly format: "pretty" | "json";
  readonly decision: string | undefined;
}

export const explainCommand = async (
  world: World,
  rules: string,
  assignments: readonly string[],
  flags: ExplainFlags,
): Promise<ExitCode> => {
  const full = findRuleFile(world.cwd, rules);
  if (isUsage(full)) return refuse(world, full);
  const files = openRuleFiles(world.cwd);
  const scheme = openRules(world, files, full);
  if (scheme === undefined) return 1;
  const cells = readAssignments(scheme, assignments);
  if (isUsage(cells)) return refuse(world, cells);
  const recorded = readRecord(scheme, cells, [], []);
  const unreadable = [...recorded.values()].find(isUnreadable);
  if (unreadable !== undefined) return refuse(world, usage(`${unreadable.variable}: ${unreadable.problem}`));

  const staged = stage(scheme, recorded);
  const answers = wanted(staged, flags.decision);
  if (isUsage(answers)) return refuse(world, answers);
  const explained: Explained = {
    rules: files.text(full).path,
    title: scheme.title,
    case: cells.map(({ meant, text }) => ({ variable: nameOf(meant), text })),
    answers: answers.map((answer) => ({ answer, trace: trace(scheme, recorded, answer.decision, staged) })),
    textOf: files.text,
  };
  world.out.write(flags.format === "json" ? explainJson(explained) : explainPretty(explained, world.colours));
  return 0;
};

const nameOf = (meant: Unambiguous): string => (meant.kind === "variable" ? meant.variable.name : `${meant.variable.name}.${meant.member}`);

const wanted = (answers: readonly Answer[], decision: string | undefined): readonly Answer[] | Usage => {
  if (decision === undefined) return answers;
  const found = answers.filter((answer) => answer.decision.toLowerCase() === decision.toLowerCase());
  const known = answers.map((answer) => answer.decision);
  return found.length > 0
    ? found
    : usage(`--decision: these rules do not decide "${decision}"${didYouMean(decision, known)}; they decide ${known.join(", ")}`);
};

const readAssignments = (scheme: Scheme, assignments: readonly string[]): readonly Cell[] | Usage => {
  const cells: Cell[] = [];
  for (const assignment of assignments) {
    const cell = readAssignment(scheme, assignment);
    if (isUsage(cell)) return cell;
    if (cells.some((other) => sameVariable(other.meant, cell.meant))) return usage(`${nameOf(cell.meant)} is given twice`);
    cells.push(cell);
  }
  return cells;
};

const sameVariable = (a: Unambiguous, b: Unambiguous): boolean =>
  a.variable.name === b.variable.name && (a.kind === "variable" || b.kind === "variable" || a.member === b.member);

/** `T=T2a`, `psa="> 30"`, and also `psa>30` where the shell lets it through. */
const readAssignment = (scheme: Scheme, assignment: string): Cell | Usage => {
  const parts = /^\s*([^=<>]+?)\s*(<=|>=|<|>|=)(.*)$/s.exec(assignment);
  if (parts === null) return usage(`"${assignment}" does not say what it gives; write VARIABLE=VALUE, such as T=T2a`);
  const [, name = "", sign = "=", value = ""] = parts;
  const meant = variableNamed(name, scheme, "");
  return isUsage(meant) ? meant : { meant, text: sign === "=" ? value : `${sign}${value}` };
};
