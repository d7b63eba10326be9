/**
 * What a person enters about a case, as text by variable, and as the readings that the evaluator takes; and back.
 * The texts are those of a cohort's cells, so what is entered here means what it means everywhere.
 */
import type { Unreadable } from "../api.ts";
import { readMemberText, readText } from "../evaluate/read-text.ts";
import { isUnreadable, type Reading } from "../evaluate/reading.ts";
import { labelInRecord } from "../model/domain.ts";
import type { LabelNode, Model, Variable } from "../model/symbols.ts";
import { onlyValue } from "../number/interval.ts";
import { key, type Rational, toDecimalText } from "../number/rational.ts";

/** One thing recorded. With `member` it says yes, no or `?` of one member of a set. */
export interface Entry {
  readonly variable: string;
  readonly member?: string;
  readonly text: string;
  /** The unit of numbers that are written without one; the declared one where it is missing. */
  readonly unit?: string;
}

/** An entry that cannot be read, or that the rules have no place for. */
export interface EntryProblem extends Entry {
  readonly problem: string;
}

export interface ReadEntries {
  readonly recorded: ReadonlyMap<string, Reading | Unreadable>;
  /** Entries whose text says nothing that the variable can be. */
  readonly problems: readonly EntryProblem[];
  /** Entries about variables or members that the rules do not have (any more). */
  readonly gone: readonly EntryProblem[];
}

export function readEntries(model: Model, entries: readonly Entry[]): ReadEntries {
  const recorded = new Map<string, Reading | Unreadable>();
  const problems: EntryProblem[] = [];
  const gone: EntryProblem[] = [];
  for (const entry of entries) {
    if (entry.text.trim() === "") continue;
    const variable = model.variables.find(({ name }) => name === entry.variable);
    const missing = missingIn(variable, entry);
    if (variable === undefined || missing !== undefined) {
      gone.push({ ...entry, problem: missing ?? "" });
      continue;
    }
    const before = recorded.get(variable.name);
    const reading = readEntry(variable, entry, before === undefined || isUnreadable(before) ? undefined : before);
    if (reading === undefined) continue;
    if (isUnreadable(reading)) problems.push({ ...entry, problem: reading.problem });
    // What is recorded twice is not chosen from: the first problem stands.
    if (before === undefined || !isUnreadable(before)) recorded.set(variable.name, reading);
  }
  return { recorded, problems, gone };
}

function missingIn(variable: Variable | undefined, { variable: name, member }: Entry): string | undefined {
  if (variable === undefined) return `the rules have no variable ${name}`;
  if (member === undefined) return undefined;
  if (variable.kind !== "set") return `${name} is not a set any more, so it has no member ${member}`;
  return variable.domain.leaves.some(({ text }) => text === member) ? undefined : `${name} has no member ${member}`;
}

function readEntry(variable: Variable, entry: Entry, before: Reading | undefined): Reading | Unreadable | undefined {
  if (entry.member !== undefined && variable.kind === "set") return readMemberText(variable, entry.member, entry.text, {}, before);
  const text = entry.unit === undefined || variable.kind !== "number" ? entry.text : withUnit(entry.text, entry.unit);
  return readText(variable, text, {});
}

/**
 * Gives each alternative its unit, unless it has one of its own. What is no number stays as it is, and is told as such;
 * so does a comma between digits, which may be a decimal point or part a list.
 */
export const withUnit = (text: string, unit: string): string =>
  /\d,\d/.test(text)
    ? text
    : text
        .split(/[,|]/)
        .map((part) => (endsInNumber.test(part) ? `${part.trim()} ${unit}` : part.trim()))
        .join(", ");

/** A number with nothing before it, or only a comparison or the first end of a range. */
const endsInNumber = /(^|\.\.|[<>=≤≥])\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/;

// --------------------------------------------------------------------- and back

/** A label as a choice: what a record writes for it and for all that lies below it. */
export const labelRecord = (leaves: readonly LabelNode[], node: LabelNode): string =>
  node.leaf || !leaves.slice(node.lo, node.hi).some((leaf) => leaf.plain && leaf.parent === node)
    ? node.text
    : leaves
        .slice(node.lo, node.hi)
        .map((leaf) => quotedWord(leaf.text))
        .join(", ");

/** A word that stands in a list. */
const quotedWord = (text: string): string => (/[,|{}<>=?.\s]/.test(text) ? `"${text}"` : text);

/** Entries that say the same as a reading; undefined where no text says just that. */
export function entriesOf(variable: Variable, reading: Reading): readonly Entry[] | undefined {
  const asWritten = reading.text.trim();
  if (asWritten !== "" && says(variable, asWritten, reading)) return [{ variable: variable.name, text: asWritten }];
  if (variable.kind === "set" && reading.members?.some((known) => known === undefined))
    return reading.members.flatMap((known, index) => {
      const member = variable.domain.leaves[index]?.text;
      return known === undefined || member === undefined ? [] : [{ variable: variable.name, member, text: known ? "yes" : "no" }];
    });
  const text = textOf(variable, reading);
  return says(variable, text, reading) ? [{ variable: variable.name, text }] : undefined;
}

const says = (variable: Variable, text: string, reading: Reading): boolean => {
  const read = readText(variable, text, {});
  return read !== undefined && !isUnreadable(read) && isSameReading(read, reading);
};

/** Whether two readings leave the same possible; how they were written does not matter. */
export const isSameReading = (one: Reading, other: Reading): boolean => meaningOf(one) === meaningOf(other);

const end = (value: Rational | undefined): string => (value === undefined ? "" : key(value));

const meaningOf = ({ unknowns, leaves, members, numbers }: Reading): string =>
  [
    unknowns.join(),
    leaves?.map(Number).join("") ?? "",
    members?.map((known) => (known === undefined ? "?" : Number(known))).join("") ?? "",
    numbers?.map(({ lo, hi, loOpen, hiOpen }) => `${end(lo)}${loOpen}${end(hi)}${hiOpen}`).join() ?? "",
  ].join("|");

function textOf(variable: Variable, reading: Reading): string {
  const unknowns = reading.unknowns.map((index) => variable.unknowns[index] ?? "?");
  const all = unknowns.length === variable.unknowns.length ? ["?"] : unknowns;
  return [...(unknowns.length === 1 ? unknowns : all.length < unknowns.length ? all : unknowns), ...valueTexts(variable, reading)].join(
    ", ",
  );
}

function valueTexts(variable: Variable, { leaves, numbers, members }: Reading): readonly string[] {
  if (variable.kind === "number")
    return (numbers ?? []).map((one) => {
      const value = onlyValue(one);
      if (value !== undefined) return toDecimalText(value);
      if (one.lo === undefined && one.hi !== undefined) return `${one.hiOpen ? "<" : "<="} ${toDecimalText(one.hi)}`;
      if (one.hi === undefined && one.lo !== undefined) return `${one.loOpen ? ">" : ">="} ${toDecimalText(one.lo)}`;
      if (one.lo === undefined || one.hi === undefined) return "";
      return `${toDecimalText(one.lo)} ${one.loOpen ? "<" : ""}..${one.hiOpen ? "<" : ""} ${toDecimalText(one.hi)}`;
    });
  if (variable.kind === "set")
    return members === undefined
      ? []
      : [`{${variable.domain.leaves.flatMap((leaf, index) => (members[index] ? [quotedWord(leaf.text)] : [])).join(", ")}}`];
  if (variable.kind === "flag") return leaves === undefined ? [] : [leaves[1] ? "yes" : "no"];
  return leaves === undefined ? [] : labelTexts(variable.domain, leaves);
}

/** One label where one says it, or else the leaves. */
function labelTexts(domain: { readonly nodes: readonly LabelNode[]; readonly leaves: readonly LabelNode[] }, allowed: readonly boolean[]) {
  const count = allowed.filter(Boolean).length;
  const whole = domain.nodes.find(
    (node) => node.hi - node.lo === count && allowed.slice(node.lo, node.hi).every(Boolean) && labelInRecord(domain, node.text) === node,
  );
  if (whole !== undefined) return [whole.text];
  return domain.leaves.filter((_, index) => allowed[index]).map((leaf) => quotedWord(leaf.text));
}
