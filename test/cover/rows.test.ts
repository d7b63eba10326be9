/** What boxes say of the rows of plain tables, against the diagrams, on random schemes: never a certain answer that is wrong. */
import assert from "node:assert/strict";
import { load } from "#engine";
import { parse } from "#grammar";
import { deadAlternatives } from "../../engine/checks/dead-alternative.ts";
import { impossibleRow } from "../../engine/checks/impossible-row.ts";
import { maskedByBoxes, maskedRow } from "../../engine/checks/masked-row.ts";
import { condFn, known } from "../../engine/compile/conditions.ts";
import { outFn, rowFn, rowsOf } from "../../engine/compile/local.ts";
import { spaceOf } from "../../engine/compile/open.ts";
import type { Space } from "../../engine/compile/space.ts";
import { members } from "../../engine/compile/verdict.ts";
import { condHolds, holdsAt } from "../../engine/cover/holds.ts";
import { sameByDiagrams, sameWithout } from "../../engine/cover/rows.ts";
import { rowsBeside } from "../../engine/cover/table/beside.ts";
import { plainTableOf } from "../../engine/cover/table/plain-table.ts";
import { rowTestsOf } from "../../engine/cover/table/row-tests.ts";
import { sameWithoutRows } from "../../engine/cover/table/without-rows.ts";
import { contextsOf, type Unit, unitsOf } from "../../engine/cover/unit.ts";
import { and, no, reach } from "../../engine/diagram/store.ts";
import type { LabelNode, Row } from "../../engine/model/symbols.ts";
import type { Dice } from "../properties/generate/dice.ts";
import { scheme } from "../properties/generate/schemes.ts";
import { forRandom } from "../properties/runs.ts";

/** Calls `look` for every unit of a random scheme. */
function eachUnit(dice: Dice, look: (space: Space, unit: Unit, about: string) => void): void {
  const { text } = scheme(dice);
  const { model } = load({ uri: "generated.stage", text, parsed: parse(text) }, () => undefined);
  if (model.findings.some((finding) => finding.severity === "error")) return;
  const space = spaceOf(model);
  for (const unit of model.decisions.flatMap((decision) => unitsOf(space, decision))) look(space, unit, `${unit.title}\n${text}`);
}

/** Whether some case of the decision alone gets a label, by its diagrams. */
const getsLabel = (space: Space, unit: Unit, leaf: LabelNode): boolean =>
  contextsOf(space, unit).some((context) =>
    [...reach(space.store, outFn(space, unit.decision, context)).values].some((set) =>
      members(space.verdicts, set).some(
        ({ marks, ...verdict }) =>
          verdict.kind === "value" &&
          marks.length === 0 &&
          verdict.value.kind === "label" &&
          verdict.value.node.lo <= leaf.lo &&
          leaf.hi <= verdict.value.node.hi,
      ),
    ),
  );

/**
 * Whether what is told of some case depends on how its rows pair up: the texts of a conflict, reasons joined. There a row
 * more or less changes the words, and the diagrams tell that from no change at all where boxes do not.
 */
const isWordy = (space: Space, unit: Unit): boolean =>
  contextsOf(space, unit).some((context) =>
    [...reach(space.store, outFn(space, unit.decision, context)).values].some((set) =>
      members(space.verdicts, set).some((verdict) => verdict.kind === "conflict" || (verdict.kind === "none" && verdict.why.includes(";"))),
    ),
  );

describe("rows of plain tables, by boxes", function () {
  this.timeout(0);

  it("decide, are missed, use their alternatives and reach labels as the diagrams say", () => {
    const told = {
      decides: 0,
      masked: 0,
      not: 0,
      missed: 0,
      kept: 0,
      same: 0,
      open: 0,
      apart: 0,
      used: 0,
      dead: 0,
      reached: 0,
      unreached: 0,
    };
    forRandom(500, (dice) =>
      eachUnit(dice, (space, unit, about) => {
        const tests = rowTestsOf(space, unit);
        const table = plainTableOf(space, unit);
        if (tests === undefined || table === undefined) return;
        const wordy = isWordy(space, unit);
        for (const placed of unit.rows) {
          const row = `row ${unit.rows.indexOf(placed)} of ${about}`;
          const state: "decides" | "masked" | undefined = tests.stateOf(placed);
          const decides: boolean = state === "decides";
          const masked = impossibleRow(space, unit, placed) === undefined ? maskedRow(space, unit, placed) : undefined;
          assert.equal(decides, impossibleRow(space, unit, placed) === undefined && masked === undefined, row);
          assert.equal(state === "masked", masked !== undefined, `masked: ${row}`);
          if (state === "masked") assert.deepEqual(maskedByBoxes(space, unit, placed), masked, row);
          if (state === "masked") told.masked++;
          told[decides ? "decides" : "not"]++;
          const missed = tests.isMissed(placed);
          const same = sameWithoutRows(space, table, [placed.row]);
          const expected = sameByDiagrams(space, unit, [placed.row]);
          if (missed) assert.equal(expected, false, `missed: ${row}`);
          if (same !== undefined && !wordy) assert.equal(same, expected, `without: ${row}`);
          const beside = rowsBeside(table, [placed.row]);
          assert.equal(sameByDiagrams(space, unit, [placed.row], [], beside), expected, `beside ${beside.size} rows: ${row}`);
          told.apart += unit.rows.length - beside.size;
          told[missed ? "missed" : "kept"]++;
          told[same === undefined ? "open" : "same"]++;
          const used = tests.usesAllAlternatives(placed);
          if (decides) assert.equal(used, deadAlternatives(space, unit, placed).length === 0, `alternatives: ${row}`);
          told[used ? "used" : "dead"]++;
          for (const other of unit.rows) {
            const common = and(space.store, rowFn(space, placed.block, placed.row, known), rowFn(space, other.block, other.row, known));
            if (other !== placed) assert.equal(tests.meets(placed, other), common !== no, `meets ${unit.rows.indexOf(other)}: ${row}`);
            const shared = contextsOf(space, unit).some(
              (context) =>
                and(space.store, rowFn(space, placed.block, placed.row, context), rowFn(space, other.block, other.row, context)) !== no,
            );
            assert.equal(tests.shares(placed, other.row), shared, `shares ${unit.rows.indexOf(other)}: ${row}`);
          }
        }
        const { variable } = unit.decision;
        if (variable.kind !== "category") return;
        for (const leaf of variable.domain.leaves) {
          const reached = tests.reaches(leaf);
          if (reached) assert.ok(getsLabel(space, unit, leaf), `${leaf.text} of ${about}`);
          told[reached ? "reached" : "unreached"]++;
        }
      }),
    );
    for (const [what, number] of Object.entries(told)) assert.ok(number > 10, `too few ${what}: ${JSON.stringify(told)}`);
  });

  it("go one after another as they go together, by all diagrams of all rows", () => {
    const told = { goes: 0, stays: 0 };
    forRandom(400, (dice) =>
      eachUnit(dice, (space, unit, about) => {
        // A table with several results counts for each, and what is excluded must stay so: these are asked besides.
        const places = new Set(unit.rows.map(({ row }) => row.place.span.start));
        const others = space.model.decisions.filter(({ variable }) => variable.name !== unit.decision.variable.name);
        if (unit.excludes.length > 0 || others.some((other) => rowsOf(other).some(({ row }) => places.has(row.place.span.start)))) return;
        if (plainTableOf(space, unit) === undefined || isWordy(space, unit)) return;
        const gone: Row[] = [];
        for (const { row } of [...unit.rows].reverse()) {
          const goes = sameWithout(space, unit, [row], gone);
          assert.equal(goes, sameByDiagrams(space, unit, [...gone, row]), `${gone.length} before ${row.place.span.start} of ${about}`);
          if (goes) gone.push(row);
          if (gone.length > 0) told[goes ? "goes" : "stays"]++;
        }
      }),
    );
    for (const [what, number] of Object.entries(told)) assert.ok(number > 10, `too few ${what}: ${JSON.stringify(told)}`);
  });

  it("are missed for an unknown that they name only where opening it leads elsewhere", () => {
    const missed = (result: string): boolean | undefined => {
      const text = `scheme "One" {}\ncategory a unknown AX { A0 A1 }\ncategory r { R0 R1 }\ntable {\n  a => r\n  A0, A1 => R0\n  AX => ${result}\n}\n`;
      const { model } = load({ uri: "one.stage", text, parsed: parse(text) }, () => undefined);
      const space = spaceOf(model);
      const [unit] = model.decisions.flatMap((decision) => unitsOf(space, decision));
      const last = unit?.rows[1];
      return unit && last && rowTestsOf(space, unit)?.isMissed(last);
    };
    assert.deepEqual([missed("R0"), missed("R1")], [false, true]);
  });

  it("matter beside others also where a negation holds of an unknown that nothing names", () => {
    const rules = [
      "R1 when a = AX and b = B1",
      "R0 when a in (A1, AX)",
      "R1 when a = A1 and b = B0 and c = C1",
      "R1 when a = AX and b in (B1, BX) and not c = C1",
      "R1 when not a = A0 and b = BX and not c = C0",
      "R0 when a = AX and b in (B1, BX) and c = C1",
    ];
    const categories = ["A", "B", "C"].map((name) => `category ${name.toLowerCase()} unknown ${name}X, ${name}Y { ${name}0 ${name}1 }`);
    const text = `scheme "One" {}\n${categories.join("\n")}\ncategory r { R0 R1 }\ndecide r first {\n${rules.join("\n")}\n}\n`;
    const { model } = load({ uri: "one.stage", text, parsed: parse(text) }, () => undefined);
    const space = spaceOf(model);
    const [unit] = model.decisions.flatMap((decision) => unitsOf(space, decision));
    const table = unit && plainTableOf(space, unit);
    assert.ok(unit !== undefined && table !== undefined);
    for (const { row } of unit.rows)
      assert.equal(sameByDiagrams(space, unit, [row], [], rowsBeside(table, [row])), sameByDiagrams(space, unit, [row]), `row ${row.id}`);
  });

  it("hold at a point where their diagrams hold", () => {
    forRandom(300, (dice) =>
      eachUnit(dice, (space, unit, about) => {
        const cells = new Map(space.axes.list.map((axis) => [axis.index, axis.kind === "recorded" ? 0 : dice.int(0, axis.size - 1)]));
        for (const { row } of unit.rows)
          assert.equal(condHolds(space, row.cond, cells), holdsAt(space, condFn(space, row.cond, known), cells), about);
      }),
    );
  });
});
