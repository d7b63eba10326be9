/**
 * Plain tables by boxes against the same tables by diagrams, on random schemes: the same counts, the same gaps, the same
 * sets of contradicting rows in the same contexts, and no more regions. `STAGEWRIGHT_SCHEMES=10000` tries more.
 */
import assert from "node:assert/strict";
import { load } from "#engine";
import { parse } from "#grammar";
import { spaceOf } from "../../engine/compile/open.ts";
import type { Space } from "../../engine/compile/space.ts";
import { type Analysis, analyseByDiagram, type Found } from "../../engine/cover/analysis.ts";
import { insideBox } from "../../engine/cover/boxes.ts";
import { analyseTable } from "../../engine/cover/table/analyse-table.ts";
import { boxOf, boxSet, meets } from "../../engine/cover/table/box-set.ts";
import { conflictPieces } from "../../engine/cover/table/conflicts.ts";
import { plainTableOf } from "../../engine/cover/table/plain-table.ts";
import { unitsOf } from "../../engine/cover/unit.ts";
import { and, type Fn, no, or, yes } from "../../engine/diagram/store.ts";
import { scheme } from "../properties/generate/schemes.ts";
import { forRandom } from "../properties/runs.ts";

/** The union of regions, which must not meet each other. */
function unionOf(space: Space, found: readonly Found[], about: string): Fn {
  let union: Fn = no;
  for (const { region } of found) {
    const fn = insideBox(space, yes, region);
    assert.equal(and(space.store, union, fn), no, `regions meet each other: ${about}`);
    union = or(space.store, union, fn);
  }
  return union;
}

/** Overlaps by the unknowns that are recorded and the rows that apply. */
function bySets(space: Space, overlaps: readonly Found[], about: string): ReadonlyMap<string, Fn> {
  const sets = new Map<string, Found[]>();
  for (const found of overlaps) {
    const context = [...found.context].map(([variable, unknown]) => `${variable.name}=${unknown}`).sort();
    const key = `${context.join()} rows ${found.rows.map(({ row }) => row.id).join()}`;
    sets.set(key, [...(sets.get(key) ?? []), found]);
  }
  return new Map([...sets].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, found]) => [key, unionOf(space, found, about)]));
}

const countsOf = (one: Analysis) => ({
  combinations: one.combinations,
  covered: one.covered,
  excluded: one.excluded,
  gaps: one.gapCombinations,
  overlaps: one.overlapCombinations,
});

const told = (found: Found) => ({
  region: [...found.region].filter(([, cells]) => !cells.every(Boolean)),
  witness: found.witness.texts,
  combinations: found.combinations,
});

describe("plain tables, by boxes", function () {
  this.timeout(0);

  it("have the gaps and overlaps of their diagrams, in no more regions", () => {
    const met = { tables: 0, others: 0, gaps: 0, overlaps: 0, contexts: 0, excluded: 0, several: 0, fewer: 0 };
    forRandom(900, (dice) => {
      const { text } = scheme(dice);
      const { model } = load({ uri: "generated.stage", text, parsed: parse(text) }, () => undefined);
      if (model.findings.some((finding) => finding.severity === "error")) return;
      const space = spaceOf(model);
      for (const unit of model.decisions.flatMap((decision) => unitsOf(space, decision))) {
        const table = plainTableOf(space, unit);
        if (table === undefined) {
          met.others++;
          continue;
        }
        const about = `${unit.title}\n${text}`;
        const byBoxes = analyseTable(space, unit, table);
        const byDiagram = analyseByDiagram(space, unit);
        const pieces = boxSet(
          table.columns.length,
          conflictPieces(table, () => undefined).map(({ region }) => region),
        );
        for (let one = 0; one < pieces.count; one++)
          for (let other = 0; other < one; other++) assert.ok(!meets(pieces, other, boxOf(pieces, one)), `pieces meet: ${about}`);
        assert.deepEqual(countsOf(byBoxes), countsOf(byDiagram), about);
        assert.equal(unionOf(space, byBoxes.gaps, about), unionOf(space, byDiagram.gaps, about), about);
        assert.deepEqual(bySets(space, byBoxes.overlaps, about), bySets(space, byDiagram.overlaps, about), about);
        assert.ok(byBoxes.gaps.length <= byDiagram.gaps.length, `more regions of gaps: ${about}`);
        assert.ok(byBoxes.overlaps.length <= byDiagram.overlaps.length, `more regions of overlaps: ${about}`);
        if (byBoxes.gaps.length === byDiagram.gaps.length) assert.deepEqual(byBoxes.gaps.map(told), byDiagram.gaps.map(told), about);
        else met.fewer++;
        met.tables++;
        met.gaps += Number(byBoxes.gaps.length > 0);
        met.overlaps += Number(byBoxes.overlaps.length > 0);
        met.contexts += Number(byBoxes.overlaps.some((found) => found.context.size > 0));
        met.excluded += Number(byBoxes.excluded > 0n);
        met.several += Number(unit.decision.rule.kind === "blocks" && unit.decision.rule.blocks.length > 1);
      }
    });
    for (const [what, number] of Object.entries(met)) assert.ok(what === "fewer" || number > 10, `too few: ${JSON.stringify(met)}`);
  });
});
