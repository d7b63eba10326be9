/** A check with a cache: only what depends on the change is analysed again, and what is said is the same. */
import assert from "node:assert/strict";
import { check, checkInSteps, createCheckCache, load, type Scheme } from "#engine";
import { parse } from "#grammar";
import { filesOf, fixtureNames } from "./fixture-files.ts";

const loaded = (text: string): Scheme => load({ uri: "rules.stage", text, parsed: parse(text) }, () => undefined);

const text = `number size unit cm from 0 to 30
category T { T1  T2  T3 }
category N { N0  N1 }
category stage { I  II  III }
category plan { watch  treat }
decide T {
  T1 when size <= 2
  T2 when size in 2 <.. 5
  T3 when size > 5
}
table {
  T  | N   => stage
  T1 | any => I
  T2 | N0  => II
  T2 | any => III
}
table { N => plan; N0 => watch; N1 => treat }
examples "Cases" {
  T  | N  => stage | plan
  T1 | N0 => I     | watch
}
`;

/** What is analysed again when the second text follows the first; and that the answer is that of a check without a cache. */
function again(before: string, after: string): readonly string[] {
  const cache = createCheckCache();
  check(loaded(before), { cache });
  const second = check(loaded(after), { cache });
  assert.deepEqual(second, check(loaded(after)));
  return cache.analysed;
}

describe("a check that follows another", () => {
  it("analyses only the decisions that depend on what has changed", () => {
    assert.deepEqual(again(text, text), []);
    assert.deepEqual(again(text, text.replace("T2 | any => III", "T2 | N1  => III")), ["stage"]);
    assert.deepEqual(again(text, text.replace("size <= 2", "size < 2")), ["T", "stage"]);
    assert.deepEqual(again(text, text.replace("N1 => treat", "N1 => watch")), ["plan"]);
    assert.deepEqual(again(text, text.replace("{ N0  N1 }", "{ N0  N1  N2 }")), ["stage", "plan"]);
  });

  it("moves findings along when lines are added above them", () => {
    assert.deepEqual(again(text, `// a comment\n\nnumber other from 0 to 1\n${text}`), []);
    assert.deepEqual(again(text, text.replace("table { N => plan", "flag frail\n\ntable { N => plan")), []);
  });

  it("looks again at the rows that examples reach", () => {
    assert.deepEqual(
      again(text, text.replace("  T1 | N0 => I     | watch\n", "  T1 | N0 => I     | watch\n  T2 | N1 => III   | treat\n")),
      [],
    );
  });

  it("hears of an exclude that is new", () => {
    assert.deepEqual(again(text, `${text}exclude "not met" when T = T3 and N = N0\n`), ["stage", "plan"]);
  });

  it("says what a check without a cache says, line by line, over every fixture", () => {
    for (const name of fixtureNames) {
      const files = filesOf(name);
      const entry = files[0];
      if (entry === undefined) continue;
      const cache = createCheckCache();
      const lines = entry.text.split("\n");
      const find = (_: string, path: string) => files.find((file) => file.uri === path);
      for (const gone of [undefined, Math.floor(lines.length / 2), lines.length - 2, undefined, 1]) {
        const changed = lines.filter((_, index) => index !== gone).join("\n");
        const scheme = (): Scheme => load({ uri: entry.uri, text: changed, parsed: parse(changed) }, find);
        assert.deepEqual(check(scheme(), { cache }).findings, check(scheme()).findings, `${name} without line ${gone}`);
      }
    }
  }).timeout(120_000);
});

describe("a check in steps", () => {
  it("comes to what a check at once comes to", () => {
    const work = checkInSteps(loaded(text));
    let steps = 0;
    for (;;) {
      const { done, value } = work.next();
      if (done === true) {
        assert.deepEqual(value, check(loaded(text)));
        break;
      }
      steps++;
    }
    assert.ok(steps >= 5, `${steps} steps`);
  });

  it("ends within 50 ms once it is told to, also within a decision that takes seconds", () => {
    // Rules that each tie four of twelve numbers together: far more than could be gone through in the time.
    const names = Array.from({ length: 12 }, (_, index) => `v${index}`);
    const between = (row: number, by: number) => `${names[(row * by) % 12]} in ${(row * by) % 10}..${((row * by) % 10) + 3}`;
    const rules = Array.from(
      { length: 80 },
      (_, row) =>
        `  ${row % 2 === 0 ? "a" : "b"} when (${between(row, 5)} and ${between(row, 7)}) or (${between(row + 1, 11)} and ${between(row + 3, 1)})`,
    );
    const large = `number ${names.join(", ")} from 0 to 14 step 1\ncategory g { a  b }\ndecide g first {\n${rules.join("\n")}\n  otherwise a\n}\n`;
    let asked = 0;
    let told = 0;
    const started = performance.now();
    const work = checkInSteps(loaded(large), { budget: 1e12 }, () => {
      asked++;
      if (performance.now() - started < 300) return false;
      told ||= performance.now();
      return true;
    });
    for (;;) {
      const { done, value } = work.next();
      if (done !== true) continue;
      assert.equal(value, undefined);
      break;
    }
    const ended = performance.now();
    assert.ok(told > 0, "it was over before it could be stopped");
    assert.ok(ended - told < 50, `${(ended - told).toFixed(0)} ms after it was told, asked ${asked} times`);
    assert.ok(told - started < 350, `the question came ${(told - started - 300).toFixed(0)} ms late`);
  });
});
