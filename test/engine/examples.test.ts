/** What the results of examples tell beside passed and failed. */
import assert from "node:assert/strict";
import { check, load, type Scheme, trace } from "#engine";
import { parse } from "#grammar";

const loaded = (text: string): Scheme => load({ uri: "rules.stage", text, parsed: parse(text) }, () => undefined);

describe("the results of examples", () => {
  const text =
    'category T { T1  T2 }\ncategory s { a  b }\ntable {\n  T => s\n  T1 => a\n  T2 => b\n}\ncase "steps" {\n  expect s = a, b\n  then T = T2\n  expect s = a\n}\n';

  it("hold what was recorded where each thing was expected, so that it can be traced", () => {
    const scheme = loaded(text);
    const [result] = check(scheme).examples.results;
    const rows = result?.checks.map(({ patient, variable }) =>
      trace(scheme, patient, variable).decided.map((row) => `${row.text}${row.every ? " always" : ""}`),
    );
    // Nothing is known in the first step; in the second T2 is, and a was expected of it.
    assert.deepEqual(rows, [["T1 => a", "T2 => b"], ["T2 => b always"]]);
  });

  it("tell how long they took where a clock is given, and only there", () => {
    let now = 0;
    const ticking = () => {
      now += 5;
      return now;
    };
    assert.deepEqual(
      check(loaded(text), { clock: ticking }).examples.results.map((one) => one.milliseconds),
      [5],
    );
    assert.deepEqual(
      check(loaded(text)).examples.results.map((one) => "milliseconds" in one),
      [false],
    );
  });
});
