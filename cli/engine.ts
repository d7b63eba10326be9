/**
 * What the command line takes from the rooms below, in one place.
 * Everything else in this room imports from here, so that a change of their doors is met once.
 */
export { format, parse } from "#grammar";
export type { ParseResult, Span, SyntaxProblem } from "#grammar";
export {
  catalog,
  check,
  isCode,
  isUnreadable,
  lineAt,
  lineStarts,
  load,
  meets,
  readCell,
  readExpected,
  readMember,
  stage,
  trace,
} from "#engine";
export type {
  Answer,
  CheckOptions,
  CheckResult,
  Code,
  DecisionSummary,
  ExampleReport,
  ExampleResult,
  Finding,
  Fix,
  Outcome,
  PatientCase,
  Place,
  Position,
  Possible,
  Reading,
  Related,
  Resolve,
  Scheme,
  Severity,
  SeveritySettings,
  Source,
  Trace,
  TraceRow,
  Unreadable,
  VariableInfo,
} from "#engine";
