/** Readings as an author writes them: a cell of an examples table, or what a case gives. */
import type { Reading } from "../evaluate/reading.ts";
import { labelText } from "../fixes/labels.ts";
import { labelInRecord } from "../model/domain.ts";
import type { CategoryVariable, SetVariable, Variable } from "../model/symbols.ts";

/** Undefined where no cell says just this, such as a set of which only some members are known. */
export function writtenCell(variable: Variable, reading: Reading): string | undefined {
  const unknown = unknownText(variable, reading);
  const values = valueText(variable, reading);
  if (values === undefined) return unknown;
  return unknown === undefined ? values : `${unknown}, ${values}`;
}

/** `size = 3 cm`, `T in (T1, T2)`, `invades has heart, not invades has aorta`. */
export function writtenGiven(variable: Variable, reading: Reading): string | undefined {
  const { name } = variable;
  if (variable.kind === "set" && reading.members?.some((known) => known === undefined))
    return reading.members
      .flatMap((known, index) => (known === undefined ? [] : [`${known ? "" : "not "}${name} has ${memberText(variable, index)}`]))
      .join(", ");
  const cell = writtenCell(variable, reading);
  if (cell === undefined) return undefined;
  if (/^[<>!]=?/.test(cell) && !cell.includes(",")) return `${name} ${cell}`;
  const several = reading.members === undefined && /,|\.\./.test(cell.replace(/"[^"]*"/g, ""));
  return several ? `${name} in (${cell})` : `${name} = ${cell}`;
}

/** All unknowns of a variable are `?`; of several declared ones a single one has its name. */
function unknownText(variable: Variable, { unknowns }: Reading): string | undefined {
  if (unknowns.length === 0) return undefined;
  if (unknowns.length === variable.unknowns.length && unknowns.length !== 1) return "?";
  return unknowns.map((index) => (variable.unknownsDeclared ? labelText(variable.unknowns[index] ?? "?") : "?")).join(", ");
}

function valueText(variable: Variable, reading: Reading): string | undefined {
  switch (variable.kind) {
    case "number":
      return reading.numbers === undefined ? undefined : numberText(reading.text);
    case "flag":
      return reading.leaves === undefined ? undefined : reading.leaves[1] ? (reading.leaves[0] ? "yes, no" : "yes") : "no";
    case "set":
      if (reading.members === undefined || reading.members.some((known) => known === undefined)) return undefined;
      return `{${reading.members.flatMap((known, index) => (known ? [memberText(variable, index)] : [])).join(", ")}}`;
    case "category":
      return reading.leaves === undefined ? undefined : leavesText(variable, reading.leaves);
  }
}

const memberText = (variable: SetVariable, index: number): string => labelText(variable.domain.leaves[index]?.text ?? "");

/** One label where one says it, or else the leaves. */
function leavesText({ domain }: CategoryVariable, allowed: readonly boolean[]): string {
  const count = allowed.filter(Boolean).length;
  const whole = domain.nodes.find(
    (node) => node.hi - node.lo === count && allowed.slice(node.lo, node.hi).every(Boolean) && labelInRecord(domain, node.text) === node,
  );
  const labels = whole === undefined ? domain.leaves.filter((_, index) => allowed[index]) : [whole];
  return labels.map((label) => labelText(label.text)).join(", ");
}

/** The number as entered, in the spelling of the language: `≤ .5 g/dL` is `<= 0.5 "g/dL"`. */
export const numberText = (text: string): string =>
  text
    .trim()
    .replace(/≤/g, "<=")
    .replace(/≥/g, ">=")
    .replace(/^=\s*/, "")
    .replace(/(^|[^\d.])\+(?=[\d.])/g, "$1")
    .replace(/(^|[^\d.])\.(?=\d)/g, "$10.")
    .replace(/(\d)\.(?=[^\d.]|$)/g, "$1")
    .replace(/(\d)\s*("?)([A-Za-z%/[{][^",]*|10\*[^",]*)\2(?=\s*(,|\.\.|<|$))/g, (_, digit: string, __, unit: string) => {
      const bare = unit.trim();
      return `${digit} ${/^[A-Za-z]+$/.test(bare) ? bare : `"${bare}"`}`;
    });
