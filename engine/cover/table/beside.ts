/**
 * The rows of a plain table that can matter where some of its rows apply: what is asked about a few rows need not be asked
 * over all of a long table. A row matters where it applies at the same values, a recorded unknown standing for any of them.
 */
import { variablesOf } from "../../model/reads.ts";
import type { Cond, Row } from "../../model/symbols.ts";
import { unreachable } from "../../unreachable.ts";
import { type Box, type BoxSet, boxOf, boxSet, meets } from "./box-set.ts";
import type { Column } from "./columns.ts";
import { boxesOf, type PlainRow, type PlainTable } from "./plain-table.ts";

/** These rows, and every other that may apply to what they apply to, whatever is recorded as unknown. */
export function rowsBeside(table: PlainTable, rows: readonly Row[]): ReadonlySet<Row> {
  const { owners } = table;
  const values = valuesOf(table);
  // A row that holds at an unknown which nothing names has no box for it: it may apply beside any other.
  const atUnnamed = table.rows.filter((row) => appliesAtUnnamed(table.columns, row)).map(({ placed }) => placed.row);
  if (rows.some((row) => atUnnamed.includes(row))) return new Set(table.rows.map(({ placed }) => placed.row));
  const beside = new Set([...rows, ...atUnnamed]);
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
    rows.flatMap((row) => boxesOf(table, row).map((box) => valuesBehind(columns, box))),
  );
  kept.set(table, made);
  return made;
}

/** The values at which a row can apply by one of its boxes: of a column recorded as an unknown at which it does, any. */
function valuesBehind(columns: readonly Column[], box: Box): Box {
  const values = box.slice();
  for (const [column, { known }] of columns.entries()) {
    if ((box[2 * column + 1] as number) <= known) continue;
    values[2 * column] = 0;
    values[2 * column + 1] = known;
  }
  return values;
}

/** Whether a row holds at an unknown for which there is no cell: `any` does not count, it has every value too. */
function appliesAtUnnamed(columns: readonly Column[], { placed }: PlainRow): boolean {
  const named = new Map(columns.map(({ variable, unknowns }) => [variable, unknowns] as const));
  const holds = (cond: Cond): boolean => {
    switch (cond.kind) {
      case "and":
      case "or":
        return cond.terms.some(holds);
      case "not":
        return variablesOf(cond.term).some((variable) => variable.unknowns.length > (named.get(variable)?.length ?? 0));
      case "leaf":
      case "number":
      case "setUnknown":
        return cond.unknown.some((unknown) => !named.get(cond.variable)?.includes(unknown));
      case "constant":
      case "member":
      case "members":
      case "formula":
        return false;
      default:
        return unreachable(cond);
    }
  };
  return holds(placed.row.cond) || (placed.block?.where !== undefined && holds(placed.block.where));
}
