/** `dead-alternative`: one of several alternatives of a cell matches nothing that can occur, or nothing that the others leave. */
import { type Context, condFn, known } from "../compile/conditions.ts";
import { type PlacedRow, rowFn } from "../compile/local.ts";
import type { Space } from "../compile/space.ts";
import { isPossible } from "../cover/analysis.ts";
import { hearsAsMuchWithout, whereRowMayApply } from "../cover/rows.ts";
import { contextsOf, excludedFn, type Unit } from "../cover/unit.ts";
import { and, type Fn, minus, no, or } from "../diagram/store.ts";
import type { Finding } from "../finding.ts";
import { deleteAlternative } from "../fixes/rows.ts";
import { finding } from "../model/problems.ts";
import type { Term, TermAlternative } from "../model/symbols.ts";
import { oneLine, rowText } from "./row-text.ts";

/** `twins`: the row as it decides other variables; an alternative counts where it counts for any of them. */
export function deadAlternatives(
  space: Space,
  unit: Unit,
  placed: PlacedRow,
  twins: readonly { readonly twin: Unit; readonly placed: PlacedRow }[] = [],
): readonly Finding[] {
  return placed.row.terms.flatMap((term) => {
    const dead: Finding[] = [];
    let alive = [...term.alternatives];
    // From the last one on, so that of two alike the first stays.
    for (const one of [...term.alternatives].reverse()) {
      const others = alive.filter((other) => other !== one);
      const why = others.length === 0 ? undefined : deadBecause(space, unit, placed, one, others);
      if (why === undefined || twins.some(({ twin, placed }) => deadBecause(space, twin, placed, one, others) === undefined)) continue;
      alive = others;
      dead.unshift(deadFinding(space, placed, one, why, isSafe(space, unit, placed, term, one, why)));
    }
    return dead;
  });
}

type Why = "nothing" | "excluded" | "covered";

/**
 * Taking it out changes nothing: it adds nothing over all labels, the row names no unknown that it could help to name,
 * and the same excludes bear without it.
 */
const isSafe = (space: Space, unit: Unit, { block, row }: PlacedRow, term: Term, one: TermAlternative, why: Why): boolean =>
  row.named.length + (block?.whereNamed.length ?? 0) === 0 &&
  hearsAsMuchWithout(unit, term, one) &&
  (why === "covered" || (why === "nothing" && and(space.store, rowFn(space, block, row, known), condFn(space, one.cond, known)) === no));

function deadBecause(
  space: Space,
  unit: Unit,
  placed: PlacedRow,
  one: TermAlternative,
  others: readonly TermAlternative[],
): Why | undefined {
  const { store } = space;
  const covers = (context: Context, alternative: TermAlternative): Fn => condFn(space, alternative.cond, context);
  const contexts = contextsOf(space, unit);
  const applies = contexts
    .map((context) => ({
      context,
      fn: whereRowMayApply(space, unit, and(store, rowFn(space, placed.block, placed.row, context), covers(context, one)), context),
    }))
    .filter(({ context, fn }) => isPossible(space, unit, fn, context));
  if (applies.length === 0) return "nothing";
  const beside = (context: Context): Fn => others.reduce((fn, other) => or(store, fn, covers(context, other)), no);
  if (contexts.every((context) => minus(store, covers(context, one), beside(context)) === no)) return "covered";
  const outside = applies.some(({ context, fn }) => isPossible(space, unit, minus(store, fn, excludedFn(space, unit, context)), context));
  return outside ? undefined : "excluded";
}

function deadFinding(space: Space, placed: PlacedRow, one: TermAlternative, why: Why, safe: boolean): Finding {
  const { row } = placed;
  const { uri } = row.place;
  const written = oneLine(space.model.sources.find((source) => source.uri === uri)?.text.slice(one.span.start, one.span.end) ?? "");
  const message = {
    nothing: `${written} matches nothing here: no case meets it together with the other cells of this row. Correct it, or delete it.`,
    excluded: `${written} matches only what is excluded, so it can never decide. Delete it, or narrow the exclude.`,
    covered: `${written} adds nothing: the other alternatives beside it already cover it. Was another label meant?`,
  }[why];
  return finding("dead-alternative", uri, one.span, message, `dead-alternative ${written} in ${oneLine(rowText(space, row))}`, {
    fixes: deleteAlternative(space.model.sources, uri, one.span, safe),
  });
}
