/** The lines of a rule file that a finding is about, with a mark below them: a code frame for people. */
import type { Span } from "../engine.ts";
import type { SourceText } from "../source-text.ts";

export interface Paint {
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
  readonly mark: (text: string) => string;
}

/** Wider lines are cut around the mark: nobody reads a line of ten megabytes. */
const widest = 120;

/** The first line of the span, numbered, and below it the mark; a span over several lines is marked to the end of its first. */
export const frame = (text: SourceText, span: Span, paint: Paint): readonly string[] => {
  const start = text.at(span.start);
  const end = text.at(Math.max(span.start, span.end));
  const whole = text.line(start.line);
  const from = start.column - 1;
  const to = end.line === start.line ? end.column - 1 : whole.length;
  const cut = window(whole, from);
  const line = whole.slice(cut.from, cut.to);
  const shown = `${cut.from > 0 ? "…" : ""}${visible(line)}${cut.to < whole.length ? "…" : ""}`;
  const before = (cut.from > 0 ? 1 : 0) + visible(line.slice(0, from - cut.from)).length;
  const marked = visible(line.slice(from - cut.from, Math.max(from, to) - cut.from)).length;
  const number = String(start.line);
  const gutter = " ".repeat(number.length);
  return [
    `${paint.dim(`${number} |`)} ${shown}`,
    `${paint.dim(`${gutter} |`)} ${" ".repeat(before)}${paint.mark("^".repeat(Math.max(1, marked)))}${end.line > start.line ? paint.dim(" …") : ""}`,
  ];
};

const window = (line: string, from: number): { readonly from: number; readonly to: number } => {
  if (line.length <= widest) return { from: 0, to: line.length };
  const start = Math.max(0, Math.min(from - widest / 3, line.length - widest));
  return { from: start, to: Math.min(line.length, start + widest) };
};

/** Tabs as blanks, and nothing that would steer a terminal. */
const visible = (text: string): string => text.replaceAll("\t", "    ").replace(/\p{Cc}/gu, "\ufffd");
