/** Decisions that read decisions: outcomes without a value are passed on, unless the reader is settled without them. */
import assert from "node:assert/strict";
import { answerTo, schemeOf, staged } from "../cases.ts";

const scheme = schemeOf(`
category T { Tis  T1  T2  T3  T4 }
category N { N0  N1 }
category M { M0  M1 }
category inner { low  high }
category outer { I  II  IV }
category third { a  b }
exclude "in situ disease does not spread" when T = Tis and N = N1
table {
  T   | N   => inner
  Tis | N0  => low
  T1  | any => low
  T2  | any => high
  T3  | any => none "not described"
  T4  | N0  => low
  T4  | any => high
}
table {
  inner | M  => outer
  low   | M0 => I
  high  | M0 => II
  any   | M1 => IV
}
table { outer => third; I, II => a; IV => b }
`);
const chain = (T: string, N: string, M: string) => ["inner", "outer", "third"].map((name) => staged(scheme, { T, N, M }, name));

describe("a decision that reads a decision", () => {
  it("reads its value", () => {
    assert.deepEqual(chain("T1", "N0", "M0"), ["low", "I", "a"]);
    assert.deepEqual(chain("T2", "N1", "M0"), ["high", "II", "a"]);
  });

  it("computes it within each completion", () => {
    assert.deepEqual(chain("T1, T2", "N0", "M0"), ["low|high", "I|II", "a"]);
    assert.deepEqual(answerTo(scheme, { T: "T1, T2", M: "M0" }, "outer").needs, ["T"]);
  });

  it("passes on none, uncovered, conflict and excluded", () => {
    assert.deepEqual(chain("T3", "N0", "M0"), ["none: not described", "none: not described", "none: not described"]);
    assert.deepEqual(chain("T4", "N0", "M0"), ["conflict: high, low", "conflict: high, low", "conflict: high, low"]);
    const excluded = "excluded: in situ disease does not spread";
    assert.deepEqual(chain("Tis", "N1", "M0"), [excluded, excluded, excluded]);
  });

  it("is settled without it where every value leads to the same", () => {
    assert.deepEqual(chain("T3", "N0", "M1"), ["none: not described", "IV", "b"]);
    assert.deepEqual(chain("T4", "N0", "M1"), ["conflict: high, low", "IV", "b"]);
    assert.deepEqual(chain("Tis", "N1", "M1"), ["excluded: in situ disease does not spread", "IV", "b"]);
  });

  it("joins what is passed on with values", () => {
    assert.deepEqual(chain("T1, T3", "N0", "M0"), ["low|none", "I|none", "a|none"]);
    assert.deepEqual(chain("Tis", "?", "M0"), ["low|excluded", "I|excluded", "a|excluded"]);
  });
});

describe("marks of excludes", () => {
  const marks = schemeOf(`
category T { Tis  T1 }
category N { N0  N1 }
category grade { G1  G2 }
category stage { 0  I }
category risk { low  high }
category plan { watch  treat }
category apart { x  y }
exclude "no nodes" when T = Tis and N = N1
exclude for apart "not so" when grade = G2
table { T => stage; Tis => 0; T1 => I }
table { grade => risk; G1 => low; G2 => high }
table { stage => plan; 0 => watch; I => treat }
table { grade => apart; any => x }
`);
  const at = (record: { [name: string]: string }, decision: string) => staged(marks, record, decision);

  it("an exclude bears on the decisions that read one of its variables, and on their readers", () => {
    const record = { T: "Tis", N: "N1", grade: "G2" };
    assert.equal(at(record, "stage"), "excluded: no nodes");
    assert.equal(at(record, "plan"), "excluded: no nodes");
    assert.equal(at(record, "risk"), "high");
  });

  it("one for a name bears on that decision alone", () => {
    assert.equal(at({ grade: "G2" }, "apart"), "excluded: not so");
    assert.equal(at({ grade: "G2" }, "risk"), "high");
  });

  it("where it is open, the result of the rows stands", () => {
    assert.equal(at({ T: "Tis" }, "stage"), "0");
    assert.equal(at({ T: "Tis" }, "plan"), "watch");
  });
});

describe("excludes and formulas", () => {
  const formula = schemeOf(`
number age unit years from 0 to 120
flag child, a
category risk { low  high }
category plan { watch  treat }
exclude "no child is that old" when child and age > 20
let index = 0.1 * age + (if child then 1 else 0)
table { index => risk; <= 5 => low; > 5 => high }
table { risk | a => plan; low | no => watch; high | no => treat; any | yes => treat }
category direct { calm  alarming }
decide direct { alarming when index > 5 or a; calm when index <= 5 and not a }
`);
  const at = (record: { [name: string]: string }) => ["index", "risk", "plan"].map((name) => staged(formula, record, name));
  const why = "excluded: no child is that old";

  it("mark the formula, and what depends on it", () => {
    assert.deepEqual(at({ age: "30", child: "yes", a: "no" }), [why, why, why]);
    assert.deepEqual(at({ age: "20", child: "yes", a: "no" }), ["3", "low", "watch"]);
    assert.deepEqual(at({ age: "30", child: "no", a: "no" }), ["3", "low", "watch"]);
  });

  it("do not narrow: an open completion inside one keeps its value", () => {
    assert.equal(staged(formula, { age: "60", child: "?" }, "risk"), "high");
    assert.equal(staged(formula, { age: "45", child: "?" }, "risk"), "low|high");
  });

  it("do not touch what is settled without the formula", () => {
    assert.deepEqual(at({ age: "30", child: "yes", a: "yes" }), [why, why, "treat"]);
    assert.equal(staged(formula, { age: "30", child: "yes", a: "yes" }, "direct"), "alarming");
    assert.equal(staged(formula, { age: "30", child: "yes", a: "no" }, "direct"), why);
  });
});

describe("an exclude that reads what it would bear on", () => {
  const own = schemeOf(`
category T { T1  T2 }
category N { N0  N1 }
category stage { I  II }
category plan { watch  treat }
exclude "stage I has no nodes" when stage = I and N = N1
table { T | N => stage; T1 | any => I; T2 | any => II }
table { stage | N => plan; I | any => watch; II | any => treat }
`);
  it("bears on the readers of that decision, not on itself", () => {
    assert.equal(staged(own, { T: "T1", N: "N1" }, "stage"), "I");
    assert.equal(staged(own, { T: "T1", N: "N1" }, "plan"), "excluded: stage I has no nodes");
    assert.equal(staged(own, { T: "T2", N: "N1" }, "plan"), "treat");
  });
});

describe("needs of what is read", () => {
  const needs = schemeOf(`
category T { T1  T2 }
category grade { G1  G2 }
category M { M0  M1 }
category stage { I  II }
category plan { watch  treat }
table needs grade { T => stage; T1 => I; T2 => II }
table { stage | M => plan; I | M0 => watch; II | M0 => treat; any | M1 => treat }
`);
  it("keep the reader undetermined, unless it is settled without", () => {
    assert.equal(staged(needs, { T: "T1", M: "M0" }, "plan"), "watch undetermined");
    assert.deepEqual(answerTo(needs, { T: "T1", M: "M0" }, "plan").needs, ["grade"]);
    assert.equal(staged(needs, { T: "T1", M: "M1" }, "plan"), "treat");
    assert.equal(staged(needs, { T: "T1", M: "M0", grade: "G1" }, "plan"), "watch");
  });

  it("of a decided variable are met by its answer", () => {
    const decided = schemeOf(`
flag a
category T { T1  T2 }
category r { x  y }
table { a => T; no => T1; yes => T2 }
table needs T { a => r; any => x }
`);
    assert.equal(staged(decided, { a: "no" }, "r"), "x");
    assert.equal(staged(decided, {}, "r"), "x undetermined");
    assert.deepEqual(answerTo(decided, {}, "r").needs, ["T"]);
  });
});

describe("what cannot be read", () => {
  it("makes every decision that depends on it invalid, settled or not, and no other", () => {
    const record = { T: "T9", N: "N0", M: "M1" };
    assert.match(staged(scheme, record, "inner"), /^invalid: T: 'T9'/);
    assert.match(staged(scheme, record, "outer"), /^invalid: T: 'T9'/);
    const apart = schemeOf(`flag a, b
let x = not a
let y = not b`);
    assert.match(staged(apart, { a: "perhaps", b: "no" }, "x"), /^invalid: a: 'perhaps' is not yes or no/);
    assert.equal(staged(apart, { a: "perhaps", b: "no" }, "y"), "yes");
  });
});

describe("a decision that has no value", () => {
  it("lets its needs through wherever some value of it needs them", () => {
    const scheme = schemeOf(`
category c { C0  C1 }
category r1 { R0  R1 }
category r2 { S0  S1 }
// stagewright-ignore gap: nothing is derived on purpose
table { c => r1 }
table { c => r2; any => S1 }
table needs r1 { r1 => r2; R1 => S1 }
`);
    assert.equal(staged(scheme, {}, "r2"), "S1 undetermined");
    assert.deepEqual(answerTo(scheme, {}, "r2").needs, ["r1"]);
  });

  it("is excluded only where every value of it is", () => {
    const scheme = schemeOf(`
category a { A0  A1 }
category r1 { R0  R1 }
category r2 { S0  S1 }
category r3 { X  Y }
exclude "x" when a = A0
table { a => r1; any => R0 }
decide r2 { }
table { r2 | r1 => r3; S0 | R1 => X }
`);
    // With r2 = S1 no row gives r3 anything, whatever r1 is; r2 itself has no value.
    assert.equal(staged(scheme, { a: "A0" }, "r3"), "uncovered");
  });

  it("does not hide what one order of opening settles", () => {
    const scheme = schemeOf(`
category a { A1  A2 }
category c unknown CX { C0  C1 }
category r1 { R0  R1 }
category r2 { S0  S1 }
decide r1 { otherwise none }
table {
  a  | c  | r1  => r2
  A2 | C0 | any => S0
  A2 | CX | R1  => S1
}
`);
    assert.equal(staged(scheme, { a: "?", c: "CX" }, "r2"), "S0|none|uncovered");
  });
});

describe("a parent that the rules derive", () => {
  it("is one leaf for all that read it", () => {
    const scheme = schemeOf(`
flag a
category r1 { R2 { R2a  R2b }  R3 }
category r2 { S0  S1 }
category r3 { X  Y  Z }
table { a => r1; any => R2 }
table { r1 => r2; R2a => S0; R2b => S1 }
table first { r1 | r2 => r3; R2a | S0 => X; R2b | S1 => Y; any | any => Z }
`);
    assert.equal(staged(scheme, {}, "r3"), "X|Y");
    assert.deepEqual(answerTo(scheme, {}, "r3").needs, ["r1"]);
  });
});

describe("a calculation with numbers of few steps", () => {
  const scheme = schemeOf(`
number d unknown NX from 0 to 0.6 step 0.2
exclude "not measured" { d; NX }
let r1 = 1 + d
let r2 = r1 * r1
`);
  it("has just the values that it can come to", () => {
    assert.equal(staged(scheme, { d: "> 0" }, "r1"), "1.2|1.4|1.6");
    assert.equal(staged(scheme, { d: "<= 0.2" }, "r2"), "1|1.44");
    assert.equal(staged(scheme, {}, "r1"), "1|1.2|1.4|1.6|excluded");
    assert.equal(staged(scheme, { d: "NX" }, "r1"), "excluded: not measured");
  });
});
