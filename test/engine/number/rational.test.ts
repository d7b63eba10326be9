/** Exact numbers: arithmetic against plain integers, decimals as a person would write them, printing beside limits. */
import assert from "node:assert/strict";
import fc from "fast-check";
import * as r from "../../../engine/number/rational.ts";
import { decimal, rationals } from "./numbers.ts";

describe("exact numbers", () => {
  it("reads decimals as written", () => {
    assert.deepEqual(decimal("-1.50"), { n: -3n, d: 2n });
    assert.deepEqual(decimal("-0.25"), { n: -1n, d: 4n });
    assert.deepEqual(decimal("+007"), { n: 7n, d: 1n });
    assert.deepEqual(decimal("0.000"), { n: 0n, d: 1n });
    assert.equal(r.decimals("-1.50"), 2);
    assert.equal(r.decimals("15"), 0);
  });

  it("refuses what is no plain decimal, and what is absurdly long", () => {
    const texts = ["", "-", ".5", "5.", "1,5", "1e3", "0x10", " 1", "1 ", "Infinity", "1.2.3", "--1", "9".repeat(401)];
    for (const text of texts) assert.equal(r.parseDecimal(text), undefined, text.slice(0, 20));
    assert.notEqual(r.parseDecimal("9".repeat(400)), undefined);
  });

  it("adds and multiplies without rounding", () => {
    assert.ok(r.equal(r.add(decimal("0.1"), decimal("0.2")), decimal("0.3")));
    assert.ok(r.equal(r.mul(decimal("1.1"), decimal("1.1")), decimal("1.21")));
    assert.ok(r.equal(r.mul(r.div(r.one, r.fromInt(3)), r.fromInt(3)), r.one));
  });

  it("keeps fractions in lowest terms with a positive denominator", () => {
    assert.equal(r.key(r.rational(6n, -4n)), "-3/2");
    assert.equal(r.key(r.rational(0n, -7n)), "0");
    const big = 10n ** 40n;
    assert.equal(r.key(r.rational(6n * big, 4n * big)), "3/2");
  });

  it("obeys the laws of arithmetic and order", () => {
    fc.assert(
      fc.property(rationals, rationals, rationals, (a, b, c) => {
        assert.ok(r.equal(r.mul(a, r.add(b, c)), r.add(r.mul(a, b), r.mul(a, c))));
        assert.ok(r.equal(r.sub(r.add(a, b), b), a));
        if (r.sign(b) !== 0) assert.ok(r.equal(r.mul(r.div(a, b), b), a));
        assert.equal(r.compare(a, b), r.sign(r.sub(a, b)));
        assert.equal(r.compare(a, b) === 0, r.key(a) === r.key(b));
      }),
    );
  });

  it("takes whole parts and powers", () => {
    assert.equal(r.floor(decimal("-1.5")), -2n);
    assert.equal(r.floor(decimal("-2")), -2n);
    assert.equal(r.floor(decimal("1.5")), 1n);
    assert.equal(r.key(r.powInt(r.rational(-2n, 3n), -3)), "-27/8");
    assert.equal(r.key(r.powInt(r.rational(2n, 3n), 0)), "1");
  });

  it("rounds halves away from zero", () => {
    const rounded = (text: string, digits: number) => r.toDecimalText(r.roundTo(decimal(text), digits));
    assert.deepEqual(
      ["2.5", "-2.5", "2.4999", "-0.4"].map((text) => rounded(text, 0)),
      ["3", "-3", "2", "0"],
    );
    assert.deepEqual([rounded("1.005", 2), rounded("-0.125", 2), rounded("1.2", 5)], ["1.01", "-0.13", "1.2"]);
    assert.deepEqual([rounded("150", -2), rounded("149.99", -2)], ["200", "100"]);
  });

  it("prints finite decimals in full and others rounded", () => {
    assert.equal(r.toDecimalText(decimal("-0.0450")), "-0.045");
    assert.equal(r.toDecimalText(r.rational(1n, 1024n)), "0.0009765625");
    assert.equal(r.toDecimalText(r.rational(-2n, 3n)), "-0.666666666667");
    assert.equal(r.toDecimalText(r.rational(2n, 3n), 2), "0.67");
    assert.equal(r.toDecimalText(decimal("-0.04"), 1), "0");
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat(20), (n, digits) => {
        const number = r.rational(n, 10n ** BigInt(digits));
        assert.ok(r.equal(decimal(r.toDecimalText(number)), number));
      }),
    );
  });

  it("gives the nearest floating-point number", () => {
    assert.equal(r.toNumber(decimal("0.1")), 0.1);
    assert.equal(r.toNumber(r.rational(10n ** 40n, 3n * 10n ** 40n)), 1 / 3);
    assert.equal(r.toNumber(r.rational(-1n, 10n ** 25n)), -1e-25);
    assert.equal(r.toNumber(r.rational(10n ** 400n, 10n ** 399n + 1n)), 10);
  });
});

describe("a number printed beside limits", () => {
  it("shows what puts it on its side", () => {
    const limit = [decimal("4.5")];
    assert.equal(r.showBeside(decimal("4.49999999"), limit), "4.49999999");
    assert.equal(r.showBeside(r.rational(44999999n, 9999999n), limit), "4.5000004"); // 4.50000035…
    assert.equal(r.showBeside(decimal("4.5"), limit), "4.5");
  });

  it("is short where nothing is near, and full up to six decimals", () => {
    assert.equal(r.showBeside(r.rational(1n, 3n), []), "0.3333");
    assert.equal(r.showBeside(decimal("0.123456"), []), "0.123456");
    assert.equal(r.showBeside(decimal("0.1234567"), []), "0.1235");
    assert.equal(r.showBeside(decimal("2.00000001"), []), "2");
    assert.equal(r.showBeside(decimal("0.00000012"), []), "0.0000001");
    assert.equal(r.showBeside(r.rational(1n, 3n), [r.rational(1n, 3n)]), "0.3333");
  });

  it("lies on the same side of every limit as the number itself", () => {
    const nearby = fc.tuple(rationals, fc.integer({ min: 3, max: 18 }), fc.constantFrom(-1n, 0n, 1n), rationals);
    fc.assert(
      fc.property(nearby, ([limit, digits, step, other]) => {
        const value = r.add(limit, r.rational(step, 3n * 10n ** BigInt(digits)));
        const shown = decimal(r.showBeside(value, [limit, other]));
        const finite = /^[25]*$/.test(primeFactors(value.d));
        if (step !== 0n || finite) assert.equal(r.compare(shown, limit), r.compare(value, limit));
      }),
    );
  });
});

/** The prime factors up to 100 as one text, so that a finite decimal has only 2s and 5s. */
function primeFactors(d: bigint): string {
  let [rest, found] = [d, ""];
  for (const prime of [2n, 5n]) {
    for (; rest % prime === 0n; rest /= prime) found += prime;
  }
  return rest === 1n ? found : `${found}x`;
}
