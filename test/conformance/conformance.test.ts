/** Every known answer through the rule file of its scheme, and the page that accounts for each row. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FACTS, hasSharedFacts, readFacts, SHARED_FACTS } from "../examples/facts.ts";
import { loadText } from "../examples/load-scheme.ts";
import { accountsOf, factsIn, otherEdition } from "./account.ts";
import { cellsOf, type Expected, judge, toleranceOf } from "./judge.ts";
import { karyotypeRecord } from "./karyotype.ts";
import { counted, pageOf, schemeRow } from "./page.ts";
import { pairOf, writtenFacts } from "./pairing.ts";
import { unexplained } from "./unexplained.ts";

const page = (): string => readFileSync("docs/conformance.md", "utf8");

describe("conformance", function () {
  this.timeout(120_000);

  it("docs/conformance.md is of the rules and the facts as they stand (else run npm run conformance)", function () {
    if (!hasSharedFacts()) this.skip();
    const accounts = factsIn(SHARED_FACTS).flatMap((facts) => accountsOf(SHARED_FACTS, facts));
    assert.equal(page(), pageOf(accounts, otherEdition(SHARED_FACTS)));
  });

  it("has a table that names every facts file and every row of it once", function () {
    if (!hasSharedFacts()) this.skip();
    for (const facts of factsIn(SHARED_FACTS)) {
      const rows = readFacts(join(SHARED_FACTS, `${facts}.csv`)).length;
      const sums = accountsOf(SHARED_FACTS, facts).map(({ rows: judged }) => counted(judged));
      const accounted = sums.reduce((sum, { agrees, differs, undecided, skipped }) => sum + agrees + differs + undecided + skipped, 0);
      assert.equal(accounted, rows, facts);
      assert.ok(page().includes(`| ${facts}`) || page().includes(`- ${facts}`), `${facts} is not on the page`);
    }
  });

  it("answers every sure row of every scheme as published, or says why not", function () {
    if (!hasSharedFacts()) this.skip();
    assert.deepEqual(
      factsIn(SHARED_FACTS).flatMap((facts) => accountsOf(SHARED_FACTS, facts).flatMap(unexplained)),
      [],
    );
  });

  for (const facts of factsIn(FACTS)) {
    it(`${facts}: every sure row, and the row on the page`, () => {
      for (const account of accountsOf(FACTS, facts)) {
        assert.deepEqual(unexplained(account), []);
        if (account.file !== undefined) assert.ok(page().includes(`| ${schemeRow(account).join(" | ")} |`), account.name);
      }
    });
  }

  it("has no explanation that explains nothing", function () {
    if (!hasSharedFacts()) this.skip();
    const given = writtenFacts().flatMap((facts) => pairOf(facts)?.explained?.map(({ why }) => why) ?? []);
    const accounts = factsIn(SHARED_FACTS).flatMap((facts) => accountsOf(SHARED_FACTS, facts));
    const used = new Set(accounts.flatMap(({ rows }) => rows.map(({ explained }) => explained)));
    assert.deepEqual(
      given.filter((why) => !used.has(why)),
      [],
    );
  });

  it("pairs only facts that exist with rules that exist", () => {
    const known = new Set(factsIn(hasSharedFacts() ? SHARED_FACTS : FACTS));
    if (hasSharedFacts())
      assert.deepEqual(
        writtenFacts().filter((facts) => !known.has(facts)),
        [],
      );
    for (const facts of writtenFacts()) {
      const pair = pairOf(facts);
      if (pair !== undefined) assert.doesNotThrow(() => readFileSync(pair.file), facts);
    }
    assert.deepEqual(pairOf("solid/esophagus_squamous_postneoadjuvant_ajcc8"), {
      facts: "solid/esophagus_squamous_postneoadjuvant_ajcc8",
      file: "examples/solid/esophagus-squamous-ajcc8.stage",
      given: { classification: "post_therapy" },
    });
    assert.equal(pairOf("solid/no_such_organ_ajcc8"), undefined);
  });
});

const SMALL = loadText(`scheme "Small" { edition "1" }
category T unknown TX { T1  T2  T3  T4 }
category N unknown NX { N0  some { N1  N2 } }
number size from 0
category stage { early { I  II }  late { III  IV  V } }
score score { size { < 2 => 0; >= 2 => 1.5 } }
table {
  T      | N   => stage
  T1     | N0  => I
  T1     | some => II
  T2     | any => II
  T3     | any => none "not grouped"
  T4     | N0  => III
  T4     | N1, N2 => IV
}
`);

const verdict = (cells: Readonly<Record<string, string>>, ...expected: readonly Expected[]): string => judge(SMALL, cells, expected).kind;
const stage = (text: string): Expected => ({ kind: "label", decision: "stage", text });
const open: Expected = { kind: "open", decision: "stage" };
const set = (...texts: readonly string[]): Expected => ({ kind: "set", decision: "stage", texts });

describe("judging a facts row", () => {
  it("tells an answer that agrees from one that differs and one that is not decided", () => {
    assert.equal(verdict({ T: "T1", N: "N0" }, stage("I")), "agrees");
    assert.equal(verdict({ T: "T1", N: "N0" }, stage("II")), "differs");
    assert.equal(verdict({ T: "T1", N: "NX" }, stage("I")), "undecided");
    assert.equal(verdict({ T: "T4", N: "NX" }, stage("late")), "undecided");
    assert.equal(verdict({ T: "T4", N: "NX" }, stage("early")), "differs");
    assert.equal(verdict({ T: "T3", N: "N0" }, stage("I")), "differs");
    assert.equal(verdict({ T: "T3", N: "NX" }, { kind: "no group", decision: "stage" }), "agrees");
    assert.equal(verdict({ T: "T2", N: "NX" }, { kind: "no group", decision: "stage" }), "differs");
  });

  it("takes a parent group as its subgroups, no more and no fewer", () => {
    assert.equal(verdict({ T: "T1", N: "NX" }, stage("early")), "agrees");
    assert.equal(verdict({ N: "NX" }, stage("early")), "differs");
    assert.equal(verdict({ T: "T1", N: "N0" }, stage("early")), "differs");
  });
  it("takes unknown as open, as without a group, or as settled whatever the unknown stands for", () => {
    assert.equal(verdict({ T: "T1", N: "NX" }, open), "agrees");
    assert.equal(verdict({ T: "T3", N: "NX" }, open), "agrees");
    assert.equal(verdict({ T: "T2", N: "NX" }, open), "agrees");
    assert.equal(verdict({ T: "T2", N: "N0" }, open), "differs");
    assert.equal(verdict({ T: "T2", N: "some" }, open), "agrees");
  });

  it("takes a set as exactly these, no group included", () => {
    assert.equal(verdict({ T: "T1" }, set("I", "II")), "agrees");
    assert.equal(verdict({ T: "T1" }, set("I")), "undecided");
    assert.equal(verdict({ T: "T1, T3", N: "N0" }, set("I", "None")), "agrees");
    assert.equal(verdict({ T: "T1", N: "N0" }, set("I", "II")), "differs");
  });

  it("compares a score with the stage, each on its own, and a record that cannot be read with neither", () => {
    const score = (value: number): Expected => ({ kind: "number", decision: "score", value, tolerance: toleranceOf(String(value)) });
    assert.equal(verdict({ T: "T1", N: "N0", size: "2" }, stage("I"), score(1.5)), "agrees");
    assert.equal(verdict({ T: "T1", N: "N0", size: "2" }, stage("I"), score(1.4)), "differs");
    assert.equal(verdict({ T: "T1", N: "N0" }, stage("I"), score(1.5)), "undecided");
    assert.equal(verdict({ T: "T9", N: "N0" }, stage("I")), "differs");
  });

  it("names the columns that the rules do not have", () => {
    assert.deepEqual(cellsOf(SMALL, { t: "T1", grade: "G1" }), { cells: { T: "T1" }, unread: ["grade"] });
  });

  it("counts abnormalities that have no row of their own, and names the others", () => {
    const row = { abnormalities: "4", karyotype_features: "+8; +21; -Y; -13", confidence: "high" };
    assert.deepEqual(karyotypeRecord(row), { abnormalities: "4", karyotype: "{+8, -Y}" });
  });
});
