/** Which rows the cases of a file reach: those that some case's trace names, whichever way it is found out. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { check, load, type Scheme, type Source, trace } from "#engine";
import { parse } from "#grammar";

const sourceAt = (path: string): Source => {
  const text = readFileSync(path, "utf8");
  return { uri: path, text, parsed: parse(text) };
};
const loaded = (path: string): Scheme => load(sourceAt(path), (from, used) => sourceAt(join(dirname(from), used)));
const schemeOf = (text: string): Scheme => load({ uri: "a.stage", text, parsed: parse(text) }, () => undefined);

/** Rows that the long way names for some case. */
function traced(scheme: Scheme): ReadonlySet<string> {
  const { results } = check(scheme).examples;
  const decisions = scheme.variables.filter(({ decided }) => decided).map(({ name }) => name);
  const patients = results.flatMap(({ checks }) => checks.map(({ patient }) => patient));
  const rows = patients.flatMap((patient) => decisions.flatMap((name) => trace(scheme, patient, name).decided));
  return new Set(rows.map(({ span }) => `${span.start}`));
}

const covered = (scheme: Scheme): readonly { text: string; key: string; reached: boolean }[] =>
  check(scheme).examples.coverage.flatMap(({ rows }) => rows.map(({ text, span, reached }) => ({ text, key: `${span.start}`, reached })));

function holdsTo(scheme: Scheme): void {
  const long = traced(scheme);
  const differ = covered(scheme).filter(({ key, reached }) => reached !== long.has(key));
  assert.deepEqual(differ, []);
}

const head =
  "category T unknown TX { T1 { T1a  T1b }  T2  T3 }\ncategory N { N0  N1 }\nnumber size from 0 to 9\nset s { x  y }\nflag f\ncategory g { a  b  c }\n";
const cases = (rows: string) => `examples {\n  T | N | size | s | f => g\n${rows}}\n`;

describe("rows that the cases reach", () => {
  for (const path of ["solid", "heme"].flatMap((folder) => firstOf(join("examples", folder)))) {
    it(`are those that the traces of the cases name: ${path}`, () => holdsTo(loaded(path)));
  }

  const table = (policy: string, more = "") =>
    `table ${policy} {\n  T | size => g\n  T1a | <= 3 => a\n  T1 | any => b\n  T1, T2 | > 5 => c\n  TX | any => a\n  T2, T3 | <= 5 => a\n${more}}\n`;
  const records = [
    "T1a | N0 | 2 | | ",
    "T1 | N0 | 2 | {y} | no",
    "T1b | N1 | 6 | {x} | yes",
    "T2 | | > 5 | | yes",
    "T2, T3 | N0 | 3 | {x, y} | yes",
    "T3 | N0 | | | no",
    "TX | N0 | 3 | | ",
    "TX, T1a | N0 | 2 | | no",
    "TX, T2 | N1 | 7 | {x} | yes",
    "? | N0 | 6 | {} | no",
    " | N0 | 6 | {} | ?",
    "T3 | N1 | 2 | ? | yes",
  ];
  /** Each record alone, so that none hides another. */
  const holdsForEach = (rules: string): void => {
    for (const record of records) holdsTo(schemeOf(head + rules + cases(`  ${record} => a\n`)));
  };
  for (const policy of ["", "first", "highest"]) {
    it(`are those of the traces under ${policy === "" ? "unique" : policy}`, () => holdsForEach(table(policy)));
    it(`are those of the traces where an exclude may hold, under ${policy === "" ? "unique" : policy}`, () =>
      holdsForEach(`exclude "never" when N = N1 and T = T1b\n${table(policy)}`));
  }
  it("are those of the traces with otherwise, sets, flags and a where", () => {
    const rules =
      "decide g first where f {\n  a when s has x\n  b when not s has y and T = T1\n  otherwise c\n}\ndecide g where not f {\n  b when size in 1 <.. 3\n  otherwise a\n}\n";
    holdsForEach(rules);
  });
  it("are those of the traces in a score, with what is read from it", () => {
    const rules =
      "score p {\n  T { T1 => 0; T2 => 1; T3 => 2 }\n  +1 when size > 3\n  +2 when s has x or f\n}\ntable {\n  p => g\n  <= 1 => a\n  2 => b\n  > 2 => c\n}\n";
    holdsForEach(rules);
  });
});

/** Enough real files to meet every kind of rule. */
function firstOf(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /^(eln2022|ipss-r|r-iss|lung-ajcc8|melanoma|esophagus-squamous|prostate|thyroid-diff).*\.stage$/.test(name))
    .map((name) => join(folder, name));
}
