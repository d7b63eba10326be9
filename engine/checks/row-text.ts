/** A row in the words of its author. */
import type { Space } from "../compile/space.ts";
import type { Row } from "../model/symbols.ts";

export const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

export const rowText = (space: Space, row: Row): string =>
  space.model.sources.find((source) => source.uri === row.place.uri)?.text.slice(row.place.span.start, row.place.span.end) ?? "";
