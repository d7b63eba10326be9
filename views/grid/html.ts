/**
 * A stage grid as HTML: for the side view, where cells are buttons that lead to their rows, and as a document of its
 * own without scripts. Whatever is told by colour or pattern is told in words too.
 */
import type { DecisionSummary, Grid, GridColumn, GridEntry } from "#engine";
import { type Html, html } from "../html.ts";
import { columnName, type Sheet, type SheetCell, sheetOf } from "./sheet.ts";
import { gridStyle } from "./style.ts";

/** The inside of the side view; `gridStyle` is its style. */
export function gridView(grid: Grid, whole?: DecisionSummary, troubles: readonly string[] = []): Html {
  const sheet = sheetOf(grid, whole);
  return html`${headOf(sheet)}
${choices(sheet)}
${tableOf(sheet, true)}
<p id="told" class="told" aria-live="polite"></p>
<p id="lit" class="quiet" role="status"></p>
${below(sheet)}
${troubles.length > 0 && troublesOf(troubles)}
<p class="exports"><button type="button" data-export="html">Export as HTML</button> <button type="button" data-export="md">Export as Markdown</button></p>`;
}

/** Why there is no grid, and the mistakes that stand in its way; each leads to its place. */
export const gridRefusal = (reason: string, problems: readonly string[]): Html => html`<h1>No grid</h1>
<p class="notice" role="status">${reason}</p>
${problems.length > 0 && html`<ul>${problems.map((problem, at) => html`<li><button type="button" class="link" data-problem="${at}">${problem}</button></li>`)}</ul>`}`;

/** One file that needs nothing else, to print or to send. */
export function gridDocument(grid: Grid, whole?: DecisionSummary): string {
  const sheet = sheetOf(grid, whole);
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${sheet.title}${grid.scheme !== undefined && `, ${grid.scheme}`}</title>
<style>${{ html: gridStyle }}</style>
</head>
<body class="alone">
<main>
${headOf(sheet)}
${tableOf(sheet, false)}
${below(sheet)}
<p class="quiet">Drawn from the rules by Stagewright. Not for clinical use without review by a qualified clinician.</p>
</main>
</body>
</html>
`.html;
}

const headOf = ({ title, grid }: Sheet): Html =>
  html`<h1>${title}${grid.scheme !== undefined && html` <span class="quiet">${grid.scheme}</span>`}</h1>`;

// ----------------------------------------------------------------------- table

function tableOf(sheet: Sheet, live: boolean): Html {
  const { grid, cells, caption } = sheet;
  const { down, across, decision } = grid;
  const heads =
    across === undefined
      ? html`<th scope="col">${decision}</th>`
      : across.entries.map((entry, at) => html`<th scope="col" class="${startsGroup(across, at)}">${entryOf(entry)}</th>`);
  const rows = down.entries.map(
    (entry, at) => html`<tr class="${startsGroup(down, at)}"><th scope="row">${entryOf(entry)}</th>${(cells[at] ?? []).map(
      (cell, beside) => (live ? liveCell(sheet, cell, at, beside) : html`<td class="${looksOf(cell)}">${wordsOf(sheet, cell)}</td>`),
    )}</tr>
`,
  );
  // A document that scrolls must be reachable by keyboard; in the view the cells are.
  const region = html` role="region" aria-label="${caption}" tabindex="0"`;
  return html`<div class="scroll"${!live && region}><table class="stage-grid">
<caption>${caption}</caption>
<thead><tr><td class="corner"><span class="axis-down">${columnName(down)} ↓</span>${across !== undefined && html` <span class="axis-across">${columnName(across)} →</span>`}</td>${heads}</tr></thead>
<tbody>
${rows}</tbody>
</table></div>`;
}

/** A line where a group of labels begins or ends: between `Tis` and `T1a`, not between `T2` and `T3`. */
const startsGroup = ({ entries }: GridColumn, at: number): string => {
  const [before, here] = [entries[at - 1], entries[at]];
  return before !== undefined && here !== undefined && before.group !== here.group ? "starts" : "";
};

const entryOf = ({ text, title }: GridEntry): Html => html`${text}${title !== undefined && html`<span class="what">${title}</span>`}`;

/** Only the first cell is in the order of the Tab key; arrows lead from there to the others. */
const liveCell = (sheet: Sheet, cell: SheetCell, at: number, beside: number): Html =>
  html`<td class="${looksOf(cell)}"><button type="button" class="cell" data-at="${at},${beside}" data-lines="${cell.lines.join(" ")}" tabindex="${
    at === 0 && beside === 0 ? 0 : -1
  }">${wordsOf(sheet, cell)}<span class="mark" aria-hidden="true"></span></button></td>`;

const looksOf = ({ look, level, holds }: SheetCell): string =>
  [look, ...(level === undefined ? [] : [`level-${level}`]), ...(holds ? ["holds"] : [])].join(" ");

function wordsOf({ notes, grid }: Sheet, { text, note, lines }: SheetCell): Html {
  const reason = note === undefined ? undefined : notes[note - 1];
  const rows = lines.flatMap((at) => grid.lines[at] ?? []).map(({ line, text: row }) => `line ${line}: ${row}`);
  const title = [...(reason === undefined ? [] : [reason]), ...rows].join("\n");
  return html`<span class="says" title="${title}">${text}${note !== undefined && html`<sup><span class="spoken">, note </span>${note}</sup>`}</span>`;
}

// ----------------------------------------------------------------------- below

const below = ({
  notes,
  key,
  whole,
}: Sheet): Html => html`${notes.length > 0 && html`<ol class="notes" aria-label="Notes">${notes.map((note) => html`<li>${note}</li>`)}</ol>`}
<h2>Key</h2>
<ul class="key">${key.map(({ look, level, text }) => html`<li><span class="swatch ${look}${level !== undefined && ` level-${level}`}" aria-hidden="true"></span>${text}</li>`)}</ul>
${whole !== undefined && html`<p class="whole">${whole}</p>`}`;

/** Gaps and overlaps may lie where the other columns are held at something else: each can be brought into view. */
const troublesOf = (troubles: readonly string[]): Html => html`<h2>Gaps and overlaps</h2>
<ul class="troubles">${troubles.map((message, at) => html`<li>${message} <button type="button" data-trouble="${at}" aria-label="Show in the grid: ${message}">Show in the grid</button></li>`)}</ul>`;

// --------------------------------------------------------------------- choices

function choices({ grid }: Sheet): Html {
  const { decisions, decision, columns, down, across, held } = grid;
  const axes = columns.filter((one) => !one.tooLong).map((one) => one.name);
  return html`<form class="choices" aria-label="What is drawn">
${decisions.length > 1 && select("decision", "Decision", decisions, decision)}
${select("down", "Down", axes, down.name)}
${across !== undefined && select("across", "Across", axes, across.name)}
${across !== undefined && html`<button type="button" data-swap>Swap</button>`}
${held.map(({ column, at }) => select(`where.${column.name}`, columnName(column), heldOptions(column, at), at))}
</form>`;
}

/** Every value, the parents of labels, and whatever it is held at now. */
function heldOptions({ entries, parents }: GridColumn, at: string): readonly string[] {
  const known = ["any", ...entries.map(({ text }) => text), ...parents];
  return known.includes(at) ? known : [...known, at];
}

const select = (name: string, label: string, options: readonly string[], chosen: string): Html =>
  html`<label>${label} <select name="${name}">${options.map(
    (option) => html`<option value="${option}"${option === chosen && { html: " selected" }}>${option}</option>`,
  )}</select></label>`;
