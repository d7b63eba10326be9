/** Random cells, conditions, tables, decides, scores, lets and excludes over given variables, as text. */
import type { Dice } from "./dice.ts";
import type { Made } from "./variables.ts";

const ops = ["<", "<=", ">", ">="] as const;

function unknownAlternative(dice: Dice, made: Made): string | undefined {
  if (made.unknowns.length > 0 && dice.chance(22)) return dice.pick(made.unknowns);
  return dice.chance(6) ? "?" : undefined;
}

function interval(dice: Dice, made: Made): string {
  const from = dice.int(0, made.numbers.length - 2);
  const to = dice.int(from + 1, made.numbers.length - 1);
  return `${made.numbers[from]} ${dice.pick(["..", "<..", "..<"])} ${made.numbers[to]}`;
}

function numberAlternative(dice: Dice, made: Made): string {
  const kind = dice.int(0, 6);
  if (kind <= 2) return `${dice.pick(ops)} ${dice.pick(made.numbers)}`;
  if (kind <= 5) return interval(dice, made);
  return dice.pick(made.numbers);
}

/** Labels by which ranges may go: leaves and parents, not a plain case (its word means its parent). */
const words = (made: Made): readonly Made["labels"][number][] => made.labels.filter((label) => !label.plain);

function labelRange(dice: Dice, made: Made): string {
  const from = dice.pick(words(made));
  const to = dice.pick(words(made).filter((label) => label.lo >= from.lo && label.hi >= from.hi));
  return `${from.text}..${to.text}`;
}

function labelAlternative(dice: Dice, made: Made): string {
  const kind = dice.int(0, 9);
  if (kind <= 6) return dice.pick(words(made)).text;
  return kind <= 8 ? labelRange(dice, made) : `${dice.pick(ops)} ${dice.pick(words(made)).text}`;
}

const setLiteral = (dice: Dice, made: Made): string =>
  `{${made.labels
    .filter(() => dice.chance(50))
    .map((label) => label.text)
    .join(", ")}}`;

function alternative(dice: Dice, made: Made): string {
  const unknown = unknownAlternative(dice, made);
  if (unknown !== undefined) return unknown;
  if (made.kind === "number") return numberAlternative(dice, made);
  if (made.kind === "flag") return dice.pick(["yes", "no"]);
  return made.kind === "set" ? setLiteral(dice, made) : labelAlternative(dice, made);
}

export function cell(dice: Dice, made: Made): string {
  if (dice.chance(22)) return "any";
  const count = dice.chance(25) ? 2 : 1;
  const alternatives = Array.from({ length: count }, () => alternative(dice, made));
  return `${dice.chance(12) ? "not " : ""}${[...new Set(alternatives)].join(", ")}`;
}

// ------------------------------------------------------------------- conditions

function atom(dice: Dice, made: Made): string {
  const unknown = unknownAlternative(dice, made);
  if (unknown !== undefined) return `${made.name} ${dice.pick(["=", "=", "=", "!="])} ${unknown}`;
  switch (made.kind) {
    case "flag":
      return dice.pick([made.name, made.name, `not ${made.name}`, `${made.name} = no`, `${made.name} != yes`]);
    case "set":
      return setAtom(dice, made);
    case "number":
      if (dice.chance(40)) return `${made.name} in ${interval(dice, made)}`;
      if (dice.chance(15)) return `${made.name} in (${numberAlternative(dice, made)}, ${alternative(dice, made)})`;
      return `${made.name} ${dice.pick([...ops, "=", "!="])} ${dice.pick(made.numbers)}`;
    case "category":
      if (dice.chance(25)) return `${made.name} in (${alternative(dice, made)}, ${labelAlternative(dice, made)})`;
      return `${made.name} ${dice.pick(["=", "=", "=", "!=", ...ops])} ${dice.pick(words(made)).text}`;
  }
}

function setAtom(dice: Dice, made: Made): string {
  const labels = dice
    .some(made.labels, dice.int(1, made.labels.length))
    .map((label) => label.text)
    .join(", ");
  return dice.pick([
    `${made.name} has ${dice.pick(made.labels).text}`,
    `${made.name} has any of (${labels})`,
    `${made.name} has all of (${labels})`,
    `${made.name} has 2 of (${made.labels.map((label) => label.text).join(", ")})`,
    `count(${made.name}) >= ${dice.int(1, 2)}`,
    `${made.name} = ${setLiteral(dice, made)}`,
  ]);
}

export function condition(dice: Dice, made: readonly Made[], depth = 2): string {
  if (depth === 0 || dice.chance(45)) return atom(dice, dice.pick(made));
  const kind = dice.int(0, 9);
  if (kind === 0) return `not (${condition(dice, made, depth - 1)})`;
  if (kind === 1)
    return `count of (${condition(dice, made, 0)}, ${condition(dice, made, 0)}, ${condition(dice, made, 0)}) ${dice.pick([">= 2", "= 1", ">= 1"])}`;
  if (kind === 2) return `(if ${condition(dice, made, 0)} then ${condition(dice, made, 0)} else ${condition(dice, made, 0)})`;
  const word = kind <= 6 ? " and " : " or ";
  return Array.from({ length: dice.int(2, 3) }, () => `(${condition(dice, made, depth - 1)})`).join(word);
}

// --------------------------------------------------------------------- decisions

/** What rows may give: the labels of a category, or points. */
export type Results = readonly string[];

export const resultsOf = (made: Made): Results => made.labels.filter((label) => !label.plain).map((label) => label.text);

function result(dice: Dice, results: Results, nones: boolean): string {
  return nones && dice.chance(10) ? dice.pick(['none "first reason"', 'none "second reason"', "none"]) : dice.pick(results);
}

const policy = (dice: Dice, numeric: boolean): string => dice.pick(numeric ? ["", "", " first"] : ["", "", " first", " highest"]);

function head(dice: Dice, made: readonly Made[]): string {
  const where = dice.chance(15) ? ` where ${condition(dice, made, 1)}` : "";
  const inputs = made.filter((one) => one.line !== "");
  const needs = dice.chance(12) && inputs.length > 0 ? ` needs ${dice.pick(inputs).name}` : "";
  return `${where}${needs}`;
}

/** Cells that split a variable into parts without a gap. */
function parts(dice: Dice, made: Made): readonly string[] {
  if (made.kind === "flag") return ["yes", "no"];
  if (made.kind === "category") {
    const tops = made.labels.filter(
      (label) => !made.labels.some((other) => other !== label && other.lo <= label.lo && label.hi <= other.hi),
    );
    return tops.map((label) => label.text);
  }
  if (made.kind === "set") return [setLiteral(dice, made)].flatMap((one) => [one, `not ${one}`]);
  const at = dice.pick(made.numbers);
  return dice.chance(50) ? [`<= ${at}`, `> ${at}`] : [`< ${at}`, `>= ${at}`];
}

function partition(dice: Dice, columns: readonly Made[]): readonly (readonly string[])[] {
  let rows: (readonly string[])[] = [[]];
  for (const column of columns) {
    const own = parts(dice, column);
    rows = rows.flatMap((row) => own.map((part) => [...row, part]));
  }
  return rows;
}

export function table(dice: Dice, name: string, results: Results, made: readonly Made[], numeric: boolean): readonly string[] {
  const columns = dice.some(made, Math.min(made.length, dice.int(1, 3)));
  const filled = dice.chance(35) && columns.every((column) => column.line !== "" || column.kind === "flag");
  const cells = filled
    ? partition(dice, columns).map((row) => [...row])
    : Array.from({ length: dice.int(1, 5) }, () => columns.map((column) => cell(dice, column)));
  if (filled && dice.chance(30)) cells.splice(dice.int(0, cells.length - 1), 1);
  if (filled && dice.chance(40)) cells.push(columns.map((column) => cell(dice, column)));
  if (dice.chance(25)) cells.push(columns.map(() => "any"));
  const nones = !numeric;
  return [
    `table${policy(dice, numeric)}${head(dice, made)} {`,
    `  ${columns.map((column) => column.name).join(" | ")} => ${name}`,
    ...cells.map((row) => `  ${row.join(" | ")} => ${result(dice, results, nones)}`),
    "}",
  ];
}

export function decide(dice: Dice, name: string, results: Results, made: readonly Made[], numeric: boolean): readonly string[] {
  const rules = Array.from({ length: dice.int(1, 4) }, () => `  ${result(dice, results, !numeric)} when ${condition(dice, made)}`);
  if (dice.chance(60)) rules.push(`  otherwise ${result(dice, results, !numeric)}`);
  return [`decide ${name}${policy(dice, numeric)}${head(dice, made)} {`, ...rules, "}"];
}

export function score(dice: Dice, name: string, made: readonly Made[]): readonly string[] {
  const factors = dice.chance(70) ? dice.some(made, dice.int(1, Math.min(2, made.length))) : [];
  const points = (): string => dice.pick(["0", "1", "2", "0.5", "0.1", "0.2"]);
  const rows = factors.flatMap((factor) => {
    const own = dice.chance(75) ? parts(dice, factor) : [cell(dice, factor), cell(dice, factor)];
    const named = factor.unknowns.length > 0 && dice.chance(30) ? [dice.pick(factor.unknowns)] : [];
    return [`  ${factor.name} {`, ...[...own, ...named].map((part) => `    ${part} => ${points()}`), "  }"];
  });
  const count = factors.length === 0 ? dice.int(1, 3) : dice.int(0, 2);
  const lines = Array.from({ length: count }, () => `  ${dice.pick(["+", "+", "+", "-"])}${points()} when ${condition(dice, made, 1)}`);
  return [`score ${name} {`, ...rows, ...lines, "}"];
}

export const flagLet = (dice: Dice, name: string, made: readonly Made[]): readonly string[] => [
  `let ${name} = ${wholeCondition(dice, made)}`,
];

/** A condition that is one by its form, whatever is in it. */
const wholeCondition = (dice: Dice, made: readonly Made[]): string => `${condition(dice, made, 1)}`;

/** A number computed from flags, labels and stepped numbers: finitely many values. */
export function numberLet(dice: Dice, name: string, made: readonly Made[]): readonly string[] {
  const terms = Array.from({ length: dice.int(1, 2) }, () => term(dice, made));
  return [`let ${name} = ${dice.pick(["0", "1", "0.5"])} + ${terms.join(dice.pick([" + ", " - "]))}`];
}

function term(dice: Dice, made: readonly Made[]): string {
  const one = dice.pick(made);
  const factor = dice.pick(["", "2 * ", "0.5 * "]);
  if (one.kind === "number" && one.stepped) return `${factor}${one.name}`;
  if (one.kind === "flag") return `${factor}${one.name}`;
  if (one.kind === "number") return `${factor}(${one.name} > ${dice.pick(one.numbers)})`;
  return one.kind === "set" ? `${factor}count(${one.name})` : `${factor}(${one.name} = ${dice.pick(words(one)).text})`;
}

export function exclude(dice: Dice, made: readonly Made[], target: string | undefined): readonly string[] {
  const start = `exclude${target === undefined ? "" : ` for ${target}`} "cannot be"`;
  if (dice.chance(50)) return [`${start} when ${condition(dice, made, 1)}`];
  const columns = dice.some(made, Math.min(made.length, dice.int(1, 2)));
  const rows = Array.from({ length: dice.int(1, 2) }, () => `  ${columns.map((column) => cell(dice, column)).join(" | ")}`);
  return [`${start} {`, `  ${columns.map((column) => column.name).join(" | ")}`, ...rows, "}"];
}
