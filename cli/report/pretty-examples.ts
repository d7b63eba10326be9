/**
 * Example cases for people: blocks that pass take one line, a failing case is told in full.
 * A file whose cases were never run is never shown in green.
 */
import type { ExampleResult } from "../engine.ts";
import { plural } from "../world.ts";
import type { Colours } from "./colours.ts";
import { columns } from "./grid.ts";
import type { FileReport, Report, RowCoverage } from "./report.ts";

export const examplesReport = (report: Report, file: FileReport, colours: Colours): readonly string[] => {
  const { results } = file.examples;
  if (results.length === 0)
    return file.decisions.length === 0 ? ["declarations only, nothing to test"] : [colours.yellow("no example cases")];
  const lines = report.command === "check" ? [tally("example cases", results, colours)] : testLines(report, results, colours);
  return file.coverage === undefined ? lines : [...lines, ...coverageLines(report, file, file.coverage, colours)];
};

const testLines = (report: Report, results: readonly ExampleResult[], colours: Colours): readonly string[] =>
  [...byBlock(results)].flatMap(([block, cases]) => [
    tally(block, cases, colours),
    ...cases
      .filter((result) => result.status !== "passed")
      .flatMap((result) => failureLines(report, result, colours).map((line) => `  ${line}`)),
  ]);

/** Cases of one block share their title up to the line or the step. */
const byBlock = (results: readonly ExampleResult[]): ReadonlyMap<string, readonly ExampleResult[]> => {
  const blocks = new Map<string, ExampleResult[]>();
  for (const result of results) {
    const block = result.title.replace(/,? \(?(line|step) \d+\)?$/, "");
    blocks.set(block, [...(blocks.get(block) ?? []), result]);
  }
  return blocks;
};

const tally = (name: string, cases: readonly ExampleResult[], colours: Colours): string => {
  const passed = cases.filter((result) => result.status === "passed").length;
  const failed = cases.length - passed;
  if (failed === 0) return `${name}: ${colours.green(`${passed} passed`)}`;
  return `${name}: ${passed} passed, ${colours.red(`${failed} failed`)}`;
};

const failureLines = (report: Report, result: ExampleResult, colours: Colours): readonly string[] => {
  const text = report.textOf(result.uri);
  const { line, column } = text.at(result.span.start);
  const wrong = result.checks.filter((check) => !check.passed);
  const table = columns(
    wrong.flatMap(({ variable, expected, actual }) => [
      [`${variable}:`, "expected", expected],
      ["", "actual", actual],
    ]),
  );
  return [
    `${colours.red(result.status)} ${result.title}  ${colours.dim(`at ${text.path}:${line}:${column}`)}`,
    `  ${colours.dim(text.line(line).trim().slice(0, 120))}`,
    ...table.map((row) => `  ${row}`),
    ...(result.message === undefined ? [] : [`  ${result.message}`]),
  ];
};

const coverageLines = (report: Report, file: FileReport, coverage: RowCoverage, colours: Colours): readonly string[] => {
  const wanted = coverage.threshold === undefined ? "" : `, threshold ${coverage.threshold} %`;
  const line = `rows reached: ${coverage.reached} of ${coverage.rows} (${percent(coverage)} %${wanted})`;
  const missed = file.examples.coverage.flatMap((block) =>
    block.rows.filter((row) => !row.reached).map((row) => ({ ...row, block: block.title })),
  );
  return [
    coverage.below ? colours.red(`${line}: below the threshold`) : line,
    ...(missed.length === 0 ? [] : [`${plural(missed.length, "row")} that no example reaches:`]),
    ...missed.map(
      (row) => `  ${colours.dim(`${report.textOf(row.uri).path}:${report.textOf(row.uri).at(row.span.start).line}`)} ${row.text.trim()}`,
    ),
  ];
};

/** Rounded down, so that 100 is said only of all rows. */
export const percent = ({ reached, rows }: RowCoverage): string => (rows === 0 ? "100" : String(Math.floor((reached * 1000) / rows) / 10));
