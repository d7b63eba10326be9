/** Every answer of `stage` equals brute force over all completions, on random schemes and random records. */
import assert from "node:assert/strict";
import type { Outcome } from "#engine";
import { bruteAnswer } from "./brute/cases.ts";
import { answersOf, differences, isLoaded, loadBoth, patientOf, recordText } from "./compare.ts";
import { record } from "./generate/records.ts";
import { scheme } from "./generate/schemes.ts";
import { forRandom } from "./runs.ts";

/** More completions than this are left to the schemes that have fewer. */
const mostCompletions = 1500;
const recordsOfEach = 4;

describe("random schemes, staged", function () {
  this.timeout(0);

  it("give the same outcome, possible set, needs and settling variables as brute force", () => {
    const told = { schemes: 0, unread: 0, records: 0, answers: 0, large: 0 };
    const kinds = new Map<Outcome["kind"], number>();
    forRandom(350, (dice) => {
      const made = scheme(dice);
      const both = loadBoth(made.text);
      if (!isLoaded(both)) {
        told.unread++;
        return;
      }
      told.schemes++;
      for (let count = 0; count < recordsOfEach; count++) {
        const recorded = record(dice, made);
        const patient = patientOf(both.engine, recorded);
        assert.ok(typeof patient !== "string", `${patient}\n${made.text}`);
        told.records++;
        const answers = answersOf(both, patient);
        for (const name of both.brute.decisions.keys()) {
          const expected = bruteAnswer(both.brute, recorded, name, mostCompletions);
          const answer = answers.get(name);
          assert.ok(answer !== undefined, `${name} has no answer\n${made.text}`);
          if (expected === undefined) {
            told.large++;
            continue;
          }
          told.answers++;
          kinds.set(answer.outcome.kind, (kinds.get(answer.outcome.kind) ?? 0) + 1);
          const differing = differences(both.brute, recorded, answer, expected);
          assert.deepEqual(differing, [], `${name} of the record ${recordText(recorded)}\n${made.text}`);
        }
      }
    });
    assert.ok(told.unread * 50 < told.schemes, `too many schemes do not load: ${JSON.stringify(told)}`);
    assert.ok(told.large * 10 < told.answers, `too many records have too many completions: ${JSON.stringify(told)}`);
    for (const kind of ["assigned", "undetermined", "none", "excluded", "uncovered", "conflict", "invalid"] as const)
      assert.ok((kinds.get(kind) ?? 0) > 0, `no record came out ${kind}`);
  });
});
