/** The door of the command line: what can be used without running a command. */
export { baselineText, entriesFor, judge, readBaseline, shrink } from "./baseline.ts";
export { addedColumns, answerCells } from "./cohort/answers.ts";
export { type Plan, planColumns, type Wishes } from "./cohort/columns.ts";
export { csvParser, csvWriter, type Dialect, decodeText, peek, readRecords } from "./cohort/csv.ts";
export { meaningOf } from "./cohort/names.ts";
export { readJson } from "./json-text.ts";
export { frame } from "./report/frame.ts";
export { render } from "./report/render.ts";
export {
  countSeverities,
  type FileReport,
  fails,
  type KnownFinding,
  limitFindings,
  type Report,
  type ReportFormat,
  reportFormats,
} from "./report/report.ts";
export { unifiedDiff } from "./report/unified.ts";
export { readSettings, type Settings } from "./settings.ts";
export { settingsSchema } from "./settings-schema.ts";
export { sourceText } from "./source-text.ts";
export { isUsage, type Usage } from "./world.ts";
