/** The door of the engine room: tree to meaning. */
export type * from "./api.ts";
export { type ExampleAt, exampleAt } from "./cases/example-at.ts";
export { check, checkInSteps, runExamples } from "./check.ts";
export { checkTogether } from "./checks/applies.ts";
export { type Code, catalog, isCode } from "./checks/catalog.ts";
export { isMeaningError, meaningCodes } from "./checks/meaning.ts";
export { censusOf, type DecisionCensus, type Reasoned } from "./cover/census.ts";
export type { AssignedValue, Outcome, OutcomeKind, Possible } from "./evaluate/outcome.ts";
export type { Finding, Fix, Place, RegionText, Related, Severity } from "./finding.ts";
export {
  applyFix,
  type CheckedFile,
  type CheckTexts,
  type MadeFix,
  mostFixes,
  type Plan,
  planFixes,
  planFixesInSteps,
  type Texts,
} from "./fixes/plan.ts";
export { type Confirmed, type NewExample, newExample } from "./form/example.ts";
export { type Form, type FormDecision, type FormField, type FormLabel, formOf } from "./form/form.ts";
export type { Entry, EntryProblem } from "./form/record.ts";
export { answersTo, type Tried, type TriedAnswer, tryCase } from "./form/tried.ts";
export { drawGrid, drawGridInSteps } from "./grid/grid.ts";
export type * from "./grid/types.ts";
export { type Claim, claims, headerOf, type RecordCodes, readHistology, readSite, type SchemeHeader, sharedCodes } from "./header.ts";
export { type CheckCache, createCheckCache } from "./incremental.ts";
export { isUnreadable, load, meets, readCell, readExpected, readMember, type Scheme, stage, trace } from "./scheme.ts";
export { readsAlike } from "./symbols/alike.ts";
export { describe, describeVariable } from "./symbols/describe.ts";
export { citesIn, namesIn } from "./symbols/names.ts";
export { unfitName, writtenLabel } from "./symbols/spelling.ts";
export {
  numberAt,
  numbersIn,
  type Occurrence,
  occurrenceAt,
  occurrences,
  occurrencesIn,
  type StageSymbol,
  symbolAt,
} from "./symbols/symbols.ts";
export { lineAt, lineStarts, type Position } from "./text/lines.ts";
