/**
 * One lung case staged by this engine, by @gorules/zen-engine and by json-rules-engine, on the same table.
 * All answers are compared over every combination of leaves before anything is timed.
 */
import assert from "node:assert/strict";
import { ZenEngine } from "@gorules/zen-engine";
import { Engine as JsonRulesEngine } from "json-rules-engine";
import { type PatientCase, type Reading, readCell, type Scheme, type Source, stage, type Unreadable } from "#engine";
import { allCases, type Case, columns, jsonRules, readTable, zenDecision } from "./lung-table.ts";
import { type Contender, loadSource, median, milliseconds, shown, sourceOf, takeTurns } from "./support.ts";

const lungFile = "examples/solid/lung-ajcc8.stage";
const rounds = 15;

export async function oneCase(): Promise<readonly string[]> {
  const source = sourceOf(lungFile);
  const table = readTable(source);
  const cases = allCases(table);
  const scheme = loadSource(source);
  const zen = new ZenEngine();
  const decision = zen.createDecision(zenDecision(table));
  const rules = new JsonRulesEngine(jsonRules(table));
  rules.on("stage", () => rules.stop());

  const ours = (one: Case): string => wordOf(stage(scheme, read(scheme, one)));
  const theirs = async (one: Case): Promise<string> => (await decision.evaluate(one)).result.stage;
  const fired = async (one: Case): Promise<string> => (await rules.run(one)).events[0]?.params?.stage;
  for (const one of cases) {
    const answer = ours(one);
    assert.equal(await theirs(one), answer, `zen-engine differs at ${Object.values(one).join(" ")}`);
    assert.equal(await fired(one), answer, `json-rules-engine differs at ${Object.values(one).join(" ")}`);
  }

  const pre = cases.map((one) => read(scheme, one));
  const names = {
    read: "stagewright, cells already read",
    text: "stagewright, with the reading of its cells",
    zen: "@gorules/zen-engine, awaited",
    rules: "json-rules-engine, awaited",
  };
  const contenders: readonly Contender[] = [
    repeated(names.read, 40, pre, (patient) => void stage(scheme, patient)),
    repeated(names.text, 40, cases, (one) => void stage(scheme, read(scheme, one))),
    awaited(names.zen, 4, cases, theirs),
    awaited(names.rules, 1, cases, fired),
  ];
  const taken = await takeTurns(contenders, rounds);
  zen.dispose();

  const anew = firstTimes(source, cases);
  const base = taken.get(names.read) ?? Number.NaN;
  const withText = taken.get(names.text) ?? Number.NaN;
  const times = (name: string, by: number): string => `${shown((taken.get(name) ?? Number.NaN) / by)} times`;
  return [
    `One case (${cases.length} lung cases, ${table.rows.length} rows; all answers equal; median of ${rounds} rounds)`,
    ...contenders.map(({ name }) => `  ${name.padEnd(44)} ${shown(taken.get(name) ?? Number.NaN).padStart(8)} µs`),
    `  ${"stagewright, each case for the first time".padEnd(44)} ${shown(anew).padStart(8)} µs   (answers are remembered: the lines above find them again)`,
    `  faster than zen-engine awaited: ${times(names.zen, base)} with cells read, ${times(names.zen, withText)} from text, ${times(names.zen, anew)} for the first time   (aim: 100)`,
    `  faster than json-rules-engine:  ${times(names.rules, base)} with cells read, ${times(names.rules, withText)} from text`,
    "  zen-engine offers no synchronous evaluation of a decision, so only the awaited one is measured.",
  ];
}

/** Microseconds for a case that the scheme has not met before, once its rules are compiled. */
function firstTimes(source: Source, cases: readonly Case[]): number {
  const [first, ...others] = cases;
  const each = Array.from({ length: 4 * rounds }, () => {
    const scheme = loadSource(source);
    const patients = others.map((one) => read(scheme, one));
    if (first !== undefined) stage(scheme, read(scheme, first));
    return (
      (milliseconds(() => {
        for (const patient of patients) stage(scheme, patient);
      }) *
        1000) /
      patients.length
    );
  });
  return median(each);
}

function read(scheme: Scheme, one: Case): PatientCase {
  const patient = new Map<string, Reading | Unreadable>();
  for (const column of columns) {
    const reading = readCell(scheme, column, one[column]);
    if (reading !== undefined) patient.set(column, reading);
  }
  return patient;
}

/** The answer as the other engines give it: a label, or the way to have none. */
const wordOf = (answers: ReturnType<typeof stage>): string => answers[0]?.possible.join("|") ?? "";

const repeated = <C>(name: string, times: number, cases: readonly C[], work: (one: C) => void): Contender => ({
  name,
  times: times * cases.length,
  run: () => {
    for (let time = 0; time < times; time++) for (const one of cases) work(one);
  },
});

const awaited = <C>(name: string, times: number, cases: readonly C[], work: (one: C) => Promise<unknown>): Contender => ({
  name,
  times: times * cases.length,
  run: async () => {
    for (let time = 0; time < times; time++) for (const one of cases) await work(one);
  },
});
