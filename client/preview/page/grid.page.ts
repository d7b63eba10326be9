/**
 * The page of the stage grid: shows the table that the language server drew, keeps focus and scrolling while it is
 * drawn anew, leads from cells to their rows, and lights the cells of the row at the cursor.
 */
import { gridStyle } from "#views";
import { cellAt, moveTo, pressed } from "./cells.ts";
import { connect, type Host, type Page } from "./host.ts";
import type { PlaceOnPage } from "./messages.ts";

/** What the server answers to `stagewright/grid`. */
interface Content {
  readonly html: string;
  readonly lines: readonly PlaceOnPage[];
  readonly head: PlaceOnPage | undefined;
  readonly problems: readonly PlaceOnPage[];
  readonly troubles: readonly Wishes[];
  readonly wishes: Wishes;
  readonly unfinished: boolean;
}

interface Wishes {
  readonly decision?: string;
  readonly down?: string;
  readonly across?: string;
  readonly where?: Readonly<Record<string, string>>;
}

/** How long to wait before asking again for what was not done, in milliseconds. */
const later = 800;

connect((host): Page => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(gridStyle);
  document.adoptedStyleSheets = [sheet];
  const view = document.getElementById("view") as HTMLElement;
  let content: Content | undefined;
  let cursor: { readonly uri: string; readonly line: number } | undefined;
  view.addEventListener("change", ({ target }) => target instanceof HTMLSelectElement && host.wish(wishesIn(view, target.name)));
  view.addEventListener("click", ({ target }) => target instanceof Element && content && clicked(host, view, content, target));
  view.addEventListener("keydown", (event) => pressed(view, event));
  view.addEventListener("focusin", ({ target }) => target instanceof HTMLElement && tell(view, target));
  view.addEventListener("submit", (event) => event.preventDefault());
  return {
    show: ({ content: fresh }) => {
      if (fresh === null) {
        content = undefined;
        return view.replaceChildren("This file is not there any more.");
      }
      const before = content?.html;
      content = fresh as Content;
      if (content.html !== before) replace(view, content.html);
      light(view, content, cursor);
      if (content.unfinished) setTimeout(() => content?.unfinished && host.wish(content.wishes), later);
    },
    unavailable: (message) => {
      content = undefined;
      view.replaceChildren(message);
    },
    cursor: (uri, line) => {
      cursor = { uri, line };
      if (content !== undefined) light(view, content, cursor);
    },
  };
});

// -------------------------------------------------------------------- drawing

/** Draws anew without losing the place: what had the focus has it again, and nothing scrolls. */
function replace(view: HTMLElement, html: string): void {
  const focus =
    document.activeElement instanceof HTMLElement && view.contains(document.activeElement) ? markOf(document.activeElement) : undefined;
  const [x, y, sideways] = [window.scrollX, window.scrollY, view.querySelector(".scroll")?.scrollLeft ?? 0];
  const active = view.querySelector<HTMLElement>(".cell[tabindex='0']")?.dataset["at"];
  // The server escapes all that is not its own.
  view.innerHTML = html;
  const scrolled = view.querySelector(".scroll");
  if (scrolled !== null) scrolled.scrollLeft = sideways;
  window.scrollTo(x, y);
  const cell = active === undefined ? undefined : cellAt(view, active);
  if (cell !== undefined) moveTo(view, cell);
  if (focus !== undefined) view.querySelector<HTMLElement>(focus)?.focus({ preventScroll: true });
}

/** A selector that finds the same thing in the next drawing. */
function markOf(element: HTMLElement): string | undefined {
  const { at, export: format, trouble } = element.dataset;
  if (trouble !== undefined) return `[data-trouble="${trouble}"]`;
  if (at !== undefined) return `[data-at="${CSS.escape(at)}"]`;
  if (format !== undefined) return `[data-export="${format}"]`;
  if (element.dataset["swap"] !== undefined) return "[data-swap]";
  return element instanceof HTMLSelectElement ? `select[name="${CSS.escape(element.name)}"]` : undefined;
}

/** The cells of the row at the cursor are marked, and their number is told. */
function light(view: HTMLElement, { lines }: Content, cursor: { readonly uri: string; readonly line: number } | undefined): void {
  const isHere = ({ uri, range }: PlaceOnPage): boolean =>
    cursor !== undefined && uri === cursor.uri && range.start.line <= cursor.line && cursor.line <= range.end.line;
  const here = new Set(lines.flatMap((place, at) => (isHere(place) ? [String(at)] : [])));
  let count = 0;
  for (const cell of view.querySelectorAll<HTMLElement>(".cell")) {
    const lit = (cell.dataset["lines"] ?? "").split(" ").some((line) => here.has(line));
    cell.classList.toggle("lit", lit);
    if (lit) count++;
  }
  const told = view.querySelector("#lit");
  const text =
    count === 0
      ? ""
      : `The row at the cursor (line ${(cursor?.line ?? 0) + 1}) decides the ${count === 1 ? "cell" : `${count} cells`} marked ◂.`;
  if (told !== null && told.textContent !== text) told.textContent = text;
}

/** What a cell stands for and which rows decide it, in a line below the table. */
function tell(view: HTMLElement, target: HTMLElement): void {
  const told = view.querySelector("#told");
  const title = target.querySelector<HTMLElement>(".says")?.title;
  if (told !== null && target.classList.contains("cell"))
    told.textContent = title === "" || title === undefined ? "No row decides this cell." : title;
}

// ------------------------------------------------------------------- choosing

/** What stands in the choices now. A decision that is chosen anew brings its own columns; another axis frees the old one. */
function wishesIn(view: HTMLElement, changed: string): Wishes {
  const chosen = new Map([...view.querySelectorAll<HTMLSelectElement>(".choices select")].map((select) => [select.name, select.value]));
  const decision = chosen.get("decision");
  const base = decision === undefined ? {} : { decision };
  if (changed === "decision") return base;
  const where = Object.fromEntries(
    [...chosen].flatMap(([name, at]) => (name.startsWith("where.") ? [[name.slice("where.".length), at]] : [])),
  );
  const [down, across] = [chosen.get("down"), chosen.get("across")];
  // Choosing for one axis what the other shows turns the table round.
  const before = (name: string): string | undefined =>
    [...(view.querySelector<HTMLSelectElement>(`select[name="${name}"]`)?.options ?? [])].find((option) => option.defaultSelected)?.value;
  if (down === across && down !== undefined)
    return changed === "down" ? { ...base, where, ...axes(down, before("down")) } : { ...base, where, ...axes(before("across"), across) };
  const kept = Object.fromEntries(Object.entries(where).filter(([name]) => name !== down && name !== across));
  return { ...base, where: kept, ...axes(down, across) };
}

const axes = (down: string | undefined, across: string | undefined): Wishes => ({
  ...(down === undefined ? {} : { down }),
  ...(across === undefined ? {} : { across }),
});

function clicked(host: Host, view: HTMLElement, content: Content, target: Element): void {
  const button = target.closest<HTMLElement>("button");
  if (button === null) return;
  const { lines, problem, trouble, export: format, swap } = button.dataset;
  const shownBy = trouble === undefined ? undefined : content.troubles[Number(trouble)];
  if (shownBy !== undefined) host.wish(shownBy);
  if (format !== undefined) host.ask({ export: format, wishes: content.wishes });
  if (swap !== undefined) {
    const { down, across, ...rest } = content.wishes;
    host.wish({ ...rest, ...axes(across, down) });
  }
  if (problem !== undefined) reveal(host, content.problems[Number(problem)]);
  if (lines === undefined) return;
  moveTo(view, button);
  const [first] = lines.split(" ").filter((line) => line !== "");
  reveal(host, first === undefined ? content.head : content.lines[Number(first)]);
}

const reveal = (host: Host, place: PlaceOnPage | undefined): void => {
  if (place !== undefined) host.reveal(place);
};
