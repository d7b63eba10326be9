/**
 * How many random schemes a run tries, and from which seed. `STAGEWRIGHT_SCHEMES=20000` tries more;
 * `STAGEWRIGHT_SEED` replays a run that failed (a failure prints its seed and path).
 */
import fc from "fast-check";
import { type Dice, diceOf } from "./generate/dice.ts";

const factor = Number(process.env["STAGEWRIGHT_SCHEMES"] ?? 1000) / 1000;
const seed = Number(process.env["STAGEWRIGHT_SEED"] ?? 20181);

/** Calls `attempt` for `perThousand` of every thousand schemes asked for. */
export function forRandom(perThousand: number, attempt: (dice: Dice) => void): void {
  eachRandom(seed, Math.max(1, Math.round(perThousand * factor)), attempt);
}

/** Calls `attempt` so many times; the same seed throws the same dice. */
export function eachRandom(seed: number, many: number, attempt: (dice: Dice) => void): void {
  fc.assert(
    fc.property(fc.gen(), (generate) => attempt(diceOf(generate))),
    { seed, numRuns: many, endOnFailure: process.env["STAGEWRIGHT_SHRINK"] === undefined },
  );
}
