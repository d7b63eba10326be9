/** The door of the engine room: tree to meaning. */
export type * from "./api.ts";
export type { Finding, Fix, Place, RegionText, Related, Severity } from "./finding.ts";
export { catalog, isCode, type Code } from "./checks/catalog.ts";
export { check, runExamples } from "./check.ts";
export type { AssignedValue, Outcome, OutcomeKind, Possible } from "./evaluate/outcome.ts";
export { isUnreadable, load, meets, readCell, readExpected, readMember, stage, trace, type Scheme } from "./scheme.ts";
export { lineAt, lineStarts, type Position } from "./text/lines.ts";
