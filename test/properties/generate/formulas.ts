/** Random schemes whose last table divides what a formula over continuous numbers comes to. */
import type { Dice } from "./dice.ts";

export interface FormulaScheme {
  readonly text: string;
  readonly numbers: readonly { readonly name: string; readonly lo: number; readonly hi: number }[];
  readonly flags: readonly string[];
  /** Where the table parts the formula's values. */
  readonly thresholds: readonly number[];
  /** Where it parts one of the numbers, too. */
  readonly bounds: readonly { readonly name: string; readonly at: number }[];
}

const ranges = [
  { lo: 1, hi: 9 },
  { lo: 0.5, hi: 4.5 },
  { lo: 20, hi: 84 },
  { lo: 0, hi: 8 },
] as const;

/** One term of a formula, over a number that may be 0 or only above it. */
function term(dice: Dice, name: string, lo: number, flags: readonly string[]): string {
  const factor = dice.pick(["0.5", "1.5", "2", "0.03535", "3"]);
  const forms = [
    `${factor} * ${name}`,
    `${factor} * sqrt(${name})`,
    `${factor} * ${name} ^ 2`,
    `abs(${name} - 3)`,
    `min(${name}, 4)`,
    `max(${name} / 2, 2)`,
    `exp(${name} / 40)`,
  ];
  if (lo > 0) forms.push(`${factor} * ln(${name})`, `${factor} * log10(${name})`, `10 / ${name}`);
  else forms.push(`ln(${name} + 1)`, `sqrt(${name} - 1)`);
  if (flags.length > 0) forms.push(`(if ${dice.pick(flags)} then ${name} else 2)`);
  return dice.pick(forms);
}

export function formulaScheme(dice: Dice, hole?: "with a hole"): FormulaScheme {
  const numbers = ["x", "y"].slice(0, dice.int(1, 2)).map((name) => ({ name, ...dice.pick(ranges) }));
  const flags = dice.chance(50) ? ["f"] : [];
  const terms = numbers.map(({ name, lo }) => term(dice, name, lo, flags));
  const [first] = numbers;
  if (first !== undefined && dice.chance(30)) terms.push(term(dice, first.name, first.lo, flags));
  if (numbers.length === 2 && dice.chance(20)) terms.push("0.1 * x * y");
  if (flags.length > 0) terms.push(`${dice.pick(["1.367", "2", "0.5"])} * f`);
  const formula = terms.reduce((sum, one) => `${sum} ${dice.pick(["+", "+", "-"])} ${one}`);
  const low = dice.int(-4, 20);
  const middle = low + dice.int(1, 6);
  const high = middle + dice.int(1, 12) + 0.5;
  const also = dice.chance(35) ? first?.name : undefined;
  const bound = first === undefined ? 0 : (first.lo + first.hi) / 2;
  const cells = (...both: readonly string[]): string => (also === undefined ? (both[0] ?? "") : both.join(" | "));
  const rows = [
    `  ${cells(`<= ${low}`, "any")} => low`,
    `  ${cells(`${low} <.. ${middle}`, "any")} => intermediate`,
    also === undefined
      ? `  ${middle} <.. ${high} => high`
      : `  ${middle} <.. ${high} | > ${bound} => high\n  ${middle} <.. ${high} | <= ${bound} => intermediate`,
    `  ${cells(`> ${high}`, "any")} => "very high"`,
  ];
  if (hole !== undefined) rows.splice(dice.int(0, rows.length - 1), 1);
  const text = [
    'scheme "Generated" {}',
    ...numbers.map(({ name, lo, hi }) => `number ${name} from ${lo} to ${hi}`),
    ...flags.map((flag) => `flag ${flag}`),
    'category group { low  intermediate  high  "very high" }',
    `let index = ${formula}`,
    "table {",
    `  ${cells("index", String(also))} => group`,
    ...rows,
    "}",
    "",
  ].join("\n");
  return { text, numbers, flags, thresholds: [low, middle, high], bounds: also === undefined ? [] : [{ name: also, at: bound }] };
}
