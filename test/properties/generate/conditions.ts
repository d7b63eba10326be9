/** Random cells and conditions over given variables, as text. */
import type { Dice } from "./dice.ts";
import { type Made, measured } from "./variables.ts";

const ops = ["<", "<=", ">", ">="] as const;

function unknownAlternative(dice: Dice, made: Made): string | undefined {
  if (made.unknowns.length > 0 && dice.chance(22)) return dice.pick(made.unknowns);
  return dice.chance(6) ? "?" : undefined;
}

function interval(dice: Dice, made: Made): string {
  const from = dice.int(0, made.numbers.length - 2);
  const to = dice.int(from + 1, made.numbers.length - 1);
  const [lo, hi] = measured(dice, made, made.numbers[from] as string, made.numbers[to] as string);
  return `${lo} ${dice.pick(["..", "<..", "..<", "..", "<..", "..<", "<..<"])} ${hi}`;
}

const oneNumber = (dice: Dice, made: Made): string => measured(dice, made, dice.pick(made.numbers)).join("");

function numberAlternative(dice: Dice, made: Made): string {
  const kind = dice.int(0, 13);
  if (kind <= 5) return `${dice.pick(ops)} ${oneNumber(dice, made)}`;
  if (kind <= 11) return interval(dice, made);
  return `${dice.pick(["", "", "= ", "!= "])}${oneNumber(dice, made)}`;
}

/** Labels by which ranges may go: leaves and parents, not a plain case (its word means its parent). */
export const words = (made: Made): readonly Made["labels"][number][] => made.labels.filter((label) => !label.plain);

function labelRange(dice: Dice, made: Made): string {
  const from = dice.pick(words(made));
  const to = dice.pick(words(made).filter((label) => label.lo >= from.lo && label.hi >= from.hi));
  return `${from.text}..${to.text}`;
}

function labelAlternative(dice: Dice, made: Made): string {
  const kind = dice.int(0, 19);
  if (kind <= 13) return dice.pick(words(made)).text;
  return kind <= 17 ? labelRange(dice, made) : `${dice.pick([...ops, "=", "!="])} ${dice.pick(words(made)).text}`;
}

export const setLiteral = (dice: Dice, made: Made): string =>
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
      if (dice.chance(10)) return `${oneNumber(dice, made)} ${dice.pick(ops)} ${made.name}`;
      return `${made.name} ${dice.pick([...ops, "=", "!="])} ${oneNumber(dice, made)}`;
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
    `${made.name} has ${dice.int(1, 2)}`,
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
