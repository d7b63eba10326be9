/**
 * The formatter: the same words and comments, set in order. Columns stand below each other, blocks are indented by
 * two, blank lines are single. A line that does not parse is kept as it is, byte for byte.
 */
import type { IToken } from "chevrotain";
import type { Comment, ParseResult } from "./ast.ts";
import { factorStops, rowStops, ruleStops, type Stops } from "./columns.ts";
import { type BlockLines, blockOf, endOf, type Line } from "./layout.ts";
import { parse, type Reading, read } from "./parse.ts";
import { gap } from "./spacing.ts";
import { Block, keyword, LParen, RParen, Str } from "./tokens.ts";

/** The text, formatted. Its meaning is proved to be the same; where that fails, the text comes back as it was. */
export function format(text: string): string {
  const reading = read(text);
  if (reading === undefined || reading.partial) return text;
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const printed = mark + new Printer(text, reading).print();
  const formatted = /\r\n/.test(text) ? printed.replace(/\r?\n/g, "\r\n") : printed;
  return meaningOf(parse(formatted)) === meaningOf(reading.result) ? formatted : text;
}

/** The tree without its places. */
const meaningOf = ({ file, problems }: ParseResult): string =>
  JSON.stringify(
    [
      file.decls,
      file.comments.map(({ kind, text }) => [kind, text.replace(/\r\n?/g, "\n")]),
      file.broken.map(({ names }) => names),
      problems.length,
    ],
    (key, value) => (key === "start" || key === "end" || key === "headerSpan" ? undefined : value),
  );

type LinesOf = "file" | "fields" | "labels" | "grid" | "rules" | "parts" | "steps";

const blocks: ReadonlyMap<string, LinesOf> = new Map([
  ["scheme", "fields"],
  ["category", "labels"],
  ["set", "labels"],
  ["table", "grid"],
  ["exclude", "grid"],
  ["examples", "grid"],
  ["decide", "rules"],
  ["score", "parts"],
  ["case", "steps"],
]);

/** What the lines in a block are, told by the line that it belongs to. */
function linesIn(block: LinesOf, head: IToken | undefined): LinesOf {
  if (block === "file") return blocks.get(head?.image ?? "") ?? "fields";
  return block === "parts" ? "grid" : block;
}

/** A printed line; `room` is set where a comment at its end may stand below others. */
interface Out {
  text: string;
  comment: string;
  readonly aligned: boolean;
}

/** Walks over lines and comments in the order of the text; its fields are the place that it has come to. */
class Printer {
  private next = 0;
  private lastEnd = 0;

  constructor(
    private readonly text: string,
    private readonly reading: Reading,
  ) {}

  print(): string {
    const out = this.block("file", this.reading.lines, this.text.length, 0, this.stopsOf("file", this.reading.lines));
    return out.length === 0 ? "" : `${out.join("\n")}\n`;
  }

  // -------------------------------------------------------- blocks

  private block(kind: LinesOf, lines: readonly Line[], end: number, depth: number, stops: Stops): string[] {
    const out: Out[] = [];
    const indent = "  ".repeat(depth);
    for (const line of lines) {
      const start = startOfLine(line);
      this.ownComments(out, start, indent);
      this.blankLine(out, start);
      if (this.isKept(line)) out.push(this.kept(line, end));
      else this.line(out, kind, line, depth, stops, end);
    }
    this.ownComments(out, end, indent);
    return withComments(out);
  }

  private stopsOf(kind: LinesOf, lines: readonly Line[]): Stops {
    const whole = lines.filter((line) => !this.isKept(line));
    const single = whole.filter((line) => line.breaks.length === 0);
    if (kind === "grid") return rowStops(single.filter((line) => line.tokens.every((token) => token.tokenType !== Block)));
    if (kind === "rules") return ruleStops(whole.filter((line) => line.breaks[0] === undefined || line.breaks[0] > whenOf(line)));
    if (kind === "parts")
      return factorStops(
        single.filter((line) => line.tokens.at(-1)?.tokenType === Block && this.isInline(blockOf(line.tokens.at(-1) as IToken))),
      );
    return new Map();
  }

  private isKept(line: Line): boolean {
    return this.reading.broken.has(line) || line.tokens.some((token) => token.tokenType === Block && isMended(blockOf(token)));
  }

  private isInline(block: BlockLines): boolean {
    return !/[\r\n]/.test(this.text.slice(block.start, block.end));
  }

  /** One blank line where the author left any, but none at the start of a block. */
  private blankLine(out: Out[], start: number): void {
    const breaks = this.text.slice(this.lastEnd, start).match(/\r\n?|\n/g)?.length ?? 0;
    if (breaks > 1 && out.length > 0) out.push({ text: "", comment: "", aligned: false });
  }

  // -------------------------------------------------------- comments

  private comment(): Comment | undefined {
    return this.reading.result.file.comments[this.next];
  }

  private take(comment: Comment): string {
    this.next += 1;
    this.lastEnd = comment.end;
    return this.text.slice(comment.start, comment.end).replace(/[ \t]+$/, "");
  }

  /** Comments before an offset, each on its own line. */
  private ownComments(out: Out[], before: number, indent: string): void {
    for (let comment = this.comment(); comment !== undefined && comment.start < before; comment = this.comment()) {
      this.blankLine(out, comment.start);
      out.push({ text: indent + this.take(comment), comment: "", aligned: false });
    }
  }

  /** Comments that follow on the same physical line, before an offset. */
  private trailing(before = this.text.length): string {
    let text = "";
    for (let comment = this.comment(); comment !== undefined && comment.start < before; comment = this.comment()) {
      if (/[\r\n]/.test(this.text.slice(this.lastEnd, comment.start))) break;
      text += `${text === "" ? "" : " "}${this.take(comment)}`;
    }
    return text;
  }

  // -------------------------------------------------------- lines

  /** A line that does not parse, or whose braces were put in thought: as it stands. */
  private kept(line: Line, blockEnd: number): Out {
    const first = startOfLine(line);
    const lineStart = Math.max(this.text.lastIndexOf("\n", first - 1), this.text.lastIndexOf("\r", first - 1)) + 1;
    const start = line.column >= 0 ? Math.max(lineStart, this.lastEnd) : first;
    this.lastEnd = endOf(line.tokens.at(-1) as IToken);
    for (let comment = this.comment(); comment !== undefined && comment.start < this.lastEnd; comment = this.comment()) this.next += 1;
    this.trailing(blockEnd);
    const rest = /^[ \t]*(?=[\r\n]|$)/.exec(this.text.slice(this.lastEnd))?.[0] ?? "";
    return { text: this.text.slice(start, this.lastEnd) + rest, comment: "", aligned: false };
  }

  private line(out: Out[], kind: LinesOf, line: Line, depth: number, stops: Stops, end: number): void {
    const first = line.tokens[0] as IToken;
    const indent = "  ".repeat(depth);
    let current: Out = { text: indent, comment: "", aligned: kind === "grid" };
    let brackets = 0;
    for (const [index, token] of line.tokens.entries()) {
      const before = line.tokens[index - 1];
      const closes = token.tokenType === RParen ? 1 : 0;
      const deeper = indent + "  ".repeat(1 + Math.max(0, brackets - closes));
      const broken = this.commentsWithin(out, current, token.startOffset, index === 0 ? indent : deeper, line.breaks.includes(index));
      if (broken !== undefined) current = broken;
      brackets += token.tokenType === LParen ? 1 : -closes;
      const isFresh = current.text.trim() === "";
      const blank = before === undefined || isFresh ? "" : separator(kind, before, token, line.tokens[index - 2], first);
      const stop = stops.get(token);
      const padded = stop === undefined || broken !== undefined ? current.text + blank : (current.text + blank).padEnd(depth * 2 + stop);
      if (token.tokenType === Block) current = this.fold(out, { ...current, text: padded }, kind, first, blockOf(token), depth);
      else current.text = padded + token.image;
      this.lastEnd = endOf(token);
    }
    current.comment = this.trailing(end);
    out.push(current);
  }

  /** Comments between two tokens of a line; gives the new physical line where one begins. */
  private commentsWithin(out: Out[], current: Out, before: number, indent: string, breaks: boolean): Out | undefined {
    let here = current;
    let isNew = false;
    const begin = (): void => {
      out.push(here);
      here = { text: indent, comment: "", aligned: false };
      isNew = true;
    };
    for (let comment = this.comment(); comment !== undefined && comment.start < before; comment = this.comment()) {
      if (comment.ownLine && here.text.trim() !== "") begin();
      const isLast = comment.kind !== "block" || /[\r\n]/.test(this.text.slice(comment.end, before));
      const text = this.take(comment);
      here.text += here.text.trim() === "" ? text : ` ${text}`;
      if (isLast) begin();
    }
    if (breaks && here.text.trim() !== "") begin();
    return isNew ? here : undefined;
  }

  /** A block in braces: on one line if the author had it on one line. Gives the line that its `}` stands on. */
  private fold(out: Out[], head: Out, kind: LinesOf, first: IToken, block: BlockLines, depth: number): Out {
    const inner = linesIn(kind, first);
    this.lastEnd = block.start + 1;
    if (this.isInline(block)) {
      const lines = this.block(inner, block.lines, block.end, 0, new Map());
      const separatorText = inner === "labels" ? "  " : "; ";
      head.text += lines.length === 0 ? "{}" : `{ ${lines.map((line) => line.trim()).join(separatorText)} }`;
      return head;
    }
    head.text += "{";
    head.comment = this.trailing(block.lines[0] === undefined ? block.end : startOfLine(block.lines[0]));
    out.push(head);
    for (const text of this.block(inner, block.lines, block.end, depth + 1, this.stopsOf(inner, block.lines)))
      out.push({ text, comment: "", aligned: false });
    return { text: `${"  ".repeat(depth)}}`, comment: "", aligned: false };
  }
}

const startOfLine = (line: Line): number => line.tokens[0]?.startOffset ?? 0;

const isMended = (block: BlockLines): boolean =>
  block.implied ||
  block.below ||
  block.lines.some((line) => line.tokens.some((token) => token.tokenType === Block && isMended(blockOf(token))));

const whenOf = (line: Line): number => line.tokens.findIndex((token) => token.tokenType === keyword("when"));

/** Two blanks part labels that share a line, one parts other words. */
function separator(kind: LinesOf, before: IToken, token: IToken, beforeThat: IToken | undefined, first: IToken): string {
  if (token.tokenType === Block) return " ";
  if (before.tokenType === Block) return kind === "labels" ? "  " : " ";
  const blank = gap(before, token, beforeThat, first);
  const isText = token.tokenType === Str && (before.image === ":" || before.image === "also" || before.image === ",");
  const belongs = isText || before.image === "also" || token.image === "also" || before.image === ":";
  return kind === "labels" && blank === " " && !belongs ? "  " : blank;
}

/** Puts comments at the ends of lines; those of a table's rows stand below each other. */
function withComments(out: readonly Out[]): string[] {
  const rows = out.filter(({ aligned, comment }) => aligned && comment !== "");
  const column = Math.max(0, ...rows.map(({ text }) => text.length));
  return out.map(({ text, comment, aligned }) => {
    if (comment === "") return text.trim() === "" ? "" : text;
    return `${aligned ? text.padEnd(column) : text}  ${comment}`;
  });
}
