/**
 * Random variables: categories flat, nested or with a plain case, flags, numbers with and without steps, sets; one
 * declaration each, or one for two.
 */
import type { Dice } from "./dice.ts";

/** A declared variable as the generators of rules and records see it. */
export interface Made {
  readonly name: string;
  readonly kind: "category" | "flag" | "number" | "set";
  /** Its declaration; undefined for a score or let, which declare themselves, and for the second name of a declaration. */
  readonly line: string | undefined;
  /** Rules derive it, and no record gives it: a score, a let, a flag or number that tables decide. */
  readonly computed: boolean;
  /** Every label that a rule may write, parents too; members of a set. */
  readonly labels: readonly { readonly text: string; readonly lo: number; readonly hi: number; readonly plain: boolean }[];
  readonly unknowns: readonly string[];
  /** Declared in cm, and written in mm as well. */
  readonly length?: boolean;
  /** Numbers that rules and records may write. */
  readonly numbers: readonly string[];
  /** A number that takes only the values in `numbers`. */
  readonly stepped: boolean;
}

/** Labels of a category: a string is a leaf, a pair a parent with what is below it. */
type Tree = string | readonly [string, readonly Tree[]];

const shapes: readonly ((p: string) => readonly Tree[])[] = [
  (p) => [`${p}0`, `${p}1`],
  (p) => [`${p}0`, `${p}1`, `${p}2`],
  (p) => [`${p}0`, `${p}1`, `${p}2`, `${p}3`],
  (p) => [`${p}0`, [`${p}1`, [`${p}1a`, `${p}1b`]], `${p}2`],
  (p) => [
    [`${p}1`, [`${p}1a`, `${p}1b`]],
    [`${p}2`, [`${p}2a`, `${p}2b`]],
  ],
  (p) => [[`${p}0`, [`${p}0`, `${p}0(i+)`]], `${p}1`],
  (p) => [`${p}0`, [`${p}1`, [[`${p}1a`, [`${p}1a1`, `${p}1a2`]], `${p}1b`]]],
];

/** A label as it is declared, with a text and with other spellings now and then. */
function written(dice: Dice, tree: Tree): string {
  if (typeof tree === "string") return `${tree}${dice.chance(5) ? ': "a text"' : ""}${aliasOf(dice, tree)}`;
  return `${tree[0]} { ${tree[1].map((child) => written(dice, child)).join("  ")} }`;
}

const aliasOf = (dice: Dice, text: string): string => (dice.chance(5) ? ` also "alias ${text}", "other ${text}"` : "");

/** A title behind a name. */
const titled = (dice: Dice, names: readonly string[]): string => `${names.join(", ")}${dice.chance(10) ? ' "A title"' : ""}`;

function labelsOf(trees: readonly Tree[]): Made["labels"] {
  const labels: { text: string; lo: number; hi: number; plain: boolean }[] = [];
  let leaves = 0;
  const visit = (tree: Tree, parent: string): void => {
    const text = typeof tree === "string" ? tree : tree[0];
    const label = { text, lo: leaves, hi: leaves + 1, plain: typeof tree === "string" && text === parent };
    labels.push(label);
    if (typeof tree === "string") leaves++;
    else for (const child of tree[1]) visit(child, text);
    label.hi = leaves;
  };
  for (const tree of trees) visit(tree, "");
  return labels;
}

function unknownsFor(dice: Dice, prefix: string): readonly string[] {
  if (dice.chance(45)) return [];
  return dice.chance(75) ? [`${prefix}X`] : [`${prefix}X`, `${prefix}Y`];
}

const unknownText = (unknowns: readonly string[]): string => (unknowns.length === 0 ? "" : ` unknown ${unknowns.join(", ")}`);

function category(dice: Dice, names: readonly string[], prefix: string, decided: boolean): Made {
  const trees = dice.pick(shapes)(prefix);
  const unknowns = unknownsFor(dice, prefix);
  const labels = labelsOf(trees);
  const assumed = dice.pick([...labels.map((label) => label.text), ...unknowns]);
  const assume = !decided && dice.chance(8) ? ` assume ${assumed}` : "";
  const braces = trees.map((tree) => written(dice, tree)).join("  ");
  const line = `category ${titled(dice, names)}${unknownText(unknowns)}${assume} { ${braces} }`;
  return { name: names[0] as string, kind: "category", computed: false, labels, unknowns, numbers: [], stepped: false, line };
}

/** A category that rules decide, and a record may give. */
export const decidedCategory = (dice: Dice, name: string, prefix: string): Made => category(dice, [name], prefix, true);

export const flagLabels = [0, 1].map((lo) => ({ text: lo === 0 ? "no" : "yes", lo, hi: lo + 1, plain: false }));

function flag(dice: Dice, names: readonly string[]): Made {
  const unknowns = dice.chance(60) ? [] : ["FX"];
  const assume = dice.chance(8) ? ` assume ${dice.pick(["yes", "no"])}` : "";
  const line = `flag ${titled(dice, names)}${unknownText(unknowns)}${assume}${aliasOf(dice, names.join(" "))}`;
  return { name: names[0] as string, kind: "flag", computed: false, labels: flagLabels, unknowns, numbers: [], stepped: false, line };
}

const ranges: readonly { readonly text: string; readonly numbers: readonly string[]; readonly stepped: boolean }[] = [
  { text: "from 0 to 4 step 1", numbers: ["0", "1", "2", "3", "4"], stepped: true },
  { text: "from 0 to 0.6 step 0.2", numbers: ["0", "0.2", "0.4", "0.6"], stepped: true },
  { text: "from 1 to < 4 step 1", numbers: ["1", "2", "3"], stepped: true },
  { text: "from -1 to 1 step 1", numbers: ["-1", "0", "1"], stepped: true },
  { text: "from 0 to 10", numbers: ["0", "2", "4.5", "5", "10"], stepped: false },
  { text: "from > 0 to < 10", numbers: ["1", "2", "4.5", "7"], stepped: false },
  { text: "from 0", numbers: ["0", "3", "3.5"], stepped: false },
  { text: "", numbers: ["-1", "0", "2.5"], stepped: false },
];

function number(dice: Dice, names: readonly string[]): Made {
  const { text, numbers, stepped } = dice.pick(ranges);
  const unknowns = dice.chance(60) ? [] : ["NX"];
  const length = dice.chance(20);
  const assume = dice.chance(8) ? ` assume ${dice.pick(numbers)}` : "";
  const line = `number ${titled(dice, names)}${unknownText(unknowns)}${length ? " unit cm" : ""} ${text}${assume}${aliasOf(dice, names.join(" "))}`;
  return { name: names[0] as string, kind: "number", computed: false, labels: [], unknowns, numbers, stepped, length, line };
}

/** Numbers of a variable as a rule or a record may write them: a length in cm or in mm, now and then. */
export function measured(dice: Dice, made: Made, ...numbers: readonly string[]): readonly string[] {
  const unit = made.length === true ? dice.pick(["", " cm", " mm"]) : "";
  const digits = unit === " mm" ? numbers.map((one) => String(Math.round(Number(one) * 100) / 10)) : numbers;
  // After an interval the unit covers both ends.
  return digits.map((one, at) => (at === numbers.length - 1 ? `${one}${unit}` : one));
}

function set(dice: Dice, names: readonly string[], prefix: string): Made {
  const members = [1, 2, 3].slice(0, dice.int(2, 3)).map((index) => `${prefix.toLowerCase()}${index}`);
  const unknowns = dice.chance(60) ? [] : ["SX"];
  const labels = members.map((text, lo) => ({ text, lo, hi: lo + 1, plain: false }));
  const assume = dice.chance(8) ? ` assume {${dice.pick(["", members[0]])}}` : "";
  const line = `set ${titled(dice, names)}${unknownText(unknowns)}${assume} { ${members.join("  ")} }`;
  return { name: names[0] as string, kind: "set", computed: false, labels, unknowns, numbers: [], stepped: false, line };
}

/** Variables that a record says something of; now and then one declaration makes two of them. */
export function inputsOf(dice: Dice, names: readonly string[]): readonly Made[] {
  const [first, second, ...others] = names;
  if (first === undefined) return [];
  const twice = second !== undefined && dice.chance(8);
  const made = input(dice, twice ? [first, second] : [first]);
  if (twice) return [made, { ...made, name: second, line: undefined }, ...inputsOf(dice, others)];
  return [made, ...inputsOf(dice, names.slice(1))];
}

function input(dice: Dice, names: readonly string[]): Made {
  const prefix = (names[0] as string).toUpperCase();
  const kind = dice.int(0, 9);
  if (kind <= 4) return category(dice, names, prefix, false);
  if (kind <= 6) return flag(dice, names);
  return kind <= 8 ? number(dice, names) : set(dice, names, prefix);
}
