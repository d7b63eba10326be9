/**
 * What `check` and `test` share: every file loaded, checked under its settings and made into a report.
 * The two commands differ in which findings count.
 */
import { type CheckResult, check, checkTogether, type Finding, load, type Scheme, type SeveritySettings } from "./engine.ts";
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
  const loaded: Loaded[] = [];
  // A file is only as sound as those that it uses, so these are inspected with it, named or not.
  const queue = [...uris];
  for (const uri of queue) {
    const settings = settingsOf(uri);
    if (isUsage(settings)) return settings;
    const scheme = load(files.source(uri), files.resolve);
    loaded.push({ scheme, settings });
    queue.push(...scheme.uses.filter((used) => !queue.includes(used)));
  }
  const between = checkTogether(
    loaded.map(({ scheme }) => scheme),
    (uri) => ({ ...loaded.find(({ scheme }) => scheme.uri === uri)?.settings.severities, ...view.severities }),
  );
  const reports = loaded.map((one) =>
    inspectScheme(
      one,
      between.filter((finding) => finding.uri === one.scheme.uri),
      view,
    ),
  );
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

interface Loaded {
  readonly scheme: Scheme;
  readonly settings: Settings;
}

/** `between`: what the file and others of the run say of the same cases. */
const inspectScheme = ({ scheme, settings }: Loaded, between: readonly Finding[], view: View): FileReport => {
  const alone = check(scheme, {
    severities: { ...settings.severities, ...view.severities },
    ...(settings.budget === undefined ? {} : { budget: settings.budget }),
  });
  const result = { ...alone, findings: [...between, ...alone.findings] };
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
