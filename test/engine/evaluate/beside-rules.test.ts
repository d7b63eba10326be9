/** What a record gives of a decision beside other things that are unknown; the answers are worked out by hand. */
import assert from "node:assert/strict";
import { answerTo, schemeOf, staged } from "../cases.ts";

describe("a recorded unknown beside an exclude", () => {
  it("is opened in either order, also where only the exclude reads the other variable", () => {
    const scheme = schemeOf(`
category a unknown AX { A0  A1 }
category b unknown BX { B0  B1 }
category r { R0  R1 }
exclude "cannot be" when (b != BX) and (a = AX)
decide r {
  R0 when a = A0
}
`);
    // With b opened first the exclude holds and names AX; with a opened first it never holds.
    assert.equal(staged(scheme, { a: "AX", b: "BX" }, "r"), "R0|excluded|uncovered");
    assert.equal(staged(scheme, { a: "AX", b: "B0" }, "r"), "excluded: cannot be");
  });
});

describe("a decided category recorded as not known", () => {
  const scheme = schemeOf(`
category a { A0  A1 }
category r1 unknown RX { R1  R2 }
category r2 { S1  S2 }
decide r1 {
  R1 when a = A0
}
table {
  r1  | a  => r2
  RX  | A0 => S1
  any | any => S2
}
let told = r1 in (R1, R2)
`);

  it("is what the rules derive where they derive a label", () => {
    assert.equal(staged(scheme, { a: "A0", r1: "RX" }, "r2"), "S2");
  });

  it("is open where they derive none, and read as that unknown by what does not name it", () => {
    assert.equal(staged(scheme, { a: "A1", r1: "RX" }, "r1"), "R1|R2");
    assert.equal(staged(scheme, { a: "A1", r1: "RX" }, "told"), "yes");
  });

  it("counts as an unknown beside another one that a rule names", () => {
    const both = schemeOf(`
category a { A1  A2 }
category r1 unknown RX { R1  R2 }
decide r1 { }
let r2 = (a = ?) and (r1 <= R2)
`);
    // Opened first, r1 is at most R2 and the rule names the unknown of a; with a opened first it does not hold.
    assert.equal(staged(both, { a: "?", r1: "RX" }, "r2"), "no|yes");
  });
});

describe("several labels recorded for a decided category", () => {
  it("leave those that the rules contradict out where another one stands", () => {
    const scheme = schemeOf(`
category a { A0  A1 }
category r1 { R1 { R1a  R1b }  R2 { R2a  R2b } }
category r2 { S0  S1 }
category r3 { Q0  Q1 }
decide r1 {
  R2 when a = A0
}
table { r1 => r2 }
table {
  r2  | r1  => r3
  S1  | any => Q0
  any | R2  => Q0
  S0  | R1  => Q1
}
`);
    assert.equal(staged(scheme, { a: "A0", r1: "R1a, R2a" }, "r3"), "Q0");
  });
});

describe("`?` of a variable with several unknowns", () => {
  it("is each of them where a rule tells them apart without naming them", () => {
    const scheme = schemeOf(`
category c unknown CX, CY { C0  C1 }
category r { R0  R1 }
decide r where count of (c != CY, c = C1) >= 2 {
  otherwise R0
}
`);
    const answer = answerTo(scheme, { c: "?" }, "r");
    assert.deepEqual(answer.possible, ["R0", "uncovered"]);
    assert.deepEqual(answer.needs, ["c"]);
  });
});

describe("a recorded number that a formula reads", () => {
  const scheme = schemeOf(`
number age from 0 to 120
number a from 0 to 3 step 1
score s {
  a {
    0 => 0
    1 => 1
    2 => 2
    3 => 3
  }
}
let t = s
let u = t + (age - 70)
`);

  it("narrows it to what the record and the rules both allow", () => {
    assert.equal(staged(scheme, { t: "1", age: "71" }, "u"), "2");
    assert.equal(staged(scheme, { s: "2", age: "71" }, "u"), "3");
    assert.equal(staged(scheme, { t: "1..2", age: "71" }, "u"), "2..3 undetermined");
  });

  it("makes it invalid where it contradicts the rules", () => {
    assert.equal(
      staged(scheme, { t: "9", age: "71" }, "u"),
      "invalid: the recorded t contradicts what the rules derive from the other findings",
    );
    assert.equal(
      staged(scheme, { a: "2", t: "1", age: "71" }, "u"),
      "invalid: the recorded t contradicts what the rules derive from the other findings",
    );
  });
});
