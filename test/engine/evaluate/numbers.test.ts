/** Numbers decide exactly: thresholds, sums, units, rounding, formulas without a value. */
import assert from "node:assert/strict";
import { answerTo, problemOf, schemeOf, staged } from "../cases.ts";

describe("exact decimals", () => {
  const scheme = schemeOf(`
flag a, b
number x, y from -100 to 100
category side { below  at  above }
score points { +0.1 when a; +0.2 when b; -0.3 when not a }
table { points => side; < 0.3 => below; 0.3 => at; > 0.3 => above }
let sum = x + y
category summed { less  exactly  more }
table { sum => summed; < 0.3 => less; 0.3 => exactly; > 0.3 => more }
let third = x / 3
let cubed = third * 3
`);
  it("0.1 + 0.2 is 0.3", () => {
    assert.equal(staged(scheme, { a: "yes", b: "yes" }, "side"), "at");
    assert.equal(staged(scheme, { a: "yes", b: "yes" }, "points"), "0.3");
    assert.equal(staged(scheme, { x: "0.1", y: "0.2" }, "summed"), "exactly");
    assert.equal(staged(scheme, { x: "0.1", y: "0.20000000000000000001" }, "summed"), "more");
  });

  it("a line may be subtracted", () => {
    assert.equal(staged(scheme, { a: "no", b: "no" }, "points"), "-0.3");
    assert.equal(staged(scheme, { a: "no", b: "yes" }, "points"), "-0.1");
  });

  it("a third, three times, is whole", () => {
    assert.equal(staged(scheme, { x: "1" }, "cubed"), "1");
    const third = answerTo(scheme, { x: "1" }, "third").outcome;
    assert.deepEqual(third.kind === "assigned" && third.value.exact, { n: 1n, d: 3n });
  });

  it("a printed number shows the digits that put it on its side of a threshold", () => {
    // 0.30000004 rounded to four decimals would be 0.3, the threshold itself.
    assert.equal(staged(scheme, { x: "0.1", y: "0.20000004" }, "sum"), "0.30000004");
    const mipi = schemeOf(`number x from 0 to 100
let index = ln(x)
category g { low  high }
table { index => g; < 2.30259 => low; >= 2.30259 => high }`);
    // ln 10 is 2.302585…: to four digits 2.3026, which is at or above 2.30259, though it lies below.
    assert.equal(staged(mipi, { x: "10" }, "g"), "low");
    assert.equal(staged(mipi, { x: "10" }, "index"), "2.302585");
  });
});

describe("units of records", () => {
  const scheme = schemeOf(`
number size unit cm from 0 to 30
number albumin unit "g/L" from 0 to 100
number plain from 0 to 10
category T { T1  at  T2 }
category low { normal  reduced }
table { size => T; < 3.3 => T1; 3.3 => at; > 3.3 => T2 }
table { albumin => low; >= 35 => normal; < 35 => reduced }
let copy = plain
`);
  it("are converted exactly", () => {
    assert.equal(staged(scheme, { size: "33 mm" }, "T"), "at");
    assert.equal(staged(scheme, { size: "33.0000001 mm" }, "T"), "T2");
    assert.equal(staged(scheme, { size: "0.033 m" }, "T"), "at");
    assert.equal(staged(scheme, { albumin: "3.5 g/dL" }, "low"), "normal");
    assert.equal(staged(scheme, { albumin: '3.49 "g/dL"' }, "low"), "reduced");
    assert.equal(staged(scheme, { size: "20 .. 32 mm" }, "T"), "T1");
    assert.equal(staged(scheme, { size: "> 33 mm" }, "T"), "T2");
  });

  it("that cannot be converted make the value invalid", () => {
    assert.match(staged(scheme, { size: "20 mg" }, "T"), /^invalid: size: /);
    assert.match(problemOf(scheme, "size", "20 mg") ?? "", /mg/);
    assert.match(problemOf(scheme, "size", "20 parsecks") ?? "", /parsecks/);
    assert.equal(problemOf(scheme, "plain", "3 cm"), "plain has no unit, and '3 cm' has one");
  });
});

describe("domains of numbers", () => {
  const scheme = schemeOf(`
number nodes from 0 to 90 step 1
number depth unit mm from > 0 to < 10 step 0.1
number odd from 1 to 9 step 2
number psa unit "ng/mL" from 0
number cold from -20 to -5
number below_ to 5
category r { x  y }
table { nodes | depth | odd | psa | cold | below_ => r; any | any | any | any | any | any => x; 1 | 1 | 1 | 1 | -7 | 1 => y }
`);
  it("outside the range is invalid, with the range", () => {
    assert.equal(problemOf(scheme, "nodes", "91"), "91 lies outside the range of nodes (0 to 90)");
    assert.equal(problemOf(scheme, "psa", "-1"), "-1 lies outside the range of psa (from 0 ng/mL)");
    assert.equal(problemOf(scheme, "below_", "6"), "6 lies outside the range of below_ (up to 5)");
    assert.equal(problemOf(scheme, "cold", "0"), "0 lies outside the range of cold (-20 to -5)");
    assert.match(staged(scheme, { nodes: "91" }, "r"), /^invalid: nodes: 91 lies outside/);
  });

  it("an open end is outside", () => {
    assert.match(problemOf(scheme, "depth", "0") ?? "", /0 lies outside the range of depth/);
    assert.match(problemOf(scheme, "depth", "10") ?? "", /10 lies outside the range of depth/);
    assert.equal(problemOf(scheme, "depth", "0.1"), undefined);
  });

  it("off the steps is invalid; steps count from the start of the range", () => {
    assert.equal(problemOf(scheme, "nodes", "2.5"), "2.5 is off the steps of nodes (step 1)");
    assert.equal(problemOf(scheme, "depth", "0.15"), "0.15 is off the steps of depth (step 0.1)");
    assert.equal(problemOf(scheme, "odd", "4"), "4 is off the steps of odd (step 2)");
    assert.equal(problemOf(scheme, "odd", "5"), undefined);
    assert.equal(problemOf(scheme, "nodes", "2.0"), undefined);
  });

  it("a comparison or a range that nothing fits is invalid", () => {
    assert.equal(problemOf(scheme, "nodes", "> 90"), "no nodes that is declared (0 to 90) fits '> 90'");
    assert.equal(problemOf(scheme, "nodes", "2.1 .. 2.9"), "no nodes that is declared (0 to 90) fits '2.1 .. 2.9'");
    assert.equal(problemOf(scheme, "nodes", ">= 90"), undefined);
  });

  it("signs and bare points are read", () => {
    assert.equal(staged(scheme, { nodes: "+1", depth: "1.", odd: "1", psa: "1", cold: "-7", below_: "1" }, "r"), "conflict: x, y");
    assert.equal(problemOf(scheme, "depth", ".5"), undefined);
    assert.equal(problemOf(scheme, "cold", "-7.5"), undefined);
    assert.equal(problemOf(scheme, "nodes", "many"), "'many' is not a number");
    assert.equal(problemOf(scheme, "nodes", "{1}"), "nodes is a number");
  });

  it("a comma between digits is not guessed at", () => {
    const told = "has a comma between digits: write a point for decimals (1.5), or a blank after the comma in a list";
    assert.equal(problemOf(scheme, "psa", "1,5"), `'1,5' ${told}`);
    assert.equal(problemOf(scheme, "nodes", "1, 5"), undefined);
  });
});

describe("calculations", () => {
  const scheme = schemeOf(`
number x, y from -1000 to 1000
flag a, b
set s { p  q  r }
let rounded = round(x)
let tenths = round(x, 1)
let power = x ^ 2
let root = sqrt(x)
let log = log10(x)
let natural = ln(exp(x))
let ratio = x / y
let least = min(x, y, 3)
let most = max(x, abs(y))
let lifted = -x + 2 * 3 - 1
let counted = count of (a, b, x > 3) + count(s)
let branch = (if a then x else y) + 1
let flags = 2 * a + (x > y)
number wbc unit "10*9/L" from 0
let per_ul = wbc as "/uL"
`);
  const at = (decision: string, record: { [name: string]: string }) => staged(scheme, record, decision);

  it("round takes halves away from zero", () => {
    assert.deepEqual(
      ["2.5", "-2.5", "2.4999", "-0.5", "3.5"].map((x) => at("rounded", { x })),
      ["3", "-3", "2", "-1", "4"],
    );
    assert.deepEqual(
      ["0.25", "-0.25", "0.24", "0.35"].map((x) => at("tenths", { x })),
      ["0.3", "-0.3", "0.2", "0.4"],
    );
  });

  it("powers, roots, logarithms", () => {
    assert.equal(at("power", { x: "-1.5" }), "2.25");
    assert.equal(at("root", { x: "2.25" }), "1.5");
    assert.equal(at("log", { x: "1000" }), "3");
    assert.equal(at("log", { x: "0.01" }), "-2");
    assert.equal(at("natural", { x: "0" }), "0");
  });

  it("least, greatest, signs and precedence", () => {
    assert.equal(at("least", { x: "5", y: "4" }), "3");
    assert.equal(at("least", { x: "-5", y: "4" }), "-5");
    assert.equal(at("most", { x: "1", y: "-4" }), "4");
    assert.equal(at("lifted", { x: "1" }), "4");
  });

  it("conditions and flags count 0 or 1; members are counted", () => {
    assert.equal(at("counted", { a: "yes", b: "no", x: "4", s: "{p, r}" }), "4");
    assert.equal(at("flags", { a: "yes", x: "2", y: "1" }), "3");
    assert.equal(at("branch", { a: "no", x: "5", y: "7" }), "8");
  });

  it("as converts to another unit", () => {
    // 10*9/L is 10*3 per microlitre.
    assert.equal(at("per_ul", { wbc: "4.5" }), "4500");
  });

  it("no value: only if every completion has none", () => {
    const told = /^invalid: log cannot be computed for these values \(such as the logarithm of 0, or a division by 0\)$/;
    assert.match(at("log", { x: "0" }), told);
    assert.match(at("log", { x: "<= 0" }), told);
    assert.match(at("ratio", { x: "1", y: "0" }), /^invalid: ratio cannot be computed/);
    assert.match(at("root", { x: "-1" }), /^invalid: root/);
    // From 0 to 100: the completion without a value is left out.
    assert.equal(at("log", { x: "0 .. 100" }), "<= 2 undetermined");
  });

  it("an open formula tells the numbers that it can come to, and what it depends on", () => {
    // x from 0 to 10, squared.
    const open = answerTo(scheme, { x: "0 .. 10" }, "power");
    assert.deepEqual([open.possible, open.needs], [["0..100"], ["x"]]);
    const sum = answerTo(scheme, { a: "?", x: "1", y: "5" }, "branch");
    assert.deepEqual([sum.outcome.kind, sum.needs], ["undetermined", ["a"]]);
  });

  it("what reads an open formula sees the values that it really takes", () => {
    const read = schemeOf(`
number x, y from 0 to 100
flag a
let branch = (if a then x else y) + 1
let difference = x - y
let product = x * y
category g, h { low  middle  high }
table { branch => g; < 3 => low; 3..5 => middle; > 5 => high }
table { difference | product => h; any | any => middle; < -99 | > 1000 => high }
`);
    // 2 or 6, nothing between them.
    assert.equal(staged(read, { x: "1", y: "5" }, "g"), "low|high");
    assert.equal(staged(read, { x: "1, 3", y: "5", a: "yes" }, "g"), "low|middle");
    // A difference below -99 leaves x below 1, and so the product at 100 at most.
    assert.equal(staged(read, {}, "h"), "middle");
  });

  it("where this cannot be told, a larger set is given and marked", () => {
    // A difference of 100 leaves y at 0 and so the product, but only in a corner: cutting in two never gets there.
    const corner = schemeOf(`
number x, y from 0 to 100
let difference = x - y
let product = x * y
category h { low  middle }
table { difference | product => h; any | any => middle; 100 | > 0 => low }
`);
    const { outcome, reason } = answerTo(corner, {}, "h");
    assert.equal(outcome.kind === "undetermined" && outcome.atMost, true);
    assert.match(reason, /at most these are possible: middle, conflict$/);
  });
});

describe("scores", () => {
  const scheme = schemeOf(`
number platelets, age from 0
category T { T1  T2  T3 }
flag a
category group { low  high }
score points {
  platelets { >= 100 => 0; 50 ..< 100 => 0.5; < 50 => 1 }
  T { T1 => 0; T2 => 1; T3 => none "not scored" }
  +2 when a
}
table { points => group; < 2 => low; >= 2 => high }
score aged { +0.1 * age when a; +1 when not a }
`);
  it("sum their parts", () => {
    assert.equal(staged(scheme, { platelets: "75", T: "T2", a: "yes" }, "points"), "3.5");
    assert.equal(staged(scheme, { platelets: "100", T: "T1", a: "no" }, "points"), "0");
  });

  it("list what is open, and keep none", () => {
    assert.equal(staged(scheme, { platelets: "75", T: "T2" }, "points"), "1.5|3.5");
    assert.equal(staged(scheme, { platelets: "75", T: "T3", a: "no" }, "points"), "none: not scored");
    assert.equal(staged(scheme, { platelets: "75", T: "T3", a: "no" }, "group"), "none: not scored");
    assert.equal(staged(scheme, { T: "T2", a: "yes" }, "group"), "high");
  });

  it("a part without a row leaves the sum uncovered", () => {
    const gap = schemeOf(`number x from 0 to 10
score points { x { < 5 => 1 }; +1 }`);
    assert.equal(staged(gap, { x: "4" }, "points"), "2");
    assert.equal(staged(gap, { x: "6" }, "points"), "uncovered");
    assert.equal(staged(gap, {}, "points"), "2|uncovered");
  });

  it("a line may be a formula", () => {
    assert.equal(staged(scheme, { age: "65", a: "yes" }, "aged"), "6.5");
    assert.equal(staged(scheme, { age: "65", a: "no" }, "aged"), "1");
    assert.equal(staged(scheme, { a: "no" }, "aged"), "1");
  });
});
