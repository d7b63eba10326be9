/**
 * Intervals against sampled points: no formula leaves its image, and the image is no wider than the points show.
 * The points come from all over the interval, with its closed ends, points close to its ends, and far points where it
 * has no end.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import * as f from "../../../engine/number/functions.ts";
import type { Image, Interval } from "../../../engine/number/interval.ts";
import * as i from "../../../engine/number/interval.ts";
import { pow } from "../../../engine/number/interval-power.ts";
import * as r from "../../../engine/number/rational.ts";
import { decimal, rationals } from "./numbers.ts";

type Rational = r.Rational;
type Value = Rational | f.DomainError;

const close = r.rational(1n, 10n ** 20n);
const far = r.rational(10n ** 12n);
const int = (n: number) => r.fromInt(n);

/** `[1,2)` as in a textbook; blank for no end. */
function read(text: string): Interval {
  const [, open, lo, hi, end] = /^([[(])(.*),(.*)([\])])$/.exec(text) ?? [];
  const bound = (part: string | undefined) => (part ? decimal(part) : undefined);
  return i.interval(bound(lo), bound(hi), open === "(", end === ")");
}

function show(a: Interval): string {
  if (i.isEmpty(a)) return "empty";
  const bound = (x: Rational | undefined) => (x ? r.toDecimalText(x) : "");
  return `${a.loOpen ? "(" : "["}${bound(a.lo)},${bound(a.hi)}${a.hiOpen ? ")" : "]"}`;
}

const intervals: fc.Arbitrary<Interval> = fc
  .tuple(fc.option(rationals, { nil: undefined, freq: 5 }), fc.option(rationals, { nil: undefined, freq: 5 }), fc.boolean(), fc.boolean())
  .map(([a, b, loOpen, hiOpen]) => (a && b && r.compare(a, b) > 0 ? i.interval(b, a, loOpen, hiOpen) : i.interval(a, b, loOpen, hiOpen)))
  .filter((a) => !i.isEmpty(a));

/** Points inside an interval. */
function pointsOf(a: Interval): readonly Rational[] {
  const lo = a.lo ?? r.sub(r.min(a.hi ?? r.zero, r.zero), far);
  const hi = a.hi ?? r.add(r.max(a.lo ?? r.zero, r.zero), far);
  const shares = [r.zero, close, r.rational(1n, 3n), r.rational(1n, 2n), r.rational(4n, 5n), r.sub(r.one, close), r.one];
  const spread = shares.map((share) => r.add(lo, r.mul(share, r.sub(hi, lo))));
  const nearEnds = [r.add(lo, close), r.sub(hi, close)];
  const aroundZero = [r.zero, r.one, r.negate(r.one), close, r.negate(close)];
  return [...spread, ...nearEnds, ...aroundZero].filter((x) => i.contains(a, x));
}

function assertSound(image: Image, values: readonly Value[]): void {
  for (const value of values) {
    if (f.isDomainError(value)) assert.ok(image.mayFail, value.message);
    else assert.ok(i.contains(image.value, value), `${r.key(value)} is outside ${show(image.value)}`);
  }
  assert.equal(image.mustFail, i.isEmpty(image.value));
  if (image.mustFail) assert.ok(image.mayFail);
}

/** Closed ends are reached, open ends are approached, and where there is no end the values go far. */
function assertTight(image: Interval, values: readonly Value[]): void {
  const numbers = values.filter((value): value is Rational => !f.isDomainError(value)).toSorted(r.compare);
  const [least, most] = [numbers[0], numbers.at(-1)];
  assert.equal(least === undefined, i.isEmpty(image));
  if (least === undefined || most === undefined) return;
  assertEnd(image.lo, image.loOpen, least, r.negate(least), show(image));
  assertEnd(image.hi, image.hiOpen, most, most, show(image));
}

function assertEnd(end: Rational | undefined, open: boolean, extreme: Rational, outward: Rational, text: string): void {
  const told = `${text} against ${r.toDecimalText(extreme)}`;
  if (end === undefined) {
    assert.ok(r.compare(outward, r.rational(10n ** 6n)) > 0, told);
  } else if (open) {
    assert.ok(r.compare(r.abs(r.sub(end, extreme)), r.rational(1n, 10n ** 6n)) < 0, told);
  } else {
    assert.ok(r.equal(end, extreme), told);
  }
}

const pairs = (a: Interval, b: Interval): readonly (readonly [Rational, Rational])[] =>
  pointsOf(a).flatMap((x) => pointsOf(b).map((y) => [x, y] as const));

describe("intervals", () => {
  it("know what they hold", () => {
    assert.ok(i.isEmpty(read("(1,1]")) && i.isEmpty(read("[2,1]")) && !i.isEmpty(read("[1,1]")) && !i.isEmpty(i.whole));
    assert.ok(i.contains(read("[1,2)"), int(1)) && !i.contains(read("[1,2)"), int(2)) && i.contains(read("(,2]"), int(-99)));
    assert.equal(show(i.intersect(read("[1,3)"), read("(1,5]"))), "(1,3)");
    assert.equal(show(i.intersect(read("(,3]"), read("[3,)"))), "[3,3]");
    assert.ok(i.isEmpty(i.intersect(read("(,3)"), read("[3,)"))));
    assert.equal(show(i.hull(read("(1,2)"), read("[4,)"))), "(1,)");
    assert.ok(i.includes(read("[0,)"), read("(0,5]")) && !i.includes(read("(0,5]"), read("[0,5]")));
    assert.ok(r.equal(i.onlyValue(read("[3,3]")) ?? r.zero, int(3)) && i.onlyValue(read("[3,4]")) === undefined);
  });

  it("intersect and join as sets", () => {
    fc.assert(
      fc.property(intervals, intervals, (a, b) => {
        for (const x of [...pointsOf(a), ...pointsOf(b)]) {
          assert.equal(i.contains(i.intersect(a, b), x), i.contains(a, x) && i.contains(b, x));
          assert.ok(i.contains(i.hull(a, b), x));
        }
        assert.equal(
          i.includes(a, b),
          pointsOf(b).every((x) => i.contains(a, x)),
        );
      }),
    );
  });

  it("add, subtract, multiply, take the lesser and the greater to exactly the values there are", () => {
    const operations = [
      [i.add, r.add],
      [i.sub, r.sub],
      [i.mul, r.mul],
      [i.min, r.min],
      [i.max, r.max],
    ] as const;
    fc.assert(
      fc.property(intervals, intervals, fc.constantFrom(...operations), (a, b, [onIntervals, onNumbers]) => {
        const values = pairs(a, b).map(([x, y]) => onNumbers(x, y));
        const image = onIntervals(a, b);
        assertSound(i.total(image), values);
        assertTight(image, values);
      }),
      { numRuns: 600 },
    );
  });

  it("multiply at open and closed zeros and without ends", () => {
    assert.equal(show(i.mul(read("[0,2)"), read("[1,)"))), "[0,)");
    assert.equal(show(i.mul(read("(0,2]"), read("[3,4]"))), "(0,8]");
    assert.equal(show(i.mul(read("(0,2]"), read("(,0)"))), "(,0)");
    assert.equal(show(i.mul(read("[0,0]"), i.whole)), "[0,0]");
    assert.equal(show(i.mul(read("[-2,3)"), read("(-5,4]"))), "(-15,12)");
    assert.equal(show(i.mul(read("[-2,2)"), read("[-3,3)"))), "(-6,6]");
    assert.equal(show(i.mul(read("(-2,2]"), read("(-3,3]"))), "(-6,6]");
    assert.equal(show(i.mul(read("(-2,2]"), read("[-3,3)"))), "[-6,6)");
  });

  it("divide, failing just where the divisor can be 0", () => {
    assert.equal(show(i.div(read("[1,2]"), read("[0,4]")).value), "[0.25,)");
    assert.ok(i.div(read("[1,2]"), read("[0,4]")).mayFail && !i.div(read("[1,2]"), read("(0,4]")).mayFail);
    assert.equal(show(i.div(read("[1,2]"), read("[-1,1]")).value), "(,)");
    assert.ok(i.div(read("[1,2]"), read("[0,0]")).mustFail);
    fc.assert(
      fc.property(intervals, intervals, (a, b) => {
        const values = pairs(a, b).map(([x, y]) => f.divide(x, y));
        const image = i.div(a, b);
        assertSound(image, values);
        assertTight(image.value, values);
        assert.equal(image.mayFail, i.contains(b, r.zero));
      }),
      { numRuns: 300 },
    );
  });

  it("negate, take sizes and round to exactly the values there are", () => {
    fc.assert(
      fc.property(intervals, fc.integer({ min: -1, max: 2 }), (a, digits) => {
        const points = pointsOf(a);
        for (const [image, values] of [
          [i.negate(a), points.map(r.negate)],
          [i.abs(a), points.map(r.abs)],
          [i.round(a, int(digits)).value, points.map((x) => r.roundTo(x, digits))],
        ] as const) {
          assertSound(i.total(image), values);
          assertTight(image, values);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("round up to an open half, not over it", () => {
    assert.equal(show(i.round(read("[1,2.5)")).value), "[1,2]");
    assert.equal(show(i.round(read("[1,2.5]")).value), "[1,3]");
    assert.equal(show(i.round(read("(-2.5,0]")).value), "[-2,0]");
    assert.equal(show(i.round(read("(0.125,0.135)"), int(2)).value), "[0.13,0.13]");
    assert.ok(i.round(read("[1,2]"), decimal("0.5")).mustFail);
  });

  it("take logarithms, roots and exponentials of the part where they are defined", () => {
    assert.deepEqual(i.ln(read("[0,1]")), { value: read("(,0]"), mayFail: true, mustFail: false });
    assert.deepEqual(i.log10(read("(0.01,1000]")), { value: read("(-2,3]"), mayFail: false, mustFail: false });
    assert.deepEqual(i.sqrt(read("(-1,4)")), { value: read("[0,2)"), mayFail: true, mustFail: false });
    assert.deepEqual(i.exp(read("(,0]")), { value: read("(0,1]"), mayFail: false, mustFail: false });
    assert.ok(i.ln(read("[-1,0]")).mustFail && i.sqrt(read("[-2,-1]")).mustFail && !i.sqrt(read("[-2,0]")).mustFail);
    assert.deepEqual(i.exp(read("[0,5000]")), { value: read("[1,)"), mayFail: true, mustFail: false });
    assert.ok(i.exp(read("[4000,5000]")).mustFail && i.exp(read("[0,)")).mayFail);
    fc.assert(
      fc.property(intervals, (a) => {
        const points = pointsOf(a);
        assertSound(i.ln(a), points.map(f.ln));
        assertSound(i.log10(a), points.map(f.log10));
        assertSound(i.sqrt(a), points.map(f.sqrt));
        assertSound(i.exp(a), points.map(f.exp));
      }),
      { numRuns: 40 },
    );
  });

  it("raise to whole powers exactly", () => {
    const raised = (base: string, exponent: number) => pow(read(base), i.point(int(exponent)));
    assert.equal(show(raised("(-2,1]", 2).value), "[0,4)");
    assert.equal(show(raised("(-2,1]", 3).value), "(-8,1]");
    assert.equal(show(raised("[-2,4]", -1).value), "(,)");
    assert.equal(show(raised("[-2,4)", -2).value), "(0.0625,)");
    assert.ok(raised("[-2,4)", -2).mayFail && !raised("(0,4)", -2).mayFail && raised("[0,0]", -2).mustFail);
    assert.equal(show(raised("[-3,5]", 0).value), "[1,1]");
    fc.assert(
      fc.property(intervals, fc.integer({ min: -3, max: 4 }), (base, exponent) => {
        const values = pointsOf(base).map((x) => f.pow(x, int(exponent)));
        const image = pow(base, i.point(int(exponent)));
        assertSound(image, values);
        const isApproached = (end: Rational | undefined) => end === undefined || r.sign(end) !== 0;
        if (isApproached(image.value.lo) && isApproached(image.value.hi)) assertTight(image.value, values);
      }),
      { numRuns: 300 },
    );
  });

  it("raise to broken and to varying powers without losing a value", () => {
    assert.deepEqual(pow(read("[-1,4]"), i.point(decimal("0.5"))), {
      value: read("[0,2]"),
      mayFail: true,
      mustFail: false,
    });
    assert.equal(show(pow(read("[4,16)"), i.point(decimal("-0.5"))).value), "(0.25,0.5]");
    assert.ok(pow(read("[-2,-1]"), i.point(decimal("0.5"))).mustFail);
    assert.deepEqual(pow(read("[0,0]"), read("[1,2]")), { value: read("[0,0]"), mayFail: false, mustFail: false });
    assert.deepEqual(pow(read("[0,0]"), read("[-1,0]")), { value: read("[1,1]"), mayFail: true, mustFail: false });
    assert.ok(pow(read("[0,0]"), read("[-2,-1]")).mustFail && pow(read("[-1,0]"), read("[1,2]")).mayFail);
    const third = r.rational(1n, 3n);
    assert.ok(i.contains(pow(i.interval(r.zero, third), read("[1,2]")).value, third));
    const exponents = intervals.map((a) => i.intersect(a, read("[-8,8]"))).filter((a) => !i.isEmpty(a));
    fc.assert(
      fc.property(intervals, exponents, (base, exponent) => {
        const image = pow(base, exponent);
        for (const [x, y] of pairs(base, exponent).filter((_, index) => index % 5 === 0)) {
          const value = f.pow(x, y);
          if (f.isDomainError(value)) assert.ok(image.mayFail, value.message);
          else assert.ok(i.contains(image.value, value), `${show(base)} ^ ${show(exponent)}: ${r.key(x)} ^ ${r.key(y)}`);
        }
      }),
      { numRuns: 40 },
    );
  }).timeout(10_000);

  it("have nothing to say about nothing", () => {
    for (const image of [i.ln(i.empty), i.div(i.empty, i.whole), i.round(i.empty), pow(i.empty, i.whole)]) {
      assert.deepEqual(image, { value: i.empty, mayFail: false, mustFail: false });
    }
    assert.ok([i.add(i.empty, i.whole), i.mul(i.whole, i.empty), i.abs(i.empty), i.max(i.empty, i.whole)].every(i.isEmpty));
  });
});
