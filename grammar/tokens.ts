/**
 * The words of the language: every token that the lexer makes and the parser reads.
 * What a word means in its place is the parser's matter; which text becomes which token is decided here and in `lexer.ts`.
 */
import { createToken, type IToken, Lexer, type TokenType } from "chevrotain";

/** Abstract tokens: any of these may be a label, all but a number may be a label beside a number, and these may be a name. */
export const LabelWord = createToken({ name: "LabelWord", pattern: Lexer.NA });
export const Plain = createToken({ name: "Plain", pattern: Lexer.NA, categories: [LabelWord] });
export const Name = createToken({ name: "Name", pattern: Lexer.NA, categories: [Plain] });
export const RelOp = createToken({ name: "RelOp", pattern: Lexer.NA });
export const AddOp = createToken({ name: "AddOp", pattern: Lexer.NA });

const functionNames = ["ln", "log10", "exp", "sqrt", "min", "max", "abs", "round"];
const reservedNames = [
  ..."and or not in has any all of as if then else when where needs otherwise implies because except none yes no".split(" "),
  ..."unknown assume also monotone never falling count".split(" "),
];
const freeNames = [
  ..."scheme use category number flag set table decide score let exclude check examples case edition effective applies".split(" "),
  ..."site histology cite doi url classification purpose status licence unit from to step for given expect".split(" "),
];

// ------------------------------------------------------------ text that the lexer matches

export const Blank = createToken({
  name: "Blank",
  pattern: /[ \t\f\v\u00A0\u2000-\u200B\u202F\u205F\u3000\uFEFF]+/,
  group: Lexer.SKIPPED,
});
export const LineBreak = createToken({ name: "LineBreak", pattern: /\r\n?|\n/, line_breaks: true });
export const DocComment = createToken({ name: "DocComment", pattern: /\/\/\/(?!\/)[^\r\n]*/ });
export const LineComment = createToken({ name: "LineComment", pattern: /\/\/[^\r\n]*/ });
export const BlockComment = createToken({ name: "BlockComment", pattern: /\/\*[\s\S]*?\*\//, line_breaks: true });
/** A block comment without its end stops at the end of its line, so that the rest of the file is still read. */
export const OpenComment = createToken({ name: "OpenComment", pattern: /\/\*[^\r\n]*/ });
export const Semicolon = createToken({ name: "Semicolon", pattern: /;/ });

export const Str = createToken({ name: "Str", pattern: /"(?:[^"\\\r\n]|\\[^\r\n])*"/, categories: [Plain] });
export const OpenStr = createToken({ name: "OpenStr", pattern: /"(?:[^"\\\r\n]|\\[^\r\n])*\\?/ });
export const IsoDate = createToken({ name: "IsoDate", pattern: /\d{4}-\d\d-\d\d(?!\w)/ });
export const Code = createToken({ name: "Code", pattern: /[A-Z]\d\d\.\d(?!\w)/ });
export const Cite = createToken({ name: "Cite", pattern: /@\w+/ });
export const RangeOp = createToken({ name: "RangeOp", pattern: /<\.\.<|<\.\.|\.\.<|\.\./ });
export const Dot = createToken({ name: "Dot", pattern: /\./ });
export const Arrow = createToken({ name: "Arrow", pattern: /=>/ });
export const Compare = createToken({ name: "Compare", pattern: /<=|>=|!=|<|>/, categories: [RelOp] });
export const Equals = createToken({ name: "Equals", pattern: /=/, categories: [RelOp] });
export const Hole = createToken({ name: "Hole", pattern: /\?\?\?/ });
export const Question = createToken({ name: "Question", pattern: /\?/ });
export const LCurly = createToken({ name: "LCurly", pattern: /\{/ });
export const RCurly = createToken({ name: "RCurly", pattern: /\}/ });
export const LParen = createToken({ name: "LParen", pattern: /\(/ });
export const RParen = createToken({ name: "RParen", pattern: /\)/ });
export const Bar = createToken({ name: "Bar", pattern: /\|/ });
export const Comma = createToken({ name: "Comma", pattern: /,/ });
export const Colon = createToken({ name: "Colon", pattern: /:/ });
export const Plus = createToken({ name: "Plus", pattern: /\+/, categories: [AddOp] });
export const Minus = createToken({ name: "Minus", pattern: /-/, categories: [AddOp] });
/** `/` also parts an ICD-O-3 morphology from its behaviour. */
export const Slash = createToken({ name: "Slash", pattern: /\// });
export const Star = createToken({ name: "Star", pattern: /\*/ });
export const Caret = createToken({ name: "Caret", pattern: /\^/ });
/** A label with brackets, `N0(i+)`. A function or a reserved word before a bracket is never one. */
export const BracketLabel = createToken({
  name: "BracketLabel",
  pattern: new RegExp(`(?!(?:${[...functionNames, ...reservedNames].join("|")})\\()\\w+(?:\\([A-Za-z0-9+\\-]+\\))+`),
  categories: [Plain],
});
export const DigitWord = createToken({ name: "DigitWord", pattern: /\d+(?:\.\d+)?[A-Za-z_]\w*/, categories: [Plain] });
export const Num = createToken({ name: "Num", pattern: /\d+(?:\.\d+)?/, categories: [LabelWord] });
export const Word = createToken({ name: "Word", pattern: /[A-Za-z_]\w*/, categories: [Name] });
/** Any other character, so that the lexer never fails. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a control character in a file is to be told of, not to stop the lexer.
export const Bad = createToken({ name: "Bad", pattern: /[\0-\x08\x0E-\x1F!-\uFFFF]/ });

/** What the lexer tries, in this order. */
export const lexed: readonly TokenType[] = [
  Blank,
  LineBreak,
  DocComment,
  LineComment,
  BlockComment,
  OpenComment,
  Semicolon,
  Str,
  OpenStr,
  IsoDate,
  Code,
  Cite,
  RangeOp,
  Dot,
  Arrow,
  Compare,
  Equals,
  Hole,
  Question,
  LCurly,
  RCurly,
  LParen,
  RParen,
  Bar,
  Comma,
  Colon,
  Plus,
  Minus,
  Slash,
  Star,
  Caret,
  BracketLabel,
  DigitWord,
  Num,
  Word,
  Bad,
];

// ------------------------------------------------------------ words that are more than a word

const reserved = (word: string): TokenType => createToken({ name: `KW_${word}`, pattern: Lexer.NA, label: `\`${word}\`` });
const free = (word: string): TokenType => createToken({ name: `KW_${word}`, pattern: Lexer.NA, label: `\`${word}\``, categories: [Name] });

export const Fn = createToken({ name: "Fn", pattern: Lexer.NA });
export const Policy = createToken({ name: "Policy", pattern: Lexer.NA, categories: [Name] });

const words: ReadonlyMap<string, TokenType> = new Map([
  ...reservedNames.map((word) => [word, reserved(word)] as const),
  ...freeNames.map((word) => [word, free(word)] as const),
  ...functionNames.map((word) => [word, Fn] as const),
  ...["unique", "first", "highest"].map((word) => [word, Policy] as const),
]);

/** The token of a reserved word, a function name or a word that begins something; undefined for any other word. */
export const keywordOf = (word: string): TokenType | undefined => words.get(word);

/** The token of a keyword that is known to exist. */
export function keyword(word: string): TokenType {
  const type = words.get(word);
  if (type === undefined) throw new Error(`no such keyword: ${word}`);
  return type;
}

const reservedWords: ReadonlySet<string> = new Set([...reservedNames, ...functionNames]);

/** True for a word that is never a name or a bare label. */
export const isReserved = (word: string): boolean => reservedWords.has(word);

/** The words that begin a declaration. */
export const declarationWords: ReadonlySet<string> = new Set(freeNames.slice(0, freeNames.indexOf("edition")));

/** A block in braces, folded into one token by the layout: the parser reads its lines one by one afterwards. */
export const Block = createToken({ name: "Block", pattern: Lexer.NA, label: "`{`" });

/** What the parser may see. */
export const vocabulary: TokenType[] = [
  ...new Set([LabelWord, Plain, Name, RelOp, AddOp, ...lexed.filter((type) => type !== Blank), Fn, Policy, ...words.values(), Block]),
];

/** True for a token of a type or of one that belongs to it. */
export const isA = (token: IToken, type: TokenType): boolean =>
  token.tokenType === type || type.categoryMatchesMap?.[token.tokenTypeIdx] === true;
