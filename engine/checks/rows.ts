/** The state of each row of a unit: impossible, masked or redundant, the first that holds. */
import type { PlacedRow } from "../compile/local.ts";
import type { Space } from "../compile/space.ts";
import type { Analysis } from "../cover/analysis.ts";
import { twinsOfRow } from "../cover/rows.ts";
import { rowTestsOf } from "../cover/table/row-tests.ts";
import type { Unit } from "../cover/unit.ts";
import type { Finding } from "../finding.ts";
import { deadAlternatives } from "./dead-alternative.ts";
import { impossibleRow } from "./impossible-row.ts";
import { maskedByBoxes, maskedRow } from "./masked-row.ts";
import { redundantRows } from "./redundant-row.ts";

const stateOf = (space: Space, unit: Unit, placed: PlacedRow): Finding | undefined =>
  impossibleRow(space, unit, placed) ?? maskedRow(space, unit, placed);

/** A row that decides several variables is needed where it decides any of them; it is impossible if it is for each. */
const isStateOfAll = (space: Space, unit: Unit, placed: PlacedRow, { code }: Finding): boolean =>
  twinsOfRow(space, unit, placed).every((other) => {
    const state = stateOf(space, other.twin, other.placed);
    return state !== undefined && (code === "masked-row" || state.code === code);
  });

export function rowFindings(space: Space, unit: Unit, { overlaps }: Analysis): readonly Finding[] {
  const found: Finding[] = [];
  // Of a plain table most rows are told to be in order without a diagram.
  const tests = rowTestsOf(space, unit);
  const deciding: PlacedRow[] = [];
  for (const placed of unit.rows) {
    // What is left for `otherwise` may be nothing, which is no fault.
    if (placed.row.otherwise) continue;
    const told = tests?.stateOf(placed);
    const state = told === "decides" ? undefined : told === "masked" ? maskedByBoxes(space, unit, placed) : stateOf(space, unit, placed);
    if (state === undefined) deciding.push(placed);
    else if (isStateOfAll(space, unit, placed, state)) found.push(state);
  }
  // Of rows that contradict others nobody knows yet which is right.
  const disputed = new Set(overlaps.flatMap((overlap) => overlap.rows.map(({ row }) => row)));
  const redundant = redundantRows(
    space,
    unit,
    deciding.filter((placed) => !disputed.has(placed.row) && !tests?.isMissed(placed)),
  );
  const gone = new Set(redundant.map((one) => `${one.uri} ${one.span.start}`));
  const alive = deciding.filter(({ row }) => !gone.has(`${row.place.uri} ${row.place.span.start}`));
  return [
    ...found,
    ...redundant,
    ...alive.flatMap((placed) =>
      tests?.usesAllAlternatives(placed) ? [] : deadAlternatives(space, unit, placed, twinsOfRow(space, unit, placed)),
    ),
  ];
}
