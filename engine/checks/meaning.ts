/** The findings that say that a file does not mean anything yet: while one of them stands, nothing in it is proved. */
import type { Code } from "./catalog.ts";

export const meaningCodes: readonly Code[] = [
  "syntax",
  "row-width",
  "unknown-name",
  "unknown-label",
  "duplicate",
  "type-mismatch",
  "unit-mismatch",
  "off-step",
  "lone-child",
  "cycle",
  "unresolved-use",
  "unknown-cite",
];

export const isMeaningError = (finding: { readonly code: string }): boolean => meaningCodes.some((code) => code === finding.code);
