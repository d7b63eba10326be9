/**
 * Every cell of a grid equals brute force over all records that fit it, on random schemes and random choices of axes;
 * and the rows that it names are those that the trace of such a record names (or, beside a given decision, some of them).
 */
import assert from "node:assert/strict";
import {
  type Answer,
  drawGrid,
  type Grid,
  type GridAnswer,
  type GridColumn,
  type GridEntry,
  type Outcome,
  type Scheme,
  trace,
} from "#engine";
import { type BruteRecord, bruteAnswer, type Recorded } from "./brute/cases.ts";
import { differences, isLoaded, loadBoth, patientOf, recordText } from "./compare.ts";
import type { Dice } from "./generate/dice.ts";
import { type MadeScheme, scheme } from "./generate/schemes.ts";
import type { Made } from "./generate/variables.ts";
import { forRandom } from "./runs.ts";

const mostCompletions = 1500;

describe("random schemes, drawn as grids", function () {
  this.timeout(0);

  it("have cells that say what brute force says, and name the rows of the trace", () => {
    const told = { schemes: 0, unread: 0, cells: 0, left: 0, traced: 0 };
    const kinds = new Set<Outcome["kind"]>();
    forRandom(120, (dice) => {
      const made = scheme(dice);
      const both = loadBoth(made.text);
      if (!isLoaded(both)) return void told.unread++;
      const answer = randomGrid(dice, made, both.engine);
      assert.ok(answer.kind === "grid", `${answer.kind === "refused" ? answer.reason : ""}\n${made.text}`);
      told.schemes++;
      const { grid } = answer;
      for (const { record, cell } of cellsOf(grid, made)) {
        if (record === undefined) {
          told.left++;
          continue;
        }
        const expected = bruteAnswer(both.brute, record, grid.decision, mostCompletions);
        if (expected === undefined) {
          told.left++;
          continue;
        }
        told.cells++;
        kinds.add(cell.outcome.kind);
        const where = `${grid.decision} of the record ${recordText(record)}\n${made.text}`;
        const asAnswer: Answer = { decision: grid.decision, outcome: cell.outcome, possible: [], needs: [], reason: "" };
        assert.deepEqual(differences(both.brute, record, asAnswer, expected), [], where);
        const patient = patientOf(both.engine, record);
        if (typeof patient === "string" || cell.outcome.kind === "excluded" || cell.outcome.kind === "invalid") continue;
        told.traced++;
        const deciding: string[] = trace(both.engine, patient, grid.decision).decided.map(({ span }) => String(span.start));
        const named: string[] = cell.lines.map((at) => String(grid.lines[at]?.span.start));
        // Where a decided column is given and contradicts its rules, a trace names rows of other labels too, or none.
        const isGiven = [...record.keys()].some((name) => both.brute.decisions.has(name));
        if (!isGiven) assert.deepEqual(named.sort(), deciding.sort(), where);
        else if (cell.outcome.kind === "assigned")
          assert.ok(
            named.every((start) => deciding.includes(start)),
            where,
          );
      }
    });
    assert.ok(told.unread * 20 < told.schemes && told.left < told.cells && told.traced * 3 > told.cells, JSON.stringify(told));
    for (const kind of ["assigned", "undetermined", "none", "excluded", "uncovered", "conflict"] as const)
      assert.ok(kinds.has(kind), `no cell came out ${kind}`);
  });
});

/** A grid of any decision, over any two of its columns. */
function randomGrid(dice: Dice, { decided }: MadeScheme, scheme: Scheme): GridAnswer {
  const decision = dice.pick(decided).name;
  const usual = drawGrid(scheme, { decision });
  if (usual.kind === "refused") return usual;
  const [down, across] = dice.some(
    usual.grid.columns.map(({ name }) => name),
    2,
  );
  return dice.chance(50) && down !== undefined && across !== undefined ? drawGrid(scheme, { decision, down, across }) : usual;
}

function* cellsOf(grid: Grid, made: MadeScheme) {
  for (const [row, down] of grid.down.entries.entries()) {
    for (const [at, cell] of (grid.cells[row] ?? []).entries()) {
      const across = grid.across?.entries[at];
      const chosen: [GridColumn, GridEntry | undefined][] = [
        ...grid.held.map(({ column, at: text }): [GridColumn, GridEntry | undefined] => [
          column,
          column.entries.find((entry) => entry.text === text),
        ]),
        [grid.down, down],
        ...(grid.across === undefined ? [] : [[grid.across, across] as [GridColumn, GridEntry | undefined]]),
      ];
      yield { record: recordOf(chosen, made), cell };
    }
  }
}

/** What the cell says as a record; undefined where brute force knows no such record. */
function recordOf(chosen: readonly (readonly [GridColumn, GridEntry | undefined])[], made: MadeScheme): BruteRecord | undefined {
  const record = new Map<string, Recorded>();
  const members = new Map<string, Map<string, boolean>>();
  for (const [{ name }, entry] of chosen) {
    const [variable = "", member] = name.split(".");
    const known = [...made.inputs, ...made.decided].find((one) => one.name === variable);
    const isDecided = made.decided.some((one) => one.name === variable);
    // A record that gives a calculation, or not to know what is decided, is left to the tests of staging.
    if (entry === undefined || known === undefined || (isDecided && (known.kind !== "category" || entry.unknown))) return undefined;
    if (entry.unknown) record.set(variable, { text: entry.text, unknowns: [entry.text], admits: () => false, bounds: [] });
    else if (member !== undefined) members.set(variable, (members.get(variable) ?? new Map()).set(member, entry.text === "yes"));
    else if (known.kind !== "set") record.set(variable, known.kind === "number" ? intervalOf(entry.text) : leafOf(known, entry.text));
  }
  for (const [variable, has] of members) {
    const labels = made.inputs.find((one) => one.name === variable)?.labels ?? [];
    const bits = labels.reduce((sum, { text }, at) => sum + (has.get(text) === true ? 1 << at : 0), 0);
    const text = `{${labels
      .filter((label) => has.get(label.text) === true)
      .map((label) => label.text)
      .join(", ")}}`;
    if (!record.has(variable)) record.set(variable, { text, unknowns: [], admits: (value) => value === bits, bounds: [] });
  }
  return record;
}

function leafOf({ labels }: Made, text: string): Recorded {
  const leaf = labels.find((label) => label.text === text && label.plain) ?? labels.find((label) => label.text === text);
  return { text, unknowns: [], admits: (value) => value === leaf?.lo, bounds: [] };
}

/** `1 <.. 2`, `>= 3`, `5`, read apart from the engine. */
function intervalOf(written: string): Recorded {
  const text = written.replace(/ cm$/, "");
  const [, lo, signs = "", hi] = /^(-?[\d.]+?) ?(<?\.\.<?) ?(-?[\d.]+)$/.exec(text) ?? [];
  const [, sign = "", end] = /^(<=|>=|<|>)? ?(-?[\d.]+)$/.exec(text) ?? [];
  const [from, to, only] = [Number(lo), Number(hi), Number(end)];
  if (lo !== undefined)
    return {
      text,
      unknowns: [],
      admits: (value) => (signs.startsWith("<") ? value > from : value >= from) && (signs.endsWith("<") ? value < to : value <= to),
      bounds: [from, to],
    };
  if (end === undefined) return { text, unknowns: [], admits: () => text === "any", bounds: [] };
  const holds: Readonly<Record<string, (value: number) => boolean>> = {
    "<": (value) => value < only,
    "<=": (value) => value <= only,
    ">": (value) => value > only,
    ">=": (value) => value >= only,
  };
  return { text, unknowns: [], admits: holds[sign] ?? ((value) => value === only), bounds: [only] };
}
