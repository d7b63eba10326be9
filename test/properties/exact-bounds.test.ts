/**
 * A bound of a formula that no row takes: a gap exactly where some record comes to it. Over numbers with steps every
 * record is gone through in fractions; over numbers without steps one record is chosen that comes to the bound.
 */
import assert from "node:assert/strict";
import { check, stage } from "#engine";
import { loadText, patient } from "../examples/load-scheme.ts";
import type { Dice } from "./generate/dice.ts";
import { type ExactFormula, exactFormula, type Fraction, fraction, isEqual } from "./generate/exact-formulas.ts";
import { forRandom } from "./runs.ts";

const half = (count: number): Fraction => fraction(BigInt(count), 2n);

/** x = 0, 1, … 60 and y = 0.5, 1, … 30.5: more together than are gone through cell by cell. */
const xs = Array.from({ length: 61 }, (_, at) => fraction(BigInt(at), 1n));
const ys = Array.from({ length: 61 }, (_, at) => half(at + 1));

/** The number as a decimal of few digits; undefined where it is none. */
function written({ n, d }: Fraction): string | undefined {
  for (let digits = 0; digits <= 6; digits++) {
    const scale = 10n ** BigInt(digits);
    if ((n * scale) % d !== 0n) continue;
    const whole = (n * scale) / d;
    const text = String(whole < 0n ? -whole : whole).padStart(digits + 1, "0");
    return `${whole < 0n ? "-" : ""}${text.slice(0, text.length - digits)}${digits > 0 ? `.${text.slice(text.length - digits)}` : ""}`;
  }
  return undefined;
}

/** What the formula comes to at one record, or a number beside it. */
function boundOf(dice: Dice, formula: ExactFormula): { readonly text: string; readonly value: Fraction } | undefined {
  const value = formula.at(dice.pick(xs), dice.pick(ys));
  if (value === undefined) return undefined;
  const near = dice.chance(40) ? fraction((value.n * 10n) / value.d, 10n) : value;
  const text = written(near);
  return text === undefined ? undefined : { text, value: near };
}

const textOf = (formula: ExactFormula, bound: string, step: (size: string) => string): string => `scheme "Made" {}
number x from 0 to 60${step("1")}
number y from 0.5 to 30.5${step("0.5")}
category group { low  high }
let index = ${formula.text}
table { index => group; < ${bound} => low; > ${bound} => high }
`;

/** Whether a gap is told, its witness having been staged; undefined where that is not decided. */
function gapIn(text: string): boolean | undefined {
  const scheme = loadText(text);
  const { findings } = check(scheme);
  assert.deepEqual(
    findings.filter(({ code }) => ["syntax", "type-mismatch", "unknown-name"].includes(code)),
    [],
    text,
  );
  if (findings.some(({ code }) => code === "undecided")) return undefined;
  const gap = findings.find(({ code }) => code === "gap");
  if (gap === undefined) return false;
  const record = Object.fromEntries((gap.witness ?? []).map((one) => [one.variable, one.text]));
  const [answer] = stage(scheme, patient(scheme, record)).filter(({ decision }) => decision === "group");
  assert.equal(answer?.outcome.kind, "uncovered", `${JSON.stringify(record)} in\n${text}`);
  return true;
}

describe("a bound that no row takes", function () {
  this.timeout(0);

  it("is a gap over numbers with steps exactly where one of all records comes to it", () => {
    const told = { gaps: 0, none: 0 };
    forRandom(120, (dice) => {
      const formula = exactFormula(dice);
      const bound = boundOf(dice, formula);
      if (bound === undefined) return;
      const met = xs.some((x) =>
        ys.some((y) => {
          const value = formula.at(x, y);
          return value !== undefined && isEqual(value, bound.value);
        }),
      );
      const text = textOf(formula, bound.text, (size) => ` step ${size}`);
      assert.equal(gapIn(text), met, text);
      told[met ? "gaps" : "none"]++;
    });
    assert.ok(told.gaps > 20 && told.none > 5, JSON.stringify(told));
  });

  it("is a gap over numbers without steps where one record comes to it", () => {
    forRandom(120, (dice) => {
      const formula = exactFormula(dice);
      const value = formula.at(dice.pick(xs), dice.pick(ys));
      const bound = value && written(value);
      if (bound === undefined) return;
      const text = textOf(formula, bound, () => "");
      assert.equal(gapIn(text), true, text);
    });
    // x and y are decimals: three times a decimal is never 1, and no decimal has the square 2.
    for (const never of ["3 * x + 6 * y: 0.1", "x ^ 2 + 0 * y: 2", "3 * ln(y + 1) + 6 * x: 1", "(7 * x - 14 * y) / 3: 1.5"]) {
      const [formula = "", bound = ""] = never.split(": ");
      assert.equal(gapIn(textOf({ text: formula, at: () => undefined }, bound, () => "")), false, never);
    }
  });
});
