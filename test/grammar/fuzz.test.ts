/** The parser reads anything, in bounded time, and never throws. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { format, type ParseResult, parse } from "#grammar";
import { examples, fixtures, lineOf } from "./support.ts";

const texts = [...fixtures, ...examples].map(({ text }) => text);

function isSound(text: string, { file, problems }: ParseResult): void {
  assert.deepEqual([file.start, file.end], [0, text.length]);
  for (const { start, end, fix, message } of problems) {
    assert.ok(start >= 0 && start <= end && end <= text.length);
    assert.ok(message.length > 10 && !/[\r\n]/.test(message));
    for (const edit of fix?.edits ?? []) assert.ok(edit.start >= 0 && edit.start <= edit.end && edit.end <= text.length);
  }
  const broken = file.decls.some((decl) => decl.broken) || file.broken.length > 0;
  if (broken) assert.ok(problems.length > 0, "something is broken, and nothing is said of it");
}

/** A sample with a few stretches deleted, doubled, swapped or replaced. */
const mutated = fc
  .tuple(
    fc.constantFrom(...texts),
    fc.array(
      fc.tuple(
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.nat(12),
        fc.constantFrom("", "{", "}", "(", ")", "|", "=>", "\n", '"', ",", ";", "/*", "\u0000", "é", "\u2028", "..", "@", "\r"),
      ),
      {
        minLength: 1,
        maxLength: 5,
      },
    ),
  )
  .map(([text, changes]) =>
    changes.reduce(
      (now, [at, length, put]) => now.slice(0, Math.floor(at * now.length)) + put + now.slice(Math.floor(at * now.length) + length),
      text,
    ),
  );

describe("any text at all", () => {
  it("is read when it is a rule file with slips", function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(mutated, (text) => isSound(text, parse(text))),
      { numRuns: 500 },
    );
  });

  it("is read when it is no rule file", function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), fc.string({ maxLength: 300 })), (text) =>
        isSound(text, parse(text)),
      ),
      { numRuns: 500 },
    );
  });

  it("is read when it is made of the language's own words", function () {
    this.timeout(60_000);
    const word = fc.constantFrom(
      ...'{ } ( ) | => , ; : .. <.. < <= = ? ??? + - * / ^ and or not in has any all of as if then else when needs none yes category table decide score let T1 N0(i+) 0a 5 "x" @k \n'.split(
        " ",
      ),
      "\n",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => isSound(words.join(" "), parse(words.join(" ")))),
      { numRuns: 1000 },
    );
  });

  const nothing: readonly (readonly [string, string])[] = [
    ["empty", ""],
    ["blank", " \n\t\r\n "],
    ["a byte-order mark", "\uFEFF"],
    ["a comment", "// nothing"],
  ];
  for (const [what, text] of nothing) {
    it(`is fine when it is ${what}`, () => assert.deepEqual(parse(text).problems, []));
  }

  it("is told to be no text when it is binary", () => {
    const bytes = Array.from({ length: 2000 }, (_, index) => String.fromCharCode((index * 7919) % 256)).join("");
    const { problems, file } = parse(bytes);
    assert.deepEqual(
      problems.map(({ message }) => message),
      ["This is not a text file. A rule file is plain text in UTF-8."],
    );
    assert.equal(file.broken.length, 1);
  });

  const deep = 20_000;
  const steep: readonly (readonly [string, string])[] = [
    ["round brackets", `let x = ${"(".repeat(deep)}`],
    ["closed round brackets", `let x = ${"(".repeat(deep)}1${")".repeat(deep)}`],
    ["braces", "{".repeat(deep)],
    ["labels in labels", `category T ${"{ a\n".repeat(deep)}`],
    ["closed labels in labels", `category T ${"{ a ".repeat(deep)}${"}".repeat(deep)}`],
    ["closing braces", "}\n".repeat(deep)],
    ["negations", `let x = ${"not ".repeat(deep)}a`],
    ["minus signs", `let x = ${"-".repeat(deep)}1`],
    ["powers", `let x = 2${"^2".repeat(deep)}`],
    ["sums", `let x = 1${" + 1".repeat(deep)}`],
    ["conditions in conditions", `let x = ${"if a then 1 else ".repeat(deep / 4)}2`],
    ["functions", `let x = ${"abs(".repeat(deep)}1`],
    ["sets", `let x = a = ${"{".repeat(deep)}`],
    ["bars", "|".repeat(deep)],
    ["commas over lines", "a,\n".repeat(deep)],
    ["lines without end", "table {\n".repeat(deep / 10)],
  ];
  for (const [what, text] of steep) {
    it(`does not fall over ${what} by the thousand`, function () {
      this.timeout(20_000);
      const started = performance.now();
      const result = parse(text);
      isSound(text, result);
      assert.ok(result.problems.length > 0);
      assert.equal(typeof format(text), "string");
      assert.ok(performance.now() - started < 15_000);
    });
  }

  it("does not hang on a line of 10 MB", function () {
    this.timeout(60_000);
    for (const unit of ["a", "T1 | ", "(", '"', "/*", "{ "]) {
      const text = `flag before\n${unit.repeat(Math.ceil(10_000_000 / unit.length))}\nflag after\n`;
      const { file, problems } = parse(text);
      assert.deepEqual(
        problems.map(({ start }) => lineOf(text.slice(0, 40), Math.min(start, 39))),
        [2],
      );
      assert.match(problems[0]?.message ?? "", /characters and is not read/);
      assert.equal(file.decls.length, 2);
      assert.equal(format(text), text);
    }
  });
});
