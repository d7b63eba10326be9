/** Results changed: to the neighbouring labels, to one other label, to `none`; a number to another number. */
import type { Expr } from "#grammar";
import { moved } from "./decimals.ts";
import type { Change } from "./mutants.ts";
import { type Block, partsOf, type ResultSite } from "./rows.ts";
import { pick } from "./seeded.ts";
import type { Subject } from "./subject.ts";

export const changedResults = (subject: Subject, blocks: readonly Block[]): readonly Change[] => {
  const given = new Map<string, Set<string>>();
  for (const { variable, result } of blocks.flatMap((block) => block.rows.flatMap((row) => row.results)))
    given.set(variable, (given.get(variable) ?? new Set()).add(wordOf(result)));
  return blocks.flatMap((block) => [
    ...block.rows.flatMap((row) => row.results.flatMap((site) => changed(subject, site, given.get(site.variable) ?? new Set()))),
    ...(block.formula === undefined ? [] : partsOf(block.formula).flatMap((part) => changedNumber(subject, block.formula as Expr, part))),
  ]);
};

/** `given`: what the rows of this decision give anywhere; the neighbour of a stage is the next one that is given. */
function changed(subject: Subject, site: ResultSite, given: ReadonlySet<string>): readonly Change[] {
  // A parent that lists itself as its plain case has two labels of one text, and a rule can write it in one way only.
  const labels = [...new Set((subject.variable(site.variable)?.labels ?? []).map(({ text }) => text))];
  if (labels.length === 0) return numbers(subject, site);
  const own = wordOf(site.result);
  const used = labels.filter((text) => given.has(text));
  const at = used.indexOf(own);
  const near = at < 0 ? [] : [used[at - 1], used[at + 1]];
  const others = labels.filter((text) => text !== own && !near.includes(text));
  const far = pick(others, `${subject.file} ${site.start}`);
  const words = [...near, far].flatMap((text) => (text === undefined ? [] : [quoted(text)]));
  const none = site.result.kind === "none" ? [] : ['none "seeded"'];
  return [...words, ...none].map((text) => replaced(subject, site, text));
}

const numbers = (subject: Subject, site: ResultSite): readonly Change[] =>
  site.result.kind === "number" ? otherNumbers(site.result.text).map((text) => replaced(subject, site, text)) : [];

/** A coefficient of a formula. Numbers that something is compared with are bounds, not results. */
function changedNumber(subject: Subject, formula: Expr, part: Expr): readonly Change[] {
  if (part.kind !== "number") return [];
  const compared = partsOf(formula).some((each) => each.kind === "compare" && (each.left === part || each.right === part));
  return compared ? [] : otherNumbers(part.text).map((text) => replaced(subject, part, text));
}

/** One more, one less, and one more in the last digit written. */
const otherNumbers = (text: string): readonly string[] => {
  const whole = [moved(text, 0, 1n), moved(text, 0, -1n)];
  return text.includes(".") ? [...whole, moved(text, (text.split(".")[1] ?? "").length, 1n)] : whole;
};

const replaced = ({ source }: Subject, { start, end }: { readonly start: number; readonly end: number }, text: string): Change => ({
  at: start,
  told: `${lineAround(source.text, start, end)}: ${source.text.slice(start, end)} → ${text}`,
  edits: [{ start, end, text }],
});

/** The row that a place stands in, as far as it stands on one line. */
export function lineAround(text: string, start: number, end: number): string {
  const from = Math.max(text.lastIndexOf("\n", start - 1), text.lastIndexOf(";", start - 1), text.lastIndexOf("{", start - 1)) + 1;
  const to = [text.indexOf("\n", end), text.indexOf(";", end), text.indexOf("}", end)].filter((at) => at >= 0);
  const line = text.slice(from, Math.min(...to, text.length));
  return line
    .replace(/\/\/.*/, "")
    .replace(/\s@.*/, "")
    .trim();
}

export const quoted = (label: string): string => (/^\w+(\([\w+]+\))?$/.test(label) ? label : `"${label}"`);

function wordOf(result: ResultSite["result"]): string {
  switch (result.kind) {
    case "label":
      return result.label.text;
    case "number":
      return result.text;
    case "yesno":
      return result.value ? "yes" : "no";
    default:
      return result.kind;
  }
}
