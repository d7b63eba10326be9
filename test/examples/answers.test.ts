/** The example files through the engine: they give every known answer, and every answer calculated independently. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Scheme } from "#engine";
import { type Combination, type Reference, recordedCombinations, verdicts } from "../support/reference/completions.ts";
import { extras, type FactsRow, hemeFacts, solidFacts } from "./facts.ts";
import { answer, loadScheme, possibilities } from "./load-scheme.ts";
import { HEME, SOLID, type SolidScheme } from "./schemes.ts";

const high = (rows: readonly FactsRow[]): readonly FactsRow[] => rows.filter((row) => row.confidence === "high");
const sorted = (words: Iterable<string>): string => [...words].sort().join("|");

function factsAgree(expected: string, found: ReadonlySet<string>): boolean {
  if (expected === "unknown") return found.size > 0 && !found.has("invalid");
  if (expected === "none") return found.size === 1 && ["none", "excluded", "uncovered"].some((word) => found.has(word));
  return found.size === 1 && found.has(expected);
}

describe("stage groups", function () {
  this.timeout(60_000);

  for (const each of SOLID) {
    const scheme = once(() => loadScheme(each.file));
    const ask = (record: Combination): ReadonlySet<string> =>
      possibilities(answer(scheme(), { ...record, ...classified(each) }, "stage").outcome);

    it(`${each.reference.name}: every sure facts row`, () => {
      const rows = high(solidFacts(each.reference.name));
      const wrong = rows.filter((row) => !factsAgree(row["stage"] ?? "", ask(inputs(row))));
      assert.deepEqual(
        wrong.map((row) => `${Object.values(row).slice(0, 6).join(" ")}: ${sorted(ask(inputs(row)))}`),
        [],
      );
    });

    it(`${each.reference.name}: every combination, unknowns included, as calculated independently`, () => {
      const wrong: string[] = [];
      const combinations = recordedCombinations(each.reference);
      for (const combination of combinations) {
        const found = sorted(ask(combination));
        const expected = sorted(verdicts(each.reference, combination));
        if (found !== expected) wrong.push(`${Object.values(combination).join(" ")}: ${found}, not ${expected}`);
      }
      assert.deepEqual(wrong.slice(0, 20), [], `${wrong.length} of ${combinations.length} combinations differ`);
    });

    it(`${each.reference.name}: records with silences, unknowns and parents in any mixture`, () => {
      fc.assert(
        fc.property(recordOf(each.reference), (record) => {
          assert.equal(sorted(ask(record)), sorted(verdicts(each.reference, record)));
        }),
        { numRuns: 150 },
      );
    });

    it(`${each.reference.name}: records with parent categories`, () => {
      const rows = high(solidFacts("parent_categories_ajcc8")).filter(
        (row) => row["scheme"] === each.reference.name && row["leaf_stages"] !== "None",
      );
      // No such records were published for this scheme.
      if (rows.length === 0) return;
      for (const row of rows) {
        const found = ask({ ...inputs(row), ...extras(row["extras"] ?? "") });
        assert.equal(sorted(found), sorted((row["leaf_stages"] ?? "").split("|")), JSON.stringify(row));
      }
    });
  }
});

const ANSWERS = new Set(["stage", "score", "group", "confidence", "trap", "note", "source", "scheme", "extras"]);

/** The record of a facts row: its cells without the answers. */
const inputs = (row: FactsRow): Combination => Object.fromEntries(Object.entries(row).filter(([name]) => !ANSWERS.has(name)));

/** What a registry may hold: a leaf, a parent, an unknown, or nothing. */
function recordOf({ factors }: Reference): fc.Arbitrary<Combination> {
  const written = factors.map(({ name, known, unknown, parents }) => {
    const cell = fc.constantFrom(...known, ...unknown, ...Object.keys(parents));
    return [name, fc.option(cell, { nil: undefined, freq: 3 })] as const;
  });
  return fc.record(Object.fromEntries(written)).map(spoken);
}

/** The record without the factors on which it is silent. */
const spoken = (record: Readonly<Record<string, string | undefined>>): Combination =>
  Object.fromEntries(Object.entries(record).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])));

const classified = ({ classification }: SolidScheme): Combination => (classification === undefined ? {} : { classification });

function once(make: () => Scheme): () => Scheme {
  let made: Scheme | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

describe("risk groups", function () {
  this.timeout(60_000);

  for (const { file, facts, answer: calculate, samples } of HEME) {
    const scheme = once(() => loadScheme(file));

    it(`${facts}: every sure facts row`, () => {
      for (const row of high(hemeFacts(facts))) {
        const found = possibilities(answer(scheme(), inputs(row), "group").outcome);
        assert.equal(sorted(found), row["group"], JSON.stringify(row));
        if (row["score"] !== undefined) assertScore(scheme(), row, Number(row["score"]));
      }
    });

    it(`${facts}: both sides of every bound, as calculated independently`, () => {
      for (const values of product(samples)) {
        const expected = calculate(values);
        const found = possibilities(answer(scheme(), values, "group").outcome);
        assert.equal(sorted(found), expected.group, JSON.stringify(values));
        if (expected.score !== undefined) assertScore(scheme(), values, expected.score);
      }
    });
  }
});

function assertScore(scheme: Scheme, record: Combination, expected: number): void {
  const { outcome } = answer(scheme, withoutAnswers(record), "score");
  assert.equal(outcome.kind, "assigned", JSON.stringify(record));
  if (outcome.kind !== "assigned") return;
  // A formula is printed rounded; what is printed must be the nearest such number.
  const { text } = outcome.value;
  const digits = text.split(".")[1]?.length ?? 0;
  assert.ok(Math.abs(Number(text) - expected) <= 0.5 * 10 ** -digits + 1e-6, `${text} for ${JSON.stringify(record)}`);
}

const withoutAnswers = (record: Combination): Combination =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !ANSWERS.has(name)));

function product(samples: Readonly<Record<string, readonly string[]>>): readonly Combination[] {
  return Object.entries(samples).reduce<readonly Combination[]>(
    (sofar, [name, values]) => sofar.flatMap((each) => values.map((value) => ({ ...each, [name]: value }))),
    [{}],
  );
}
