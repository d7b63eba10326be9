/** Every fix of every finding of every fixture mends what it is offered for. */
import assert from "node:assert/strict";
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
});
