/** `redundant-row`: without the row every outcome is the same, because other rows cover it with the same result. */
import { known } from "../compile/conditions.ts";
import { type PlacedRow, rowFn } from "../compile/local.ts";
import type { Space } from "../compile/space.ts";
import { isPossible } from "../cover/analysis.ts";
import { coveredTwice, sameWithout, whereRowMayApply } from "../cover/rows.ts";
import { plainTableOf } from "../cover/table/plain-table.ts";
import { rowTestsOf } from "../cover/table/row-tests.ts";
import type { Unit } from "../cover/unit.ts";
import { and, minus, no } from "../diagram/store.ts";
import type { Finding } from "../finding.ts";
import { deleteRow } from "../fixes/rows.ts";
import { finding } from "../model/problems.ts";
import type { Row } from "../model/symbols.ts";
import { oneLine, rowText } from "./row-text.ts";

/** Looked for from the last row up, each without those found before, so that all that are told can go together. */
export function redundantRows(space: Space, unit: Unit, candidates: readonly PlacedRow[]): readonly Finding[] {
  if (candidates.length === 0) return [];
  // Of a plain table only rows that stand nowhere alone are asked about.
  const twice = plainTableOf(space, unit) === undefined ? coveredTwice(space, unit) : undefined;
  const gone: Row[] = [];
  const found: Finding[] = [];
  for (const placed of [...candidates].reverse()) {
    const { block, row } = placed;
    const alone =
      twice === undefined ? no : minus(space.store, whereRowMayApply(space, unit, rowFn(space, block, row, known), known), twice);
    if (isPossible(space, unit, alone, known) || !sameWithout(space, unit, [...gone, row])) continue;
    gone.push(row);
    found.unshift(redundant(space, unit, placed));
  }
  return found;
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
