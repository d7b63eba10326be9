/**
 * What a report is made from, the same for every format: the files, what was found in them and what is shown.
 * Formats are pure functions from this value to text; none of them decides what counts as a failure.
 */
import type { DecisionSummary, ExampleReport, Finding, PropertySummary, Severity } from "../engine.ts";
import type { SourceText } from "../source-text.ts";
import { plural } from "../world.ts";

export const failLevels = ["error", "warning", "info", "never"] as const;
export type FailLevel = (typeof failLevels)[number];

export const reportFormats = ["pretty", "compact", "json", "sarif", "junit", "github", "gitlab"] as const;
export type ReportFormat = (typeof reportFormats)[number];

export interface Report {
  readonly command: "check" | "test";
  readonly version: string;
  readonly files: readonly FileReport[];
  /** Findings that `--max-findings` leaves out of `files`. */
  readonly hidden: number;
  /** Counts over all findings, the hidden ones too. */
  readonly totals: Readonly<Record<Severity, number>>;
  readonly failLevel: FailLevel;
  /** The baselines that hold findings back. */
  readonly baselines: readonly BaselineReport[];
  readonly textOf: (uri: string) => SourceText;
  /** The page of a finding code as Markdown, where there is one. */
  readonly page: (code: string) => string | undefined;
}

/** One kind of finding that a project knows already. */
export interface KnownFinding {
  /** From the folder of the baseline, with forward slashes. */
  readonly path: string;
  readonly code: string;
  readonly summary: string;
  readonly count: number;
}

/** What a baseline holds back, and what it names that is no longer there. */
export interface BaselineReport {
  readonly path: string;
  readonly known: number;
  readonly gone: readonly KnownFinding[];
}

export interface FileReport {
  readonly uri: string;
  readonly title: string | undefined;
  /** Those that are shown. */
  readonly findings: readonly Finding[];
  /** How many there are, hidden ones included. */
  readonly found: number;
  /** How many of them, hidden ones included, reach the fail level. */
  readonly failing: number;
  /** Findings that a baseline holds back; they are in none of the other counts. */
  readonly known: number;
  readonly decisions: readonly DecisionSummary[];
  readonly properties: readonly PropertySummary[];
  readonly examples: ExampleReport;
  /** Only where row coverage was asked for. */
  readonly coverage: RowCoverage | undefined;
}

/** How many rows of a file its example cases reach. */
export interface RowCoverage {
  readonly reached: number;
  readonly rows: number;
  readonly threshold: number | undefined;
  readonly below: boolean;
}

const ranks: Readonly<Record<Severity, number>> = { hint: 0, info: 1, warning: 2, error: 3 };

export const severities: readonly Severity[] = ["error", "warning", "info", "hint"];

/** True where a finding of this severity makes the command fail. */
export const fails = (severity: Severity, level: FailLevel): boolean => level !== "never" && ranks[severity] >= ranks[level];

/** The most severe first, in their own order within one severity. */
export const bySeverity = (findings: readonly Finding[]): readonly Finding[] =>
  [...findings].sort((a, b) => ranks[b.severity] - ranks[a.severity]);

export const countSeverities = (findings: readonly Finding[]): Record<Severity, number> => {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const finding of findings) counts[finding.severity] += 1;
  return counts;
};

/** Keeps the most severe findings of all files together, each file's in their own order. */
export const limitFindings = (
  files: readonly FileReport[],
  limit: number | undefined,
): { readonly files: readonly FileReport[]; readonly hidden: number } => {
  const all = files.flatMap((file) => file.findings);
  if (limit === undefined || all.length <= limit) return { files, hidden: 0 };
  const shown = new Set(bySeverity(all).slice(0, limit));
  return {
    files: files.map((file) => ({ ...file, findings: file.findings.filter((finding) => shown.has(finding)) })),
    hidden: all.length - shown.size,
  };
};

/** `for example: T=T3, N=N1`, unless the message tells the case itself. */
export const witnessText = ({ witness, ends, message }: Finding): string | undefined => {
  // Two ends of a step are told by the message, and side by side where there is room.
  if (witness === undefined || ends !== undefined || /for example/i.test(message)) return undefined;
  return `for example: ${witness.map(({ variable, text }) => `${variable}=${text}`).join(", ")}`;
};

/** The message with its case, in one line. */
export const fullMessage = (finding: Finding): string => {
  const witness = witnessText(finding);
  return `${finding.message}${witness === undefined ? "" : ` (${witness})`}`.replace(/\s*[\r\n]+\s*/g, " ");
};

/** The file with these of its findings left, and with their counts. */
export const withFindings = (file: FileReport, findings: readonly Finding[], failLevel: FailLevel): FileReport => ({
  ...file,
  findings,
  found: findings.length,
  failing: findings.filter((finding) => fails(finding.severity, failLevel)).length,
});

/** What every format tells beside its findings: nothing is held back in silence. */
export const notesOf = (report: Report): readonly string[] => [
  ...(report.hidden === 0 ? [] : [`${plural(report.hidden, "more finding is", "more findings are")} not shown (--max-findings)`]),
  ...report.baselines.flatMap(baselineNotes),
];

export const baselineNotes = ({ path, known, gone }: BaselineReport): readonly string[] => {
  const count = gone.reduce((sum, entry) => sum + entry.count, 0);
  return [
    `${plural(known, "known finding")} in the baseline ${path}`,
    ...(count === 0
      ? []
      : [
          `${plural(count, "finding of the baseline is", "findings of the baseline are")} gone; --update-baseline takes ${count === 1 ? "it" : "them"} out:`,
        ]),
    ...gone.map((entry) => `  ${entry.path} ${entry.code}: ${entry.summary}${entry.count === 1 ? "" : ` (${entry.count} times)`}`),
  ];
};
