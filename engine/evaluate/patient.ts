/** A case as a region of the space: what each axis may still be, after what is recorded, assumed or silent. */

import type { Unreadable } from "../api.ts";
import { singleValue } from "../compile/axes.ts";
import type { Region } from "../compile/region.ts";
import type { Space } from "../compile/space.ts";
import type { Assumed, Variable } from "../model/symbols.ts";
import { type Interval, point } from "../number/interval.ts";
import { isUnreadable, type Reading } from "./reading.ts";

export type Recorded = ReadonlyMap<string, Reading | Unreadable>;

export interface Situation {
  readonly region: Region;
  /** What is recorded (or assumed) of each variable. */
  readonly readings: ReadonlyMap<Variable, Reading>;
  /** Variables whose record cannot be read, with the problem. */
  readonly unreadable: ReadonlyMap<Variable, string>;
  readonly assumed: readonly Variable[];
  /** Variables recorded as an unknown that no rule names, with that unknown. */
  readonly open: ReadonlyMap<Variable, number>;
}

export function situationOf(space: Space, recorded: Recorded): Situation {
  const cells = new Map<number, readonly boolean[]>();
  const numbers = new Map<Variable, readonly Interval[]>();
  const given = new Set<Variable>();
  const readings = new Map<Variable, Reading>();
  const unreadable = new Map<Variable, string>();
  const assumed: Variable[] = [];
  const open = new Map<Variable, number>();
  for (const variable of space.model.variables) {
    const record = recorded.get(variable.name);
    if (record !== undefined && isUnreadable(record)) {
      unreadable.set(variable, record.problem);
      continue;
    }
    const decided = space.decisions.has(variable);
    const taken = record ?? (variable.assume === undefined || decided ? undefined : assumption(variable, variable.assume));
    if (record === undefined && taken !== undefined) assumed.push(variable);
    if (taken === undefined) continue;
    readings.set(variable, taken);
    if (decided) given.add(variable);
    if (isOpen(space, variable, taken)) open.set(variable, taken.unknowns[0] as number);
    narrow(space, variable, taken, cells, numbers);
  }
  return { region: { cells, numbers, given }, readings, unreadable, assumed, open };
}

/** Recorded as not known, by no unknown that a rule names. */
function isOpen(space: Space, variable: Variable, reading: Reading): boolean {
  if (reading.unknowns.length === 0 || reading.leaves !== undefined || reading.numbers !== undefined || reading.members !== undefined)
    return false;
  const named = space.axes.recorded.get(variable)?.unknowns ?? [];
  return !reading.unknowns.some((unknown) => named.includes(unknown));
}

/** What a silent record is taken to say. */
function assumption(variable: Variable, assume: Assumed): Reading {
  const common = { variable: variable.name, unknowns: [], text: "assumed" };
  switch (assume.kind) {
    case "unknown":
      return { ...common, unknowns: [assume.index] };
    case "leaves":
      return {
        ...common,
        leaves: "domain" in variable ? variable.domain.leaves.map((leaf) => leaf.lo >= assume.node.lo && leaf.lo < assume.node.hi) : [],
      };
    case "flag":
      return { ...common, leaves: [!assume.value, assume.value] };
    case "number":
      return { ...common, numbers: [point(assume.value)] };
    case "members":
      return { ...common, members: "domain" in variable ? variable.domain.leaves.map((_, index) => assume.members.includes(index)) : [] };
  }
}

/** Writes what a reading allows into the cells of its axes. */
function narrow(
  space: Space,
  variable: Variable,
  reading: Reading,
  cells: Map<number, readonly boolean[]>,
  numbers: Map<Variable, readonly Interval[]>,
): void {
  const values = reading.leaves !== undefined || reading.numbers !== undefined || reading.members !== undefined;
  const axis = space.axes.recorded.get(variable);
  if (axis !== undefined) {
    // An unknown that no rule names is open: it is read as any known value.
    const open = values || reading.unknowns.some((unknown) => !axis.unknowns.includes(unknown));
    cells.set(axis.index, [open, ...axis.unknowns.map((unknown) => reading.unknowns.includes(unknown))]);
  }
  // With an unknown among the alternatives the truth behind it may be any value.
  if (reading.unknowns.length > 0) return;
  const leaf = space.axes.leaf.get(variable);
  if (leaf !== undefined && reading.leaves !== undefined) cells.set(leaf.index, reading.leaves);
  if (reading.numbers !== undefined) numbers.set(variable, reading.numbers);
  for (const [index, known] of (reading.members ?? []).entries()) {
    const member = space.axes.member.get(variable)?.[index];
    if (member !== undefined && known !== undefined) cells.set(member.index, [!known, known]);
  }
}

/** Whether the record leaves exactly one value of a variable. */
export function isKnown(situation: Situation, variable: Variable): boolean {
  const reading = situation.readings.get(variable);
  if (reading === undefined || reading.unknowns.length > 0) return false;
  if (reading.leaves !== undefined) return reading.leaves.filter(Boolean).length === 1;
  if (reading.numbers !== undefined) return variable.kind === "number" && singleValue(variable, reading.numbers) !== undefined;
  return reading.members?.every((known) => known !== undefined) ?? false;
}
