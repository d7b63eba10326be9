/** `path:line:column: severity code message`, one finding a line, for problem matchers and `grep`. */
import type { Report } from "./report.ts";
import { plural } from "../world.ts";

export const compactReport = (report: Report): string => {
  const lines = report.files.flatMap((file) =>
    file.findings.map((finding) => {
      const text = report.textOf(finding.uri);
      const { line, column } = text.at(finding.span.start);
      return `${text.path}:${line}:${column}: ${finding.severity} ${finding.code} ${oneLine(finding.message)}`;
    }),
  );
  if (report.hidden > 0) lines.push(`${plural(report.hidden, "more finding is", "more findings are")} not shown (--max-findings)`);
  return lines.map((line) => `${line}\n`).join("");
};

const oneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, " ");
