/** Cells of an axis in the words of an author: parents, ranges, intervals with their units, `any`. */
import type { Axis } from "../compile/axes.ts";
import type { Domain } from "../model/symbols.ts";
import { type Interval, onlyValue } from "../number/interval.ts";
import { type Rational, toDecimalText } from "../number/rational.ts";
import { joinNeighbours } from "../number/union.ts";
import { unreachable } from "../unreachable.ts";

const quote = (text: string): string => (/^[A-Za-z0-9_]+(\([A-Za-z0-9+-]+\))*$/.test(text) ? text : `"${text}"`);

/** Labels as few parents, ranges and leaves as say the same. */
export function describeLeaves(domain: Domain, allowed: readonly boolean[]): string {
  if (allowed.every(Boolean)) return "any";
  const parts: string[] = [];
  let at = 0;
  while (at < allowed.length) {
    if (!allowed[at]) {
      at++;
      continue;
    }
    let end = at;
    while (end < allowed.length && allowed[end]) end++;
    parts.push(...describeRun(domain, at, end));
    at = end;
  }
  return parts.join(", ");
}

/** A run of neighbouring leaves: the parents that lie wholly in it, as a range where there are three or more. */
function describeRun(domain: Domain, from: number, to: number): readonly string[] {
  const names: string[] = [];
  let at = from;
  while (at < to) {
    const node = domain.nodes.find((one) => one.lo === at && one.hi <= to && !one.plain);
    const plain = node ?? domain.leaves[at];
    if (plain === undefined) break;
    names.push(node === undefined && plain.plain ? `${quote(plain.text)} itself` : quote(plain.text));
    at = plain.hi;
  }
  return names.length > 2 ? [`${names[0]}..${names[names.length - 1]}`] : names;
}

const end = (value: Rational): string => toDecimalText(value, 12);

/** One interval in the language: `2 <.. 5`, `>= 20`, `7`. */
export function describeInterval(interval: Interval, unit: string | undefined): string {
  const suffix = unit === undefined || unit === "" ? "" : ` ${/^[A-Za-z]+$/.test(unit) ? unit : `"${unit}"`}`;
  const { lo, hi, loOpen, hiOpen } = interval;
  if (lo === undefined && hi === undefined) return "any";
  if (lo === undefined) return `${hiOpen ? "<" : "<="} ${end(hi as Rational)}${suffix}`;
  if (hi === undefined) return `${loOpen ? ">" : ">="} ${end(lo)}${suffix}`;
  if (onlyValue(interval) !== undefined) return `${end(lo)}${suffix}`;
  const sign = `${loOpen ? "<" : ""}..${hiOpen ? "<" : ""}`;
  return sign === ".." ? `${end(lo)}..${end(hi)}${suffix}` : `${end(lo)} ${sign} ${end(hi)}${suffix}`;
}

export const describeIntervals = (intervals: readonly Interval[], unit: string | undefined): string =>
  joinNeighbours(intervals)
    .map((one) => describeInterval(one, unit))
    .join(", ");

/** The allowed cells of any axis. */
export function describeCells(axis: Axis, allowed: readonly boolean[]): string {
  if (allowed.every(Boolean)) return "any";
  switch (axis.kind) {
    case "leaf":
      return describeLeaves(axis.variable.domain, allowed);
    case "number":
      return describeIntervals(
        axis.cells.filter((_, index) => allowed[index]),
        axis.variable.unit,
      );
    case "member":
      return allowed[1] ? "yes" : "no";
    case "recorded":
      return allowed
        .flatMap((one, index) => (one ? [index === 0 ? "known" : (axis.variable.unknowns[axis.unknowns[index - 1] ?? 0] ?? "?")] : []))
        .join(", ");
    case "order":
      return "any";
    default:
      return unreachable(axis);
  }
}

/** A set as a record says it: `{}`, `{liver, "distant skin"}`. */
export const setText = (axes: readonly Axis[], chosen: ReadonlyMap<number, number>): string =>
  `{${axes
    .flatMap((axis) =>
      axis.kind === "member" && chosen.get(axis.index) === 1 ? [quoted(axis.variable.domain.leaves[axis.member]?.text ?? "")] : [],
    )
    .join(", ")}}`;

const quoted = (text: string): string => (/[\s,{}|]/.test(text) ? `"${text}"` : text);
