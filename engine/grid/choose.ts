/** What a grid is drawn of: the decision, its two axes, and what the other columns are held at. Wishes first, then habit. */
import type { Space } from "../compile/space.ts";
import type { Reading } from "../evaluate/reading.ts";
import type { Decision } from "../model/symbols.ts";
import { type Column, choiceOf, columnsOf } from "./columns.ts";
import type { GridWishes } from "./types.ts";

export interface Chosen {
  readonly decision: Decision;
  readonly columns: readonly Column[];
  readonly down: Column;
  readonly across: Column | undefined;
  readonly held: readonly { readonly column: Column; readonly at: string; readonly reading: Reading | undefined }[];
}

/** Why a wish cannot be met, and what could be asked for. */
export interface Unmet {
  readonly problem: string;
}

export const isUnmet = (value: object): value is Unmet => "problem" in value;

/** More cells than this are not drawn at once. */
const mostCells = 4000;

/** Decisions with at least one column. */
export const drawable = (space: Space): readonly Decision[] => space.model.decisions.filter((decision) => decision.reads.length > 0);

export function choose(space: Space, wishes: GridWishes): Chosen | Unmet {
  const decision = chooseDecision(space, wishes.decision);
  if (isUnmet(decision)) return decision;
  const columns = columnsOf(space, decision);
  const axes = chooseAxes(columns, wishes);
  if (isUnmet(axes)) return axes;
  const { down, across } = axes;
  const cells = down.choices.length * (across?.choices.length ?? 1);
  if (cells > mostCells)
    return { problem: `${down.shown.name} by ${across?.shown.name} has ${cells} cells, more than can be read. Choose shorter columns.` };
  const held: Chosen["held"][number][] = [];
  for (const column of columns) {
    if (column === down || column === across) continue;
    const at = wishes.where?.[column.shown.name] ?? column.choices.find(({ entry }) => !entry.unknown)?.entry.text ?? "any";
    const reading = choiceOf(column, at);
    if (reading !== undefined && isUnmet(reading)) return reading;
    held.push({ column, at, reading });
  }
  for (const name of Object.keys(wishes.where ?? {})) {
    if (held.some(({ column }) => column.shown.name === name)) continue;
    if (columns.some((column) => column.shown.name === name))
      return { problem: `${name} is one of the two columns that are drawn, so it cannot be held at a value as well.` };
    return { problem: `${decision.variable.name} has no column ${name}; ${listed(columns)}.` };
  }
  return { decision, columns, down, across, held };
}

// -------------------------------------------------------------------- decision

/** The last category that the file itself decides is what most readers come for. */
function chooseDecision(space: Space, wish: string | undefined): Decision | Unmet {
  const all = drawable(space);
  const names = all.map((one) => one.variable.name).join(", ");
  if (wish !== undefined)
    return (
      all.find((one) => one.variable.name === wish) ?? {
        problem:
          names === ""
            ? "These rules decide nothing over columns."
            : `These rules have no table of '${wish}'; there are tables of ${names}.`,
      }
    );
  const categories = all.filter((one) => one.variable.kind === "category");
  const own = categories.filter((one) => one.place.uri === space.model.uri);
  return own.at(-1) ?? categories.at(-1) ?? all.at(-1) ?? { problem: "These rules decide nothing yet, so there is no table to draw." };
}

// ------------------------------------------------------------------------ axes

interface Axes {
  readonly down: Column;
  readonly across: Column | undefined;
}

function chooseAxes(columns: readonly Column[], wishes: GridWishes): Axes | Unmet {
  const wanted = new Map<"down" | "across", Column>();
  for (const side of ["down", "across"] as const) {
    const name = wishes[side];
    if (name === undefined) continue;
    const found = columns.find((one) => one.shown.name === name);
    if (found === undefined) return { problem: `There is no column ${name}; ${listed(columns)}.` };
    if (found.shown.tooLong)
      return { problem: `${name} has ${found.choices.length} values that the rules tell apart, too many to draw as an axis.` };
    wanted.set(side, found);
  }
  if (wanted.get("down") !== undefined && wanted.get("down") === wanted.get("across"))
    return { problem: `${wishes.down} cannot be drawn both down and across; choose another column for one of them.` };
  const free = byHabit(columns).filter((one) => one !== wanted.get("down") && one !== wanted.get("across"));
  const down = wanted.get("down") ?? take(free, downName);
  const across = wanted.get("across") ?? take(free, acrossName);
  if (down !== undefined) return { down, across };
  if (across !== undefined) return { down: across, across: undefined };
  return { problem: "Every column of these rules has too many values to draw." };
}

/** T, cT, pT, ypT; and the same for N. */
const [downName, acrossName] = [/^[a-z]{0,2}T$/, /^[a-z]{0,2}N$/];

function take(free: Column[], name: RegExp): Column | undefined {
  const at = free.findIndex((one) => name.test(one.shown.name));
  return free.splice(Math.max(0, at), 1)[0];
}

/** Columns with many values make better axes than yes and no; else the order of the rules. */
function byHabit(columns: readonly Column[]): Column[] {
  const rank = ({ variable, member }: Column): number => (member !== undefined || variable.kind === "flag" ? 1 : 0);
  const fit = columns.filter((one) => !one.shown.tooLong);
  return fit.sort((a, b) => rank(a) - rank(b));
}

const listed = (columns: readonly Column[]): string => `its columns are ${columns.map((one) => one.shown.name).join(", ")}`;
