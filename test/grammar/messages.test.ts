/** What is said of common slips: one problem each, on the slip, and a fix that makes the text well-formed. */
import assert from "node:assert/strict";
import { parse, type SyntaxProblem } from "#grammar";

const table = (row: string): string => `table {\n  T | N => stage\n  ${row}\n}\n`;
const decide = (rule: string): string => `decide S {\n  ${rule}\n}\n`;

function theProblem(text: string): SyntaxProblem {
  const { problems } = parse(text);
  assert.equal(problems.length, 1, `${text}\n${problems.map(({ message }) => message).join("\n")}`);
  return problems[0] as SyntaxProblem;
}

/** Applies the fix of the one problem of a text. */
function mended(text: string): string {
  const { fix } = theProblem(text);
  assert.ok(fix, `no fix for ${text}`);
  return [...fix.edits]
    .sort((a, b) => b.start - a.start)
    .reduce((now, edit) => now.slice(0, edit.start) + edit.text + now.slice(edit.end), text);
}

interface Slip {
  readonly what: string;
  readonly wrap: (line: string) => string;
  readonly written: string;
  /** The text that the problem marks. */
  readonly marked: string;
  /** The line after the fix. */
  readonly meant: string;
  readonly says: RegExp;
}

const slips: readonly Slip[] = [
  { what: "a hyphen as a range", wrap: table, written: "T1-T3 | N0 => IA", marked: "T1-T3", meant: "T1..T3 | N0 => IA", says: /two dots/ },
  {
    what: "a hyphen between numbers",
    wrap: table,
    written: "5-10 | N0 => IA",
    marked: "5-10",
    meant: "5..10 | N0 => IA",
    says: /two dots/,
  },
  { what: "a dash as a range", wrap: table, written: "T1–T3 | N0 => IA", marked: "–", meant: "T1..T3 | N0 => IA", says: /two dots/ },
  {
    what: "a hyphen in a group",
    wrap: decide,
    written: "a when T in (T1-T3)",
    marked: "T1-T3",
    meant: "a when T in (T1..T3)",
    says: /two dots/,
  },
  { what: "a label with a plus", wrap: table, written: "ER+ | N0 => IA", marked: "ER+", meant: '"ER+" | N0 => IA', says: /in quotes/ },
  {
    what: "a label with a minus",
    wrap: table,
    written: "HER2- | N0 => IA",
    marked: "HER2-",
    meant: '"HER2-" | N0 => IA',
    says: /in quotes/,
  },
  { what: "≤", wrap: table, written: "≤ 3 | N0 => IA", marked: "≤", meant: "<= 3 | N0 => IA", says: /`<=`/ },
  { what: "≥", wrap: decide, written: "a when x ≥ 3", marked: "≥", meant: "a when x >= 3", says: /`>=`/ },
  { what: "≠", wrap: decide, written: "a when x ≠ 3", marked: "≠", meant: "a when x != 3", says: /`!=`/ },
  { what: "curly quotes", wrap: table, written: "“very low” | N0 => IA", marked: "“", meant: '"very low" | N0 => IA', says: /straight/ },
  {
    what: "single quotes",
    wrap: table,
    written: "'very low' | N0 => IA",
    marked: "'",
    meant: '"very low" | N0 => IA',
    says: /double quote/,
  },
  { what: "a bare %", wrap: table, written: "> 10 % | N0 => IA", marked: "%", meant: '> 10 "%" | N0 => IA', says: /in quotes/ },
  {
    what: "a bare unit with a sign",
    wrap: table,
    written: "> 10 g/dL | N0 => IA",
    marked: "g/dL",
    meant: '> 10 "g/dL" | N0 => IA',
    says: /in quotes/,
  },
  {
    what: "a bare 10*9/L",
    wrap: (line) => line,
    written: "number x unit 10*9/L from 0",
    marked: "10*9/L",
    meant: 'number x unit "10*9/L" from 0',
    says: /in quotes/,
  },
  {
    what: "a double comparison",
    wrap: decide,
    written: "a when 2 < x <= 3",
    marked: "2 < x <= 3",
    meant: "a when x in 2 <.. 3",
    says: /interval/,
  },
  {
    what: "a blank before a label's bracket",
    wrap: table,
    written: "Tis (DCIS) | N0 => IA",
    marked: "Tis (DCIS)",
    meant: "Tis(DCIS) | N0 => IA",
    says: /without a blank/,
  },
  {
    what: "a number that begins with a dot",
    wrap: table,
    written: "> .5 | N0 => IA",
    marked: ".5",
    meant: "> 0.5 | N0 => IA",
    says: /begins with a digit/,
  },
  {
    what: "a number that ends in a dot",
    wrap: table,
    written: "> 5. | N0 => IA",
    marked: "5.",
    meant: "> 5 | N0 => IA",
    says: /end in a dot/,
  },
  { what: "three dots", wrap: table, written: "5...7 | N0 => IA", marked: "...", meant: "5..7 | N0 => IA", says: /two dots/ },
  { what: "a leading bar", wrap: table, written: "| T1 | N0 => IA", marked: "|", meant: " T1 | N0 => IA", says: /first cell/ },
  { what: "an empty cell", wrap: table, written: "T1 || N0 => IA", marked: "||", meant: "T1 | any | N0 => IA", says: /`any`/ },
  {
    what: "a bar before the arrow",
    wrap: table,
    written: "T1 | N0 | => IA",
    marked: "|",
    meant: "T1 | N0  => IA",
    says: /none stands before/,
  },
  { what: "a decimal comma", wrap: table, written: "<= 1,5 | N0 => IA", marked: "1,5", meant: "<= 1.5 | N0 => IA", says: /`1\.5`/ },
  { what: "a thousands comma", wrap: table, written: "> 1,000 | N0 => IA", marked: "1,000", meant: "> 1000 | N0 => IA", says: /`1000`/ },
  {
    what: "codes without a blank",
    wrap: (line) => `scheme "s" {\n  ${line}\n}\n`,
    written: "applies histology 8010,8020",
    marked: "8010,8020",
    meant: "applies histology 8010, 8020",
    says: /blank/,
  },
  {
    what: "a unit glued to its number",
    wrap: table,
    written: "<= 2cm | N0 => IA",
    marked: "2cm",
    meant: "<= 2 cm | N0 => IA",
    says: /label/,
  },
  {
    what: "a unit glued to a range",
    wrap: decide,
    written: "a when x in 1..2cm",
    marked: "2cm",
    meant: "a when x in 1..2 cm",
    says: /label/,
  },
  {
    what: "a quote that is not closed",
    wrap: table,
    written: '"very low | N0 => IA',
    marked: '"very low | N0 => IA',
    meant: '"very low" | N0 => IA',
    says: /not closed/,
  },
  { what: "a single = for =>", wrap: table, written: "T1 | N0 = IA", marked: "=", meant: "T1 | N0 => IA", says: /`=>`/ },
  { what: "-> for =>", wrap: table, written: "T1 | N0 -> IA", marked: "->", meant: "T1 | N0 => IA", says: /`=>`/ },
  { what: "→ for =>", wrap: table, written: "T1 | N0 → IA", marked: "→", meant: "T1 | N0 => IA", says: /`=>`/ },
  { what: "==", wrap: decide, written: "a when x == 3", marked: "==", meant: "a when x = 3", says: /`=`/ },
  { what: "=> for >=", wrap: decide, written: "a when x => 3", marked: "=>", meant: "a when x >= 3", says: /`>=`/ },
  { what: "&&", wrap: decide, written: "a when x && y", marked: "&&", meant: "a when x and y", says: /`and`/ },
  { what: "||", wrap: decide, written: "a when x || y", marked: "||", meant: "a when x or y", says: /`or`/ },
  { what: "AND", wrap: decide, written: "a when x AND y", marked: "AND", meant: "a when x and y", says: /small letters/ },
  {
    what: "commas between labels",
    wrap: (line) => `category T { ${line} }\n`,
    written: "T1, T2",
    marked: ",",
    meant: "T1 T2",
    says: /blanks/,
  },
  {
    what: "a reserved word as a label",
    wrap: (line) => `category T { ${line} }\n`,
    written: "none T1",
    marked: "none",
    meant: '"none" T1',
    says: /in quotes/,
  },
  { what: "another alphabet", wrap: table, written: "größe | N0 => IA", marked: "größe", meant: '"größe" | N0 => IA', says: /in quotes/ },
  {
    what: "commas between rows on one line",
    wrap: (line) => `score s {\n  a { ${line} }\n}\n`,
    written: "<= 3 => 1, > 3 => 2",
    marked: ",",
    meant: "<= 3 => 1; > 3 => 2",
    says: /`;`/,
  },
  {
    what: "points without a sign",
    wrap: (line) => `score s {\n  ${line}\n}\n`,
    written: "1 when age > 3",
    marked: "1",
    meant: "+1 when age > 3",
    says: /sign/,
  },
  {
    what: "a bracket that is not closed",
    wrap: decide,
    written: "a when (x and y",
    marked: "(x and y",
    meant: "a when (x and y)",
    says: /not closed/,
  },
  {
    what: "a missing comma in a case",
    wrap: (line) => `case "c" {\n  ${line}\n}\n`,
    written: "given T = T1 N = N0",
    marked: "N",
    meant: "given T = T1, N = N0",
    says: /comma/,
  },
  {
    what: "a misspelt declaration",
    wrap: (line) => line,
    written: "categroy W { a b }",
    marked: "categroy",
    meant: "category W { a b }",
    says: /Did you mean `category`/,
  },
  {
    what: "a declaration of another language",
    wrap: (line) => line,
    written: 'staging "Lung" { }',
    marked: "staging",
    meant: 'scheme "Lung" { }',
    says: /`scheme`/,
  },
  {
    what: "an end that is included anyway",
    wrap: (line) => line,
    written: "number x from >= 0",
    marked: ">=",
    meant: "number x from  0",
    says: /includes/,
  },
  { what: "a let without =", wrap: (line) => line, written: "let x 3", marked: "3", meant: "let x = 3", says: /`=` is missing/ },
  {
    what: "two declarations on one line",
    wrap: (line) => line,
    written: "category B { b } category C { c }",
    marked: "category",
    meant: "category B { b }\ncategory C { c }",
    says: /line of its own/,
  },
];

describe("what is said of a slip", () => {
  for (const { what, wrap, written, marked, meant, says } of slips) {
    it(`knows ${what}`, () => {
      const text = wrap(written);
      const problem = theProblem(text);
      assert.equal(text.slice(problem.start, problem.end), marked);
      assert.match(problem.message, says);
      const fixed = mended(text);
      assert.equal(fixed, wrap(meant));
      assert.deepEqual(parse(fixed).problems, []);
    });
  }

  it("moves an opening brace up", () => {
    assert.deepEqual(parse(mended("category T\n{\n  T1\n}\n")).problems, []);
  });

  it("adds the brace that is missing", () => {
    assert.deepEqual(parse(mended("category T {\n  T1\n\ncategory N { N0 }\n")).problems, []);
    assert.deepEqual(parse(mended("category T\n  T1\n}\ncategory N { N0 }\n")).problems, []);
    assert.deepEqual(parse(mended("flag a /* never closed\nflag b\n")).problems, []);
  });

  const said: readonly (readonly [string, string, RegExp])[] = [
    ["a row without a result", table("T1 | N0"), /^A row needs `=>` and a result/],
    ["a row that ends in its arrow", table("T1 | N0 =>"), /`\?\?\?`/],
    ["a row that ends in a bar", table("T1 |"), /needs `=>`|missing/],
    ["a header without a result", "table {\n  T | N\n  T1 | N0 => IA\n}", /^A table's header/],
    ["a rule without a condition", decide("T1"), /^A rule is a result, `when`/],
    ["a rule written as a row", decide("T1 => IA"), /begins with its result/],
    ["a row written as a rule", table("T1 when N = N0"), /stand in `decide/],
    ["and beside or", decide("a when x and y or z"), /brackets/],
    ["parts of a head in another order", 'number x also "Y" unit cm', /`unit` stands too late/],
    ["a unit on a category", "category T unit cm { a b }", /belongs to a `number`/],
    ["a stray brace", "flag a\n}\n", /closes nothing/],
    ["rows outside a table", "T1 | N0 => IA", /belongs to no table/],
    ["a result in an exclude", 'exclude "a" {\n  T\n  T1 => x\n}', /gives no result/],
    ["a table without rows or header", "table { }", /header/],
    ["a table without braces", "table first", /Braces are missing/],
    ["brackets without end", `let x = ${"(".repeat(60)}1${")".repeat(60)}`, /More than 50 brackets/],
  ];
  for (const [what, text, says] of said) {
    it(`knows ${what}`, () => assert.match(theProblem(text).message, says));
  }

  it("leaves labels alone that begin with a digit", () => {
    for (const row of ["0a | 4S => 0is", "10R, 2m | N0 => 0a", ">= 0a | N0 => 0", "0a..0is | N0 => 1", "= 2m | N0 => 1"]) {
      assert.deepEqual(parse(table(row)).problems, []);
    }
    assert.deepEqual(parse(decide("a when stage = 4S or stage in (0a, 0is)")).problems, []);
  });

  it("never speaks of tokens", () => {
    const words = ["T1", "|", "=>", ",", "when", "and", "(", ")", "{", "}", "..", "<=", "5", '"x"', "@k", "?", "+", "has", "in", ":"];
    for (const first of words) {
      for (const second of words) {
        for (const wrap of [table, decide, (line: string) => line]) {
          for (const { message } of parse(wrap(`${first} ${second} T2`)).problems)
            assert.doesNotMatch(message, /token|undefined|KW_|\[object|NaN|LabelWord|EOF/i);
        }
      }
    }
  });
});
