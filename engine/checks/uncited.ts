/** `uncited`: a table, decide or score that names no source, neither for all of it nor for each row. Off unless a project asks for it. */
import type { Citation, DecideDecl, Decl, ScoreDecl, Span, TableDecl } from "#grammar";
import type { Finding } from "../finding.ts";
import { insertAt } from "../fixes/edits.ts";
import { finding } from "../model/problems.ts";
import type { Model } from "../model/symbols.ts";

/** A row, or a part of a score, that may name its own source. */
interface Part extends Span {
  readonly cites: readonly Citation[];
}

export const uncitedFindings = (model: Model): readonly Finding[] =>
  model.source.parsed.file.decls.flatMap((decl) => uncitedIn(model, decl));

function uncitedIn(model: Model, decl: Decl): readonly Finding[] {
  if (decl.kind !== "table" && decl.kind !== "decide" && decl.kind !== "score") return [];
  if (decl.broken || decl.cites.length > 0) return [];
  const parts = partsOf(decl);
  const bare = parts.filter((part) => part.cites.length === 0);
  if (bare.length === 0 && parts.length > 0) return [];
  const { name, span, title } = headOf(decl);
  if (bare.length === parts.length) {
    const message = `Nothing says where ${title} comes from. Write @key before its brace, with the key of a 'cite' line of the header.`;
    return [finding("uncited", model.uri, span, message, `uncited ${name}`, { fixes: citeFixes(model, braceOf(model, decl)) })];
  }
  return bare.map((part) => {
    const text = model.source.text.slice(part.start, part.end).replace(/\s+/g, " ");
    const message = "Nothing says where this row comes from, while others of its block name their source. Write @key behind it.";
    return finding("uncited", model.uri, part, message, `uncited ${name} ${text}`, { fixes: citeFixes(model, part.end) });
  });
}

function partsOf(decl: TableDecl | DecideDecl | ScoreDecl): readonly Part[] {
  if (decl.kind === "table") return decl.grid.rows;
  if (decl.kind === "decide") return decl.rules;
  return decl.parts.flatMap((part): readonly Part[] => (part.kind === "factor" && part.cites.length === 0 ? part.rows : [part]));
}

function headOf(decl: TableDecl | DecideDecl | ScoreDecl): { readonly name: string; readonly span: Span; readonly title: string } {
  if (decl.kind !== "table") return { name: decl.name.text, span: decl.name, title: decl.title?.value ?? `${decl.kind} ${decl.name.text}` };
  const name = decl.grid.results.map((result) => result.text).join(" ");
  return { name, span: decl.grid.headerSpan, title: decl.title?.value ?? `this table of ${name}` };
}

/** Behind the last part of the head: a source is the last thing before the brace. */
function braceOf(model: Model, decl: TableDecl | DecideDecl | ScoreDecl): number {
  const { text, parsed } = model.source;
  const first = decl.kind === "table" ? decl.grid.start + 1 : ((decl.kind === "decide" ? decl.rules : decl.parts)[0]?.start ?? decl.end);
  let brace = text.lastIndexOf("{", first - 1);
  while (parsed.file.comments.some((comment) => comment.start <= brace && brace < comment.end)) brace = text.lastIndexOf("{", brace - 1);
  return text.slice(0, brace).trimEnd().length;
}

/** The sources that the header knows, a few of them: which one it is only the author can say. */
const citeFixes = (model: Model, at: number) =>
  [...model.cites.values()]
    .filter((cite) => cite.place.uri === model.uri)
    .slice(0, 4)
    .map((cite) => insertAt(`Name @${cite.key} as the source`, model.uri, at, ` @${cite.key}`));
