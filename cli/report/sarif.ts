/**
 * SARIF 2.1.0, for code scanning: rules from the catalog with their help pages, results with places, related
 * places, fixes and a fingerprint that stays when the text around a finding moves.
 */
import { createHash } from "node:crypto";
import type { Location, Log, PhysicalLocation, Region, ReportingDescriptor, Result, Fix as SarifFix } from "sarif";
import { type Code, catalog, type Finding, type Fix, type Place, type Severity, type Span } from "../engine.ts";
import type { SourceText } from "../source-text.ts";
import { plural } from "../world.ts";
import { pageOf, projectPage } from "./docs.ts";
import { fullMessage, type Report } from "./report.ts";

/** The name that code scanning services know for the root of the sources. */
const baseId = "%SRCROOT%";

const codes = Object.keys(catalog) as Code[];

export const sarifReport = (report: Report): string => {
  const findings = report.files.flatMap((file) => file.findings);
  const log: Log = {
    version: "2.1.0",
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    runs: [
      {
        tool: {
          driver: {
            name: "Stagewright",
            version: report.version,
            semanticVersion: report.version,
            informationUri: projectPage,
            rules: codes.map(rule),
          },
        },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [baseId]: { description: { text: "The folder in which the command was run." } } },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: hiddenNote(report.hidden) }],
        results: withFingerprints(findings, report),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

const hiddenNote = (hidden: number) =>
  hidden === 0
    ? []
    : [
        {
          level: "note" as const,
          message: { text: `${plural(hidden, "more finding is", "more findings are")} not shown (--max-findings)` },
        },
      ];

const levels: Readonly<Record<Severity | "off", "error" | "warning" | "note" | "none">> = {
  error: "error",
  warning: "warning",
  info: "note",
  hint: "note",
  off: "none",
};

const rule = (code: Code): ReportingDescriptor => ({
  id: code,
  shortDescription: { text: `${catalog[code].title}.` },
  helpUri: pageOf(code),
  defaultConfiguration: { level: levels[catalog[code].severity] },
});

const withFingerprints = (findings: readonly Finding[], report: Report): Result[] => {
  const met = new Map<string, number>();
  return findings.map((finding) => {
    const identity = `${finding.code} ${finding.summary}`;
    const key = `${finding.uri} ${identity}`;
    const earlier = met.get(key) ?? 0;
    met.set(key, earlier + 1);
    return result(finding, report, fingerprint(identity, earlier));
  });
};

/** Two findings of one file that share code and summary are told apart by their order. */
const fingerprint = (identity: string, earlier: number): string =>
  `${createHash("sha256").update(identity).digest("hex").slice(0, 32)}:${earlier + 1}`;

const result = (finding: Finding, report: Report, print: string): Result => ({
  ruleId: finding.code,
  ruleIndex: codes.indexOf(finding.code),
  level: levels[finding.severity],
  message: { text: fullMessage(finding) },
  locations: [{ physicalLocation: physical(finding, report) }],
  relatedLocations: finding.related.map(
    (related, index): Location => ({ id: index, message: { text: related.message }, physicalLocation: physical(related, report) }),
  ),
  ...(finding.fixes.length === 0 ? {} : { fixes: finding.fixes.map((fix) => sarifFix(fix, report)) }),
  partialFingerprints: { "stagewrightFinding/v1": print },
});

const physical = (place: Place, report: Report): PhysicalLocation => {
  const text = report.textOf(place.uri);
  return { artifactLocation: artifact(text.path), region: region(place.span, text) };
};

/** Paths inside the folder are relative to it; others are whole addresses. */
const artifact = (path: string) => {
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  if (/^(\.\.(\/|$)|\/)/.test(path) || /^[A-Za-z]:/.test(path)) return { uri: encoded };
  return { uri: encoded, uriBaseId: baseId };
};

const region = (span: Span, text: SourceText): Region => {
  const start = text.at(span.start);
  const end = text.at(Math.max(span.start, span.end));
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
};

const sarifFix = (fix: Fix, report: Report): SarifFix => {
  const uris = [...new Set(fix.edits.map((edit) => edit.uri))];
  return {
    description: { text: fix.title },
    artifactChanges: uris.map((uri) => ({
      artifactLocation: artifact(report.textOf(uri).path),
      replacements: fix.edits
        .filter((edit) => edit.uri === uri)
        .map((edit) => ({ deletedRegion: region(edit, report.textOf(uri)), insertedContent: { text: edit.text } })),
    })),
  };
};
