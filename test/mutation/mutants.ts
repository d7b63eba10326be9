/** Every seeded mistake of a rule file, of six kinds: what an author may do in a moment of inattention. */
import type { TextEdit } from "#grammar";
import { droppedAlternatives } from "./alternatives.ts";
import { movedBounds } from "./bounds.ts";
import { misspeltLabels } from "./misspelt.ts";
import { changedResults } from "./results.ts";
import { type Block, blocksOf, type RowSite } from "./rows.ts";
import { lineOf, type Subject } from "./subject.ts";

export const kinds = ["row deleted", "result changed", "bound moved", "alternative dropped", "rows swapped", "label misspelt"] as const;
export type Kind = (typeof kinds)[number];

/** One change of the text, before it is known where it stands. */
export interface Change {
  readonly at: number;
  /** For people: what stood there and what stands there now. */
  readonly told: string;
  readonly edits: readonly TextEdit[];
  /** The language gives the change no meaning: rows of a block in which their order says nothing. */
  readonly idle?: boolean;
}

export interface Mutant {
  readonly kind: Kind;
  readonly file: string;
  readonly line: number;
  readonly told: string;
  readonly idle: boolean;
  readonly text: string;
}

export function mutantsOf(subject: Subject): readonly Mutant[] {
  const blocks = blocksOf(subject.source.parsed.file);
  const changes: Record<Kind, readonly Change[]> = {
    "row deleted": blocks.flatMap((block) => block.rows.map((row) => deleted(subject, row))),
    "result changed": changedResults(subject, blocks),
    "bound moved": movedBounds(subject, blocks),
    "alternative dropped": droppedAlternatives(subject, blocks),
    "rows swapped": blocks.flatMap((block) => swapped(subject, block)),
    "label misspelt": misspeltLabels(subject, blocks),
  };
  return kinds.flatMap((kind) => changes[kind].map((change) => made(subject, kind, change)));
}

function made({ file, source }: Subject, kind: Kind, { at, told, edits, idle = false }: Change): Mutant {
  let { text } = source;
  for (const edit of [...edits].sort((a, b) => b.start - a.start)) text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
  if (text === source.text) throw new Error(`${file}: '${told}' changes nothing`);
  return { kind, file, line: lineOf(source.text, at), told: told.replace(/\s+/g, " "), idle, text };
}

/** The row's text goes, its line stays: no other place in the file moves. */
function deleted({ source }: Subject, row: RowSite): Change {
  const { text } = source;
  const after = /^[ \t]*;/.exec(text.slice(row.end))?.[0].length ?? 0;
  const before = after > 0 ? 0 : (/;[ \t]*$/.exec(text.slice(0, row.start))?.[0].length ?? 0);
  return {
    at: row.start,
    told: text.slice(row.start, row.end),
    edits: [{ start: row.start - before, end: row.end + after, text: "" }],
  };
}

/** Neighbours; where the order decides, every pair. */
function swapped({ source }: Subject, { rows, ordered }: Block): readonly Change[] {
  const movable = rows.filter((row) => !row.rest);
  const textOf = (row: RowSite): string => source.text.slice(row.start, row.end);
  return movable.flatMap((one, index) =>
    movable
      .slice(index + 1, ordered ? undefined : index + 2)
      .filter((other) => textOf(one) !== textOf(other))
      .map((other) => ({
        at: one.start,
        told: `${textOf(one)} ⇄ ${textOf(other)}`,
        idle: !ordered,
        edits: [
          { start: one.start, end: one.end, text: textOf(other) },
          { start: other.start, end: other.end, text: textOf(one) },
        ],
      })),
  );
}
