/** `// stagewright-ignore CODE: reason`: hides findings of one code in the next row, or in the block below it. */
import type { Comment, Span } from "#grammar";
import type { Finding, Fix } from "../finding.ts";
import { fixOf, replaceBy, takeOutComment } from "../fixes/edits.ts";
import { placesOf } from "../fixes/places.ts";
import { closest, finding } from "../model/problems.ts";
import type { Model } from "../model/symbols.ts";
import { type Code, catalog, isCode } from "./catalog.ts";
import { withIgnoreFix } from "./ignore-fix.ts";

interface Ignore {
  readonly code: string;
  /** Where the code stands in the text. */
  readonly codeSpan: Span;
  readonly reason: string;
  readonly comment: Comment;
  readonly covers: Span | undefined;
}

const pattern = /^\s*stagewright-ignore\b\s*([^:\s]*)\s*(?::\s*(.*))?$/;

/** A reason that is still to be filled in is none. */
const unfilled = new Set(["", "???"]);

/** Findings about several files: checking one of them cannot tell that they are gone. */
const needsOthers: ReadonlySet<string> = new Set<Code>(["applies-overlap"]);

/** A finding that a comment hides, with the reason that the comment gives. */
export interface IgnoredFinding {
  readonly finding: Finding;
  readonly reason: string;
}

export interface AppliedIgnores {
  /** What is left, with what is to be said of the ignores themselves. */
  readonly left: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
}

/** `complete`: nothing was left unchecked. */
export function applyIgnores(model: Model, findings: readonly Finding[], complete: boolean): AppliedIgnores {
  const ignores = ignoresIn(model);
  const used = new Set<Ignore>();
  const ignored: IgnoredFinding[] = [];
  const left = findings.filter((one) => {
    const match = ignores.find((ignore) => isFor(ignore, one, model.uri));
    if (match === undefined) return true;
    used.add(match);
    ignored.push({ finding: one, reason: match.reason });
    return false;
  });
  const about = ignores.flatMap((ignore) => problemOf(model, ignore, used.has(ignore), complete && !needsOthers.has(ignore.code)));
  return { left: [...left.map((one) => withIgnoreFix(model, one)), ...about], ignored };
}

/** The codes that comments in the file hide, with their reasons: those of a code that needs other files included. */
export const statedIgnores = (model: Model): readonly { readonly code: string; readonly reason: string }[] =>
  ignoresIn(model)
    .filter(({ reason }) => !unfilled.has(reason))
    .map(({ code, reason }) => ({ code, reason }));

/** Whether a comment in the file of `model` hides a finding. */
export const isIgnored = (model: Model, one: Finding): boolean => ignoresIn(model).some((ignore) => isFor(ignore, one, model.uri));

const isFor = (ignore: Ignore, one: Finding, uri: string): boolean =>
  ignore.code === one.code && !unfilled.has(ignore.reason) && covers(ignore, one, uri);

function ignoresIn(model: Model): readonly Ignore[] {
  const { comments } = model.source.parsed.file;
  const marked = comments.filter((comment) => comment.kind !== "doc" && pattern.test(comment.text));
  if (marked.length === 0) return [];
  const places = placesOf(model.source);
  return marked.map((comment) => readIgnore(model.source.text, places, comment));
}

function readIgnore(text: string, places: readonly Span[], comment: Comment): Ignore {
  const match = pattern.exec(comment.text);
  const code = match?.[1] ?? "";
  const word = text.indexOf("stagewright-ignore", comment.start);
  const start = code === "" ? comment.end : text.indexOf(code, word + "stagewright-ignore".length);
  return {
    code,
    codeSpan: { start, end: start + code.length },
    reason: (match?.[2] ?? "").trim(),
    comment,
    covers: nextAfter(places, comment),
  };
}

/** The declaration or row that starts next; a comment at the end of a line belongs to that line's row. */
function nextAfter(places: readonly Span[], comment: Comment): Span | undefined {
  if (!comment.ownLine) return places.filter((part) => part.end <= comment.start).sort((a, b) => b.end - a.end || b.start - a.start)[0];
  return places.filter((part) => part.start >= comment.end).sort((a, b) => a.start - b.start || b.end - a.end)[0];
}

const inside = (outer: Span, inner: Span): boolean => inner.start >= outer.start && inner.end <= outer.end;

/** The finding stands in the covered text, or one of the rows that it is about does. */
function covers(ignore: Ignore, one: Finding, uri: string): boolean {
  const { covers: area } = ignore;
  if (area === undefined) return false;
  if (one.uri === uri && inside(area, one.span)) return true;
  return one.code === "overlap" && one.related.some((related) => related.uri === uri && inside(area, related.span));
}

// ------------------------------------------------------------ about the comments

function problemOf(model: Model, ignore: Ignore, used: boolean, complete: boolean): readonly Finding[] {
  const { comment, code } = ignore;
  const make = (message: string, summary: string, fixes: readonly Fix[]) => [
    finding("unused-ignore", model.uri, comment, message, summary, { fixes }),
  ];
  const remove = (safe: boolean) => fixOf("Delete this comment", model.uri, [takeOutComment(model.source, comment)], safe);
  if (!isCode(code)) {
    const near = closest(code, Object.keys(catalog));
    return make(
      `There is no finding called '${code}'${near === undefined ? "" : `; did you mean ${near}?`} Write: // stagewright-ignore gap: the reason.`,
      `ignore ${code}`,
      [...(near === undefined ? [] : [replaceBy(`Change ${code} to ${near}`, model.uri, ignore.codeSpan, near)]), remove(false)],
    );
  }
  if (unfilled.has(ignore.reason))
    return make(
      `This ignore needs its reason, so that the next reader can judge it: // stagewright-ignore ${code}: the reason.`,
      `ignore ${code} without reason`,
      [remove(false)],
    );
  if (used || !complete) return [];
  return make(`Nothing here is a '${code}' finding any more, so this comment can be deleted.`, `unused ignore ${code}`, [remove(true)]);
}
