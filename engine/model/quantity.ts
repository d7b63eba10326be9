/** Numbers as written, with their units, turned into exact numbers in the unit of a variable. */
import type { NumberLiteral, Span, Unit } from "#grammar";
import type { Fix, Place } from "../finding.ts";
import { declareUnitFix, dropUnitFix, spellUnitFix, unitText } from "../fixes/numbers.ts";
import { div, isInteger, mul, parseDecimal, type Rational, sub, zero } from "../number/rational.ts";
import { conversion, isUnitProblem, parseUnit } from "../number/units.ts";
import { type Problems, report, sourceOf } from "./problems.ts";
import type { NumberVariable } from "./symbols.ts";

/** The literal in the unit of `variable`; findings: `unit-mismatch`, `type-mismatch`. `shared`: the unit after an interval. */
export function quantityOf(literal: NumberLiteral, variable: NumberVariable, problems: Problems, shared?: Unit): Rational | undefined {
  const value = parseDecimal(literal.text);
  if (value === undefined) {
    return report(
      problems,
      "type-mismatch",
      literal,
      `${literal.text.slice(0, 20)} … has too many digits to be a measurement.`,
      "number too long",
    );
  }
  const unit = literal.unit ?? shared;
  if (unit === undefined) return value;
  if (variable.broken && variable.unit === undefined) return undefined;
  const factor = factorBetween(unit, variable.unit, problems, `${literal.text} ${unit.text}`, variable.name, variable.place);
  return factor === undefined ? undefined : mul(value, factor);
}

/** What to multiply a number in `unit` with to have it in the unit `into`. */
export function factorBetween(
  unit: Unit,
  into: string | undefined,
  problems: Problems,
  what: string,
  name: string,
  declared?: Place,
): Rational | undefined {
  if (into === undefined) {
    return report(
      problems,
      "unit-mismatch",
      unit,
      `${name} is declared without a unit, so ${what} cannot be read. Leave the unit out, or declare: number ${name} unit ${unitText(unit.text)}.`,
      `${name} ${unit.text}`,
      {
        fixes: [
          ...dropUnitFix(sourceOf(problems), unit, undefined),
          ...(declared === undefined ? [] : declareUnitFix(problems.sources, declared, unit.text)),
        ],
      },
    );
  }
  const factor = conversion(unit.text, into);
  if (!("message" in factor)) return factor;
  return report(problems, "unit-mismatch", unit, `${factor.message} ${name} is declared in ${into}.`, `${name} ${unit.text}`, {
    fixes: [...spellUnitFix(problems.uri, unit, suggestedFor(unit.text, into)), ...dropUnitFix(sourceOf(problems), unit, into)],
  });
}

/** Checks that a declared unit exists. */
export function checkUnit(unit: Unit, problems: Problems): string | undefined {
  const known = parseUnit(unit.text);
  if (!("message" in known)) return unit.text;
  return report(problems, "unit-mismatch", unit, known.message, `unit ${unit.text}`, {
    fixes: spellUnitFix(problems.uri, unit, known.suggestion),
  });
}

/** What was probably meant by a unit, where it can be converted. */
function suggestedFor(unit: string, into: string): string | undefined {
  const read = parseUnit(unit);
  const meant = isUnitProblem(read) ? read.suggestion : undefined;
  return meant !== undefined && !isUnitProblem(conversion(meant, into)) ? meant : undefined;
}

/** Whether a value lies on the steps of its variable, counted from the start of its range (from 0 without one). */
export function onStep(value: Rational, variable: NumberVariable): boolean {
  if (variable.step === undefined) return true;
  return isInteger(div(sub(value, variable.range.lo ?? zero), variable.step));
}

/** Reports a value off the steps; true when it is on them. */
export function checkStep(
  value: Rational,
  variable: NumberVariable,
  span: Span,
  text: string,
  problems: Problems,
  fixes: readonly Fix[],
): boolean {
  if (onStep(value, variable)) return true;
  report(
    problems,
    "off-step",
    span,
    `${variable.name} is counted in steps, and ${text} lies between two of them. Write a value on a step, or take the step out of its declaration.`,
    `${variable.name} ${text}`,
    { fixes },
  );
  return false;
}
