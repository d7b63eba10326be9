/** Cells of examples and the givens of cases, as readings: they are records, so a label is read as a record has it. */
import type { Alternative, Cell, Given, Literal } from "#grammar";
import type { Unreadable } from "../api.ts";
import { isUnreadable, type Piece, type Reading, readPieces, unknownReading } from "../evaluate/reading.ts";
import { labelInRule } from "../model/domain.ts";
import type { Variable } from "../model/symbols.ts";

const literalText = (literal: Literal): string => {
  if (literal.kind === "number") return literal.unit === undefined ? literal.text : `${literal.text} ${literal.unit.text}`;
  if (literal.kind === "yesno") return literal.value ? "yes" : "no";
  return literal.kind === "label" ? literal.label.text : "";
};

function pieceOf(alternative: Alternative): Piece {
  switch (alternative.kind) {
    case "unknown":
      return { kind: "unknown" };
    case "compare":
      return { kind: "compare", op: alternative.op, text: literalText(alternative.value) };
    case "range": {
      const to = alternative.to.kind === "number" ? alternative.to.unit : undefined;
      const from = literalText(alternative.from);
      const shared =
        to !== undefined && alternative.from.kind === "number" && alternative.from.unit === undefined ? `${from} ${to.text}` : from;
      return { kind: "range", from: shared, to: literalText(alternative.to), fromOpen: alternative.fromOpen, toOpen: alternative.toOpen };
    }
    case "value":
      return alternative.value.kind === "set"
        ? { kind: "set", labels: alternative.value.labels.map((label) => label.text) }
        : { kind: "word", text: literalText(alternative.value) };
  }
}

/** Undefined: the cell is blank (or `any`), so the record is silent. */
export function cellReading(variable: Variable, cell: Cell, text: string): Reading | Unreadable | undefined {
  if (cell.kind !== "alternatives") return undefined;
  const reading = readPieces(variable, cell.alternatives.map(pieceOf), text);
  if (isUnreadable(reading) || !cell.negated) return reading;
  if (reading.leaves === undefined || reading.unknowns.length > 0)
    return { variable: variable.name, problem: "only labels can be negated in an example; write the values that remain" };
  return { ...reading, leaves: reading.leaves.map((allowed) => !allowed) };
}

/** One given of a case, added to what is known of the variable so far. */
export function givenReading(variable: Variable, given: Given, text: string, soFar: Reading | undefined): Reading | Unreadable {
  if (given.kind === "in") return readPieces(variable, given.alternatives.map(pieceOf), text);
  if (given.kind === "has") return hasReading(variable, given, text, soFar);
  if (given.value === "unknown")
    return given.op === "=" ? unknownReading(variable) : { variable: variable.name, problem: "write '= ?' for what is not known" };
  if (given.value.kind === "set")
    return readPieces(variable, [{ kind: "set", labels: given.value.labels.map((label) => label.text) }], text);
  const value = literalText(given.value);
  return readPieces(variable, [given.op === "=" ? { kind: "word", text: value } : { kind: "compare", op: given.op, text: value }], text);
}

/** `s has a` and `not s has a`: one member each, the others as they were. */
function hasReading(
  variable: Variable,
  given: Extract<Given, { kind: "has" }>,
  text: string,
  soFar: Reading | undefined,
): Reading | Unreadable {
  const wrong = (problem: string): Unreadable => ({ variable: variable.name, problem });
  if (variable.kind !== "set") return wrong(`${variable.name} is not a set`);
  const telling = given.has.mode === "one" || (given.negated ? given.has.mode === "any" : given.has.mode === "all");
  if (!telling || given.has.labels === undefined) return wrong("name the members one by one: 's has a, not s has b'");
  const members = [...(soFar?.members ?? variable.domain.leaves.map(() => undefined))];
  for (const label of given.has.labels) {
    const node = labelInRule(variable.domain, label.text);
    if (node === undefined) return wrong(`'${label.text}' is not a member of ${variable.name}`);
    for (let at = node.lo; at < node.hi; at++) members[at] = !given.negated;
  }
  return { variable: variable.name, unknowns: [], members, text };
}
