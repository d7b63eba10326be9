/** `impossible-row` and `unfilled-row`: rows that match nothing, rows whose result is still to be filled in. */
import type { Context } from "../compile/conditions.ts";
import { type PlacedRow, rowFn, rowsOf } from "../compile/local.ts";
import type { Space } from "../compile/space.ts";
import { isPossible } from "../cover/analysis.ts";
import { attainableIn, excludedFn, reachableIn, type Unit } from "../cover/unit.ts";
import { and, exists, type Fn, minus, not, or } from "../diagram/store.ts";
import type { Finding } from "../finding.ts";
import { finding } from "../model/problems.ts";
import type { Decision, Variable } from "../model/symbols.ts";

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

export function impossibleRows(space: Space, unit: Unit): readonly Finding[] {
  return unit.rows.flatMap((placed) => {
    const { block, row } = placed;
    if (row.otherwise) return [];
    const contexts = contextsOfRow(placed);
    const applies = contexts
      .map((context) => ({ context, fn: whereRowMayApply(space, unit, rowFn(space, block, row, context), context) }))
      .filter(({ context, fn }) => isPossible(space, unit, fn, context));
    const summary = `impossible-row ${oneLine(textOf(space, placed))}`;
    if (applies.length === 0) {
      return [
        finding(
          "impossible-row",
          row.place.uri,
          row.place.span,
          `This row can match nothing: no case meets all of its conditions. Correct the cell that cannot be meant, or delete the row.`,
          summary,
        ),
      ];
    }
    const outside = applies.some(({ context, fn }) =>
      isPossible(space, unit, minus(space.store, fn, excludedFn(space, unit, context)), context),
    );
    if (outside) return [];
    const excludes = unit.excludes.filter((exclude) => exclude.why !== "");
    return [
      finding(
        "impossible-row",
        row.place.uri,
        row.place.span,
        `Everything that this row covers is excluded (${excludes.map((exclude) => `"${exclude.why}"`).join(", ")}), so it can never decide. Delete the row, or narrow the exclude.`,
        summary,
        {
          related: excludes.map((exclude) => ({ ...exclude.place, message: "excluded here" })),
        },
      ),
    ];
  });
}

/** Where a row applies to what can be reached; or, where a score has no value, whatever the score would be. */
function whereRowMayApply(space: Space, unit: Unit, row: Fn, context: Context): Fn {
  const { store } = space;
  const computed = unit.axes
    .filter((axis) => axis.variable.kind !== "category" && space.decisions.has(axis.variable))
    .map((axis) => axis.index);
  const whatever = not(store, exists(store, not(store, row), new Set(computed)));
  return or(store, and(store, row, reachableIn(space, unit, context)), and(store, whatever, attainableIn(space, unit, context)));
}

/** All known, and each way in which the unknowns that this row names may be recorded. */
function contextsOfRow({ block, row }: PlacedRow): readonly Context[] {
  let contexts: Context[] = [new Map()];
  for (const { variable, unknown } of [...row.named, ...(block?.whereNamed ?? [])]) {
    contexts = [
      ...contexts,
      ...contexts
        .filter((context) => !context.has(variable))
        .map((context): Context => new Map<Variable, number>([...context, [variable, unknown]])),
    ];
  }
  return contexts;
}

const textOf = (space: Space, { row }: PlacedRow): string =>
  space.model.sources.find((source) => source.uri === row.place.uri)?.text.slice(row.place.span.start, row.place.span.end) ?? "";

export function unfilledRows(space: Space, decision: Decision): readonly Finding[] {
  if (decision.rule.kind === "score") return rowsIn(space, decision, (block) => block !== undefined);
  return rowsIn(space, decision, () => true);
}

function rowsIn(space: Space, decision: Decision, counts: (block: PlacedRow["block"]) => boolean): readonly Finding[] {
  return rowsOf(decision)
    .filter(({ block, row }) => row.result.kind === "hole" && counts(block))
    .map((placed) =>
      finding(
        "unfilled-row",
        placed.row.place.uri,
        placed.row.resultSpan,
        `The result of this row is still ???: fill in what the guideline says, or none "why" where it says nothing.`,
        `unfilled-row ${oneLine(textOf(space, placed))}`,
      ),
    );
}
