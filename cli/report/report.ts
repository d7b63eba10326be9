/**
 * What a report is made from, the same for every format: the files, what was found in them and what is shown.
 * Formats are pure functions from this value to text; none of them decides what counts as a failure.
 */
import type { DecisionSummary, ExampleReport, Finding, Severity } from "../engine.ts";
import type { SourceText } from "../source-text.ts";

export const failLevels = ["error", "warning", "info", "never"] as const;
export type FailLevel = (typeof failLevels)[number];

export const reportFormats = ["pretty", "compact", "json", "sarif", "junit", "github"] as const;
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
  readonly textOf: (uri: string) => SourceText;
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
  readonly decisions: readonly DecisionSummary[];
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
export const witnessText = ({ witness, message }: Finding): string | undefined => {
  if (witness === undefined || /for example/i.test(message)) return undefined;
  return `for example: ${witness.map(({ variable, text }) => `${variable}=${text}`).join(", ")}`;
};

/** The message with its case, in one line. */
export const fullMessage = (finding: Finding): string => {
  const witness = witnessText(finding);
  return `${finding.message}${witness === undefined ? "" : ` (${witness})`}`.replace(/\s*[\r\n]+\s*/g, " ");
};
