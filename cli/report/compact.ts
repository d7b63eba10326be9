/** `path:line:column: severity code message`, one finding a line, for problem matchers and `grep`. */

import { fullMessage, notesOf, type Report } from "./report.ts";

export const compactReport = (report: Report): string => {
  const lines = report.files.flatMap((file) =>
    file.findings.map((finding) => {
      const text = report.textOf(finding.uri);
      const { line, column } = text.at(finding.span.start);
      return `${text.path}:${line}:${column}: ${finding.severity} ${finding.code} ${fullMessage(finding)}`;
    }),
  );
  return [...lines, ...notesOf(report)].map((line) => `${line}\n`).join("");
};
