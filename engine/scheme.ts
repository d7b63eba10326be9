/** A loaded scheme, as the rooms above the engine see it. */
import type { Answer, PatientCase, Reading, Resolve, SchemeInfo, Source, Trace, Unreadable, VariableInfo } from "./api.ts";
import { type Expectation, expectedText, meetsParts } from "./evaluate/expected.ts";
import { type ReadOptions, readMemberText, readText } from "./evaluate/read-text.ts";
import { type Reading as InnerReading, rangeText, isUnreadable as unreadable } from "./evaluate/reading.ts";
import { stageCase } from "./evaluate/stage.ts";
import { traceCase } from "./evaluate/trace.ts";
import { loadModel } from "./model/load.ts";
import type { Model, Variable } from "./model/symbols.ts";

export interface Scheme extends SchemeInfo {
  /** For the engine alone. */
  readonly model: Model;
}

/** Binds a parsed file with everything it uses. Never throws on what an author wrote: see `findings`. */
export function load(entry: Source, resolve: Resolve): Scheme {
  const model = loadModel(entry, resolve);
  const decided = new Set(model.decisions.map((decision) => decision.variable));
  const inputs = model.variables.filter((variable) => !decided.has(variable));
  return {
    model,
    uri: model.uri,
    title: model.title,
    findings: model.findings,
    uses: model.sources.map((source) => source.uri).filter((uri) => uri !== model.uri),
    variables: [...inputs, ...decided].map((variable) => infoOf(variable, decided.has(variable))),
  };
}

function infoOf(variable: Variable, decided: boolean): VariableInfo {
  const range = variable.kind === "number" ? rangeText(variable).replace(/^ \(|\)$/g, "") : "";
  return {
    name: variable.name,
    title: variable.title,
    kind: variable.kind,
    decided,
    also: variable.also,
    labels:
      "domain" in variable
        ? variable.domain.nodes.map((node) => ({ text: node.text, title: node.title, parent: node.parent?.text, also: node.also }))
        : [],
    unknowns: variable.unknownsDeclared ? variable.unknowns : [],
    unit: variable.kind === "number" ? variable.unit : undefined,
    range: range === "" ? undefined : range,
    place: variable.place,
  };
}

/** The variable of a scheme, by its full name. */
export const variableOf = (scheme: Scheme, name: string): Variable | undefined =>
  scheme.model.variables.find((variable) => variable.name === name);

const noSuch = (name: string): Unreadable => ({ variable: name, problem: `the rules have no variable ${name}` });

/** What a cell says of a variable; undefined where it is blank. */
export function readCell(scheme: Scheme, name: string, text: string, options: ReadOptions = {}): Reading | Unreadable | undefined {
  const variable = variableOf(scheme, name);
  if (variable === undefined) return noSuch(name);
  const classification = classificationOf(scheme);
  return readText(variable, text, classification === undefined ? options : { ...options, classification });
}

/** What the header says that the scheme is for. */
function classificationOf({ model }: Scheme): string | undefined {
  for (const decl of model.source.parsed.file.decls)
    if (decl.kind === "scheme") for (const field of decl.fields) if (field.kind === "classification") return field.value.text;
  return undefined;
}

/** What a column for one member of a set says, added to what other columns said so far. */
export function readMember(
  scheme: Scheme,
  name: string,
  member: string,
  text: string,
  options: ReadOptions = {},
  soFar?: Reading,
): Reading | Unreadable | undefined {
  const variable = variableOf(scheme, name);
  if (variable?.kind !== "set") return noSuch(name);
  return readMemberText(variable, member, text, options, soFar as InnerReading | undefined);
}

export const isUnreadable = (value: object): value is Unreadable => unreadable(value);

/** Stages a case: one answer per decided variable, in the order in which they are computed. */
export const stage = (scheme: Scheme, patient: PatientCase): readonly Answer[] =>
  stageCase(scheme.model, patient as ReadonlyMap<string, InnerReading | Unreadable>);

/**
 * Explains one decision of a case: the rows that decided, and those that nearly did. Empty where nothing decides that
 * name. `answers`: what staging the case came to, so that explaining every decision stages it once.
 */
export const trace = (scheme: Scheme, patient: PatientCase, decision: string, answers?: readonly Answer[]): Trace =>
  traceCase(scheme.model, patient as ReadonlyMap<string, InnerReading | Unreadable>, decision, answers) ?? {
    decision,
    decided: [],
    near: [],
    notes: [],
  };

/** Reads the expected side of a cohort's record: as in `examples`, and `unknown` for undetermined. */
export function readExpected(scheme: Scheme, decision: string, text: string): Expectation | Unreadable {
  const variable = variableOf(scheme, decision);
  return variable === undefined ? noSuch(decision) : expectedText(variable, text);
}

/** Whether an answer is what was expected of its decision. */
export const meets = (expectation: Expectation, answer: Answer): boolean => meetsParts(expectation.parts, answer, expectation.variable);
