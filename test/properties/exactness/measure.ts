/** One seed's random schemes, staged and checked, each claim held against brute force; a claim that fails is kept with its scheme. */
import { check } from "#engine";
import { cleanLeavesNoneOut } from "../claims/clean.ts";
import { coveredAsTold } from "../claims/covered.ts";
import { rowsAsTold, safeFixesKeepOutcomes } from "../claims/rows.ts";
import { stagedAsTold } from "../claims/staged.ts";
import { propertiesAsTold } from "../claims/stated.ts";
import { note, type Told } from "../claims/told.ts";
import { witnessesReproduced } from "../claims/witnesses.ts";
import { isLoaded, loadBoth } from "../compare.ts";
import { scheme } from "../generate/schemes.ts";
import { eachRandom } from "../runs.ts";

export interface Slice {
  readonly seed: number;
  readonly schemes: number;
}

export interface Difference {
  /** The scheme's place in the slice, from 1. */
  readonly number: number;
  readonly claim: string;
  readonly message: string;
}

export interface Measured {
  readonly slice: Slice;
  readonly told: ReadonlyMap<string, number>;
  readonly differences: readonly Difference[];
}

/** Schemes with more single records are left to those with fewer. */
const mostRecords = 300;

export function measure(slice: Slice): Measured {
  const told: Told = new Map();
  const differences: Difference[] = [];
  let number = 0;
  eachRandom(slice.seed, slice.schemes, (dice) => {
    number++;
    const made = scheme(dice);
    const { text } = made;
    const hold = <T>(claim: string, asked: () => T): T | undefined => {
      try {
        return asked();
      } catch (error) {
        differences.push({ number, claim, message: error instanceof Error ? error.message : String(error) });
        return undefined;
      }
    };
    const both = loadBoth(text);
    note(told, isLoaded(both) ? "schemes" : "not loaded");
    if (!isLoaded(both)) return;
    hold("staged", () => stagedAsTold(both, made, dice, told));
    const result = hold("checked", () => check(both.engine));
    if (result === undefined) return;
    hold("gaps and overlaps", () => coveredAsTold(both, result, text, told));
    hold("witnesses", () => witnessesReproduced(both, result, text, told));
    hold("no finding, no record left out", () => cleanLeavesNoneOut(both, result, text, told, mostRecords));
    hold("properties", () => propertiesAsTold(both, result, text, told));
    hold("rows and labels", () => rowsAsTold(both, result, text, told, mostRecords));
    hold("safe fixes", () => safeFixesKeepOutcomes(both, result, text, told, mostRecords));
  });
  return { slice, told, differences };
}
