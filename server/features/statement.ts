/**
 * The line that is being typed, read from the text alone: a half-typed line is not in the tree. It knows lines, blocks,
 * comments and quotes; what the words mean is for `wanted.ts`.
 */

/** A block in braces around the cursor. */
export interface OpenBlock {
  /** The text before its brace: `table first "…"`. */
  readonly head: string;
  /** Its first line: the header of a grid. Undefined while the cursor is in it. */
  readonly first: string | undefined;
}

export interface Statement {
  /** From its beginning to the cursor, without comments; an open quote is left out. */
  readonly text: string;
  /** Where an open quote around the cursor begins. */
  readonly quote: number | undefined;
  /** Outermost first. */
  readonly blocks: readonly OpenBlock[];
}

const piece = /\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"\\\r\n]|\\[^\r\n])*"?|[{}();]|\r\n?|\n|[^/"{}();\r\n]+|\//g;

const declaration = /^(scheme|use|category|number|flag|set|table|decide|score|let|exclude|check|examples|case)\b(?!\s*(=>|\|))/;
const goesOn = /(,|\b(and|or|then|else)|[+\-*/^]|^\s*let\s+\w+\s*=)\s*$/;
/** Blocks in which a brace is a set and no block. */
const grids = /^(table|exclude|examples|decide|case)\b/;

/** The statement before an offset; undefined inside a comment. */
export function statementAt(text: string, offset: number): Statement | undefined {
  const blocks: { head: string; first: string | undefined }[] = [];
  let said = "";
  let round = 0;
  let braces = 0;
  const end = (): void => {
    const block = blocks.at(-1);
    if (block !== undefined && !/^(\} )?\s*$/.test(said)) block.first ??= said.trim();
    said = "";
    round = 0;
    braces = 0;
  };
  for (const match of text.slice(0, offset).matchAll(piece)) {
    const [word] = match;
    const last = match.index + word.length === offset;
    if (word.startsWith("//")) {
      if (last) return undefined;
    } else if (word.startsWith("/*")) {
      if (last && !word.endsWith("*/")) return undefined;
    } else if (word.startsWith('"')) {
      const closed = word.length > 1 && word.endsWith('"');
      if (last && !closed) return { text: said, quote: match.index, blocks };
      said += word;
    } else if (word === "\n" || word.startsWith("\r") || word === ";") {
      const next = /^\s*(=>|and\b|or\b)/.test(text.slice(match.index, match.index + 200));
      if (word === ";" || !(round > 0 || goesOn.test(said) || (next && said.trim() !== ""))) end();
    } else if (word === "{" && blocks.length > 0 && grids.test(blocks.at(-1)?.head ?? "")) {
      braces += 1;
      said += word;
    } else if (word === "{") {
      blocks.push({ head: said.trim(), first: undefined });
      said = "";
    } else if (word === "}") {
      if (braces > 0) {
        braces -= 1;
        said += word;
      } else {
        end();
        blocks.pop();
        // What follows on the line of a closed block begins nothing.
        said = "} ";
      }
    } else {
      if (said.trim() === "" && declaration.test(word.trimStart()) && !inScheme(blocks) && !isOneLine(text, match.index)) blocks.length = 0;
      round += word === "(" ? 1 : word === ")" ? -1 : 0;
      said += word;
    }
  }
  return { text: said.trimStart(), quote: undefined, blocks };
}

/** `score { … }` on a line of its own closes what was left open above it; behind a brace it is a column. */
const isOneLine = (text: string, at: number): boolean => !/(^|[\r\n])[ \t]*$/.test(text.slice(Math.max(0, at - 200), at));

const inScheme = (blocks: readonly OpenBlock[]): boolean => blocks.at(-1)?.head.startsWith("scheme") === true;
