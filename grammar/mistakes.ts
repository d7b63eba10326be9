/** Slips that authors make again and again, told from the words around the place where a line stops making sense. */
import type { IToken, TokenType } from "chevrotain";
import type { SyntaxProblem } from "./ast.ts";
import { type Failure, from, inserted, isHeader, markOf, plain, replaced, touching, wordAt } from "./failure.ts";
import { endOf } from "./layout.ts";
import * as t from "./tokens.ts";

type Recognise = (failure: Failure) => SyntaxProblem | undefined;

/** The first slip that is recognised. */
export function ofMistake(failure: Failure): SyntaxProblem | undefined {
  for (const recognise of mistakes) {
    const problem = recognise(failure);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

declare const found: unique symbol;
/** A token that was looked for. The mark is for the compiler alone: a token that is not of one type is still a token. */
type Found = IToken & { readonly [found]: true };

const isRow = ({ kind }: Failure): boolean => kind === "row" || kind === "bareRow" || kind === "exampleRow";
const isGrid = (failure: Failure): boolean => isRow(failure) || isHeader(failure.kind) || failure.kind === "bareHeader";
const isValue = (token: IToken | undefined): token is Found => token !== undefined && t.isA(token, t.LabelWord);
const is = (token: IToken | undefined, type: TokenType): token is Found => token?.tokenType === type;

// ---------------------------------------------------------------- signs

/** `->` and a single `=` where the arrow of a row belongs. */
function arrow(failure: Failure): SyntaxProblem | undefined {
  const { token, before, after, kind } = failure;
  if (is(token, t.Minus) && after?.image === ">" && touching(token, after)) {
    return replaced(from(token, after), "=>", "The arrow of a row is written `=>`.");
  }
  if (is(before, t.Minus) && token?.image === ">" && touching(before, token)) {
    return replaced(from(before, token), "=>", "The arrow of a row is written `=>`.");
  }
  const wantsArrow = isHeader(kind) || ((kind === "row" || kind === "exampleRow") && isValue(before));
  if (wantsArrow && is(token, t.Equals)) return replaced(markOf(token), "=>", "A result stands after `=>`; a single `=` compares.");
  return undefined;
}

/** `==`, `=<`, `<>`. */
function doubledSign({ token, before }: Failure): SyntaxProblem | undefined {
  if (token === undefined || before === undefined || !t.isA(before, t.RelOp) || !touching(before, token)) return undefined;
  if (!t.isA(token, t.RelOp) && !is(token, t.Arrow)) return undefined;
  const written = before.image + token.image;
  const meant = written.startsWith("!")
    ? "!="
    : written === "=<"
      ? "<="
      : written === "<>" || written === "><"
        ? "!="
        : written.startsWith("=")
          ? "="
          : before.image;
  return replaced(from(before, token), meant, `\`${written}\` is written \`${meant}\`.`);
}

/** `size => 3`: the arrow of a row where "at least" is meant. */
function arrowAsComparison({ token, after, kind }: Failure): SyntaxProblem | undefined {
  if (!is(token, t.Arrow) || isHeader(kind) || kind === "row" || kind === "exampleRow") return undefined;
  if (kind === "bareRow" || kind === "bareHeader") return plain(markOf(token), "An `exclude` gives no result: its rows are cells alone.");
  if (after === undefined || !(is(after, t.Num) || is(after, t.Minus))) return undefined;
  return replaced(markOf(token), ">=", "`=>` leads to a result. “At least” is written `>=`.");
}

/** `2 < x <= 3`. */
function doubleComparison({ token, tokens, at, before }: Failure): SyntaxProblem | undefined {
  const sign = tokens[at - 2];
  const low = tokens[at - 3];
  const high = tokens[at + 1];
  if (!token || !before || !sign || !low || !high) return undefined;
  if (!/^<=?$/.test(sign.image) || !/^<=?$/.test(token.image) || !t.isA(before, t.Name)) return undefined;
  const range = `${sign.image === "<" ? "<" : ""}..${token.image === "<" ? "<" : ""}`;
  const meant = `${before.image} in ${low.image} ${range} ${high.image}`;
  return replaced(from(low, high), meant, `A double comparison is written as an interval: \`${meant}\`.`);
}

/** `T1-T3`. */
function hyphenRange(failure: Failure): SyntaxProblem | undefined {
  const { token, before, after } = failure;
  if (!is(token, t.Minus) || !isValue(before) || !isValue(after) || (!isGrid(failure) && !failure.rules.includes("members")))
    return undefined;
  return replaced(
    from(before, after),
    `${before.image}..${after.image}`,
    `A range is written with two dots: \`${before.image}..${after.image}\`.`,
  );
}

/** `ER+`, `HER2-`. */
function signedLabel({ token, before, tokens, at }: Failure): SyntaxProblem | undefined {
  const isSign = token !== undefined && t.isA(token, t.AddOp);
  const sign = isSign ? token : before;
  const label = isSign ? before : tokens[at - 2];
  if (
    sign === undefined ||
    label === undefined ||
    !t.isA(sign, t.AddOp) ||
    !t.isA(label, t.Plain) ||
    is(label, t.Str) ||
    !touching(label, sign)
  )
    return undefined;
  const written = `${label.image}${sign.image}`;
  return replaced(from(label, sign), `"${written}"`, `A label with a \`${sign.image}\` stands in quotes: \`"${written}"\`.`);
}

/** `Tis (DCIS)`. */
function blankBeforeBracket({ token, before, text }: Failure): SyntaxProblem | undefined {
  if (!is(token, t.LParen) || before === undefined || !t.isA(before, t.Plain) || touching(before, token)) return undefined;
  const bracket = /^\([A-Za-z0-9+-]+\)/.exec(text.slice(token.startOffset, token.startOffset + 40))?.[0];
  if (bracket === undefined) return undefined;
  const span = { start: before.startOffset, end: token.startOffset + bracket.length };
  return replaced(
    span,
    `${before.image}${bracket}`,
    `A bracket that belongs to a label follows it without a blank: \`${before.image}${bracket}\`.`,
  );
}

/** `.5`, `5.`, `1...5`. */
function strayDot({ token, before, after }: Failure): SyntaxProblem | undefined {
  if (!is(token, t.Dot)) return undefined;
  if (is(after, t.Num) && touching(token, after) && !touching(before, token)) {
    return replaced(from(token, after), `0.${after.image}`, `A number begins with a digit: \`0.${after.image}\`.`);
  }
  if (is(before, t.Num) && touching(before, token)) {
    return replaced(from(before, token), before.image, `A number does not end in a dot: \`${before.image}\`, or \`${before.image}.0\`.`);
  }
  if (is(before, t.RangeOp)) return replaced(from(before, token), "..", "A range is written with two dots: `5..10`.");
  return undefined;
}

/** `unit 10*9/L`, `>= 10 g/dL`. */
function bareUnit(failure: Failure): SyntaxProblem | undefined {
  const { token, before, tokens, at, text } = failure;
  const isSign = is(token, t.Star) || is(token, t.Slash) || is(token, t.Caret);
  const start = isSign ? before : token;
  const owner = isSign ? tokens[at - 2] : before;
  if (start === undefined || owner === undefined) return undefined;
  const afterUnit = is(owner, t.keyword("unit")) || is(owner, t.keyword("as"));
  if (!afterUnit && !(is(owner, t.Num) && !touching(owner, start) && (isSign || is(start, t.Num)))) return undefined;
  const word = wordAt(text, start.startOffset);
  const written = text.slice(word.start, word.end);
  if (is(start, t.Num) && /^\d+(\.\d+)?$/.test(written)) return undefined;
  return replaced(word, `"${written}"`, `A unit that is not one plain word stands in quotes: \`"${written}"\`.`);
}

// ---------------------------------------------------------------- bars, commas, brackets

function bar(failure: Failure): SyntaxProblem | undefined {
  const { token, before, at, after } = failure;
  if (isGrid(failure)) {
    if (is(token, t.Bar) && at === 0) return replaced(markOf(token), "", "A row begins with its first cell, not with a bar.");
    if (is(token, t.Bar) && is(before, t.Bar))
      return inserted(from(before, token), endOf(before), " any ", "A cell is empty. Write `any` where it does not matter.");
    if (is(token, t.Arrow) && is(before, t.Bar)) return replaced(markOf(before), "", "A bar parts two cells: none stands before `=>`.");
    if (token === undefined && is(before, t.Bar)) return plain(markOf(before), "A cell is missing after the bar.");
    return undefined;
  }
  if (!is(token, t.Bar)) return undefined;
  if (is(after, t.Bar) && touching(token, after)) return replaced(from(token, after), "or", "Conditions are joined with the word `or`.");
  return plain(markOf(token), "A bar parts the cells of a table; it does not belong here. Alternatives are joined with `or`.");
}

function labelComma({ kind, token }: Failure): SyntaxProblem | undefined {
  if (kind !== "labelLine" || !is(token, t.Comma)) return undefined;
  return replaced(markOf(token), "", "Labels are parted by blanks, not by commas.");
}

/** `{ <= 3 => 1, > 3 => 2 }`: rows on one line are parted by `;`. */
function rowComma({ kind, token, tokens }: Failure): SyntaxProblem | undefined {
  if (kind !== "row" || !is(token, t.Comma) || !tokens.some(({ tokenType }) => tokenType === t.Arrow)) return undefined;
  return replaced(markOf(token), ";", "Rows that share a line are parted by `;`, not by commas.");
}

/** `given T = T1 N = N0`. */
function missingComma({ kind, token, before, after }: Failure): SyntaxProblem | undefined {
  if (
    kind !== "step" ||
    token === undefined ||
    before === undefined ||
    after === undefined ||
    !t.isA(token, t.Name) ||
    !t.isA(after, t.RelOp)
  )
    return undefined;
  return inserted(markOf(token), endOf(before), ",", "A comma is missing before this: `given T = T1, N = N0`.");
}

/** `1 when age > 60` in a score. */
function unsignedPoints({ kind, token, at }: Failure): SyntaxProblem | undefined {
  if (kind !== "part" || at !== 0 || !is(token, t.Num)) return undefined;
  return inserted(markOf(token), token.startOffset, "+", `Points are added with a sign: \`+${token.image} when …\`.`);
}

function openBracket({ tokens, token, expected, line }: Failure): SyntaxProblem | undefined {
  let open: IToken | undefined;
  let depth = 0;
  for (const [index, candidate] of tokens.entries()) {
    if (is(candidate, t.LParen)) {
      depth += 1;
      open = depth === 1 ? candidate : open;
    }
    if (is(candidate, t.RParen)) depth -= 1;
    if (depth < 0) return plain(markOf(tokens[index] as IToken), "This `)` closes no bracket.");
  }
  if (depth === 0 || open === undefined || (token !== undefined && expected !== t.RParen.name)) return undefined;
  const last = line.tokens.at(-1) as IToken;
  const isWhole = isValue(last) || is(last, t.RParen) || is(last, t.Question);
  if (!isWhole) return undefined;
  if (token !== undefined) return plain(markOf(token), "A `)` or a comma is missing before this.");
  return inserted(from(open, last), endOf(last), ")", "A bracket is not closed on this line: `)` is missing.");
}

// ---------------------------------------------------------------- words

function mixedAndOr({ token, kind }: Failure): SyntaxProblem | undefined {
  if (kind !== "rule" && kind !== "part" && kind !== "decl") return undefined;
  if (!is(token, t.keyword("or")) && !is(token, t.keyword("and"))) return undefined;
  return plain(markOf(token), "`and` and `or` side by side can be read two ways: put brackets around one of them, as in `a and (b or c)`.");
}

const upperWords = new Map([
  ["and", "and"],
  ["or", "or"],
  ["not", "not"],
  ["when", "when"],
  ["otherwise", "otherwise"],
  ["in", "in"],
  ["has", "has"],
  ["if", "if"],
  ["then", "then"],
  ["else", "else"],
]);

/** `AND`, `When`. */
function capitals({ token, before }: Failure): SyntaxProblem | undefined {
  for (const word of [token, before]) {
    const meant = is(word, t.Word) ? upperWords.get(word.image.toLowerCase()) : undefined;
    if (word !== undefined && meant !== undefined)
      return replaced(markOf(word), meant, `\`${word.image}\` is written in small letters: \`${meant}\`.`);
  }
  return undefined;
}

/** A reserved word where a name or a label belongs. */
function reservedWord(failure: Failure): SyntaxProblem | undefined {
  const { token, expected, kind, rules } = failure;
  if (token === undefined || !t.isReserved(token.image)) return undefined;
  const wantsLabel =
    kind === "labelLine" ||
    expected === t.LabelWord.name ||
    (isRow(failure) && (rules.at(-1) === "alternative" || rules.at(-1) === "cell")) ||
    rules.at(-1) === "result";
  if (wantsLabel)
    return replaced(
      markOf(token),
      `"${token.image}"`,
      `\`${token.image}\` is a word of the language. As a label it stands in quotes: \`"${token.image}"\`.`,
    );
  if (expected !== t.Name.name) return undefined;
  return plain(markOf(token), `\`${token.image}\` is a word of the language and cannot be a name.`);
}

/** `T1 => IA` in a `decide`, `T1 when …` in a table. */
function wrongBlock({ kind, token }: Failure): SyntaxProblem | undefined {
  if (kind === "rule" && is(token, t.Arrow))
    return plain(markOf(token), "A rule of `decide` begins with its result: `IA when T = T1`. Rows with `=>` stand in a `table`.");
  if ((kind === "row" || kind === "exampleRow") && is(token, t.keyword("when"))) {
    return plain(
      markOf(token),
      "A row of a table has cells and a result: `T1 | N0 => IA`. Rules with `when` stand in `decide NAME { … }`.",
    );
  }
  return undefined;
}

const mistakes: readonly Recognise[] = [
  arrow,
  doubledSign,
  arrowAsComparison,
  doubleComparison,
  hyphenRange,
  blankBeforeBracket,
  strayDot,
  bareUnit,
  signedLabel,
  bar,
  labelComma,
  rowComma,
  missingComma,
  unsignedPoints,
  capitals,
  mixedAndOr,
  wrongBlock,
  reservedWord,
  openBracket,
];
