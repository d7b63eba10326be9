/**
 * Formulas over continuous numbers against dense sampling: every sampled outcome is in the answer, and every member of
 * the answer is met by a sample (found by search where a stretch is narrow) or the answer says "at most".
 */
import assert from "node:assert/strict";
import { check } from "#engine";
import type { BruteRecord, Recorded } from "./brute/cases.ts";
import type { Value } from "./brute/conditions.ts";
import { type Scheme, snap } from "./brute/model.ts";
import { verdictAt } from "./brute/outcomes.ts";
import { answersOf, isLoaded, loadBoth, patientOf, possibleOf, witnessOf } from "./compare.ts";
import type { Dice } from "./generate/dice.ts";
import { type FormulaScheme, formulaScheme } from "./generate/formulas.ts";
import { forRandom } from "./runs.ts";

/** Closer to a threshold than this, doubles cannot tell the side. */
const near = 1e-5;
const stepsOfGrid = 24;

interface Stretch {
  readonly lo: number;
  readonly hi: number;
}

/** What a record leaves open of each number and flag. */
interface OpenCase {
  readonly record: BruteRecord;
  readonly numbers: ReadonlyMap<string, Stretch>;
  readonly flags: ReadonlyMap<string, readonly number[]>;
}

function openCase(dice: Dice, made: FormulaScheme): OpenCase {
  const record = new Map<string, Recorded>();
  const numbers = new Map<string, Stretch>();
  const flags = new Map<string, readonly number[]>();
  const say = (name: string, text: string): unknown => record.set(name, { text, unknowns: [], admits: () => true, bounds: [] });
  for (const { name, lo, hi } of made.numbers) {
    const from = lo + ((hi - lo) * dice.int(1, 5)) / 8;
    const to = from + ((hi - lo) * dice.int(1, 3)) / 8;
    const kind = dice.int(0, 3);
    if (kind === 0) say(name, String(from));
    if (kind === 1) say(name, `${from}..${to}`);
    numbers.set(name, kind === 0 ? { lo: from, hi: from } : kind === 1 ? { lo: from, hi: to } : { lo, hi });
  }
  for (const name of made.flags) {
    const value = dice.int(0, 2);
    if (value < 2) say(name, value === 1 ? "yes" : "no");
    flags.set(name, value < 2 ? [value] : [0, 1]);
  }
  return { record, numbers, flags };
}

interface Sample {
  readonly point: ReadonlyMap<string, number>;
  /** The formula's value; undefined where it has none. */
  readonly value: number | undefined;
  /** The outcomes on both sides of a threshold that is so near that doubles cannot tell; otherwise one. */
  readonly outcomes: readonly string[];
}

/** The scheme at one point of known values. */
function sampleAt(scheme: Scheme, inputs: ReadonlyMap<string, number>): Sample {
  const [index, group] = [scheme.decisions.get("index"), scheme.decisions.get("group")];
  assert.ok(index !== undefined && group !== undefined);
  const derived = verdictAt(scheme, index, inputs);
  if (derived.kind !== "number") return { point: inputs, value: undefined, outcomes: [] };
  const { value } = derived;
  const outcomes = [value - near, value, value + near].map((about) => {
    const verdict = verdictAt(scheme, group, new Map<string, Value>([...inputs, ["index", about]]));
    return verdict.kind === "label" ? verdict.text : verdict.kind;
  });
  return { point: inputs, value, outcomes: [...new Set(outcomes)] };
}

function* gridOf(open: OpenCase, made: FormulaScheme): Generator<ReadonlyMap<string, number>> {
  const names = [...open.numbers.keys(), ...open.flags.keys()];
  const values = names.map((name) => {
    const stretch = open.numbers.get(name);
    if (stretch === undefined) return open.flags.get(name) ?? [];
    if (stretch.lo === stretch.hi) return [stretch.lo];
    const { lo, hi } = stretch;
    const even = Array.from({ length: stepsOfGrid + 1 }, (_, step) => lo + ((hi - lo) * step) / stepsOfGrid);
    const beside = made.bounds.filter((bound) => bound.name === name).flatMap(({ at: bound }) => [bound - near, bound, bound + near]);
    return [...even, ...beside.filter((value) => lo <= value && value <= hi)].map(snap);
  });
  const at = names.map(() => 0);
  for (let done = false; !done; ) {
    yield new Map(names.map((name, index) => [name, values[index]?.[at[index] as number] as number]));
    done = true;
    for (let index = 0; index < at.length && done; index++) {
      at[index] = (at[index] as number) + 1;
      if ((at[index] as number) < (values[index]?.length ?? 0)) done = false;
      else at[index] = 0;
    }
  }
}

/** Looks for an outcome near the samples whose values come closest to where it could be, in ever shorter steps. */
function searchFor(scheme: Scheme, made: FormulaScheme, open: OpenCase, samples: readonly Sample[], wanted: string): boolean {
  const bounds = made.thresholds;
  const targets = [...bounds, ...bounds.slice(1).map((bound, index) => (bound + (bounds[index] as number)) / 2), -1e9, 1e9];
  for (const target of targets) {
    const distance = (sample: Sample): number => (sample.value === undefined ? Number.POSITIVE_INFINITY : Math.abs(sample.value - target));
    const starts = [...samples].sort((a, b) => distance(a) - distance(b)).slice(0, 6);
    for (let best of starts) {
      let size = 1 / stepsOfGrid;
      for (let round = 0; round < 60; round++) {
        let moved = false;
        for (const [name, { lo, hi }] of open.numbers) {
          for (const way of [-1, 1]) {
            const to = snap(Math.min(hi, Math.max(lo, (best.point.get(name) as number) + way * size * (hi - lo))));
            const tried = sampleAt(scheme, new Map([...best.point, [name, to]]));
            if (tried.outcomes.includes(wanted)) return true;
            if (distance(tried) < distance(best)) {
              best = tried;
              moved = true;
            }
          }
        }
        if (!moved) size /= 2;
      }
    }
  }
  return false;
}

describe("formulas over continuous numbers", function () {
  this.timeout(0);

  it("answer with exactly the outcomes that dense sampling meets, or say at most", () => {
    const told = { schemes: 0, cases: 0, undetermined: 0, searched: 0, atMost: 0 };
    forRandom(110, (dice) => {
      const made = formulaScheme(dice);
      const both = loadBoth(made.text);
      assert.ok(isLoaded(both), `${isLoaded(both) ? "" : both.join("\n")}\n${made.text}`);
      told.schemes++;
      for (let count = 0; count < 3; count++) {
        const open = openCase(dice, made);
        const patient = patientOf(both.engine, open.record);
        assert.ok(typeof patient !== "string", `${patient}\n${made.text}`);
        const answer = answersOf(both, patient).get("group");
        assert.ok(answer !== undefined);
        told.cases++;
        const context = `${[...open.record].map(([name, one]) => `${name}=${one.text}`).join("  ")}: ${answer.possible.join("|")}\n${made.text}`;
        const samples = [...gridOf(open, made)].map((point) => sampleAt(both.brute, point));
        const met = new Set(samples.flatMap((sample) => sample.outcomes));
        const sure = new Set(samples.flatMap((sample) => (sample.outcomes.length === 1 ? sample.outcomes : [])));
        const said = possibleOf(answer);
        for (const outcome of sure) assert.ok(said.has(outcome), `${outcome} is possible, too: ${context}`);
        if (met.size === 0 && samples.every((sample) => sample.value === undefined)) continue;
        const { outcome } = answer;
        if (outcome.kind === "undetermined") told.undetermined++;
        if (outcome.kind === "undetermined" && outcome.atMost) {
          told.atMost++;
          continue;
        }
        for (const one of said) {
          if (met.has(one)) continue;
          told.searched++;
          assert.ok(searchFor(both.brute, made, open, samples, one), `${one} was not met: ${context}`);
        }
      }
    });
    assert.ok(told.undetermined * 5 > told.cases, `too few cases are open: ${JSON.stringify(told)}`);
    assert.ok(told.atMost * 100 < told.cases, `too many answers are at most: ${JSON.stringify(told)}`);
  });

  it("find a gap wherever a sample lies in one, with a witness that staging reproduces", () => {
    const told = { gaps: 0, none: 0, undecided: 0 };
    forRandom(90, (dice) => {
      const made = formulaScheme(dice, "with a hole");
      const both = loadBoth(made.text);
      assert.ok(isLoaded(both), made.text);
      const found = check(both.engine).findings.filter((one) => one.code === "gap" || one.code === "undecided");
      const open: OpenCase = {
        record: new Map(),
        numbers: new Map(made.numbers.map(({ name, lo, hi }) => [name, { lo, hi }])),
        flags: new Map(made.flags.map((name) => [name, [0, 1]])),
      };
      const samples = [...gridOf(open, made)].map((point) => sampleAt(both.brute, point));
      const uncovered = samples.find((sample) => sample.outcomes.join() === "uncovered");
      told[uncovered === undefined ? "none" : "gaps"]++;
      if (uncovered !== undefined) assert.ok(found.length > 0, `no gap is told at ${JSON.stringify([...uncovered.point])}\n${made.text}`);
      if (found.some((one) => one.code === "undecided")) told.undecided++;
      for (const finding of found) {
        if (finding.witness === undefined) continue;
        const answer = answersOf(both, witnessOf(both, finding.witness)).get("group");
        assert.equal(answer?.outcome.kind, "uncovered", `${finding.message}\n${made.text}`);
      }
    });
    assert.ok(told.gaps > 0 && told.none > 0, JSON.stringify(told));
    assert.ok(told.undecided * 50 <= told.gaps + told.none, JSON.stringify(told));
  });
});
