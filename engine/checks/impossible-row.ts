/** `impossible-row`: a row that can match nothing, or only what is excluded. */
import { type PlacedRow, rowFn } from "../compile/local.ts";
import type { Space } from "../compile/space.ts";
import { isPossible } from "../cover/analysis.ts";
import { sameWithout, whereRowMayApply } from "../cover/rows.ts";
import { contextsOf, excludedFn, type Unit } from "../cover/unit.ts";
import { minus } from "../diagram/store.ts";
import type { Finding } from "../finding.ts";
import { deleteRow } from "../fixes/rows.ts";
import { finding } from "../model/problems.ts";
import { oneLine, rowText } from "./row-text.ts";

export function impossibleRow(space: Space, unit: Unit, placed: PlacedRow): Finding | undefined {
  const { block, row } = placed;
  const applies = contextsOf(space, unit)
    .map((context) => ({ context, fn: whereRowMayApply(space, unit, rowFn(space, block, row, context), context) }))
    .filter(({ context, fn }) => isPossible(space, unit, fn, context));
  const summary = `impossible-row ${oneLine(rowText(space, row))}`;
  const fixes = () => deleteRow(space.model.sources, row.place, sameWithout(space, unit, [row]));
  if (applies.length === 0) {
    return finding(
      "impossible-row",
      row.place.uri,
      row.place.span,
      `This row can match nothing: no case meets all of its conditions. Correct the cell that cannot be meant, or delete the row.`,
      summary,
      { fixes: fixes() },
    );
  }
  const outside = applies.some(({ context, fn }) =>
    isPossible(space, unit, minus(space.store, fn, excludedFn(space, unit, context)), context),
  );
  if (outside) return undefined;
  const excludes = unit.excludes.filter((exclude) => exclude.why !== "");
  return finding(
    "impossible-row",
    row.place.uri,
    row.place.span,
    `Everything that this row covers is excluded (${excludes.map((exclude) => `"${exclude.why}"`).join(", ")}), so it can never decide. Delete the row, or narrow the exclude.`,
    summary,
    { related: excludes.map((exclude) => ({ ...exclude.place, message: "excluded here" })), fixes: fixes() },
  );
}
