/**
 * Units of measure: UCUM, with the everyday names `years`, `months`, `days`, `ULN` on top. Which units there are, what
 * they measure, and the exact factor from one to another. What a unit is made of is in `ucum.ts`.
 */
import { remembered } from "./memory.ts";
import { div, equal, one, type Rational } from "./rational.ts";
import { fullName, type Measure, readUcum } from "./ucum.ts";
import { guesses, misreading, sameButForCase } from "./unit-slips.ts";
import { dimensionKey, dimensionName } from "./unit-words.ts";

export interface UnitInfo {
  readonly kind: "unit";
  /** As the author wrote it. */
  readonly text: string;
  /** The same in UCUM's notation: `a` for `years`. */
  readonly ucum: string;
  /** So many base units; meaningful within one dimension only. */
  readonly factor: Rational;
  /** The same text for units that can be converted to one another. */
  readonly dimension: string;
  /** True for Cel, [degF], [pH] …: scales with a zero point or a logarithm of their own, which are never converted. */
  readonly isScale: boolean;
  /** What it measures, with an article: "a mass per volume". */
  readonly measures: string;
}

/** Why a text is no unit, or why a unit cannot be turned into another. */
export interface UnitProblem {
  readonly kind: "unit-problem";
  /** Whole sentences. */
  readonly message: string;
  /** The unit that was probably meant. */
  readonly suggestion: string | undefined;
}

export function isUnitProblem(value: UnitInfo | Rational | UnitProblem): value is UnitProblem {
  return "kind" in value && value.kind === "unit-problem";
}

/** Names that authors use, and what they are in UCUM. A month is a twelfth of a year of 365.25 days. */
const everyday: Readonly<Record<string, string>> = {
  year: "a",
  years: "a",
  month: "mo",
  months: "mo",
  week: "wk",
  weeks: "wk",
  day: "d",
  days: "d",
  hour: "h",
  hours: "h",
  minute: "min",
  minutes: "min",
  second: "s",
  seconds: "s",
  mmHg: "mm[Hg]",
  ULN: "{ULN}",
};

const units = new Map<string, UnitInfo | UnitProblem>();
const factors = new Map<string, Rational | UnitProblem>();

export function parseUnit(text: string): UnitInfo | UnitProblem {
  return remembered(units, text, () => readUnit(text));
}

/** What to multiply a number in `from` by to have it in `to`, exactly. */
export function conversion(from: string, to: string): Rational | UnitProblem {
  if (from === to) {
    const unit = parseUnit(from);
    return isUnitProblem(unit) ? unit : one;
  }
  return remembered(factors, `${from} ${to}`, () => readConversion(from, to));
}

function readUnit(text: string): UnitInfo | UnitProblem {
  const written = text.trim();
  if (written === "") return problem("A unit is missing here; a plain number has the unit 1.", "1");
  const code = ucumCode(written);
  const measure = readUcum(code);
  return measure === undefined ? notAUnit(written) : (slip(written, measure) ?? unitInfo(written, code, measure));
}

function ucumCode(text: string): string {
  return (Object.hasOwn(everyday, text) ? everyday[text] : undefined) ?? text;
}

function unitInfo(text: string, code: string, measure: Measure): UnitInfo {
  const { factor, dimensions, isScale } = measure;
  const measures = isScale ? `a value on the scale ${code}` : dimensionName(dimensions);
  return { kind: "unit", text, ucum: code, factor, dimension: dimensionKey(dimensions), isScale, measures };
}

/** A unit that UCUM reads as something no laboratory reports: `G/L` is gauss per litre, `PG/ML` petagauss per megalitre. */
function slip(text: string, measure: Measure): UnitProblem | undefined {
  const meant = misreading(text) ?? sameButForCase(text).find((unit) => !isSameMeasure(readUcum(unit), measure));
  if (meant === undefined) return undefined;
  return problem(`In UCUM, ${text} means ${fullName(text)}. Did you mean ${meant}?`, meant);
}

function notAUnit(text: string): UnitProblem {
  const short = text.length > 40 ? `${text.slice(0, 37)}…` : text;
  const suggestion = guesses(text).find((guess) => readUcum(ucumCode(guess)) !== undefined);
  if (suggestion === undefined) {
    return problem(`'${short}' is not a unit that UCUM knows. Units look like cm, "g/dL" or "10*9/L"; a count needs none.`);
  }
  return problem(`'${short}' is not how UCUM writes a unit. Did you mean ${suggestion}?`, suggestion);
}

function readConversion(from: string, to: string): Rational | UnitProblem {
  const [source, target] = [parseUnit(from), parseUnit(to)];
  if (isUnitProblem(source)) return source;
  if (isUnitProblem(target)) return target;
  if (source.dimension === target.dimension) return div(source.factor, target.factor);
  return mismatch(source, target);
}

function mismatch(from: UnitInfo, to: UnitInfo): UnitProblem {
  const scale = [from, to].find((unit) => unit.isScale);
  if (scale !== undefined) {
    const why = `${scale.text} is a scale with a zero point or a logarithm of its own`;
    return problem(`${why}: a number in ${from.text} is not converted to ${to.text}. Give both in the same unit.`);
  }
  const difference = `${from.text} measures ${from.measures}, ${to.text} ${to.measures}`;
  const conclusion = `a number in ${from.text} cannot be compared with one in ${to.text}.`;
  const hint = advice(from, to);
  return problem(`${difference}: ${conclusion}${hint === undefined ? "" : ` ${hint}`}`);
}

/** What an author can do about some frequent mismatches. */
function advice(from: UnitInfo, to: UnitInfo): string | undefined {
  const both = [from.dimension, to.dimension];
  if (both.some((dimension) => /mol/.test(dimension)) && both.some((dimension) => /(?:^|\.)g/.test(dimension))) {
    return "Between mass and amount stands the molar mass of the substance: convert with its factor in a let.";
  }
  if (both.some((dimension) => /\[IU\]/.test(dimension)) && both.some((dimension) => /mol.*s-1/.test(dimension))) {
    return "U is the enzyme unit (umol/min), [IU] the international unit.";
  }
  if (both.includes("ULN")) return "Divide the value by the laboratory's upper limit of normal first.";
  return undefined;
}

function isSameMeasure(a: Measure | undefined, b: Measure): boolean {
  return a !== undefined && equal(a.factor, b.factor) && dimensionKey(a.dimensions) === dimensionKey(b.dimensions);
}

function problem(message: string, suggestion?: string): UnitProblem {
  return { kind: "unit-problem", message, suggestion };
}
