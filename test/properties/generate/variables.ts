/** Random variables: categories flat, nested or with a plain case, flags, numbers with and without steps, sets. */
import type { Dice } from "./dice.ts";

/** A declared variable as the generators of rules and records see it. */
export interface Made {
  readonly name: string;
  readonly kind: "category" | "flag" | "number" | "set";
  /** Its declaration; empty for a score or let, which declare themselves. */
  readonly line: string;
  /** Every label that a rule may write, parents too; members of a set. */
  readonly labels: readonly { readonly text: string; readonly lo: number; readonly hi: number; readonly plain: boolean }[];
  readonly unknowns: readonly string[];
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

const written = (tree: Tree): string => (typeof tree === "string" ? tree : `${tree[0]} { ${tree[1].map(written).join("  ")} }`);

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

export function category(dice: Dice, name: string, prefix: string): Made {
  const trees = dice.pick(shapes)(prefix);
  const unknowns = unknownsFor(dice, prefix);
  const labels = labelsOf(trees);
  const assume = dice.chance(8) ? ` assume ${dice.pick([...labels.map((label) => label.text), ...unknowns])}` : "";
  return {
    name,
    kind: "category",
    labels,
    unknowns,
    numbers: [],
    stepped: false,
    line: `category ${name}${unknownText(unknowns)}${assume} { ${trees.map(written).join("  ")} }`,
  };
}

function flag(dice: Dice, name: string): Made {
  const unknowns = dice.chance(60) ? [] : ["FX"];
  const labels = [0, 1].map((lo) => ({ text: lo === 0 ? "no" : "yes", lo, hi: lo + 1, plain: false }));
  const assume = dice.chance(8) ? ` assume ${dice.pick(["yes", "no"])}` : "";
  return { name, kind: "flag", labels, unknowns, numbers: [], stepped: false, line: `flag ${name}${unknownText(unknowns)}${assume}` };
}

const ranges: readonly { readonly text: string; readonly numbers: readonly string[]; readonly stepped: boolean }[] = [
  { text: "from 0 to 4 step 1", numbers: ["0", "1", "2", "3", "4"], stepped: true },
  { text: "from 0 to 0.6 step 0.2", numbers: ["0", "0.2", "0.4", "0.6"], stepped: true },
  { text: "from 1 to < 4 step 1", numbers: ["1", "2", "3"], stepped: true },
  { text: "from 0 to 10", numbers: ["0", "2", "4.5", "5", "10"], stepped: false },
  { text: "from > 0 to < 10", numbers: ["1", "2", "4.5", "7"], stepped: false },
  { text: "from 0", numbers: ["0", "3", "3.5"], stepped: false },
  { text: "", numbers: ["-1", "0", "2.5"], stepped: false },
];

function number(dice: Dice, name: string): Made {
  const range = dice.pick(ranges);
  const unknowns = dice.chance(60) ? [] : ["NX"];
  return {
    name,
    kind: "number",
    labels: [],
    unknowns,
    numbers: range.numbers,
    stepped: range.stepped,
    line: `number ${name}${unknownText(unknowns)} ${range.text}`,
  };
}

function set(dice: Dice, name: string, prefix: string): Made {
  const members = [1, 2, 3].slice(0, dice.int(2, 3)).map((index) => `${prefix.toLowerCase()}${index}`);
  const unknowns = dice.chance(60) ? [] : ["SX"];
  const labels = members.map((text, lo) => ({ text, lo, hi: lo + 1, plain: false }));
  return {
    name,
    kind: "set",
    labels,
    unknowns,
    numbers: [],
    stepped: false,
    line: `set ${name}${unknownText(unknowns)} { ${members.join("  ")} }`,
  };
}

/** A variable that a record says something of. */
export function input(dice: Dice, name: string): Made {
  const prefix = name.toUpperCase();
  const kind = dice.int(0, 9);
  if (kind <= 4) return category(dice, name, prefix);
  if (kind <= 6) return flag(dice, name);
  return kind <= 8 ? number(dice, name) : set(dice, name, prefix);
}
