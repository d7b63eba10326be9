/** Random tables, decides, scores, lets and excludes over given variables, as text. */
import { cell, condition, setLiteral, words } from "./conditions.ts";
import type { Dice } from "./dice.ts";
import { type Made, measured } from "./variables.ts";

/** What is decided: its name, and what rows may give it (the labels of a category, numbers, yes and no). */
export interface Target {
  readonly name: string;
  readonly results: readonly string[];
  readonly numeric: boolean;
}

export const targetOf = (made: Made): Target => ({
  name: made.name,
  results: made.kind === "number" ? made.numbers : words(made).map((label) => label.text),
  numeric: made.kind === "number",
});

const nones = ['none "first reason"', 'none "second reason"', "none"] as const;

const result = (dice: Dice, { results, numeric }: Target): string =>
  dice.chance(numeric ? 4 : 10) ? dice.pick(nones) : dice.pick(results);

const policy = (dice: Dice): string => dice.pick(["", "", "", " unique", " first", " first", " highest", " highest"]);

/** A source behind a row, a rule or a head. */
const cite = (dice: Dice): string => (dice.chance(4) ? dice.pick([" @key", ' @key("p. 438")']) : "");

const title = (dice: Dice): string => (dice.chance(10) ? ' "A title"' : "");

function head(dice: Dice, made: readonly Made[]): string {
  const where = dice.chance(15) ? ` where ${condition(dice, made, 1)}` : "";
  const inputs = made.filter((one) => !one.computed);
  const needed = dice.some(inputs, Math.min(inputs.length, dice.pick([1, 1, 1, 2])));
  const needs = dice.chance(12) && needed.length > 0 ? ` needs ${needed.map((one) => one.name).join(", ")}` : "";
  return `${policy(dice)}${title(dice)}${where}${needs}${cite(dice)}`;
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
  const at = measured(dice, made, dice.pick(made.numbers)).join("");
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

/** A table of one decided variable, or of several at once. */
export function table(dice: Dice, targets: readonly Target[], made: readonly Made[]): readonly string[] {
  const columns = dice.some(made, Math.min(made.length, dice.int(1, 3)));
  const filled = dice.chance(35) && columns.every((column) => !column.computed || column.kind === "flag");
  const cells = filled
    ? partition(dice, columns).map((row) => [...row])
    : Array.from({ length: dice.int(1, 5) }, () => columns.map((column) => cell(dice, column)));
  if (filled && dice.chance(30)) cells.splice(dice.int(0, cells.length - 1), 1);
  if (filled && dice.chance(40)) cells.push(columns.map((column) => cell(dice, column)));
  if (dice.chance(25)) cells.push(columns.map(() => "any"));
  return [
    `table${head(dice, made)} {`,
    `  ${columns.map((column) => column.name).join(" | ")} => ${targets.map(({ name }) => name).join(" | ")}`,
    ...cells.map((row) => `  ${row.join(" | ")} => ${targets.map((target) => result(dice, target)).join(" | ")}${cite(dice)}`),
    "}",
  ];
}

export function decide(dice: Dice, target: Target, made: readonly Made[]): readonly string[] {
  const rules = Array.from({ length: dice.int(1, 4) }, () => `  ${result(dice, target)} when ${condition(dice, made)}${cite(dice)}`);
  if (dice.chance(60)) rules.push(`  otherwise ${result(dice, target)}${cite(dice)}`);
  return [`decide ${target.name}${head(dice, made)} {`, ...rules, "}"];
}

export function score(dice: Dice, name: string, made: readonly Made[]): readonly string[] {
  const factors = dice.chance(70) ? dice.some(made, dice.int(1, Math.min(2, made.length))) : [];
  const points = (): string => dice.pick(["0", "1", "2", "0.5", "0.1", "0.2"]);
  const rows = factors.flatMap((factor) => {
    const own = dice.chance(75) ? parts(dice, factor) : [cell(dice, factor), cell(dice, factor)];
    const named = factor.unknowns.length > 0 && dice.chance(30) ? [dice.pick(factor.unknowns)] : [];
    const given = (): string => (dice.chance(4) ? dice.pick(nones) : points());
    return [`  ${factor.name}${cite(dice)} {`, ...[...own, ...named].map((part) => `    ${part} => ${given()}${cite(dice)}`), "  }"];
  });
  const count = factors.length === 0 ? dice.int(1, 3) : dice.int(0, 2);
  const lines = Array.from({ length: count }, () => {
    const weight = dice.chance(25) ? term(dice, made) : points();
    const when = dice.chance(10) ? "" : ` when ${condition(dice, made, 1)}`;
    return `  ${dice.pick(["+", "+", "+", "-"])}${weight}${when}${cite(dice)}`;
  });
  return [`score ${name}${title(dice)}${cite(dice)} {`, ...rows, ...lines, "}"];
}

/** A condition that is one by its form, whatever is in it. */
export const flagLet = (dice: Dice, name: string, made: readonly Made[]): readonly string[] => [
  `let ${name}${title(dice)} = ${condition(dice, made, 1)}${cite(dice)}`,
];

/** A number computed from flags, labels and stepped numbers: finitely many values. */
export function numberLet(dice: Dice, name: string, made: readonly Made[]): readonly string[] {
  const terms = Array.from({ length: dice.int(1, 2) }, () => term(dice, made));
  return [`let ${name} = ${dice.pick(["0", "1", "0.5"])} + ${terms.join(dice.pick([" + ", " - "]))}`];
}

function term(dice: Dice, made: readonly Made[]): string {
  const [one, two] = [whole(dice, made), whole(dice, made)];
  switch (dice.int(0, 19)) {
    case 0:
      return `${dice.pick(["min", "max"])}(${one}, ${two})`;
    case 1:
      return `abs(${one} - ${two})`;
    case 2:
      return `round(${one} / 4${dice.pick(["", ", 1"])})`;
    case 3:
      return `(if ${condition(dice, made, 0)} then ${one} else ${two})`;
    case 4:
      return `${one} ^ 2`;
    case 5:
      return `${one} * ${two}`;
    case 6:
      return `${one} / 2`;
    case 7:
      return `(-${one})`;
    case 8:
      return `count of (${condition(dice, made, 0)}, ${condition(dice, made, 0)})`;
    default:
      return `${dice.pick(["", "2 * ", "0.5 * "])}${one}`;
  }
}

/** Something with few values that are all whole or short decimals. */
function whole(dice: Dice, made: readonly Made[]): string {
  const one = dice.pick(made);
  if (one.kind === "number" && one.stepped && one.length === true && dice.chance(50)) return `(${one.name} as mm)`;
  if (one.kind === "flag" || (one.kind === "number" && one.stepped)) return one.name;
  if (one.kind === "number") return `(${one.name} > ${dice.pick(one.numbers)})`;
  return one.kind === "set" ? `count(${one.name})` : `(${one.name} = ${dice.pick(words(one)).text})`;
}

export function exclude(dice: Dice, made: readonly Made[], target: string | undefined): readonly string[] {
  const start = `exclude${target === undefined ? "" : ` for ${target}`} "cannot be"${cite(dice)}`;
  if (dice.chance(50)) return [`${start} when ${condition(dice, made, 1)}`];
  const columns = dice.some(made, Math.min(made.length, dice.int(1, 2)));
  const rows = Array.from({ length: dice.int(1, 2) }, () => `  ${columns.map((column) => cell(dice, column)).join(" | ")}`);
  return [`${start} {`, `  ${columns.map((column) => column.name).join(" | ")}`, ...rows, "}"];
}
