/** Citations as people read them: the key with its note, the publication, its DOI or address. */
import type { Model } from "../model/symbols.ts";

/** `uri`: the file whose citations they are. */
export function sourcesOf(
  model: Model,
  cites: readonly { readonly key: string; readonly note: string | undefined }[],
  uri: string,
): readonly string[] {
  return cites.map((cite) => {
    const known = model.cites.get(`${uri}#${cite.key}`);
    const link = known?.doi === undefined ? known?.url : `doi ${known.doi}`;
    return [`@${cite.key}${cite.note === undefined ? "" : ` ("${cite.note}")`}`, known?.title, link]
      .filter((part) => part !== undefined)
      .join(", ");
  });
}
