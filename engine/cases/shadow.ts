/**
 * Where a row decides: a decision like its own in which this row alone leads to 1. The same machinery then tells in
 * which completions of a case it is the row that counts, unknowns, policies and derived values included.
 */
import { idFor } from "../compile/anonymous.ts";
import { fullFn } from "../compile/compose.ts";
import { rowsOf, severity } from "../compile/local.ts";
import { verdictsWithin } from "../compile/region.ts";
import type { Space } from "../compile/space.ts";
import type { Fn } from "../diagram/store.ts";
import type { Situation } from "../evaluate/patient.ts";
import type { Block, Decision, Result, Row } from "../model/symbols.ts";
import { fromInt, one, zero } from "../number/rational.ts";

const points = (value: { n: bigint; d: bigint }): Result => ({ kind: "number", value });

/** The diagram whose value is 1 (or a conflict) where `row` decides. */
function shadowFn(space: Space, decision: Decision, row: Row, situation: Situation): Fn {
  const { rule } = decision;
  const own = rowsOf(decision).find((placed) => placed.row === row)?.block;
  const blocks: Block[] =
    rule.kind === "blocks"
      ? rule.blocks.map((block) => shadowBlock(block, row))
      : own !== undefined
        ? [shadowBlock(own, row)]
        : [lineBlock(decision, row)];
  const variable = { ...decision.variable, id: idFor(space, `shadow ${row.id}`) };
  return fullFn(space, { ...decision, variable, rule: { kind: "blocks", blocks } }, situation.region.given, situation.open);
}

/** Rows that cannot change whether `row` counts are left out. */
function shadowBlock(block: Block, row: Row): Block {
  const sorted = block.policy === "highest" ? [...block.rows].sort((a, b) => severity(b.result) - severity(a.result)) : block.rows;
  const rows = sorted
    .filter((other) => other === row || block.policy !== "unique" || other.named.length > 0 || row.otherwise)
    .map((other): Row => ({ ...other, result: points(other === row ? one : zero) }));
  return { ...block, needs: [], policy: block.policy === "unique" ? "unique" : "first", rows };
}

/** A `+` line of a score, as a block of one row. */
const lineBlock = (decision: Decision, row: Row): Block => ({
  kind: "decide",
  title: decision.variable.name,
  place: row.place,
  headPlace: row.place,
  policy: "unique",
  where: undefined,
  whereNamed: [],
  needs: [],
  rows: [{ ...row, result: points(fromInt(1)) }],
  cites: [],
  columns: [],
  broken: false,
});

/** In no completion of the case, in some or in all does the row decide. */
export function rowDecides(space: Space, decision: Decision, row: Row, situation: Situation): "never" | "sometimes" | "always" {
  const fn = shadowFn(space, decision, row, situation);
  const verdicts = verdictsWithin(space, fn, situation.region);
  const counts = verdicts.filter(
    (verdict) =>
      verdict.kind === "conflict" || (verdict.kind === "value" && verdict.value.kind === "number" && verdict.value.value.n === 1n),
  );
  if (counts.length === 0) return "never";
  return counts.length === verdicts.length ? "always" : "sometimes";
}
