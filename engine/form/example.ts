/**
 * A tried case as an example in the file: a row of a table that has its columns, or a case of its own. What is expected
 * is what the author confirmed; what he did not is `???`. Nothing is offered that would not read back as what was entered.
 */
import { type ExamplesDecl, format, parse, type TextEdit } from "#grammar";
import { exampleAt } from "../cases/example-at.ts";
import { expectedText } from "../evaluate/expected.ts";
import { isUnreadable, type Reading } from "../evaluate/reading.ts";
import { lineEnd } from "../fixes/edits.ts";
import { labelText } from "../fixes/labels.ts";
import type { Model, Variable } from "../model/symbols.ts";
import { load, type Scheme } from "../scheme.ts";
import { type Entry, isSameReading, readEntries } from "./record.ts";
import { writtenCell, writtenGiven } from "./written.ts";

/** What the author says that a decision comes to; an empty text is left open. */
export interface Confirmed {
  readonly decision: string;
  readonly text: string;
}

export type NewExample =
  | { readonly kind: "example"; readonly edit: TextEdit /** Where it stands afterwards. */; readonly at: number; readonly where: string }
  | { readonly kind: "problem"; readonly problem: string };

interface Wanted {
  readonly recorded: ReadonlyMap<Variable, Reading>;
  readonly expected: readonly Confirmed[];
  readonly title: string;
}

export function newExample(scheme: Scheme, entries: readonly Entry[], expected: readonly Confirmed[], title: string): NewExample {
  const { model } = scheme;
  if (scheme.findings.some(({ severity }) => severity === "error")) return problem("Mend the errors of the rules first.");
  const { recorded, problems, gone } = readEntries(model, entries);
  const [wrong] = [...problems, ...gone];
  if (wrong !== undefined) return problem(`${wrong.variable}: ${wrong.problem}. Mend or clear it first.`);
  if (recorded.size === 0) return problem("Nothing is recorded yet: an example says something of a case.");
  if (expected.length === 0) return problem("Say which decision the example is about.");
  const readings = new Map<Variable, Reading>();
  for (const [name, reading] of recorded) {
    const variable = model.variables.find((one) => one.name === name);
    if (variable !== undefined && !isUnreadable(reading)) readings.set(variable, reading);
  }
  const confirmed = confirmedSides(model, expected);
  if ("problem" in confirmed) return problem(confirmed.problem);
  const wanted: Wanted = { recorded: readings, expected: confirmed.sides, title };
  // An open side stages nothing, so what is recorded is proved with a word in its place that any case may meet.
  const provable = { ...wanted, expected: wanted.expected.map((one) => (one.text === open ? { ...one, text: "undetermined" } : one)) };
  for (const make of [asRow, asCase]) {
    const [made, proof] = [make(scheme, wanted), make(scheme, provable)];
    if (made !== undefined && proof !== undefined && readsBack(scheme, provable, proof)) return formatted(model.source.text, made);
  }
  return problem("This case cannot be written as an example: no cell says just what is recorded.");
}

const problem = (text: string): NewExample => ({ kind: "problem", problem: text });

interface Insertion {
  readonly at: number;
  readonly text: string;
  /** Offset of the example within the inserted text. */
  readonly shift: number;
  readonly where: string;
}

const open = "???";

/** What the author confirmed, in the spelling of the language. */
function confirmedSides(
  model: Model,
  expected: readonly Confirmed[],
): { readonly sides: readonly Confirmed[] } | { readonly problem: string } {
  const sides: Confirmed[] = [];
  for (const { decision, text } of expected) {
    const variable = model.variables.find(({ name }) => name === decision);
    if (variable === undefined) return { problem: `Nothing decides ${decision}.` };
    const written = text.trim() === "" ? { text: open } : sideOf(variable, text.trim());
    if ("problem" in written) return { problem: `${decision}: ${written.problem}` };
    sides.push({ decision, text: written.text });
  }
  return { sides };
}

function sideOf(variable: Variable, text: string): { readonly text: string } | { readonly problem: string } {
  if (text === open) return { text };
  const read = expectedText(variable, text);
  if ("problem" in read) return { problem: read.problem };
  if (variable.kind !== "category") return { text };
  return {
    text: read.parts
      .map((part) => (part.kind === "label" ? labelText(part.node.text) : part.kind === "word" ? part.word : text))
      .join(", "),
  };
}

// ---------------------------------------------------------------------- as a row

function asRow(scheme: Scheme, wanted: Wanted): Insertion | undefined {
  const { source, scope } = scheme.model;
  const cells = new Map<Variable, string>();
  for (const [variable, reading] of wanted.recorded) {
    const cell = writtenCell(variable, reading);
    if (cell === undefined) return undefined;
    cells.set(variable, cell);
  }
  const fits = source.parsed.file.decls
    .filter((decl) => decl.kind === "examples")
    .filter(({ broken, grid }) => {
      const columns = grid.columns.map((column) => scope.get(column.text));
      const results = grid.results.map((result) => scope.get(result.text)?.name);
      const isSame = results.length === wanted.expected.length && wanted.expected.every(({ decision }) => results.includes(decision));
      return !broken && grid.broken === 0 && isSame && [...cells.keys()].every((variable) => columns.includes(variable));
    });
  const fewest = Math.min(...fits.map(({ grid }) => grid.columns.length));
  const table = fits.findLast(({ grid }) => grid.columns.length === fewest);
  return table && rowIn(scheme, table, wanted, cells);
}

function rowIn({ model }: Scheme, { grid, title }: ExamplesDecl, wanted: Wanted, cells: ReadonlyMap<Variable, string>): Insertion {
  const { text } = model.source;
  const cellOf = (name: string): string => {
    const variable = model.scope.get(name);
    return (variable && cells.get(variable)) ?? "";
  };
  const resultOf = (name: string): string => {
    const confirmed = wanted.expected.find(({ decision }) => decision === model.scope.get(name)?.name);
    return confirmed === undefined ? open : confirmed.text;
  };
  const row = `${grid.columns.map(({ text: name }) => cellOf(name)).join(" | ")} => ${grid.results.map(({ text: name }) => resultOf(name)).join(" | ")}`;
  const last = grid.rows.at(-1) ?? grid.headerSpan;
  const end = lineEnd(text, last.end);
  const rest = text.slice(last.end, end);
  const where = title === undefined ? "the examples" : `the examples “${title.value}”`;
  if (!/^\s*(\/\/.*)?$/.test(rest)) return { at: last.end, text: `\n  ${row}\n`, shift: 3, where };
  return { at: end, text: `\n  ${row}`, shift: 3, where };
}

// --------------------------------------------------------------------- as a case

function asCase({ model }: Scheme, wanted: Wanted): Insertion | undefined {
  const givens: string[] = [];
  for (const [variable, reading] of wanted.recorded) {
    const given = writtenGiven(variable, reading);
    if (given === undefined) return undefined;
    givens.push(given);
  }
  const { text, parsed } = model.source;
  const title = wanted.title.trim() === "" ? "Tried by hand" : wanted.title.trim();
  const lines = [
    `case "${title.replace(/["\\]/g, "\\$&")}" {`,
    `  given ${givens.join(", ")}`,
    ...wanted.expected.map((one) => `  expect ${one.decision} = ${one.text}`),
    "}",
  ];
  const last = parsed.file.decls.findLast((decl) => decl.kind === "examples" || decl.kind === "case") ?? parsed.file.decls.at(-1);
  const at = last === undefined ? text.length : lineEnd(text, last.end);
  const written = lines.join("\n");
  return { at, text: `\n\n${written}`, shift: written.indexOf("expect ") + 2, where: `the case “${title}”` };
}

// ----------------------------------------------------------------- what it comes to

const inserted = (text: string, { at, text: added }: Insertion): string => text.slice(0, at) + added + text.slice(at);

/** Whether the example says of the case what was entered, and the file still reads. */
function readsBack({ model }: Scheme, { recorded }: Wanted, insertion: Insertion): boolean {
  const text = inserted(model.source.text, insertion);
  const parsed = parse(text);
  if (parsed.problems.length > model.source.parsed.problems.length) return false;
  const again = load({ uri: model.uri, text, parsed }, (from, path) => {
    const use = model.sources
      .find(({ uri }) => uri === from)
      ?.parsed.file.decls.find((decl) => decl.kind === "use" && decl.path.value === path);
    const target = use?.kind === "use" ? model.targets.get(`${from}#${use.path.start}`) : undefined;
    return model.sources.find(({ uri }) => uri === target);
  });
  const made = exampleAt(again, insertion.at + insertion.shift);
  if (made?.patient === undefined || made.patient.size !== recorded.size) return false;
  return [...recorded].every(([variable, reading]) => {
    const read = made.patient?.get(variable.name);
    return read !== undefined && !isUnreadable(read) && isSameReading(read as Reading, reading);
  });
}

/** The declaration that the example stands in, laid out as the formatter has it; nothing else of the file is touched. */
function formatted(text: string, insertion: Insertion): NewExample {
  const made = inserted(text, insertion);
  const at = insertion.at + insertion.shift;
  const plain = { start: insertion.at, end: insertion.at, text: insertion.text };
  const example = (edit: TextEdit, place: number): NewExample => ({ kind: "example", edit, at: place, where: insertion.where });
  const [before, after] = [parse(made).file.decls, parse(format(made)).file.decls];
  const index = before.findIndex((decl) => decl.start <= at && at <= decl.end);
  const [from, to] = [before[index], after[index]];
  if (from?.kind !== "examples" || to?.kind !== "examples" || before.length !== after.length) return example(plain, at);
  const fresh = format(made).slice(to.start, to.end);
  const row = from.grid.rows.findIndex(({ start, end }) => start <= at && at <= end);
  const place = to.grid.rows[row]?.start ?? to.start;
  return example({ start: from.start, end: from.end - insertion.text.length, text: fresh }, from.start + (place - to.start));
}
