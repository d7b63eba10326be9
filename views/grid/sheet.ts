/**
 * A stage grid in words: what stands in each cell, the reasons below it and the key. HTML and Markdown write this one
 * sheet, so that they cannot say different things.
 */
import type { DecisionSummary, Grid, GridCell, GridColumn, Outcome, Possible } from "#engine";
import { unreachable } from "../unreachable.ts";
import { lightRamp } from "./style.ts";

/** How a cell looks. Every look has a word of its own in the cell, so that nothing is told by colour alone. */
export type Look = "value" | "several" | "none" | "excluded" | "gap" | "unfilled" | "overlap" | "invalid";

export interface SheetCell {
  readonly look: Look;
  readonly text: string;
  /** A step of colour, 0 the mildest; only where one result stands. */
  readonly level: number | undefined;
  /** True where a gap or an overlap is among several outcomes. */
  readonly holds: boolean;
  /** The reason, counted from 1 in the notes of the sheet. */
  readonly note: number | undefined;
  /** Positions in the lines of the grid. */
  readonly lines: readonly number[];
}

export interface SheetKey {
  readonly look: Look;
  readonly level: number | undefined;
  readonly text: string;
}

export interface Sheet {
  readonly grid: Grid;
  readonly title: string;
  readonly caption: string;
  readonly cells: readonly (readonly SheetCell[])[];
  readonly notes: readonly string[];
  readonly key: readonly SheetKey[];
  /** What the checker proved of the whole decision, beyond what is drawn. */
  readonly whole: string | undefined;
}

const lastLevel = lightRamp.fills.length - 1;

export function sheetOf(grid: Grid, whole?: DecisionSummary): Sheet {
  const notes: string[] = [];
  const noteOf = (text: string | undefined): number | undefined => {
    if (text === undefined || text === "") return undefined;
    const known = notes.indexOf(text);
    return known >= 0 ? known + 1 : notes.push(text);
  };
  const levels = new Map(grid.levels.map(({ text, level }) => [text, Math.round(level * lastLevel)]));
  const cells = grid.cells.map((row) => row.map((cell) => sheetCell(cell, levels, noteOf)));
  return {
    grid,
    title: grid.title ?? grid.decision,
    caption: captionOf(grid),
    cells,
    notes,
    key: keyOf(grid, cells.flat(), levels),
    whole: whole && wholeText(whole),
  };
}

/** `T (down) and N (across), with M = M0` */
function captionOf({ decision, down, across, held }: Grid): string {
  const axes = across === undefined ? columnName(down) : `${columnName(down)} (down) and ${columnName(across)} (across)`;
  const at = held.map(({ column, at }) => `${column.name} ${at === "any" ? "any known value" : `= ${at}${unitOf(column)}`}`);
  return `${decision} by ${axes}${at.length === 0 ? "" : `, with ${at.join(", ")}`}`;
}

/** `PSA in ng/mL` */
export const columnName = ({ name, unit }: GridColumn): string => (unit === undefined ? name : `${name} in ${unit}`);

const unitOf = ({ unit }: GridColumn): string => (unit === undefined ? "" : ` ${unit}`);

// ----------------------------------------------------------------------- cells

function sheetCell(
  cell: GridCell,
  levels: ReadonlyMap<string, number>,
  noteOf: (text: string | undefined) => number | undefined,
): SheetCell {
  const { outcome, lines, unfilled } = cell;
  const base = { lines, level: undefined, holds: false, note: undefined };
  switch (outcome.kind) {
    case "assigned":
      return { ...base, look: "value", text: outcome.value.text, level: levels.get(outcome.value.text) };
    case "undetermined":
      return {
        ...base,
        look: "several",
        text: either(outcome.possible.map(possibleText)),
        holds: outcome.possible.some((one) => one.kind === "uncovered" || one.kind === "conflict"),
        note: noteOf(openNote(outcome)),
      };
    case "none":
      return { ...base, look: "none", text: "none", note: noteOf(outcome.why) };
    case "excluded":
      return { ...base, look: "excluded", text: "excluded", note: noteOf(outcome.reasons.join("; ")) };
    case "uncovered":
      return unfilled ? { ...base, look: "unfilled", text: "???" } : { ...base, look: "gap", text: "gap" };
    case "conflict":
      return { ...base, look: "overlap", text: `overlap: ${outcome.values.join(" or ")}` };
    case "invalid":
      return { ...base, look: "invalid", text: "no such case", note: noteOf(outcome.problems.join("; ")) };
    default:
      return unreachable(outcome);
  }
}

function possibleText(possible: Possible): string {
  switch (possible.kind) {
    case "value":
    case "none":
    case "excluded":
    case "invalid":
      return possible.text;
    case "uncovered":
      return "gap";
    case "conflict":
      return "overlap";
    default:
      return unreachable(possible);
  }
}

/** `I, II or IV` */
const either = (texts: readonly string[]): string =>
  texts.length < 2 ? `${texts[0] ?? ""}?` : `${texts.slice(0, -1).join(", ")} or ${texts.at(-1)}`;

/** Why one result is not certain although it is the only one, or the set may be too large. */
function openNote(outcome: Extract<Outcome, { kind: "undetermined" }>): string | undefined {
  const notes = [
    ...(outcome.atMost ? ["at most these: the rules are too large here to tell it exactly"] : []),
    ...(outcome.needs.length > 0 ? [`not determined until ${outcome.needs.join(" and ")} is known`] : []),
  ];
  return notes.length === 0 ? undefined : notes.join("; ");
}

// ------------------------------------------------------------------------- key

const lookText: Readonly<Record<Exclude<Look, "value">, string>> = {
  several: "several are possible",
  none: "none: the rules say that there is none",
  excluded: "excluded: cannot occur",
  gap: "gap: no row covers it",
  unfilled: "???: a row whose result is still to be filled in",
  overlap: "overlap: rows give different results",
  invalid: "no such case: these values contradict each other",
};

function keyOf(grid: Grid, cells: readonly SheetCell[], levels: ReadonlyMap<string, number>): readonly SheetKey[] {
  const assigned = new Set(cells.filter(({ look }) => look === "value").map(({ text }) => text));
  const values = grid.levels
    .filter(({ text }) => assigned.has(text))
    .map(({ text }): SheetKey => ({ look: "value", text, level: levels.get(text) }));
  const looks = (Object.keys(lookText) as Exclude<Look, "value">[]).filter((look) => cells.some((cell) => cell.look === look));
  return [...values, ...looks.map((look): SheetKey => ({ look, text: lookText[look], level: undefined }))];
}

// ----------------------------------------------------------------------- whole

function wholeText({ decision, combinations, covered, excluded, gaps, overlaps, analysed }: DecisionSummary): string {
  if (!analysed) return `${decision} as a whole has not been analysed: neither gaps nor overlaps are ruled out.`;
  const parts = [
    `${grouped(covered)} covered`,
    ...(excluded === 0n ? [] : [`${grouped(excluded)} excluded`]),
    gaps === 0n ? "no gap" : `${grouped(gaps)} not covered`,
    overlaps === 0n ? "no overlap" : `${grouped(overlaps)} in conflict`,
  ];
  return `All of ${decision}: ${grouped(combinations)} combinations of known values, ${parts.join(", ")}.`;
}

/** 60000 as `60,000`. */
const grouped = (count: bigint): string => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
