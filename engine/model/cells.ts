/** Cells and groups of alternatives, bound to conditions on one variable. */
import type { Alternative, Cell, CompareOp, Label, Literal, SetLiteral, Span } from "#grammar";
import { replaceBy } from "../fixes/edits.ts";
import { addLabelFix, labelText } from "../fixes/labels.ts";
import { swapFix } from "../fixes/numbers.ts";
import { unreachable } from "../unreachable.ts";
import { kindOfLabel, labelInRule } from "./domain.ts";
import { intervalsIn } from "./number-cells.ts";
import { closest, type Problems, report, sourceOf, spellingFix, suggestion } from "./problems.ts";
import {
  always,
  type Cond,
  type FiniteVariable,
  type LabelNode,
  type NamedUnknown,
  type NumberVariable,
  type SetVariable,
  type Variable,
} from "./symbols.ts";

/** A condition with the unknowns that it mentions positively. */
export interface Bound {
  readonly cond: Cond;
  readonly named: readonly NamedUnknown[];
  /** Several alternatives one by one, placed from the start of the first. */
  readonly parts?: readonly { readonly cond: Cond; readonly from: number; readonly to: number }[];
}

export function bindCell(variable: Variable, cell: Cell, problems: Problems): Bound | undefined {
  if (cell.kind === "any" || cell.kind === "blank") return { cond: always, named: [] };
  const bound = bindAlternatives(variable, cell.alternatives, problems);
  if (bound === undefined || !cell.negated) return bound;
  return { cond: { kind: "not", term: bound.cond }, named: [] };
}

/** Binds every alternative (so that each mistake is reported) and joins them with `or`. */
export function bindAlternatives(variable: Variable, alternatives: readonly Alternative[], problems: Problems): Bound | undefined {
  const bound = alternatives.map((alternative) => bindAlternative(variable, alternative, problems));
  if (bound.some((some) => some === undefined)) return undefined;
  const conds = bound.map((some) => (some as Bound).cond);
  const first = alternatives[0]?.start ?? 0;
  return {
    cond: joinOr(variable, conds),
    named: bound.flatMap((some) => (some as Bound).named),
    parts:
      conds.length < 2
        ? []
        : conds.map((cond, index) => ({
            cond,
            from: (alternatives[index]?.start ?? first) - first,
            to: (alternatives[index]?.end ?? first) - first,
          })),
  };
}

/** One condition for alternatives of the same variable. */
function joinOr(variable: Variable, conds: readonly Cond[]): Cond {
  if (conds.length === 1) return conds[0] as Cond;
  if (variable.kind === "category" || variable.kind === "flag") {
    const leaves = conds.filter((cond) => cond.kind === "leaf");
    if (leaves.length === conds.length) {
      const allowed = variable.domain.leaves.map((_, index) => leaves.some((cond) => cond.allowed[index]));
      return { kind: "leaf", variable, allowed, unknown: [...new Set(leaves.flatMap((cond) => cond.unknown))] };
    }
  }
  if (variable.kind === "number") {
    const numbers = conds.filter((cond) => cond.kind === "number");
    if (numbers.length === conds.length) {
      return {
        kind: "number",
        variable,
        within: numbers.flatMap((cond) => cond.within),
        unknown: [...new Set(numbers.flatMap((cond) => cond.unknown))],
      };
    }
  }
  return { kind: "or", terms: conds };
}

function bindAlternative(variable: Variable, alternative: Alternative, problems: Problems): Bound | undefined {
  if (alternative.kind === "unknown")
    return unknownBound(
      variable,
      variable.unknowns.map((_, index) => index),
    );
  switch (variable.kind) {
    case "category":
    case "flag":
      return bindFinite(variable, alternative, problems);
    case "number":
      return bindNumber(variable, alternative, problems);
    case "set":
      return bindSet(variable, alternative, problems);
    default:
      return unreachable(variable);
  }
}

/** Holds for the named unknowns of the variable and for nothing else. */
export function unknownBound(variable: Variable, unknown: readonly number[]): Bound {
  const named = unknown.map((index) => ({ variable, unknown: index }));
  if (variable.kind === "number") return { cond: { kind: "number", variable, within: [], unknown }, named };
  if (variable.kind === "set") return { cond: { kind: "setUnknown", variable, unknown }, named };
  return { cond: { kind: "leaf", variable, allowed: variable.domain.leaves.map(() => false), unknown }, named };
}

const textOf = (literal: Literal): string | undefined => {
  if (literal.kind === "label") return literal.label.text;
  if (literal.kind === "number" && literal.unit === undefined) return literal.text;
  return undefined;
};

export const unknownIndex = (variable: Variable, literal: Literal): number => {
  const text = textOf(literal);
  return text === undefined ? -1 : variable.unknowns.indexOf(text);
};

// -------------------------------------------------------- categories and flags

function bindFinite(
  variable: FiniteVariable,
  alternative: Exclude<Alternative, { kind: "unknown" }>,
  problems: Problems,
): Bound | undefined {
  if (alternative.kind === "range") {
    const from = labelOf(variable, alternative.from, problems, true);
    const to = labelOf(variable, alternative.to, problems, true);
    if (from === undefined || to === undefined) return undefined;
    const low = alternative.fromOpen ? from.hi : from.lo;
    const high = alternative.toOpen ? to.lo : to.hi;
    if (low >= high) {
      return report(
        problems,
        "type-mismatch",
        alternative,
        `The range ${from.text}..${to.text} is empty: ${variable.name} lists ${to.text} before ${from.text}.`,
        `${variable.name} ${from.text}..${to.text}`,
        { fixes: to.hi <= from.lo ? swapFix(sourceOf(problems), alternative.from, alternative.to) : [] },
      );
    }
    return { cond: leafRange(variable, low, high), named: [] };
  }
  if (alternative.kind === "value") {
    const index = unknownIndex(variable, alternative.value);
    if (index >= 0) return unknownBound(variable, [index]);
  }
  const label = labelOf(variable, alternative.value, problems);
  if (label === undefined) return undefined;
  if (alternative.kind === "value") return { cond: leafRange(variable, label.lo, label.hi), named: [] };
  return { cond: compareLeaves(variable, alternative.op, label), named: [] };
}

export function leafRange(variable: FiniteVariable, low: number, high: number): Cond {
  return { kind: "leaf", variable, allowed: variable.domain.leaves.map((_, index) => index >= low && index < high), unknown: [] };
}

/** `<`, `>=` … by the order of leaves; a parent is all its leaves. */
export function compareLeaves(variable: FiniteVariable, op: CompareOp, label: LabelNode): Cond {
  const count = variable.domain.leaves.length;
  switch (op) {
    case "=":
      return leafRange(variable, label.lo, label.hi);
    case "!=":
      return { kind: "not", term: leafRange(variable, label.lo, label.hi) };
    case "<":
      return leafRange(variable, 0, label.lo);
    case "<=":
      return leafRange(variable, 0, label.hi);
    case ">":
      return leafRange(variable, label.hi, count);
    case ">=":
      return leafRange(variable, label.lo, count);
    default:
      return unreachable(op);
  }
}

/** The label that a literal names in a category or flag; findings: `unknown-label`, `type-mismatch`. */
export function labelOf(variable: FiniteVariable, literal: Literal, problems: Problems, endsRange = false): LabelNode | undefined {
  if (variable.kind === "flag") {
    if (literal.kind === "yesno") return variable.domain.leaves[literal.value ? 1 : 0];
    return report(problems, "type-mismatch", literal, `${variable.name} is a flag: write yes or no.`, `${variable.name} yes or no`, {
      fixes: ["yes", "no"].map((word) => replaceBy(`Change to ${word}`, problems.uri, literal, word)),
    });
  }
  const text = textOf(literal);
  if (text === undefined) {
    const what =
      literal.kind === "number"
        ? `${literal.text} ${literal.unit?.text}`
        : literal.kind === "yesno"
          ? literal.value
            ? "yes"
            : "no"
          : "{…}";
    return report(
      problems,
      "type-mismatch",
      literal,
      `${what} is not ${kindOfLabel(variable)}; its labels are ${listLabels(variable)}.`,
      `${variable.name} ${what}`,
    );
  }
  const label = labelInRule(variable.domain, text);
  if (label !== undefined) return label;
  return reportUnknownLabel(variable, text, literal, problems, endsRange);
}

export function reportUnknownLabel(
  variable: FiniteVariable | SetVariable,
  text: string,
  span: Span,
  problems: Problems,
  endsRange = false,
): undefined {
  if (variable.broken || variable.domain.leaves.length === 0) return undefined;
  const known = [...variable.domain.nodes.map((node) => node.text), ...(variable.unknownsDeclared ? variable.unknowns : [])];
  const near = closest(text, known);
  const listed = `its ${variable.kind === "set" ? "members" : "labels"} are ${listLabels(variable)}.`;
  const message = `'${text}' is not ${kindOfLabel(variable)}${suggestion(text, known, listed)}`;
  return report(problems, "unknown-label", span, message, `${variable.name} ${text}`, {
    fixes: [
      ...spellingFix(problems.uri, span, text, near, near === undefined ? near : labelText(near)),
      // Where in the order the end of a range belongs only the author knows.
      ...(endsRange ? [] : addLabelFix(problems.sources, variable.place, { uri: problems.uri, start: span.start, end: span.end }, near)),
    ],
  });
}

function listLabels(variable: FiniteVariable | SetVariable): string {
  const texts = variable.domain.leaves.map((leaf) => leaf.text);
  return texts.length > 12 ? `${texts.slice(0, 12).join(", ")} …` : texts.join(", ");
}

// --------------------------------------------------------------- numbers and sets

function bindNumber(
  variable: NumberVariable,
  alternative: Exclude<Alternative, { kind: "unknown" }>,
  problems: Problems,
): Bound | undefined {
  if (alternative.kind === "value") {
    const index = unknownIndex(variable, alternative.value);
    if (index >= 0) return unknownBound(variable, [index]);
  }
  if (alternative.kind === "compare" && alternative.op === "!=") {
    const same = bindNumber(variable, { ...alternative, op: "=" }, problems);
    return same && { cond: { kind: "not", term: same.cond }, named: [] };
  }
  const within = intervalsIn(variable, alternative, problems);
  return within && { cond: { kind: "number", variable, within, unknown: [] }, named: [] };
}

function bindSet(variable: SetVariable, alternative: Exclude<Alternative, { kind: "unknown" }>, problems: Problems): Bound | undefined {
  if (alternative.kind === "value") {
    if (alternative.value.kind === "set") return exactSet(variable, alternative.value, problems);
    const index = unknownIndex(variable, alternative.value);
    if (index >= 0) return unknownBound(variable, [index]);
  }
  const member = alternative.kind === "value" && alternative.value.kind === "label" ? alternative.value.label : undefined;
  const known = member !== undefined && labelInRule(variable.domain, member.text) !== undefined;
  return report(
    problems,
    "type-mismatch",
    alternative,
    `${variable.name} is a set: write {a, b} for exactly these members, {} for none of them, or use a rule with 'when ${variable.name} has …'.`,
    `${variable.name} set`,
    { fixes: known ? [replaceBy(`Change to exactly {${member.text}}`, problems.uri, member, `{${labelText(member.text)}}`)] : [] },
  );
}

export function exactSet(variable: SetVariable, literal: SetLiteral, problems: Problems): Bound | undefined {
  const members = literal.labels.map((label) => memberOf(variable, label, problems));
  if (members.some((member) => member === undefined)) return undefined;
  return { cond: { kind: "members", variable, members: (members as LabelNode[]).flatMap(leavesOf) }, named: [] };
}

export function memberOf(variable: SetVariable, label: Label, problems: Problems): LabelNode | undefined {
  return labelInRule(variable.domain, label.text) ?? reportUnknownLabel(variable, label.text, label, problems);
}

export const leavesOf = (label: LabelNode): readonly number[] =>
  Array.from({ length: label.hi - label.lo }, (_, index) => label.lo + index);
