/**
 * What the command line takes from the rooms below, in one place.
 * Everything else in this room imports from here, so that a change of their doors is met once.
 */

export type {
  Answer,
  CheckResult,
  Code,
  DecisionSummary,
  ExampleReport,
  ExampleResult,
  Finding,
  Fix,
  Outcome,
  Place,
  Position,
  PropertySummary,
  Reading,
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
export {
  catalog,
  check,
  checkTogether,
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
export type { Span, SyntaxProblem } from "#grammar";
export { format, parse } from "#grammar";
