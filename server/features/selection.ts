/** Selection ranges: from the word at the cursor through its cell, row and block to the whole file, as the tree nests them. */
import type { Position, SelectionRange } from "vscode-languageserver";
import type { Span } from "#grammar";
import { toRange } from "../to-lsp.ts";
import type { Held } from "../workspace.ts";

export const selectionsAt = (held: Held, positions: readonly Position[]): SelectionRange[] =>
  positions.map((position) => {
    const offset = held.document.offsetAt(position);
    const whole: Span = { start: 0, end: held.source.text.length };
    const spans: Span[] = [whole];
    collect(held.source.parsed.file.decls, offset, spans);
    return chain(held, nested(spans)) ?? { range: toRange(held.document, whole) };
  });

/** All parts of the tree around an offset, the outer ones first. The tree is plain, so its parts are found by their shape. */
const collect = (part: unknown, offset: number, found: Span[]): void => {
  if (typeof part !== "object" || part === null) return;
  if (isSpan(part)) {
    if (offset < part.start || offset > part.end) return;
    found.push(part);
  }
  for (const inner of Object.values(part)) collect(inner, offset, found);
};

const isSpan = (part: object): part is Span =>
  "start" in part && "end" in part && typeof part.start === "number" && typeof part.end === "number";

/** Each within the one before it and smaller: where two parts meet at the cursor, the first is taken. */
const nested = (spans: readonly Span[]): readonly Span[] => {
  const kept: Span[] = [];
  for (const span of spans) {
    const outer = kept.at(-1);
    const lies = outer === undefined || (span.start >= outer.start && span.end <= outer.end);
    const isSmaller = outer === undefined || span.end - span.start < outer.end - outer.start;
    if (lies && isSmaller && span.end > span.start) kept.push(span);
  }
  return kept;
};

const chain = (held: Held, spans: readonly Span[]): SelectionRange | undefined =>
  spans.reduce<SelectionRange | undefined>(
    (parent, span) => ({ range: toRange(held.document, span), ...(parent === undefined ? {} : { parent }) }),
    undefined,
  );
