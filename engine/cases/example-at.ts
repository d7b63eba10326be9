/** The example in which a place lies, run on its own: for whoever asks why it came out as it did. */
import type { Decl, Span } from "#grammar";
import type { ExampleResult, PatientCase } from "../api.ts";
import { isUnreadable, type Reading } from "../evaluate/reading.ts";
import { type Entry, entriesOf } from "../form/record.ts";
import type { Scheme } from "../scheme.ts";
import { runDecl } from "./run.ts";

export interface ExampleAt {
  /** Of a case in steps: only up to the step that was asked for. */
  readonly result: ExampleResult;
  /** The row, or the line of the case. */
  readonly span: Span;
  /** Missing where the example cannot be read. */
  readonly patient: PatientCase | undefined;
  /** The same as entries of a form. */
  readonly entries: readonly Entry[];
  /** Names of variables of which no entry says just what the example says. */
  readonly left: readonly string[];
}

/** Undefined where no example stands at the place, or while an error stands in the rules. */
export function exampleAt({ model }: Scheme, at: number): ExampleAt | undefined {
  const decl = model.source.parsed.file.decls.find((one) => one.start <= at && at <= one.end);
  const cut = decl === undefined ? undefined : cutAt(decl, at, model.source.text);
  if (cut === undefined || model.findings.some(({ severity }) => severity === "error")) return undefined;
  const [result] = runDecl(model, cut.decl, []);
  if (result === undefined) return undefined;
  const patient = result.checks.at(-1)?.patient;
  const told = [...(patient ?? [])].map(([name, reading]) => {
    const variable = model.variables.find((one) => one.name === name);
    const known = isUnreadable(reading) ? undefined : (reading as Reading);
    return { name, entries: variable === undefined || known === undefined ? undefined : entriesOf(variable, known) };
  });
  return {
    result,
    span: cut.span,
    patient,
    entries: told.flatMap(({ entries }) => entries ?? []),
    left: told.filter(({ entries }) => entries === undefined).map(({ name }) => name),
  };
}

/** The declaration with nothing but the example at the place: one row, or the steps up to one that expects something. */
function cutAt(decl: Decl, at: number, text: string): { readonly decl: Decl; readonly span: Span } | undefined {
  const isOnLine = (span: Span): boolean => lineOf(text, span.start) <= lineOf(text, at) && lineOf(text, at) <= lineOf(text, span.end);
  if (decl.kind === "examples") {
    const inside = decl.grid.rows.find((row) => row.start <= at && at <= row.end) ?? decl.grid.rows.find(isOnLine);
    return inside && { decl: { ...decl, grid: { ...decl.grid, rows: [inside] } }, span: inside };
  }
  if (decl.kind !== "case") return undefined;
  // At its title the case is taken as it ends.
  const asked = isOnLine(decl.title) ? -1 : decl.steps.findIndex((step) => step.kind === "expect" && step.end >= at);
  const until = asked >= 0 ? asked : decl.steps.findLastIndex(({ kind }) => kind === "expect");
  const step = decl.steps[until];
  return step && { decl: { ...decl, steps: decl.steps.slice(0, until + 1) }, span: step };
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split("\n").length;
