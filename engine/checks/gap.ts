/** `gap`: combinations of known values, not excluded, for which no row gives anything. */

import type { Space } from "../compile/space.ts";
import type { Analysis, Found } from "../cover/analysis.ts";
import { condHolds } from "../cover/holds.ts";
import { regionKey, regionText, regionWords, shareOf, witnessLine } from "../cover/region-text.ts";
import type { Finding, RegionText, Related } from "../finding.ts";
import { excludeFix, insertRowFix } from "../fixes/regions.ts";
import { finding } from "../model/problems.ts";
import type { Cond, Row } from "../model/symbols.ts";
import { blockFor, type GapBlock } from "./gap-block.ts";
import { type Neighbours, sliverOf } from "./neighbours.ts";

/** More than this many regions are told as one finding more. */
export const mostRegions = 20;

export function gapFindings(space: Space, analysis: Analysis): readonly Finding[] {
  const told = analysis.gaps.slice(0, mostRegions).map((gap) => gapFinding(space, analysis, gap));
  const rest = analysis.gaps.slice(mostRegions);
  if (rest.length === 0) return told;
  const { unit } = analysis;
  const count = rest.reduce((sum, gap) => sum + gap.combinations, 0n);
  return [
    ...told,
    finding(
      "gap",
      unit.place.uri,
      unit.place.span,
      `${rest.length} more regions of ${unit.title} are not covered (${count} combinations). Close the larger ones first.`,
      `gap ${unit.title} more`,
    ),
  ];
}

function gapFinding(space: Space, analysis: Analysis, gap: Found): Finding {
  const { unit } = analysis;
  const region = regionText(unit, gap);
  const named = regionWords(region);
  const sliver = sliverOf(space, unit, gap);
  const message = `No row gives ${unit.title} for ${named} (${shareOf(analysis, [gap])}). For example: ${witnessLine(gap)}.${sliver === undefined ? "" : ` ${sliverAdvice(sliver)}`}`;
  const near = sliver === undefined ? nearRows(space, analysis, gap) : [];
  const rows = sliver === undefined ? near.map(({ row }) => row) : sliver.rows.map(({ row }) => row);
  const related =
    sliver === undefined ? near.map(({ related }) => related) : rows.map((row) => ({ ...row.place, message: "this row ends at it" }));
  const into = blockFor(space, unit, gap, region, rows);
  const place = into !== undefined && into.block.place.uri === unit.place.uri ? into.block.headPlace : unit.place;
  return {
    ...finding("gap", place.uri, place.span, message, `gap ${unit.title} ${regionKey(region)}`, { related }),
    regions: [region],
    witness: gap.witness.texts,
    fixes: [...(sliver?.fixes ?? []), ...(into === undefined ? [] : regionFixes(space, analysis, into, region))],
  };
}

const sliverAdvice = ({ changes, apart }: Neighbours): string => {
  const change = changes.length === 0 ? "let one of them reach the other" : changes.join(" or ");
  return apart === undefined
    ? `It lies between two rows: ${change}.`
    : `It lies between two rows: ${change}; or, if values come in steps of ${apart}, declare 'step ${apart}'.`;
};

/** A row or an exclude for the region. */
function regionFixes(space: Space, { unit }: Analysis, { block, region: row }: GapBlock, region: RegionText): Finding["fixes"] {
  const source = space.model.sources.find((one) => one.uri === block.place.uri);
  if (source === undefined) return [];
  const variableOf = (name: string) => [...unit.variables].find((variable) => variable.name === name);
  const exclude = block.kind === "factor" ? [] : excludeFix(source, block, region, variableOf);
  return [...insertRowFix(source, block, row, variableOf), ...exclude];
}

interface Near {
  readonly row: Row;
  readonly far: number;
  readonly related: Related;
}

/** Rows that fail at the witness in one cell only. */
function nearRows(space: Space, analysis: Analysis, gap: Found): readonly Near[] {
  const near: Near[] = [];
  for (const { block, row } of analysis.unit.rows) {
    if (row.otherwise || (block?.where !== undefined && !condHolds(space, block.where, gap.witness.cells))) continue;
    const failed = row.terms.filter((term) => !condHolds(space, term.cond, gap.witness.cells));
    const [only] = failed;
    if (only === undefined || failed.length > 1) continue;
    const written = sourceText(space, row.place.uri, only.span.start, only.span.end);
    const name = only.variables[0]?.name ?? "";
    const message = `this row nearly covers it: only ${written.startsWith(name) ? written : `${name} ${written}`} does not fit`;
    near.push({ row, far: distanceTo(space, only.cond, gap), related: { ...row.place, message } });
  }
  return near.sort((a, b) => a.far - b.far).slice(0, 3);
}

/** How many labels lie between the witness and what a cell allows; a cell that names only an unknown is farthest. */
function distanceTo(space: Space, cond: Cond, gap: Found): number {
  if (cond.kind !== "leaf") return cond.kind === "number" ? 1 : 2;
  const axis = space.axes.leaf.get(cond.variable);
  const at = axis === undefined ? 0 : (gap.witness.cells.get(axis.index) ?? 0);
  return cond.allowed.reduce((least, allowed, leaf) => (allowed ? Math.min(least, Math.abs(leaf - at)) : least), Number.POSITIVE_INFINITY);
}

export function sourceText(space: Space, uri: string, start: number, end: number): string {
  return (
    space.model.sources
      .find((source) => source.uri === uri)
      ?.text.slice(start, end)
      .trim() ?? ""
  );
}
