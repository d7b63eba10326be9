/**
 * What can be said of single rows by brute force: rows and alternatives that match nothing that can occur, rows that
 * rows asked before them take, labels that nothing reaches. Whether a row is redundant is asked by taking it out (claims/rows.ts).
 */
import type { Alternative } from "#grammar";
import { attainedBy, type Combination, combinationsOf, isKnown } from "./combinations.ts";
import { alternativeHolds, holds, type Point, type Value } from "./conditions.ts";
import { cutAlternative, isNamed } from "./mentions.ts";
import type { Block, Decision, RuleRow, Scheme, Variable } from "./model.ts";
import { type Ending, endingOf, rowHolds, type Verdict } from "./outcomes.ts";
import { knownValues, namedIn } from "./space.ts";

export interface RowsOfUnit {
  /** Without `otherwise` rows, of which nothing is told. */
  readonly rows: readonly RuleRow[];
  /** Rows by where they stand. */
  readonly impossible: ReadonlySet<number>;
  readonly masked: ReadonlySet<number>;
  /** Rows that contradict others somewhere. */
  readonly disputed: ReadonlySet<number>;
  /** Rows that apply nowhere alone, everything being known. */
  readonly accompanied: ReadonlySet<number>;
  /** Leaves of a decided category that nothing comes to. */
  readonly unreached: readonly string[];
  /** The rules derive nothing somewhere, so that a record may give any label there. */
  readonly mayBeGiven: boolean;
  /** Whether an alternative of one of a row's cells never counts beside the others. */
  readonly isDead: (row: RuleRow, cell: number, one: Alternative, others: readonly Alternative[]) => boolean;
}

/** Undefined where there are more combinations than `limit`. */
export function rowsOfUnit(scheme: Scheme, unit: Decision, limit: number): RowsOfUnit | undefined {
  const { rule } = unit;
  if (rule.kind !== "blocks") return undefined;
  const combinations = combinationsOf(scheme, unit, limit);
  const attained = attainedBy(scheme, unit, limit);
  if (combinations === undefined || attained === undefined) return undefined;
  const seen: Seen = { scheme, unit, combinations };
  const placed = rule.blocks.flatMap((block) => block.rows.filter((row) => !row.otherwise).map((row) => ({ block, row })));
  const where = (is: (block: Block, row: RuleRow) => boolean): ReadonlySet<number> =>
    new Set(placed.filter(({ block, row }) => is(block, row)).map(({ row }) => row.start));
  return {
    rows: placed.map(({ row }) => row),
    impossible: where((block, row) => !canApply(seen, block, row)),
    masked: where((block, row) => isTaken(seen, block, row)),
    disputed: where((block, row) =>
      combinations.some(({ point, excluded, verdict }) => !excluded && verdict.kind === "conflict" && applies(scheme, block, row, point)),
    ),
    accompanied: where((block, row) =>
      combinations
        .filter((one) => isKnown(one) && applies(scheme, block, row, one.point))
        .every(({ point }) => placed.some((other) => other.row !== row && applies(scheme, other.block, other.row, point))),
    ),
    unreached: unreachedLabels(scheme.variables.get(unit.name) as Variable, attained),
    mayBeGiven: attained.some(({ kind }) => kind === "none" || kind === "uncovered"),
    isDead: ({ start }, at, one, others) => {
      const { block, row } = placed.find((found) => found.row.start === start) as (typeof placed)[number];
      return isDead(seen, block, row, at, one, others);
    },
  };
}

/** What can be said of one row over all that it decides: it is needed where it decides any of them. */
export interface RowOfAll {
  readonly impossible: boolean;
  readonly masked: boolean;
  readonly disputed: boolean;
  readonly accompanied: boolean;
  readonly dead: readonly number[];
}

export function rowOfAll(each: readonly RowsOfUnit[], row: RuleRow): RowOfAll {
  const { start } = row;
  return {
    impossible: each.every((one) => one.impossible.has(start)),
    masked: each.every((one) => one.impossible.has(start) || one.masked.has(start)),
    disputed: each.some((one) => one.disputed.has(start)),
    accompanied: each.every((one) => one.accompanied.has(start)),
    dead: deadAlternatives(each, row),
  };
}

interface Seen {
  readonly scheme: Scheme;
  readonly unit: Decision;
  readonly combinations: readonly Combination[];
}

const applies = (scheme: Scheme, block: Block, row: RuleRow, point: Point): boolean =>
  (block.where === undefined || holds(block.where, point, scheme.variables)) && rowHolds(scheme, row, point);

/** Whether a row applies to something that can occur and is not excluded. */
const canApply = ({ scheme, combinations }: Seen, block: Block, row: RuleRow): boolean =>
  combinations.some(({ point, excluded }) => !excluded && applies(scheme, block, row, point));

/** Whether rows that the policy asks before a row, one or several, apply wherever it does. */
function isTaken({ scheme, unit, combinations }: Seen, block: Block, row: RuleRow): boolean {
  const before = askedBefore(scheme.variables.get(unit.name) as Variable, block, row);
  return (
    before.length > 0 &&
    combinations.every(({ point }) => !applies(scheme, block, row, point) || before.some((one) => applies(scheme, block, one, point)))
  );
}

function askedBefore(variable: Variable, block: Block, row: RuleRow): readonly RuleRow[] {
  const earlier = block.rows.slice(0, block.rows.indexOf(row));
  if (block.policy === "unique") return [];
  if (block.policy === "first") return earlier;
  const own = gravity(endingOf(variable, row));
  return block.rows.filter((one) => {
    const other = gravity(endingOf(variable, one));
    return one !== row && !one.otherwise && (other > own || (other === own && earlier.includes(one)));
  });
}

/** `none` loses to every label; a leaf wins over its parent. */
const gravity = (ending: Ending): number => {
  if (ending.kind === "number") return ending.value;
  return ending.kind === "label" ? ending.lo + 1 / (ending.hi - ending.lo + 1) : Number.NEGATIVE_INFINITY;
};

/** Alternatives that match nothing that can occur, or nothing that those beside them leave; of two alike the first stays. */
function deadAlternatives(each: readonly RowsOfUnit[], row: RuleRow): readonly number[] {
  return row.cells.flatMap((cell, at) => {
    if (cell.kind !== "alternatives" || cell.negated || cell.alternatives.length < 2) return [];
    let alive = [...cell.alternatives];
    for (const one of [...cell.alternatives].reverse()) {
      const others = alive.filter((other) => other !== one);
      if (others.length > 0 && each.every((unit) => unit.isDead(row, at, one, others))) alive = others;
    }
    return cell.alternatives.filter((one) => !alive.includes(one)).map((one) => one.start);
  });
}

function isDead(seen: Seen, block: Block, row: RuleRow, at: number, one: Alternative, others: readonly Alternative[]): boolean {
  const cells = row.cells.map((cell, index) => (index === at && cell.kind === "alternatives" ? { ...cell, alternatives: [one] } : cell));
  const variable = seen.scheme.variables.get(row.columns[at] as string) as Variable;
  return !canApply(seen, block, { ...row, cells }) || isCovered(seen, variable, one, others);
}

/** A row may apply, too, where another row names an unknown. */
function isCovered({ scheme, unit }: Seen, variable: Variable, one: Alternative, others: readonly Alternative[]): boolean {
  const named = namedIn(scheme, [unit]);
  const bounds = [one, ...others].flatMap((alternative) => [...boundsOf(alternative)]);
  const values: readonly Value[] = [
    ...knownValues(variable, bounds),
    ...variable.unknowns.filter((unknown) => isNamed(named, variable.name, unknown)),
  ];
  return values.every(
    (value) => !alternativeHolds(variable, one, value) || others.some((other) => alternativeHolds(variable, other, value)),
  );
}

function boundsOf(alternative: Alternative): ReadonlySet<number> {
  const cuts = new Set<number>();
  cutAlternative(cuts, alternative);
  return cuts;
}

/** Leaves that no case comes to, itself or through a parent. */
function unreachedLabels(variable: Variable, attained: readonly Verdict[]): readonly string[] {
  if (variable.kind !== "category") return [];
  const reached = attained.flatMap((verdict) => (verdict.kind === "label" ? [verdict] : []));
  const leaves = Array.from({ length: variable.size }, (_, leaf) => leaf);
  return leaves
    .filter((leaf) => !reached.some(({ lo, hi }) => lo <= leaf && leaf < hi))
    .map((leaf) => [...variable.nodes].reverse().find(({ lo, hi }) => lo === leaf && hi === leaf + 1)?.text ?? "");
}
