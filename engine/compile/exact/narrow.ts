/** Where a number may lie for a form to come to a target at all, whatever its other numbers are: cut and cut again. */
import type { NumberVariable } from "../../model/symbols.ts";
import { empty, hull, type Interval, intersect, isEmpty } from "../../number/interval.ts";
import * as r from "../../number/rational.ts";
import { joinNeighbours } from "../../number/union.ts";
import { spanOf } from "./span.ts";
import type { Undone } from "./undo.ts";

const rounds = 3;
const cuts = 8;

export function narrowed(
  { form, target }: Undone,
  variable: NumberVariable,
  pieces: ReadonlyMap<NumberVariable, readonly Interval[]>,
): readonly Interval[] {
  const spanHere = (piece: Interval): Interval =>
    spanOf(form, (one) => (one === variable ? piece : (pieces.get(one) ?? []).reduce(hull, empty)));
  let own = pieces.get(variable) ?? [];
  for (let round = 0; round < rounds && own.length < cuts; round++)
    own = joinNeighbours(own.flatMap(inCuts).filter((piece) => target.some((one) => !isEmpty(intersect(one, spanHere(piece))))));
  return own;
}

/** A stretch between two ends in equal parts. */
function inCuts(piece: Interval): readonly Interval[] {
  const { lo, hi } = piece;
  if (lo === undefined || hi === undefined || r.equal(lo, hi)) return [piece];
  const at = (cut: number) => r.add(lo, r.div(r.mul(r.sub(hi, lo), r.fromInt(cut)), r.fromInt(cuts)));
  return Array.from({ length: cuts }, (_, cut) => intersect(piece, { lo: at(cut), hi: at(cut + 1), loOpen: false, hiOpen: false }));
}
