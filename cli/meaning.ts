/**
 * The findings that say that a file does not mean anything yet. While one of them stands, rows may be missing,
 * so that an answer could be wrong: `stage` and `explain` give none, and `test` is not a success.
 */
import { type Code, check, type Finding, type Scheme, type SeveritySettings } from "./engine.ts";

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

export const isMeaningError = (finding: Finding): boolean => codes.includes(finding.code);

/** What keeps a scheme from meaning anything; coverage is not asked for, hence the least budget. */
export const meaningErrors = (scheme: Scheme): readonly Finding[] =>
  check(scheme, { severities: meaningSeverities, budget: 1 }).findings.filter(isMeaningError);
