/** Runs the example cases of a file: what was expected, what came out, which rows they reach. */
import type { CaseDecl, Decl, ExampleRow, ExamplesDecl, Expected, ExpectedOne, Given, Span } from "#grammar";
import type { Answer, ExampleReport, ExampleResult, Unreadable } from "../api.ts";
import { type ExpectedPart, expectedWord, meetsParts } from "../evaluate/expected.ts";
import type { Recorded } from "../evaluate/patient.ts";
import { isUnreadable, type Reading } from "../evaluate/reading.ts";
import { stageCase } from "../evaluate/stage.ts";
import { suggestion } from "../model/problems.ts";
import type { Model, Variable } from "../model/symbols.ts";
import { parseDecimal } from "../number/rational.ts";
import { lineAt } from "../text/lines.ts";
import { acceptedText } from "./accept.ts";
import { coverageOf, type IsReached, type Run } from "./coverage.ts";
import { cellReading, givenReading } from "./readings.ts";

/** What a caller may know or lend: none of it changes a result. */
export interface RunAids {
  readonly isReached?: IsReached | undefined;
  readonly clock?: (() => number) | undefined;
}

/** Runs every example and case of the entry file. */
export function runModelExamples(model: Model, { isReached, clock }: RunAids = {}): ExampleReport {
  const runs: Run[] = [];
  const results = model.source.parsed.file.decls.flatMap((decl) => [...timed(runDecl(model, decl, runs), clock)]);
  return { results, coverage: coverageOf(model, runs, isReached) };
}

/** The same results, each with the time until it came. */
function* timed(results: Iterable<ExampleResult>, clock: RunAids["clock"]): Generator<ExampleResult> {
  let start = clock?.() ?? 0;
  for (const result of results) {
    if (clock === undefined) yield result;
    else {
      const now = clock();
      yield { ...result, milliseconds: now - start };
      start = now;
    }
  }
}

/** One declaration of examples; nothing for any other. */
export function runDecl(model: Model, decl: Decl, runs: Run[]): Iterable<ExampleResult> {
  if (decl.kind === "examples") return runExamplesBlock(model, decl, runs);
  if (decl.kind === "case") return runCase(model, decl, runs);
  return [];
}

type Check = ExampleResult["checks"][number];

const invalid = (model: Model, span: Span, title: string, message: string): ExampleResult => ({
  uri: model.uri,
  span: { start: span.start, end: span.end },
  title,
  status: "invalid",
  checks: [],
  message,
});

const noVariable = (model: Model, name: string): string =>
  `Nothing declares '${name}'${suggestion(name, model.scope.keys(), "correct the name, or declare it.")}`;

/** Ends a sentence that does not end yet. */
const sentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);

const spanText = (model: Model, span: Span): string => model.source.text.slice(span.start, span.end);

function* runExamplesBlock(model: Model, decl: ExamplesDecl, runs: Run[]): Generator<ExampleResult> {
  const { grid } = decl;
  const block = decl.title?.value ?? "examples";
  const missing = [...grid.columns, ...grid.results].find((name) => !model.scope.has(name.text));
  if (missing !== undefined) {
    yield invalid(model, missing, block, noVariable(model, missing.text));
    return;
  }
  const columns = grid.columns.map((name) => model.scope.get(name.text) as Variable);
  for (const row of grid.rows) yield runRow(model, { row, grid, columns, block }, runs);
}

interface RowToRun {
  readonly row: ExampleRow;
  readonly grid: ExamplesDecl["grid"];
  readonly columns: readonly Variable[];
  readonly block: string;
}

function runRow(model: Model, { row, grid, columns, block }: RowToRun, runs: Run[]): ExampleResult {
  const title = `${block}, line ${lineAt(model.source.text, row.start, model.source).line}`;
  if (row.cells.length !== columns.length || row.expected.length !== grid.results.length) {
    return invalid(
      model,
      row,
      title,
      `This row has ${row.cells.length} cells and ${row.expected.length} expected; its header names ${columns.length} columns and ${grid.results.length} decided.`,
    );
  }
  const recorded = new Map<string, Reading | Unreadable>();
  for (const [index, cell] of row.cells.entries()) {
    const variable = columns[index] as Variable;
    const reading = cellReading(variable, cell, spanText(model, cell));
    if (reading === undefined) continue;
    // A cell that cannot be read may be what the example is about.
    if (isUnreadable(reading) && expectsInvalid(row.expected))
      return expectAll(model, row, title, recorded.set(variable.name, reading), grid.results, row.expected, runs);
    if (isUnreadable(reading)) return invalid(model, cell, title, sentence(`${variable.name}: ${reading.problem}`));
    recorded.set(variable.name, reading);
  }
  return expectAll(model, row, title, recorded, grid.results, row.expected, runs);
}

const expectsInvalid = (expected: readonly Expected[]): boolean =>
  expected.some((one) => one.alternatives.some((alternative) => alternative.kind === "label" && alternative.label.text === "invalid"));

/** Stages what is recorded, and holds every expected side of a row to it. */
function expectAll(
  model: Model,
  row: Span,
  title: string,
  recorded: Recorded,
  names: readonly { text: string }[],
  expected: readonly Expected[],
  runs: Run[],
): ExampleResult {
  const answers = stageCase(model, recorded);
  runs.push({ recorded });
  return resultOf(
    model,
    row,
    title,
    names.map((name, index) => compareAnswer(model, name.text, expected[index] as Expected, answers, recorded)),
  );
}

function resultOf(model: Model, span: Span, title: string, checks: readonly (Check | string)[]): ExampleResult {
  const wrong = checks.find((check) => typeof check === "string");
  if (typeof wrong === "string") return invalid(model, span, title, wrong);
  const done = checks as readonly Check[];
  const failed = done.filter((check) => !check.passed);
  const message =
    failed.length === 0
      ? undefined
      : failed.map((check) => `${check.variable} was expected to be ${check.expected}, and is ${check.actual}`).join("; ");
  return {
    uri: model.uri,
    span: { start: span.start, end: span.end },
    title,
    status: failed.length === 0 ? "passed" : "failed",
    checks: done,
    message,
  };
}

/** One expected side against its answer; a text where it cannot be read. */
function compareAnswer(model: Model, name: string, expected: Expected, answers: readonly Answer[], recorded: Recorded): Check | string {
  const variable = model.scope.get(name);
  if (variable === undefined) return noVariable(model, name);
  const answer = answers.find((one) => one.decision === variable.name);
  if (answer === undefined) return `Nothing decides ${name}, so it cannot be expected; only decided variables stand behind =>.`;
  const parts = expected.alternatives.map((one) => partOf(variable, one));
  const wrong = parts.find((part) => typeof part === "string");
  if (typeof wrong === "string") return wrong;
  const passed = meetsParts(parts as readonly ExpectedPart[], answer, variable);
  const accepted = passed ? undefined : acceptedText(variable, answer);
  return {
    variable: name,
    expected: spanText(model, expected).trim(),
    actual: actualText(answer),
    ...(accepted === undefined ? {} : { accepted }),
    passed,
    span: { start: expected.start, end: expected.end },
    patient: recorded,
  };
}

/** What came out, in the words of an expected side. */
export function actualText(answer: Answer): string {
  const { outcome } = answer;
  const text = answer.possible.join(", ");
  if (outcome.kind === "assigned") return text;
  if (outcome.kind === "undetermined")
    return `${outcome.needs.length > 0 ? `undetermined until ${outcome.needs.join(", ")} is known: ` : outcome.possible.length === 1 ? "undetermined: " : ""}${text}`;
  return answer.reason === "" ? outcome.kind : `${outcome.kind} (${answer.reason})`;
}

function partOf(variable: Variable, one: ExpectedOne): ExpectedPart | string {
  switch (one.kind) {
    case "none":
      return { kind: "word", word: "none" };
    case "hole":
      return "The expected side is still ???: fill in what the source says for this case.";
    case "range": {
      const lo = one.from.kind === "number" ? parseDecimal(one.from.text) : undefined;
      const hi = one.to.kind === "number" ? parseDecimal(one.to.text) : undefined;
      if (lo === undefined || hi === undefined) return "An expected range has a number at both ends.";
      return { kind: "range", within: { lo, hi, loOpen: one.fromOpen, hiOpen: one.toOpen } };
    }
    default: {
      const text = one.kind === "label" ? one.label.text : one.kind === "number" ? one.text : one.value ? "yes" : "no";
      const part = expectedWord(variable, text);
      return "problem" in part ? sentence(part.problem) : part;
    }
  }
}

// -------------------------------------------------------------------- stepwise

/** What a given says, without the name that it says it of: as a cell would have it. */
function givenText(model: Model, given: Given): string {
  const rest = model.source.text.slice(given.variable.end, given.end).trim();
  if (given.kind === "has") return spanText(model, given);
  return given.kind === "compare" && given.op === "=" ? rest.replace(/^=\s*/, "") : rest.replace(/^in\b\s*\(?(.*?)\)?$/s, "$1");
}

function runCase(model: Model, decl: CaseDecl, runs: Run[]): readonly ExampleResult[] {
  const title = decl.title.value;
  const recorded = new Map<string, Reading>();
  const checks: (Check | string)[] = [];
  for (const step of decl.steps) {
    if (step.kind === "expect") {
      const soFar = new Map(recorded);
      runs.push({ recorded: soFar });
      checks.push(compareAnswer(model, step.name.text, step.expected, stageCase(model, soFar), soFar));
      continue;
    }
    for (const given of step.givens) {
      const variable = model.scope.get(given.variable.text);
      if (variable === undefined) return [invalid(model, given.variable, title, noVariable(model, given.variable.text))];
      const reading = givenReading(variable, given, givenText(model, given), recorded.get(variable.name));
      if (isUnreadable(reading)) return [invalid(model, given, title, sentence(`${variable.name}: ${reading.problem}`))];
      recorded.set(variable.name, reading);
    }
  }
  if (checks.length === 0)
    return [invalid(model, decl.title, title, "This case expects nothing; add a line such as 'expect stage = IIA'.")];
  return [resultOf(model, decl.title, title, checks)];
}
