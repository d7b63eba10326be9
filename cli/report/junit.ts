/**
 * JUnit XML, as CI servers read it: one suite a file, in it one test case an example and one for the findings.
 * A suite without examples still has its findings case, so that a file is never missing from the report.
 */
import junit, { type Builder, type TestSuite } from "junit-report-builder";
import type { ExampleResult, Finding } from "../engine.ts";
import { plural } from "../world.ts";
import { type FileReport, fails, fullMessage, type Report } from "./report.ts";

/** The types of the package promise a module with a default member; what Node loads is that member itself. */
const junitBuilder = junit as unknown as Builder;

export const junitReport = (report: Report): string => {
  const builder = junitBuilder.newBuilder().name("stagewright");
  for (const file of report.files) {
    const { path } = report.textOf(file.uri);
    const suite = builder.testSuite().name(clean(path));
    addFindings(suite, report, file, path);
    for (const result of file.examples.results) addExample(suite, report, result, path);
  }
  const xml = builder.build();
  return xml.endsWith("\n") ? xml : `${xml}\n`;
};

/** Findings about example cases are left to the test cases of those. */
const addFindings = (suite: TestSuite, report: Report, file: FileReport, path: string): void => {
  const suiteCase = suite.testCase().name("findings").className(clean(path)).file(clean(path));
  const failing = file.findings.filter((finding) => fails(finding.severity, report.failLevel));
  const told = failing.filter((finding) => finding.code !== "example-failed" && finding.code !== "example-invalid");
  const hidden = file.failing - failing.length;
  if (told.length + hidden > 0) {
    const more = hidden > 0 ? [`${plural(hidden, "more finding is", "more findings are")} not shown (--max-findings)`] : [];
    suiteCase.failure(clean(plural(told.length + hidden, "finding")), "findings");
    suiteCase.stacktrace(clean([...told.map((finding) => findingLine(report, finding)), ...more].join("\n")));
  }
  const quiet = file.findings.filter((finding) => !failing.includes(finding));
  if (quiet.length > 0) suiteCase.standardOutput(clean(quiet.map((finding) => findingLine(report, finding)).join("\n")));
};

const findingLine = (report: Report, finding: Finding): string => {
  const text = report.textOf(finding.uri);
  const { line, column } = text.at(finding.span.start);
  return `${text.path}:${line}:${column}: ${finding.severity} ${finding.code} ${fullMessage(finding)}`;
};

const addExample = (suite: TestSuite, report: Report, result: ExampleResult, path: string): void => {
  const suiteCase = suite.testCase().name(clean(result.title)).className(clean(path)).file(clean(path));
  if (result.status === "passed") return;
  const text = report.textOf(result.uri);
  const wrong = result.checks.filter((check) => !check.passed);
  const lines = wrong.map(({ variable, expected, actual }) => `${variable}: expected ${expected}, got ${actual}`);
  const place = `${text.path}:${text.at(result.span.start).line}`;
  suiteCase.failure(
    clean(result.message ?? lines[0] ?? "the case failed"),
    result.status === "invalid" ? "example-invalid" : "example-failed",
  );
  suiteCase.stacktrace(clean([place, ...lines].join("\n")));
};

/** XML 1.0 has no way to write most control characters, nor half of a surrogate pair. */
const clean = (text: string): string => text.replace(/[\ud800-\udfff]/gu, "\ufffd").replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, "\ufffd");
