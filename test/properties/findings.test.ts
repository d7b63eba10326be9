/** What `check` says equals brute force over all combinations and all single records, on random schemes. */
import assert from "node:assert/strict";
import { type CheckResult, check } from "#engine";
import { cleanLeavesNoneOut } from "./claims/clean.ts";
import { coveredAsTold } from "./claims/covered.ts";
import { rowsAsTold, safeFixesKeepOutcomes } from "./claims/rows.ts";
import { propertiesAsTold } from "./claims/stated.ts";
import { type Told, toldText } from "./claims/told.ts";
import { witnessesReproduced } from "./claims/witnesses.ts";
import { type Both, isLoaded, loadBoth } from "./compare.ts";
import { scheme } from "./generate/schemes.ts";
import { forRandom } from "./runs.ts";

/** Schemes with more single records are left to those with fewer. */
const mostRecords = 300;

/** Holds a claim to random schemes; whatever is named in `atLeast` must have been met so often. */
function holdsOf(
  perThousand: number,
  atLeast: Readonly<Record<string, number>>,
  claim: (both: Both, result: CheckResult, text: string, told: Told) => void,
): void {
  const told: Told = new Map();
  forRandom(perThousand, (dice) => {
    const { text } = scheme(dice);
    const both = loadBoth(text);
    if (isLoaded(both)) claim(both, check(both.engine), text, told);
  });
  for (const [what, least] of Object.entries(atLeast)) assert.ok((told.get(what) ?? 0) >= least, `too few ${what}: ${toldText(told)}`);
}

describe("random schemes, checked", function () {
  this.timeout(0);

  it("have exactly the gaps and overlaps of brute force, in disjoint regions that hold exactly their combinations", () =>
    holdsOf(250, { units: 100, gap: 50, overlap: 50, "clean units": 20 }, coveredAsTold));

  it("have a witness for every gap and overlap that staging reproduces", () => holdsOf(250, { witnesses: 100 }, witnessesReproduced));

  it("leave no single record uncovered or in conflict where there is no finding", () =>
    holdsOf(220, { "records of clean decisions": 1000, "clean decisions": 50 }, (both, result, text, told) =>
      cleanLeavesNoneOut(both, result, text, told, mostRecords),
    ));

  it("keep or break their stated properties as brute force says, with counterexamples that staging reproduces", () =>
    holdsOf(350, { hold: 50, fail: 50, ends: 2 }, propertiesAsTold));

  it("have the impossible, masked and redundant rows, dead alternatives and unreachable results of brute force", () =>
    holdsOf(
      200,
      { "impossible-row": 100, "masked-row": 20, "redundant-row": 10, "dead-alternative": 5, "unreachable-result": 50 },
      (both, result, text, told) => rowsAsTold(both, result, text, told, mostRecords),
    ));

  it("keep every outcome under a fix that is called safe", () =>
    holdsOf(200, { "safe fixes": 100 }, (both, result, text, told) => safeFixesKeepOutcomes(both, result, text, told, mostRecords)));
});
