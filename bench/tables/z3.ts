/** A first gap and a first overlap of a table, found by z3 (npm's z3-solver). Asked for no more than that. */

import { performance } from "node:perf_hooks";
import type { Arith, Bool, Context, Solver } from "z3-solver";
import { init } from "z3-solver";
import { type PlainTable, type Span, sizeOf } from "./plain-table.ts";

export interface Z3 {
  readonly firstGap: (table: PlainTable) => Promise<Witness>;
  readonly firstOverlap: (table: PlainTable) => Promise<Witness>;
  /** Lets the process end. */
  readonly stop: () => void;
}

export interface Witness {
  /** Cells by column; "none" where there is none, "late" where it could not tell in time. */
  readonly found: readonly number[] | "none" | "late";
  /** Milliseconds to tell it the table and to solve it; and to solve it alone. */
  readonly whole: number;
  readonly solving: number;
}

/** A witness that takes longer than this, in milliseconds, is given up. */
export const patience = 20_000;

export async function startZ3(): Promise<Z3> {
  const { Context: contextOf, em } = await init();
  const z3 = contextOf("tables");
  return {
    stop: () => em.PThread.terminateAllThreads(),
    firstGap: (table) => witness(z3, table, "known", (cells) => table.rows.map((row) => keep(z3.Not(applies(z3, row.cells, cells))))),
    firstOverlap: (table) =>
      witness(z3, table, "all", (cells) => {
        // Each row that applies says its result; two results cannot both be said, so a conflict is two of these that hold.
        const byResult = Array.from({ length: table.results }, (_, result) =>
          keep(z3.Or(...table.rows.filter((row) => row.result === result).map((row) => applies(z3, row.cells, cells)))),
        );
        return [keep(z3.AtLeast(byResult as [Bool<"tables">, ...Bool<"tables">[]], 2)), namedUnknowns(z3, table, cells)];
      }),
  };
}

/**
 * Everything that is told is kept until it has answered: what JavaScript collects meanwhile is freed in z3 while its own
 * thread is solving, and then it has answered that there is no gap where there is one.
 */
const kept: unknown[] = [];
function keep<T>(told: T): T {
  kept.push(told);
  return told;
}

type Z3Context = Context<"tables">;
type Cell = Arith<"tables">;

const inSpan = (z3: Z3Context, cell: Cell, { lo, hi }: Span): Bool<"tables"> => keep(z3.And(keep(cell.ge(lo)), keep(cell.lt(hi))));

const applies = (z3: Z3Context, row: readonly (readonly Span[])[], cells: readonly Cell[]): Bool<"tables"> =>
  keep(z3.And(...row.map((spans, column) => keep(z3.Or(...spans.map((span) => inSpan(z3, cells[column] as Cell, span)))))));

/** An unknown is in it only where some row that applies names it. */
function namedUnknowns(z3: Z3Context, table: PlainTable, cells: readonly Cell[]): Bool<"tables"> {
  return keep(
    z3.And(
      ...table.columns.flatMap(({ known, unknowns }, column) =>
        Array.from({ length: unknowns }, (_, at) => {
          const naming = table.rows.filter((row) => row.names[column]?.includes(known + at));
          return keep(z3.Or(keep((cells[column] as Cell).neq(known + at)), ...naming.map((row) => applies(z3, row.cells, cells))));
        }),
      ),
    ),
  );
}

async function witness(
  z3: Z3Context,
  table: PlainTable,
  over: "known" | "all",
  conditions: (cells: readonly Cell[]) => readonly Bool<"tables">[],
): Promise<Witness> {
  const begin = performance.now();
  const solver: Solver<"tables"> = keep(new z3.Solver());
  solver.set("timeout", patience);
  const cells = table.columns.map(({ name }) => keep(z3.Int.const(name)));
  for (const [at, column] of table.columns.entries())
    solver.add(inSpan(z3, cells[at] as Cell, { lo: 0, hi: over === "known" ? column.known : sizeOf(column) }));
  solver.add(...conditions(cells));
  const start = performance.now();
  const told = await solver.check();
  const solving = performance.now() - start;
  const whole = performance.now() - begin;
  if (told !== "sat") return { found: told === "unsat" ? "none" : "late", whole, solving };
  const model = keep(solver.model());
  return { found: cells.map((cell) => Number(model.eval(cell, true).toString())), whole, solving };
}
