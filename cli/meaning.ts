/**
 * The findings that say that a file does not mean anything yet. While one of them stands, rows may be missing,
 * so that an answer could be wrong: `stage` and `explain` give none, and `test` is not a success.
 */
import type { Code, Finding, Scheme, SeveritySettings } from "./engine.ts";

const codes: readonly Code[] = [
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

/** Their severity where answers depend on them: settings cannot turn them off. */
export const meaningSeverities: SeveritySettings = Object.fromEntries(codes.map((code) => [code, "error"]));

export const isMeaningError = (finding: { readonly code: string }): boolean => codes.some((code) => code === finding.code);

/** What keeps a scheme from meaning anything, whatever its settings say. */
export const meaningErrors = (scheme: Scheme): readonly Finding[] => scheme.findings.filter(isMeaningError);
