/**
 * The code quality report of GitLab: a JSON list with one entry a finding. Its form has no place for remarks,
 * so what every other format tells beside its findings is an entry of the least severity.
 */
import type { Finding, Severity } from "../engine.ts";
import { identities } from "./identity.ts";
import { fullMessage, notesOf, type Report } from "./report.ts";

const levels: Readonly<Record<Severity, string>> = { error: "major", warning: "minor", info: "info", hint: "info" };

export const gitlabReport = (report: Report): string => {
  const findings = report.files.flatMap((file) => file.findings);
  const prints = identities(findings);
  const entries = findings.map((finding) => entry(report, finding, prints.get(finding) ?? ""));
  return `${JSON.stringify([...entries, ...remarks(report)], null, 2)}\n`;
};

/** The path is part of the identity here: GitLab compares fingerprints alone. */
const entry = (report: Report, finding: Finding, print: string) => {
  const text = report.textOf(finding.uri);
  return {
    description: fullMessage(finding),
    check_name: finding.code,
    fingerprint: `${text.path}:${print}`,
    severity: levels[finding.severity],
    location: { path: text.path, lines: { begin: text.at(finding.span.start).line } },
  };
};

const remarks = (report: Report) => {
  const notes = notesOf(report);
  if (notes.length === 0) return [];
  return [
    {
      description: notes.map((note) => note.trim()).join("; "),
      check_name: "stagewright",
      fingerprint: "stagewright:remarks",
      severity: "info",
      location: {
        path: report.baselines[0]?.path ?? report.files.map((file) => report.textOf(file.uri).path)[0] ?? ".",
        lines: { begin: 1 },
      },
    },
  ];
};
