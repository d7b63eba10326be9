/**
 * A scheme as a form to fill in: what can be recorded of a case, in the order of the text, and what comes out.
 * It says nothing of any one case; `tried.ts` does.
 */
import type { CategoryDecl, Citation, FlagDecl, NumberDecl, SetDecl } from "#grammar";
import { assumedText } from "../evaluate/assumed.ts";
import { rangeText } from "../evaluate/reading.ts";
import { sourcesOf } from "../evaluate/sources.ts";
import type { Place } from "../finding.ts";
import type { LabelNode, Model, Variable } from "../model/symbols.ts";
import { type Rational, toDecimalText } from "../number/rational.ts";
import type { Scheme } from "../scheme.ts";
import { labelRecord } from "./record.ts";
import { unitChoices } from "./units.ts";

/** A label as a choice; `text` is what is shown, `record` what a record writes for it. */
export interface FormLabel {
  readonly text: string;
  readonly record: string;
  readonly title: string | undefined;
  readonly also: readonly string[];
  /** 0 for a label without a parent. */
  readonly depth: number;
  /** True where it stands for the labels below it. */
  readonly parent: boolean;
  /** The plain case of its parent, whose name it shares. */
  readonly plain: boolean;
}

export interface FormField {
  readonly name: string;
  readonly title: string | undefined;
  /** Markdown, as the author documented it. */
  readonly doc: string | undefined;
  readonly kind: Variable["kind"];
  /** Decided by the rules; what is recorded stands beside what they derive. */
  readonly decided: boolean;
  /** False where nothing that is decided depends on it. */
  readonly read: boolean;
  /** Labels of a category, members of a set. */
  readonly labels: readonly FormLabel[];
  /** Ways to record "not known", as declared; empty where only `?` says it. */
  readonly unknowns: readonly string[];
  readonly unit: string | undefined;
  /** The declared unit first. */
  readonly units: readonly string[];
  readonly range: string | undefined;
  readonly lowest: string | undefined;
  readonly highest: string | undefined;
  readonly step: string | undefined;
  /** What the rules take a silent record to say. */
  readonly assume: string | undefined;
  readonly also: readonly string[];
  readonly sources: readonly string[];
  readonly place: Place;
}

export interface FormDecision {
  readonly name: string;
  readonly title: string | undefined;
  readonly kind: Variable["kind"];
  /** No other decision reads it: it is what the scheme is for. */
  readonly final: boolean;
  /** Every variable on which it depends, through other decisions too. */
  readonly reads: readonly string[];
  readonly place: Place;
}

export interface Form {
  readonly title: string | undefined;
  /** What is recorded first, then what the rules decide. */
  readonly fields: readonly FormField[];
  /** In the order in which they are computed. */
  readonly decisions: readonly FormDecision[];
}

const forms = new WeakMap<Model, Form>();

export function formOf({ model }: Scheme): Form {
  const known = forms.get(model);
  if (known !== undefined) return known;
  const decided = new Set(model.decisions.map((decision) => decision.variable));
  const read = upstream(
    model,
    model.decisions.flatMap((decision) => decision.reads),
  );
  const inner = new Set(model.decisions.flatMap((decision) => decision.reads));
  const form: Form = {
    title: model.title,
    fields: [...model.variables.filter((variable) => !decided.has(variable)), ...decided].map((variable) =>
      fieldOf(model, variable, decided.has(variable), read.has(variable)),
    ),
    decisions: model.decisions.map(({ variable, reads, place }) => ({
      name: variable.name,
      title: variable.title,
      kind: variable.kind,
      final: !inner.has(variable),
      reads: [...upstream(model, reads)].map(({ name }) => name),
      place,
    })),
  };
  forms.set(model, form);
  return form;
}

function fieldOf(model: Model, variable: Variable, decided: boolean, read: boolean): FormField {
  const number = variable.kind === "number" ? variable : undefined;
  const range = number === undefined ? "" : rangeText(number).replace(/^ \(|\)$/g, "");
  const end = (value: Rational | undefined): string | undefined => (value === undefined ? undefined : toDecimalText(value, 12));
  return {
    name: variable.name,
    title: variable.title,
    doc: variable.doc,
    kind: variable.kind,
    decided,
    read: read || excludesRead(model, variable),
    labels:
      "domain" in variable && variable.kind !== "flag" ? variable.domain.nodes.map((node) => choiceOf(variable.domain.leaves, node)) : [],
    unknowns: variable.unknownsDeclared ? variable.unknowns : [],
    unit: number?.unit,
    units: unitChoices(number?.unit),
    range: range === "" ? undefined : range,
    lowest: end(number?.range.lo),
    highest: end(number?.range.hi),
    step: end(number?.step),
    assume: variable.assume === undefined ? undefined : assumedText(variable),
    also: variable.also,
    sources: sourcesOf(model, citesOf(model, variable), variable.place.uri),
    place: variable.place,
  };
}

/** The variables that some others depend on, these included. */
function upstream(model: Model, variables: readonly Variable[]): ReadonlySet<Variable> {
  const found = new Set<Variable>();
  const open = [...variables];
  for (let variable = open.pop(); variable !== undefined; variable = open.pop()) {
    if (found.has(variable)) continue;
    found.add(variable);
    open.push(...(model.decisions.find((decision) => decision.variable === variable)?.reads ?? []));
  }
  return found;
}

const excludesRead = (model: Model, variable: Variable): boolean => model.excludes.some((exclude) => exclude.reads.includes(variable));

const choiceOf = (leaves: readonly LabelNode[], node: LabelNode): FormLabel => ({
  text: node.text,
  record: labelRecord(leaves, node),
  title: node.title,
  also: node.also,
  depth: depthOf(node),
  parent: !node.leaf,
  plain: node.plain,
});

const depthOf = (node: LabelNode): number => (node.parent === undefined ? 0 : depthOf(node.parent) + 1);

type Declared = CategoryDecl | FlagDecl | NumberDecl | SetDecl;

/** The citations of the declaration that gives a variable its name. */
function citesOf(model: Model, { place }: Variable): readonly Citation[] {
  const source = model.sources.find(({ uri }) => uri === place.uri);
  const decl = source?.parsed.file.decls.find(
    (one): one is Declared => "names" in one && one.kind !== "use" && one.names.some(({ start }) => start === place.span.start),
  );
  return decl?.cites ?? [];
}
