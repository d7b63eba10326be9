/**
 * The report that people read on a terminal: each finding with its line, what is not covered, a case that shows it
 * and where else to look; then what holds for each file and decision.
 */
import type { Code, DecisionSummary, Finding, PropertySummary, Severity } from "../engine.ts";
import { groupDigits, plural } from "../world.ts";
import { type Colours, coloursOf } from "./colours.ts";
import { frame, type Paint } from "./frame.ts";
import { columns } from "./grid.ts";
import { examplesReport } from "./pretty-examples.ts";
import { type FileReport, notesOf, type Report, severities, witnessText } from "./report.ts";

export const prettyReport = (report: Report, colourful: boolean): string => {
  const colours = coloursOf(colourful);
  const lines = report.files.flatMap((file) => [...fileLines(report, file, colours), ""]);
  return `${[...lines, closing(report, colours)].join("\n")}\n`;
};

const fileLines = (report: Report, file: FileReport, colours: Colours): readonly string[] => [
  ...file.findings
    .filter((finding) => !toldBelow(report, finding.code))
    .flatMap((finding) => [...findingLines(report, finding, colours), ""]),
  fileHead(report, file, colours),
  ...(file.known === 0 ? [] : [`  ${colours.yellow(`${plural(file.known, "known finding")} in the baseline`)}`]),
  ...(report.command === "check" ? file.decisions.map((decision) => `  ${decisionLine(decision, colours)}`) : []),
  ...(report.command === "check" ? file.properties.map((property) => `  ${propertyLine(property, colours)}`) : []),
  ...examplesReport(report, file, colours).map((line) => `  ${line}`),
];

/** In a test report the cases tell themselves what came out. */
const toldBelow = (report: Report, code: Code): boolean =>
  report.command === "test" && (code === "example-failed" || code === "example-invalid" || code === "unexercised-rows");

const fileHead = (report: Report, file: FileReport, colours: Colours): string => {
  const title = file.title === undefined ? "" : colours.dim(`  ${file.title}`);
  return `${colours.bold(report.textOf(file.uri).path)}${title}`;
};

// ------------------------------------------------------------------- findings

const severityColour = (colours: Colours, severity: Severity): ((text: string) => string) => {
  if (severity === "error") return colours.red;
  if (severity === "warning") return colours.yellow;
  return severity === "info" ? colours.blue : colours.cyan;
};

const findingLines = (report: Report, finding: Finding, colours: Colours): readonly string[] => {
  const colour = severityColour(colours, finding.severity);
  const text = report.textOf(finding.uri);
  const { line, column } = text.at(finding.span.start);
  const head = `${colour(colours.bold(`${finding.severity}[${finding.code}]`))} ${colours.bold(finding.message)}`;
  const place = `  ${colours.dim("at")} ${text.path}:${line}:${column}`;
  // A hint is a remark, not something to stop at: it gets no frame.
  if (finding.severity === "hint") return [head, place];
  const witness = witnessText(finding);
  const paint: Paint = { dim: colours.dim, bold: colours.bold, mark: colour };
  return [
    head,
    place,
    ...frame(text, finding.span, paint).map((shown) => `  ${shown}`),
    ...regionLines(finding, colours),
    ...endLines(finding, colours),
    ...(witness === undefined ? [] : [`  ${witness}`]),
    ...finding.related.flatMap((related) => relatedLines(report, related, paint)),
    ...finding.fixes.map((fix) => `  ${colours.dim("to fix:")} ${fix.title}`),
  ];
};

const relatedLines = (report: Report, related: Finding["related"][number], paint: Paint): readonly string[] => {
  const text = report.textOf(related.uri);
  const { line, column } = text.at(related.span.start);
  return [
    `  ${paint.dim("see")} ${text.path}:${line}:${column} ${related.message}`,
    ...frame(text, related.span, { ...paint, mark: paint.dim }).map((shown) => `    ${shown}`),
  ];
};

/** The regions of a gap or an overlap as a small table, in the author's columns; a single one is told by the message. */
const regionLines = (finding: Finding, colours: Colours): readonly string[] => {
  const regions = finding.regions ?? [];
  const [first, second] = regions;
  if (first === undefined || second === undefined) return [];
  const head = [...first.cells.map((cell) => cell.variable), "combinations"];
  const rows = regions.map((region) => [...region.cells.map((cell) => cell.text), groupDigits(region.combinations)]);
  const [title = "", ...body] = columns([head, ...rows]);
  return [`    ${colours.dim(title)}`, ...body.map((row) => `    ${row}`)];
};

/** Two cases that differ in one variable, side by side. */
const endLines = ({ ends = [] }: Finding, colours: Colours): readonly string[] => {
  const [first] = ends;
  if (first === undefined) return [];
  const head = ["", ...first.witness.map((one) => one.variable), "comes to"];
  const [title = "", ...body] = columns([head, ...ends.map((end) => [end.title, ...end.witness.map((one) => one.text), end.outcome])]);
  return [`    ${colours.dim(title)}`, ...body.map((row) => `    ${row}`)];
};

// ------------------------------------------------------------------ summaries

/** `check monotone stage in T: holds for 120 pairs of cases (6 more are left out by its exception)` */
const propertyLine = ({ text, status, pairs, skipped, uncounted }: PropertySummary, colours: Colours): string => {
  const line = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  if (status === "refuted") return `${line}: ${colours.red("does not hold")}`;
  if (status === "undecided") return `${line}: ${colours.yellow("not proved")}`;
  if (uncounted === true && / except /.test(text)) return `${line}: holds (how much its exception leaves out was too much to count)`;
  const left = skipped === 0n ? "" : ` (${groupDigits(skipped)} more are left out by its exception)`;
  return `${line}: holds${pairs === 0n ? "" : ` for ${plural(pairs - skipped, "pair")} of cases${left}`}`;
};

/** `stage: 220 combinations of known values: 208 covered, 12 excluded (1 reason), no gap, no overlap` */
const decisionLine = (summary: DecisionSummary, colours: Colours): string => {
  const name = `${summary.decision}:`;
  if (!summary.analysed) return `${name} ${colours.yellow("not analysed: neither gaps nor overlaps are ruled out")}`;
  const parts = [
    `${groupDigits(summary.covered)} covered`,
    `${groupDigits(summary.excluded)} excluded${summary.excluded === 0n ? "" : ` (${plural(summary.reasons, "reason")})`}`,
    summary.gaps === 0n ? "no gap" : colours.red(`${groupDigits(summary.gaps)} not covered`),
    summary.overlaps === 0n ? "no overlap" : colours.red(`${groupDigits(summary.overlaps)} in conflict`),
  ];
  return `${name} ${plural(summary.combinations, "combination")} of known values: ${parts.join(", ")}`;
};

const closing = (report: Report, colours: Colours): string => {
  const counted = severities
    .filter((severity) => report.totals[severity] > 0)
    .map((severity) => severityColour(colours, severity)(plural(report.totals[severity], severity === "info" ? "remark" : severity)));
  const files = `${plural(report.files.length, "file")}${report.command === "test" ? `, ${casesText(report, colours)}` : ""}`;
  const verdict = counted.length > 0 ? `: ${counted.join(", ")}` : report.command === "check" ? `: ${untroubled(report, colours)}` : "";
  return [`${files}${verdict}`, ...notesOf(report).map((note) => colours.yellow(note))].join("\n");
};

/** What is known is not clean, nor what was not analysed, nor files in which there is nothing to prove. */
const untroubled = (report: Report, colours: Colours): string => {
  if (report.files.some((file) => file.known > 0)) return "nothing new";
  if (report.files.every((file) => file.decisions.length + file.properties.length === 0))
    return colours.yellow("no table, decide or score, so nothing was proved");
  return report.files.every((file) => file.decisions.every((decision) => decision.analysed))
    ? colours.green("clean")
    : colours.yellow("not analysed in full");
};

const casesText = (report: Report, colours: Colours): string => {
  const results = report.files.flatMap((file) => file.examples.results);
  const failed = results.filter((result) => result.status !== "passed").length;
  if (results.length === 0) return colours.yellow("no example cases");
  const passed = `${plural(results.length - failed, "case")} passed`;
  return failed === 0 ? colours.green(passed) : `${passed}, ${colours.red(`${failed} failed`)}`;
};
