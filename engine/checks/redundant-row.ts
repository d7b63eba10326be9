/** `redundant-row`: without the row every outcome is the same, because other rows cover it with the same result. */
import { known } from "../compile/conditions.ts";
import { type PlacedRow, rowFn } from "../compile/local.ts";
import type { Space } from "../compile/space.ts";
import { rowsThatChangeNothing } from "../cover/redundant.ts";
import { sameWithout } from "../cover/rows.ts";
import { plainTableOf } from "../cover/table/plain-table.ts";
import { rowTestsOf } from "../cover/table/row-tests.ts";
import type { Unit } from "../cover/unit.ts";
import { and, no } from "../diagram/store.ts";
import type { Finding } from "../finding.ts";
import { deleteRow } from "../fixes/rows.ts";
import { finding } from "../model/problems.ts";
import type { Row } from "../model/symbols.ts";
import { oneLine, rowText } from "./row-text.ts";

export function redundantRows(space: Space, unit: Unit, candidates: readonly PlacedRow[]): readonly Finding[] {
  if (candidates.length === 0) return [];
  const gone =
    plainTableOf(space, unit) === undefined
      ? rowsThatChangeNothing(space, unit, new Set(candidates.map(({ row }) => row)))
      : oneByOne(space, unit, candidates);
  // Together they can go; one of them alone only where that is so without the others gone.
  const isAlone = ({ row }: PlacedRow): boolean => gone.size === 1 || sameWithout(space, unit, [row]);
  return candidates.filter((placed) => gone.has(placed.row) && isAlone(placed)).map((placed) => redundant(space, unit, placed));
}

/** From the last row up, each without those found before, so that all that are told can go together. */
function oneByOne(space: Space, unit: Unit, candidates: readonly PlacedRow[]): ReadonlySet<Row> {
  const gone: Row[] = [];
  for (const { row } of [...candidates].reverse()) if (sameWithout(space, unit, [row], gone)) gone.push(row);
  return new Set(gone);
}

function redundant(space: Space, unit: Unit, { block, row }: PlacedRow): Finding {
  const meets = rowTestsOf(space, unit)?.meets;
  const applies = meets === undefined ? rowFn(space, block, row, known) : no;
  const others = unit.rows
    .filter((other) => other.row !== row)
    .filter((other) => meets?.({ block, row }, other) ?? and(space.store, applies, rowFn(space, other.block, other.row, known)) !== no)
    .slice(0, 5);
  return finding(
    "redundant-row",
    row.place.uri,
    row.place.span,
    `Without this row every case would have the same outcome: ${others.length === 1 ? "another row already gives" : "other rows already give"} the same result for all that it covers.`,
    `redundant-row ${oneLine(rowText(space, row))}`,
    {
      related: others.map((other) => ({ ...other.row.place, message: "this row covers it too" })),
      fixes: deleteRow(space.model.sources, row.place, true),
    },
  );
}
