/** Random small schemes as `.stage` text: a few inputs, a chain of one to three steps of decisions, excludes, checks. */
import { checks } from "./checks.ts";
import type { Dice } from "./dice.ts";
import { decide, exclude, flagLet, numberLet, score, table, targetOf } from "./rules.ts";
import { decidedCategory, flagLabels, inputsOf, type Made } from "./variables.ts";

export interface MadeScheme {
  readonly text: string;
  readonly inputs: readonly Made[];
  readonly decided: readonly Made[];
}

const inputNames = ["a", "b", "c", "d"];

export function scheme(dice: Dice): MadeScheme {
  const inputs = inputsOf(dice, inputNames.slice(0, dice.int(1, 4)));
  const decided: Made[] = [];
  const lines: string[] = [];
  const length = dice.int(1, 3);
  let before: readonly Made[] = [];
  let lab: Lab | undefined;
  for (let at = 0; at < length; at++) {
    const own = dice.some(inputs, Math.min(inputs.length, dice.int(1, 3)));
    const earlier = decided.filter((one) => !before.includes(one));
    const made = [...own, ...before, ...(earlier.length > 0 && dice.chance(40) ? [dice.pick(earlier)] : [])];
    const step = stepOf(dice, at + 1, made, at === length - 1);
    const apart = at === 0 && length > 1 && dice.chance(12);
    if (apart) lab = labOf(dice, inputs, own, step);
    before = lab !== undefined && apart ? lab.made : step.made;
    decided.push(...before);
    if (!apart) lines.push(...step.made.flatMap((one) => one.line ?? []), ...step.lines);
  }
  const excludes = Array.from({ length: dice.pick([0, 0, 1, 1, 2]) }, () => {
    const target = dice.chance(20) ? dice.pick(before) : undefined;
    // What an exclude is for it cannot depend on.
    const about = dice.chance(10) ? decided.filter((one) => target === undefined || !before.includes(one)) : [];
    return exclude(dice, [...inputs, ...about], target?.name);
  }).flat();
  const text = [
    ...header(dice),
    ...(lab === undefined ? [] : [lab.use]),
    ...inputs.flatMap((made) => (made.line === undefined || lab?.declares.includes(made) ? [] : [made.line])),
    ...excludes,
    ...lines,
    ...checks(dice, inputs, decided, before),
    ...(lab?.text ?? []),
    "",
  ].join("\n");
  return { text, inputs, decided };
}

/** A first step in a file of its own. */
interface Lab {
  readonly use: string;
  /** Inputs that are declared there alone. */
  readonly declares: readonly Made[];
  /** What is decided there, by the names that it has here. */
  readonly made: readonly Made[];
  readonly text: readonly string[];
}

function labOf(dice: Dice, inputs: readonly Made[], own: readonly Made[], { made, lines }: Step): Lab {
  const excludes = dice.chance(20) ? exclude(dice, own, undefined) : [];
  const declarations = inputs.flatMap((one) => one.line ?? []);
  const text = ["//- lab.stage", ...header(dice), ...declarations, ...made.flatMap((one) => one.line ?? []), ...excludes, ...lines];
  const kind = dice.int(0, 2);
  if (kind === 0) {
    const renamed = made.map((one) => ({ ...one, name: `lab.${one.name}` }));
    // What both files declare alike is one variable.
    return { use: 'use "lab.stage" as lab', declares: dice.some(inputs, dice.int(0, inputs.length)), made: renamed, text };
  }
  if (kind === 1) return { use: 'use "lab.stage"', declares: inputs, made, text };
  const names = [...inputs, ...made].map((one) => one.name).join(", ");
  return { use: `use ${names} from "lab.stage"`, declares: inputs, made, text };
}

function header(dice: Dice): readonly string[] {
  const fields = ['edition "Made 1" effective 2026-01-01', "applies site C34.0..C34.3, C34.8 histology 8010..8576", "status draft"];
  return [
    'scheme "Generated" {',
    '  cite key "A source" doi "10.1000/1"',
    ...dice.some(fields, dice.int(0, 2)).map((field) => `  ${field}`),
    "}",
  ];
}

/** What one step of the chain decides: mostly one variable, sometimes two by the same table. */
interface Step {
  readonly made: readonly Made[];
  readonly lines: readonly string[];
}

function stepOf(dice: Dice, at: number, made: readonly Made[], last: boolean): Step {
  const name = `r${at}`;
  const kind = dice.int(0, last ? 11 : 14);
  const plain = { name, line: undefined, computed: true, labels: [], unknowns: [], stepped: false };
  if (kind <= 9) return byRules(dice, at, made);
  // What a score or a formula may come to is declared now and then.
  const line = dice.chance(8) ? `number ${name} ${dice.pick(["from 0 to 3", "from 0 to 2 step 0.1", "from > -1"])}` : undefined;
  if (kind <= 11)
    return { made: [{ ...plain, line, kind: "number", numbers: ["0", "0.3", "0.5", "1", "2"] }], lines: score(dice, name, made) };
  if (kind === 12)
    return { made: [{ ...plain, line, kind: "number", numbers: ["0", "0.5", "1", "2"] }], lines: numberLet(dice, name, made) };
  return { made: [{ ...plain, kind: "flag", labels: flagLabels, numbers: [] }], lines: flagLet(dice, name, made) };
}

function byRules(dice: Dice, at: number, made: readonly Made[]): Step {
  const own = declared(dice, `r${at}`, "R");
  if (dice.chance(15)) {
    const beside = declared(dice, `s${at}`, "S");
    const both = [targetOf(own), targetOf(beside)];
    const more = dice.chance(20) ? (dice.chance(50) ? table(dice, both, made) : decide(dice, targetOf(beside), made)) : [];
    return { made: [own, beside], lines: [...table(dice, both, made), ...more] };
  }
  const blocks = Array.from({ length: dice.chance(25) ? 2 : 1 }, () =>
    dice.chance(60) ? table(dice, [targetOf(own)], made) : decide(dice, targetOf(own), made),
  );
  return { made: [own], lines: blocks.flat() };
}

/** A declared variable that rules decide: mostly a category. */
function declared(dice: Dice, name: string, prefix: string): Made {
  const kind = dice.int(0, 14);
  if (kind > 1) return decidedCategory(dice, name, prefix);
  const plain = { name, computed: true, unknowns: [], stepped: false };
  return kind === 0
    ? { ...plain, kind: "flag", labels: flagLabels, numbers: [], line: `flag ${name}` }
    : { ...plain, kind: "number", labels: [], numbers: ["0", "0.5", "1", "2"], line: `number ${name}${dice.pick(["", " from 0 to 5"])}` };
}
