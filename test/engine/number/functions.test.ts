/** Logarithms, powers and roots: against digits from tables, exact where the true value is, errors with a message. */
import assert from "node:assert/strict";
import { Decimal } from "decimal.js";
import fc from "fast-check";
import * as f from "../../../engine/number/functions.ts";
import * as r from "../../../engine/number/rational.ts";
import { decimal, rationals } from "./numbers.ts";

type Result = r.Rational | f.DomainError;

function value(result: Result): r.Rational {
  if (f.isDomainError(result)) throw new Error(result.message);
  return result;
}

function message(result: Result): string {
  return f.isDomainError(result) ? result.message : `no error but ${r.key(result)}`;
}

/** Within one unit of the last digit given. */
function assertDigits(result: Result, digits: string): void {
  const difference = r.abs(r.sub(value(result), decimal(digits)));
  assert.ok(r.compare(difference, r.powInt(r.fromInt(10), -r.decimals(digits))) <= 0, digits);
}

describe("functions of exact numbers", () => {
  it("agree with the digits in tables", () => {
    assertDigits(f.ln(r.fromInt(2)), "0.693147180559945309417232121458176568");
    assertDigits(f.ln(r.fromInt(10)), "2.302585092994045684017991454684364208");
    assertDigits(f.exp(r.one), "2.718281828459045235360287471352662498");
    assertDigits(f.log10(r.fromInt(2)), "0.301029995663981195213738894724493027");
    assertDigits(f.sqrt(r.fromInt(2)), "1.414213562373095048801688724209698079");
    assertDigits(f.pow(r.fromInt(3), r.rational(1n, 2n)), "1.732050807568877293527446341505872367");
    assertDigits(f.exp(r.negate(r.one)), "0.367879441171442321595523770161460867");
  });

  it("are exact where the true value is a short number", () => {
    const exact: readonly (readonly [Result, string])[] = [
      [f.log10(r.fromInt(1000)), "3"],
      [f.log10(decimal("0.001")), "-3"],
      [f.ln(r.one), "0"],
      [f.exp(r.zero), "1"],
      [f.sqrt(r.fromInt(4)), "2"],
      [f.sqrt(decimal("0.25")), "0.5"],
      [f.sqrt(r.zero), "0"],
      [f.pow(r.fromInt(4), decimal("0.5")), "2"],
      [f.pow(r.fromInt(8), r.rational(1n, 3n)), "2"],
      [f.pow(r.fromInt(10), r.fromInt(-2)), "0.01"],
      [f.pow(decimal("-1.5"), r.fromInt(3)), "-3.375"],
      [f.pow(r.zero, decimal("0.3")), "0"],
      [f.pow(r.zero, r.zero), "1"],
    ];
    for (const [result, text] of exact) assert.equal(r.key(value(result)), r.key(decimal(text)));
    assert.equal(r.key(value(f.pow(r.rational(2n, 3n), r.fromInt(5)))), "32/243");
  });

  it("undo one another exactly", () => {
    fc.assert(
      fc.property(rationals, (x) => {
        const short = r.roundTo(x, 2);
        assert.equal(r.key(value(f.ln(value(f.exp(short))))), r.key(short));
        if (r.sign(short) <= 0) return;
        assert.equal(r.key(value(f.exp(value(f.ln(short))))), r.key(short));
        assert.equal(r.key(value(f.pow(r.fromInt(10), value(f.log10(short))))), r.key(short));
        const root = value(f.sqrt(short));
        assert.ok(r.compare(r.abs(r.sub(r.mul(root, root), short)), r.powInt(r.fromInt(10), -38)) < 0);
      }),
      { numRuns: 60 },
    );
  });

  it("say why there is no value", () => {
    assert.match(message(f.ln(r.zero)), /logarithm of 0 is not defined/);
    assert.match(message(f.log10(r.fromInt(-1))), /logarithm of -1 .* negative/);
    assert.match(message(f.sqrt(r.fromInt(-1))), /square root of -1 .* negative/);
    assert.match(message(f.pow(r.zero, r.fromInt(-1))), /0 \^ -1 .* divides by 0/);
    assert.match(message(f.pow(r.fromInt(-8), r.rational(1n, 3n))), /whole powers only/);
    assert.match(message(f.divide(r.one, r.zero)), /divided by 0/);
    assert.match(message(f.round(r.one, decimal("0.5"))), /whole number of digits/);
    assert.match(message(f.round(r.one, r.fromInt(31))), /from -30 to 30/);
  });

  it("refuse results beyond 10^1000 at once, and keep tiny ones positive", () => {
    const huge = decimal("9".repeat(300));
    const results = [f.exp(huge), f.pow(r.fromInt(10), r.fromInt(1001)), f.pow(huge, huge), f.pow(r.fromInt(-3), huge)];
    for (const result of results) assert.match(message(result), /too large to be computed/);
    assert.ok(r.equal(value(f.pow(r.fromInt(10), r.fromInt(1000))), r.rational(10n ** 1000n)));
    const tiny = [f.exp(r.negate(huge)), f.pow(r.fromInt(10), r.negate(huge)), f.pow(decimal("0.5"), huge)];
    for (const result of tiny) assert.ok(r.sign(value(result)) > 0);
  });

  it("take a power step by step and by logarithm to the same value", () => {
    const base = decimal("1.0001");
    const stepwise = value(f.pow(base, r.fromInt(400)));
    const squared = value(f.pow(value(f.pow(base, r.fromInt(20000))), r.rational(1n, 50n)));
    assert.ok(r.compare(r.abs(r.sub(stepwise, squared)), r.powInt(r.fromInt(10), -38)) < 0);
    assert.equal(r.sign(value(f.pow(decimal("-1.0001"), r.fromInt(20001)))), -1);
    assert.equal(r.sign(value(f.pow(decimal("-1.0001"), r.fromInt(20000)))), 1);
  });

  it("divide and round exactly", () => {
    assert.equal(r.key(value(f.divide(r.one, r.fromInt(3)))), "1/3");
    assert.equal(r.key(value(f.round(decimal("2.345"), r.fromInt(2)))), "47/20");
    assert.equal(r.key(value(f.round(decimal("-2.5")))), "-3");
  });

  it("leave the library's own settings alone", () => {
    assert.equal(Decimal.precision, 20);
    assert.equal(new Decimal(1).div(3).toString(), "0.33333333333333333333");
  });
});
