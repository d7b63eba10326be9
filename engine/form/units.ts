/** The units in which a person may give a number: those of laboratory reports that convert to the declared one. */
import { compare, div, one, type Rational, rational } from "../number/rational.ts";
import { commonUnits } from "../number/unit-slips.ts";
import { conversion, isUnitProblem, parseUnit } from "../number/units.ts";

const times = ["years", "months", "weeks", "days"];

/** A share is written as a percentage or not at all: other spellings of it only invite a slip. */
const shares = new Set(["1", "%", "[ppm]", "mmol/mol"]);

/** Units further apart than this are never used for one measurement. */
const mostApart = rational(1_000_000n);

/** The declared unit first. */
export function unitChoices(declared: string | undefined): readonly string[] {
  if (declared === undefined) return [];
  const unit = parseUnit(declared);
  if (isUnitProblem(unit) || unit.isScale || unit.dimension === "" || shares.has(declared)) return [declared];
  const candidates = unit.dimension === "s" ? times : commonUnits.filter((text) => text !== "{ULN}");
  const others = candidates.filter((text) => text !== declared && isNear(conversion(text, declared)));
  return [declared, ...others];
}

const isNear = (factor: ReturnType<typeof conversion>): boolean => {
  if (isUnitProblem(factor)) return false;
  const apart: Rational = compare(factor, one) < 0 ? div(one, factor) : factor;
  return compare(apart, mostApart) <= 0;
};
