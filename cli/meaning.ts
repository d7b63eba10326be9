/**
 * The findings that say that a file does not mean anything yet. While one of them stands, rows may be missing,
 * so that an answer could be wrong: `stage` and `explain` give none, and `test` is not a success.
 */
import { type Finding, isMeaningError, meaningCodes, type Scheme, type SeveritySettings } from "./engine.ts";

/** Their severity where answers depend on them: settings cannot turn them off. */
export const meaningSeverities: SeveritySettings = Object.fromEntries(meaningCodes.map((code) => [code, "error"]));

/** What keeps a scheme from meaning anything, whatever its settings say. */
export const meaningErrors = (scheme: Scheme): readonly Finding[] => scheme.findings.filter(isMeaningError);
