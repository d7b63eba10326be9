/**
 * What a record says of a variable: the values that remain possible, or how it says that nothing is known.
 * Cells of a cohort, cells of examples and the givens of a case all become the same reading.
 */
import type { CompareOp } from "#grammar";
import type { Reading as PublicReading, Unreadable } from "../api.ts";
import { hasValue } from "../compile/axes.ts";
import { compareLeaves } from "../model/cells.ts";
import { kindOfLabel, labelBySpelling } from "../model/domain.ts";
import { intervalsOf } from "../model/number-cells.ts";
import { suggestion } from "../model/problems.ts";
import { onStep } from "../model/quantity.ts";
import type { FiniteVariable, LabelNode, NumberVariable, SetVariable, Variable } from "../model/symbols.ts";
import { contains, type Interval, intersect, isEmpty } from "../number/interval.ts";
import { mul, parseDecimal, type Rational, toDecimalText } from "../number/rational.ts";
import { conversion } from "../number/units.ts";

/** One alternative of a recorded value, as text. */
export type Piece =
  | { readonly kind: "word"; readonly text: string }
  | { readonly kind: "compare"; readonly op: CompareOp; readonly text: string }
  | { readonly kind: "range"; readonly from: string; readonly to: string; readonly fromOpen: boolean; readonly toOpen: boolean }
  | { readonly kind: "set"; readonly labels: readonly string[] }
  | { readonly kind: "unknown" };

export interface Reading extends PublicReading {
  /** Indices into the unknowns of the variable: recorded as not known. */
  readonly unknowns: readonly number[];
  readonly leaves?: readonly boolean[];
  readonly numbers?: readonly Interval[];
  /** Per member: in the set, not in it, or not known. */
  readonly members?: readonly (boolean | undefined)[];
  /** As recorded, for explanations. */
  readonly text: string;
  /** Digits after the point where a single number was recorded. */
  readonly digits?: number;
}

export const isUnreadable = (value: object): value is Unreadable => "problem" in value;

const unreadable = (variable: Variable, problem: string): Unreadable => ({ variable: variable.name, problem });

export const unknownReading = (variable: Variable, text = "?"): Reading => ({
  variable: variable.name,
  unknowns: variable.unknowns.map((_, index) => index),
  text,
});

/** Joins the alternatives of one recorded value. */
export function readPieces(variable: Variable, pieces: readonly Piece[], text: string): Reading | Unreadable {
  const readings = pieces.map((piece) => readPiece(variable, piece, text));
  const wrong = readings.find((one) => isUnreadable(one));
  if (wrong !== undefined) return wrong;
  const good = readings as readonly Reading[];
  const [first] = good;
  if (first !== undefined && good.length === 1) return first;
  if (variable.kind === "set")
    return unreadable(
      variable,
      `a set is written in braces, such as {${variable.domain.leaves
        .slice(0, 2)
        .map((leaf) => leaf.text)
        .join(", ")}}`,
    );
  return {
    variable: variable.name,
    text,
    unknowns: [...new Set(good.flatMap((one) => one.unknowns))],
    ...(good.some((one) => one.leaves !== undefined) && "domain" in variable
      ? { leaves: variable.domain.leaves.map((_, index) => good.some((one) => one.leaves?.[index])) }
      : {}),
    ...(good.some((one) => one.numbers !== undefined) ? { numbers: good.flatMap((one) => one.numbers ?? []) } : {}),
  };
}

function readPiece(variable: Variable, piece: Piece, text: string): Reading | Unreadable {
  if (piece.kind === "unknown") return unknownReading(variable, text);
  if (piece.kind === "word") {
    const index = variable.unknowns.indexOf(piece.text);
    const folded =
      index >= 0
        ? index
        : variable.unknowns.findIndex((unknown) => unknown.toLowerCase() === piece.text.toLowerCase() && !namesLabel(variable, piece.text));
    if (folded >= 0) return { variable: variable.name, unknowns: [folded], text };
  }
  switch (variable.kind) {
    case "category":
      return readLabel(variable, piece, text);
    case "flag":
      return readFlag(variable, piece, text);
    case "number":
      return readNumber(variable, piece, text);
    case "set":
      return readSet(variable, piece, text);
  }
}

const namesLabel = (variable: Variable, word: string): boolean =>
  variable.kind !== "number" && labelBySpelling(variable.domain, word) !== undefined;

// -------------------------------------------------------------------- categories

function findLabel(variable: FiniteVariable | SetVariable, word: string): LabelNode | Unreadable {
  const label = labelBySpelling(variable.domain, word);
  if (label !== undefined) return label;
  const known = variable.domain.nodes.map((node) => node.text);
  return unreadable(
    variable,
    `'${word}' is not ${kindOfLabel(variable)}${suggestion(word, known, `known are ${known.slice(0, 12).join(", ")}`)}`,
  );
}

function readLabel(variable: FiniteVariable, piece: Piece, text: string): Reading | Unreadable {
  if (piece.kind === "set" || piece.kind === "unknown") return unreadable(variable, `${variable.name} takes one label, not a set`);
  const from = findLabel(variable, piece.kind === "range" ? piece.from : piece.text);
  const to = piece.kind === "range" ? findLabel(variable, piece.to) : from;
  if (isUnreadable(from)) return from;
  if (isUnreadable(to)) return to;
  const leaves = variable.domain.leaves.map((leaf, index) => {
    if (piece.kind === "compare") return holds(compareLeaves(variable, piece.op, from), index);
    const low = piece.kind === "range" && piece.fromOpen ? from.hi : from.lo;
    const high = piece.kind === "range" && piece.toOpen ? to.lo : to.hi;
    return leaf.lo >= low && leaf.lo < high;
  });
  return leaves.includes(true)
    ? { variable: variable.name, unknowns: [], leaves, text }
    : unreadable(variable, `no ${variable.name} lies in '${text}'`);
}

const holds = (cond: ReturnType<typeof compareLeaves>, leaf: number): boolean =>
  cond.kind === "leaf" ? cond.allowed[leaf] === true : cond.kind === "not" ? !holds(cond.term, leaf) : false;

const flagWords: Record<string, boolean> = { yes: true, no: false, true: true, false: false, "1": true, "0": false };

function readFlag(variable: FiniteVariable, piece: Piece, text: string): Reading | Unreadable {
  const value = piece.kind === "word" ? flagWords[piece.text.toLowerCase()] : undefined;
  if (value === undefined) return unreadable(variable, `'${text}' is not yes or no (true, false, 1 and 0 are read too)`);
  return { variable: variable.name, unknowns: [], leaves: [!value, value], text };
}

// ----------------------------------------------------------------------- numbers

function readNumber(variable: NumberVariable, piece: Piece, text: string): Reading | Unreadable {
  if (piece.kind === "set" || piece.kind === "unknown") return unreadable(variable, `${variable.name} is a number`);
  if (piece.kind !== "range") {
    const value = quantity(variable, piece.text, undefined);
    if (typeof value === "string") return unreadable(variable, value);
    const wrong = piece.kind === "word" ? outside(variable, value) : undefined;
    if (wrong !== undefined) return unreadable(variable, wrong);
    return checked(
      variable,
      piece.kind === "word" ? intervalsOf("=", value) : intervalsOf(piece.op, value),
      text,
      piece.kind === "word" ? piece.text : undefined,
    );
  }
  const unit = splitQuantity(piece.to)?.unit;
  const lo = quantity(variable, piece.from, unit);
  const hi = quantity(variable, piece.to, undefined);
  if (typeof lo === "string") return unreadable(variable, lo);
  if (typeof hi === "string") return unreadable(variable, hi);
  return checked(variable, [{ lo, hi, loOpen: piece.fromOpen, hiOpen: piece.toOpen }], text, undefined);
}

function checked(variable: NumberVariable, numbers: readonly Interval[], text: string, written: string | undefined): Reading | Unreadable {
  const inside = numbers.map((one) => intersect(one, variable.range)).filter((one) => !isEmpty(one) && hasValue(variable, one));
  if (inside.length === 0) return unreadable(variable, `no ${variable.name} that is declared${rangeText(variable)} fits '${text}'`);
  const digits = written === undefined ? {} : { digits: (/\.(\d+)/.exec(written)?.[1] ?? "").length };
  return { variable: variable.name, unknowns: [], numbers: inside, text, ...digits };
}

function outside(variable: NumberVariable, value: Rational): string | undefined {
  if (!contains(variable.range, value))
    return `${toDecimalText(value, 12)} lies outside the range of ${variable.name}${rangeText(variable)}`;
  if (!onStep(value, variable))
    return `${toDecimalText(value, 12)} is off the steps of ${variable.name} (step ${toDecimalText(variable.step as Rational)})`;
  return undefined;
}

/** ` (0 to 30 %)`, or nothing where no range is declared. */
export function rangeText(variable: NumberVariable): string {
  const { lo, hi, loOpen, hiOpen } = variable.range;
  const unit = variable.unit === undefined ? "" : ` ${variable.unit}`;
  if (lo === undefined && hi === undefined) return "";
  const from = lo === undefined ? "" : `${loOpen ? "above" : "from"} ${toDecimalText(lo)}`;
  const to = hi === undefined ? "" : `${hiOpen ? "below" : "up to"} ${toDecimalText(hi)}`;
  if (lo !== undefined && hi !== undefined && !loOpen && !hiOpen) return ` (${toDecimalText(lo)} to ${toDecimalText(hi)}${unit})`;
  return ` (${[from, to].filter((part) => part !== "").join(", ")}${unit})`;
}

const splitQuantity = (text: string): { readonly number: string; readonly unit: string | undefined } | undefined => {
  const match = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))\s*(.*)$/.exec(text.trim());
  if (match === null) return undefined;
  const unit = (match[2] ?? "").replace(/^"(.*)"$/, "$1");
  return { number: match[1] ?? "", unit: unit === "" ? undefined : unit };
};

/** The number in the unit of the variable, or what is wrong with it. */
function quantity(variable: NumberVariable, text: string, sharedUnit: string | undefined): Rational | string {
  if (/\d,\d/.test(text))
    return `'${text}' has a comma between digits: write a point for decimals (1.5), or a blank after the comma in a list`;
  const split = splitQuantity(text);
  const value =
    split &&
    parseDecimal(
      split.number
        .replace(/^\+/, "")
        .replace(/\.$/, "")
        .replace(/^(-?)\./, "$10."),
    );
  if (split === undefined || value === undefined) return `'${text}' is not a number`;
  const unit = split.unit ?? sharedUnit;
  if (unit === undefined || unit === variable.unit) return value;
  if (variable.unit === undefined) return `${variable.name} has no unit, and '${text}' has one`;
  const factor = conversion(unit, variable.unit);
  return "message" in factor ? factor.message : mul(value, factor);
}

// -------------------------------------------------------------------------- sets

function readSet(variable: SetVariable, piece: Piece, text: string): Reading | Unreadable {
  if (piece.kind !== "set")
    return unreadable(
      variable,
      `${variable.name} is a set: write its members in braces, {${variable.domain.leaves[0]?.text ?? ""}}, or {} for none`,
    );
  const members: boolean[] = variable.domain.leaves.map(() => false);
  for (const word of piece.labels) {
    const label = findLabel(variable, word);
    if (isUnreadable(label)) return label;
    if (label.hi - label.lo > 1) return unreadable(variable, `'${word}' stands for several members of ${variable.name}; name each`);
    members[label.lo] = true;
  }
  return { variable: variable.name, unknowns: [], members, text };
}
