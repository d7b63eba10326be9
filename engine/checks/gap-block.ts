/** Of several tables of one decision, the one that a row for a gap belongs into. */
import { condFn } from "../compile/conditions.ts";
import type { Space } from "../compile/space.ts";
import type { Found } from "../cover/analysis.ts";
import { insideBox } from "../cover/boxes.ts";
import { reachableIn, type Unit } from "../cover/unit.ts";
import { and, minus, no, or, yes } from "../diagram/store.ts";
import type { RegionText } from "../finding.ts";
import type { Block, Row } from "../model/symbols.ts";

/** A block, and the region as far as its columns say it. */
export interface GapBlock {
  readonly block: Block;
  readonly region: RegionText;
}

/** The only block; else, of those in which a row can say just this region, the one whose row comes nearest (`near`), or the last. */
export function blockFor(space: Space, unit: Unit, gap: Found, region: RegionText, near: readonly Row[]): GapBlock | undefined {
  const { rule } = unit.decision;
  if (rule.kind !== "blocks") return undefined;
  const [only, ...others] = rule.blocks;
  if (only !== undefined && others.length === 0) return { block: only, region };
  const fitting = rule.blocks.filter((block) => saysJust(space, unit, gap, block));
  const nearest = near.flatMap((row) => fitting.find((block) => block.rows.includes(row)) ?? [])[0];
  const block = nearest ?? fitting.at(-1);
  return block === undefined ? undefined : { block, region: inColumns(block, region) };
}

/** Whether the cells of the block's columns, where the block applies, are the region and nothing else that can occur. */
function saysJust(space: Space, unit: Unit, gap: Found, block: Block): boolean {
  const { store } = space;
  const columns = new Set(block.kind === "decide" ? unit.decision.reads : block.columns);
  const axes = new Map(unit.axes.map((axis) => [axis.index, axis] as const));
  const own = new Map(
    [...gap.region].filter(([index]) => {
      const axis = axes.get(index);
      return axis !== undefined && columns.has(axis.variable);
    }),
  );
  const where = block.where === undefined ? yes : condFn(space, block.where, gap.context);
  const row = and(store, where, insideBox(space, yes, own));
  const wanted = insideBox(space, yes, gap.region);
  const differ = or(store, minus(store, row, wanted), minus(store, wanted, row));
  return and(store, differ, reachableIn(space, unit, gap.context)) === no;
}

/** Cells of columns that the region does not limit are `any`. */
const inColumns = (block: Block, { cells, combinations }: RegionText): RegionText => ({
  cells:
    block.kind === "decide"
      ? cells
      : block.columns.map(({ name }) => cells.find(({ variable }) => variable === name) ?? { variable: name, text: "any" }),
  combinations,
});
