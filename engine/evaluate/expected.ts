/** The expected side of an example, and whether an answer meets it. */
import type { Answer, Unreadable } from "../api.ts";
import { labelBySpelling } from "../model/domain.ts";
import { suggestion } from "../model/problems.ts";
import type { LabelNode, Variable } from "../model/symbols.ts";
import { contains, type Interval } from "../number/interval.ts";
import { compare, decimals, equal, parseDecimal, type Rational, roundTo } from "../number/rational.ts";

export type ExpectedPart =
  | { readonly kind: "label"; readonly node: LabelNode }
  | { readonly kind: "number"; readonly value: Rational; readonly digits: number }
  | { readonly kind: "range"; readonly within: Interval }
  /** An outcome without a value, or `undetermined`. */
  | { readonly kind: "word"; readonly word: "none" | "excluded" | "uncovered" | "conflict" | "invalid" | "undetermined" };

export interface Expectation {
  readonly variable: Variable;
  readonly parts: readonly ExpectedPart[];
  readonly text: string;
}

const words = new Set(["none", "excluded", "uncovered", "conflict", "invalid", "undetermined"]);

/** One word of an expected side: a label of the category first, then an outcome. */
export function expectedWord(variable: Variable, text: string): ExpectedPart | Unreadable {
  if (variable.kind === "number") {
    const value = parseDecimal(text);
    if (value !== undefined) return { kind: "number", value, digits: decimals(text) };
  } else {
    const node = labelBySpelling(variable.domain, text);
    if (node !== undefined) return { kind: "label", node };
  }
  if (words.has(text)) return { kind: "word", word: text as "none" };
  const known = variable.kind === "number" ? [] : variable.domain.nodes.map((node) => node.text);
  return { variable: variable.name, problem: `'${text}' is nothing that ${variable.name} can come to${suggestion(text, known)}` };
}

/** An expected side in a cell of a cohort: labels with commas or bars, a number, a range, an outcome; `unknown` means undetermined. */
export function expectedText(variable: Variable, text: string): Expectation | Unreadable {
  const whole = text.trim();
  const range = variable.kind === "number" ? /^(-?[\d.]+)\s*(<\.\.<|<\.\.|\.\.<|\.\.)\s*(-?[\d.]+)$/.exec(whole) : null;
  if (range !== null) {
    const lo = parseDecimal(range[1] ?? "");
    const hi = parseDecimal(range[3] ?? "");
    if (lo !== undefined && hi !== undefined) {
      return {
        variable,
        text: whole,
        parts: [{ kind: "range", within: { lo, hi, loOpen: (range[2] ?? "").startsWith("<"), hiOpen: (range[2] ?? "").endsWith("<") } }],
      };
    }
  }
  const known = expectedWord(variable, whole);
  if (!("problem" in known)) return { variable, text: whole, parts: [known] };
  if (whole === "unknown") return { variable, text: whole, parts: [{ kind: "word", word: "undetermined" }] };
  const parts = whole.split(/[,|]/).map((part) => expectedWord(variable, part.trim().replace(/^"(.*)"$/, "$1")));
  const wrong = parts.find((part) => "problem" in part);
  if (wrong !== undefined && "problem" in wrong) return wrong;
  return { variable, text: whole, parts: parts as readonly ExpectedPart[] };
}

/** Whether an answer is what was expected. */
export function meetsParts(parts: readonly ExpectedPart[], answer: Answer, variable: Variable): boolean {
  const [first] = parts;
  if (first === undefined) return false;
  if (parts.length > 1) return meetsSeveral(parts, answer, variable);
  const { outcome } = answer;
  switch (first.kind) {
    case "word":
      return outcome.kind === first.word;
    case "number":
      return outcome.kind === "assigned" && meetsNumber(outcome.value.exact, first);
    case "range":
      return outcome.kind === "assigned" && outcome.value.exact !== undefined && contains(first.within, outcome.value.exact);
    case "label":
      if (outcome.kind === "assigned") return leavesOf([outcome.value.text], variable).every((leaf) => isUnder(leaf, first.node));
      return (
        !first.node.leaf &&
        outcome.kind === "undetermined" &&
        outcome.possible.every((one) => one.kind === "value") &&
        sameLeaves(answer.possible, [first.node], variable)
      );
  }
}

const meetsNumber = (exact: Rational | undefined, expected: { readonly value: Rational; readonly digits: number }): boolean =>
  exact !== undefined &&
  (equal(exact, expected.value) ||
    (exact.d !== 1n && equal(roundTo(exact, expected.digits), expected.value) && needsRounding(exact, expected.digits)));

/** A value with few decimals is compared as it is; only one with more digits than were written is rounded to them. */
const needsRounding = (exact: Rational, digits: number): boolean => digits > 0 && compare(roundTo(exact, digits), exact) !== 0;

const isUnder = (leaf: LabelNode, node: LabelNode): boolean => leaf.lo >= node.lo && leaf.hi <= node.hi;

function leavesOf(texts: readonly string[], variable: Variable): readonly LabelNode[] {
  if (variable.kind === "number") return [];
  return texts.flatMap((text) => {
    const node = labelBySpelling(variable.domain, text);
    return node === undefined ? [] : variable.domain.leaves.slice(node.lo, node.hi);
  });
}

const sameLeaves = (texts: readonly string[], nodes: readonly LabelNode[], variable: Variable): boolean => {
  const got = new Set(leavesOf(texts, variable));
  const wanted = new Set(
    leavesOf(
      nodes.map((node) => node.text),
      variable,
    ),
  );
  for (const node of nodes) if (node.leaf) wanted.add(node);
  return got.size === wanted.size && [...wanted].every((leaf) => got.has(leaf));
};

/** Several expected values: undetermined, among exactly these. */
function meetsSeveral(parts: readonly ExpectedPart[], answer: Answer, variable: Variable): boolean {
  const { outcome } = answer;
  if (outcome.kind !== "undetermined") return false;
  const wantedWords = parts.flatMap((part) => (part.kind === "word" ? [part.word as string] : []));
  const gotWords = outcome.possible.filter((one) => one.kind !== "value").map((one) => one.kind as string);
  if (wantedWords.length !== gotWords.length || !wantedWords.every((word) => gotWords.includes(word))) return false;
  const values = outcome.possible.filter((one) => one.kind === "value");
  if (variable.kind === "number") {
    const numbers = parts.flatMap((part) => (part.kind === "number" ? [part] : []));
    return (
      numbers.length === values.length &&
      numbers.every((number) => values.some((one) => one.kind === "value" && meetsNumber(one.exact, number)))
    );
  }
  const nodes = parts.flatMap((part) => (part.kind === "label" ? [part.node] : []));
  return sameLeaves(
    values.map((one) => one.text),
    nodes,
    variable,
  );
}
