/** Random small schemes as `.stage` text: a few inputs, a chain of one to three decisions, excludes, checks. */
import type { Dice } from "./dice.ts";
import { condition, decide, exclude, flagLet, numberLet, resultsOf, score, table } from "./rules.ts";
import { category, input, type Made } from "./variables.ts";

export interface MadeScheme {
  readonly text: string;
  readonly inputs: readonly Made[];
  readonly decided: readonly Made[];
}

const inputNames = ["a", "b", "c", "d"];

export function scheme(dice: Dice): MadeScheme {
  const inputs = inputNames.slice(0, dice.int(1, 4)).map((name) => input(dice, name));
  const decided: Made[] = [];
  const lines: string[] = [];
  const length = dice.int(1, 3);
  for (let at = 0; at < length; at++) {
    const last = at === length - 1;
    const before = decided[at - 1];
    const own = dice.some(inputs, Math.min(inputs.length, dice.int(1, 3)));
    const made = before === undefined ? own : [...own, before, ...(decided.length > 1 && dice.chance(40) ? [decided[0] as Made] : [])];
    const decision = decisionOf(dice, `r${at + 1}`, made, last);
    decided.push(decision.made);
    lines.push(...decision.lines);
  }
  const final = decided[decided.length - 1] as Made;
  const excludes = Array.from({ length: dice.pick([0, 0, 1, 1, 2]) }, () =>
    exclude(dice, inputs, dice.chance(20) ? final.name : undefined),
  ).flat();
  const text = [
    'scheme "Generated" {}',
    ...inputs.map((made) => made.line),
    ...decided.filter((made) => made.line !== "").map((made) => made.line),
    ...excludes,
    ...lines,
    ...checks(dice, inputs, decided),
    "",
  ].join("\n");
  return { text, inputs, decided };
}

function decisionOf(
  dice: Dice,
  name: string,
  made: readonly Made[],
  last: boolean,
): { readonly made: Made; readonly lines: readonly string[] } {
  const kind = last ? dice.int(0, 11) : dice.int(0, 14);
  const plain = { name, line: "", labels: [], unknowns: [], numbers: [], stepped: false };
  if (kind <= 9) {
    const own = category(dice, name, "R");
    const bare = { ...own, line: own.line.replace(/ assume \S+/, "") };
    const blocks = dice.chance(25) ? 2 : 1;
    const lines = Array.from({ length: blocks }, () => (dice.chance(60) ? table : decide)(dice, name, resultsOf(own), made, false)).flat();
    return { made: bare, lines };
  }
  if (kind <= 11) return { made: { ...plain, kind: "number", numbers: ["0", "0.3", "0.5", "1", "2"] }, lines: score(dice, name, made) };
  if (kind === 12) return { made: { ...plain, kind: "number", numbers: ["0", "0.5", "1", "2"] }, lines: numberLet(dice, name, made) };
  const labels = [0, 1].map((lo) => ({ text: lo === 0 ? "no" : "yes", lo, hi: lo + 1, plain: false }));
  return { made: { ...plain, kind: "flag", labels }, lines: flagLet(dice, name, made) };
}

function checks(dice: Dice, inputs: readonly Made[], decided: readonly Made[]): readonly string[] {
  const final = decided[decided.length - 1] as Made;
  const lines: string[] = [];
  const ordered = inputs.filter((made) => made.kind !== "set");
  if (dice.chance(50) && ordered.length > 0 && final.kind !== "flag")
    lines.push(`check monotone ${final.name} in ${dice.chance(30) ? "falling " : ""}${dice.pick(ordered).name}`);
  if (dice.chance(40)) lines.push(`check never ${condition(dice, [...inputs, final], 2)}`);
  if (dice.chance(40)) lines.push(`check (${condition(dice, inputs, 1)}) implies (${condition(dice, [...inputs, final], 1)})`);
  return lines;
}
