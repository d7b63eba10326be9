/** Tells a test run what came of the cases of a file, as the server says it; no case that was not run is called passed. */
import {
  FileCoverage,
  Location,
  MarkdownString,
  StatementCoverage,
  TestCoverageCount,
  type TestItem,
  TestMessage,
  TestMessageStackFrame,
  type TestRun,
  Uri,
} from "vscode";
import { type Case, type Check, type Examples, rangeOf } from "./examples.ts";

export interface Counts {
  passed: number;
  failed: number;
  /** Could not be run, or wait for an error in the rules to be mended. */
  errored: number;
  /** Files without cases. */
  skipped: number;
}

interface Telling {
  readonly run: TestRun;
  readonly file: TestItem;
  readonly examples: Examples;
  readonly isWanted: (item: TestItem) => boolean;
  readonly counts: Counts;
}

/** The items of the file must be those of just these examples. */
export function tellResults({ run, file, examples, isWanted, counts }: Telling): void {
  if (examples.blocks.length === 0) {
    counts.skipped += 1;
    run.appendOutput(`${file.label} has no example cases: nothing of it was tested\r\n`, undefined, file);
    run.skipped(file);
    return;
  }
  for (const block of examples.blocks) {
    const parent = file.children.get(block.id);
    if (parent === undefined) continue;
    if (block.cases.length === 0 && isWanted(parent)) {
      counts.errored += 1;
      run.errored(parent, new TestMessage(block.why ?? "There is no case in it."));
    }
    for (const one of block.cases) {
      const item = parent.children.get(one.id);
      if (item === undefined || !isWanted(item)) continue;
      counts[tellCase(run, item, one)] += 1;
    }
  }
}

function tellCase(run: TestRun, item: TestItem, one: Case): "passed" | "failed" | "errored" {
  if (one.state === "passed") {
    run.passed(item, one.milliseconds);
    return "passed";
  }
  if (one.state === "failed") {
    const wrong = one.checks.filter(({ passed }) => !passed);
    run.failed(
      item,
      wrong.map((check) => messageOf(item, check)),
      one.milliseconds,
    );
    return "failed";
  }
  const message = new TestMessage(one.why ?? "It was not run.");
  if (item.uri !== undefined) message.location = new Location(item.uri, rangeOf(one.range));
  run.errored(item, message, one.milliseconds);
  return "errored";
}

function messageOf({ uri }: TestItem, check: Check): TestMessage {
  const rows = check.rows.map(({ line, text }) => `- line ${line}: \`${text.replaceAll("`", "'")}\``);
  const said = `${check.variable} was expected to be ${check.expected}, and is ${check.actual}.`;
  const message = TestMessage.diff(
    rows.length === 0 ? said : new MarkdownString(`${said}\n\nDecided by\n${rows.join("\n")}`),
    check.expected,
    check.actual,
  );
  if (uri !== undefined) message.location = new Location(uri, rangeOf(check.range));
  message.stackTrace = check.rows.map((row) => new TestMessageStackFrame(row.text, Uri.parse(row.uri), rangeOf(row.range).start));
  return message;
}

// --------------------------------------------------------------------- coverage

const details = new WeakMap<FileCoverage, readonly StatementCoverage[]>();

/** Which rows the cases of a file reach; undefined where that was not found out. */
export function coverageOf(uri: Uri, { rows }: Examples): FileCoverage | undefined {
  if (rows.length === 0) return undefined;
  const coverage = new FileCoverage(uri, new TestCoverageCount(rows.filter(({ reached }) => reached).length, rows.length));
  details.set(
    coverage,
    rows.map(({ reached, range }) => new StatementCoverage(reached, rangeOf(range))),
  );
  return coverage;
}

export const detailsOf = (coverage: FileCoverage): StatementCoverage[] => [...(details.get(coverage) ?? [])];
