/**
 * What a UCUM unit is made of, exactly. The library reads the unit, checks it, and knows what each atom stands for;
 * here its tree becomes a fraction times base dimensions, because the library counts in floating point (33 mm would be
 * 3.3000000000000003 cm). The everyday names, and messages for what is no unit, are in `units.ts` and `unit-slips.ts`.
 *
 * Two things are told apart that UCUM takes together: moles are not counts (UCUM makes 1 mol the number 6.02e23), and
 * each arbitrary unit ([IU], [CFU], …), like {ULN}, is a dimension of its own.
 */
import { type UnitInfo as AtomInfo, parseUnit, ucum } from "@atomic-ehr/ucum";
import { div, mul, one, parseDecimal, powInt, type Rational, rational } from "./rational.ts";

/** A number of base units: 1 dL is 1/10000 of `{m: 3}`. */
export interface Measure {
  readonly factor: Rational;
  /** Base unit to exponent, without zeros. */
  readonly dimensions: ReadonlyMap<string, number>;
  /** A scale with an origin or a logarithm of its own (Cel, [pH]): not a multiple of anything. */
  readonly isScale: boolean;
}

type Tree = NonNullable<ReturnType<typeof parseUnit>["ast"]>;
type AtomTree = Extract<Tree, { type: "unit" }>;

// biome-ignore format: a line for each side of 1
const tens: Readonly<Record<string, number>> = {
  Y: 24, Z: 21, E: 18, P: 15, T: 12, G: 9, M: 6, k: 3, h: 2, da: 1,
  d: -1, c: -2, m: -3, u: -6, n: -9, p: -12, f: -15, a: -18, z: -21, y: -24,
};
const twos: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40 };

/** Atoms that are plain numbers; every other one that UCUM defines as 1 is a dimension of its own. */
const numberAtoms = new Set(["10*", "10^", "[pi]"]);
/** UCUM has two spellings of the international unit. */
const synonyms: Readonly<Record<string, string>> = { "[iU]": "[IU]" };

const largestExponent = 30;
const longestUnit = 100;
const nothing: Measure = { factor: one, dimensions: new Map(), isScale: false };

const atoms = new Map<string, Measure>();

/** The measure of a unit in UCUM's notation; undefined where it is none. */
export function readUcum(text: string): Measure | undefined {
  const plain = withoutAnnotations(text);
  if (text.length > longestUnit || !/^[\x21-\x7e]+$/.test(plain)) return undefined;
  // UCUM's point multiplies, so that 1.5 would be 5: nobody who writes it means that.
  if (/\d\.\d/.test(plain)) return undefined;
  // The library reads /a/b as 1/(a/b); UCUM means (1/a)/b.
  const code = plain.startsWith("/") ? `1${plain}` : plain;
  try {
    const tree = ucum.validate(code).valid ? parseUnit(code).ast : undefined;
    return tree && measureOf(tree, true);
  } catch {
    // The library throws on characters and atoms that it does not know.
    return undefined;
  }
}

/** The unit in full words, as the library has them: "megagram per deciliter". Only for units that `readUcum` reads. */
export function fullName(text: string): string {
  return ucum.display(text, { format: "name" });
}

/** UCUM gives annotations no meaning, and the library reads only some of them (not `{1.73_m2}`). We keep `{ULN}`. */
function withoutAnnotations(text: string): string {
  const standing = /(^|[./(])\{([^{}]*)\}/g;
  const replaced = text.replace(standing, (_, before: string, note: string) => before + (note === "ULN" ? "{ULN}" : "1"));
  return replaced.replace(/([^./(])\{[^{}]*\}/g, "$1");
}

/** `alone`: nothing stands beside it, so that it may be a scale. */
function measureOf(tree: Tree, alone: boolean): Measure | undefined {
  switch (tree.type) {
    case "group":
      return measureOf(tree.expression, false);
    case "factor":
      return factorMeasure(tree.value, tree.annotation);
    case "unary":
      return quotient(nothing, measureOf(tree.operand, false));
    case "binary": {
      const [left, right] = [measureOf(tree.left, false), measureOf(tree.right, false)];
      return tree.operator === "/" ? quotient(left, right) : left && right && times(left, right, 1);
    }
    case "unit":
      return unitMeasure(tree, alone);
  }
}

function factorMeasure(value: number, annotation: string | undefined): Measure | undefined {
  if (annotation === "ULN" && value === 1) return ownDimension("ULN");
  return Number.isSafeInteger(value) && value > 0 ? { ...nothing, factor: rational(BigInt(value)) } : undefined;
}

function unitMeasure(unit: AtomTree, alone: boolean): Measure | undefined {
  const exponent = unit.exponent ?? 1;
  const isPowerOfTen = unit.atom === "10*" || unit.atom === "10^";
  if (exponent === 0 || Math.abs(exponent) > largestExponent) return undefined;
  if (unit.exponentFormat === "^" && !isPowerOfTen) return undefined;
  const atom = atomMeasure(unit.atom);
  if (atom === undefined) return undefined;
  if (atom.isScale) return alone && exponent === 1 ? scaleMeasure(unit) : undefined;
  const prefixed = { ...atom, factor: mul(prefixFactor(unit.prefix), atom.factor) };
  return times(nothing, prefixed, exponent);
}

function scaleMeasure(unit: AtomTree): Measure {
  return { ...ownDimension(`${unit.prefix ?? ""}${unit.atom}`), isScale: true };
}

function atomMeasure(atom: string): Measure | undefined {
  const known = atoms.get(atom);
  if (known !== undefined) return known;
  const info = ucum.info(atom);
  // The library takes names such as `constructor`, which every object has, for units; they have no class.
  if (info.class === undefined) return undefined;
  const measure = readAtom(atom, info);
  atoms.set(atom, measure);
  return measure;
}

function readAtom(atom: string, info: AtomInfo): Measure {
  if (info.isSpecial) return { ...nothing, isScale: true };
  if (atom === "mol" || info.isBase) return ownDimension(atom);
  if (info.definition === undefined && !numberAtoms.has(atom)) return ownDimension(synonyms[atom] ?? atom);
  const definition = info.definition === undefined ? nothing : readUcum(info.definition);
  if (definition === undefined) throw new Error(`UCUM defines ${atom} by ${info.definition}, which it cannot read`);
  const unrounded = info.canonical.magnitude / magnitudeOf(info.definition);
  return { ...definition, factor: mul(shortestDecimal(unrounded), definition.factor) };
}

function magnitudeOf(definition: string | undefined): number {
  return definition === undefined ? 1 : ucum.info(definition).canonical.magnitude;
}

/**
 * The number of UCUM's table that the library has turned into a floating-point number: the shortest decimal that
 * close to it. The tests compare it with the table, for every atom.
 */
function shortestDecimal(value: number): Rational {
  for (let digits = 1; digits <= 15; digits++) {
    const text = value.toExponential(digits - 1);
    if (Math.abs(Number(text) - value) <= 2e-14 * Math.abs(value)) return fromExponential(text);
  }
  return fromExponential(value.toExponential());
}

function fromExponential(text: string): Rational {
  const [mantissa = "", exponent = "0"] = text.split("e");
  return mul(parseDecimal(mantissa) ?? one, powInt(rational(10n), Number(exponent)));
}

function prefixFactor(prefix: string | undefined): Rational {
  if (prefix === undefined) return one;
  const two = twos[prefix];
  return two === undefined ? powInt(rational(10n), tens[prefix] ?? 0) : powInt(rational(2n), two);
}

function ownDimension(name: string): Measure {
  return { factor: one, dimensions: new Map([[name, 1]]), isScale: false };
}

function quotient(left: Measure | undefined, right: Measure | undefined): Measure | undefined {
  return left && right && times(left, right, -1);
}

/** `left` times `right` to the power of `exponent`. */
function times(left: Measure, right: Measure, exponent: number): Measure {
  const dimensions = new Map(left.dimensions);
  for (const [base, count] of right.dimensions) {
    const sum = (dimensions.get(base) ?? 0) + count * exponent;
    if (sum === 0) dimensions.delete(base);
    else dimensions.set(base, sum);
  }
  const power = powInt(right.factor, Math.abs(exponent));
  const factor = exponent < 0 ? div(left.factor, power) : mul(left.factor, power);
  return { factor, dimensions, isScale: false };
}
