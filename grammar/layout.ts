/**
 * Tokens to logical lines. A line holds its words; a block in braces is folded into one token that holds the lines
 * within it. So every line is parsed on its own, and one that does not parse costs no other.
 */
import type { IToken } from "chevrotain";
import type { Comment, Span, SyntaxProblem } from "./ast.ts";
import { type Braces, pairBraces } from "./braces.ts";
import { emptiedBelow, lostProblem } from "./emptied.ts";
import { type Stream, streamOf } from "./stream.ts";
import { Block, LCurly, OpenComment, Semicolon } from "./tokens.ts";

/** One row, one rule, one declaration: what a line break or `;` ends. */
export interface Line {
  readonly tokens: IToken[];
  /** Indexes of the tokens that begin a further physical line. */
  readonly breaks: number[];
  /** Column of the first token, or -1 where something else stands before it on its physical line. */
  readonly column: number;
  readonly docsAbove: readonly string[];
  readonly docsAfter: string[];
}

/** The lines between two braces. */
export interface BlockLines extends Span {
  readonly lines: Line[];
  /** A brace was missing and put in thought. */
  implied: boolean;
  /** The opening brace stands on a line of its own. */
  below: boolean;
  end: number;
}

export interface Layout {
  readonly lines: readonly Line[];
  readonly comments: readonly Comment[];
  /** Braces that are missing or stand on a line of their own. */
  readonly problems: readonly SyntaxProblem[];
  /** What the lines were made of. */
  readonly stream: Stream;
  /** No brace is missing, and none is left over. */
  readonly balanced: boolean;
}

/** So many blocks may be open at once. */
const DEEPEST_BLOCK = 20;

export const startOf = (token: IToken): number => token.startOffset;
export const endOf = (token: IToken): number => (token.tokenType === Block ? blockOf(token).end : token.startOffset + token.image.length);
export const spanOf = (token: IToken): Span => ({ start: startOf(token), end: endOf(token) });
export const blockOf = (token: IToken): BlockLines => token.payload as BlockLines;

/** The block that ends a line, if one does. */
export const lastBlock = (line: Line): BlockLines | undefined => {
  const last = line.tokens.at(-1);
  return last?.tokenType === Block ? blockOf(last) : undefined;
};

export function layout(text: string, raw: readonly IToken[]): Layout {
  const stream = streamOf(text, raw);
  const braces = pairBraces(stream);
  const laidOut = new LineBuilder(stream, braces).build();
  const open = raw.filter((token) => token.tokenType === OpenComment).map(openComment);
  return { ...laidOut, problems: [...laidOut.problems, ...open], stream, balanced: braces.balanced };
}

interface OpenLine {
  readonly line: Line;
  readonly lines: Line[];
  readonly block: BlockLines;
}

/** Walks over the tokens once; its fields are the place that it has come to. */
class LineBuilder {
  private readonly root: Line[] = [];
  private readonly problems: SyntaxProblem[] = [];
  private readonly outer: OpenLine[] = [];
  private lines = this.root;
  private line: Line | undefined;
  /** The line that a `///` at the end of a physical line speaks of. */
  private latest: Line | undefined;
  private docsAbove: string[] = [];
  private nextComment = 0;

  constructor(
    private readonly stream: Stream,
    private readonly braces: Braces,
  ) {}

  build(): Pick<Layout, "lines" | "comments" | "problems"> {
    const { tokens } = this.stream;
    for (let index = 0; index < tokens.length; index += 1) this.step(index, tokens[index] as IToken);
    this.readComments(tokens.length);
    for (const opening of this.braces.closeBefore.get(tokens.length) ?? []) this.closeImplied(opening, tokens.length);
    return { lines: this.root, comments: this.stream.comments, problems: this.problems };
  }

  private step(index: number, token: IToken): void {
    this.readComments(index);
    const missing = this.braces.closeBefore.get(index) ?? [];
    for (const opening of missing) this.closeImplied(opening, index);
    const role = this.braces.roles.get(index);
    if (role === "close") this.close(token);
    else if (role === "open") this.open(index, token);
    else if (token.tokenType === Semicolon) this.line = undefined;
    else {
      if (this.stream.starts[index]) this.line = undefined;
      this.add(index, token);
    }
    if (this.braces.openAfter.has(index)) this.openImplied(token);
  }

  private add(index: number, token: IToken): void {
    if (this.line === undefined) {
      const column = this.stream.first[index] ? (this.stream.column[index] ?? 0) : -1;
      this.line = { tokens: [], breaks: [], column, docsAbove: this.docsAbove, docsAfter: [] };
      this.docsAbove = [];
      this.lines.push(this.line);
    } else if (this.stream.first[index]) this.line.breaks.push(this.line.tokens.length);
    this.line.tokens.push(token);
    this.latest = this.line;
  }

  private open(index: number, token: IToken): void {
    const head = this.line;
    const isBelow = head !== undefined && this.stream.starts[index] === true && this.stream.first[index] === true;
    if (isBelow) this.problems.push(braceBelow(head, token));
    this.push(index, token, false).below = isBelow;
  }

  private push(index: number, token: IToken, implied: boolean): BlockLines {
    const start = implied ? endOf(token) : token.startOffset;
    const block: BlockLines = { lines: [], start, end: start + (implied ? 0 : 1), implied, below: false };
    const folded: IToken = {
      image: implied ? "" : "{",
      startOffset: start,
      tokenType: Block,
      tokenTypeIdx: Block.tokenTypeIdx as number,
      payload: block,
    };
    this.add(index, folded);
    this.outer.push({ line: this.line as Line, lines: this.lines, block });
    this.lines = block.lines;
    this.line = undefined;
    if (this.outer.length > DEEPEST_BLOCK) this.buryBlock(block);
    return block;
  }

  /** What lies too deep is set aside, so that no reader of the lines can run out of stack. */
  private buryBlock(block: BlockLines): void {
    this.lines = [];
    block.implied = true;
    if (this.outer.length > DEEPEST_BLOCK + 1) return;
    const message = `Braces are open ${DEEPEST_BLOCK} deep here; what is further in is not read.`;
    this.problems.push({ start: block.start, end: Math.min(block.start + 1, this.stream.text.length), message, fix: undefined });
  }

  private close(token: IToken): void {
    const outer = this.outer.pop();
    if (outer === undefined) return;
    outer.block.end = endOf(token);
    this.lines = outer.lines;
    this.line = outer.line;
    this.latest = outer.line;
    this.docsAbove = [];
  }

  private openImplied(token: IToken): void {
    const at = endOf(token);
    const lost = emptiedBelow(this.stream.text, at);
    const missing: SyntaxProblem = {
      ...spanOf(token),
      message: "An opening brace `{` is missing at the end of this line.",
      fix: { title: "Add `{`", edits: [{ start: at, end: at, text: " {" }] },
    };
    this.problems.push(lost === undefined ? missing : lostProblem(lost));
    this.push(-1, token, true);
  }

  private closeImplied(opening: number, index: number): void {
    const outer = this.outer.pop();
    if (outer === undefined) return;
    const last = this.stream.tokens[index - 1] as IToken;
    outer.block.end = endOf(last);
    outer.block.implied = true;
    this.lines = outer.lines;
    this.line = undefined;
    this.problems.push(missingClose(this.stream, opening, index));
  }

  private readComments(index: number): void {
    const { comments, commentBefore } = this.stream;
    for (; commentBefore[this.nextComment] === index; this.nextComment += 1) {
      const comment = comments[this.nextComment];
      if (comment?.kind !== "doc") continue;
      if (comment.ownLine) this.docsAbove.push(comment.text);
      else this.latest?.docsAfter.push(comment.text);
    }
  }
}

// ------------------------------------------------------------ what to say of comments and braces

function openComment(token: IToken): SyntaxProblem {
  const end = token.startOffset + token.image.length;
  return {
    start: token.startOffset,
    end,
    message: "This comment is not closed: `*/` is missing. A comment to the end of the line begins with `//`.",
    fix: { title: "Close the comment", edits: [{ start: end, end, text: " */" }] },
  };
}

function braceBelow(head: Line, brace: IToken): SyntaxProblem {
  const last = head.tokens.at(-1) as IToken;
  const at = endOf(last);
  return {
    ...spanOf({ ...brace, tokenType: LCurly }),
    message: "The opening brace `{` stands at the end of the line above, not on a line of its own.",
    fix: {
      title: "Move `{` to the end of the line above",
      edits: [
        { start: at, end: at, text: " {" },
        { start: brace.startOffset, end: brace.startOffset + 1, text: "" },
      ],
    },
  };
}

/** The place where the closing brace is missed: an empty line below the block, else the end of its last line. */
function missingClose(stream: Stream, opening: number, index: number): SyntaxProblem {
  const last = stream.tokens[index - 1] as IToken;
  const end = last.startOffset + last.image.length;
  const isInline = stream.first[opening + 1] === false || index === opening + 1;
  const below = isInline ? undefined : blankLineBelow(stream.text, end);
  const head = headText(stream, opening);
  const message = `A closing brace \`}\` is missing here: the block \`${head}\` is still open.`;
  const indent = " ".repeat(stream.column[opening] ?? 0);
  if (below !== undefined) {
    return { start: below, end: below, message, fix: { title: "Add `}`", edits: [{ start: below, end: below, text: `${indent}}` }] } };
  }
  const text = isInline ? " }" : `\n${indent}}`;
  return { ...spanOf(last), message, fix: { title: "Add `}`", edits: [{ start: end, end, text }] } };
}

function blankLineBelow(text: string, offset: number): number | undefined {
  const match = /^[^\r\n]*(?:\r\n?|\n)(?=[ \t]*(?:[\r\n]|$))/.exec(text.slice(offset, offset + 400));
  return match === null ? undefined : offset + match[0].length;
}

function headText(stream: Stream, opening: number): string {
  const token = stream.tokens[opening] as IToken;
  const before = stream.text.slice(Math.max(0, token.startOffset - 60), token.startOffset + 1);
  return before.slice(Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r"), before.lastIndexOf("}")) + 1).trim();
}
