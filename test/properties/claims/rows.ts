/** Findings about single rows, alternatives and labels equal brute force; a redundant row is one whose removal changes no outcome. */
import assert from "node:assert/strict";
import type { CheckResult, Code } from "#engine";
import { combinationsOf, unitsOf } from "../brute/combinations.ts";
import { everyRecord } from "../brute/every-record.ts";
import type { Decision, RuleRow } from "../brute/model.ts";
import { relevantTo } from "../brute/outcomes.ts";
import { type RowOfAll, type RowsOfUnit, rowOfAll, rowsOfUnit } from "../brute/rows.ts";
import { coneOf, namedIn } from "../brute/space.ts";
import type { Both } from "../compare.ts";
import { findingsOf, mostCombinations } from "./covered.ts";
import { isFaulty } from "./faults.ts";
import { firstChanged, outcomesOfAll } from "./outcomes-kept.ts";
import { note, type Told } from "./told.ts";

/** A text without some of its rows; each row stands on a line of its own. */
const without = (text: string, starts: readonly number[]): string =>
  [...starts]
    .sort((a, b) => b - a)
    .reduce((left, start) => left.slice(0, left.lastIndexOf("\n", start) + 1) + left.slice(left.indexOf("\n", start) + 1), text);

const lineAt = (text: string, at: number): string => text.slice(text.lastIndexOf("\n", at) + 1, text.indexOf("\n", at)).trim();

const startsOf = (result: CheckResult, code: Code): readonly number[] =>
  result.findings.filter((one) => one.code === code).map((one) => one.span.start);

/** What is known of a text while its rows are looked at. */
interface Looked {
  readonly both: Both;
  readonly result: CheckResult;
  readonly text: string;
  readonly told: Told;
  /** The first record that comes out otherwise without these rows; undefined where none does. */
  readonly changes: (starts: readonly number[]) => string | undefined;
}

/** Every row gets at most one of impossible, masked and redundant, and exactly the one that brute force gives it. */
export function rowsAsTold(both: Both, result: CheckResult, text: string, told: Told, mostRecords: number): void {
  const redundant = startsOf(result, "redundant-row");
  const records = everyRecord(both.brute, mostRecords, true);
  const before = records === undefined ? [] : outcomesOfAll(both, records);
  const changes = (starts: readonly number[]): string | undefined =>
    records === undefined ? "too many records" : firstChanged(before, records, without(text, starts));
  if (records !== undefined)
    assert.equal(changes(redundant), undefined, `without ${redundant.map((at) => lineAt(text, at)).join("; ")}\n${text}`);
  const all = [...both.brute.decisions.values()].flatMap(unitsOf).map(([title, unit]) => ({
    title,
    unit,
    expected: isUncertain(both, result, unit) ? undefined : rowsOfUnit(both.brute, unit, mostCombinations),
  }));
  for (const { title, unit, expected } of all) {
    if (expected === undefined) continue;
    for (const row of expected.rows) {
      // A row that decides several variables is told of for all of them together.
      const deciding = all.filter((one) => decides(one.unit, row));
      const each = deciding.flatMap((one) => one.expected ?? []);
      if (each.length < deciding.length) continue;
      const units = deciding.map((one) => one.unit);
      rowAsTold({ both, result, text, told, changes }, unit, units, rowOfAll(each, row), row);
    }
    if (unit.name === title) unreachedAsTold(both, result, unit, expected, text, told);
  }
}

const decides = ({ rule }: Decision, { start }: RuleRow): boolean =>
  rule.kind === "blocks" && rule.blocks.some((block) => block.rows.some((row) => row.start === start));

function rowAsTold(
  { both, result, text, told, changes }: Looked,
  unit: Decision,
  units: readonly Decision[],
  expected: RowOfAll,
  row: RuleRow,
): void {
  const context = `of ${lineAt(text, row.start)} of ${unit.name}\n${text}`;
  const found = (["impossible-row", "masked-row", "redundant-row"] as const).filter((code) => startsOf(result, code).includes(row.start));
  const masked = expected.masked ? "masked-row" : undefined;
  const state: Code | undefined = expected.impossible ? "impossible-row" : masked;
  note(told, state ?? found[0] ?? "other rows");
  assert.ok(found.length <= 1, context);
  if (found.includes("impossible-row")) assert.equal(state, "impossible-row", context);
  if (found.includes("masked-row")) assert.ok(state !== undefined, context);
  // Beside decided columns (a reader of a missing value asks for all of its values) and where unknowns are named (contexts
  // are looked at in which no row that applies names them) some are not told; none is told that is not so.
  const exact = !units.flatMap(relevantTo).some((name) => both.brute.decisions.has(name)) && namedIn(both.brute, units).size === 0;
  if (exact && state !== undefined) assert.deepEqual(found, [state], context);
  if (state !== undefined || found.length > 0) return;
  // Of rows that contradict others nobody knows yet which is right.
  const blocks = Math.max(...units.map(({ rule }) => (rule.kind === "blocks" ? rule.blocks.length : 1)));
  // Nor are all told that another block makes redundant.
  if (exact && blocks === 1 && !expected.disputed && expected.accompanied)
    assert.notEqual(changes([...startsOf(result, "redundant-row"), row.start]), undefined, `is redundant, too: ${context}`);
  alternativesAsTold(result, expected.dead, row, exact, text, told);
}

/**
 * Whether a decision above has a gap or an overlap, or nothing of this one can occur: what its rows would come to once
 * that is mended nobody knows, and the checker is silent about some that brute force would tell. Nor does a factor of a
 * score know that excludes on other factors leave nothing of the whole.
 */
function isUncertain(both: Both, result: CheckResult, unit: Decision): boolean {
  const whole = both.brute.decisions.get(unit.name) ?? unit;
  const above = coneOf(both.brute, unit.name).filter(({ name }) => name !== unit.name);
  return (
    above.some((decision) => isFaulty(both, result, decision)) ||
    combinationsOf(both.brute, unit, mostCombinations)?.length === 0 ||
    (unit.rule !== whole.rule && combinationsOf(both.brute, whole, mostCombinations)?.every(({ excluded }) => excluded) === true)
  );
}

function alternativesAsTold(
  result: CheckResult,
  expected: readonly number[],
  row: RuleRow,
  exact: boolean,
  text: string,
  told: Told,
): void {
  if (row.cells.length === 0) return;
  const end = text.indexOf("\n", row.start);
  const found = startsOf(result, "dead-alternative").filter((at) => row.start <= at && at < end);
  note(told, "dead-alternative", expected.length);
  const context = `dead alternatives of ${lineAt(text, row.start)}\n${text}`;
  if (exact) assert.deepEqual(found, expected, context);
  else
    assert.deepEqual(
      found.filter((at) => !expected.includes(at)),
      [],
      context,
    );
}

/** While rows are missing or in dispute, a label that they would lead to waits; one that a record may give is reached. */
function unreachedAsTold(both: Both, result: CheckResult, unit: Decision, expected: RowsOfUnit, text: string, told: Told): void {
  if (findingsOf(result, "gap", unit.name).length + findingsOf(result, "overlap", unit.name).length > 0) return;
  const found = result.findings
    .filter((one) => one.summary.startsWith(`unreachable-result ${unit.name} `))
    .map((one) => one.summary.split(" ")[2]);
  const isRead = [...both.brute.decisions.values()].some((decision) => decision.reads.includes(unit.name));
  const wanted = isRead && expected.mayBeGiven ? [] : expected.unreached;
  note(told, "unreachable-result", wanted.length);
  assert.deepEqual(found, wanted, `unreachable results of ${unit.name}\n${text}`);
}

/** A fix that is called safe leaves the outcome of every record as it is. */
export function safeFixesKeepOutcomes(both: Both, result: CheckResult, text: string, told: Told, mostRecords: number): void {
  const fixes = result.findings.flatMap((one) => one.fixes.filter((fix) => fix.safe).map((fix) => ({ one, fix })));
  if (fixes.length === 0) return;
  const records = everyRecord(both.brute, mostRecords, true) ?? everyRecord(both.brute, mostRecords);
  if (records === undefined) return;
  const before = outcomesOfAll(both, records);
  for (const { one, fix } of fixes) {
    note(told, "safe fixes");
    const edits = [...fix.edits].sort((a, b) => b.start - a.start);
    const changed = edits.reduce((made, edit) => made.slice(0, edit.start) + edit.text + made.slice(edit.end), text);
    assert.equal(
      firstChanged(before, records, changed),
      undefined,
      `${one.code}: ${fix.title}\n${one.message}\n${text}\nbecomes\n${changed}`,
    );
  }
}
