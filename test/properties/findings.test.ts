/** Gaps, overlaps and stated properties equal brute force over all combinations, on random schemes. */
import assert from "node:assert/strict";
import { type CheckResult, check, type Finding } from "#engine";
import type { Point } from "./brute/conditions.ts";
import { canHold, combinationsOf, countCombinations, isGap, isMonotone, isOverlap, keyOfPoint, unitsOf } from "./brute/findings.ts";
import type { Decision } from "./brute/model.ts";
import { coneOf } from "./brute/space.ts";
import { answersOf, type Both, isLoaded, loadBoth, patientOf, possibleOf, recordText, witnessOf } from "./compare.ts";
import { fullRecord } from "./generate/records.ts";
import { type MadeScheme, scheme } from "./generate/schemes.ts";
import { inRegion } from "./regions.ts";
import { forRandom } from "./runs.ts";

/** Schemes with more combinations are left to those with fewer. */
const mostCombinations = 2500;

function loaded(made: MadeScheme): Both | undefined {
  const both = loadBoth(made.text);
  return isLoaded(both) ? both : undefined;
}

const findingsOf = (result: CheckResult, code: "gap" | "overlap", title: string): readonly Finding[] =>
  result.findings.filter((one) => one.code === code && one.summary.startsWith(`${code} ${title} `));

/** Sets count by the members that matter, which brute force does not tell. */
const countsAlike = (both: Both, unit: Decision): boolean =>
  ![...unit.reads, ...unit.excludes.flatMap((exclude) => exclude.reads)].some((name) => both.brute.variables.get(name)?.kind === "set");

/** The regions of the findings hold exactly the expected points; those of gaps do not meet each other. */
function assertRegions(both: Both, found: readonly Finding[], expected: readonly Point[], all: readonly Point[], context: string): void {
  const wanted = new Set(expected.map(keyOfPoint));
  const regions = found.flatMap((one) => one.regions ?? []);
  const tests = regions.map((region) => inRegion(both.brute, region));
  for (const point of expected)
    assert.ok(
      tests.some((test) => test(point)),
      `${keyOfPoint(point)} lies in no region\n${context}`,
    );
  for (const [index, test] of tests.entries()) {
    const wide = all.find((point) => test(point) && !wanted.has(keyOfPoint(point)));
    assert.equal(wide && keyOfPoint(wide), undefined, `is in the region ${JSON.stringify(regions[index]?.cells)}\n${context}`);
  }
}

function assertDisjoint(both: Both, found: readonly Finding[], all: readonly Point[], context: string): void {
  const tests = found.flatMap((one) => one.regions ?? []).map((region) => inRegion(both.brute, region));
  for (const point of all)
    assert.ok(tests.filter((test) => test(point)).length <= 1, `${keyOfPoint(point)} lies in several regions\n${context}`);
}

describe("random schemes, checked", function () {
  this.timeout(0);

  it("have exactly the gaps and overlaps of brute force, in disjoint regions that hold exactly their combinations", () => {
    const told = { units: 0, gaps: 0, overlaps: 0, clean: 0 };
    forRandom(350, (dice) => {
      const made = scheme(dice);
      const both = loaded(made);
      if (both === undefined) return;
      const result = check(both.engine);
      for (const [title, unit] of [...both.brute.decisions.values()].flatMap(unitsOf)) {
        const known = combinationsOf(both.brute, unit, mostCombinations, "known");
        const whole = combinationsOf(both.brute, unit, mostCombinations, "unknowns");
        if (known === undefined || whole === undefined) continue;
        const points = known.map(({ point }) => point);
        const expected: Readonly<Record<"gap" | "overlap", readonly Point[]>> = {
          gap: known.filter(isGap).map(({ point }) => point),
          overlap: whole.filter(isOverlap).map(({ point }) => point),
        };
        const summary = result.decisions.find((one) => one.decision === title);
        assert.ok(summary?.analysed, `${title} was not analysed\n${made.text}`);
        told.units++;
        told.clean += Number(expected.gap.length + expected.overlap.length === 0);
        for (const code of ["gap", "overlap"] as const) {
          const context = `${code} of ${title}\n${made.text}`;
          const found = findingsOf(result, code, title);
          told[`${code}s`] += found.length;
          assert.equal(
            found.length > 0,
            expected[code].length > 0,
            `${found.map((one) => one.message).join("\n")} / ${expected[code].slice(0, 3).map(keyOfPoint).join("; ")}: ${context}`,
          );
          if (found.some((one) => one.summary.endsWith(" more"))) continue;
          assertRegions(both, found, expected[code], code === "gap" ? points : [], context);
          if (code === "gap") assertDisjoint(both, found, points, context);
          const regions = found.flatMap((one) => one.regions ?? []);
          assert.equal(
            regions.reduce((sum, region) => sum + region.combinations, 0n),
            code === "gap" ? summary.gaps : summary.overlaps,
            context,
          );
        }
        if (!countsAlike(both, unit)) continue;
        const count = (chosen: readonly Point[]): bigint => BigInt(countCombinations(both.brute, unit, chosen));
        assert.equal(summary.combinations, count(points), `combinations of ${title}\n${made.text}`);
        assert.equal(
          summary.excluded,
          count(known.filter((one) => one.excluded).map(({ point }) => point)),
          `excluded of ${title}\n${made.text}`,
        );
        assert.equal(summary.gaps, count(expected.gap), `gaps of ${title}\n${made.text}`);
        assert.equal(summary.covered, summary.combinations - summary.excluded - summary.gaps, `covered of ${title}\n${made.text}`);
      }
    });
    for (const [what, number] of Object.entries(told)) assert.ok(number > 0, `no ${what} were met: ${JSON.stringify(told)}`);
  });

  it("have a witness for every gap and overlap that staging reproduces", () => {
    let witnesses = 0;
    forRandom(300, (dice) => {
      const made = scheme(dice);
      const both = loaded(made);
      if (both === undefined) return;
      const result = check(both.engine);
      for (const decision of both.brute.decisions.values()) {
        for (const [title] of unitsOf(decision)) {
          for (const code of ["gap", "overlap"] as const) {
            for (const found of findingsOf(result, code, title)) {
              if (found.witness === undefined) continue;
              witnesses++;
              const answer = answersOf(both, witnessOf(both, found.witness)).get(decision.name);
              const wanted = code === "gap" ? "uncovered" : "conflict";
              // Behind a recorded unknown other truths may come out otherwise; the one that was found is among them.
              const recordsUnknown = found.witness.some(({ variable, text }) =>
                both.brute.variables.get(variable)?.unknowns.includes(text),
              );
              if (recordsUnknown && answer?.outcome.kind === "undetermined")
                assert.ok(possibleOf(answer).has(wanted), `${found.message}\n${made.text}`);
              // A score's factor is told over its own column; an assumption elsewhere may then meet an exclude.
              else if (answer?.outcome.kind === "excluded" && / assume /.test(made.text)) continue;
              else assert.equal(answer?.outcome.kind, wanted, `${found.message}\n${made.text}`);
            }
          }
        }
      }
    });
    assert.ok(witnesses > 0);
  });

  it("leave no single record uncovered or in conflict where there is no finding", () => {
    const told = { records: 0, clean: 0 };
    forRandom(300, (dice) => {
      const made = scheme(dice);
      const both = loaded(made);
      if (both === undefined) return;
      const result = check(both.engine);
      const faulty = new Set(
        [...both.brute.decisions.values()]
          .filter((decision) =>
            unitsOf(decision).some(([title]) => findingsOf(result, "gap", title).length + findingsOf(result, "overlap", title).length > 0),
          )
          .map((decision) => decision.name),
      );
      const clean = [...both.brute.decisions.keys()].filter(
        (name) => !coneOf(both.brute, name).some((decision) => faulty.has(decision.name)),
      );
      told.clean += clean.length;
      if (clean.length === 0) return;
      for (let count = 0; count < 25; count++) {
        const recorded = fullRecord(dice, made);
        const patient = patientOf(both.engine, recorded);
        assert.ok(typeof patient !== "string", String(patient));
        const answers = answersOf(both, patient);
        told.records++;
        for (const name of clean) {
          const answer = answers.get(name);
          const bad =
            answer === undefined ? ["no answer"] : [...possibleOf(answer)].filter((text) => text === "uncovered" || text === "conflict");
          assert.deepEqual(bad, [], `${name} of ${recordText(recorded)}\n${made.text}`);
        }
      }
    });
    for (const [what, number] of Object.entries(told)) assert.ok(number > 50, `too few ${what}: ${JSON.stringify(told)}`);
  });

  it("keep or break their stated properties as brute force says", () => {
    const told = { hold: 0, fail: 0 };
    forRandom(350, (dice) => {
      const made = scheme(dice);
      const both = loaded(made);
      if (both === undefined) return;
      const result = check(both.engine);
      for (const decl of both.brute.file.decls) {
        if (decl.kind !== "check") continue;
        const found = result.findings.filter((one) => one.span.start >= decl.start && one.span.end <= decl.end);
        const { property } = decl;
        const span = { start: decl.start, end: decl.end };
        const holds: boolean | undefined =
          property.kind === "monotone"
            ? isMonotone(both.brute, property, property.along[0] as (typeof property.along)[number], mostCombinations)
            : negated(
                canHold(
                  both.brute,
                  property.kind === "never"
                    ? property.condition
                    : { kind: "and", terms: [property.premise, { kind: "not", operand: property.conclusion, ...span }], ...span },
                  mostCombinations,
                ),
              );
        if (holds === undefined) continue;
        told[holds ? "hold" : "fail"]++;
        const codes = found.map((one) => one.code);
        assert.deepEqual(
          codes,
          holds ? [] : [property.kind === "monotone" ? "not-monotone" : "check-failed"],
          `${made.text.slice(decl.start, decl.end)}\n${found.map((one) => one.message).join("\n")}\n${made.text}`,
        );
      }
    });
    for (const [what, number] of Object.entries(told)) assert.ok(number > 10, `too few that ${what}: ${JSON.stringify(told)}`);
  });
});

const negated = (value: boolean | undefined): boolean | undefined => (value === undefined ? undefined : !value);
