/**
 * `check monotone` through formulas that read numbers, flags, categories and what is decided from them: where nothing is
 * found, the answers on a grid of known records never fall as the variable worsens; where two records are told, staging
 * them gives what is told, and few are left undecided.
 */
import assert from "node:assert/strict";
import { check, type Finding, type Scheme, stage } from "#engine";
import { loadText, patient } from "../examples/load-scheme.ts";
import type { Dice } from "./generate/dice.ts";
import { forRandom } from "./runs.ts";

const GRID: Readonly<Record<string, readonly string[]>> = {
  x: ["1", "1.5", "2", "2.5", "2.6", "3.2", "4", "5"],
  y: ["-3", "-1.7", "-0.5", "0", "0.4", "1", "2.2", "3"],
  f: ["no", "yes"],
  T: ["T1", "T2", "T3"],
};
const variables = Object.keys(GRID);

/** A number: of inputs, and of what is decided from them. */
function number(dice: Dice, depth: number): string {
  const inner = (): string => number(dice, depth - 1);
  if (depth === 0 || dice.chance(20))
    return dice.pick([
      "x",
      "y",
      "f",
      "d",
      "points",
      "summed",
      "2",
      "0.5",
      "(T >= T2)",
      "(x > 2.5)",
      "3 * (c = mid)",
      "4 * (c = low)",
      "(y <= 1)",
      "(points >= 1)",
    ]);
  switch (dice.int(0, 8)) {
    case 0:
      return `(${inner()} * ${inner()})`;
    case 1:
      return `(${inner()} / ${dice.pick(["x", "2", "-4", "ln(2)", "(x + f)", "(y + 4)", "y"])})`;
    case 2:
      return `(${inner()} - ${inner()})`;
    case 3:
      return `${dice.pick(["x", "(y + 3)", "(x + f)", "abs(y)", "(x * 2)", "y", "(x - 2)"])} ^ ${dice.pick(["2", "0.5", "-1", "3"])}`;
    case 4:
      return `${dice.pick(["exp", "abs", "sqrt"])}(${dice.pick(["x", "y + 4", "x - f", "f + x"])})`;
    case 5:
      return `max(${inner()}, ${inner()})`;
    case 6:
      return `(if ${dice.pick(["d", "x > 3", "f"])} then ${inner()} else 1)`;
    default:
      return `(${inner()} + ${inner()})`;
  }
}

const condition = (dice: Dice): string =>
  dice.pick(["x > 2.5", "x <= 2", "y < 1", "not f", "T = T3", "T <= T2", "x > 2 and f", "y >= 0 or T = T1"]);

function written(dice: Dice): { readonly text: string; readonly along: string; readonly falling: boolean } {
  const [along, falling] = [dice.pick(variables), dice.chance(50)];
  const bounds = [dice.int(-3, 3), dice.int(4, 8)];
  const text = `scheme "Made" { edition "1" }
number x from 1 to 5
number y from -3 to 3
flag f
category T { T1  T2  T3 }
let d = ${condition(dice)}
category c { low  mid }
decide c { low when ${condition(dice)}; otherwise mid }
score points { T { T1 => ${dice.int(0, 2)}; T2 => ${dice.int(0, 2)}; T3 => ${dice.int(0, 3)} } }
score summed {
  +${dice.pick(["0.5", "2", "x", "y"])} when ${dice.pick(["d", "f", condition(dice)])}
  +${dice.pick(["x", "y", "0.1 * x"])}
  x { < 2.5 => ${dice.int(0, 2)}; >= 2.5 => ${dice.int(0, 2)} }
}
let z = 0 + ${number(dice, 3)}
category group { a  b  e }
table { z => group; < ${bounds[0]} => a; ${bounds[0]} ..< ${bounds[1]} => b; >= ${bounds[1]} => e }
check monotone group in ${falling ? "falling " : ""}${along}
`;
  return { text, along, falling };
}

const LABELS = ["a", "b", "e"];

/** The group of a record in which everything is known; undefined where the formula has no value. */
function rank(scheme: Scheme, record: Readonly<Record<string, string>>): number | undefined {
  const outcome = stage(scheme, patient(scheme, record)).find(({ decision }) => decision === "group")?.outcome;
  return outcome?.kind === "assigned" ? LABELS.indexOf(outcome.value.text) : undefined;
}

const others = (along: string): readonly Readonly<Record<string, string>>[] =>
  variables
    .filter((name) => name !== along)
    .reduce<readonly Readonly<Record<string, string>>[]>(
      (sofar, name) => sofar.flatMap((each) => (GRID[name] ?? []).map((value) => ({ ...each, [name]: value }))),
      [{}],
    );

/** Both records give what is told of them, the worse one the lower group, and differ in the variable alone. */
function assertReproduced(scheme: Scheme, { ends, message }: Finding, along: string, text: string): void {
  const [better, worse] = (ends ?? []).map(({ witness, outcome }) => {
    const record = Object.fromEntries(witness.map((one) => [one.variable, one.text]));
    const given = rank(scheme, record);
    assert.equal(given === undefined ? undefined : LABELS[given], outcome, `${message}\n${text}`);
    return { given, rest: JSON.stringify({ ...record, [along]: undefined }) };
  });
  assert.ok(better?.given !== undefined && worse?.given !== undefined && worse.given < better.given, `${message}\n${text}`);
  assert.equal(better.rest, worse.rest, `${message}\n${text}`);
}

describe("monotone through formulas", function () {
  this.timeout(300_000);

  it("holds on every grid where nothing is found", () => {
    const told = { proved: 0, refuted: 0, undecided: 0 };
    forRandom(120, (dice) => {
      const { text, along, falling } = written(dice);
      const scheme = loadText(text);
      const { findings } = check(scheme);
      assert.deepEqual(
        scheme.findings.filter(({ severity }) => severity === "error").map(({ message }) => message),
        [],
        text,
      );
      const refuted = findings.find(({ code }) => code === "not-monotone");
      if (refuted !== undefined) {
        told.refuted += 1;
        assertReproduced(scheme, refuted, along, text);
        return;
      }
      if (findings.some(({ code }) => code === "undecided")) {
        told.undecided += 1;
        return;
      }
      told.proved += 1;
      const values = falling ? [...(GRID[along] ?? [])].reverse() : (GRID[along] ?? []);
      for (const record of others(along)) {
        const ranks = values.map((value) => rank(scheme, { ...record, [along]: value })).filter((one) => one !== undefined);
        const fallen = ranks.some((one, index) => one < (ranks[index - 1] ?? one));
        assert.ok(!fallen, `${JSON.stringify(record)}: ${ranks.map((one) => LABELS[one]).join(" ")} along ${along} in\n${text}`);
      }
    });
    assert.ok(told.proved >= 10 && told.undecided * 10 <= told.refuted + told.proved, JSON.stringify(told));
  });
});
