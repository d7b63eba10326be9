/** Every kind of outcome, and everything that an answer says beside it. */
import assert from "node:assert/strict";
import { type Reading, readMember, stage } from "#engine";
import { answerTo, schemeOf, staged, tell } from "../cases.ts";

const scheme = schemeOf(`
category T unknown TX { T0  T1 { T1a  T1b }  T2 { T2a  T2b }  T3 }
category N unknown NX { N0  N1  N2 }
category M { M0  M1 }
category stage { 0  I { IA  IB }  II  III }
exclude "no nodes without a tumour" when T = T0 and N != N0
table {
  T   | N   | M  => stage
  T0  | N0  | M0 => 0
  T1a | N0  | M0 => IA
  T1b | N0  | M0 => IB
  T2  | N0  | M0 => II
  T2b | N0  | M0 => III
  T3  | N0  | M0 => none "not described"
  any | N2  | M0 => III
  T1  | N1  | M0 => II
}
`);
const asked = (T: string, N: string, M: string) => answerTo(scheme, { T, N, M }, "stage");

describe("the outcomes", () => {
  it("assigned: one label, with nothing else to say", () => {
    assert.deepEqual(asked("T1a", "N0", "M0"), {
      decision: "stage",
      outcome: { kind: "assigned", value: { text: "IA" } },
      possible: ["IA"],
      needs: [],
      reason: "",
    });
  });

  it("undetermined: the set, the narrowest parent, what would settle it", () => {
    // T1a gives IA and T1b gives IB; both lie below I, and only T is open.
    const answer = asked("T1", "N0", "M0");
    assert.deepEqual(answer.outcome, {
      kind: "undetermined",
      possible: [
        { kind: "value", text: "IA" },
        { kind: "value", text: "IB" },
      ],
      within: "I",
      settledBy: ["T"],
      needs: [],
      atMost: false,
    });
    assert.deepEqual(answer.possible, ["IA", "IB"]);
    assert.deepEqual(answer.needs, ["T"]);
    assert.equal(answer.reason, "cannot be determined, because T is not fully known; possible: IA, IB (all within I)");
  });

  it("undetermined: no parent holds IA and II, and two variables are open", () => {
    // T1a N0 is IA, T1a N1 is II, T1b N0 is IB, T1b N1 is II.
    const { outcome, reason } = asked("T1", "N0, N1", "M0");
    assert.equal(outcome.kind, "undetermined");
    if (outcome.kind !== "undetermined") return;
    assert.deepEqual(
      outcome.possible.map((one) => one.text),
      ["IA", "IB", "II"],
    );
    assert.equal(outcome.within, undefined);
    assert.deepEqual(outcome.settledBy, ["T", "N"]);
    assert.equal(reason, "cannot be determined, because T, N are not fully known; possible: IA, IB, II");
  });

  it("an input that only narrows a parent is not asked for where both parents leave the same outcomes", () => {
    // Seen or not, spread leaves T1a (no row) beside a leaf that is II: only T itself would tell.
    const { outcome } = answerTo(
      schemeOf(`
flag spread
category T { T0  T1 { T1a { T1a1  T1a2 }  T1b } }
category stage { I  II }
decide T { T1a when spread; otherwise T1 }
decide stage { II when T in (T1a2, T1b) }
`),
      {},
      "stage",
    );
    assert.deepEqual(outcome.kind === "undetermined" && outcome.settledBy, ["T"]);
  });

  it("rules that read the same decision read the same outcome of it, in whichever order its unknowns are opened", () => {
    // T is T1 where size is opened first and has no value where spread is. II of the first rule, which waits for T, needs
    // `counted`; that is so only where T is T1b, on which the rules for stage disagree: nothing is left to wait for.
    const { outcome } = answerTo(
      schemeOf(`
category size unknown SX { small  medium  large }
flag spread unknown FX
category T { T0  T1 { T1a  T1b } }
category stage { I  II }
table { size | spread => T; not SX | FX => T1 }
let counted = count of (size = medium, T = T1b, size = SX) >= 2
decide stage needs T { II when counted }
table { counted | T => stage; no | T1 => II; yes | T1b => none }
`),
      { size: "?", spread: "yes, FX", stage: "II" },
      "stage",
    );
    assert.equal(outcome.kind, "undetermined");
    if (outcome.kind !== "undetermined") return;
    assert.deepEqual(
      outcome.possible.map((one) => one.text),
      ["II", "conflict"],
    );
    assert.deepEqual(outcome.needs, []);
  });

  it("what makes no difference is not asked for", () => {
    // Every T with N2 and M0 is III, but T0 N2 is excluded and keeps the III of its row: it is III throughout.
    const answer = asked("?", "N2", "M0");
    assert.deepEqual([answer.possible, answer.needs], [["III"], []]);
  });

  it("none: with its reason", () => {
    const answer = asked("T3", "N0", "M0");
    assert.deepEqual(answer.outcome, { kind: "none", why: "not described" });
    assert.deepEqual([answer.possible, answer.reason], [["none"], "not described"]);
  });

  it("excluded: every completion is, with the reasons", () => {
    // T0 N1 is covered by no row, T0 N2 by the row of III; the exclude holds for both.
    assert.deepEqual(asked("T0", "N1", "M0").outcome, { kind: "excluded", reasons: ["no nodes without a tumour"] });
    assert.deepEqual(asked("T0", "N2", "M0").outcome, { kind: "excluded", reasons: ["no nodes without a tumour"] });
    assert.equal(asked("T0", "N1, N2", "M0").reason, "cannot occur: no nodes without a tumour");
  });

  it("an exclusion never narrows: a covered completion inside it keeps its result", () => {
    // T0 N0 is 0; T0 N1 has no row and counts as excluded; T0 N2 is III.
    assert.deepEqual(asked("T0", "NX", "M0").possible, ["0", "III", "excluded"]);
  });

  it("uncovered: no row", () => {
    const answer = asked("T1a", "N0", "M1");
    assert.deepEqual(answer.outcome, { kind: "uncovered" });
    assert.equal(answer.reason, "no row of the rules for stage covers this case");
  });

  it("conflict: with the results that disagree", () => {
    const answer = asked("T2b", "N0", "M0");
    assert.deepEqual(answer.outcome, { kind: "conflict", values: ["II", "III"] });
    assert.equal(answer.reason, "rows disagree: II, III");
  });

  it("conflict: a parent agrees with each leaf below it, in whatever order the rows stand", () => {
    const rows = ["T1 => I", "T1 => IA", "T1 => IB", "any => II"];
    for (const first of rows)
      for (const second of rows.filter((row) => row !== first)) {
        const order = [first, second, ...rows.filter((row) => row !== first && row !== second)];
        const made = schemeOf(
          `category T { T1  T2 }\ncategory stage { I { IA  IB }  II }\ntable {\n  T => stage\n  ${order.join("\n  ")}\n}`,
        );
        assert.equal(answerTo(made, { T: "T1" }, "stage").reason, "rows disagree: IA, IB, II", order.join("; "));
      }
  });

  it("members of an undetermined set may have no value: labels first, then none, excluded, uncovered, conflict", () => {
    // N0 M0: T0 0, T1 IA or IB, T2a II, T2b conflict, T3 none. N1 M0: T0 excluded, T1 II, T2 and T3 uncovered.
    assert.equal(staged(scheme, { N: "N0, N1", M: "M0" }, "stage"), "0|IA|IB|II|none|excluded|uncovered|conflict");
  });

  it("invalid: a value that cannot be read, with its problem", () => {
    const answer = asked("T9", "N0", "M0");
    assert.equal(answer.outcome.kind, "invalid");
    assert.match(answer.reason, /^T: 'T9' is not a T category; did you mean T[0-3]\?/);
    assert.deepEqual(answer.possible, ["invalid"]);
  });
});

describe("results that are parents", () => {
  const parents = schemeOf(`
category T { T1  T2  T3  T4 }
category stage { I  III { IIIA  IIIB  IIIC }  IV { IV  IVB } }
table {
  T      => stage
  T1     => III
  T2     => III
  T2     => IIIB
  T3     => IV
  T4     => IIIC
}
category plan { a  b }
decide plan { a when stage in (IIIA, IIIB, I); otherwise b }
let before = stage < IVB
`);

  it("a parent is an outcome of its own; a leaf of it wins", () => {
    assert.equal(staged(parents, { T: "T1" }, "stage"), "III");
    assert.equal(staged(parents, { T: "T2" }, "stage"), "IIIB");
  });

  it("as a result, a parent with a plain case is the plain case", () => {
    // As the parent it might be IVB too.
    assert.equal(staged(parents, { T: "T3" }, "before"), "yes");
    assert.deepEqual(answerTo(parents, { T: "T3" }, "stage").outcome, { kind: "assigned", value: { text: "IV" } });
  });

  it("a parent and its leaf are two outcomes, within the parent", () => {
    const { outcome } = answerTo(parents, { T: "T1, T4" }, "stage");
    assert.equal(outcome.kind === "undetermined" && outcome.within, "III");
    assert.deepEqual(outcome.kind === "undetermined" && outcome.possible.map((one) => one.text), ["III", "IIIC"]);
  });

  it("a reader of a decided parent sees each of its leaves", () => {
    // III may be IIIA or IIIB, where the plan is a, or IIIC, where it is b.
    assert.equal(staged(parents, { T: "T1" }, "plan"), "a|b");
    assert.equal(staged(parents, { T: "T2" }, "plan"), "a");
  });
});

describe("tables that need a variable", () => {
  const needs = schemeOf(`
category T { T1  T2 }
category grade unknown GX { G1  G2 }
number size from 0
category stage { I  II }
table needs grade, size {
  T  | grade => stage
  T1 | any   => I
  T2 | G1    => I
  T2 | G2    => II
}
`);
  it("stay undetermined until it is known, although all completions agree", () => {
    const answer = answerTo(needs, { T: "T1", grade: "GX", size: "2" }, "stage");
    assert.equal(answer.outcome.kind, "undetermined");
    assert.deepEqual([answer.possible, answer.needs], [["I"], ["grade"]]);
    assert.equal(answer.reason, "cannot be determined, because the rules need grade to be known; possible: I");
  });

  it("are not satisfied by a range of numbers, nor by silence", () => {
    assert.deepEqual(answerTo(needs, { T: "T1", grade: "G1", size: "> 2" }, "stage").needs, ["size"]);
    assert.deepEqual(answerTo(needs, { T: "T1", grade: "G1" }, "stage").needs, ["size"]);
    assert.deepEqual(answerTo(needs, { T: "T1" }, "stage").needs, ["grade", "size"]);
  });

  it("are met by a set only when every member is told", () => {
    const sets = schemeOf(`set invades { pleura  heart }
flag a
category stage { I  II }
table needs invades { a => stage; any => I }`);
    const told = (cells: { readonly [member: string]: string }) => {
      let reading: Reading | undefined;
      for (const [member, text] of Object.entries(cells)) reading = readMember(sets, "invades", member, text, {}, reading) as Reading;
      const [answer] = stage(sets, new Map([["invades", reading as Reading]]));
      return answer === undefined ? "" : tell(answer);
    };
    assert.equal(told({ pleura: "no", heart: "?" }), "I undetermined");
    assert.equal(told({ pleura: "no", heart: "yes" }), "I");
    assert.equal(staged(sets, { invades: "{}" }, "stage"), "I");
  });

  it("answer as others do where it is known, whatever was asked before", () => {
    assert.equal(staged(needs, { T: "T1", grade: "G2", size: "= 3" }, "stage"), "I");
    assert.equal(staged(needs, { T: "T1", grade: "G2", size: "> 3" }, "stage"), "I undetermined");
    assert.equal(staged(needs, { T: "T2", grade: "G2", size: "3" }, "stage"), "II");
    assert.equal(staged(needs, { T: "T2", grade: "?", size: "3" }, "stage"), "I|II");
  });
});

describe("policies", () => {
  const policies = schemeOf(`
set invades { pleura  heart }
number size from 0
flag done
category T { T0  T1  T2  T4 }
category risk { low  mid  high }
category seen { a  b }
decide T highest {
  T1 when size <= 3
  T2 when size > 3 or invades has pleura
  T4 when invades has heart
  none "not resected" when not done
}
table first {
  T      => risk
  T4     => high
  T1, T4 => low
  any    => mid
}
table where done { size => seen; <= 3 => a }
decide seen where done { otherwise b }
decide seen where not done { b when size > 3; otherwise none "too early" }
`);
  const at = (size: string, invades: string, done: string, decision: string) => staged(policies, { size, invades, done }, decision);

  it("highest: the most severe label among the rows that apply; none loses to every label", () => {
    assert.equal(at("1", "{}", "yes", "T"), "T1");
    assert.equal(at("1", "{pleura}", "yes", "T"), "T2");
    assert.equal(at("1", "{pleura, heart}", "yes", "T"), "T4");
    assert.equal(at("1", "{}", "no", "T"), "T1");
  });

  it("first: the order decides", () => {
    assert.equal(at("9", "{heart}", "yes", "risk"), "high");
    assert.equal(at("1", "{}", "yes", "risk"), "low");
    assert.equal(at("9", "{}", "yes", "risk"), "mid");
  });

  it("otherwise takes what the where of its own block leaves; blocks must agree", () => {
    assert.equal(at("9", "{}", "yes", "seen"), "b");
    assert.equal(at("1", "{}", "yes", "seen"), "conflict: a, b");
    assert.equal(at("9", "{}", "no", "seen"), "b");
    assert.equal(at("1", "{}", "no", "seen"), "none: too early");
  });
});

describe("results without a value", () => {
  it("a row whose result is still open gives no answer", () => {
    const scheme = schemeOf(`category T { T1  T2 }
category stage { I  II }
table { T => stage; T1 => ???; T2 => II }`);
    assert.equal(staged(scheme, { T: "T1" }, "stage"), "uncovered");
    assert.equal(staged(scheme, {}, "stage"), "II|uncovered");
  });

  it("an open row is not covered up by another that applies", () => {
    const scheme = schemeOf(`category T { T1  T2 }
category stage { I  II }
table { T => stage; T1 => I; T1 => ???; T2 => ???; T2 => II }`);
    assert.equal(staged(scheme, { T: "T1" }, "stage"), "uncovered");
    assert.equal(staged(scheme, { T: "T2" }, "stage"), "uncovered");
  });

  it("rows that give none for different reasons agree", () => {
    const scheme = schemeOf(`category T { T1  T2 }
category stage { I }
table { T => stage; T1 => none "b"; any => none "a"; T2 => none }`);
    assert.equal(staged(scheme, { T: "T1" }, "stage"), "none: a; b");
    assert.equal(staged(scheme, { T: "T2" }, "stage"), "none: a");
  });

  it("reasons of none are gathered, and none stands once in the set", () => {
    const scheme = schemeOf(`category T { T1  T2  T3 }
category stage { I  II }
table { T => stage; T1 => none "a"; T2 => none "b"; T3 => I }`);
    assert.equal(staged(scheme, { T: "T1, T2" }, "stage"), "none: a; b");
    assert.equal(staged(scheme, { T: "T1, T2, T3" }, "stage"), "I|none");
  });
});
