/**
 * One JSON object with everything that was found. Its form is stable and stated in `schema/report.schema.json`:
 * members may be added, none is renamed or removed without a new `version`.
 * Counts of combinations are digits in a text, since they can be larger than any JSON number.
 */
import type { ExampleReport, ExampleResult, Finding, Place } from "../engine.ts";
import type { FileReport, Report } from "./report.ts";

export const jsonReport = (report: Report): string =>
  `${JSON.stringify(
    {
      version: 1,
      tool: { name: "stagewright", version: report.version },
      command: report.command,
      failLevel: report.failLevel,
      totals: report.totals,
      hidden: report.hidden,
      baselines: report.baselines,
      files: report.files.map((file) => fileJson(report, file)),
    },
    null,
    2,
  )}\n`;

const fileJson = (report: Report, file: FileReport) => ({
  path: report.textOf(file.uri).path,
  title: file.title ?? null,
  found: file.found,
  failing: file.failing,
  known: file.known,
  findings: file.findings.map((finding) => findingJson(report, finding)),
  decisions: file.decisions.map((decision) => ({
    decision: decision.decision,
    analysed: decision.analysed,
    combinations: String(decision.combinations),
    covered: String(decision.covered),
    excluded: String(decision.excluded),
    reasons: decision.reasons,
    gaps: String(decision.gaps),
    overlaps: String(decision.overlaps),
  })),
  checks: file.properties.map((property) => ({
    text: property.text,
    status: property.status,
    pairs: String(property.pairs),
    skipped: String(property.skipped),
    counted: property.uncounted !== true,
    place: placeJson(report, property),
  })),
  examples: file.examples.results.map((result) => exampleJson(report, result)),
  coverage: file.coverage === undefined ? null : coverageJson(report, file.coverage, file.examples),
});

const placeJson = (report: Report, place: Place) => {
  const text = report.textOf(place.uri);
  const start = text.at(place.span.start);
  const end = text.at(place.span.end);
  return { path: text.path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
};

const findingJson = (report: Report, finding: Finding) => ({
  code: finding.code,
  severity: finding.severity,
  summary: finding.summary,
  message: finding.message,
  place: placeJson(report, finding),
  related: finding.related.map((related) => ({ message: related.message, place: placeJson(report, related) })),
  regions: (finding.regions ?? []).map((region) => ({ cells: region.cells, combinations: String(region.combinations) })),
  witness: finding.witness ?? [],
  ends: finding.ends ?? [],
  fixes: finding.fixes.map((fix) => ({
    title: fix.title,
    safe: fix.safe,
    edits: fix.edits.map((edit) => ({ place: placeJson(report, { uri: edit.uri, span: edit }), text: edit.text })),
  })),
});

const exampleJson = (report: Report, result: ExampleResult) => ({
  title: result.title,
  status: result.status,
  place: placeJson(report, result),
  message: result.message ?? null,
  checks: result.checks.map(({ variable, expected, actual, passed }) => ({ variable, expected, actual, passed })),
});

const coverageJson = (report: Report, coverage: NonNullable<FileReport["coverage"]>, examples: ExampleReport) => ({
  rows: coverage.rows,
  reached: coverage.reached,
  threshold: coverage.threshold ?? null,
  below: coverage.below,
  notReached: examples.coverage.flatMap((block) =>
    block.rows
      .filter((row) => !row.reached)
      .map((row) => ({ block: block.title, decision: block.decision, text: row.text, place: placeJson(report, row) })),
  ),
});
