/** Random formulas that are fractions of exact numbers, as text and as what they come to, in fractions of whole numbers. */
import type { Dice } from "./dice.ts";

export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

export const fraction = (n: bigint, d: bigint): Fraction => (d < 0n ? { n: -n, d: -d } : { n, d });
export const isEqual = (a: Fraction, b: Fraction): boolean => a.n * b.d === b.n * a.d;

export interface ExactFormula {
  readonly text: string;
  /** Undefined where it has no value. */
  readonly at: (x: Fraction, y: Fraction) => Fraction | undefined;
}

type Two = (a: Fraction, b: Fraction) => Fraction | undefined;

const plus: Two = (a, b) => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
const times: Two = (a, b) => fraction(a.n * b.n, a.d * b.d);
const over: Two = (a, b) => (b.n === 0n ? undefined : fraction(a.n * b.d, a.d * b.n));
const opposite = (a: Fraction): Fraction => ({ n: -a.n, d: a.d });
const isLess = (a: Fraction, b: Fraction): boolean => a.n * b.d < b.n * a.d;

/** A decimal of a few digits. */
function decimal(dice: Dice): ExactFormula {
  const [n, d] = [dice.int(1, 60), dice.pick([1, 2, 4, 10, 100])];
  return { text: String(n / d), at: () => fraction(BigInt(n), BigInt(d)) };
}

const number = (name: "x" | "y"): ExactFormula => ({ text: name, at: (x, y) => (name === "x" ? x : y) });

function joined(text: string, of: Two, a: ExactFormula, b: ExactFormula): ExactFormula {
  return {
    text: `(${a.text} ${text} ${b.text})`,
    at: (x, y) => {
      const [left, right] = [a.at(x, y), b.at(x, y)];
      return left === undefined || right === undefined ? undefined : of(left, right);
    },
  };
}

function called(name: string, of: (a: Fraction) => Fraction | undefined, a: ExactFormula, after = ""): ExactFormula {
  return {
    text: `${name}(${a.text})${after}`,
    at: (x, y) => {
      const inner = a.at(x, y);
      return inner && of(inner);
    },
  };
}

/** Halves go away from zero. */
function rounded(a: Fraction): Fraction {
  const size = a.n < 0n ? -a.n : a.n;
  const whole = (2n * size + a.d) / (2n * a.d);
  return { n: a.n < 0n ? -whole : whole, d: 1n };
}

/** A formula in which both numbers stand at least once. */
export function exactFormula(dice: Dice): ExactFormula {
  const [first, second] = dice.chance(50) ? (["x", "y"] as const) : (["y", "x"] as const);
  return around(dice, combined(dice, single(dice, first), single(dice, second)));
}

function single(dice: Dice, name: "x" | "y"): ExactFormula {
  const own = number(name);
  switch (dice.int(0, 6)) {
    case 0:
      return joined("*", times, own, own);
    case 1:
      return joined("+", plus, own, decimal(dice));
    case 2:
      return joined("*", times, decimal(dice), own);
    case 3:
      return called(
        "abs",
        (a) => (a.n < 0n ? opposite(a) : a),
        joined("-", (a, b) => plus(a, opposite(b)), own, decimal(dice)),
      );
    case 4:
      return joined("/", over, own, decimal(dice));
    case 5:
      return called("", (a) => times(a, a), joined("+", plus, own, decimal(dice)), " ^ 2");
    default:
      return own;
  }
}

function combined(dice: Dice, a: ExactFormula, b: ExactFormula): ExactFormula {
  switch (dice.int(0, 6)) {
    case 0:
      return joined("-", (left, right) => plus(left, opposite(right)), a, b);
    case 1:
      return joined("*", times, a, b);
    case 2:
      return joined("/", over, a, b);
    case 3:
      return joined(
        "/",
        over,
        joined("-", (left, right) => plus(left, opposite(right)), a, b),
        a,
      );
    case 4:
      return { text: `max(${a.text}, ${b.text})`, at: (x, y) => greater(a.at(x, y), b.at(x, y)) };
    default:
      return joined("+", plus, a, b);
  }
}

const greater = (a: Fraction | undefined, b: Fraction | undefined): Fraction | undefined =>
  a === undefined || b === undefined ? undefined : isLess(a, b) ? b : a;

function around(dice: Dice, inner: ExactFormula): ExactFormula {
  switch (dice.int(0, 4)) {
    case 0:
      return joined("/", over, inner, decimal(dice));
    case 1:
      return called("round", rounded, inner);
    case 2:
      return joined("-", (a, b) => plus(a, opposite(b)), decimal(dice), inner);
    default:
      return inner;
  }
}
