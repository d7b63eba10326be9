/** Every `@key` of a declaration, wherever it stands in it. */
import type { Citation, Decl } from "#grammar";
import { unreachable } from "../unreachable.ts";

export function citesIn(decl: Decl): readonly Citation[] {
  switch (decl.kind) {
    case "category":
    case "number":
    case "flag":
    case "set":
    case "let":
      return decl.cites;
    case "table":
      return [...decl.cites, ...decl.grid.rows.flatMap((row) => row.cites)];
    case "decide":
      return [...decl.cites, ...decl.rules.flatMap((rule) => rule.cites)];
    case "score":
      return [
        ...decl.cites,
        ...decl.parts.flatMap((part) => [...part.cites, ...(part.kind === "factor" ? part.rows.flatMap((row) => row.cites) : [])]),
      ];
    case "exclude":
      return [...decl.cites, ...(decl.grid?.rows ?? []).flatMap((row) => row.cites)];
    case "examples":
      return decl.grid.rows.flatMap((row) => row.cites);
    case "scheme":
    case "use":
    case "check":
    case "case":
      return [];
    default:
      return unreachable(decl);
  }
}
