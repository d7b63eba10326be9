/** Calculations over flags, labels and scores alone: finitely many values, each exact. */
import assert from "node:assert/strict";
import { schemeOf, staged } from "../cases.ts";

describe("calculations with finitely many values", () => {
  const scheme = schemeOf(`
flag a, b
category T { T1  T2  T3 }
score points { T { T1 => 0; T2 => 1; T3 => none "not scored" }; +2 when a }
let difference = points - 5
let product = -points * 0.5
let quotient = points / 4
let inverse = 6 / points
let square = points ^ 2
let root = sqrt(points + 1)
let logarithm = log10(points * 10)
let natural = ln(points)
let exponential = round(exp(points), 3)
let rounded = round(points / 2)
let absolute = abs(points - 2)
let bounded = min(points, 2) + max(points, 2, 1)
let chosen = if T = T1 then 10 else points
let mean = (a + b + (T = T2)) / 3
category side { few  many }
table { mean => side; < 0.5 => few; >= 0.5 => many }
`);
  const at = (decision: string, T: string, a: string, b = "no") => staged(scheme, { T, a, b }, decision);

  it("arithmetic and functions", () => {
    // T2 with a scores 1 + 2 = 3, T1 without a scores 0.
    const values = ["difference", "product", "quotient", "inverse", "square", "root", "absolute", "bounded", "rounded", "exponential"];
    assert.deepEqual(
      values.map((name) => at(name, "T2", "yes")),
      ["-2", "-1.5", "0.75", "2", "9", "2", "1", "5", "2", "20.086"],
    );
    assert.deepEqual(
      ["difference", "product", "square", "root", "rounded", "exponential"].map((name) => at(name, "T1", "no")),
      ["-5", "0", "0", "1", "0", "1"],
    );
    // One point: 0.5 rounds away from zero; the logarithm of 10 is 1.
    assert.deepEqual(
      ["rounded", "logarithm", "natural"].map((name) => at(name, "T2", "no")),
      ["1", "1", "0"],
    );
  });

  it("no value where there is none", () => {
    assert.match(at("inverse", "T1", "no"), /^invalid: /);
    assert.match(at("logarithm", "T1", "no"), /^invalid: /);
    // T1 or T2 without a: 0 has no logarithm and is left out.
    assert.equal(at("natural", "T1, T2", "no"), "0");
  });

  it("hand on what has no value", () => {
    for (const name of ["difference", "square", "absolute", "bounded"]) assert.equal(at(name, "T3", "no"), "none: not scored", name);
    assert.equal(at("chosen", "T3", "no"), "none: not scored");
    assert.equal(at("chosen", "T1", "no"), "10");
    assert.equal(at("difference", "T2, T3", "no"), "-4|none");
  });

  it("list what is open, by size", () => {
    assert.equal(staged(scheme, { T: "T1, T2" }, "points"), "0|1|2|3");
    assert.equal(staged(scheme, { T: "T1, T2" }, "absolute"), "0|1|2");
    assert.equal(staged(scheme, { T: "T2" }, "side"), "few|many");
    assert.equal(staged(scheme, { T: "T2", a: "yes" }, "side"), "many");
  });
});

describe("scores that read numbers and scores", () => {
  const scheme = schemeOf(`
number age unit years from 0 to 120
category T { T1  T2  T3 }
flag a
score points { T { T1 => 0; T2 => 1; T3 => none "not scored" }; +2 when a }
score index {
  T { T1 => 0; T2 => 1.5; T3 => 3 }
  +0.1 * age
  -points when a
}
category risk { low  high }
table { index => risk; <= 6 => low; > 6 => high }
flag old
let old = age > 60
let weighted = if old then age * 2 else points
category plan { one  two  three }
decide plan { one when index in 5 .. 6 and not old; three when (if old then index > 8 else index > 9); otherwise two }
`);
  const at = (record: { [name: string]: string }, decision: string) => staged(scheme, record, decision);

  it("sum factors, formulas and other scores", () => {
    assert.equal(at({ age: "60", T: "T2", a: "no" }, "index"), "7.5"); // 1.5 + 6
    assert.equal(at({ age: "60", T: "T2", a: "yes" }, "index"), "4.5"); // 1.5 + 6 - 3
    assert.equal(at({ age: "60", T: "T2" }, "risk"), "low|high");
    assert.equal(at({ age: "30 .. 40", T: "T1", a: "no" }, "risk"), "low");
  });

  it("hand on what a score has no value for, only where it is read", () => {
    assert.equal(at({ age: "60", T: "T3", a: "yes" }, "index"), "none: not scored");
    assert.equal(at({ age: "60", T: "T3", a: "yes" }, "risk"), "none: not scored");
    assert.equal(at({ age: "60", T: "T3", a: "no" }, "index"), "9");
    assert.equal(at({ age: "60", T: "T3" }, "risk"), "high|none");
  });

  it("conditions inside a formula", () => {
    assert.equal(at({ age: "70", T: "T1", a: "no" }, "weighted"), "140");
    assert.equal(at({ age: "50", T: "T2", a: "yes" }, "weighted"), "3");
    assert.equal(at({ age: "55", T: "T1", a: "no" }, "plan"), "one"); // index 5.5
    assert.equal(at({ age: "70", T: "T2", a: "no" }, "plan"), "three"); // index 8.5
    assert.equal(at({ age: "60", T: "T3", a: "no" }, "plan"), "two"); // index 9, not above
  });
});

describe("a let that stands above what it reads", () => {
  it("is a flag or a number as that is", () => {
    const scheme = schemeOf(`number x from 0 to 10
let again = large
let large = x > 5
let more = twice + 1
let twice = 2 * x`);
    assert.deepEqual(
      scheme.variables
        .map((one) => [one.name, one.kind])
        .slice(1)
        .sort(),
      [
        ["again", "flag"],
        ["large", "flag"],
        ["more", "number"],
        ["twice", "number"],
      ],
    );
    assert.equal(staged(scheme, { x: "6" }, "again"), "yes");
    assert.equal(staged(scheme, { x: "6" }, "more"), "13");
  });
});

describe("comparisons", () => {
  const scheme = schemeOf(`
category T, pT { T1 { T1a  T1b }  T2 }
flag a, b
number size, depth unit cm from 0 to 30
set s { x  y }
let higher = T > pT
let same = a = b
let unlike = a != b
let larger = size > depth
let between = size + depth in 2 <.. 4
let listed = size - depth in (1, > 5)
let chosen = if a then T = T1 else pT = T1
let reversed = 2 cm >= size
let parent = T >= T1 and T < T2
`);
  const at = (decision: string, record: { [name: string]: string }) => staged(scheme, record, decision);

  it("of two categories with the same labels, and of two flags", () => {
    assert.equal(at("higher", { T: "T1b", pT: "T1a" }), "yes");
    assert.equal(at("higher", { T: "T1a", pT: "T1a" }), "no");
    assert.equal(at("higher", { T: "T1", pT: "T1" }), "no|yes");
    assert.equal(at("higher", { T: "T1", pT: "T2" }), "no");
    assert.deepEqual([at("same", { a: "yes", b: "yes" }), at("same", { a: "no", b: "yes" })], ["yes", "no"]);
    assert.deepEqual([at("unlike", { a: "yes", b: "yes" }), at("unlike", { a: "no", b: "yes" })], ["no", "yes"]);
  });

  it("of numbers with each other, and of sums with ranges and lists", () => {
    assert.deepEqual([at("larger", { size: "2", depth: "19 mm" }), at("larger", { size: "2", depth: "20 mm" })], ["yes", "no"]);
    assert.deepEqual(
      ["1", "1.5", "3", "3.01"].map((size) => at("between", { size, depth: "1" })),
      ["no", "yes", "yes", "no"],
    );
    assert.deepEqual(
      ["2", "3", "6", "7"].map((size) => at("listed", { size, depth: "1" })),
      ["yes", "no", "no", "yes"],
    );
    assert.equal(at("larger", { size: "> 5", depth: "< 4" }), "yes");
  });

  it("inside if, and with the literal first", () => {
    assert.equal(at("chosen", { a: "yes", T: "T1a", pT: "T2" }), "yes");
    assert.equal(at("chosen", { a: "no", T: "T1a", pT: "T2" }), "no");
    assert.deepEqual([at("reversed", { size: "2" }), at("reversed", { size: "2.1" })], ["yes", "no"]);
    assert.deepEqual([at("parent", { T: "T1b" }), at("parent", { T: "T2" })], ["yes", "no"]);
  });
});
