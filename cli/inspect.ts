/**
 * What `check` and `test` share: every file loaded, checked under its settings and made into a report.
 * The two commands differ in which findings count.
 */
import { type CheckResult, check, type Finding, load, type Scheme, type SeveritySettings } from "./engine.ts";
import { findRuleFiles, openRuleFiles } from "./files.ts";
import {
  countSeverities,
  type FailLevel,
  type FileReport,
  fails,
  limitFindings,
  type Report,
  type ReportFormat,
  type RowCoverage,
} from "./report/report.ts";
import { openSettings, type Settings } from "./settings.ts";
import { isUsage, type Usage, type World } from "./world.ts";

export interface ReportFlags {
  readonly format: ReportFormat;
  readonly maxFindings: number | undefined;
}

/** How a command reads the result of one file. */
export interface View {
  readonly command: Report["command"];
  readonly failLevel: FailLevel;
  /** Severities that the command insists on, whatever the settings say. */
  readonly severities: SeveritySettings;
  readonly findingsOf: (result: CheckResult, coverage: RowCoverage | undefined) => readonly Finding[];
  readonly coverageOf: (result: CheckResult, settings: Settings) => RowCoverage | undefined;
}

export const inspect = async (world: World, paths: readonly string[], flags: ReportFlags, view: View): Promise<Report | Usage> => {
  const uris = await findRuleFiles(world.cwd, paths);
  if (isUsage(uris)) return uris;
  const files = openRuleFiles(world.cwd);
  const settingsOf = openSettings(world.cwd);
  const reports: FileReport[] = [];
  // A file is only as sound as those that it uses, so these are inspected with it, named or not.
  const queue = [...uris];
  for (const uri of queue) {
    const settings = settingsOf(uri);
    if (isUsage(settings)) return settings;
    const scheme = load(files.source(uri), files.resolve);
    reports.push(inspectScheme(scheme, settings, view));
    queue.push(...scheme.uses.filter((used) => !queue.includes(used)));
  }
  const limited = limitFindings(reports, flags.maxFindings);
  return {
    command: view.command,
    version: world.version,
    files: limited.files,
    hidden: limited.hidden,
    totals: countSeverities(reports.flatMap((file) => file.findings)),
    failLevel: view.failLevel,
    textOf: files.text,
  };
};

const inspectScheme = (scheme: Scheme, settings: Settings, view: View): FileReport => {
  const result = check(scheme, {
    severities: { ...settings.severities, ...view.severities },
    ...(settings.budget === undefined ? {} : { budget: settings.budget }),
  });
  const coverage = view.coverageOf(result, settings);
  const findings = view.findingsOf(result, coverage);
  return {
    uri: scheme.uri,
    title: scheme.title,
    findings,
    found: findings.length,
    failing: findings.filter((finding) => fails(finding.severity, view.failLevel)).length,
    decisions: result.decisions,
    examples: result.examples,
    coverage,
  };
};
