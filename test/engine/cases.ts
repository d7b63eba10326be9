/** What the tests of the engine share: rule texts, records of text, and an answer as one line. */
import assert from "node:assert/strict";
import {
  type Answer,
  isUnreadable,
  load,
  type PatientCase,
  type Reading,
  readCell,
  type Scheme,
  type Source,
  stage,
  type Unreadable,
} from "#engine";
import { parse } from "#grammar";

export type Record = Readonly<{ [variable: string]: string }>;

/** A scheme from a text without errors; `files`: what it uses, by path. */
export function schemeOf(text: string, files: Readonly<{ [path: string]: string }> = {}): Scheme {
  const source = (uri: string, written: string): Source => ({ uri, text: written, parsed: parse(written) });
  const scheme = load(source("rules.stage", text), (_, path) => {
    const used = files[path];
    return used === undefined ? undefined : source(path, used);
  });
  assert.deepEqual(
    scheme.findings.map((one) => one.message),
    [],
  );
  return scheme;
}

/** The record as read: what cannot be read is in it too. */
export function caseOf(scheme: Scheme, record: Record): PatientCase {
  const readings = new Map<string, Reading | Unreadable>();
  for (const [name, text] of Object.entries(record)) {
    const reading = readCell(scheme, name, text);
    if (reading !== undefined) readings.set(name, reading);
  }
  return readings;
}

export function answerTo(scheme: Scheme, record: Record, decision: string): Answer {
  const found = stage(scheme, caseOf(scheme, record)).find((one) => one.decision === decision);
  assert.ok(found !== undefined, `${decision} is decided`);
  return found;
}

/** `IA`, `IA|IB` (undetermined), `none: why`, `excluded: why`, `uncovered`, `conflict: I, II`, `invalid: problems`. */
export function tell({ outcome, possible }: Answer): string {
  switch (outcome.kind) {
    case "assigned":
      return outcome.value.text;
    case "undetermined":
      return `${possible.join("|")}${possible.length === 1 ? " undetermined" : ""}`;
    case "none":
      return `none: ${outcome.why ?? ""}`;
    case "excluded":
      return `excluded: ${outcome.reasons.join("; ")}`;
    case "uncovered":
      return "uncovered";
    case "conflict":
      return `conflict: ${outcome.values.join(", ")}`;
    case "invalid":
      return `invalid: ${outcome.problems.join("; ")}`;
  }
}

/** The answer to one question, as one line. */
export const staged = (scheme: Scheme, record: Record, decision: string): string => tell(answerTo(scheme, record, decision));

/** Why a cell cannot be read; undefined where it can. */
export function problemOf(scheme: Scheme, variable: string, text: string): string | undefined {
  const reading = readCell(scheme, variable, text);
  return reading !== undefined && isUnreadable(reading) ? reading.problem : undefined;
}
