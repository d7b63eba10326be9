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

/** Those of them around a span. */
export function placesAround({ parsed }: Written, span: Span): readonly Span[] {
  const holds = (part: Span): boolean => part.start <= span.start && span.end <= part.end;
  return parsed.file.decls.filter(holds).flatMap((decl) => [decl, ...partsOf(decl).filter(holds)]);
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
