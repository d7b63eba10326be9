/** Random records: silent, `?`, a named unknown, one value, a parent, a list, a comparison, an interval, given decisions. */
import type { BruteRecord, Recorded } from "../brute/cases.ts";
import type { Dice } from "./dice.ts";
import type { MadeScheme } from "./schemes.ts";
import { type Made, measured } from "./variables.ts";

export function record(dice: Dice, scheme: MadeScheme): BruteRecord {
  const made = new Map<string, Recorded>();
  for (const variable of scheme.inputs) {
    if (!dice.chance(25)) made.set(variable.name, recordedOf(dice, variable));
  }
  for (const variable of scheme.decided) {
    if (!mayBeGiven(variable) || !dice.chance(15)) continue;
    const recorded = recordedOf(dice, variable);
    // A list of labels and an unknown beside what the rules derive: the design does not say.
    if (recorded.unknowns.length === 0 || !recorded.text.includes(",")) made.set(variable.name, recorded);
  }
  return made;
}

/** A category, or a flag that tables decide. */
const mayBeGiven = ({ kind, line }: Made): boolean => kind === "category" || (kind === "flag" && line !== undefined);

const values = (text: string, admits: Recorded["admits"], bounds: readonly number[] = []): Recorded => ({
  text,
  unknowns: [],
  admits,
  bounds,
});

function recordedOf(dice: Dice, variable: Made): Recorded {
  if (dice.chance(22)) return oneUnknown(dice, variable);
  if (dice.chance(55)) return single(dice, variable);
  return several(dice, variable);
}

function oneUnknown(dice: Dice, variable: Made): Recorded {
  const all = variable.unknowns.length === 0 ? ["?"] : variable.unknowns;
  if (variable.unknowns.length === 0 || dice.chance(30)) return { text: "?", unknowns: all, admits: () => false, bounds: [] };
  const unknown = dice.pick(variable.unknowns);
  return { text: unknown, unknowns: [unknown], admits: () => false, bounds: [] };
}

/** What a label means in a record: the plain case where its parent lists itself. */
function inRecord(variable: Made, text: string): Made["labels"][number] {
  return (variable.labels.find((label) => label.text === text && label.plain) ??
    variable.labels.find((label) => label.text === text)) as Made["labels"][number];
}

function single(dice: Dice, variable: Made): Recorded {
  if (variable.kind === "set") return membersOf(variable, dice.int(0, (1 << variable.labels.length) - 1));
  if (variable.kind === "number") {
    const text = variable.stepped || dice.chance(70) ? dice.pick(variable.numbers) : "1.25";
    return values(measured(dice, variable, text).join(""), (value) => value === Number(text), [Number(text)]);
  }
  const leaf = dice.pick(variable.labels.filter((label) => label.hi === label.lo + 1));
  return values(leaf.text, (value) => value === leaf.lo);
}

function membersOf(variable: Made, bits: number): Recorded {
  const members = variable.labels.filter((_, index) => (bits & (1 << index)) !== 0).map((label) => label.text);
  return values(`{${members.join(", ")}}`, (value) => value === bits);
}

function several(dice: Dice, variable: Made): Recorded {
  if (variable.kind === "set") return membersOf(variable, dice.int(0, (1 << variable.labels.length) - 1));
  if (variable.kind === "number") return someNumbers(dice, variable);
  const labels = dice
    .some(variable.labels, Math.min(variable.labels.length, dice.int(1, 2)))
    .map((label) => inRecord(variable, label.text));
  const unknowns = variable.unknowns.length > 0 && dice.chance(12) ? [variable.unknowns[0] as string] : [];
  const text = [...new Set([...labels.map((label) => label.text), ...unknowns])].join(", ");
  return { text, unknowns, admits: (value) => labels.some((label) => label.lo <= value && value < label.hi), bounds: [] };
}

function someNumbers(dice: Dice, variable: Made): Recorded {
  const from = dice.int(0, variable.numbers.length - 2);
  const lo = variable.numbers[from] as string;
  const hi = variable.numbers[dice.int(from + 1, variable.numbers.length - 1)] as string;
  const [a, b] = [Number(lo), Number(hi)];
  const forms: readonly Recorded[] = [
    values(`> ${lo}`, (value) => value > a, [a]),
    values(`>= ${lo}`, (value) => value >= a, [a]),
    values(`< ${hi}`, (value) => value < b, [b]),
    values(`${lo} <.. ${hi}`, (value) => value > a && value <= b, [a, b]),
    values(`${lo}, ${hi}`, (value) => value === a || value === b, [a, b]),
  ];
  return dice.pick(forms);
}
