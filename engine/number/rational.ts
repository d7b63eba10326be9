/**
 * Exact numbers: fractions of two integers without bound, so that 0.1 + 0.2 is 0.3 and 33 mm is 3.3 cm.
 *
 * Everything that a staging rule compares or adds goes through here. Not here: logarithms and other functions whose
 * values are no fractions (`functions.ts`), units (`units.ts`).
 */

/** A fraction in lowest terms; `d` is positive. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

/** Longer numbers are refused by `parseDecimal`: no measurement has them, and a mangled file must not stall us. */
const longestNumber = 400;

export const zero: Rational = { n: 0n, d: 1n };
export const one: Rational = { n: 1n, d: 1n };

/** The fraction `n / d` in lowest terms. A zero `d` is a bug of the caller; see `divide` in `functions.ts`. */
export function rational(n: bigint, d = 1n): Rational {
  if (d === 1n) return { n, d };
  if (d === 0n) throw new RangeError("a fraction needs a denominator other than 0");
  const sign = d < 0n ? -1n : 1n;
  const shared = greatestCommonDivisor(n < 0n ? -n : n, d * sign) * sign;
  return { n: n / shared, d: d / shared };
}

/** A whole number; `value` must be a safe integer. */
export function fromInt(value: number): Rational {
  return { n: BigInt(value), d: 1n };
}

/** Reads `12`, `-1.50`, `+3`; anything else, and anything absurdly long, is undefined. */
export function parseDecimal(text: string): Rational | undefined {
  if (text.length > longestNumber || !/^[+-]?\d+(?:\.\d+)?$/.test(text)) return undefined;
  const point = text.indexOf(".");
  if (point < 0) return { n: BigInt(text.replace("+", "")), d: 1n };
  const digits = text.slice(0, point) + text.slice(point + 1);
  return rational(BigInt(digits.replace("+", "")), 10n ** BigInt(decimals(text)));
}

/** How many digits stand after the point, as written: 2 for `-1.50`. */
export function decimals(text: string): number {
  const point = text.indexOf(".");
  return point < 0 ? 0 : text.length - point - 1;
}

export function add(a: Rational, b: Rational): Rational {
  if (a.d === b.d) return rational(a.n + b.n, a.d);
  return rational(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function sub(a: Rational, b: Rational): Rational {
  if (a.d === b.d) return rational(a.n - b.n, a.d);
  return rational(a.n * b.d - b.n * a.d, a.d * b.d);
}

export function mul(a: Rational, b: Rational): Rational {
  return rational(a.n * b.n, a.d * b.d);
}

/** `b` must not be 0: where a user's numbers are divided, use `divide` in `functions.ts`. */
export function div(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d, a.d * b.n);
}

export function negate(a: Rational): Rational {
  return { n: -a.n, d: a.d };
}

export function abs(a: Rational): Rational {
  return a.n < 0n ? negate(a) : a;
}

export function sign(a: Rational): -1 | 0 | 1 {
  return a.n > 0n ? 1 : a.n < 0n ? -1 : 0;
}

/** Negative, 0 or positive as `a` is less than, equal to or greater than `b`: fit for `sort`. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const left = a.d === b.d ? a.n : a.n * b.d;
  const right = a.d === b.d ? b.n : b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function equal(a: Rational, b: Rational): boolean {
  return a.n === b.n && a.d === b.d;
}

export function min(a: Rational, b: Rational): Rational {
  return compare(b, a) < 0 ? b : a;
}

export function max(a: Rational, b: Rational): Rational {
  return compare(b, a) > 0 ? b : a;
}

export function isInteger(a: Rational): boolean {
  return a.d === 1n;
}

/** The greatest whole number that is not above `a`. */
export function floor(a: Rational): bigint {
  const quotient = a.n / a.d;
  return a.n < 0n && quotient * a.d !== a.n ? quotient - 1n : quotient;
}

/** `base` to a whole power. The caller bounds `exponent`, and makes sure that 0 meets no negative one. */
export function powInt(base: Rational, exponent: number): Rational {
  const steps = BigInt(Math.abs(exponent));
  if (exponent < 0) return rational(base.d ** steps, base.n ** steps);
  return { n: base.n ** steps, d: base.d ** steps };
}

/** One text for each number, to be used as a key of a map: `3/2`, `7`. */
export function key(a: Rational): string {
  return a.d === 1n ? a.n.toString() : `${a.n}/${a.d}`;
}

/** Rounded to so many decimals, halves away from zero: 2.5 to 3, -2.5 to -3. Negative `digits` round to tens, hundreds … */
export function roundTo(a: Rational, digits: number): Rational {
  const scale = 10n ** BigInt(Math.abs(digits));
  if (digits < 0) return rational(roundedQuotient(a.n, a.d * scale) * scale);
  if (scale % a.d === 0n) return a;
  return rational(roundedQuotient(a.n * scale, a.d), scale);
}

/**
 * The number as a decimal, without zeros at its end. Exact where the number is a finite decimal (and `maxDigits`,
 * if given, has room for it); otherwise rounded to `maxDigits` decimals, 12 if not given.
 */
export function toDecimalText(a: Rational, maxDigits?: number): string {
  const exact = exactDecimals(a);
  const digits = Math.min(exact ?? Number.POSITIVE_INFINITY, maxDigits ?? exact ?? 12);
  const scaled = roundedQuotient(a.n * 10n ** BigInt(digits), a.d);
  const text = (scaled < 0n ? -scaled : scaled).toString().padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  const fraction = text.slice(text.length - digits).replace(/0+$/, "");
  return (scaled < 0n ? "-" : "") + (fraction === "" ? whole : `${whole}.${fraction}`);
}

/** The nearest floating-point number, for drawing and sorting by eye; never for a comparison that decides something. */
export function toNumber(a: Rational): number {
  const [n, d] = [Number(a.n), Number(a.d)];
  if (Number.isSafeInteger(n) && Number.isSafeInteger(d)) return n / d;
  const shift = Math.max(0, a.d.toString().length - a.n.toString().length + 30);
  return Number(`${(a.n * 10n ** BigInt(shift)) / a.d}e-${shift}`);
}

/**
 * The number as a decimal short enough to read, and long enough that the printed number lies on the same side of
 * every threshold as the number itself: a sum of 4.49999999 beside a limit of 4.5 must not be printed as 4.5.
 * Up to six decimals are printed in full. Zero is always a threshold, so that nothing small is printed as 0.
 */
export function showBeside(value: Rational, thresholds: readonly Rational[]): string {
  const exact = exactDecimals(value);
  if (exact !== undefined && exact <= 6) return toDecimalText(value);
  for (let digits = 4; exact === undefined || digits < exact; digits++) {
    const shown = roundTo(value, digits);
    if (sameSide(value, shown, zero) && thresholds.every((limit) => sameSide(value, shown, limit))) {
      return toDecimalText(shown);
    }
  }
  return toDecimalText(value);
}

/** A number that equals a limit such as 1/3 can never be printed exactly: any text will do for it. */
function sameSide(value: Rational, shown: Rational, limit: Rational): boolean {
  const side = compare(value, limit);
  if (side === 0 && exactDecimals(value) === undefined) return true;
  return side === compare(shown, limit);
}

/** How many decimals write the number exactly; undefined where no finite number of them does, as for 1/3. */
function exactDecimals(a: Rational): number | undefined {
  if (a.d === 1n) return 0;
  let rest = a.d;
  let twos = 0;
  let fives = 0;
  for (; rest % 2n === 0n; rest /= 2n) twos++;
  for (; rest % 5n === 0n; rest /= 5n) fives++;
  return rest === 1n ? Math.max(twos, fives) : undefined;
}

function roundedQuotient(n: bigint, d: bigint): bigint {
  const size = n < 0n ? -n : n;
  const rounded = (2n * size + d) / (2n * d);
  return n < 0n ? -rounded : rounded;
}

const safe = BigInt(Number.MAX_SAFE_INTEGER);

/** Euclid's, in plain numbers as soon as both fit: they are many times faster. */
function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n && (x > safe || y > safe)) [x, y] = [y, x % y];
  if (y === 0n) return x;
  let [small, smaller] = [Number(x), Number(y)];
  while (smaller !== 0) [small, smaller] = [smaller, small % smaller];
  return BigInt(small);
}
