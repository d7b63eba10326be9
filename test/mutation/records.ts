/**
 * What the inputs of a file may say, as far as its rules can tell it apart: each leaf, each declared unknown, and for a
 * number one value on each bound that a rule names, one in each stretch between them, and one beyond either end.
 */
import type { Alternative, Cell, Expr, NumberDecl, StageFile } from "#grammar";
import { between, compare, moved } from "./decimals.ts";
import { type Block, blocksOf, cellsOf, conditionsOf, partsOf } from "./rows.ts";
import type { Subject } from "./subject.ts";

export interface Values {
  readonly texts: readonly string[];
  /** Every record is like one of these. Not so where a formula calculates with the number, and for sets. */
  readonly exact: boolean;
}

/** `files`: every tree whose bounds count, those of the mutant among them. */
export function valuesOf(subject: Subject, name: string, files: readonly StageFile[]): Values {
  const info = subject.variable(name);
  const unknowns = info?.unknowns ?? [];
  switch (info?.kind) {
    case "flag":
      return { texts: ["no", "yes", ...unknowns], exact: true };
    case "category": {
      const parents = new Set(info.labels.map((label) => label.parent));
      const leaves = info.labels.filter(({ text, parent }) => text === parent || !parents.has(text));
      return { texts: [...leaves.map((label) => label.text), ...unknowns], exact: true };
    }
    case "number": {
      const decl = subject.declaration(name);
      const whole = decl?.step === undefined || decl.step.text === "1";
      const numbers = numbersOf(decl, [...new Set(boundsOf(files, name))].sort(compare));
      return { texts: [...numbers, ...unknowns], exact: whole && !files.some((file) => calculates(file, name)) };
    }
    default:
      return { texts: ["?"], exact: false };
  }
}

function numbersOf(decl: NumberDecl | undefined, bounds: readonly string[]): readonly string[] {
  const [first, last] = [bounds[0], bounds.at(-1)];
  if (first === undefined || last === undefined) return [decl?.from === undefined ? "0" : moved(decl.from.value.text, 0, 1n)];
  const inside = (left: string, right: string): string => (decl?.step === undefined ? between(left, right) : moved(left, 0, 1n));
  const stretches = bounds.flatMap((bound, index) => (index === 0 ? [bound] : [inside(bounds[index - 1] as string, bound), bound]));
  const below =
    decl?.from === undefined ? moved(first, 0, -1n) : decl.from.open ? inside(decl.from.value.text, first) : decl.from.value.text;
  const above = decl?.to === undefined ? moved(last, 0, 1n) : decl.to.open ? inside(last, decl.to.value.text) : decl.to.value.text;
  return [...new Set([below, ...stretches, above])].filter((text) => isIn(decl, text)).sort(compare);
}

function isIn(decl: NumberDecl | undefined, text: string): boolean {
  const { from, to, step } = decl ?? {};
  if (step !== undefined && text.includes(".")) return false;
  if (from !== undefined && (compare(text, from.value.text) < 0 || (from.open && compare(text, from.value.text) === 0))) return false;
  return to === undefined || !(compare(text, to.value.text) > 0 || (to.open && compare(text, to.value.text) === 0));
}

const conditionParts = (block: Block): readonly Expr[] => conditionsOf(block).flatMap(partsOf);

function boundsOf(files: readonly StageFile[], name: string): readonly string[] {
  return files.flatMap(blocksOf).flatMap((block) => [
    ...cellsOf(block).flatMap(({ variable, cell }) => (variable === name ? inCell(cell) : [])),
    ...conditionParts(block).flatMap((part) => {
      if (part.kind === "in" && isName(part.subject, name)) return part.alternatives.flatMap(inAlternative);
      if (part.kind !== "compare" || !partsOf(part).some((inner) => isName(inner, name))) return [];
      return [part.left, part.right].flatMap((side) => (side.kind === "number" ? [side.text] : []));
    }),
  ]);
}

const inCell = (cell: Cell): readonly string[] => (cell.kind === "alternatives" ? cell.alternatives.flatMap(inAlternative) : []);

function inAlternative(one: Alternative): readonly string[] {
  const literals = one.kind === "unknown" ? [] : one.kind === "range" ? [one.from, one.to] : [one.value];
  return literals.flatMap((literal) => (literal.kind === "number" ? [literal.text] : []));
}

const isName = (expr: Expr, name: string): boolean => expr.kind === "name" && expr.name.text === name;

/** Whether the number itself enters a calculation, or stands beside a bound in another unit. */
function calculates(file: StageFile, name: string): boolean {
  const parts = blocksOf(file).flatMap(conditionParts);
  const plain = parts.flatMap((part) => {
    if (part.kind === "in") return [part.subject];
    if (part.kind !== "compare") return [];
    if (part.right.kind === "number" && part.right.unit === undefined) return [part.left];
    return part.left.kind === "number" && part.left.unit === undefined ? [part.right] : [];
  });
  return parts.some((part) => (part.kind === "as" && part.name.text === name) || (isName(part, name) && !plain.includes(part)));
}
