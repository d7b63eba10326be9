/**
 * Units as they are often written instead of in UCUM, and what was meant: `µL`, `cc`, `10^9/l`, `mIU/mL`, `G/L`.
 *
 * Only guesses are made here; `units.ts` tries each and offers the first that is a unit. A guess is never applied by
 * itself: a unit is a matter of factors of a thousand.
 */
import { distance } from "fastest-levenshtein";

/** The units of laboratory reports, tumour measurements and doses, as UCUM writes them. */
// biome-ignore format: a line for each kind
export const commonUnits: readonly string[] = [
  "1", "%", "mm", "cm", "m", "mm2", "cm2", "m2", "kg/m2", "mm3", "cm3", "mL", "dL", "L", "uL",
  "ng", "ug", "mg", "g", "kg", "s", "min", "h", "d", "wk", "mo", "a", "Cel", "[pH]", "mm[Hg]", "mm/h",
  "g/dL", "g/L", "mg/dL", "mg/L", "ug/dL", "ug/L", "ug/mL", "ng/dL", "ng/L", "ng/mL", "pg/mL", "pg/dL",
  "mol/L", "mmol/L", "umol/L", "nmol/L", "pmol/L", "mmol/mol", "meq/L", "mosm/kg", "U/L", "kU/L", "U/mL", "mU/L", "ukat/L",
  "[IU]/L", "k[IU]/L", "[IU]/mL", "m[IU]/mL", "m[IU]/L", "u[IU]/mL", "10*12/L", "10*9/L", "10*6/L", "10*6/uL", "10*3/uL", "/uL", "/mm2",
  "/[HPF]", "mg/(24.h)", "g/(24.h)", "mg/d", "g/d", "mL/min", "mg/m2", "mg/kg", "Gy", "cGy", "MBq", "GBq", "fL", "pg", "[ppm]", "{ULN}",
];

/** Valid in UCUM and not meant: K is the kelvin there, G the gauss, T the tesla, C the coulomb, F the farad, u a mass. */
// biome-ignore format: a table
const misread: Readonly<Record<string, string>> = {
  "K/uL": "10*3/uL", "K/mm3": "10*3/uL", "G/L": "10*9/L", "G/l": "10*9/L", "T/L": "10*12/L", "T/l": "10*12/L", C: "Cel", F: "[degF]",
};

/** Whole units that no rule for their parts would find. */
// biome-ignore format: a table
const wholes: Readonly<Record<string, string>> = {
  "g%": "g/dL", "mg%": "mg/dL", "°c": "Cel", "°f": "[degF]", xuln: "ULN", timesuln: "ULN", "x{uln}": "ULN", "mmhg": "mm[Hg]",
  "m/ul": "10*6/uL", "m/mm3": "10*6/uL", "gpt/l": "10*9/L", "tpt/l": "10*12/L", "mil/ul": "10*6/uL", ratio: "1", fold: "1", none: "1",
};

/** Parts between the signs, in small letters. */
// biome-ignore format: a line for each kind of word
const parts: Readonly<Record<string, string>> = {
  cc: "mL", ccm: "cm3", mcg: "ug", mcl: "uL", mcmol: "umol", iu: "[IU]", miu: "m[IU]", uiu: "u[IU]", mciu: "u[IU]", kiu: "k[IU]",
  hr: "h", hrs: "h", hour: "h", hours: "h", sec: "s", secs: "s", second: "s", seconds: "s", mins: "min", minute: "min", minutes: "min",
  y: "a", yr: "a", yrs: "a", year: "a", years: "a", mos: "mo", mth: "mo", mths: "mo", month: "mo", months: "mo",
  wks: "wk", week: "wk", weeks: "wk", day: "d", days: "d", gm: "g", gms: "g", gram: "g", grams: "g", mgs: "mg", kgs: "kg", kilo: "kg", kilos: "kg",
  milligram: "mg", milligrams: "mg", microgram: "ug", micrograms: "ug", nanogram: "ng", nanograms: "ng", kilogram: "kg", kilograms: "kg",
  lb: "[lb_av]", lbs: "[lb_av]", oz: "[oz_av]", in: "[in_i]", inch: "[in_i]", inches: "[in_i]", ft: "[ft_i]", feet: "[ft_i]",
  metre: "m", metres: "m", meter: "m", meters: "m", cms: "cm", centimetre: "cm", centimetres: "cm", centimeter: "cm", centimeters: "cm",
  mms: "mm", millimetre: "mm", millimetres: "mm", millimeter: "mm", millimeters: "mm", sqm: "m2",
  litre: "L", litres: "L", liter: "L", liters: "L", mls: "mL", millilitre: "mL", millilitres: "mL", milliliter: "mL", milliliters: "mL",
  microlitre: "uL", microlitres: "uL", microliter: "uL", microliters: "uL", percent: "%", percentage: "%", pct: "%", ph: "[pH]",
  celsius: "Cel", degc: "Cel", degf: "[degF]", fahrenheit: "[degF]", kelvin: "K", mole: "mol", moles: "mol", ppm: "[ppm]", ppb: "[ppb]",
  hpf: "[HPF]", hpfs: "[HPF]", uln: "ULN", mmhg: "mm[Hg]", gray: "Gy",
  cell: "{cells}", cells: "{cells}", platelets: "{platelets}", node: "{nodes}", nodes: "{nodes}", lesions: "{lesions}",
  mitosis: "{mitoses}", mitoses: "{mitoses}", copies: "{copies}", score: "{score}", count: "{count}", points: "{points}",
};

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** What `text`, valid in UCUM, surely means instead, if anything. */
export function misreading(text: string): string | undefined {
  return lookUp(misread, text);
}

/** The common units that are `text` but for capital letters; `text` itself, if it is one. */
export function sameButForCase(text: string): readonly string[] {
  return commonUnits.filter((unit) => unit.toLowerCase() === text.toLowerCase());
}

/** What may have been meant by a text that is no unit, the best guess first. */
export function guesses(text: string): readonly string[] {
  const plain = plainLetters(text);
  const whole = lookUp(misread, plain) ?? lookUp(wholes, plain.toLowerCase());
  const reworded = plain.replace(/[A-Za-z]+/g, (word) => lookUp(parts, word.toLowerCase()) ?? word);
  const outsideBrackets = plain.includes("[") || plain.includes("{") ? plain : reworded;
  const first = [whole, outsideBrackets, ...sameButForCase(plain), ...sameButForCase(outsideBrackets)];
  return [...first.filter((guess) => guess !== undefined), ...similar(plain)];
}

/** Signs that UCUM does not use, spaces, and powers, in UCUM's way. */
function plainLetters(text: string): string {
  return text
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (digits) => [...digits].map((digit) => superscripts.indexOf(digit)).join(""))
    .replace(/\s+per\s+/gi, "/")
    .replace(/[µμ]/g, "u")
    .replace(/\s+/g, "")
    .replace(/^[x×*](?=10|\{?ULN)/i, "")
    .replace(/^(?:1?e|10e|10\*\*|10\^\*?|10(?=\d))\+?(\d+)/i, "10*$1")
    .replace(/(?<!10)[\^]/g, "")
    .replace(/[×·⋅∙]/g, ".");
}

/** One letter added, left out or changed: only in units that are long enough to be recognised. */
function similar(text: string): readonly string[] {
  if (text.length < 3) return [];
  return commonUnits.filter((unit) => unit.length >= 3 && distance(unit.toLowerCase(), text.toLowerCase()) === 1);
}

function lookUp(table: Readonly<Record<string, string>>, word: string): string | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
