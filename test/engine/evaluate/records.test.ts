/** Cells of a cohort: what each text says of a variable, and what is said about a text that cannot be read. */
import assert from "node:assert/strict";
import { isUnreadable, type Reading, readCell, readMember, stage } from "#engine";
import { answerTo, caseOf, problemOf, schemeOf, staged, tell } from "../cases.ts";

const scheme = schemeOf(`
category T unknown TX { T1 { T1a also "p1A", "c1A"  T1b }  T2 }
category histology { "large cell"  "a, b"  squamous  Squamous  "x|y" }
category mixed { Aa also "zz"  bB also "Zz" }
flag smoker
number size unit cm from 0 to 30
set invades { pleura  heart  vessels { artery  vein } }
category t { a  b  c }
category h { l  ab  s  S  xy }
category m { one  two }
table { T => t; T1a => a; T1b => b; T2 => c }
table { histology => h; "large cell" => l; "a, b" => ab; squamous => s; Squamous => S; "x|y" => xy }
table { mixed => m; Aa => one; bB => two }
category s { no_  yes_ }
table { smoker => s; no => no_; yes => yes_ }
category n { n0  n1  n2  n3  n4 }
decide n {
  n0 when count(invades) = 0
  n1 when count(invades) = 1
  n2 when count(invades) = 2
  n3 when count(invades) = 3
  n4 when count(invades) = 4
}
category d { small  large }
table { size => d; <= 3 => small; > 3 => large }
`);
const at = (variable: string, text: string, decision: string) => staged(scheme, { [variable]: text }, decision);

describe("cells of categories", () => {
  it("are trimmed; blank is silent", () => {
    assert.equal(at("T", "  T1a ", "t"), "a");
    assert.equal(readCell(scheme, "T", "   "), undefined);
    assert.equal(at("T", "", "t"), "a|b|c");
  });

  it("other spellings, and upper and lower case where that is not ambiguous", () => {
    assert.equal(at("T", "p1A", "t"), "a");
    assert.equal(at("T", "c1a", "t"), "a");
    assert.equal(at("T", "t1A", "t"), "a");
    assert.equal(at("T", "tx", "t"), "a|b|c");
    assert.equal(at("histology", "squamous", "h"), "s");
    assert.equal(at("histology", "Squamous", "h"), "S");
    assert.match(problemOf(scheme, "histology", "SQUAMOUS") ?? "", /^'SQUAMOUS' is not a label of histology; did you mean/);
    assert.match(problemOf(scheme, "mixed", "ZZ") ?? "", /^'ZZ' is not a label of mixed/);
    assert.equal(at("mixed", "Zz", "m"), "two");
  });

  it("quoted labels, and labels with commas and bars in them, are whole", () => {
    assert.equal(at("histology", '"large cell"', "h"), "l");
    assert.equal(at("histology", "Large Cell", "h"), "l");
    assert.equal(at("histology", "a, b", "h"), "ab");
    assert.equal(at("histology", '"a, b", squamous', "h"), "ab|s");
    assert.equal(at("histology", "x|y", "h"), "xy");
  });

  it("lists with comma or bar, ranges, comparisons", () => {
    assert.equal(at("T", "T1a|T2", "t"), "a|c");
    assert.equal(at("T", "T1a, T2", "t"), "a|c");
    assert.equal(at("T", "T1b..T2", "t"), "b|c");
    assert.equal(at("T", "T1a <.. T2", "t"), "b|c");
    assert.equal(at("T", "T1a ..< T2", "t"), "a|b");
    assert.equal(at("T", "<= T1", "t"), "a|b");
    assert.equal(at("T", "≥ T1b", "t"), "b|c");
    assert.equal(at("T", "> T1a", "t"), "b|c");
    assert.equal(at("T", "= T2", "t"), "c");
  });

  it("what nothing fits is invalid", () => {
    assert.equal(problemOf(scheme, "T", "T2..T1"), "no T lies in 'T2..T1'");
    assert.equal(problemOf(scheme, "T", "> T2"), "no T lies in '> T2'");
    assert.equal(problemOf(scheme, "T", "{T1}"), "T takes one label, not a set");
    assert.match(problemOf(scheme, "T", "T1a, T7") ?? "", /^'T7' is not a T category; did you mean T[12]\?$/);
    assert.equal(
      problemOf(scheme, "histology", "lymphoma"),
      "'lymphoma' is not a label of histology; known are large cell, a, b, squamous, Squamous, x|y",
    );
    assert.equal(problemOf(scheme, "nodes", "1"), "the rules have no variable nodes");
  });

  it("words that a registry has for not known; a declared label wins over them", () => {
    const options = { unknownWords: ["NA", "T2", "9"] };
    const read = (variable: string, text: string) => readCell(scheme, variable, text, options) as Reading;
    const told = (reading: Reading, decision: string) =>
      stage(scheme, new Map([[reading.variable, reading]]))
        .filter((one) => one.decision === decision)
        .map(tell)[0];
    assert.equal(told(read("T", "NA"), "t"), "a|b|c");
    assert.equal(told(read("T", "T2"), "t"), "c");
    assert.equal(told(read("T", "TX"), "t"), "a|b|c");
    assert.equal(told(read("size", "9"), "d"), "small|large");
    assert.ok(isUnreadable(readCell(scheme, "T", "NA") as Reading), "without the option it is no label");
  });
});

describe("cells of flags", () => {
  it("yes, no, true, false, 1 and 0", () => {
    for (const text of ["yes", "YES", "true", "True", "1"]) assert.equal(at("smoker", text, "s"), "yes_", text);
    for (const text of ["no", "No", "false", "FALSE", "0"]) assert.equal(at("smoker", text, "s"), "no_", text);
    assert.equal(at("smoker", "?", "s"), "no_|yes_");
    assert.equal(problemOf(scheme, "smoker", "2"), "'2' is not yes or no (true, false, 1 and 0 are read too)");
  });
});

describe("cells of numbers", () => {
  it("values, comparisons, lists and ranges", () => {
    assert.equal(at("size", "3", "d"), "small");
    assert.equal(at("size", "> 3", "d"), "large");
    assert.equal(at("size", ">= 3", "d"), "small|large");
    assert.equal(at("size", "2, 4", "d"), "small|large");
    assert.equal(at("size", "2..3", "d"), "small");
    assert.equal(at("size", "3 <.. 5", "d"), "large");
    assert.equal(at("size", "3 <..< 5", "d"), "large");
    assert.equal(at("size", "!= 3", "d"), "small|large");
  });
});

describe("cells of sets", () => {
  it("a set in braces is all that is in it", () => {
    assert.equal(at("invades", "{}", "n"), "n0");
    assert.equal(at("invades", "{heart}", "n"), "n1");
    assert.equal(at("invades", "{ Heart, vein , pleura}", "n"), "n3");
    assert.equal(at("invades", "{heart}, {pleura}", "n"), `invalid: invades: a set is written in braces, such as {pleura, heart}`);
  });

  it("anything else is invalid", () => {
    assert.equal(problemOf(scheme, "invades", "heart"), "invades is a set: write its members in braces, {pleura}, or {} for none");
    assert.equal(problemOf(scheme, "invades", "{hart}"), "'hart' is not a member of invades; did you mean heart?");
    assert.equal(problemOf(scheme, "invades", "{vessels}"), "'vessels' stands for several members of invades; name each");
  });

  it("a column a member: what is not told stays open", () => {
    const columns = (cells: { [member: string]: string }) => {
      let reading: Reading | undefined;
      for (const [member, text] of Object.entries(cells)) {
        const read = readMember(scheme, "invades", member, text, { unknownWords: ["NA"] }, reading);
        if (read !== undefined && isUnreadable(read)) return read.problem;
        reading = read;
      }
      const patient = reading === undefined ? caseOf(scheme, {}) : new Map([["invades", reading]]);
      return stage(scheme, patient)
        .filter((one) => one.decision === "n")
        .map(tell)[0];
    };
    assert.equal(columns({ pleura: "1", heart: "no", artery: "false", vein: "0" }), "n1");
    assert.equal(columns({ pleura: "yes", heart: "TRUE", artery: "no", vein: "NA" }), "n2|n3");
    assert.equal(columns({ pleura: "yes", heart: "", artery: "no", vein: "no" }), "n1|n2");
    assert.equal(columns({ pleura: "yes", heart: "?" }), "n1|n2|n3|n4");
    assert.equal(columns({ pleura: "" }), "n0|n1|n2|n3|n4");
    assert.equal(columns({ pleura: "2" }), "'2' under pleura is not yes or no (true, false, 1 and 0 are read too)");
    assert.ok(isUnreadable(readMember(scheme, "T", "pleura", "yes") as Reading));
  });
});

describe("sets in rules", () => {
  const sets = schemeOf(`
set s { a  b  c  d { d1  d2 } }
let one = s has a
let some = s has any of (a, b)
let every = s has all of (a, b)
let two_of = s has 2 of (a, b, c)
let two = s has 2
let parent = s has d
let exact = s = {a, b}
let other = s != {a}
category listed { yes_  no_ }
table first { s => listed; {a}, {b} => yes_; any => no_ }
`);
  const holds = (text: string) =>
    stage(sets, caseOf(sets, { s: text }))
      .filter((one) => tell(one) === "yes")
      .map((one) => one.decision)
      .join(" ");

  it("a cell with several sets", () => {
    const listed = (text: string) => tell(answerTo(sets, { s: text }, "listed"));
    assert.deepEqual(["{a}", "{b}", "{a, b}", "{}"].map(listed), ["yes_", "yes_", "no_", "no_"]);
  });

  it("has, has any of, has all of, has N of, exactly this set", () => {
    assert.equal(holds("{}"), "other");
    assert.equal(holds("{a}"), "one some");
    assert.equal(holds("{a, b}"), "one some every two_of two exact other");
    assert.equal(holds("{b, c}"), "some two_of two other");
    assert.equal(holds("{c, d2}"), "two parent other");
    assert.equal(holds("{a, b, d1, d2}"), "one some every two_of two parent other");
  });
});

describe("a reading is not changed by what was read before", () => {
  it("the same cell with and without words for not known", () => {
    assert.ok(isUnreadable(readCell(scheme, "T", "9") as Reading));
    assert.ok(!isUnreadable(readCell(scheme, "T", "9", { unknownWords: ["9"] }) as Reading));
    assert.ok(isUnreadable(readCell(scheme, "T", "9") as Reading));
  });
});
