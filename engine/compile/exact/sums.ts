/**
 * Sums of weighted numbers that come to one exact number: `0.03 * age + 0.7 * size = 5.5`. Numbers with steps stand on a
 * lattice, all others hold decimals; what divides all weights must divide the sum, and what is left is found by congruence.
 */
import type { NumberVariable } from "../../model/symbols.ts";
import type { Interval } from "../../number/interval.ts";
import type { Rational } from "../../number/rational.ts";
import * as r from "../../number/rational.ts";
import { type Form, numbersIn } from "./form.ts";

/** A weighted part of a sum: a number, or a part in which one number varies. */
export interface Term {
  readonly weight: Rational;
  readonly part: Form;
  readonly variable: NumberVariable;
}

export interface Weighted {
  readonly terms: readonly Term[];
  readonly rest: Rational;
}

/** A form as a weighted sum in which each number stands in one term only. */
export function weighted(form: Form): Weighted | undefined {
  const terms: { weight: Rational; part: Form }[] = [];
  let rest = r.zero;
  const visit = (at: Form, weight: Rational): void => {
    if (at.kind === "constant") rest = r.add(rest, r.mul(weight, at.value));
    else if (at.kind !== "arithmetic") put(at, weight);
    else if (at.op === "+") for (const side of [at.left, at.right]) visit(side, weight);
    else if (at.op === "*" && at.left.kind === "constant") visit(at.right, r.mul(weight, at.left.value));
    else if (at.op === "*" && at.right.kind === "constant") visit(at.left, r.mul(weight, at.right.value));
    else if (at.op === "/" && at.right.kind === "constant" && r.sign(at.right.value) !== 0) visit(at.left, r.div(weight, at.right.value));
    else put(at, weight);
  };
  const put = (part: Form, weight: Rational): void => {
    const same = terms.find((one) => part.kind === "number" && one.part.kind === "number" && one.part.variable === part.variable);
    if (same === undefined) terms.push({ weight, part });
    else same.weight = r.add(same.weight, weight);
  };
  visit(form, r.one);
  const met = new Set<NumberVariable>();
  const found: Term[] = [];
  for (const { weight, part } of terms) {
    const [variable, ...others] = numbersIn(part).keys();
    if (variable === undefined || others.length > 0 || met.has(variable)) return undefined;
    met.add(variable);
    if (r.sign(weight) !== 0) found.push({ weight, part, variable });
  }
  return { terms: found, rest };
}

/** What a term may come to: steps from an origin, or any decimal, between two ends. */
export interface Scale {
  readonly span: Interval;
  readonly origin: Rational;
  /** Undefined: any decimal. */
  readonly step: Rational | undefined;
}

const positive = (x: bigint): bigint => (x < 0n ? -x : x);
const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? positive(a) : divisor(b, a % b));

function withoutTens(x: bigint): bigint {
  let rest = positive(x);
  while (rest !== 0n && rest % 2n === 0n) rest /= 2n;
  while (rest !== 0n && rest % 5n === 0n) rest /= 5n;
  return rest;
}

/** The sum as whole numbers: weights, and what is left to reach with them. */
function whole(weights: readonly Rational[], total: Rational): { readonly weights: readonly bigint[]; readonly total: bigint } {
  const common = [...weights, total].reduce((d, one) => (d * one.d) / divisor(d, one.d), 1n);
  return { weights: weights.map((one) => (one.n * common) / one.d), total: (total.n * common) / total.d };
}

const reduced = (terms: readonly Term[], scales: readonly Scale[], total: Rational): Rational =>
  terms.reduce((left, { weight }, at) => r.sub(left, r.mul(weight, (scales[at] as Scale).origin)), total);

/** Whether no decimals and steps, however large, make up the sum: something divides all weights and not the sum. */
export function neverMet(terms: readonly Term[], scales: readonly Scale[], total: Rational): boolean {
  const made = whole(
    terms.map(({ weight }, at) => r.mul(weight, (scales[at] as Scale).step ?? r.one)),
    reduced(terms, scales, total),
  );
  const common = made.weights.reduce((d, weight, at) => divisor(d, scales[at]?.step === undefined ? withoutTens(weight) : weight), 0n);
  if (common === 0n) return made.total !== 0n;
  return made.total % common !== 0n;
}

/** Parts of steps in which any decimal is looked for, the coarse ones first. */
const finenesses = [2, 4, 9, 18];

/** Places at which all that lies on this side is tried. */
const mostNodes = 4000;

interface Counted {
  readonly weight: bigint;
  /** How many steps from the origin, at least and at most. */
  readonly from: bigint;
  readonly to: bigint;
}

/** Values of the terms that make up the sum, one way after another; ends with true where there is certainly no other. */
export function* waysTo(terms: readonly Term[], scales: readonly Scale[], total: Rational): Generator<readonly Rational[], boolean> {
  const allSteps = scales.every(({ step }) => step !== undefined);
  for (const fineness of allSteps ? [0] : finenesses) {
    const steps = scales.map(({ step }) => step ?? r.powInt(r.fromInt(10), -fineness));
    const made = whole(
      terms.map(({ weight }, at) => r.mul(weight, steps[at] as Rational)),
      reduced(terms, scales, total),
    );
    const counted = made.weights.map((weight, at) => countedIn(weight, scales[at] as Scale, steps[at] as Rational));
    if (counted.some((one) => one.from > one.to)) continue;
    const left = { nodes: mostNodes };
    yield* walk(counted, made.total, left, (counts) =>
      counts.map((count, at) => r.add((scales[at] as Scale).origin, r.mul(r.rational(count), steps[at] as Rational))),
    );
    if (allSteps && left.nodes > 0 && scales.every(({ span }) => span.lo !== undefined && span.hi !== undefined)) return true;
  }
  return false;
}

/** A span without an end is looked through so far. */
const far = r.fromInt(1_000_000);

function countedIn(weight: bigint, { span, origin }: Scale, step: Rational): Counted {
  const lo = r.div(r.sub(span.lo ?? r.sub(span.hi ?? r.zero, far), origin), step);
  const hi = r.div(r.sub(span.hi ?? r.add(span.lo ?? r.zero, far), origin), step);
  const [down, up] = [r.floor(lo), r.floor(hi)];
  return {
    weight,
    from: r.isInteger(lo) && !span.loOpen ? down : down + 1n,
    to: r.isInteger(hi) && span.hiOpen ? up - 1n : up,
  };
}

function* walk<T>(
  [first, ...others]: readonly Counted[],
  total: bigint,
  left: { nodes: number },
  told: (counts: readonly bigint[]) => T,
  before: readonly bigint[] = [],
): Generator<T> {
  if (first === undefined) {
    if (total === 0n) yield told(before);
    return;
  }
  const common = others.reduce((d, { weight }) => divisor(d, weight), 0n);
  const reach = others.map(({ weight, from, to }) => (weight > 0n ? [weight * from, weight * to] : [weight * to, weight * from]));
  const [low, high] = reach.reduce<readonly [bigint, bigint]>(([a, b], [c, d]) => [a + (c as bigint), b + (d as bigint)], [0n, 0n]);
  const [least, most] = first.weight > 0n ? [total - high, total - low] : [total - low, total - high];
  const from = larger(first.from, ceiling(least, first.weight));
  const to = smaller(first.to, -ceiling(-most, first.weight));
  for (const count of congruent(first.weight, total, common, from, to)) {
    if (left.nodes-- <= 0) return;
    yield* walk(others, total - first.weight * count, left, told, [...before, count]);
  }
}

const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** Rounds a quotient up. */
function ceiling(n: bigint, d: bigint): bigint {
  const [above, by] = d < 0n ? [-n, -d] : [n, d];
  return above > 0n ? (above + by - 1n) / by : -(-above / by);
}

/** Counts for which `total - weight * count` is a multiple of `common`, from the middle on and then below it. */
function* congruent(weight: bigint, total: bigint, common: bigint, from: bigint, to: bigint): Generator<bigint> {
  if (from > to) return;
  if (common === 0n) {
    if (total % weight === 0n && from <= total / weight && total / weight <= to) yield total / weight;
    return;
  }
  const shared = divisor(weight, common);
  if (total % shared !== 0n) return;
  const modulus = common / shared;
  const inverse = inverseOf(weight / shared, modulus);
  const first = ((((total / shared) * inverse) % modulus) + modulus) % modulus;
  const middle = (from + to) / 2n;
  const start = middle + ((((first - middle) % modulus) + modulus) % modulus);
  for (let count = start; count <= to; count += modulus) yield count;
  for (let count = start - modulus; count >= from; count -= modulus) if (count <= to) yield count;
}

/** What a number is multiplied by to leave 1, counted round a modulus that it shares nothing with. */
function inverseOf(value: bigint, modulus: bigint): bigint {
  let [a, b] = [((value % modulus) + modulus) % modulus, modulus];
  let [x, y] = [1n, 0n];
  while (b !== 0n) {
    const quotient = a / b;
    [a, b] = [b, a - quotient * b];
    [x, y] = [y, x - quotient * y];
  }
  return x;
}
