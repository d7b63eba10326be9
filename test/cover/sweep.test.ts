/**
 * Boxes against an enumeration of every cell, and the published line sweep (which `bench/` measures against) against the
 * same: equal uncovered cells, equal sets of rows that meet, pieces that are disjoint and hold exactly the conflicts.
 */
import assert from "node:assert/strict";
import { missingFrom, overlapping, type SweptBox } from "../../bench/tables/sweep.ts";
import { type Box, type BoxSet, boxOf, boxSet, covers, rising } from "../../engine/cover/table/box-set.ts";
import { fewPatches, type Patch } from "../../engine/cover/table/few-boxes.ts";
import { isCovered, uncoveredPart } from "../../engine/cover/table/uncovered.ts";
import type { Dice } from "../properties/generate/dice.ts";
import { forRandom } from "../properties/runs.ts";

interface Drawn {
  readonly sizes: readonly number[];
  readonly boxes: readonly Box[];
  readonly set: BoxSet;
}

function drawn(dice: Dice): Drawn {
  // One wide column now and then: there the ends of a few boxes are tried, not all cells.
  const wide = dice.chance(30);
  const sizes = Array.from({ length: dice.int(1, wide ? 2 : 4) }, () => dice.int(1, wide ? 60 : 6));
  const boxes = Array.from({ length: dice.int(0, 9) }, () =>
    Int32Array.from(
      sizes.flatMap((size) => {
        if (dice.chance(30)) return [0, size];
        const lo = dice.int(0, size - 1);
        return [lo, dice.int(lo + 1, size)];
      }),
    ),
  );
  return { sizes, boxes, set: boxSet(sizes.length, boxes) };
}

const wholeOf = (sizes: readonly number[]): Box => Int32Array.from(sizes.flatMap((size) => [0, size]));

function* cellsOf(sizes: readonly number[]): Generator<readonly number[]> {
  const [size, ...rest] = sizes;
  if (size === undefined) yield [];
  else for (let cell = 0; cell < size; cell++) for (const more of cellsOf(rest)) yield [cell, ...more];
}

const pointBox = (cell: readonly number[]): Box => Int32Array.from(cell.flatMap((one) => [one, one + 1]));
const holds = (box: Box, cell: readonly number[]): boolean =>
  cell.every((one, column) => (box[2 * column] as number) <= one && one < (box[2 * column + 1] as number));
const patchHolds = (patch: Patch, cell: readonly number[]): boolean =>
  cell.every((one, column) => (patch[column] ?? []).filter((end) => end <= one).length % 2 === 1);

const free = (): void => undefined;
const swept = ({ boxes, sizes }: Drawn): readonly SweptBox[] =>
  boxes.map((box, row) => ({
    row,
    spans: sizes.map((_, column) => ({ lo: box[2 * column] as number, hi: box[2 * column + 1] as number })),
  }));

const text = ({ sizes, boxes }: Drawn): string => `${sizes.join("x")}: ${boxes.map((box) => box.join()).join(" / ")}`;

describe("boxes over cells", function () {
  this.timeout(0);

  it("leave uncovered what the enumeration finds, split, swept and joined alike", () => {
    forRandom(400, (dice) => {
      const one = drawn(dice);
      const { sizes, boxes, set } = one;
      const pieces = uncoveredPart(wholeOf(sizes), set, free);
      const patches = fewPatches(pieces, sizes, free);
      const missing = missingFrom(swept(one), sizes, { taken: 0, most: 1e6 });
      assert.ok(missing !== undefined);
      assert.ok(patches.length <= pieces.length && patches.length <= missing.length, `more patches than the sweep has rows: ${text(one)}`);
      let uncovered = 0;
      for (const cell of cellsOf(sizes)) {
        const open = !boxes.some((box) => holds(box, cell));
        uncovered += Number(open);
        const times: readonly number[] = [
          pieces.filter((box) => holds(box, cell)).length,
          patches.filter((patch) => patchHolds(patch, cell)).length,
          missing.filter((spans) => cell.every((at, column) => (spans[column]?.lo ?? 0) <= at && at < (spans[column]?.hi ?? 0))).length,
        ];
        assert.deepEqual(times, Array(3).fill(Number(open)), `${cell.join()} of ${text(one)}`);
        assert.equal(isCovered(pointBox(cell), set, free), !open, text(one));
      }
      assert.equal(isCovered(wholeOf(sizes), set, free), uncovered === 0, text(one));
    });
  });

  it("tell whether some boxes cover one of them, as the enumeration does", () => {
    const told = { inside: 0, outside: 0 };
    forRandom(400, (dice) => {
      const one = drawn(dice);
      for (const [index, box] of one.boxes.entries()) {
        const others = one.boxes.flatMap((_, other) => (other === index || dice.chance(20) ? [] : [other]));
        const inside = isCovered(box, one.set, free, others);
        const expected = [...cellsOf(one.sizes)].every(
          (cell) => !holds(box, cell) || others.some((other) => holds(boxOf(one.set, other), cell)),
        );
        assert.equal(inside, expected, `${index} by ${others.join()} of ${text(one)}`);
        told[inside ? "inside" : "outside"]++;
      }
    });
    assert.ok(told.inside > 100 && told.outside > 100, JSON.stringify(told));
  });

  it("meet, in the published sweep, in the greatest sets of rows that the enumeration finds", () => {
    forRandom(400, (dice) => {
      const one = drawn(dice);
      const sets = overlapping(swept(one), one.sizes, { taken: 0, most: 1e6 });
      const found = new Map<string, readonly number[]>();
      for (const cell of cellsOf(one.sizes)) {
        const rows = one.boxes.flatMap((_, index) => (covers(one.set, index, pointBox(cell)) ? [index] : []));
        if (rows.length > 1) found.set(rows.join(), rows);
      }
      const greatest = [...found.values()].filter(
        (set) => ![...found.values()].some((larger) => larger.length > set.length && set.every((row) => larger.includes(row))),
      );
      const texts = (all: readonly (readonly number[])[] | undefined) => all?.map((set) => set.join()).sort();
      assert.deepEqual(texts(sets), texts(greatest), text(one));
    });
  });

  it("put numbers in rising order, each once, few of them and many", () => {
    forRandom(300, (dice) => {
      const numbers = Array.from({ length: dice.int(0, 60) }, () => dice.int(0, 40));
      const expected = [...new Set(numbers)].sort((a, b) => a - b);
      const text = numbers.join();
      assert.deepEqual(rising(numbers), expected, text);
    });
  });
});
