/** Cells of number columns: values, comparisons and ranges with their units, as intervals. */
import type { Alternative, CompareOp, Literal } from "#grammar";
import { replaceBy } from "../fixes/edits.ts";
import { stepFixes, swapFix } from "../fixes/numbers.ts";
import { type Interval, isEmpty, point } from "../number/interval.ts";
import { compare, type Rational } from "../number/rational.ts";
import { unreachable } from "../unreachable.ts";
import { type Problems, report, sourceOf } from "./problems.ts";
import { checkStep, quantityOf } from "./quantity.ts";
import type { NumberVariable } from "./symbols.ts";

/** The numbers that an alternative allows; findings: `type-mismatch`, `unit-mismatch`, `off-step`. */
export function intervalsIn(
  variable: NumberVariable,
  alternative: Exclude<Alternative, { kind: "unknown" }>,
  problems: Problems,
): readonly Interval[] | undefined {
  return alternative.kind === "range" ? rangeOf(variable, alternative, problems) : comparedNumber(variable, alternative, problems);
}

function rangeOf(
  variable: NumberVariable,
  range: Extract<Alternative, { kind: "range" }>,
  problems: Problems,
): readonly Interval[] | undefined {
  const shared = range.to.kind === "number" ? range.to.unit : undefined;
  const lo = numberOf(variable, range.from, problems, shared);
  const hi = numberOf(variable, range.to, problems);
  if (lo === undefined || hi === undefined) return undefined;
  const interval: Interval = { lo, hi, loOpen: range.fromOpen, hiOpen: range.toOpen };
  if (!isEmpty(interval)) return [interval];
  return report(
    problems,
    "type-mismatch",
    range,
    "This interval is empty: write the smaller number first.",
    `${variable.name} empty interval`,
    { fixes: compare(lo, hi) > 0 ? swapFix(sourceOf(problems), range.from, range.to) : [] },
  );
}

function comparedNumber(
  variable: NumberVariable,
  alternative: Extract<Alternative, { kind: "value" | "compare" }>,
  problems: Problems,
): readonly Interval[] | undefined {
  const value = numberOf(variable, alternative.value, problems);
  if (value === undefined) return undefined;
  return intervalsOf(alternative.kind === "value" ? "=" : alternative.op, value);
}

/** The numbers that compare with `value` as `op` says. */
export function intervalsOf(op: CompareOp, value: Rational): readonly Interval[] {
  const below = (open: boolean): Interval => ({ lo: undefined, hi: value, loOpen: true, hiOpen: open });
  const above = (open: boolean): Interval => ({ lo: value, hi: undefined, loOpen: open, hiOpen: true });
  switch (op) {
    case "=":
      return [point(value)];
    case "!=":
      return [below(true), above(true)];
    case "<":
      return [below(true)];
    case "<=":
      return [below(false)];
    case ">":
      return [above(true)];
    case ">=":
      return [above(false)];
    default:
      return unreachable(op);
  }
}

/** The number that a literal means in the unit of the variable; findings: `type-mismatch`, `unit-mismatch`, `off-step`. */
export function numberOf(
  variable: NumberVariable,
  literal: Literal,
  problems: Problems,
  shared?: Parameters<typeof quantityOf>[3],
): Rational | undefined {
  if (literal.kind !== "number") {
    const what = literal.kind === "label" ? `'${literal.label.text}'` : literal.kind === "yesno" ? (literal.value ? "yes" : "no") : "{…}";
    const unit = variable.unit === undefined ? "" : ` in ${variable.unit}`;
    const split = literal.kind === "label" ? /^(\d+(?:\.\d+)?)([A-Za-z]\w*)$/.exec(literal.label.text) : null;
    const hint = split === null ? "" : ` Put a space before the unit: ${split[1]} ${split[2]}.`;
    return report(
      problems,
      "type-mismatch",
      literal,
      `${variable.name} is a number${unit}, and ${what} is none.${hint}`,
      `${variable.name} ${what}`,
      { fixes: split === null ? [] : [replaceBy(`Change to ${split[1]} ${split[2]}`, problems.uri, literal, `${split[1]} ${split[2]}`)] },
    );
  }
  const value = quantityOf(literal, variable, problems, shared);
  if (value === undefined) return undefined;
  const unit = (literal.unit ?? shared)?.text;
  const fixes =
    variable.step === undefined || (unit !== undefined && unit !== variable.unit)
      ? []
      : stepFixes(problems.uri, literal, value, variable.step, variable.range);
  return checkStep(value, variable, literal, literal.text, problems, fixes) ? value : undefined;
}
