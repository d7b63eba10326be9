/**
 * SARIF 2.1.0, for code scanning: rules from the catalog with their help pages, results with places, related
 * places, fixes and a fingerprint that stays when the text around a finding moves.
 */
import type { Location, Log, PhysicalLocation, Region, ReportingDescriptor, Result, Fix as SarifFix } from "sarif";
import { type Code, catalog, type Finding, type Fix, type Place, type Severity, type Span } from "../engine.ts";
import type { SourceText } from "../source-text.ts";
import { pageOf, projectPage } from "./docs.ts";
import { identities } from "./identity.ts";
import { fullMessage, notesOf, type Report } from "./report.ts";

/** The name that code scanning services know for the root of the sources. */
const baseId = "%SRCROOT%";

const codes = Object.keys(catalog) as Code[];

export const sarifReport = (report: Report): string => {
  const findings = report.files.flatMap((file) => file.findings);
  const prints = identities(findings);
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
            rules: codes.map((code) => rule(code, report.page(code))),
          },
        },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [baseId]: { description: { text: "The folder in which the command was run." } } },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: notesOf(report).map((note) => remark(note.trim())) }],
        results: findings.map((finding) => result(finding, report, prints.get(finding) ?? "")),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

const remark = (text: string) => ({ level: "note" as const, message: { text } });

const levels: Readonly<Record<Severity | "off", "error" | "warning" | "note" | "none">> = {
  error: "error",
  warning: "warning",
  info: "note",
  hint: "note",
  off: "none",
};

/** The page of a code is shown beside each of its findings, so that nobody has to leave for it. */
const rule = (code: Code, page: string | undefined): ReportingDescriptor => ({
  id: code,
  name: code.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  shortDescription: { text: `${catalog[code].title}.` },
  fullDescription: { text: fullText(code, page) },
  ...(page === undefined ? {} : { help: { text: page, markdown: page } }),
  helpUri: pageOf(code),
  defaultConfiguration: { level: levels[catalog[code].severity], enabled: (catalog[code].severity as string) !== "off" },
});

/** The first paragraph of the page below its title; without a page the title again. */
const fullText = (code: Code, page: string | undefined): string => {
  const [, , paragraph = ""] = (page ?? "").split(/\r?\n\r?\n/);
  const text = paragraph.replace(/\s+/g, " ").trim();
  return text === "" || text.startsWith("#") ? `${catalog[code].title}.` : text;
};

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
