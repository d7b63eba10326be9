/**
 * `stagewright test`: runs the example cases of rule files, and tells which rows they reach.
 * What was not tested is never a success: neither a file without cases nor one that cannot be read.
 */
import { type CheckResult, type ExampleReport, type Finding, isMeaningError } from "./engine.ts";
import { deliver, inspect, type ReportFlags, type View } from "./inspect.ts";
import { meaningSeverities } from "./meaning.ts";
import type { FileReport, Report, RowCoverage } from "./report/report.ts";
import type { Settings } from "./settings.ts";
import { type ExitCode, isUsage, refuse, type World } from "./world.ts";

export interface TestFlags extends ReportFlags {
  /** undefined: not asked for; "shown": no threshold of its own. */
  readonly coverage: number | "shown" | undefined;
}

export const testCommand = async (world: World, paths: readonly string[], flags: TestFlags): Promise<ExitCode> => {
  const view: View = {
    command: "test",
    failLevel: "error",
    severities: {
      ...meaningSeverities,
      "example-failed": "error",
      "example-invalid": "error",
      ...(flags.coverage === undefined ? {} : { "unexercised-rows": "hint" }),
    },
    findingsOf: (result, coverage) => testFindings(result, coverage),
    coverageOf: (result, settings) =>
      flags.coverage === undefined ? undefined : coverageOf(result.examples, threshold(flags.coverage, settings)),
    // Whether a case comes out as expected is never a matter of what was known before.
    hold: (files) => ({ files, baselines: [] }),
  };
  const report = await inspect(world, paths, flags, view);
  if (isUsage(report)) return refuse(world, report);
  const refused = deliver(world, report, flags);
  if (refused !== undefined) return refuse(world, refused);
  return conclude(world, report);
};

const threshold = (asked: number | "shown", settings: Settings): number | undefined =>
  asked === "shown" ? settings.coverageThreshold : asked;

const coverageOf = (examples: ExampleReport, wanted: number | undefined): RowCoverage => {
  const all = examples.coverage.flatMap((block) => block.rows);
  const reached = all.filter((row) => row.reached).length;
  return { reached, rows: all.length, threshold: wanted, below: wanted !== undefined && reached * 100 < wanted * all.length };
};

/** Failed cases, what keeps cases from running and, where asked for, rows that no case reaches: an error below the threshold. */
const testFindings = (result: CheckResult, coverage: RowCoverage | undefined): readonly Finding[] =>
  result.findings.flatMap((finding): readonly Finding[] => {
    if (finding.code === "example-failed" || finding.code === "example-invalid" || isMeaningError(finding)) return [finding];
    if (finding.code !== "unexercised-rows" || coverage === undefined) return [];
    return [coverage.below ? { ...finding, severity: "error" } : finding];
  });

const conclude = (world: World, report: Report): ExitCode => {
  const results = report.files.flatMap((file) => file.examples.results);
  const untested = report.files.filter(isUntested);
  for (const file of untested) world.log.write(`${report.textOf(file.uri).path} has no example cases: nothing of it was tested\n`);
  const failed = results.some((result) => result.status !== "passed");
  const bad =
    failed || untested.length > 0 || results.length === 0 || report.files.some((file) => file.failing > 0 || file.coverage?.below === true);
  return bad ? 1 : 0;
};

/** A file that only shares declarations has nothing to test. */
const isUntested = (file: FileReport): boolean => file.examples.results.length === 0 && file.decisions.length > 0;
