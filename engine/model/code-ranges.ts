/**
 * ICD-O-3 codes as sets that can be intersected and told: topography `C34.0..C34.3`, morphology `8010..8576` with or
 * without a behaviour (`8500/3`). A three-character site (`C34`) is all of its subsites.
 */
import type { CodeRange } from "#grammar";

/** Codes from `lo` to `hi`, both included: `C34.1` is 341 under its letter, `8010` is 8010. */
export interface Codes {
  readonly letter: string;
  readonly lo: number;
  readonly hi: number;
  /** undefined: whatever the behaviour is. */
  readonly behaviour: string | undefined;
}

/** undefined: not a range of ICD-O-3 codes, or its end lies before its start. */
export function siteCodes({ from, to }: CodeRange): Codes | undefined {
  const [a, b] = [siteNumbers(from), siteNumbers(to)];
  if (a === undefined || b === undefined || a.letter !== b.letter || a.lo > b.hi) return undefined;
  return { letter: a.letter, lo: a.lo, hi: b.hi, behaviour: undefined };
}

function siteNumbers(code: string): { readonly letter: string; readonly lo: number; readonly hi: number } | undefined {
  const match = /^([A-Z])(\d\d)(?:\.(\d))?$/i.exec(code.trim());
  if (match === null) return undefined;
  const [, letter = "", group = "", subsite] = match;
  const first = Number(group) * 10;
  const lo = first + Number(subsite ?? 0);
  return { letter: letter.toUpperCase(), lo, hi: subsite === undefined ? first + 9 : lo };
}

export function histologyCodes({ from, to }: CodeRange): Codes | undefined {
  const [a, b] = [/^(\d{4})(?:\/(\d))?$/.exec(from.trim()), /^(\d{4})(?:\/(\d))?$/.exec(to.trim())];
  if (a === null || b === null || Number(a[1]) > Number(b[1])) return undefined;
  return { letter: "", lo: Number(a[1]), hi: Number(b[1]), behaviour: b[2] ?? a[2] };
}

/** What both name. */
export const commonCodes = (some: readonly Codes[], others: readonly Codes[]): readonly Codes[] =>
  some.flatMap((a) =>
    others.flatMap((b): readonly Codes[] => {
      const lo = Math.max(a.lo, b.lo);
      const hi = Math.min(a.hi, b.hi);
      const apart = a.behaviour !== undefined && b.behaviour !== undefined && a.behaviour !== b.behaviour;
      return a.letter !== b.letter || lo > hi || apart ? [] : [{ letter: a.letter, lo, hi, behaviour: a.behaviour ?? b.behaviour }];
    }),
  );

/** `C34.0..C34.3, C50.1`: sorted, each code once. */
export function codesText(codes: readonly Codes[]): string {
  const merged: Codes[] = [];
  for (const one of [...codes].sort((a, b) => a.letter.localeCompare(b.letter, "en") || a.lo - b.lo || b.hi - a.hi)) {
    const last = merged.at(-1);
    const joins = last !== undefined && last.letter === one.letter && last.behaviour === one.behaviour && one.lo <= last.hi + 1;
    if (joins) merged[merged.length - 1] = { ...last, hi: Math.max(last.hi, one.hi) };
    else merged.push(one);
  }
  return merged.map(rangeText).join(", ");
}

function rangeText({ letter, lo, hi, behaviour }: Codes): string {
  const code = (value: number) => {
    if (letter === "") return `${value}${behaviour === undefined ? "" : `/${behaviour}`}`;
    return `${letter}${String(Math.floor(value / 10)).padStart(2, "0")}.${value % 10}`;
  };
  return lo === hi ? code(lo) : `${code(lo)}..${code(hi)}`;
}
