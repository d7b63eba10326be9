/**
 * The rows of a plain table that can matter where some of its rows apply: what is asked about a few rows need not be asked
 * over all of a long table. A row matters where it applies at the same values, a recorded unknown standing for any of them.
 */
import type { Cond, Row } from "../../model/symbols.ts";
import type { Box } from "./box-set.ts";
import type { Column } from "./columns.ts";
import type { PlainRow, PlainTable } from "./plain-table.ts";

/** These rows, and every other that may apply to what they apply to, whatever is recorded as unknown. */
export function rowsBeside(table: PlainTable, rows: readonly Row[]): ReadonlySet<Row> {
  const { columns } = table;
  const behind = (row: PlainRow): readonly Box[] => row.boxes.map((box) => valuesBehind(columns, row, box));
  const asked = table.rows.filter(({ placed }) => rows.includes(placed.row)).flatMap(behind);
  const beside = table.rows.filter((row) => behind(row).some((box) => asked.some((one) => share(box, one))));
  return new Set([...rows, ...beside.map(({ placed }) => placed.row)]);
}

/** The values at which a row can apply: of a column recorded as an unknown at which it does, any. */
function valuesBehind(columns: readonly Column[], { placed }: PlainRow, box: Box): Box {
  const values = box.slice();
  // What a negation leaves holds an unknown that nothing names, too, for which there is no cell.
  const negated = containsNot(placed.row.cond) || (placed.block?.where !== undefined && containsNot(placed.block.where));
  for (const [column, { known, variable, unknowns }] of columns.entries()) {
    const isUnnamed = negated && variable.unknowns.length > unknowns.length;
    if (!isUnnamed && (box[2 * column + 1] as number) <= known) continue;
    values[2 * column] = 0;
    values[2 * column + 1] = known;
  }
  return values;
}

function containsNot(cond: Cond): boolean {
  if (cond.kind === "and" || cond.kind === "or") return cond.terms.some(containsNot);
  return cond.kind === "not";
}

function share(a: Box, b: Box): boolean {
  for (let at = 0; at < a.length; at += 2)
    if ((a[at] as number) >= (b[at + 1] as number) || (b[at] as number) >= (a[at + 1] as number)) return false;
  return true;
}
