/** What a record does not say: silence, unknowns named by a row and not, parents, lists, ranges, assumptions. */
import assert from "node:assert/strict";
import { trace } from "#engine";
import { answerTo, caseOf, schemeOf, staged } from "../cases.ts";

describe("unknowns of a record", () => {
  const scheme = schemeOf(`
category T unknown TX, T_ { T1 { T1a  T1b }  T2 }
category N unknown NX { N0  N1 }
category M { M0  M1 }
category stage { occult  IA  IB  II  III  IV }
table {
  T   | N  | M  => stage
  TX  | N0 | M0 => occult
  T1a | N0 | M0 => IA
  T1b | N0 | M0 => IB
  T2  | N0 | M0 => II
  any | N1 | M0 => III
  any | any | M1 => IV
}
`);
  const at = (record: { [name: string]: string }) => staged(scheme, record, "stage");

  it("is a value where a row that applies names it", () => {
    assert.equal(at({ T: "TX", N: "N0", M: "M0" }), "occult");
  });

  it("is open where no row that applies names it", () => {
    // TX N1: the row of N1 says any, which names nothing; T1a, T1b and T2 with N1 are all III.
    assert.equal(at({ T: "TX", N: "N1", M: "M0" }), "III");
    // No row names NX: T2 N0 is II, T2 N1 is III.
    assert.equal(at({ T: "T2", N: "NX", M: "M0" }), "II|III");
  });

  it("another unknown of the same variable is not the named one", () => {
    assert.equal(at({ T: "T_", N: "N0", M: "M0" }), "IA|IB|II");
  });

  it("? is any of the declared unknowns", () => {
    // As TX: occult. As T_: open.
    assert.equal(at({ T: "?", N: "N0", M: "M0" }), "occult|IA|IB|II");
    assert.equal(at({ T: "?", N: "N0", M: "M1" }), "IV");
  });

  it("silence is every known value and every unknown that some row names", () => {
    assert.equal(at({ N: "N0", M: "M0" }), "occult|IA|IB|II");
    assert.equal(at({ N: "N1", M: "M0" }), "III");
  });

  it("two recorded unknowns are opened in turn", () => {
    // N first: N0 gives occult (TX is named there), N1 gives III. T first: T1a NX is IA or III, and so on.
    assert.equal(at({ T: "TX", N: "NX", M: "M0" }), "occult|IA|IB|II|III");
    assert.equal(at({ T: "TX", N: "NX", M: "M1" }), "IV");
  });

  it("a parent, a list and a range are what is listed", () => {
    assert.equal(at({ T: "T1", N: "N0", M: "M0" }), "IA|IB");
    assert.equal(at({ T: "T1b, T2", N: "N0", M: "M0" }), "IB|II");
    assert.equal(at({ T: "T1b..T2", N: "N0", M: "M0" }), "IB|II");
    assert.equal(at({ T: ">= T2", N: "N0", M: "M0" }), "II");
    assert.equal(at({ T: "< T2", N: "N0", M: "M0" }), "IA|IB");
    assert.equal(at({ T: "!= T2", N: "N0", M: "M0" }), "IA|IB");
  });
});

describe("who names an unknown", () => {
  const scheme = schemeOf(`
category T unknown TX { T1  T2  T3 }
category a, b, c, d, e, f, g { unknown_  low  high }
table { T => a; TX, T1 => unknown_; T2 => low; T3 => high }
table { T => b; ? => unknown_; T1, T2 => low; T3 => high }
decide c { unknown_ when T = TX; low when T <= T2; otherwise high }
decide d { unknown_ when T in (TX, T1); low when T = T2; otherwise high }
decide e { low when T != TX; otherwise high }
decide f { low when not T = TX; otherwise high }
decide g { unknown_ when T = ?; otherwise low }
`);
  const at = (decision: string) => staged(scheme, { T: "TX" }, decision);

  it("a cell, a list, =, in, ?", () => {
    for (const decision of ["a", "b", "c", "d", "g"]) assert.equal(at(decision), "unknown_", decision);
  });

  it("any, not and ranges hold for an unknown that another row names, so rows may contradict each other there", () => {
    const contradicting = schemeOf(`category T unknown TX { T1  T2  T3 }
category a { unknown_  low  high }
table { T => a; TX => unknown_; not T3 => low; T3 => high }`);
    assert.equal(staged(contradicting, { T: "TX" }, "a"), "conflict: low, unknown_");
  });

  it("not a mention inside a negation, though the row applies", () => {
    const negated = schemeOf(`category T unknown TX { T1  T2  T3 }
category N { N0  N1 }
category a { low  high }
decide a { low when not (T = TX and N = N1); high when T = T3 }`);
    // At TX and N0 the first rule applies, and names nothing: as T1 and T2 it is low, as T3 both rules apply.
    assert.equal(staged(negated, { T: "TX", N: "N0" }, "a"), "low|conflict");
  });

  it("not !=, not a negation, not otherwise", () => {
    // T != TX holds for every known value: opened, low throughout. otherwise names nothing either.
    assert.equal(at("e"), "low");
    assert.equal(at("f"), "low");
  });
});

describe("two unknowns, one of them named", () => {
  const scheme = schemeOf(`
category T unknown TX { T1  T2 }
category N unknown NX { N0  N1 }
category stage { x  y  z }
table {
  T      | N      => stage
  not T2 | NX     => x
  T2     | NX     => y
  any    | N0, N1 => z
}
exclude "never met" when T = TX and S = S1
category S { S0  S1 }
category grade { low  high }
table { T | S => grade; T1 | any => low; T2 | any => high }
`);

  it("the other alone is opened", () => {
    // not T2 holds for TX and names NX. T is open: as T1 it is x, as T2 y; N is a value, so z is out of the question.
    assert.equal(staged(scheme, { T: "TX", N: "NX" }, "stage"), "x|y");
  });

  it("an exclude that holds names an unknown too", () => {
    assert.equal(staged(scheme, { T: "TX", S: "S1" }, "grade"), "excluded: never met");
    assert.equal(staged(scheme, { T: "TX", S: "S0" }, "grade"), "low|high");
  });
});

describe("first and unknowns", () => {
  const scheme = schemeOf(`
category T unknown TX { T1  T2 }
category M { M0  M1 }
category stage { occult  I  II  IV }
table first {
  T   | M  => stage
  any | M1 => IV
  TX  | any => occult
  T1  | any => I
  T2  | any => II
}
`);
  it("a row above the one that names the unknown decides, since that one applies too", () => {
    assert.equal(staged(scheme, { T: "TX", M: "M1" }, "stage"), "IV");
    assert.equal(staged(scheme, { T: "TX", M: "M0" }, "stage"), "occult");
    assert.equal(staged(scheme, { T: "TX" }, "stage"), "occult|IV");
  });
});

describe("unknown numbers, flags and sets", () => {
  const scheme = schemeOf(`
number psa unknown "X" from 0
flag smoker unknown not_asked
set invades unknown SX { pleura  heart }
category risk { none_  low  high }
category habit { unknown_  nonsmoker  ever }
category spread { unknown_  local  far }
table { psa => risk; X => none_; < 10 => low; >= 10 => high }
table { smoker => habit; not_asked => unknown_; no => nonsmoker; yes => ever }
decide spread { unknown_ when invades = SX; far when invades has heart; otherwise local }
`);
  it("are matched by the rows that name them, and open without one", () => {
    assert.equal(staged(scheme, { psa: "X" }, "risk"), "none_");
    assert.equal(staged(scheme, { psa: "> 5" }, "risk"), "low|high");
    assert.equal(staged(scheme, { psa: "5 .. 7" }, "risk"), "low");
    assert.equal(staged(scheme, {}, "risk"), "none_|low|high");
    assert.equal(staged(scheme, { smoker: "not_asked" }, "habit"), "unknown_");
    assert.equal(staged(scheme, { smoker: "?" }, "habit"), "unknown_");
    assert.equal(staged(scheme, { smoker: "TRUE" }, "habit"), "ever");
    assert.equal(staged(scheme, { invades: "SX" }, "spread"), "unknown_");
    assert.equal(staged(scheme, { invades: "{heart}" }, "spread"), "far");
    assert.equal(staged(scheme, {}, "spread"), "unknown_|local|far");
  });
});

describe("the plain case", () => {
  const scheme = schemeOf(`
category N { N0 { N0  N0(i+) }  N1 }
category rule, record { plain  both  other }
table { N => rule; N0 => both; N1 => other }
table { N => record; N0(i+) => both; N1 => other }
decide record { plain when N < N0(i+) }
`);
  it("a rule's N0 is the plain case and N0(i+)", () => {
    assert.equal(staged(scheme, { N: "N0" }, "rule"), "both");
    assert.equal(staged(scheme, { N: "N0(i+)" }, "rule"), "both");
  });

  it("a recorded N0 is the plain case alone", () => {
    assert.equal(staged(scheme, { N: "N0" }, "record"), "plain");
    assert.equal(staged(scheme, { N: "n0" }, "record"), "plain");
  });
});

describe("assumptions", () => {
  const scheme = schemeOf(`
category grade unknown GX assume G1 { G1  G2 }

flag treated assume no
number ldh unit ULN from 0 assume 1
set invades assume {heart} { pleura  heart }
category site unknown SX assume SX { upper  lower }
category T { T1  T2 }
category stage { I  II  III }
category place { upper_  lower_  unsaid }
table { T | grade => stage; T1 | G1 => I; T1 | G2 => II; T2 | any => III }
decide far { yes when invades has heart and ldh <= 1 and not treated; otherwise no }
flag far
table { site => place; upper => upper_; lower => lower_; SX => unsaid }
`);
  it("are taken where the record is silent, and the trace says so", () => {
    assert.equal(staged(scheme, { T: "T1" }, "stage"), "I");
    assert.deepEqual(
      trace(scheme, caseOf(scheme, { T: "T1" }), "stage").notes.filter((note) => note.startsWith("grade")),
      ["grade is not recorded; the rules assume G1."],
    );
    assert.equal(staged(scheme, {}, "far"), "yes");
    assert.equal(staged(scheme, {}, "place"), "unsaid");
    assert.deepEqual(
      trace(scheme, caseOf(scheme, {}), "far").notes.filter((note) => /^(treated|ldh) /.test(note)),
      ["treated is not recorded; the rules assume no.", "ldh is not recorded; the rules assume 1."],
    );
  });

  it("are told only where the decision depends on them", () => {
    const two = schemeOf("number psa from 0\nflag smoker assume no\nlet high = psa > 3\nlet either = high or smoker");
    assert.deepEqual(trace(two, caseOf(two, { psa: "5" }), "high").notes, []);
    assert.ok(trace(two, caseOf(two, { psa: "1" }), "either").notes.includes("smoker is not recorded; the rules assume no."));
  });

  it("are not taken for what is decided", () => {
    const decided = schemeOf("flag a\ncategory stage assume I { I  II }\ntable { a => stage; no => I; yes => II }");
    assert.equal(staged(decided, { a: "yes" }, "stage"), "II");
    assert.equal(staged(decided, {}, "stage"), "I|II");
  });

  it("are not taken where the record says that it is not known, or something else", () => {
    assert.equal(staged(scheme, { T: "T1", grade: "GX" }, "stage"), "I|II");
    assert.equal(staged(scheme, { T: "T1", grade: "G2" }, "stage"), "II");
    assert.equal(staged(scheme, { treated: "?" }, "far"), "no|yes");
    assert.deepEqual(answerTo(scheme, { treated: "?" }, "far").needs, ["treated"]);
    assert.deepEqual(
      trace(scheme, caseOf(scheme, { T: "T1", grade: "GX" }), "stage").notes.filter((note) => note.startsWith("grade")),
      [],
    );
  });
});
