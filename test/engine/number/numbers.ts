/** Numbers for the tests of this folder. */
import fc from "fast-check";
import { parseDecimal, type Rational, rational } from "../../../engine/number/rational.ts";

/** The number that a test writes as a decimal; a slip in the test itself throws. */
export function decimal(text: string): Rational {
  const value = parseDecimal(text);
  if (value === undefined) throw new Error(`${text} is no decimal`);
  return value;
}

export const rationals: fc.Arbitrary<Rational> = fc
  .tuple(fc.integer({ min: -60, max: 60 }), fc.constantFrom(1, 1, 1, 2, 3, 4, 10, 100))
  .map(([n, d]) => rational(BigInt(n), BigInt(d)));
