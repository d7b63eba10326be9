/** `stagewright list`: the counts are worked out by hand from the small file; the page of the library is the one it writes. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { runCli, withFolder } from "./support.ts";

/** T has 4 leaves, N 2, M 2: 16 combinations. T0 without metastasis has no group (2), Tis with nodes cannot be (2). */
const RULES = `/// A tumour of nobody.
scheme "Small" {
  edition "AJCC 8" effective 2018-01-01
  applies site C34.0..C34.3, C50 histology 8010..8576
  // stagewright-ignore applies-overlap: another file takes its place later
  applies site C61.9
  cite key "Nobody N. A Journal 2016;1:1" doi "10.1/x|y"
  purpose "anatomic"
  status draft
}
category T "Primary tumour" unknown TX { T0  Tis  T1 { T1a  T1b } }
category N { N0  N1 }
category M { M0  M1 }
category stage "Stage group" { 0  I { IA  IB }  IV }
exclude "in situ" {
  T   | N
  Tis | N1
}
table @key {
  T   | N   | M  => stage
  Tis | any | M0 => 0
  T1a | any | M0 => IA
  T1b | any | M0 => IB
  any | any | M1 => IV
  // stagewright-ignore overlap: the source prints both
  T1b | N1  | M0 => IA
  T0  | any | M0 => none "no tumour"
}
check monotone stage in M
examples { T | N | M => stage
  T1a | N0 | M0 => IA
}
`;

const FILES = { "small.stage": RULES, "shared.stage": "category X { A  B }\n", "broken.stage": 'scheme "Broken" { }\ntable {\n' };

describe("stagewright list", () => {
  it("tells what a file states and how many combinations are behind it, by reason", async () => {
    await withFolder(FILES, async (cwd) => {
      const { code, out } = await runCli(["list", "small.stage"], { cwd });
      assert.equal(code, 0);
      const lines = out.split("\n").map((line) => line.trim());
      assert.equal(lines[0], "Small, AJCC 8  (small.stage, anatomic, draft)");
      for (const line of [
        "applies  site C34.0..C34.3, C50 histology 8010..8576",
        "applies  site C61.9",
        "reads    T, N, M",
        "decides  stage: 0, I (IA, IB), IV",
        'proved   stage: 16 combinations of known values, 12 with a value, 2 none (2 "no tumour"), 2 excluded (2 "in situ"), 1 overlap',
        "ignored  overlap of 1 combination: the source prints both",
        "ignored  applies-overlap: another file takes its place later",
      ])
        assert.ok(lines.includes(line), `${line}\nis not in\n${out}`);
    });
  });

  it("writes a page with sources and a table of variables; a bar in a text does not break the table", async () => {
    await withFolder(FILES, async (cwd) => {
      const { code } = await runCli(["list", "small.stage", "shared.stage", "--format", "markdown", "--output", "page.md"], { cwd });
      assert.equal(code, 0);
      const page = readFileSync(`${cwd}/page.md`, "utf8");
      assert.ok(page.includes("| Small | AJCC 8 | stage | anatomic | draft | [small.stage](../small.stage) |"), page);
      assert.ok(page.includes("| `T` | Primary tumour | T0, Tis, T1 (T1a, T1b) | TX |"), page);
      assert.ok(page.includes("- `@key`: Nobody N. A Journal 2016;1:1 <https://doi.org/10.1/x|y>"), page);
      assert.ok(page.includes("- `check monotone stage in M`: proved."), page);
      assert.ok(page.includes("- Example cases: 1, reaching 1 of 6 rows."), page);
      assert.ok(page.includes("## Shared declarations\n\n- [shared.stage](../shared.stage): `X`"), page);
    });
  });

  it("gives programs the same as JSON, counts as digits", async () => {
    await withFolder(FILES, async (cwd) => {
      const { out } = await runCli(["list", "small.stage", "--format", "json"], { cwd });
      const [file] = JSON.parse(out).files;
      assert.equal(file.header.effective, "2018-01-01");
      assert.deepEqual(file.decisions[0].noneBy, [{ why: "no tumour", combinations: "2" }]);
      assert.deepEqual(file.ignored[0], { code: "overlap", reason: "the source prints both", combinations: "1" });
    });
  });

  it("fails for a file with errors and says that nothing of it is proved", async () => {
    await withFolder(FILES, async (cwd) => {
      const { code, log } = await runCli(["list", "."], { cwd });
      assert.equal(code, 1);
      assert.ok(log.includes("broken.stage has errors"), log);
      assert.equal((await runCli(["list", "nowhere"], { cwd })).code, 2);
    });
  });

  it("docs/library.md is of the examples as they stand (else run npm run library)", async () => {
    const { code, out } = await runCli(["list", "examples", "--format", "markdown"]);
    assert.equal(code, 0);
    assert.equal(readFileSync("docs/library.md", "utf8"), out);
  }).timeout(120_000);
});
