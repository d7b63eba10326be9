/**
 * Bounds that meet: a gap that is one point or a sliver between two neighbouring rows, an overlap at the point that two
 * rows share. Told as the comparison to change, which is nearly always what is meant.
 */
import type { Axis } from "../compile/axes.ts";
import { type Context, condFn } from "../compile/conditions.ts";
import type { PlacedRow } from "../compile/local.ts";
import type { Space } from "../compile/space.ts";
import type { Found } from "../cover/analysis.ts";
import { holdsAt } from "../cover/holds.ts";
import type { Unit } from "../cover/unit.ts";
import type { Fix } from "../finding.ts";
import { fixOf } from "../fixes/edits.ts";
import type { Term } from "../model/symbols.ts";
import { type Interval, onlyValue } from "../number/interval.ts";
import { compare, equal, type Rational, sub, toDecimalText } from "../number/rational.ts";
import { joinNeighbours } from "../number/union.ts";

type NumberAxis = Extract<Axis, { kind: "number" }>;

export interface Neighbours {
  /** `change '< 5' to '<= 5'`, one for each bound that could move. */
  readonly changes: readonly string[];
  /** How far the bounds lie apart, `0.1`; undefined where they meet. */
  readonly apart: string | undefined;
  readonly fixes: readonly Fix[];
  /** The rows on either side. */
  readonly rows: readonly PlacedRow[];
}

/** What to change so that neighbouring rows meet; undefined where the gap is no sliver between two. */
export function sliverOf(space: Space, unit: Unit, gap: Found): Neighbours | undefined {
  for (const axis of numberAxes(unit)) {
    const piece = pieceOf(axis, gap);
    if (piece?.lo === undefined || piece.hi === undefined) continue;
    const { lo, hi } = piece;
    if (onlyValue(piece) === undefined && !isSliver(lo, hi)) continue;
    const beside = rowsBeside(space, unit, gap, axis);
    const below = beside.filter(({ within }) => within.hi !== undefined && equal(within.hi, lo) && within.hiOpen !== piece.loOpen);
    const above = beside.filter(({ within }) => within.lo !== undefined && equal(within.lo, hi) && within.loOpen !== piece.hiOpen);
    if (below.length === 0 || above.length === 0) continue;
    const isPoint = onlyValue(piece) !== undefined;
    const changes = isPoint
      ? [...below.map((one) => flip(space, one, "hi")), ...above.map((one) => flip(space, one, "lo"))]
      : [...below.map((one) => reach(space, one, "hi", piece)), ...above.map((one) => reach(space, one, "lo", piece))];
    return together(changes, [...below, ...above], isPoint ? undefined : toDecimalText(sub(hi, lo)));
  }
  return undefined;
}

/** What to change so that rows that share one point do so no more. */
export function sharedPointOf(space: Space, unit: Unit, overlap: Found): Neighbours | undefined {
  for (const axis of numberAxes(unit)) {
    const piece = pieceOf(axis, overlap);
    const point = piece && onlyValue(piece);
    if (point === undefined) continue;
    const beside = termsOf(axis, overlap.rows);
    const ends = beside.filter(({ within }) => within.hi !== undefined && !within.hiOpen && equal(within.hi, point));
    const starts = beside.filter(({ within }) => within.lo !== undefined && !within.loOpen && equal(within.lo, point));
    if (ends.length === 0 || starts.length === 0) continue;
    return together([...ends.map((one) => flip(space, one, "hi")), ...starts.map((one) => flip(space, one, "lo"))], [...ends, ...starts]);
  }
  return undefined;
}

const numberAxes = (unit: Unit): readonly NumberAxis[] => unit.axes.filter((axis): axis is NumberAxis => axis.kind === "number");

/** The one interval that a region leaves of an axis. */
function pieceOf(axis: NumberAxis, found: Found): Interval | undefined {
  const cells = found.region.get(axis.index);
  const pieces = cells === undefined ? [] : joinNeighbours(axis.cells.filter((_, cell) => cells[cell]));
  return pieces.length === 1 ? pieces[0] : undefined;
}

/** No wider than one unit of the last decimal that either bound is written with. */
function isSliver(lo: Rational, hi: Rational): boolean {
  const decimals = Math.max(...[lo, hi].map((bound) => toDecimalText(bound).split(".")[1]?.length ?? 0));
  return compare(sub(hi, lo), { n: 1n, d: 10n ** BigInt(decimals) }) <= 0;
}

interface Beside {
  readonly placed: PlacedRow;
  readonly term: Term;
  readonly within: Interval;
}

/** Rows that hold at the witness but for their one interval on this axis. */
function rowsBeside(space: Space, unit: Unit, gap: Found, axis: NumberAxis): readonly Beside[] {
  const holds = (cond: Term["cond"], context: Context) => holdsAt(space, condFn(space, cond, context), gap.witness.cells);
  return termsOf(axis, unit.rows).filter(
    ({ placed: { block, row }, term }) =>
      (block?.where === undefined || holds(block.where, gap.context)) &&
      row.terms.every((other) => other === term || holds(other.cond, gap.context)),
  );
}

const termsOf = (axis: NumberAxis, rows: readonly PlacedRow[]): readonly Beside[] =>
  rows.flatMap((placed) =>
    placed.row.terms.flatMap((term): Beside[] => {
      const { cond } = term;
      const [within, ...more] = cond.kind === "number" && cond.variable === axis.variable ? cond.within : [];
      return within === undefined || more.length > 0 ? [] : [{ placed, term, within }];
    }),
  );

interface Flip {
  readonly from: string;
  readonly to: string;
  readonly fix: Fix;
}

/** The other way to treat one end of an interval: with it, or without. */
const flip = (space: Space, beside: Beside, side: "lo" | "hi"): Flip | undefined =>
  rewritten(space, beside, (written) => flipped(written, side));

/** The row goes on to where its neighbour begins: the other bound of the gap between them. */
function reach(space: Space, beside: Beside, side: "lo" | "hi", gap: Interval): Flip | undefined {
  const { within } = beside;
  const [bound, isOpen] = side === "hi" ? [within.hi, within.hiOpen] : [within.lo, within.loOpen];
  const [next, shouldBeOpen] = side === "hi" ? [gap.hi, gap.hiOpen] : [gap.lo, gap.loOpen];
  if (bound === undefined || next === undefined) return undefined;
  return rewritten(space, beside, (written) => {
    // A bound in another unit, or one that is calculated, does not stand there as it is and is left to the author.
    const number = toDecimalText(bound).replace(".", "\\.");
    const [before, behind, ...more] = written.split(new RegExp(`(?<!\\d|\\d\\.|[A-Za-z_-])${number}(?!\\d|\\.\\d)`));
    if (before === undefined || behind === undefined || more.length > 0) return undefined;
    const moved = `${before}${toDecimalText(next)}${behind}`;
    return isOpen === shouldBeOpen ? moved : flipped(moved, side);
  });
}

function rewritten(space: Space, { placed, term }: Beside, change: (written: string) => string | undefined): Flip | undefined {
  const { uri } = placed.row.place;
  const source = space.model.sources.find((one) => one.uri === uri);
  const written = source?.text.slice(term.span.start, term.span.end) ?? "";
  const changed = change(written);
  if (changed === undefined) return undefined;
  const [from, to] = [written.trim(), changed.trim()];
  return { from, to, fix: fixOf(`Change ${from} to ${to}`, uri, [{ ...term.span, text: changed }]) };
}

function flipped(written: string, side: "lo" | "hi"): string | undefined {
  const found = /\s*(<?)\.\.(<?)\s*/.exec(written) ?? /[<>]=?/.exec(written);
  if (found === null) return undefined;
  const changed = found[0].includes("..") ? flippedRange(found[1] === "<", found[2] === "<", side) : flippedSign(found[0]);
  return written.slice(0, found.index) + changed + written.slice(found.index + found[0].length);
}

const flippedSign = (sign: string): string => (sign.endsWith("=") ? sign.slice(0, 1) : `${sign}=`);

function flippedRange(loOpen: boolean, hiOpen: boolean, side: "lo" | "hi"): string {
  const low = side === "lo" ? !loOpen : loOpen;
  const high = side === "hi" ? !hiOpen : hiOpen;
  return low || high ? ` ${low ? "<" : ""}..${high ? "<" : ""} ` : "..";
}

function together(flips: readonly (Flip | undefined)[], rows: readonly Beside[], apart?: string): Neighbours {
  const told = flips.filter((one): one is Flip => one !== undefined);
  return {
    changes: [...new Set(told.map(({ from, to }) => `change '${from}' to '${to}'`))],
    apart,
    fixes: told.map(({ fix }) => fix),
    rows: [...new Set(rows.map(({ placed }) => placed))],
  };
}
