/** The documentation of a line: its `///` lines above and at its end. */
import type { Line } from "./layout.ts";

export function documented(line: Line): string | undefined {
  const docs = [...line.docsAbove, ...line.docsAfter];
  return docs.length === 0 ? undefined : docs.join("\n");
}
