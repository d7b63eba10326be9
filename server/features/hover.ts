/** Hover: what a word of a rule file stands for, in Markdown. */
import type { Hover } from "vscode-languageserver";
import { type DecisionSummary, describe, numberAt, occurrenceAt } from "#engine";
import type { Spot } from "../schemes.ts";
import { toRange } from "../to-lsp.ts";

/** `summaries`: of the last check, where it is at hand. Undefined where there is nothing to say. */
export const hoverAt = ({ scheme, uri, offset, held }: Spot, summaries: readonly DecisionSummary[] = []): Hover | undefined => {
  const place = occurrenceAt(scheme, uri, offset) ?? numberAt(scheme, uri, offset);
  if (place === undefined) return undefined;
  const value = describe(scheme, place, summaries);
  return value === undefined ? undefined : { contents: { kind: "markdown", value }, range: toRange(held.document, place.span) };
};
