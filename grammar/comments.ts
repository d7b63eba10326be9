/** Comments as the tree keeps them: their kind, their place and their text without the marks. */
import type { IToken } from "chevrotain";
import type { Comment } from "./ast.ts";
import { BlockComment, DocComment, LineComment, OpenComment } from "./tokens.ts";

export const isComment = (token: IToken): boolean =>
  token.tokenType === LineComment || token.tokenType === DocComment || token.tokenType === BlockComment || token.tokenType === OpenComment;

/** The comment of a token; `ownLine` is true when only blanks stand before it on its line. */
export function commentOf(token: IToken, ownLine: boolean): Comment {
  const start = token.startOffset;
  const end = start + token.image.length;
  if (token.tokenType === DocComment) return { kind: "doc", text: token.image.slice(3).trim(), ownLine, start, end };
  if (token.tokenType === LineComment) return { kind: "line", text: token.image.slice(2).trim(), ownLine, start, end };
  const closing = token.tokenType === BlockComment ? 2 : 0;
  return { kind: "block", text: token.image.slice(2, token.image.length - closing).trim(), ownLine, start, end };
}
