/** The formatter changes places alone: the tree and the comments stay, and a second run changes nothing. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { format, parse } from "#grammar";
import { ruleFile } from "./generated.ts";
import { examples, fixture, fixtures, withoutPlaces } from "./support.ts";

const samples = [...fixtures, ...examples];
const texts = samples.map(({ text }) => text);

/** What must stay: the tree, and the comments in their order. */
function meaning(text: string): unknown {
  const { file, problems } = parse(text);
  return withoutPlaces([file.decls, file.comments.map((comment) => [comment.kind, comment.text.replace(/\r\n?/g, "\n")]), problems.length]);
}

/** The words of a text, whatever stands between them. */
const words = (text: string): string => text.replace(/\s+/g, "");

/** The same text with blanks, indents and empty lines put anyhow where they mean nothing. */
const mangled = fc.tuple(fc.constantFrom(...texts), fc.infiniteStream(fc.nat(9))).map(([text, noise]) => {
  const next = (): number => noise.next().value as number;
  return text
    .split("\n")
    .map((line) => {
      const pieces = line.trim().split(/("(?:[^"\\]|\\.)*"|\/\/.*$|\/\*.*?\*\/)/);
      const loose = pieces.map((piece, index) =>
        index % 2 === 1
          ? piece
          : piece
              .replace(/ +/g, () => " ".repeat(1 + (next() % 4)))
              .replace(/ ([|,=])/g, (_, sign: string) => `${"\t".repeat(next() % 2)} ${sign}`),
      );
      return `${" ".repeat(next())}${loose.join("")}${" ".repeat(next() % 3)}${"\n".repeat(next() === 0 ? 3 : 0)}`;
    })
    .join("\n");
});

describe("the formatter", () => {
  it("keeps every sample's meaning, and is at rest after one run", () => {
    for (const { name, text } of samples) {
      const once = format(text);
      assert.deepEqual(meaning(once), meaning(text), name);
      assert.equal(format(once), once, name);
      assert.equal(words(once), words(text), name);
    }
  });

  it("leaves a formula on the line where it begins", () => {
    assert.equal(format("let x =   // why\n      a +\n   b\nlet y = (\n a)\n"), "let x = // why\n  a +\n  b\nlet y = (\n    a)\n");
    assert.equal(format("let x = a\n"), "let x = a\n");
  });

  it("gives one text whatever the blanks were", function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(mangled, (text) => {
        const once = format(text);
        assert.deepEqual(meaning(once), meaning(text));
        assert.equal(format(once), once);
        assert.doesNotMatch(once, /[ \t]+$/m);
        assert.doesNotMatch(once, /\n{3}/);
        assert.doesNotMatch(once, /^\n|[^\n]$/);
      }),
      { numRuns: 150 },
    );
  });

  it("keeps the meaning of any file that the grammar can make", function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(ruleFile, (text) => {
        assert.deepEqual(
          parse(text).problems.map(({ message }) => message),
          [],
        );
        const once = format(text);
        assert.deepEqual(meaning(once), meaning(text));
        assert.equal(format(once), once);
        assert.doesNotMatch(once, /[ \t]+$|\n\n\n/m, "it fell back to the text as it was");
      }),
      { numRuns: 500 },
    );
  });

  it("undoes what was done to blanks alone", () => {
    const text = format(fixture("lung.stage"));
    const squeezed = text.replace(/^ +/gm, "").replace(/ {2,}/g, " ");
    assert.equal(format(squeezed).replace(/ {2}/g, " "), text.replace(/ {2}/g, " "));
  });

  it("keeps meaning and rest in files with slips", function () {
    this.timeout(60_000);
    let changed = 0;
    const slip = fc.tuple(
      mangled,
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.nat(6),
      fc.constantFrom("", "{", "}", "|", "\n", '"', "(", ",", "/*", "=> "),
    );
    fc.assert(
      fc.property(slip, ([sample, at, length, put]) => {
        const offset = Math.floor(at * sample.length);
        const text = sample.slice(0, offset) + put + sample.slice(offset + length);
        const once = format(text);
        assert.deepEqual(meaning(once), meaning(text));
        assert.equal(format(once), once);
        if (once !== text) changed += 1;
      }),
      { numRuns: 300 },
    );
    assert.ok(changed > 100, `only ${changed} of 300 were formatted at all`);
  });

  it("sets columns, arrows and sources below each other", () => {
    const text = `table {\nT|N=>stage\nT1mi,T1a | N0 =>IA @k\n T4 | N0 , N1   => IIIA1(i) @k( "p. 1" )\nany|any=>none "a long reason that pushes nothing" @k\n}`;
    assert.equal(
      format(text),
      [
        "table {",
        "  T         | N      => stage",
        "  T1mi, T1a | N0     => IA       @k",
        '  T4        | N0, N1 => IIIA1(i) @k("p. 1")',
        '  any       | any    => none "a long reason that pushes nothing" @k',
        "}",
        "",
      ].join("\n"),
    );
  });

  it("sets when, factors and comments below each other", () => {
    const text = `decide T {\nT1 when a // one\n"very low" when b\notherwise T3\n}\nscore s {\na { x=>1;y=>2 }\nlonger@k{ x => 1 }\nb {\n>= 10 => 0 // ten\n< 10 => 1.5\n}\n+1   when a\n- 2*x when b\n}`;
    assert.equal(
      format(text),
      [
        "decide T {",
        "  T1         when a  // one",
        '  "very low" when b',
        "  otherwise T3",
        "}",
        "score s {",
        "  a         { x => 1; y => 2 }",
        "  longer @k { x => 1 }",
        "  b {",
        "    >= 10 => 0  // ten",
        "    < 10  => 1.5",
        "  }",
        "  +1 when a",
        "  -2 * x when b",
        "}",
        "",
      ].join("\n"),
    );
  });

  it("keeps blocks on one line, single blank lines, comments and documentation", () => {
    const text = `// top\n\n\n\n/// doc\ncategory   T{T1   T2{T2a T2b}}// end\ncategory N { // head\n\n\nN0 /// zero\n\n\nN1 }\n// last`;
    assert.equal(
      format(text),
      "// top\n\n/// doc\ncategory T { T1  T2 { T2a  T2b } }  // end\ncategory N {  // head\n  N0  /// zero\n\n  N1\n}\n// last\n",
    );
  });

  it("keeps blank cells of examples in their columns", () => {
    assert.equal(
      format("examples {\nT|N|M=>s\nT1| |M0=>a\n|?|=>b\n}"),
      "examples {\n  T  | N | M  => s\n  T1 |   | M0 => a\n     | ? |    => b\n}\n",
    );
  });

  it("keeps long lines where the author broke them", () => {
    assert.equal(
      format("decide T {\nT1 when has_it and (a or\nb or\nc)\nor_not = yes\n}".replace("\nor_not = yes", "")),
      "decide T {\n  T1 when has_it and (a or\n      b or\n      c)\n}\n",
    );
  });

  it("leaves a line that does not parse as it is, byte for byte", () => {
    const text = "table {\n  T|N=>s\n     T1 |  N0   IA  \n  T2|N1=>IB\n}\n   categry  X  {  a\n b }\nflag   b\n";
    const formatted = format(text);
    assert.ok(formatted.includes("\n     T1 |  N0   IA  \n"));
    assert.ok(formatted.includes("\n   categry  X  {  a\n b }\n"));
    assert.ok(formatted.includes("\n  T2 | N1 => IB\n"));
    assert.ok(formatted.endsWith("\nflag b\n"));
  });

  it("keeps CRLF, and a byte-order mark", () => {
    const text = fixture("everything.stage");
    assert.equal(format(text.replaceAll("\n", "\r\n")), format(text).replaceAll("\n", "\r\n"));
    assert.equal(format(`\uFEFF${text}`), `\uFEFF${format(text)}`);
    assert.equal(format(""), "");
  });
});
