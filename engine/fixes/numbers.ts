/** Changes to numbers as written: their units, their steps, the order of two ends. */
import type { Literal, NumberDecl, NumberLiteral, Span, Unit } from "#grammar";
import type { Fix, Place } from "../finding.ts";
import type { Interval } from "../number/interval.ts";
import { contains } from "../number/interval.ts";
import { add, div, floor, mul, one, type Rational, rational, sub, toDecimalText, zero } from "../number/rational.ts";
import { fixOf, insertAt, replaceBy, type Written } from "./edits.ts";

const plainWord = /^[A-Za-z]+$/;

/** A unit as rules write it. */
export const unitText = (unit: string): string => (plainWord.test(unit) ? unit : `"${unit}"`);

export const spellUnitFix = (uri: string, unit: Unit, meant: string | undefined): readonly Fix[] =>
  meant === undefined ? [] : [replaceBy(`Change the unit to ${meant}`, uri, unit, unitText(meant))];

/** `20 mg` to `20`, which counts in the declared unit. */
export function dropUnitFix(source: Written | undefined, unit: Unit, into: string | undefined): readonly Fix[] {
  if (source === undefined) return [];
  const start = source.text.slice(0, unit.start).trimEnd().length;
  const title = into === undefined ? "Delete the unit" : `Delete the unit, so that the number counts in ${into}`;
  return [replaceBy(title, source.uri, { start, end: unit.end }, "")];
}

/** The unit of a number, in its declaration. */
export function declareUnitFix(sources: ReadonlyMap<string, Written>, declared: Place, unit: string): readonly Fix[] {
  const source = sources.get(declared.uri);
  const decl = source?.parsed.file.decls.find(
    (decl): decl is NumberDecl => decl.kind === "number" && decl.names.some((name) => name.start === declared.span.start),
  );
  const before = decl?.unknown.at(-1) ?? decl?.title ?? decl?.names.at(-1);
  if (source === undefined || decl === undefined || before === undefined || decl.unit !== undefined) return [];
  const name = source.text.slice(declared.span.start, declared.span.end);
  return [insertAt(`Declare ${name} in ${unit}`, source.uri, before.end, ` unit ${unitText(unit)}`)];
}

/** `N3..N1` to `N1..N3`, `5 <.. 2` to `2 <.. 5`; a unit stays where it is. */
export function swapFix(source: Written | undefined, from: Literal, to: Literal, between = ".."): readonly Fix[] {
  if (source === undefined) return [];
  const [a, b] = [valueSpan(from), valueSpan(to)];
  const textOf = (span: Span) => source.text.slice(span.start, span.end);
  return [
    fixOf(`Change it to ${textOf(b)}${between}${textOf(a)}`, source.uri, [
      { ...a, text: textOf(b) },
      { ...b, text: textOf(a) },
    ]),
  ];
}

const valueSpan = (literal: Literal): Span => (literal.kind === "number" ? digitsOf(literal) : { start: literal.start, end: literal.end });

/** The number without its unit. */
const digitsOf = ({ start, text }: NumberLiteral): Span => ({ start, end: start + text.length });

/** The values on the steps just below and just above. */
export function stepFixes(uri: string, literal: NumberLiteral, value: Rational, step: Rational, range: Interval): readonly Fix[] {
  const first = range.lo ?? zero;
  const below = rational(floor(div(sub(value, first), step)));
  return [below, add(below, one)]
    .map((steps) => add(first, mul(steps, step)))
    .filter((near) => contains(range, near))
    .map((near) => toDecimalText(near))
    .map((text) => replaceBy(`Change ${literal.text} to ${text}`, uri, digitsOf(literal), text));
}
