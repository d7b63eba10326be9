/** Symbols: what stands where, held to the binder. A place that is missed shows as a name that nothing declares. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { load, occurrences, occurrencesIn, type Source, type StageSymbol, symbolAt } from "#engine";
import { parse } from "#grammar";

const sourceOf = (uri: string, text: string): Source => ({ uri, text, parsed: parse(text) });
const schemeOf = (text: string, folder = "examples/heme") =>
  load(sourceOf("a", text), (_, path) => sourceOf(path, readFileSync(`${folder}/${path}`, "utf8")));
const wordsOf = (text: string, symbol: StageSymbol | undefined) =>
  symbol === undefined ? [] : occurrences(schemeOf(text), symbol).map(({ span }) => span.start);

/** Where a pattern stands, over and over. */
const startsOf = (text: string, word: RegExp) => [...text.matchAll(word)].map(({ index }) => index);

const two = `category T { T1  T2 }
category cT { T1  T2 }
category stage { I  II }
table {
  T  | cT => stage
  T1 | T1 => I
  T2 | any => II
  T1 | T2 => II
}
`;

describe("symbols", () => {
  it("tell the same label of two categories apart by its column", () => {
    const underT = symbolAt(schemeOf(two), "a", two.indexOf("T1 | T1"));
    const underC = symbolAt(schemeOf(two), "a", two.indexOf("T1 => I"));
    assert.equal(underT?.variable, "T");
    assert.equal(underC?.variable, "cT");
    assert.deepEqual(wordsOf(two, underT), [13, two.indexOf("T1 | T1"), two.indexOf("T1 | T2")]);
    assert.deepEqual(wordsOf(two, underC), [two.indexOf("T1", 22), two.indexOf("T1 => I")]);
  });

  it("find a variable wherever it is named", () => {
    const text = `category T { T1 T2 }\nflag f\nnumber n\nset s { a b }\ncategory g { x y }
table where f and not (T = T2) needs n { T => g; any => x }
decide g where T in (T1, T2) { x when n + 1 > 2 and s has any of (a, b) and count(s) > 1 }
let l = if f then n as "1" else min(n, count of (f, T = T1))
exclude for g "why" when T > T1 and f
check monotone g in T, n except f because "so"
examples { T | f => g; T1 | yes => x }
case "c" { given T = T1, s has a, n in (1, 2)
  then f = no
  expect g = x }
`;
    for (const [name, pattern] of [
      ["T", /\bT\b/g],
      ["f", /\bf\b/g],
      ["n", /\bn\b/g],
      ["g", /\bg\b/g],
      ["s", /\bs\b/g],
    ] as const) {
      const at = startsOf(text, pattern);
      assert.deepEqual(wordsOf(text, symbolAt(schemeOf(text), "a", at[0] ?? 0)), at, name);
    }
    const members = startsOf(text, /\ba\b/g);
    assert.deepEqual(wordsOf(text, symbolAt(schemeOf(text), "a", members[0] ?? 0)), members);
    const labels = startsOf(text, /\bT1\b/g);
    assert.deepEqual(wordsOf(text, symbolAt(schemeOf(text), "a", labels[0] ?? 0)), labels);
  });

  it("find nothing beside the text or in a file that is not used", () => {
    assert.equal(symbolAt(schemeOf(two), "a", 100_000), undefined);
    assert.equal(symbolAt(schemeOf(two), "elsewhere", 0), undefined);
    assert.deepEqual(occurrencesIn(schemeOf(two), "elsewhere"), []);
  });

  for (const folder of ["examples/solid", "examples/heme", "examples/pediatric"]) {
    for (const name of readdirSync(folder)) {
      it(`of ${name} can each be given another name`, () => {
        const text = readFileSync(`${folder}/${name}`, "utf8");
        const scheme = schemeOf(text, folder);
        const symbols = new Map(occurrencesIn(scheme, "a").map(({ symbol }) => [symbol.span.start, symbol]));
        for (const symbol of symbols.values()) {
          if (symbol.kind === "file" || symbol.uri !== "a") continue;
          const places = occurrences(scheme, symbol).filter((one) => !one.otherSpelling);
          const changed = [...places]
            .reverse()
            .reduce((whole, { span }) => `${whole.slice(0, span.start)}zz9${whole.slice(span.end)}`, text);
          const errors = schemeOf(changed, folder).findings.filter(({ severity }) => severity === "error");
          assert.deepEqual(
            errors.map(({ message }) => `${symbol.kind} ${symbol.name}: ${message}`),
            [],
          );
        }
      }).timeout(60_000);
    }
  }
});
