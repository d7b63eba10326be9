/** How fast a large table is read. Printed, and held against a bound that only a change of order would pass. */
import assert from "node:assert/strict";
import { parse } from "#grammar";

function largeTable(rows: number): string {
  const lines = ["category stage { I II III IV }", "table {", "  T | N | M => stage"];
  for (let row = 0; row < rows; row += 1)
    lines.push(`  T${row % 5}, T${(row + 1) % 5} | N${row % 4}..N3 | M${row % 2} => II @k("p. ${row}")`);
  return `${lines.join("\n")}\n}\n`;
}

function cpuMilliseconds(text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 12; run += 1) {
    const before = process.cpuUsage();
    assert.deepEqual(parse(text).problems, []);
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

describe("reading a large table", () => {
  it("takes time in proportion to its length", function () {
    this.timeout(60_000);
    const small = cpuMilliseconds(largeTable(2_500));
    const large = cpuMilliseconds(largeTable(5_000));
    console.log(`      5,000 rows in ${large.toFixed(0)} ms of processor time, warm`);
    assert.ok(large < 5 * small + 20);
  });
});
