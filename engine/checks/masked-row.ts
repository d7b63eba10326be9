/** `masked-row`: under `first` or `highest`, rows asked before it take all that a row covers. */
import { type PlacedRow, rowFn } from "../compile/local.ts";
import type { Space } from "../compile/space.ts";
import { earlierRows, isTakenByEarlier, sameWithout, sameWithoutMasked } from "../cover/rows.ts";
import { rowTestsOf } from "../cover/table/row-tests.ts";
import { contextsOf, type Unit } from "../cover/unit.ts";
import { and, no } from "../diagram/store.ts";
import type { Finding, Related } from "../finding.ts";
import { deleteRow } from "../fixes/rows.ts";
import { finding } from "../model/problems.ts";
import type { Row } from "../model/symbols.ts";
import { oneLine, rowText } from "./row-text.ts";

export const maskedRow = (space: Space, unit: Unit, placed: PlacedRow): Finding | undefined =>
  isTakenByEarlier(space, unit, placed) ? masked(space, unit, placed, sameWithout(space, unit, [placed.row])) : undefined;

/** A row of a plain table of which boxes have told that it is masked. */
export const maskedByBoxes = (space: Space, unit: Unit, placed: PlacedRow): Finding =>
  masked(space, unit, placed, sameWithoutMasked(space, unit, placed));

function masked(space: Space, unit: Unit, placed: PlacedRow, safe: boolean): Finding {
  const { block, row } = placed;
  const related = takers(space, unit, placed);
  const which = related.length === 1 ? "an earlier row takes" : "earlier rows together take";
  const how =
    block?.policy === "highest" ? `${related.length === 1 ? "a row with a higher result takes" : "rows with higher results take"}` : which;
  return finding(
    "masked-row",
    row.place.uri,
    row.place.span,
    `This row never decides: ${how} every case that it covers. ${block?.policy === "highest" ? "Correct it, or delete it." : "Move it up, correct it, or delete it."}`,
    `masked-row ${oneLine(rowText(space, row))}`,
    { related, fixes: deleteRow(space.model.sources, row.place, safe) },
  );
}

/** So many of the rows that take it are shown. */
const mostTakers = 5;

/** The first of the earlier rows that have something in common with it: of hundreds no more are looked for than are shown. */
function takers(space: Space, unit: Unit, placed: PlacedRow): readonly Related[] {
  const shares = sharesWith(space, unit, placed);
  const found: Related[] = [];
  for (const other of earlierRows(placed)) {
    if (found.length === mostTakers) break;
    if (shares(other)) found.push({ ...other.place, message: "this row comes first" });
  }
  return found;
}

function sharesWith(space: Space, unit: Unit, placed: PlacedRow): (other: Row) => boolean {
  const tests = rowTestsOf(space, unit);
  if (tests !== undefined) return (other) => tests.shares(placed, other);
  const { block, row } = placed;
  const own = contextsOf(space, unit).map((context) => ({ context, covers: rowFn(space, block, row, context) }));
  return (other) => own.some(({ context, covers }) => and(space.store, covers, rowFn(space, block, other, context)) !== no);
}
