/** A decided variable that the record gives too: intersected with what the rules derive, never used to infer inputs. */
import assert from "node:assert/strict";
import { answerTo, schemeOf, staged } from "../cases.ts";

const scheme = schemeOf(`
number size unit cm from 0 to 30
category T unknown TX { T0  T1 { T1a  T1b }  T2  T3 }
category stage { occult  IA  IB  II  III }
decide T {
  T1a when size <= 1
  T1b when size in 1 <.. 3
  T2 when size in 3 <.. 5
  T3 when size in 5 <.. 10
  none "not measurable" when size > 20
}
table {
  T   => stage
  TX  => occult
  T0  => none "no tumour"
  T1a => IA
  T1b => IB
  T2  => II
  T3  => III
}
`);
const both = (record: { [name: string]: string }) => [staged(scheme, record, "T"), staged(scheme, record, "stage")];
const contradiction = "invalid: the recorded T contradicts what the rules derive from the other findings";

describe("a decided category that is recorded", () => {
  it("agrees with what is derived", () => {
    assert.deepEqual(both({ size: "2", T: "T1b" }), ["T1b", "IB"]);
    assert.deepEqual(both({ size: "2", T: "T1" }), ["T1b", "IB"]);
  });

  it("narrows what is derived from a range", () => {
    // Above 2 and up to 4 cm is T1b or T2.
    assert.deepEqual(both({ size: "2 <.. 4" }), ["T1b|T2", "IB|II"]);
    assert.deepEqual(both({ size: "2 <.. 4", T: "T2, T3" }), ["T2", "II"]);
    assert.deepEqual(both({ T: "T1" }), ["T1a|T1b", "IA|IB"]);
  });

  it("that contradicts it makes the answer invalid, and what reads it", () => {
    assert.deepEqual(both({ size: "2", T: "T3" }), [contradiction, contradiction]);
    assert.deepEqual(both({ size: "< 4", T: "T3" }), [contradiction, contradiction]);
  });

  it("is not used to infer inputs: completions that contradict it are left out, no more", () => {
    // With T2, sizes of 3 to 5 agree; 11 to 20 derive nothing, so T2 stands there as well.
    assert.deepEqual(both({ T: "T2" }), ["T2", "II"]);
  });

  it("stands where the rules derive no label", () => {
    assert.deepEqual(both({ size: "15", T: "T3" }), ["T3", "III"]); // uncovered
    assert.deepEqual(both({ size: "25", T: "T3" }), ["T3", "III"]); // none
    assert.deepEqual(both({ size: "25" }), ["none: not measurable", "none: not measurable"]);
    assert.deepEqual(both({ size: "15" }), ["uncovered", "uncovered"]);
  });

  it("as an unknown never overrides what is derived", () => {
    assert.deepEqual(both({ size: "2", T: "TX" }), ["T1b", "IB"]);
    assert.deepEqual(both({ size: "2", T: "?" }), ["T1b", "IB"]);
  });

  it("as an unknown stands where the rules derive no label", () => {
    assert.equal(staged(scheme, { size: "15", T: "TX" }, "stage"), "occult");
    assert.equal(staged(scheme, { T: "TX" }, "stage"), "occult|IA|IB|II|III");
  });

  it("cannot be read: both it and what reads it are invalid", () => {
    assert.match(staged(scheme, { size: "2", T: "T7" }, "T"), /^invalid: T: 'T7' is not a T category/);
    assert.match(staged(scheme, { size: "2", T: "T7" }, "stage"), /^invalid: T: 'T7' is not a T category/);
  });
});

describe("a recorded leaf of a derived parent", () => {
  const parents = schemeOf(`
category T { T1  T2 }
category stage { I  III { IIIA  IIIB  IIIC } }
table { T => stage; T1 => I; T2 => III }
`);
  it("agrees with it, and one of another parent does not", () => {
    for (const stage of ["IIIA", "IIIB", "IIIC"]) assert.equal(staged(parents, { T: "T2", stage }, "stage"), stage);
    assert.equal(staged(parents, { T: "T2", stage: "III" }, "stage"), "III");
    assert.match(staged(parents, { T: "T1", stage: "IIIB" }, "stage"), /^invalid: the recorded stage contradicts/);
  });
});

describe("a score that is recorded", () => {
  const scored = schemeOf(`
flag a, b
category group { low  high }
score points { +1 when a; +2 when b }
table { points => group; <= 1 => low; > 1 => high }
number age from 0 to 100
let index = 0.1 * age + (if a then 1 else 0)
category risk { calm  alarming }
table { index => risk; < 5 => calm; >= 5 => alarming }
`);
  const told = "invalid: the recorded points contradicts what the rules derive from the other findings";

  it("narrows what is open", () => {
    assert.deepEqual([staged(scored, { a: "yes" }, "points"), staged(scored, { a: "yes" }, "group")], ["1|3", "low|high"]);
    assert.deepEqual(
      [staged(scored, { a: "yes", points: "3" }, "points"), staged(scored, { a: "yes", points: "3" }, "group")],
      ["3", "high"],
    );
    assert.deepEqual([staged(scored, { points: ">= 2" }, "points"), staged(scored, { points: ">= 2" }, "group")], ["2|3", "high"]);
  });

  it("contradicts what is derived", () => {
    assert.equal(staged(scored, { a: "yes", b: "no", points: "3" }, "points"), told);
    assert.equal(staged(scored, { a: "yes", b: "no", points: "3" }, "group"), told);
  });

  it("a formula's recorded value may be rounded", () => {
    // 0.1 * 57 + 1 is 6.7.
    assert.equal(staged(scored, { age: "57", a: "yes", index: "6.7" }, "index"), "6.7");
    assert.match(staged(scored, { age: "57", a: "yes", index: "6.6" }, "index"), /^invalid/);
    assert.equal(staged(scored, { age: "57.04", a: "yes", index: "6.7" }, "index"), "6.704");
    assert.equal(staged(scored, { index: "6.7" }, "risk"), "alarming");
    assert.deepEqual(answerTo(scored, { index: "6.7" }, "index").possible, ["6.7"]);
  });
});

describe("a flag that is recorded", () => {
  const flags = schemeOf(`
flag a, b
flag high
category group { I  II }
let high = a and b
table { high => group; no => I; yes => II }
`);
  it("is met with the derived one", () => {
    assert.equal(staged(flags, { a: "yes", high: "yes" }, "group"), "II");
    assert.equal(staged(flags, { a: "no", high: "yes" }, "group").startsWith("invalid"), true);
    assert.equal(staged(flags, { a: "yes" }, "group"), "I|II");
  });
});

describe("a parent that is recorded beside the rules", () => {
  const partly = schemeOf(`
number a from 0 to 10
category r1 unknown RX { R1  R2 { R2a  R2b }  R3 }
exclude "too small" when a < 5
table { a => r1; any => R2 }
`);
  it("stays what the rules derive where only some completions are excluded", () => {
    for (const recorded of ["R2", "?", "RX"]) assert.equal(staged(partly, { r1: recorded }, "r1"), "R2");
    assert.equal(staged(partly, { r1: "R2", a: "4" }, "r1"), "excluded: too small");
    assert.equal(staged(partly, { r1: "R2a" }, "r1"), "R2a");
  });
});
