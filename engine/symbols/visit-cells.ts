/** What a walk tells, and its smallest parts: names; labels and numbers beside the variable of their column. */
import type { Alternative, Cell, Expected, ExpectedOne, Label, Literal, QName, Result, Span } from "#grammar";
import type { Variable } from "../model/symbols.ts";
import { unreachable } from "../unreachable.ts";

/** What the walk is told and whom it tells. */
export interface Visit {
  readonly names: ReadonlyMap<string, Variable>;
  /** A name; `decides` where the text gives the variable its value. */
  readonly onVariable: (name: QName, variable: Variable, decides: boolean) => void;
  /** A label, a member or an unknown as written, beside the variable in which it is looked up. */
  readonly onLabel: (span: Span, text: string, variable: Variable, quoted: boolean) => void;
  /** A number that is none of the labels of its variable. */
  readonly onNumber: (span: Span, variable: Variable) => void;
  /** A citation key, without its sign. */
  readonly onCite: (span: Span, key: string) => void;
  /** The path of a `use`. */
  readonly onFile: (span: Span) => void;
}

/** Tells a name; the variable, where something declares it. */
export function visitName(visit: Visit, name: QName, decides = false): Variable | undefined {
  const variable = visit.names.get(name.text);
  if (variable !== undefined) visit.onVariable(name, variable, decides);
  return variable;
}

export const visitLabel = (visit: Visit, label: Label, variable: Variable): void =>
  visit.onLabel(label, label.text, variable, label.quoted);

/** A bare number may be a label: `stage = 0`. */
export function visitLiteral(visit: Visit, literal: Literal, variable: Variable | undefined): void {
  if (variable === undefined) return;
  switch (literal.kind) {
    case "label":
      visitLabel(visit, literal.label, variable);
      return;
    case "set":
      for (const label of literal.labels) visitLabel(visit, label, variable);
      return;
    case "number": {
      const isNumber = variable.kind === "number" && !variable.unknowns.includes(literal.text);
      if (isNumber || literal.unit !== undefined) visit.onNumber(literal, variable);
      else visit.onLabel(literal, literal.text, variable, false);
      return;
    }
    case "yesno":
      return;
    default:
      unreachable(literal);
  }
}

export function visitAlternative(visit: Visit, alternative: Alternative, variable: Variable | undefined): void {
  switch (alternative.kind) {
    case "value":
    case "compare":
      visitLiteral(visit, alternative.value, variable);
      return;
    case "range":
      visitLiteral(visit, alternative.from, variable);
      visitLiteral(visit, alternative.to, variable);
      return;
    case "unknown":
      return;
    default:
      unreachable(alternative);
  }
}

export function visitCell(visit: Visit, cell: Cell, variable: Variable | undefined): void {
  if (cell.kind !== "alternatives") return;
  for (const alternative of cell.alternatives) visitAlternative(visit, alternative, variable);
}

export function visitResult(visit: Visit, result: Result | ExpectedOne, variable: Variable | undefined): void {
  switch (result.kind) {
    case "none":
    case "hole":
      return;
    case "range":
      visitAlternative(visit, result, variable);
      return;
    case "label":
    case "number":
    case "yesno":
      visitLiteral(visit, result, variable);
      return;
    default:
      unreachable(result);
  }
}

export function visitExpected(visit: Visit, expected: Expected, variable: Variable | undefined): void {
  for (const one of expected.alternatives) visitResult(visit, one, variable);
}
