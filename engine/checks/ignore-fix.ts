/** The last fix of a finding that may be right as it stands: an ignore above its row or block, with a reason to fill in. */
import type { Span } from "#grammar";
import type { Finding } from "../finding.ts";
import { indentAt, insertAt, isFirstOnLine, lineStart, startWithDoc } from "../fixes/edits.ts";
import { placesAround } from "../fixes/places.ts";
import type { Model } from "../model/symbols.ts";

/** What a guideline may well mean. What makes a file meaningless, or stands for nobody's judgement, is mended instead. */
const judged: ReadonlySet<string> = new Set([
  "gap",
  "overlap",
  "masked-row",
  "redundant-row",
  "dead-alternative",
  "unreachable-result",
  "not-monotone",
  "domain-error",
  "applies-overlap",
  "unused",
]);

export function withIgnoreFix(model: Model, one: Finding): Finding {
  if (one.uri !== model.uri || !judged.has(one.code)) return one;
  const at = whereToIgnore(model, one.span);
  if (at === undefined) return one;
  const comment = `${indentAt(model.source.text, at)}// stagewright-ignore ${one.code}: ???\n`;
  const title = "Keep it as it is, with a reason to fill in";
  return { ...one, fixes: [...one.fixes, insertAt(title, one.uri, lineStart(model.source.text, at), comment)] };
}

/** The smallest part around the finding that begins a line, above its documentation; a comment there is about that part. */
function whereToIgnore(model: Model, span: Span): number | undefined {
  const { source } = model;
  const smallest = placesAround(source, span).toSorted((a, b) => a.end - a.start - (b.end - b.start));
  const part = smallest.find(({ start }) => isFirstOnLine(source.text, start));
  return part === undefined ? undefined : startWithDoc(source, part.start);
}
