/** Every answer of `stage` equals brute force over all completions, on random records of a scheme. */
import assert from "node:assert/strict";
import { bruteAnswer } from "../brute/cases.ts";
import { answersOf, type Both, differences, patientOf, recordText } from "../compare.ts";
import type { Dice } from "../generate/dice.ts";
import { record } from "../generate/records.ts";
import type { MadeScheme } from "../generate/schemes.ts";
import { note, type Told } from "./told.ts";

/** More completions than this are left to the schemes that have fewer. */
const mostCompletions = 1500;
const recordsOfEach = 4;

export function stagedAsTold(both: Both, made: MadeScheme, dice: Dice, told: Told): void {
  for (let count = 0; count < recordsOfEach; count++) {
    const recorded = record(dice, made);
    const patient = patientOf(both.engine, recorded);
    assert.ok(typeof patient !== "string", `${patient}\n${made.text}`);
    note(told, "records");
    const answers = answersOf(both, patient);
    for (const name of both.brute.decisions.keys()) {
      const expected = bruteAnswer(both.brute, recorded, name, mostCompletions);
      const answer = answers.get(name);
      assert.ok(answer !== undefined, `${name} has no answer\n${made.text}`);
      if (expected === undefined) {
        note(told, "too large");
        continue;
      }
      note(told, "answers");
      note(told, answer.outcome.kind);
      assert.deepEqual(
        differences(both.brute, recorded, answer, expected),
        [],
        `${name} of the record ${recordText(recorded)}\n${made.text}`,
      );
    }
  }
}
