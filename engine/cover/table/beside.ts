/**
 * The rows of a plain table that can matter where some of its rows apply: what is asked about a few rows need not be asked
 * over all of a long table. A row matters where it applies at the same values, a recorded unknown standing for any of them.
 */
import type { Cond, Row } from "../../model/symbols.ts";
import { type Box, type BoxSet, boxOf, boxSet, meets } from "./box-set.ts";
import type { Column } from "./columns.ts";
import { boxesOf, type PlainRow, type PlainTable } from "./plain-table.ts";

/** These rows, and every other that may apply to what they apply to, whatever is recorded as unknown. */
export function rowsBeside(table: PlainTable, rows: readonly Row[]): ReadonlySet<Row> {
  const { owners } = table;
  const values = valuesOf(table);
  const beside = new Set(rows);
  for (let asked = 0; asked < owners.length; asked++) {
    if (!rows.includes(rowOf(table, asked))) continue;
    const own = boxOf(values, asked);
    for (let other = 0; other < owners.length; other++) if (meets(values, other, own)) beside.add(rowOf(table, other));
  }
  return beside;
}

const rowOf = ({ rows, owners }: PlainTable, box: number): Row => (rows[owners[box] as number] as PlainRow).placed.row;

const kept = new WeakMap<PlainTable, BoxSet>();

/** For each box of a row the values at which it can apply; kept, since each of many rows may be asked about. */
function valuesOf(table: PlainTable): BoxSet {
  const known = kept.get(table);
  if (known !== undefined) return known;
  const { columns, rows } = table;
  const made = boxSet(
    columns.length,
    rows.flatMap((row) => boxesOf(table, row).map((box) => valuesBehind(columns, row, box))),
  );
  kept.set(table, made);
  return made;
}

/** The values at which a row can apply by one of its boxes: of a column recorded as an unknown at which it does, any. */
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
