/**
 * Whether a mutant gives any record another answer than the file: both stage every record, one by one.
 *
 * The records are all combinations of what their inputs may say (`records.ts`): nothing that the rules can tell apart
 * lies between them, as long as numbers are only compared with written bounds. A record that is silent, or that names a
 * parent or a list, comes out as its completions do, and those are among them. Where a formula calculates with a number,
 * or where there are too many records, a difference may still be found, but equality is not claimed.
 */
import { type Answer, isUnreadable, type PatientCase, type Reading, readCell, type Scheme, stage } from "#engine";
import { parse, type StageFile } from "#grammar";
import { valuesOf } from "./records.ts";
import { drawn } from "./seeded.ts";
import type { Subject } from "./subject.ts";

const mostRecords = 6_000_000;
/** Tried first, drawn from all: most differences show here. A formula takes its time, and nothing is proved of it. */
const firstTries = { exact: 4_000, formula: 300 };

/** A record that comes out differently; "none" where there is provably no such record; undefined where it is not known. */
export function difference(subject: Subject, mutant: Scheme, text: string): string | "none" | undefined {
  const files = [subject.source.parsed.file, parse(text).file, ...usedFiles(subject)];
  const inputs = subject.scheme.variables.filter((variable) => !variable.decided);
  const values = inputs.map(({ name }) => valuesOf(subject, name, files));
  const axes = inputs.map(({ name }, index) => readings(subject.scheme, mutant, name, values[index]?.texts ?? []));
  const total = axes.reduce((product, axis) => product * axis.length, 1);
  const differs = (pick: (axis: number) => number): string | undefined => {
    const chosen = axes.map((axis, index) => axis[pick(index)] as Both);
    const left: PatientCase = new Map(chosen.flatMap((one) => (one.file === undefined ? [] : [[one.name, one.file]])));
    const right: PatientCase = new Map(chosen.flatMap((one) => (one.mutant === undefined ? [] : [[one.name, one.mutant]])));
    if (answersOf(stage(subject.scheme, left)) === answersOf(stage(mutant, right))) return undefined;
    return chosen.map((one) => `${one.name} = ${one.text}`).join(", ");
  };
  const exact = values.every((each) => each.exact);
  for (let turn = 0; turn < (exact ? firstTries.exact : firstTries.formula); turn++) {
    const found = differs((axis) => draw(turn, axis, axes[axis]?.length ?? 1));
    if (found !== undefined) return found;
  }
  if (!exact || total > mostRecords) return undefined;
  const at = axes.map(() => 0);
  for (let record = 0; record < total; record++) {
    const found = differs((axis) => at[axis] as number);
    if (found !== undefined) return found;
    for (let axis = 0; axis < at.length; axis++) {
      at[axis] = ((at[axis] as number) + 1) % (axes[axis]?.length ?? 1);
      if (at[axis] !== 0) break;
    }
  }
  return "none";
}

/** Every other record says the same of most inputs: a rule of many conditions asks for little at a time. */
function draw(turn: number, axis: number, size: number): number {
  if (turn % 2 === 1 && drawn(`${turn} ${axis} plain`) % 5 > 0) return 0;
  return drawn(`${turn} ${axis}`) % size;
}

/** What a reader of the answers sees; the reason of a `none` and the wording of a conflict are not part of it. */
const answersOf = (answers: readonly Answer[]): string =>
  answers.map(({ decision, outcome, possible }) => `${decision} ${outcome.kind} ${[...possible].sort().join("|")}`).join("; ");

interface Both {
  readonly name: string;
  readonly text: string;
  readonly file: Reading | undefined;
  readonly mutant: Reading | undefined;
}

function readings(file: Scheme, mutant: Scheme, name: string, texts: readonly string[]): readonly Both[] {
  return texts.map((text) => {
    const [left, right] = [readCell(file, name, text), readCell(mutant, name, text)];
    if (left === undefined || right === undefined || isUnreadable(left) || isUnreadable(right))
      throw new Error(`${name} = ${text} is no record`);
    return { name, text, file: left, mutant: right };
  });
}

const usedFiles = (subject: Subject): readonly StageFile[] => subject.usedSources.map((source) => source.parsed.file);
