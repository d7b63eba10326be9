/**
 * Annotations for GitHub Actions: `::error file=…,line=…::message`, one a finding.
 * Percent signs and line ends are escaped everywhere, colons and commas in properties only, as the runner reads them.
 */
import type { Finding, Severity } from "../engine.ts";
import { fullMessage, notesOf, type Report } from "./report.ts";

export const githubReport = (report: Report): string => {
  const lines = report.files.flatMap((file) => file.findings.map((finding) => annotation(report, finding)));
  return [...lines, ...notesOf(report).map((note) => `::notice::${escapeMessage(note.trim())}`)].map((line) => `${line}\n`).join("");
};

const commands: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice", hint: "notice" };

const annotation = (report: Report, finding: Finding): string => {
  const text = report.textOf(finding.uri);
  const start = text.at(finding.span.start);
  const end = text.at(Math.max(finding.span.start, finding.span.end));
  const properties: [string, string | number][] = [
    ["file", text.path],
    ["line", start.line],
    ["endLine", end.line],
  ];
  // The runner takes columns only where an annotation stays on one line.
  if (start.line === end.line) properties.push(["col", start.column], ["endColumn", Math.max(end.column, start.column + 1)]);
  properties.push(["title", finding.code]);
  const listed = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(",");
  return `::${commands[finding.severity]} ${listed}::${escapeMessage(fullMessage(finding))}`;
};

const escapeMessage = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const escapeProperty = (text: string): string => escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
