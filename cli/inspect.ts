/**
 * What `check` and `test` share: every file loaded, checked under its settings and made into a report.
 * The two commands differ in which findings count.
 */
import { resolve } from "node:path";
import type { Held } from "./baseline-files.ts";
import { type CheckResult, check, checkTogether, type Finding, load, type Scheme, type SeveritySettings } from "./engine.ts";
import { findRuleFiles, openRuleFiles, writeWhole } from "./files.ts";
import { render } from "./report/render.ts";
import {
  countSeverities,
  type FailLevel,
  type FileReport,
  limitFindings,
  notesOf,
  type Report,
  type ReportFormat,
  type RowCoverage,
  withFindings,
} from "./report/report.ts";
import { openSettings, type Settings } from "./settings.ts";
import { isUsage, type Usage, type World } from "./world.ts";

export interface ReportFlags {
  readonly format: ReportFormat;
  /** A file for the report; undefined: standard output. */
  readonly output: string | undefined;
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
  /** Takes findings out of the reports that are known already. `named`: the baseline that the settings of a file name. */
  readonly hold: (files: readonly FileReport[], named: (uri: string) => string | undefined) => Held | Usage;
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
  const held = view.hold(reports, (uri) => {
    const settings = settingsOf(uri);
    return isUsage(settings) ? undefined : settings.baseline;
  });
  if (isUsage(held)) return held;
  const limited = limitFindings(held.files, flags.maxFindings);
  return {
    command: view.command,
    version: world.version,
    files: limited.files,
    hidden: limited.hidden,
    totals: countSeverities(held.files.flatMap((file) => file.findings)),
    failLevel: view.failLevel,
    baselines: held.baselines,
    textOf: files.text,
    page: world.page,
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
  const file = {
    uri: scheme.uri,
    title: scheme.title,
    findings: [],
    found: 0,
    failing: 0,
    known: 0,
    decisions: result.decisions,
    properties: result.properties,
    examples: result.examples,
    coverage,
  };
  return withFindings(file, view.findingsOf(result, coverage), view.failLevel);
};

/** Puts the report where it was asked for: the whole of it, or nothing. */
export const deliver = (world: World, report: Report, flags: ReportFlags): Usage | undefined => {
  const text = render(report, flags.format, world.colours && flags.output === undefined);
  if (flags.output !== undefined) {
    for (const note of notesOf(report)) world.log.write(`${note}\n`);
    return writeWhole(resolve(world.cwd, flags.output), text);
  }
  world.out.write(text);
  return undefined;
};
