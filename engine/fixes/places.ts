/** The parts of a file that a comment can be about: declarations, rows, rules, fields of the header, steps. */
import type { Decl, Span } from "#grammar";
import type { Written } from "./edits.ts";

/** Kept per file: each of many comments asks for it. */
const kept = new WeakMap<object, readonly Span[]>();

export function placesOf({ parsed }: Written): readonly Span[] {
  const known = kept.get(parsed.file);
  if (known !== undefined) return known;
  const places = parsed.file.decls.flatMap((decl) => [decl, ...partsOf(decl)]);
  kept.set(parsed.file, places);
  return places;
}

const keptInOrder = new WeakMap<object, readonly Decl[]>();

/** Those of them around a span. Each of thousands of findings may ask, so they are not looked through one by one. */
export function placesAround({ parsed }: Written, span: Span): readonly Span[] {
  const decls = keptInOrder.get(parsed.file) ?? parsed.file.decls.toSorted((a, b) => a.start - b.start);
  keptInOrder.set(parsed.file, decls);
  const decl = lastFrom(decls, span.start);
  if (decl === undefined || !holds(decl, span)) return [];
  const parts = partsOf(decl);
  // The factors of a score hold rows; all other parts lie side by side.
  if (decl.kind === "score") return [decl, ...parts.filter((part) => holds(part, span))];
  const part = lastFrom(parts, span.start);
  return part !== undefined && holds(part, span) ? [decl, part] : [decl];
}

const holds = (part: Span, span: Span): boolean => part.start <= span.start && span.end <= part.end;

/** The last of some parts in their order that does not start behind a place. */
function lastFrom<P extends Span>(parts: readonly P[], place: number): P | undefined {
  let from = 0;
  let to = parts.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((parts[middle] as P).start <= place) from = middle + 1;
    else to = middle;
  }
  return parts[from - 1];
}

function partsOf(decl: Decl): readonly Span[] {
  switch (decl.kind) {
    case "scheme":
      return decl.fields;
    case "table":
      return decl.grid.rows;
    case "examples":
      return decl.grid.rows;
    case "exclude":
      return decl.grid?.rows ?? [];
    case "decide":
      return decl.rules;
    case "score":
      return decl.parts.flatMap((part): readonly Span[] => (part.kind === "factor" ? [part, ...part.rows] : [part]));
    case "case":
      return decl.steps;
    default:
      return [];
  }
}
