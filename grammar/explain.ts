/**
 * Says in an author's words what is wrong with a line that does not parse: a known slip (`characters.ts`,
 * `mistakes.ts`, `head-mistakes.ts`), a line that stops short, or a word that does not fit.
 */
import type { IRecognitionException, IToken } from "chevrotain";
import type { SyntaxProblem } from "./ast.ts";
import { ofCharacter } from "./characters.ts";
import { emptiedBelow } from "./emptied.ts";
import { closesTooMuch, type Failure, isHeader, type LineKind, markOf, plain } from "./failure.ts";
import { ofHead } from "./head-mistakes.ts";
import type { Line } from "./layout.ts";
import { ofMistake } from "./mistakes.ts";
import { AddOp, Arrow, Bar, Block, Comma, isA, keyword, RangeOp, RCurly, RelOp } from "./tokens.ts";

/** The one problem of a line. */
export function explain(text: string, kind: LineKind, line: Line, error: IRecognitionException): SyntaxProblem {
  const failure = failureOf(text, kind, line, error);
  const problem =
    ofCharacter(failure) ?? loneBrace(failure) ?? ofHead(failure) ?? ofMistake(failure) ?? stopsShort(failure) ?? misfit(failure);
  return onLine(problem, failure);
}

function failureOf(text: string, kind: LineKind, line: Line, error: IRecognitionException): Failure {
  const { tokens } = line;
  const found = tokens.indexOf(error.token);
  const at = found < 0 ? tokens.length : found;
  const rules = error.context.ruleStack;
  return { text, kind, line, tokens, at, token: tokens[at], before: tokens[at - 1], after: tokens[at + 1], expected: error.message, rules };
}

/**
 * Puts a problem on one physical line. Where a line goes wrong at the start of a further physical line, what is
 * amiss is at the end of the one before.
 */
function onLine(problem: SyntaxProblem, { text, line, at, before }: Failure): SyntaxProblem {
  const lost =
    before === undefined || (at < line.tokens.length && !line.breaks.includes(at)) ? undefined : emptiedBelow(text, markOf(before).end);
  if (lost !== undefined && before !== undefined && (at < line.tokens.length || goesOn(before)))
    return { ...lost, message: problem.message, fix: undefined };
  const lineStart = line.breaks.findLast((index) => index <= at);
  if (lineStart === undefined || lineStart === 0) return problem;
  const isBefore = at < line.tokens.length && (lineStart === at || closesTooMuch(line.tokens));
  if (isBefore) return { ...markOf(line.tokens[lineStart - 1] as IToken), message: problem.message, fix: undefined };
  const reached = line.breaks.findLast((index) => (line.tokens[index] as IToken).startOffset < problem.end) ?? 0;
  return { ...problem, start: Math.max(problem.start, (line.tokens[reached] as IToken).startOffset) };
}

function loneBrace({ token }: Failure): SyntaxProblem | undefined {
  if (token?.tokenType !== RCurly) return undefined;
  return { ...markOf(token), message: "This `}` closes nothing.", fix: { title: "Remove it", edits: [{ ...markOf(token), text: "" }] } };
}

// ---------------------------------------------------------------- lines that stop short

const shapes: { readonly [K in LineKind]: string } = {
  decl: "",
  field:
    'A field of the scheme is one of `edition "…"`, `applies site …`, `cite KEY "…"`, `classification …`, `purpose "…"`, `status …`, `licence "…"`.',
  labelLine: 'Labels are written as `T1`, `T1: "3 cm or less"`, or with their own labels in braces: `T1 { T1a T1b }`.',
  header: "A table's header names its columns, then `=>` and what it decides: `T | N | M => stage`.",
  exampleHeader: "The header of examples names their columns, then `=>` and what is expected: `T | N | M => stage`.",
  bareHeader: "The header of an `exclude` names its columns: `T | N`.",
  row: "A row needs `=>` and a result: `T1 | N0 | M0 => IA`.",
  bareRow: "A row of an `exclude` is its cells, parted by bars: `Tis | N1..N3`.",
  exampleRow: "An example needs `=>` and what is expected: `T1 | N0 | M0 => IA`.",
  rule: "A rule is a result, `when` and a condition: `T1 when size <= 2 cm`; or `otherwise` and a result.",
  part: "A line of a score is `+1 when age > 60`, or a variable with its points in braces: `age { <= 60 => 0; > 60 => 1 }`.",
  step: "A step is `given …`, `then …` or `expect …`, such as `given T = T1, N = N0` and `expect stage = IA`.",
};

function stopsShort({ kind, token, before, tokens }: Failure): SyntaxProblem | undefined {
  if (token !== undefined && token.tokenType !== Block) return undefined;
  const first = tokens[0];
  if (before === undefined || first === undefined) return undefined;
  const whole = { start: first.startOffset, end: markOf(before).end };
  const needsArrow = (kind === "row" || kind === "exampleRow" || isHeader(kind)) && !tokens.some(({ tokenType }) => tokenType === Arrow);
  if (needsArrow) return plain(whole, shapes[kind]);
  if (before.tokenType === Arrow) {
    const result = isHeader(kind)
      ? "the name of what the table decides"
      : 'a result (a label, a number, `none "why"`, or `???` to be filled in)';
    return plain(markOf(before), `After \`=>\` stands ${result}.`);
  }
  if (kind === "rule" && !tokens.some(({ tokenType }) => tokenType === keyword("when"))) return plain(whole, shapes.rule);
  return plain(goesOn(before) ? markOf(before) : whole, `This line stops short after \`${before.image}\`. ${shapes[kind]}`.trim());
}

/** Something must follow this word. */
const goesOn = (token: IToken): boolean =>
  [Bar, Comma, RangeOp, keyword("and"), keyword("or")].includes(token.tokenType) || isA(token, RelOp) || isA(token, AddOp);

function misfit({ kind, token, before }: Failure): SyntaxProblem {
  const at = token ?? (before as IToken);
  const written = at.tokenType === Block ? "{" : at.image;
  return plain(markOf(at), `\`${written}\` does not fit here. ${shapes[kind]}`.trim());
}
