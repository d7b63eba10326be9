/** From a format's name to its text. */
import { unreachable } from "../world.ts";
import { compactReport } from "./compact.ts";
import { githubReport } from "./github.ts";
import { gitlabReport } from "./gitlab.ts";
import { jsonReport } from "./json.ts";
import { junitReport } from "./junit.ts";
import { prettyReport } from "./pretty.ts";
import type { Report, ReportFormat } from "./report.ts";
import { sarifReport } from "./sarif.ts";

export const render = (report: Report, format: ReportFormat, colours: boolean): string => {
  switch (format) {
    case "pretty":
      return prettyReport(report, colours);
    case "compact":
      return compactReport(report);
    case "json":
      return jsonReport(report);
    case "sarif":
      return sarifReport(report);
    case "junit":
      return junitReport(report);
    case "github":
      return githubReport(report);
    case "gitlab":
      return gitlabReport(report);
    default:
      return unreachable(format);
  }
};
