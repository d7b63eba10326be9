/** A recorded list that holds an unknown beside known values: its members are all that is possible. */
import assert from "node:assert/strict";
import { trace } from "#engine";
import { answerTo, caseOf, schemeOf, staged } from "../cases.ts";

describe("a list with an unknown in it", () => {
  const scheme = schemeOf(`
category T unknown TX { T1 { T1a  T1b }  T2 }
category N unknown NX { N0  N1 }
number psa unknown "X" from 0
category stage { occult  IA  IB  II  III }
category risk { none_  low  high }
table {
  T   | N  => stage
  TX  | N0 => occult
  T1a | N0 => IA
  T1b | N0 => IB
  T2  | N0 => II
  any | N1 => III
}
table { psa => risk; X => none_; < 10 => low; >= 10 => high }
`);

  it("is the unknown where a row names it, or one of the values", () => {
    // TX with N0 is occult, T2 with N0 is II; T1 is not in the list.
    assert.equal(staged(scheme, { T: "TX, T2", N: "N0" }, "stage"), "occult|II");
    assert.equal(staged(scheme, { T: "TX, T2", N: "N1" }, "stage"), "III");
    assert.equal(staged(scheme, { psa: "X, 12" }, "risk"), "none_|high");
    assert.deepEqual(answerTo(scheme, { T: "TX, T2", N: "N0" }, "stage").needs, ["T"]);
  });

  it("is any value where no row names the unknown", () => {
    // NX beside N0: no row names NX, so it is N0 or N1.
    assert.equal(staged(scheme, { T: "T2", N: "NX, N0" }, "stage"), "II|III");
  });
});

describe("an assumed set", () => {
  it("is told with its members", () => {
    const scheme = schemeOf("set invades assume {heart} { pleura  heart }\nlet far = invades has heart");
    assert.deepEqual(trace(scheme, caseOf(scheme, {}), "far").notes, ["invades is not recorded; the rules assume {heart}."]);
  });
});
