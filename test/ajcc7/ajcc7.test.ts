/** The 112 published stage tables of the 7th edition as rule files: every line comes out as the table says. */
import assert from "node:assert/strict";
import { check, stage } from "#engine";
import { parse } from "#grammar";
import { accountsOf, repeated } from "../../bench/ajcc7/account.ts";
import { hasPublished, type Published, publishedFiles, readPublished } from "../../bench/ajcc7/published.ts";
import { schemeOf } from "../../bench/ajcc7/scheme.ts";
import { loadText, patient, possibilities } from "../examples/load-scheme.ts";

const sorted = (words: Iterable<string>): string => [...words].sort().join("|");
const codesOf = (codes: Readonly<Record<string, string>>): string => Object.values(codes).join(" ");

describe("published tables of the 7th edition", function () {
  this.timeout(120_000);
  const tables = hasPublished() ? publishedFiles().map(readPublished) : [];

  // Kept outside the repository: without them the tests are skipped by name.
  const shared = (title: string, run: (all: readonly Published[]) => void): void => {
    it(title, function () {
      if (tables.length === 0) this.skip();
      run(tables);
    });
  };

  shared("are 112 with 36,286 lines, each with codes of its own, and each in a row or held against one", (all) => {
    assert.equal(all.length, 112);
    assert.equal(
      all.reduce((sum, { lines }) => sum + lines.length, 0),
      36_286,
    );
    for (const table of all) {
      assert.equal(repeated(table), 0);
      const rules = table.lines.filter(({ role }) => role === "row" || role === "invalid");
      assert.equal(schemeOf(table).lines, rules.length, table.name);
    }
  });

  shared("parse and bind, and what they leave open is exactly what is printed without a group", (all) => {
    for (const table of all) {
      const { text } = schemeOf(table);
      assert.deepEqual(parse(text).problems, [], table.name);
      const { findings, decisions } = check(loadText(text));
      const codes = new Set(findings.filter(({ severity }) => severity === "error" || severity === "warning").map(({ code }) => code));
      const gaps = table.lines.filter(({ role }) => role === "gap").length;
      assert.deepEqual([...codes], gaps === 0 ? [] : ["gap"], table.name);
      assert.equal(decisions.length, 1);
      assert.ok(decisions[0]?.analysed);
      assert.equal(decisions[0].gaps, BigInt(gaps), table.name);
      const leaves = table.columns.map(({ labels }) => [...labels.values()].filter((below) => below.length === 0).length);
      assert.equal(decisions[0].combinations, BigInt(leaves.reduce((product, size) => product * size, 1)), table.name);
    }
  });

  shared("give back every line: its group, or all groups that its codes may stand for", (all) => {
    for (const table of all) {
      const scheme = loadText(schemeOf(table).text);
      for (const { line, possible } of accountsOf(table)) {
        const [answer] = stage(scheme, patient(scheme, line.codes));
        assert.ok(answer);
        assert.ok(answer.outcome.kind !== "undetermined" || !answer.outcome.atMost);
        assert.equal(sorted(possibilities(answer.outcome)), sorted(possible), `${table.name} ${codesOf(line.codes)}`);
      }
    }
  });

  shared("print a group that their subcategories never lead to on no line, and withhold the only one on nine", (all) => {
    const lines = all.flatMap((table) => accountsOf(table).map((account) => ({ ...account, name: table.name })));
    assert.deepEqual(
      lines.filter(({ says }) => says === "astray").map(({ name, line }) => `${name} ${codesOf(line.codes)}`),
      [],
    );
    // Read in the tables: grade 3 of T2a or T2b is III with N0 and with N1, yet NX has no group; the
    // clinical testis table knows T4 and TX alone, and T4 is IB.
    const withheld = lines.filter(({ says }) => says === "settled").map(({ name, line }) => `${name} ${codesOf(line.codes)}`);
    assert.deepEqual(withheld.sort(), [
      "retroperitoneum_clinical T2b NX M0 3",
      "retroperitoneum_pathological T2b NX M0 3",
      "soft_tissue_clinical T2 NX M0 3",
      "soft_tissue_clinical T2a NX M0 3",
      "soft_tissue_clinical T2b NX M0 3",
      "soft_tissue_pathological T2 NX M0 3",
      "soft_tissue_pathological T2a NX M0 3",
      "soft_tissue_pathological T2b NX M0 3",
      "testis_clinical TX N0 M0 S0",
    ]);
  });
});
