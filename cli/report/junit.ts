/**
 * JUnit XML, as CI servers read it: one suite a file, in it one test case an example and one for the findings.
 * A suite without examples still has its findings case, so that a file is never missing from the report.
 */
import type { ExampleResult, Finding } from "../engine.ts";
import { plural } from "../world.ts";
import { baselineNotes, type FileReport, fails, fullMessage, type Report } from "./report.ts";

interface TestCase {
  readonly name: string;
  readonly line: number;
  readonly failure: { readonly message: string; readonly type: string; readonly text: string } | undefined;
  readonly output: string;
}

interface Suite {
  readonly path: string;
  readonly cases: readonly TestCase[];
}

export const junitReport = (report: Report): string => {
  const suites = [...report.files.map((file) => suiteOf(report, file)), ...baselineSuites(report)];
  const cases = suites.flatMap((suite) => suite.cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="stagewright" ${counts(cases)}>`,
    ...suites.flatMap(suiteLines),
    "</testsuites>",
    "",
  ].join("\n");
};

// ---------------------------------------------------------------------- cases

const suiteOf = (report: Report, file: FileReport): Suite => ({
  path: report.textOf(file.uri).path,
  cases: [findingsCase(report, file), ...distinct(file.examples.results.map((result) => exampleCase(report, result)))],
});

/** Servers keep one of two cases with the same name; none may be lost. */
const distinct = (cases: readonly TestCase[]): readonly TestCase[] => {
  const met = new Map<string, number>();
  return cases.map((one) => {
    const nth = (met.get(one.name) ?? 0) + 1;
    met.set(one.name, nth);
    return nth === 1 ? one : { ...one, name: `${one.name} (${nth})` };
  });
};

/** Findings about example cases are left to the test cases of those. */
const findingsCase = (report: Report, file: FileReport): TestCase => {
  const failing = file.findings.filter((finding) => fails(finding.severity, report.failLevel));
  const told = failing.filter((finding) => finding.code !== "example-failed" && finding.code !== "example-invalid");
  const hidden = file.failing - failing.length;
  const more = hidden > 0 ? [`${plural(hidden, "more finding is", "more findings are")} not shown (--max-findings)`] : [];
  const quiet = file.findings.filter((finding) => !failing.includes(finding)).map((finding) => findingLine(report, finding));
  const known = file.known === 0 ? [] : [`${plural(file.known, "known finding")} in the baseline`];
  return {
    name: "findings",
    line: 1,
    failure:
      told.length + hidden === 0
        ? undefined
        : {
            message: plural(told.length + hidden, "finding"),
            type: "findings",
            text: [...told.map((finding) => findingLine(report, finding)), ...more].join("\n"),
          },
    output: [...quiet, ...known].join("\n"),
  };
};

const findingLine = (report: Report, finding: Finding): string => {
  const text = report.textOf(finding.uri);
  const { line, column } = text.at(finding.span.start);
  return `${text.path}:${line}:${column}: ${finding.severity} ${finding.code} ${fullMessage(finding)}`;
};

const exampleCase = (report: Report, result: ExampleResult): TestCase => {
  const text = report.textOf(result.uri);
  const { line } = text.at(result.span.start);
  const lines = result.checks
    .filter((check) => !check.passed)
    .map(({ variable, expected, actual }) => `${variable}: expected ${expected}, got ${actual}`);
  const message = result.message ?? lines[0] ?? "the case failed";
  return {
    name: result.title,
    line,
    failure:
      result.status === "passed"
        ? undefined
        : {
            message,
            type: result.status === "invalid" ? "example-invalid" : "example-failed",
            text: [`${text.path}:${line}: ${text.line(line).trim()}`, ...lines, ...(lines.includes(message) ? [] : [message])].join("\n"),
          },
    output: "",
  };
};

/** What is gone belongs to no file that is here: a baseline has a suite of its own. */
const baselineSuites = (report: Report): readonly Suite[] =>
  report.baselines.map((baseline) => ({
    path: baseline.path,
    cases: [{ name: "known findings", line: 1, failure: undefined, output: baselineNotes(baseline).join("\n") }],
  }));

// ------------------------------------------------------------------------ XML

const counts = (cases: readonly TestCase[]): string =>
  `tests="${cases.length}" failures="${cases.filter((one) => one.failure !== undefined).length}" errors="0" skipped="0"`;

const suiteLines = ({ path, cases }: Suite): readonly string[] => [
  `  <testsuite name="${attribute(path)}" ${counts(cases)}>`,
  ...cases.flatMap((one) => caseLines(path, one)),
  "  </testsuite>",
];

const caseLines = (path: string, { name, line, failure, output }: TestCase): readonly string[] => {
  const head = `    <testcase name="${attribute(name)}" classname="${attribute(path)}" file="${attribute(path)}" line="${line}"`;
  const inner = [
    ...(failure === undefined
      ? []
      : [`      <failure message="${attribute(failure.message)}" type="${failure.type}">${escaped(failure.text)}</failure>`]),
    ...(output === "" ? [] : [`      <system-out>${escaped(output)}</system-out>`]),
  ];
  return inner.length === 0 ? [`${head}/>`] : [`${head}>`, ...inner, "    </testcase>"];
};

const attribute = (text: string): string => escaped(text).replaceAll('"', "&quot;").replaceAll("\n", "&#10;").replaceAll("\t", "&#9;");

const escaped = (text: string): string => clean(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** XML 1.0 has no way to write most control characters, nor half of a surrogate pair. A lone carriage return would be lost. */
const clean = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(/[\ud800-\udfff]/gu, "\ufffd")
    .replace(/(?![\t\n])[\p{Cc}\ufffe\uffff]/gu, "\ufffd");
