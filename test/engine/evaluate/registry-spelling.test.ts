/** T, N and M as registries write them: read where exactly one label fits, told where several do, and left alone elsewhere. */
import assert from "node:assert/strict";
import { isUnreadable, type Reading, readCell } from "#engine";
import { answerTo, problemOf, schemeOf, staged, tell } from "../cases.ts";

const scheme = schemeOf(`
category T unknown TX { T0  Ta  Tis { Tis(DCIS)  Tis(Paget) }  T1 { T1mi  T1a  T1b }  T2 }
category N unknown NX { N0 { N0  N0(i+) }  N1 { N1mi  N1a } }
category M { M0 { M0  M0(i+) }  M1 }
category nodes unknown NX { N0  N1  N2 }
let t = T = T1a
category t_is { zero  a  situ  one_mi  one_a  one_b  two }
table { T => t_is; T0 => zero; Ta => a; Tis => situ; T1mi => one_mi; T1a => one_a; T1b => one_b; T2 => two }
category n_is { plain  cells  one }
table { N => n_is; N0 => none "never alone"; N1 => one }
category nodes_is { zero  one  two }
table { nodes => nodes_is; N0 => zero; N1 => one; N2 => two }
category m_is { free  spread }
table { M => m_is; M0 => free; M1 => spread }
`);

const T = (text: string) => staged(scheme, { T: text }, "t_is");
/** The labels that stay possible, as a record leaves them. */
const left = (variable: string, text: string): string => {
  const reading = readCell(scheme, variable, text) as Reading & {
    readonly leaves?: readonly boolean[];
    readonly unknowns: readonly number[];
  };
  assert.ok(!isUnreadable(reading), `${text} is read`);
  const found = scheme.model.variables.find(({ name }) => name === variable);
  assert.ok(found?.kind === "category");
  return found.domain.leaves
    .filter((_, index) => reading.leaves?.[index])
    .map((leaf) => leaf.text)
    .concat(reading.unknowns.map((index) => found.unknowns[index] ?? ""))
    .join(" ");
};

describe("a label behind its classification", () => {
  it("clinical, pathological, after therapy, of a recurrence, at autopsy", () => {
    for (const letters of ["c", "p", "yc", "yp", "r", "rc", "rp", "a"]) assert.equal(T(`${letters}T1a`), "one_a", letters);
    assert.equal(T("PT2"), "two");
    assert.equal(T("cT1"), "one_mi|one_a|one_b", "a parent is a parent");
    assert.equal(left("N", "cN0"), "N0", "the plain case, as without the letter");
    assert.equal(left("N", "pN0(i+)"), "N0(i+)");
    assert.equal(left("N", "pN0i+"), "N0(i+)");
    assert.equal(left("T", "cTX"), "TX");
    assert.equal(left("T", "pTa"), "Ta");
  });

  it("under any name of the variable, but only T, N and M", () => {
    assert.equal(left("nodes", "pN1"), "N1");
    assert.match(problemOf(scheme, "nodes", "p1") ?? "", /^'p1' is not a label of nodes/);
    assert.match(problemOf(scheme, "nodes", "1") ?? "", /^'1' is not a label of nodes/);
  });

  it("in lists, ranges and comparisons", () => {
    assert.equal(T("cT1a, c1B"), "one_a|one_b");
    assert.equal(T("cT1a|pT2"), "one_a|two");
    assert.equal(T("c1A..c2"), "one_a|one_b|two");
    assert.equal(T("> p1B"), "two");
    assert.equal(T('"c1A"'), "one_a");
  });
});

describe("what follows the letter of the column", () => {
  it("behind a classification or alone", () => {
    assert.equal(T("c1A"), "one_a");
    assert.equal(T("p1MI"), "one_mi");
    assert.equal(T("yp2"), "two");
    assert.equal(T("c0"), "zero");
    assert.equal(T("1a"), "one_a");
    assert.equal(T("2"), "two");
    assert.equal(T("pA"), "a");
    assert.equal(left("T", "pIS"), "Tis(DCIS) Tis(Paget)");
    assert.equal(left("T", "IS"), "Tis(DCIS) Tis(Paget)");
    assert.equal(left("T", "cX"), "TX");
    assert.equal(left("T", "x"), "TX");
    assert.equal(left("N", "c0I+"), "N0(i+)");
    assert.equal(left("N", "p1MI"), "N1mi");
    assert.equal(left("M", "c0I+"), "M0(i+)");
    assert.equal(left("M", "p1"), "M1");
    assert.equal(left("M", "0"), "M0");
  });

  it("is what it is without the letters: the answer shows the same", () => {
    assert.deepEqual(tell(answerTo(scheme, { T: "c1A" }, "t")), tell(answerTo(scheme, { T: "T1a" }, "t")));
  });
});

describe("what is not read so", () => {
  it("a label that does not exist, another letter, a bare classification, a word that begins like one", () => {
    for (const text of ["c3", "cT7", "p1C", "cN0", "c", "yp", "88", "A", "aT", "c T1a", "cc1A", "T1A2"])
      assert.match(problemOf(scheme, "T", text) ?? "", new RegExp(`^'${text}' is not a T category`), text);
    const words = schemeOf("category finding { typical  nodes  symptomatic }\nlet f = finding = typical");
    for (const text of ["atypical", "asymptomatic", "cnodes"]) assert.notEqual(problemOf(words, "finding", text), undefined, text);
  });

  it("nothing but a category", () => {
    const other = schemeOf("number T from 0\nset N { N0  N1 }\nlet a = T + count(N)");
    assert.equal(problemOf(other, "T", "c1"), "'c1' is not a number");
    assert.match(problemOf(other, "N", "{pN1}") ?? "", /^'pN1' is not an N category/);
  });

  it("words of the registry for not known come first", () => {
    const options = { unknownWords: ["1", "c2"] };
    for (const text of options.unknownWords) {
      const reading = readCell(scheme, "T", text, options) as Reading & { readonly leaves?: unknown };
      assert.ok(!isUnreadable(reading));
      assert.equal(reading.leaves, undefined, `${text} is not known`);
    }
  });
});

describe("labels that are written like another's classification", () => {
  const breast = schemeOf("category cN { cN0  cN1 }\ncategory pN { pN0  pN1 }\nlet c = cN = cN1\nlet p = pN = pN1");
  it("a letter that the label has is never dropped or put in its place", () => {
    assert.equal(staged(breast, { cN: "cn1" }, "c"), "yes");
    for (const text of ["pN1", "N1", "1", "c1", "ycN1"]) assert.match(problemOf(breast, "cN", text) ?? "", /is not a label of cN/, text);
    assert.match(problemOf(breast, "pN", "cN1") ?? "", /is not a label of pN/);
  });

  const mixed = schemeOf("category N { N1  cN1  pN1 }\nlet c = N = cN1\nlet plain = N = N1");
  it("a spelling of its own comes first", () => {
    assert.equal(staged(mixed, { N: "cN1" }, "c"), "yes");
    assert.equal(staged(mixed, { N: "CN1" }, "c"), "yes");
    assert.equal(staged(mixed, { N: "cN1, cn1" }, "c"), "yes");
    assert.equal(staged(mixed, { N: "rN1" }, "plain"), "yes");
  });
});

describe("two labels that fit", () => {
  const twice = schemeOf('category T { T1a  T1A  T1(a)  T2 also "T02"  T3 also "T02" }\nlet first = T = T1a');
  it("are both told, and neither is taken", () => {
    assert.equal(problemOf(twice, "T", "c1a"), "'c1a' may be T1a or T1A or T1(a); write which");
    assert.equal(problemOf(twice, "T", "cT1a"), "'cT1a' may be T1a or T1A or T1(a); write which");
    assert.equal(problemOf(twice, "T", "cT2, c1a"), "'c1a' may be T1a or T1A or T1(a); write which");
    assert.equal(staged(twice, { T: "T1a" }, "first"), "yes");
  });

  it("through other spellings too; one label by two of its spellings is one", () => {
    assert.equal(problemOf(twice, "T", "pT02"), "'pT02' may be T2 or T3; write which");
    const one = schemeOf('category T { T1 also "T1A"  T2 }\nlet first = T = T1');
    assert.equal(staged(one, { T: "c1a" }, "first"), "yes");
  });
});

describe("a scheme that is for one classification", () => {
  const of = (classification: string) =>
    schemeOf(`scheme "Small" {
  classification ${classification}
  status draft
}
category T { T1  T2 }
category N { N0  N1 }
category M { M0  M1 }
let late = (T = T2) and (N = N1) and (M = M1)`);

  it("does not take a T or N of another one", () => {
    for (const text of ["ypT2", "pT2", "p2", "rT2", "rp2", "aT2"])
      assert.match(
        problemOf(of("clinical"), "T", text) ?? "",
        /this scheme is for the clinical classification; write T2 if that is meant$/,
        text,
      );
    assert.match(problemOf(of("pathological"), "N", "ycN1") ?? "", /^'ycN1' is written as post-therapy/);
    assert.match(problemOf(of("post_therapy"), "T", "T1, cT2") ?? "", /^'cT2' is written as clinical.* post-therapy classification/);
  });

  it("takes its own, one without a classification, and either M", () => {
    assert.equal(staged(of("clinical"), { T: "cT2", N: "c1", M: "pM1" }, "late"), "yes");
    assert.equal(staged(of("pathological"), { T: "p2", N: "N1", M: "cM1" }, "late"), "yes");
    assert.equal(staged(of("post_therapy"), { T: "ypT2", N: "yc1", M: "1" }, "late"), "yes");
  });
});
