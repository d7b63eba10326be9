/**
 * Where a text can be cut so that each part reads by itself as it does within the whole: between declarations of which
 * nothing hangs on what stands before or behind. `reread.ts` uses it to read what has changed alone.
 */
import type { IToken } from "chevrotain";
import type { Comment, SyntaxProblem } from "./ast.ts";
import { endOf, type Layout, type Line, startOf } from "./layout.ts";
import { goesOnBelow } from "./stream.ts";

/** A line that is not within another: as a rule a declaration. */
export interface Root {
  readonly line: Line;
  readonly ok: boolean;
  /** It became a declaration of the tree. */
  readonly declares: boolean;
}

/** A root line with the comments above it, up to the next one. */
export interface Segment {
  /** Where the first physical line of it begins; the end is where the next one begins. */
  readonly from: number;
  /** A declaration at the margin that begins anew whatever stands above it. */
  readonly firm: boolean;
  /** Nothing is wrong in it. */
  readonly clean: boolean;
}

export interface Segments {
  readonly list: readonly Segment[];
  /** No bracket is open at the end, so that nothing behind it could belong to it. */
  readonly closed: boolean;
}

/** undefined where lines share what cannot be told apart. */
export function segmentsOf(layout: Layout, roots: readonly Root[], problems: readonly SyntaxProblem[]): Segments | undefined {
  const { lines, stream, comments } = layout;
  if (roots.length !== lines.length || lines.some(({ column }) => column < 0)) return undefined;
  const list: Segment[] = [];
  let token = 0;
  let comment = 0;
  let end = 0;
  for (const [index, root] of roots.entries()) {
    const start = startOf(root.line.tokens[0] as IToken);
    while (startOf(stream.tokens[token] as IToken) < start) token += 1;
    while ((comments[comment]?.start ?? start) < end || comments[comment]?.ownLine === false) comment += 1;
    const above = commentsBetween(comments, comment, start);
    const from = index === 0 ? 0 : lineStart(stream.text, above[0]?.start ?? start);
    const last = stream.tokens[token - 1];
    const docs = above.filter(({ kind, ownLine }) => kind === "doc" && ownLine);
    const firm =
      root.ok &&
      root.declares &&
      root.line.column === 0 &&
      stream.unbracketed[token] === true &&
      (last === undefined || !goesOnBelow(last)) &&
      docs.length === root.line.docsAbove.length;
    list.push({ from, firm, clean: true });
    end = endOf(root.line.tokens.at(-1) as IToken);
  }
  return { list: markProblems(list, problems), closed: stream.unbracketed.at(-1) === true };
}

const commentsBetween = (comments: readonly Comment[], first: number, end: number): readonly Comment[] => {
  let last = first;
  while ((comments[last]?.start ?? end) < end) last += 1;
  return comments.slice(first, last);
};

const lineStart = (text: string, offset: number): number =>
  Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;

/** A problem concerns every segment that it touches. */
function markProblems(list: readonly Segment[], problems: readonly SyntaxProblem[]): readonly Segment[] {
  if (problems.length === 0) return list;
  return list.map((segment, index) => {
    const next = list[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    return { ...segment, clean: !problems.some(({ start, end }) => start < next && end >= segment.from) };
  });
}
