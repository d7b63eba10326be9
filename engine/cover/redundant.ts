/**
 * Rows that change nothing, found from the last row up with one join a row: what a block comes to without the row is
 * what the rows before it come to, joined with what is left of those behind it.
 */
import type { Context } from "../compile/conditions.ts";
import { agreeFn, blockOrder, type PlacedRow, resultVerdict, rowFn } from "../compile/local.ts";
import type { Space } from "../compile/space.ts";
import { only, uncovered } from "../compile/verdict.ts";
import { choose, type Fn, minus, no, or } from "../diagram/store.ts";
import type { Row } from "../model/symbols.ts";
import { hearsAsMuch, namesUnknown, sameWithout } from "./rows.ts";
import { contextsOf, type Unit } from "./unit.ts";

/** Rows that can all go together without changing an outcome; the later of two alike. */
export function rowsThatChangeNothing(space: Space, unit: Unit, candidates: ReadonlySet<Row>): ReadonlySet<Row> {
  const gone = new Set<Row>();
  const unique = unit.rows.filter(({ block }) => block?.policy === "unique");
  const contexts = contextsOf(space, unit);
  const joins = contexts.map((context) => joinedRows(space, unique, context));
  // Rows of all `unique` blocks must agree, so they are one list.
  lookThrough(space, unit, unique, candidates, gone, joins);
  for (const block of new Set(unit.rows.map((placed) => placed.block))) {
    if (block === undefined || block.policy === "unique") continue;
    const rows = blockOrder(block).map((row): PlacedRow => ({ block, row }));
    lookThrough(
      space,
      unit,
      rows,
      candidates,
      gone,
      contexts.map((context) => chainedRows(space, rows, context)),
    );
  }
  return gone;
}

/** What a list of rows comes to in one context, row by row. */
interface Join {
  /** Whether the row at `index` changes what the list comes to, given what is kept of those behind it. */
  readonly changes: (index: number) => boolean;
  /** The row at `index` stays. */
  readonly keep: (index: number) => void;
}

function lookThrough(
  space: Space,
  unit: Unit,
  rows: readonly PlacedRow[],
  candidates: ReadonlySet<Row>,
  gone: Set<Row>,
  joins: readonly Join[],
): void {
  const naming = rows.filter((placed) => candidates.has(placed.row) && namesUnknown(placed)).length;
  for (let index = rows.length - 1; index >= 0; index--) {
    const placed = rows[index] as PlacedRow;
    const { row } = placed;
    const changes =
      !candidates.has(row) ||
      changesSomething(space, unit, placed, [...gone, row], naming <= mostNaming, () => joins.some((join) => join.changes(index)));
    if (changes) for (const join of joins) join.keep(index);
    else gone.add(row);
  }
}

/** More rows that name an unknown than this are not asked about one by one. */
const mostNaming = 60;

/**
 * A row that names an unknown decides which others are opened, one of a table with several results counts for each, and
 * one beside an `otherwise` keeps it away: these are asked about over the whole decision.
 */
function changesSomething(
  space: Space,
  unit: Unit,
  placed: PlacedRow,
  gone: readonly Row[],
  askNaming: boolean,
  changesList: () => boolean,
): boolean {
  const { row } = placed;
  if (!hearsAsMuch(unit, gone)) return true;
  if (namesUnknown(placed) && askNaming) return !sameWithout(space, unit, gone);
  if (changesList()) return true;
  return namesUnknown(placed) || opensOtherwise(placed) || hasTwin(space, unit, row) ? !sameWithout(space, unit, gone) : false;
}

/** Without the row the block's `otherwise` may apply where it did not. */
const opensOtherwise = ({ block, row }: PlacedRow): boolean =>
  block?.policy === "unique" && !row.otherwise && block.rows.some((other) => other.otherwise);

const hasTwin = (space: Space, unit: Unit, row: Row): boolean =>
  space.model.decisions.some(
    (decision) =>
      decision.variable.name !== unit.decision.variable.name &&
      decision.rule.kind === "blocks" &&
      decision.rule.blocks.some((block) =>
        block.rows.some((other) => other.place.span.start === row.place.span.start && other.place.uri === row.place.uri),
      ),
  );

const verdictOf = (space: Space, { block, row }: PlacedRow): Fn => only(space.verdicts, resultVerdict(block, row.result));

function joinedRows(space: Space, rows: readonly PlacedRow[], context: Context): Join {
  const nothing = only(space.verdicts, uncovered);
  const each = rows.map((placed) =>
    choose(space.store, rowFn(space, placed.block, placed.row, context), verdictOf(space, placed), nothing),
  );
  const before: Fn[] = [nothing];
  for (const fn of each) before.push(agreeFn(space, before[before.length - 1] as Fn, fn));
  const total = before[each.length] as Fn;
  let behind = nothing;
  return {
    changes: (index) => agreeFn(space, before[index] as Fn, behind) !== total,
    keep: (index) => {
      behind = agreeFn(space, each[index] as Fn, behind);
    },
  };
}

function chainedRows(space: Space, rows: readonly PlacedRow[], context: Context): Join {
  const { store } = space;
  const applies = rows.map(({ block, row }) => rowFn(space, block, row, context));
  const before: Fn[] = [no];
  for (const fn of applies) before.push(or(store, before[before.length - 1] as Fn, fn));
  let behind = only(space.verdicts, uncovered);
  return {
    changes: (index) => {
      const decides = minus(store, applies[index] as Fn, before[index] as Fn);
      return choose(store, decides, verdictOf(space, rows[index] as PlacedRow), behind) !== behind;
    },
    keep: (index) => {
      behind = choose(store, applies[index] as Fn, verdictOf(space, rows[index] as PlacedRow), behind);
    },
  };
}
