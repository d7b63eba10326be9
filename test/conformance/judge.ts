/** One facts row against the answers of a rule file: agrees, differs, not decided, or skipped with a reason. */
import {
  type Answer,
  isUnreadable,
  type PatientCase,
  type Reading,
  readCell,
  type Scheme,
  stage,
  type Unreadable,
  type VariableInfo,
} from "#engine";
import { possibilities } from "../examples/load-scheme.ts";
import type { FactsRecord } from "./pairing.ts";

export type Verdict =
  | { readonly kind: "agrees" }
  | { readonly kind: "differs" | "undecided"; readonly found: string }
  | { readonly kind: "skipped"; readonly why: string };

/** What the facts say of one decision. */
export type Expected =
  | { readonly kind: "label"; readonly decision: string; readonly text: string }
  | { readonly kind: "number"; readonly decision: string; readonly value: number; readonly tolerance: number }
  /** Exactly these stages are possible; `None` stands for no group. */
  | { readonly kind: "set"; readonly decision: string; readonly texts: readonly string[] }
  /** Everything is assessed, and no group is defined. */
  | { readonly kind: "no group"; readonly decision: string }
  /** Something is not known, and the group depends on it. */
  | { readonly kind: "open"; readonly decision: string };

/** The cells of a record by the names of the rules. Columns that the rules lack are named, never passed over. */
export function cellsOf(scheme: Scheme, record: FactsRecord): { readonly cells: FactsRecord; readonly unread: readonly string[] } {
  const named = Object.entries(record).map(([column, text]) => ({ column, text, name: variableNamed(scheme, column) }));
  return {
    cells: Object.fromEntries(named.flatMap(({ name, text }) => (name === undefined ? [] : [[name, text]]))),
    unread: named.flatMap(({ name, column }) => (name === undefined ? [column] : [])),
  };
}

export const variableNamed = (scheme: Scheme, column: string): string | undefined =>
  (
    scheme.variables.find(({ name }) => name === column) ??
    scheme.variables.find(({ name, also }) => [name, ...also].some((each) => each.toLowerCase() === column.toLowerCase()))
  )?.name;

/** Several expectations of a row must all be met: one that differs outweighs one that is not decided. */
export function judge(scheme: Scheme, cells: FactsRecord, expected: readonly Expected[]): Verdict {
  const patient = patientOf(scheme, cells);
  for (const reading of patient.values()) {
    if (isUnreadable(reading)) return differs(`unreadable: ${reading.problem}`);
  }
  const answers = stage(scheme, patient);
  const verdicts = expected.map((each) => {
    const answer = answers.find(({ decision }) => decision === each.decision);
    if (answer === undefined) return differs(`no decision ${each.decision}`);
    if (each.kind === "open" && answer.outcome.kind === "assigned") return meetSettled(scheme, cells, answer);
    return meet(scheme, each, answer);
  });
  return verdicts.find(({ kind }) => kind === "differs") ?? verdicts.find(({ kind }) => kind === "undecided") ?? { kind: "agrees" };
}

function patientOf(scheme: Scheme, cells: FactsRecord): PatientCase {
  const patient = new Map<string, Reading | Unreadable>();
  for (const [name, text] of Object.entries(cells)) {
    const reading = readCell(scheme, name, text);
    if (reading !== undefined) patient.set(name, reading);
  }
  return patient;
}

const differs = (found: string): Verdict => ({ kind: "differs", found });

function meet(scheme: Scheme, expected: Expected, { outcome }: Answer): Verdict {
  const found = possibilities(outcome);
  const shown = [...found].join(", ");
  switch (expected.kind) {
    case "label":
      if (outcome.kind === "assigned" && outcome.value.text === expected.text) return { kind: "agrees" };
      if (outcome.kind === "undetermined" && isParentOf(scheme, expected, found)) return { kind: "agrees" };
      return {
        kind: outcome.kind === "undetermined" && isAmong(expected.text, found, outcome.within) ? "undecided" : "differs",
        found: shown,
      };
    case "number": {
      if (outcome.kind !== "assigned") return { kind: outcome.kind === "undetermined" ? "undecided" : "differs", found: shown };
      const { exact, text } = outcome.value;
      const value = exact === undefined ? Number(text) : Number(exact.n) / Number(exact.d);
      return Math.abs(value - expected.value) <= expected.tolerance ? { kind: "agrees" } : differs(shown);
    }
    case "set": {
      const words = [...found].map((text) => (NO_GROUP.has(text) ? "None" : text));
      if (!expected.texts.every((text) => words.includes(text))) return differs(shown);
      return words.every((text) => expected.texts.includes(text)) ? { kind: "agrees" } : { kind: "undecided", found: shown };
    }
    case "no group":
      return [...found].every((text) => NO_GROUP.has(text)) ? { kind: "agrees" } : differs(shown);
    case "open":
      // Facts say "unknown" too where no printed row has the combination.
      return outcome.kind === "undetermined" || NO_GROUP.has(outcome.kind) ? { kind: "agrees" } : differs(shown);
  }
}

/**
 * A parent group is the answer, too, where exactly its leaves are possible: I of a T1 that may be IA or IB. A leaf of
 * the same name, the group without a letter, need not be among them.
 */
function isParentOf(scheme: Scheme, { decision, text }: { decision: string; text: string }, found: ReadonlySet<string>): boolean {
  const labels = scheme.variables.find(({ name }) => name === decision)?.labels ?? [];
  const leavesOf = (label: string): readonly string[] => {
    const below = labels.filter(({ parent }) => parent === label);
    return below.length === 0 ? [label] : below.flatMap((each) => (each.text === label ? [label] : leavesOf(each.text)));
  };
  const leaves = leavesOf(text).filter((leaf) => leaf !== text || found.has(leaf));
  return leaves.length > 1 && leaves.length === found.size && leaves.every((leaf) => found.has(leaf));
}

/**
 * No printed row names the unknown or the parent category, but a group was given: that agrees only where every known
 * value in its place, one by one, has the same group.
 */
function meetSettled(scheme: Scheme, cells: FactsRecord, { decision, outcome }: Answer): Verdict {
  const shown = [...possibilities(outcome)].join(", ");
  const open = scheme.variables.flatMap((variable) => {
    const values = valuesBehind(variable, cells[variable.name]);
    return values.length === 0 ? [] : [{ name: variable.name, values }];
  });
  if (open.length === 0) return differs(shown);
  const filled = open.reduce<readonly FactsRecord[]>(
    (sofar, { name, values }) => sofar.flatMap((each) => values.map((text) => ({ ...each, [name]: text }))),
    [cells],
  );
  const same = filled.every((each) => {
    const answer = stage(scheme, patientOf(scheme, each)).find((candidate) => candidate.decision === decision);
    return answer !== undefined && [...possibilities(answer.outcome)].join(", ") === shown;
  });
  return same ? { kind: "agrees" } : differs(shown);
}

/** What an unknown, or a parent that is not a plain case of its own, may stand for; none for anything else. */
function valuesBehind({ unknowns, labels }: VariableInfo, text = ""): readonly string[] {
  const leaves = labels.filter((label) => !labels.some(({ parent }) => parent === label.text));
  if (unknowns.includes(text)) return leaves.map((label) => label.text);
  const below = labels.filter(({ parent }) => parent === text);
  return below.some((label) => label.text === text) ? [] : below.map((label) => label.text);
}

/** One of what is possible, or the parent of all of it. */
const isAmong = (text: string, found: ReadonlySet<string>, within: string | undefined): boolean => found.has(text) || within === text;

const NO_GROUP = new Set(["none", "excluded", "uncovered"]);

/** A score of the facts has three and more digits where it was rounded; one with fewer is exact. */
export function toleranceOf(written: string): number {
  const digits = written.split(".")[1]?.length ?? 0;
  return digits >= 3 ? 0.5 * 10 ** -digits + 1e-9 : 1e-9;
}
