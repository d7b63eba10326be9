/** A stage grid as Markdown: a table that reads well as plain text too. */
import type { DecisionSummary, Grid } from "#engine";
import { escapeMarkdown } from "../html.ts";
import { columnName, type Sheet, type SheetCell, sheetOf } from "./sheet.ts";

export function gridMarkdown(grid: Grid, whole?: DecisionSummary): string {
  const sheet = sheetOf(grid, whole);
  const paragraphs = [
    `## ${escapeMarkdown(sheet.title)}`,
    `${escapeMarkdown(sheet.caption)}.`,
    tableText(sheet),
    ...(sheet.notes.length === 0 ? [] : [sheet.notes.map((note, index) => `${index + 1}. ${escapeMarkdown(note)}`).join("\n")]),
    ...(sheet.whole === undefined ? [] : [escapeMarkdown(sheet.whole)]),
  ];
  return `${paragraphs.join("\n\n")}\n`;
}

function tableText({ grid, cells }: Sheet): string {
  const { down, across, decision } = grid;
  const corner = across === undefined ? columnName(down) : `${columnName(down)} ↓ ${columnName(across)} →`;
  const head = [corner, ...(across?.entries.map(({ text }) => text) ?? [decision])].map(escapeMarkdown);
  const rows = down.entries.map(({ text }, at) => [`**${escapeMarkdown(text)}**`, ...(cells[at] ?? []).map(cellText)]);
  const widths = head.map((_, at) => Math.max(3, ...[head, ...rows].map((row) => row[at]?.length ?? 0)));
  const line = (parts: readonly string[]): string => `| ${parts.map((part, at) => part.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  return [line(head), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...rows.map(line)].join("\n");
}

/** Gaps and overlaps stand out in bold; a number in brackets leads to the reason below. */
function cellText({ look, text, holds, note }: SheetCell): string {
  const plain = escapeMarkdown(text);
  const strong = holds || look === "gap" || look === "overlap" || look === "unfilled" ? `**${plain}**` : plain;
  return note === undefined ? strong : `${strong} (${note})`;
}
