/** What is wrong with the head of a declaration: its first word, the order of its parts, or what it lacks. */
import type { IToken } from "chevrotain";
import type { SyntaxProblem } from "./ast.ts";
import { type Failure, inserted, markOf, plain, replaced } from "./failure.ts";
import { endOf } from "./layout.ts";
import { Arrow, Bar, Block, Cite, Compare, declarationWords, Equals, Name, Num, Str } from "./tokens.ts";

export function ofHead(failure: Failure): SyntaxProblem | undefined {
  if (failure.kind !== "decl") return undefined;
  return firstWord(failure) ?? secondDeclaration(failure) ?? order(failure) ?? closedBound(failure) ?? lacking(failure);
}

// ---------------------------------------------------------------- the first word

const earlier = new Map([
  ["staging", "scheme"],
  ["risk", "scheme"],
  ["integer", "number"],
  ["boolean", "flag"],
  ["variable", "number"],
  ["enum", "category"],
  ["rule", "decide"],
  ["rules", "decide"],
  ["example", "examples"],
  ["test", "case"],
  ["import", "use"],
  ["include", "use"],
]);

function firstWord({ at, token, tokens }: Failure): SyntaxProblem | undefined {
  if (at !== 0 || token === undefined) return undefined;
  const isRow = tokens.some(({ tokenType }) => tokenType === Bar || tokenType === Arrow);
  if (isRow)
    return plain(markOf(token), "This row belongs to no table: the rows of a table stand in the braces after its head, `table { … }`.");
  const meant = meantWord(token.image);
  if (meant !== undefined) return replaced(markOf(token), meant, `\`${token.image}\` begins no declaration. Did you mean \`${meant}\`?`);
  const words = [...declarationWords].map((word) => `\`${word}\``).join(", ");
  const written = token.tokenType === Block ? "{" : token.image;
  return plain(markOf(token), `\`${written}\` begins no declaration. A declaration begins with one of ${words}.`);
}

function meantWord(written: string): string | undefined {
  const word = written.toLowerCase();
  const known = earlier.get(word);
  if (known !== undefined) return known;
  const begun = [...declarationWords].filter((candidate) => word.length >= 2 && candidate.startsWith(word));
  if (begun.length === 1) return begun[0];
  return [...declarationWords].find((candidate) => candidate.length > 3 && distance(candidate, word) <= (candidate.length > 5 ? 2 : 1));
}

/** Letters to insert, delete, replace or swap with their neighbour. */
export function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let older: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(substitution, (previous[j] as number) + 1, (current[j - 1] as number) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (older[j - 2] as number) + 1);
      current.push(best);
    }
    older = previous;
    previous = current;
  }
  return previous[b.length] as number;
}

// ---------------------------------------------------------------- the parts

function secondDeclaration({ token, before }: Failure): SyntaxProblem | undefined {
  if (before?.tokenType !== Block || token === undefined || !declarationWords.has(token.image)) return undefined;
  const at = endOf(before);
  return {
    ...markOf(token),
    message: "A declaration begins on a line of its own.",
    fix: { title: "Begin a new line", edits: [{ start: at, end: token.startOffset, text: "\n" }] },
  };
}

const variableOrder = "title, `unknown`, `unit`, `from`, `to`, `step`, `assume`, `also`, `@source`, braces";
const decisionOrder = "policy (`unique`, `first`, `highest`), title, `where`, `needs`, `@source`, braces";
const parts = new Set(["unknown", "unit", "from", "to", "step", "assume", "also", "where", "needs", "unique", "first", "highest"]);
const variables = new Set(["category", "set", "flag", "number"]);

/** A part of the head that stands too late: it would have fitted further left. */
function order({ token, tokens, at }: Failure): SyntaxProblem | undefined {
  const head = tokens[0]?.image ?? "";
  const isPart = token !== undefined && (parts.has(token.image) || token.tokenType === Str || token.tokenType === Cite) && at > 1;
  if (!isPart) return undefined;
  const previous = tokens[at - 1] as IToken;
  const incomplete = previous.tokenType === Equals || previous.tokenType === Compare || parts.has(previous.image);
  if (incomplete) return undefined;
  const written = token.tokenType === Str ? "The title" : `\`${token.image}\``;
  if (variables.has(head)) {
    const fits = head === "number" || !["unit", "from", "to", "step"].includes(token.image);
    if (!fits) return plain(markOf(token), `${written} belongs to a \`number\`, not to a \`${head}\`.`);
    return plain(markOf(token), `${written} stands too late here, or twice. The order after the name is: ${variableOrder}.`);
  }
  const inDecision = (head === "table" || head === "decide") && token.tokenType !== Cite;
  return inDecision ? plain(markOf(token), `${written} stands too late here, or twice. The order is: ${decisionOrder}.`) : undefined;
}

/** `from >= 0`: an end is included unless it is left out. */
function closedBound({ token, before, rules }: Failure): SyntaxProblem | undefined {
  if (token === undefined || !rules.includes("number") || (token.tokenType !== Compare && token.tokenType !== Equals)) return undefined;
  if (before?.image !== "from" && before?.image !== "to") return undefined;
  const open = before.image === "from" ? "from > 0" : "to < 100";
  return replaced(markOf(token), "", `\`${before.image}\` includes its number. \`${open}\` would leave it out.`);
}

const needed: ReadonlyMap<string, string> = new Map([
  ["scheme", 'A scheme has its title in quotes and its fields in braces: `scheme "Lung carcinoma" { edition "AJCC 8" }`.'],
  ["use", 'Another file is used with `use "path.stage"`, `use T, N from "path.stage"` or `use "path.stage" as name`.'],
  ["category", 'A category has a name and its labels in braces: `category N "Regional lymph nodes" { N0 N1 N2 }`.'],
  ["set", 'A set has a name and its labels in braces: `set invades "Invasion" { heart trachea }`.'],
  ["number", 'A number has a name, and may have a title, a unit and a range: `number size "Tumour size" unit cm from 0 to 30`.'],
  ["flag", 'A flag has a name and may have a title: `flag npm1 "NPM1 mutated"`.'],
  ["table", "A table has a header and rows in braces: `table { T | N => stage`, then a row a line, then `}`."],
  ["decide", "A `decide` names what it decides and has its rules in braces: `decide T highest { T1 when size <= 2 cm }`."],
  ["score", "A score has a name and its parts in braces: `score points { +1 when age > 60 }`."],
  ["let", "A `let` gives an expression a name: `let ratio = ldh / 250`."],
  [
    "exclude",
    'An `exclude` says why, then which: `exclude "in situ disease has no nodes" when T = Tis and N != N0`, or a table in braces.',
  ],
  ["check", "A check is `check monotone stage in T, N`, `check never CONDITION` or `check CONDITION implies CONDITION`."],
  ["examples", 'Examples have a header and rows in braces: `examples "Worked cases" { T | N => stage`, then a row a line, then `}`.'],
  ["case", 'A case has a title and its steps in braces: `case "3 cm tumour" { given T = T1`, `expect stage = IA`, then `}`.'],
]);

const bracedHeads = new Set(["scheme", "category", "set", "table", "decide", "score", "examples", "case"]);

function lacking({ token, before, tokens, rules, expected }: Failure): SyntaxProblem | undefined {
  const first = tokens[0];
  const shape = needed.get(first?.image ?? "");
  if (first === undefined || before === undefined || shape === undefined) return undefined;
  const whole = { start: first.startOffset, end: markOf(before).end };
  if (token === undefined && expected === Block.name && bracedHeads.has(first.image)) {
    return inserted(whole, endOf(before), " {\n}", `Braces are missing. ${shape}`);
  }
  if (first.image === "let" && expected === Equals.name) {
    const at = endOf(before);
    if (token !== undefined) return inserted(markOf(token), at, " =", `\`=\` is missing before this. ${shape}`);
    return plain(whole, `\`=\` and an expression are missing. ${shape}`);
  }
  const inExpression = rules.includes("cond") || rules.includes("expr");
  if (inExpression) return undefined;
  if (token === undefined) return plain(whole, `This line stops short after \`${before.image}\`. ${shape}`);
  const wantsName = expected === Name.name && (token.tokenType === Num || token.tokenType === Str);
  return wantsName
    ? plain(markOf(token), `A name is missing before this: letters, digits and \`_\`, with a letter first. ${shape}`)
    : undefined;
}
