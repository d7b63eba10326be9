/** Regions and witnesses as text: the identity of a finding and what an author reads. */
import type { Axis } from "../compile/axes.ts";
import type { RegionText } from "../finding.ts";
import type { SetVariable } from "../model/symbols.ts";
import type { Analysis, Found } from "./analysis.ts";
import { describeCells } from "./describe.ts";
import type { Unit } from "./unit.ts";

export function regionText(unit: Unit, found: Found): RegionText {
  const cells: { variable: string; text: string }[] = [];
  const seen = new Set<SetVariable>();
  for (const axis of orderOf(unit)) {
    if (axis.kind === "recorded") continue;
    const unknown = found.context.get(axis.variable);
    if (axis.kind === "member") {
      if (seen.has(axis.variable)) continue;
      seen.add(axis.variable);
      cells.push({
        variable: axis.variable.name,
        text: unknown === undefined ? membersText(unit, found, axis.variable) : (axis.variable.unknowns[unknown] ?? "?"),
      });
      continue;
    }
    const text =
      unknown === undefined
        ? describeCells(axis, found.region.get(axis.index)?.slice(0, axis.kind === "number" ? axis.cells.length : axis.size) ?? [true])
        : (axis.variable.unknowns[unknown] ?? "?");
    cells.push({ variable: axis.variable.name, text });
  }
  // A set of which no rule asks a member has no axis, and may be recorded as unknown all the same.
  for (const [variable, unknown] of found.context) {
    if (variable.kind === "set" && !seen.has(variable) && unit.variables.has(variable))
      cells.push({ variable: variable.name, text: variable.unknowns[unknown] ?? "?" });
  }
  return { cells, combinations: found.combinations };
}

/** Axes in the order of the columns, others behind them. */
function orderOf(unit: Unit): readonly Axis[] {
  const columns = unit.decision.reads;
  return [...unit.axes].sort((a, b) => place(columns.indexOf(a.variable)) - place(columns.indexOf(b.variable)) || a.index - b.index);
}

const place = (index: number): number => (index < 0 ? Number.MAX_SAFE_INTEGER : index);

/** `has a and not b`, or `any`. */
function membersText(unit: Unit, found: Found, variable: SetVariable): string {
  const parts = unit.axes.flatMap((axis) => {
    if (axis.kind !== "member" || axis.variable !== variable) return [];
    const cells = found.region.get(axis.index);
    if (cells === undefined || cells.every(Boolean)) return [];
    const label = variable.domain.leaves[axis.member]?.text ?? "";
    return [cells[1] ? `has ${label}` : `not ${label}`];
  });
  return parts.length === 0 ? "any" : parts.join(" and ");
}

/** `T3..T4, N2, PSA < 10`: a label that begins with the name of its variable speaks for itself. */
export function regionWords(region: RegionText): string {
  const telling = region.cells.filter((cell) => cell.text !== "any");
  if (telling.length === 0) return "any case";
  // Commas outside quotes part the alternatives.
  const either = (text: string) => text.split(/, (?=(?:[^"]*"[^"]*")*[^"]*$)/).join(" or ");
  return telling
    .map((cell) => (cell.text.startsWith(cell.variable) ? either(cell.text) : `${cell.variable} ${either(cell.text)}`))
    .join(", ");
}

/** `T3..T4 N2 M0`, the identity of a finding. */
export const regionKey = (region: RegionText): string => region.cells.map((cell) => cell.text).join(" ");

/** `T = T3, N = N2, M = M0`. */
export const witnessLine = (found: Found): string => found.witness.texts.map((one) => `${one.variable} = ${one.text}`).join(", ");

/** How much of the decision regions are: `12 of 220 combinations of known values`; of what lies behind unknowns there is no whole. */
export function shareOf(analysis: Analysis, regions: readonly Found[]): string {
  const count = regions.reduce((sum, found) => sum + found.combinations, 0n);
  if (regions.every(({ context }) => context.size === 0)) return `${count} of ${analysis.combinations} combinations of known values`;
  return count === 1n ? "1 combination" : `${count} combinations`;
}
