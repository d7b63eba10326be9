/** `// stagewright-ignore CODE: reason`: hides findings of one code in the next row, or in the block below it. */
import type { Comment, Decl, Span } from "#grammar";
import type { Finding } from "../finding.ts";
import { closest, finding } from "../model/problems.ts";
import type { Model } from "../model/symbols.ts";
import { catalog, isCode } from "./catalog.ts";

interface Ignore {
  readonly code: string;
  readonly reason: string;
  readonly comment: Comment;
  readonly covers: Span | undefined;
}

const pattern = /^\s*stagewright-ignore\b\s*([^:\s]*)\s*(?::\s*(.*))?$/;

/** Findings that are left, with those about the ignores themselves. `complete`: nothing was left unchecked. */
export function applyIgnores(model: Model, findings: readonly Finding[], complete: boolean): readonly Finding[] {
  const { file } = model.source.parsed;
  const ignores = file.comments.flatMap((comment) => readIgnore(file.decls, comment));
  const used = new Set<Ignore>();
  const left = findings.filter((one) => {
    const match = ignores.find((ignore) => ignore.code === one.code && ignore.reason !== "" && covers(ignore, one, model.uri));
    if (match !== undefined) used.add(match);
    return match === undefined;
  });
  return [...left, ...ignores.flatMap((ignore) => problemOf(model, ignore, used.has(ignore), complete))];
}

function readIgnore(decls: readonly Decl[], comment: Comment): readonly Ignore[] {
  const match = pattern.exec(comment.text);
  if (match === null || comment.kind === "doc") return [];
  return [{ code: match[1] ?? "", reason: (match[2] ?? "").trim(), comment, covers: nextAfter(decls, comment) }];
}

/** The declaration or row that starts next; a comment at the end of a line belongs to that line's row. */
function nextAfter(decls: readonly Decl[], comment: Comment): Span | undefined {
  const parts = decls.flatMap((decl) => [decl, ...partsOf(decl)]);
  if (!comment.ownLine) return parts.filter((part) => part.end <= comment.start).sort((a, b) => b.end - a.end || b.start - a.start)[0];
  return parts.filter((part) => part.start >= comment.end).sort((a, b) => a.start - b.start || b.end - a.end)[0];
}

function partsOf(decl: Decl): readonly Span[] {
  switch (decl.kind) {
    case "table":
      return decl.grid.rows;
    case "examples":
      return decl.grid.rows;
    case "exclude":
      return decl.grid?.rows ?? [];
    case "decide":
      return decl.rules;
    case "score":
      return decl.parts.flatMap((part): readonly Span[] => (part.kind === "factor" ? [part, ...part.rows] : [part]));
    case "case":
      return decl.steps;
    default:
      return [];
  }
}

const inside = (outer: Span, inner: Span): boolean => inner.start >= outer.start && inner.end <= outer.end;

/** The finding stands in the covered text, or one of the rows that it is about does. */
function covers(ignore: Ignore, one: Finding, uri: string): boolean {
  const { covers: area } = ignore;
  if (area === undefined) return false;
  if (one.uri === uri && inside(area, one.span)) return true;
  return one.code === "overlap" && one.related.some((related) => related.uri === uri && inside(area, related.span));
}

function problemOf(model: Model, ignore: Ignore, used: boolean, complete: boolean): readonly Finding[] {
  const { comment, code } = ignore;
  const make = (message: string, summary: string) => [finding("unused-ignore", model.uri, comment, message, summary)];
  if (!isCode(code))
    return make(
      `There is no finding called '${code}'${closest(code, Object.keys(catalog)) === undefined ? "" : `; did you mean ${closest(code, Object.keys(catalog))}?`} Write: // stagewright-ignore gap: the reason.`,
      `ignore ${code}`,
    );
  if (ignore.reason === "")
    return make(
      `This ignore needs its reason, so that the next reader can judge it: // stagewright-ignore ${code}: the reason.`,
      `ignore ${code} without reason`,
    );
  if (used || !complete) return [];
  return make(`Nothing here is a '${code}' finding any more, so this comment can be deleted.`, `unused ignore ${code}`);
}
