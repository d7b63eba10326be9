/**
 * What the command line takes from the rooms below, in one place.
 * Everything else in this room imports from here, so that a change of their doors is met once.
 */

export type {
  Answer,
  CheckedFile,
  CheckResult,
  CheckTexts,
  Code,
  DecisionSummary,
  ExampleReport,
  ExampleResult,
  Finding,
  Fix,
  MadeFix,
  Outcome,
  Place,
  Plan,
  Position,
  PropertySummary,
  Reading,
  Reasoned,
  Resolve,
  Scheme,
  SchemeHeader,
  Severity,
  SeveritySettings,
  Source,
  Texts,
  Trace,
  TraceRow,
  Unreadable,
  VariableInfo,
} from "#engine";
export {
  catalog,
  censusOf,
  check,
  checkTogether,
  headerOf,
  isMeaningError,
  isUnreadable,
  lineAt,
  lineStarts,
  load,
  meaningCodes,
  meets,
  mostFixes,
  planFixes,
  readCell,
  readExpected,
  readMember,
  stage,
  trace,
} from "#engine";
export type { Span, SyntaxProblem } from "#grammar";
export { format, parse } from "#grammar";
