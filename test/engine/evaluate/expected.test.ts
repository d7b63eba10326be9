/** The expected side of examples and of a cohort: what meets it and what does not. */
import assert from "node:assert/strict";
import { isUnreadable, meets, readExpected } from "#engine";
import { answerTo, schemeOf } from "../cases.ts";

const scheme = schemeOf(`
category T { T1  T2  T3  T4  T5  T6 }
category N { N0  N1 }
category stage { I { IA  IB }  II { II  IIB }  "very high" }
exclude "not so" when T = T6 and N = N1
table {
  T  | N   => stage
  T1 | N0  => IA
  T1 | N1  => IB
  T2 | N0  => II
  T2 | N1  => IIB
  T3 | any => none "never staged"
  T4 | any => "very high"
  T5 | N0  => IA
  T5 | N0  => IB
  T6 | N0  => I
}
table needs N { T => plan; any => watch }
category plan { watch  treat }
number x from 0 to 100
let third = x / 3
let half = x / 2
flag high
let high = x > 50
`);
const met = (record: { [name: string]: string }, decision: string, expected: string): boolean => {
  const expectation = readExpected(scheme, decision, expected);
  assert.ok(!isUnreadable(expectation), expected);
  return meets(expectation, answerTo(scheme, record, decision));
};

describe("an expected label", () => {
  it("is met by this label alone", () => {
    assert.ok(met({ T: "T1", N: "N0" }, "stage", "IA"));
    assert.ok(met({ T: "T1", N: "N0" }, "stage", "ia"));
    assert.ok(!met({ T: "T1", N: "N0" }, "stage", "IB"));
    assert.ok(!met({ T: "T1" }, "stage", "IA"));
    assert.ok(met({ T: "T4" }, "stage", '"very high"'));
    assert.ok(met({ T: "T4" }, "stage", "very high"));
  });

  it("that is a parent is met by one leaf of it, or by exactly its leaves", () => {
    assert.ok(met({ T: "T1", N: "N0" }, "stage", "I"));
    assert.ok(met({ T: "T1", N: "N1" }, "stage", "I"));
    assert.ok(met({ T: "T1" }, "stage", "I"));
    assert.ok(met({ T: "T6", N: "N0" }, "stage", "I"));
    assert.ok(!met({ T: "T1, T2" }, "stage", "I"));
    assert.ok(!met({ T: "T4" }, "stage", "I"));
  });

  it("with a plain case is the plain case, as in a record", () => {
    assert.ok(met({ T: "T2", N: "N0" }, "stage", "II"));
    assert.ok(!met({ T: "T2", N: "N1" }, "stage", "II"));
  });

  it("is not met by a leaf where the parent itself was assigned", () => {
    assert.ok(!met({ T: "T6", N: "N0" }, "stage", "IA"));
  });
});

describe("several expected labels", () => {
  it("are met by exactly these, in any order", () => {
    assert.ok(met({ T: "T1" }, "stage", "IA, IB"));
    assert.ok(met({ T: "T1" }, "stage", "IB|IA"));
    assert.ok(!met({ T: "T1" }, "stage", "IA, II"));
    assert.ok(!met({ T: "T1, T2" }, "stage", "IA, IB"));
    assert.ok(!met({ T: "T1, T2" }, "stage", "IA, IB, II, IIB, none"));
    assert.ok(met({ T: "T1, T2" }, "stage", "IA, IB, II, IIB"));
    assert.ok(!met({ T: "T1", N: "N0" }, "stage", "IA, IB"));
  });

  it("may hold outcomes without a value", () => {
    assert.ok(met({ T: "T1, T3", N: "N0" }, "stage", "IA, none"));
    assert.ok(!met({ T: "T1, T3", N: "N0" }, "stage", "IA, IB, none"));
    assert.ok(!met({ T: "T1, T3", N: "N0" }, "stage", "IA, excluded"));
    assert.ok(met({ T: "T3, T5", N: "N0" }, "stage", "none, conflict"));
    assert.ok(!met({ T: "T1, T3, T5", N: "N0" }, "stage", "IA, none"));
    assert.ok(met({ T: "T4, T5", N: "N1" }, "stage", "very high, uncovered"));
  });
});

describe("expected outcomes", () => {
  it("none, excluded, uncovered, conflict, invalid, undetermined", () => {
    assert.ok(met({ T: "T3" }, "stage", "none"));
    assert.ok(met({ T: "T6", N: "N1" }, "stage", "excluded"));
    assert.ok(met({ T: "T5", N: "N1" }, "stage", "uncovered"));
    assert.ok(met({ T: "T5", N: "N0" }, "stage", "conflict"));
    assert.ok(met({ T: "T9", N: "N0" }, "stage", "invalid"));
    assert.ok(met({ T: "T1" }, "stage", "undetermined"));
    assert.ok(met({ T: "T1" }, "stage", "unknown"));
    assert.ok(!met({ T: "T1", N: "N0" }, "stage", "undetermined"));
    assert.ok(!met({ T: "T1", N: "N0" }, "stage", "none"));
  });

  it("undetermined though one value is possible: not met by that value", () => {
    assert.ok(met({ T: "T1" }, "plan", "undetermined"));
    assert.ok(!met({ T: "T1" }, "plan", "watch"));
    assert.ok(met({ T: "T1", N: "N0" }, "plan", "watch"));
  });
});

describe("expected numbers", () => {
  it("are compared after rounding to the digits written, where the value has more", () => {
    // 10 / 3 is 3.333…
    assert.ok(met({ x: "10" }, "third", "3.33"));
    assert.ok(met({ x: "10" }, "third", "3.3333"));
    assert.ok(!met({ x: "10" }, "third", "3.34"));
    assert.ok(!met({ x: "10" }, "third", "3.333333333333333333334"));
    assert.ok(met({ x: "9" }, "third", "3"));
    assert.ok(met({ x: "9" }, "third", "3.00"));
    assert.ok(!met({ x: "7" }, "half", "4"), "3.5 is not 4");
  });

  it("a range", () => {
    assert.ok(met({ x: "10" }, "third", "3 .. 4"));
    assert.ok(met({ x: "9" }, "third", "3..4"));
    assert.ok(!met({ x: "9" }, "third", "3 <.. 4"));
    assert.ok(!met({ x: "12" }, "third", "3 ..< 4"));
    assert.ok(!met({}, "third", "0 .. 100"));
  });

  it("flags", () => {
    assert.ok(met({ x: "60" }, "high", "yes"));
    assert.ok(!met({ x: "60" }, "high", "no"));
    assert.ok(met({ x: "50..60" }, "high", "yes, no"));
  });
});

describe("an expected side that cannot be read", () => {
  it("says why", () => {
    const problem = (decision: string, text: string) => {
      const read = readExpected(scheme, decision, text);
      return isUnreadable(read) ? read.problem : "";
    };
    assert.match(problem("stage", "IC"), /^'IC' is nothing that stage can come to; did you mean I[AB]?\?$/);
    assert.equal(problem("third", "many"), "'many' is nothing that third can come to");
    assert.equal(problem("nothing", "1"), "the rules have no variable nothing");
  });
});
