/** `path:line:column: severity code message`, one finding a line, for problem matchers and `grep`. */

import { plural } from "../world.ts";
import { fullMessage, type Report } from "./report.ts";

export const compactReport = (report: Report): string => {
  const lines = report.files.flatMap((file) =>
    file.findings.map((finding) => {
      const text = report.textOf(finding.uri);
      const { line, column } = text.at(finding.span.start);
      return `${text.path}:${line}:${column}: ${finding.severity} ${finding.code} ${fullMessage(finding)}`;
    }),
  );
  if (report.hidden > 0) lines.push(`${plural(report.hidden, "more finding is", "more findings are")} not shown (--max-findings)`);
  return lines.map((line) => `${line}\n`).join("");
};
