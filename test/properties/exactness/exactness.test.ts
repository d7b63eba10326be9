import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { measure } from "./measure.ts";
import { lineOf, rowOf, slices } from "./page.ts";

const page = readFileSync("docs/exactness.md", "utf8");
const rows = page
  .split("\n")
  .filter((line) => /^\| (\d+|all) \|/.test(line))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe("docs/exactness.md", function () {
  this.timeout(0);

  it("says of its first seed what measuring it again says (else run npm run exactness)", () => {
    const [first] = slices;
    assert.ok(first !== undefined);
    const line = lineOf(rowOf(measure(first)));
    assert.ok(page.includes(`\n${line}\n`), line);
  });

  it("is of at least 10,000 schemes, with figures that add up and every difference told", () => {
    const seeds = rows.slice(0, -1);
    const total = (rows[rows.length - 1] ?? []).slice(1).map(Number);
    assert.deepEqual(
      seeds.map(([seed]) => Number(seed)),
      slices.map(({ seed }) => seed),
    );
    assert.deepEqual(
      total,
      total.map((_, at) => seeds.reduce((sum, row) => sum + Number(row[at + 1]), 0)),
    );
    assert.ok((total[0] ?? 0) >= 10_000, `${total[0]} schemes`);
    assert.equal((page.match(/^### Seed /gm) ?? []).length, total[total.length - 1]);
  });
});
