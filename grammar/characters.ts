/** What to say of a character that the language does not know, and what the author will have meant by it. */
import type { SyntaxProblem } from "./ast.ts";
import { type Failure, plain, replaced, touching, wordAt } from "./failure.ts";
import { endOf } from "./layout.ts";
import { Bad, Num, OpenStr } from "./tokens.ts";

type Say = (failure: Failure, character: string) => SyntaxProblem;

/** The token that stopped the line is a character or a quote of no use. */
export function ofCharacter(failure: Failure): SyntaxProblem | undefined {
  const { token } = failure;
  if (token === undefined) return undefined;
  if (token.tokenType === OpenStr) return openQuote(failure);
  if (token.tokenType !== Bad) return undefined;
  const character = token.image;
  for (const [characters, say] of said) if (characters.includes(character)) return say(failure, character);
  return otherCharacter(failure);
}

const instead =
  (text: string, message: string): Say =>
  ({ token }, character) =>
    replaced(spanOfBad(token), text, message.replace("$", character));

const spanOfBad = (token: Failure["token"]): { start: number; end: number } => ({
  start: token?.startOffset ?? 0,
  end: (token?.startOffset ?? 0) + (token?.image.length ?? 0),
});

const said: readonly (readonly [string, Say])[] = [
  ["≤⩽≦", instead("<=", "`$` is written `<=`.")],
  ["≥⩾≧", instead(">=", "`$` is written `>=`.")],
  ["≠", instead("!=", "`$` is written `!=`.")],
  ["→⇒➔➜⟶", instead("=>", "The arrow of a row is written `=>`.")],
  ["…", instead("..", "A range is written with two dots: `T1..T3`.")],
  ["×·∙⋅", instead("*", "`$` is written `*`.")],
  ["÷", instead("/", "`$` is written `/`.")],
  ["–—−‐‑‒", dash],
  ["“”„‟«»", quotes],
  ["‘’‚'`", quotes],
  ["%‰°µμ", unit],
  ["&", ampersand],
  ["!", instead("not ", "`!` is written `not`.")],
  ["#", instead("//", "A comment begins with `//`.")],
];

/** A typographic dash: a range between labels or numbers, a minus before a number. */
function dash({ token, before, after, tokens, at }: Failure, character: string): SyntaxProblem {
  const span = spanOfBad(token);
  const arrow = after?.image === ">" && touching(token, after);
  if (arrow) return replaced({ ...span, end: endOf(after) }, "=>", "The arrow of a row is written `=>`.");
  const isRange = before !== undefined && tokens[at - 1]?.image.match(/[\w")]$/) !== null;
  if (!isRange) return replaced(span, "-", `The dash \`${character}\` is not a minus sign: write \`-\`.`);
  return replaced(span, "..", `A range is written with two dots: \`${before.image}..${after?.image ?? "…"}\`.`);
}

const anyQuote = /[“”„‟«»‘’‚'`]/g;

/** Quotes as a word processor makes them: all of the line are set right together. */
function quotes({ text, line, token }: Failure, character: string): SyntaxProblem {
  const start = line.tokens[0]?.startOffset ?? 0;
  const lineEnd = text.slice(token?.startOffset ?? 0).search(/[\r\n]/);
  const end = lineEnd < 0 ? text.length : (token?.startOffset ?? 0) + lineEnd;
  const edits = [...text.slice(start, end).matchAll(anyQuote)].map(({ index }) => ({
    start: start + index,
    end: start + index + 1,
    text: '"',
  }));
  return {
    ...spanOfBad(token),
    message: `The quote \`${character}\` is written as a straight double quote: \`"\`.`,
    fix: { title: "Use straight quotes", edits },
  };
}

/** `10 %`: a unit that is not one plain word stands in quotes. */
function unit(failure: Failure): SyntaxProblem {
  const { text, token, before } = failure;
  const word = wordAt(text, token?.startOffset ?? 0);
  const written = text.slice(word.start, word.end);
  if (before?.tokenType !== Num && before?.image !== "unit" && before?.image !== "as") return otherCharacter(failure);
  return replaced(word, `"${written}"`, `A unit that is not one plain word stands in quotes: \`"${written}"\`.`);
}

function ampersand({ token, after }: Failure): SyntaxProblem {
  const span = spanOfBad(token);
  const isDouble = after?.image === "&" && touching(token, after);
  return replaced(isDouble ? { ...span, end: endOf(after) } : span, "and", "Conditions are joined with the word `and`.");
}

function otherCharacter({ text, token }: Failure): SyntaxProblem {
  const offset = token?.startOffset ?? 0;
  let start = offset;
  while (start > 0 && /[\p{L}\p{N}_]/u.test(text[start - 1] ?? "")) start -= 1;
  const word = wordAt(text, start);
  const written = text.slice(word.start, word.end);
  if (/^[\p{L}\p{N}_+\-/]+$/u.test(written)) {
    return replaced(
      word,
      `"${written}"`,
      `\`${written}\` has a character that bare names and labels cannot have. A label may stand in quotes: \`"${written}"\`.`,
    );
  }
  return plain(
    spanOfBad(token),
    `The character \`${printable(token?.image ?? "")}\` has no meaning here. A label with such a character stands in quotes.`,
  );
}

const printable = (character: string): string =>
  /^[\p{C}]$/u.test(character) ? `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}` : character;

function openQuote({ text, token }: Failure): SyntaxProblem {
  const start = token?.startOffset ?? 0;
  const image = token?.image ?? '"';
  const stop = image.search(/\s*(?:=>|\||\{|;|\/\/|$)/);
  const at = start + Math.max(1, stop);
  const written = text.slice(start, at);
  const message = `The quote \`${written}\` is not closed. A text in quotes ends on its line.`;
  return { start, end: start + image.length, message, fix: { title: 'Close it with `"`', edits: [{ start: at, end: at, text: '"' }] } };
}
