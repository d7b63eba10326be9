/**
 * The columns of a decision as a grid draws them: what each can be recorded as. Labels are leaves, numbers are the
 * points and intervals between the bounds that the decision names, each member of a set is a column of its own.
 */
import { excludesOf, type Space } from "../compile/space.ts";
import { describeInterval } from "../cover/describe.ts";
import { readText } from "../evaluate/read-text.ts";
import { isUnreadable, type Reading } from "../evaluate/reading.ts";
import { stageDecision } from "../evaluate/stage.ts";
import type { Decision, FiniteVariable, NumberVariable, SetVariable, Variable } from "../model/symbols.ts";
import type { Interval } from "../number/interval.ts";
import { equal, toDecimalText } from "../number/rational.ts";
import { unreachable } from "../unreachable.ts";
import { numberCells } from "./number-cells.ts";
import type { GridColumn, GridEntry } from "./types.ts";

/** What one entry says in a record. */
export interface Choice {
  readonly entry: GridEntry;
  readonly reading: Reading;
}

export interface Column {
  readonly shown: GridColumn;
  readonly variable: Variable;
  /** The member of a set that this column is about. */
  readonly member: number | undefined;
  readonly choices: readonly Choice[];
  /** Every known value; undefined where the record is best left silent. */
  readonly any: Reading | undefined;
}

/** More entries than this are not drawn along an axis. */
const mostEntries = 200;

/** The columns of a decision, in the order of its own columns; those that only its excludes read come last. */
export function columnsOf(space: Space, decision: Decision): readonly Column[] {
  const cellsOf = numberCells(space, decision);
  const read = new Set([...decision.reads, ...excludesOf(space, decision).flatMap((exclude) => exclude.reads)]);
  return [...read]
    .filter((variable) => space.model.variables.includes(variable))
    .flatMap((variable) => {
      switch (variable.kind) {
        case "category":
        case "flag":
          return [labelColumn(space, variable)];
        case "number":
          return [numberColumn(space, variable, cellsOf(variable))];
        case "set":
          return setColumns(space, variable);
        default:
          return unreachable(variable);
      }
    });
}

function column(
  space: Space,
  variable: Variable,
  all: readonly Choice[],
  more: Partial<Column> & { readonly name?: string; readonly title?: string } = {},
): Column {
  const decided = space.decisions.has(variable);
  const choices = decided && all.length <= mostEntries ? all.filter(({ reading }) => canBe(space, variable, reading)) : all;
  return {
    shown: {
      name: more.name ?? variable.name,
      title: more.title ?? variable.title,
      unit: variable.kind === "number" ? variable.unit : undefined,
      entries: choices.map(({ entry }) => entry),
      parents: [],
      tooLong: choices.length > mostEntries,
    },
    variable,
    member: more.member,
    choices,
    // A decided number is left to its rules: every number that they can come to.
    any: decided && variable.kind === "number" ? undefined : anyKnown(variable),
  };
}

/** Whether the rules can come to a value, or leave it to the record: half a point that no sum has is no cell of a score. */
function canBe(space: Space, variable: Variable, reading: Reading): boolean {
  const decision = space.model.decisions.find((one) => one.variable === variable);
  return decision === undefined || stageDecision(space.model, new Map([[variable.name, reading]]), decision).outcome.kind !== "invalid";
}

function anyKnown(variable: Variable): Reading | undefined {
  const base = { variable: variable.name, unknowns: [], text: "any" };
  switch (variable.kind) {
    case "category":
    case "flag":
      return { ...base, leaves: variable.domain.leaves.map(() => true) };
    case "number":
      return { ...base, numbers: [variable.range] };
    case "set":
      return { ...base, members: variable.domain.leaves.map(() => undefined) };
    default:
      return unreachable(variable);
  }
}

/** The unknowns that some rule names: a record with one of them is staged as the rules say, not as any value. */
function unknownChoices(space: Space, variable: Variable): readonly Choice[] {
  return (space.axes.recorded.get(variable)?.unknowns ?? []).map((index) => {
    const text = variable.unknowns[index] ?? "?";
    return {
      entry: { text, title: "recorded as not known", group: undefined, unknown: true },
      reading: { variable: variable.name, unknowns: [index], text },
    };
  });
}

// ---------------------------------------------------------------------- labels

function labelColumn(space: Space, variable: FiniteVariable): Column {
  const { leaves, nodes } = variable.domain;
  const choices = leaves.map((leaf, index): Choice => {
    let top = leaf;
    while (top.parent !== undefined) top = top.parent;
    return {
      entry: { text: leaf.text, title: leaf.title, group: top === leaf ? undefined : top.text, unknown: false },
      reading: { variable: variable.name, unknowns: [], leaves: leaves.map((_, at) => at === index), text: leaf.text },
    };
  });
  const made = column(space, variable, [...unknownChoices(space, variable), ...choices]);
  // A parent that lists itself as its plain case is recorded as that case.
  const parents = nodes.filter((node) => !node.leaf && !leaves.some((leaf) => leaf.text === node.text)).map((node) => node.text);
  return { ...made, shown: { ...made.shown, parents } };
}

// --------------------------------------------------------------------- numbers

function numberColumn(space: Space, variable: NumberVariable, cells: readonly Interval[]): Column {
  const choices = cells.map((interval): Choice => {
    const text = describeInterval(interval, undefined);
    return {
      entry: { text, title: wordsFor(interval), group: undefined, unknown: false },
      reading: { variable: variable.name, unknowns: [], numbers: [interval], text },
    };
  });
  return column(space, variable, [...unknownChoices(space, variable), ...choices]);
}

/** `above 2 up to 5`: an interval as it is read aloud; nothing where the signs say it as well. */
function wordsFor({ lo, hi, loOpen, hiOpen }: Interval): string | undefined {
  if (lo !== undefined && hi !== undefined && equal(lo, hi)) return undefined;
  const from = lo === undefined ? [] : [`${loOpen ? "above" : "from"} ${toDecimalText(lo, 12)}`];
  const to = hi === undefined ? [] : [`${hiOpen ? "below" : "up to"} ${toDecimalText(hi, 12)}`];
  const words = [...from, ...to].join(", ");
  return words === "" ? undefined : words;
}

// ------------------------------------------------------------------------ sets

/** A column for each member; and one for the set as a whole where the rules name a way not to know it. */
function setColumns(space: Space, variable: SetVariable): readonly Column[] {
  const { leaves } = variable.domain;
  const members = leaves.map((leaf, member): Column => {
    const choices = [false, true].map(
      (has): Choice => ({
        entry: { text: has ? "yes" : "no", title: undefined, group: undefined, unknown: false },
        reading: {
          variable: variable.name,
          unknowns: [],
          members: leaves.map((_, at) => (at === member ? has : undefined)),
          text: `${has ? "has" : "has not"} ${leaf.text}`,
        },
      }),
    );
    return column(space, variable, choices, { member, name: `${variable.name}.${leaf.text}`, title: leaf.title });
  });
  const unknowns = unknownChoices(space, variable);
  if (unknowns.length === 0) return members;
  const known: Choice = {
    entry: { text: "known", title: "its members are recorded", group: undefined, unknown: false },
    reading: { variable: variable.name, unknowns: [], members: leaves.map(() => undefined), text: "known" },
  };
  return [...members, column(space, variable, [known, ...unknowns])];
}

// --------------------------------------------------------------------- records

/** What a column is held at, by the text of an entry, `any`, or a value as a record has it; or what is wrong with it. */
export function choiceOf(held: Column, text: string): Reading | undefined | { readonly problem: string } {
  if (text === "any") return held.any;
  const chosen = held.choices.find(({ entry }) => entry.text === text);
  if (chosen !== undefined) return chosen.reading;
  if (held.member !== undefined) return { problem: `${held.shown.name} is yes, no or any, not '${text}'` };
  const read = readText(held.variable, text);
  if (read === undefined) return held.any;
  return isUnreadable(read) ? { problem: `${held.shown.name}: ${read.problem}` } : read;
}

/** The record with one more column: members of one set are gathered, and a set that is not known has none. */
export function withReading(
  record: ReadonlyMap<string, Reading>,
  { variable, member }: Column,
  reading: Reading | undefined,
): ReadonlyMap<string, Reading> {
  if (reading === undefined) return record;
  const before = record.get(variable.name);
  if (before?.members === undefined || reading.members === undefined || member === undefined) {
    const keepsBefore = before !== undefined && (before.unknowns.length > 0 || reading.members?.every((one) => one === undefined));
    return keepsBefore ? record : new Map(record).set(variable.name, reading);
  }
  const members = before.members.map((known, at) => reading.members?.[at] ?? known);
  return new Map(record).set(variable.name, { ...before, members });
}
