/** Going from a name to where it is declared, and to all its places: definition, references, highlights. */
import { type DocumentHighlight, DocumentHighlightKind, type Location } from "vscode-languageserver";
import { type Occurrence, occurrenceAt, occurrences, type Place, type StageSymbol } from "#engine";
import type { Bound, Schemes, Spot } from "../schemes.ts";
import { toRange } from "../to-lsp.ts";

/** Where the name at a spot is declared; of a used file its beginning. */
export const definitionOf = (schemes: Schemes, spot: Spot): readonly Location[] => {
  const symbol = occurrenceAt(spot.scheme, spot.uri, spot.offset)?.symbol;
  return symbol === undefined ? [] : toLocations(schemes, [symbol]);
};

/** All places of the symbol at a spot, over every file of the folders that is open or uses others. */
export const referencesOf = (schemes: Schemes, spot: Spot, withDeclaration: boolean): readonly Location[] => {
  const symbol = occurrenceAt(spot.scheme, spot.uri, spot.offset)?.symbol;
  if (symbol === undefined) return [];
  return toLocations(
    schemes,
    everywhere(schemes, spot, symbol).filter(({ role }) => withDeclaration || role !== "declares"),
  );
};

export const highlightsOf = ({ scheme, uri, offset, held }: Spot): readonly DocumentHighlight[] => {
  const at = occurrenceAt(scheme, uri, offset);
  if (at === undefined || at.symbol.kind === "file") return [];
  return occurrences(scheme, at.symbol)
    .filter((one) => one.uri === uri)
    .map(({ span, role }) => ({
      range: toRange(held.document, span),
      kind: role === "uses" ? DocumentHighlightKind.Read : DocumentHighlightKind.Write,
    }));
};

/**
 * The places of a symbol in all that can be seen. A file that declares it anew in equal form, and is used beside the first,
 * speaks of the same one; so what is found in one scheme is looked for in the others, until nothing new is found.
 */
export const everywhere = (schemes: Schemes, spot: Bound, symbol: StageSymbol): readonly Occurrence[] => {
  const all = new Map<string, Occurrence>();
  const inSight = new Set([spot, ...schemes.inSight()].map(({ scheme }) => scheme));
  const open: StageSymbol[] = [symbol];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const scheme of inSight) {
      for (const found of occurrences(scheme, next)) {
        const place = `${found.uri}#${found.span.start}`;
        if (all.has(place)) continue;
        all.set(place, found);
        if (found.role === "declares") open.push({ ...found.symbol, uri: found.uri, span: found.span }, found.symbol);
      }
    }
  }
  return [...all.values()];
};

const toLocations = (schemes: Schemes, places: readonly Place[]): readonly Location[] =>
  places.flatMap(({ uri, span }) => {
    const document = schemes.find(uri)?.document;
    return document === undefined ? [] : [{ uri, range: toRange(document, span) }];
  });
