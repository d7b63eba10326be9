/** Moving among the cells of a grid with the keyboard: one of them is in the order of the Tab key, arrows lead to the others. */

export const cellAt = (view: HTMLElement, at: string): HTMLElement | undefined =>
  view.querySelector<HTMLElement>(`.cell[data-at="${CSS.escape(at)}"]`) ?? undefined;

/** Makes a cell the one that Tab leads to. */
export function moveTo(view: HTMLElement, cell: HTMLElement): void {
  for (const other of view.querySelectorAll<HTMLElement>(".cell[tabindex='0']")) other.tabIndex = -1;
  cell.tabIndex = 0;
}

/** Arrows, Home and End within the row, with Ctrl to the corners. */
export function pressed(view: HTMLElement, event: KeyboardEvent): void {
  const from = event.target instanceof HTMLElement ? event.target.dataset["at"] : undefined;
  if (from === undefined || event.altKey || event.metaKey) return;
  const [row = 0, column = 0] = from.split(",").map(Number);
  const rows = view.querySelectorAll(".stage-grid tbody tr");
  const last = { row: rows.length - 1, column: (rows[row]?.querySelectorAll(".cell").length ?? 1) - 1 };
  const to = target(event, { row, column }, last);
  if (to === undefined) return;
  const cell = cellAt(view, `${Math.min(Math.max(to.row, 0), last.row)},${Math.min(Math.max(to.column, 0), last.column)}`);
  if (cell === undefined) return;
  event.preventDefault();
  moveTo(view, cell);
  cell.focus();
}

interface Spot {
  readonly row: number;
  readonly column: number;
}

function target({ key, ctrlKey }: KeyboardEvent, { row, column }: Spot, last: Spot): Spot | undefined {
  switch (key) {
    case "ArrowUp":
      return { row: row - 1, column };
    case "ArrowDown":
      return { row: row + 1, column };
    case "ArrowLeft":
      return { row, column: column - 1 };
    case "ArrowRight":
      return { row, column: column + 1 };
    case "Home":
      return { row: ctrlKey ? 0 : row, column: 0 };
    case "End":
      return { row: ctrlKey ? last.row : row, column: last.column };
    default:
      return undefined;
  }
}
