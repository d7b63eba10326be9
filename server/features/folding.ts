/** Folding ranges: declarations and the blocks in them, comments over several lines, and the lines that use other files. */
import { type FoldingRange, FoldingRangeKind } from "vscode-languageserver";
import type { Comment, Decl, LabelDecl, Span } from "#grammar";
import type { Held } from "../workspace.ts";

export const foldsOf = ({ source, document }: Held): FoldingRange[] => {
  const { decls, comments } = source.parsed.file;
  const lineOf = (offset: number): number => document.positionAt(offset).line;
  const fold = ({ start, end }: Span, kind?: FoldingRangeKind): FoldingRange[] => {
    // The closing brace stays in sight where it has a line of its own.
    const isClosed = /\n[ \t]*\}$/.test(source.text.slice(start, end));
    const [startLine, endLine] = [lineOf(start), lineOf(end) - (isClosed ? 1 : 0)];
    return endLine > startLine ? [{ startLine, endLine, ...(kind === undefined ? {} : { kind }) }] : [];
  };
  const ownLines = comments.filter((comment) => comment.ownLine);
  return [
    ...decls.flatMap((decl) => [decl, ...blocksIn(decl)]).flatMap((block) => fold(block)),
    ...runs(ownLines, source.text, (comment: Comment) => comment.kind !== "block").flatMap((run) => fold(run, FoldingRangeKind.Comment)),
    ...runs(
      decls.filter((decl) => decl.kind === "use"),
      source.text,
      () => true,
    ).flatMap((run) => fold(run, FoldingRangeKind.Imports)),
  ];
};

const blocksIn = (decl: Decl): readonly Span[] => {
  if (decl.kind === "category" || decl.kind === "set") return decl.labels.flatMap(parentsIn);
  return decl.kind === "score" ? decl.parts.filter((part) => part.kind === "factor") : [];
};

const parentsIn = (label: LabelDecl): readonly Span[] =>
  label.children === undefined ? [] : [label, ...label.children.flatMap(parentsIn)];

/** Neighbours with nothing but one line break between them are one. */
const runs = <S extends Span>(parts: readonly S[], text: string, joins: (part: S) => boolean): readonly Span[] => {
  const found: { start: number; end: number; joins: boolean }[] = [];
  for (const part of parts) {
    const last = found.at(-1);
    if (last?.joins && joins(part) && /^[ \t]*\r?\n[ \t]*$/.test(text.slice(last.end, part.start))) last.end = part.end;
    else found.push({ start: part.start, end: part.end, joins: joins(part) });
  }
  return found;
};
