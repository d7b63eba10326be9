/** Every answer of `stage` equals brute force over all completions, on random schemes and random records. */
import assert from "node:assert/strict";
import { stagedAsTold } from "./claims/staged.ts";
import { note, type Told, toldText } from "./claims/told.ts";
import { isLoaded, loadBoth } from "./compare.ts";
import { scheme } from "./generate/schemes.ts";
import { forRandom } from "./runs.ts";

describe("random schemes, staged", function () {
  this.timeout(0);

  it("give the same outcome, possible set, needs and settling variables as brute force", () => {
    const told: Told = new Map();
    const many = (what: string): number => told.get(what) ?? 0;
    forRandom(350, (dice) => {
      const made = scheme(dice);
      const both = loadBoth(made.text);
      note(told, isLoaded(both) ? "schemes" : "not loaded");
      if (isLoaded(both)) stagedAsTold(both, made, dice, told);
    });
    assert.ok(many("not loaded") * 50 < many("schemes"), `too many schemes do not load: ${toldText(told)}`);
    assert.ok(many("too large") * 10 < many("answers"), `too many records have too many completions: ${toldText(told)}`);
    for (const kind of ["assigned", "undetermined", "none", "excluded", "uncovered", "conflict", "invalid"])
      assert.ok(many(kind) > 0, `no record came out ${kind}`);
  });
});
