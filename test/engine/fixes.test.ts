/** Every fix of every finding of every fixture mends what it is offered for. */
import assert from "node:assert/strict";
import { check } from "#engine";
import { schemeOf } from "./cases.ts";
import { faultsOf, nameOf } from "./fix-faults.ts";
import { filesOf, findingsIn, fixtureNames } from "./fixture-files.ts";

describe("fixes", () => {
  for (const fixture of fixtureNames) {
    it(`of ${fixture} mend what they are offered for`, () => {
      const files = filesOf(fixture);
      const before = findingsIn(files);
      const faults = before.flatMap((finding) =>
        finding.fixes.flatMap((fix) => faultsOf(files, before, finding, fix).map((fault) => `${nameOf(finding)} | ${fix.title}: ${fault}`)),
      );
      assert.deepEqual(faults, []);
    });
  }

  it("are not safe where a row that no known value meets keeps an unknown from being opened", () => {
    // At T = TX, N = NX the second row applies and names NX, so T alone is opened, and the third row gives III. Without it
    // N may be opened first, and the first row gives I.
    const found = check(
      schemeOf(`
category T unknown TX { T1  T2 }
category N unknown NX { N0  N1 }
category stage { I  II  III }
table highest {
  T         | N      => stage
  any       | not NX => I
  not <= T2 | NX     => II
  not TX    | NX     => III
}
`),
    ).findings.filter((one) => one.code === "impossible-row");
    assert.deepEqual(
      found.map((one) => one.fixes.map((fix) => fix.safe)),
      [[false]],
    );
  });
});
