/** `overlap`: combinations to which rows with different results apply. */

import type { PlacedRow } from "../compile/local.ts";
import type { Space } from "../compile/space.ts";
import type { Analysis, Found } from "../cover/analysis.ts";
import { regionKey, regionText, regionWords, shareOf, witnessLine } from "../cover/region-text.ts";
import type { Finding } from "../finding.ts";
import { lineToken } from "../incremental.ts";
import { finding } from "../model/problems.ts";
import type { Result } from "../model/symbols.ts";
import { toDecimalText } from "../number/rational.ts";
import { mostRegions } from "./gap.ts";
import { sharedPointOf } from "./neighbours.ts";

export function overlapFindings(space: Space, analysis: Analysis): readonly Finding[] {
  const byRows = new Map<string, Found[]>();
  for (const found of analysis.overlaps) {
    const key = found.rows.map(({ row }) => row.id).join();
    byRows.set(key, [...(byRows.get(key) ?? []), found]);
  }
  const groups = [...byRows.values()];
  const told = groups.slice(0, mostRegions).map((group) => overlapFinding(space, analysis, group));
  if (groups.length <= mostRegions) return told;
  const { unit } = analysis;
  return [
    ...told,
    finding(
      "overlap",
      unit.place.uri,
      unit.place.span,
      `${groups.length - mostRegions} more sets of rows of ${unit.title} contradict each other. Mend the first ones, then look again.`,
      `overlap ${unit.title} more`,
    ),
  ];
}

export const resultText = (result: Result): string => {
  switch (result.kind) {
    case "label":
      return result.node.text;
    case "number":
      return toDecimalText(result.value);
    case "none":
      return "none";
    case "hole":
      return "???";
  }
};

function overlapFinding(space: Space, analysis: Analysis, group: readonly Found[]): Finding {
  const { unit } = analysis;
  const first = group[0] as Found;
  // The finding stands at the last row of the file that is checked; rows of files that it uses come before.
  const elsewhere = (placed: PlacedRow) => Number(placed.row.place.uri !== space.model.uri);
  const rows = [...first.rows].sort((a, b) => elsewhere(b) - elsewhere(a) || a.row.place.span.start - b.row.place.span.start);
  const last = rows[rows.length - 1];
  const place = last?.row.place ?? unit.place;
  const results = [...new Set(rows.map(({ row }) => resultText(row.result)))];
  const regions = group.map((found) => regionText(unit, found));
  const named = regions.slice(0, 3).map(regionWords).join("; or ");
  const shared = sharedPointOf(space, unit, first);
  const advice =
    shared === undefined || shared.changes.length === 0 ? "" : ` Both take the point where they meet: ${shared.changes.join(" or ")}.`;
  const lines = rows.map((placed) => `${lineToken(placed.row.place)} says ${resultText(placed.row.result)}`).join(", ");
  return {
    ...finding(
      "overlap",
      place.uri,
      place.span,
      `Rows give ${unit.title} different results for ${named} (${shareOf(analysis, group)}): ${lines}. For example: ${witnessLine(first)}.${advice}`,
      `overlap ${unit.title} ${results.join("/")} ${regionKey(regionText(unit, first))}`,
      {
        related: rows.slice(0, -1).map(({ row }) => ({ ...row.place, message: `this row says ${resultText(row.result)}` })),
        fixes: shared?.fixes ?? [],
      },
    ),
    regions,
    witness: first.witness.texts,
  };
}
