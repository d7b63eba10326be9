/** What the seeded mistakes of the files add up to: figures alone, told by `page.ts`. */
import type { Code } from "#engine";
import { codesInOrder, type Judged, stageOf } from "./judge.ts";
import { type Kind, kinds } from "./mutants.ts";

export interface Tally {
  readonly made: number;
  /** Proved to change no answer: neither caught nor missed. */
  readonly same: number;
  readonly caught: number;
  /** Caught by what is proved, without stated properties and without examples. */
  readonly byProof: number;
  /** Caught by proofs and stated properties, without examples. */
  readonly withoutExamples: number;
  /** Not warned of, but noted as a redundant row. */
  readonly noted: number;
  readonly missed: number;
}

const counts = (judged: Judged): boolean => judged.answers !== "same";

export function tally(all: readonly Judged[]): Tally {
  const real = all.filter(counts);
  const caught = real.filter(({ codes }) => codes.length > 0);
  const among = (...stages: readonly string[]) => caught.filter(({ codes }) => codes.some((code) => stages.includes(stageOf(code)))).length;
  const noted = real.filter((each) => each.noted).length;
  return {
    made: all.length,
    same: all.length - real.length,
    caught: caught.length,
    byProof: among("text", "proof"),
    withoutExamples: among("text", "proof", "property"),
    noted,
    missed: real.length - caught.length - noted,
  };
}

export const ofKind = (all: readonly Judged[], kind: Kind): readonly Judged[] => all.filter(({ mutant }) => mutant.kind === kind);

/** Mutants that nothing tells of, in the order of the file. */
export const survivors = (all: readonly Judged[]): readonly Judged[] =>
  all.filter((each) => counts(each) && each.codes.length === 0 && !each.noted);

export interface CodeTally {
  readonly code: Code;
  /** Per kind: mutants whose first new finding has this code, and all that have it. */
  readonly cells: readonly { readonly first: number; readonly all: number }[];
  /** Mutants that nothing else caught. */
  readonly alone: number;
}

export function byCode(all: readonly Judged[]): readonly CodeTally[] {
  const real = all.filter(counts);
  const rows = codesInOrder.map((code): CodeTally => {
    const cells = kinds.map((kind) => {
      const found = ofKind(real, kind).filter(({ codes }) => codes.includes(code));
      return { first: found.filter(({ codes }) => codes[0] === code).length, all: found.length };
    });
    return { code, cells, alone: real.filter(({ codes }) => codes.length === 1 && codes[0] === code).length };
  });
  return rows.filter(({ cells }) => cells.some((cell) => cell.all > 0));
}
