/** Loads a rule file from the checkout, with the files that it uses, and asks it about one record. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve as resolvePath } from "node:path";
import {
  type Answer,
  isUnreadable,
  load,
  type Outcome,
  type PatientCase,
  type Reading,
  readCell,
  type Scheme,
  type Source,
  stage,
} from "#engine";
import { parse } from "#grammar";

export function sourceOf(path: string): Source {
  const text = readFileSync(path, "utf8");
  return { uri: path, text, parsed: parse(text) };
}

export function loadScheme(file: string): Scheme {
  return load(sourceOf(resolvePath(process.cwd(), file)), (from, used) => {
    const path = join(dirname(from), used);
    return existsSync(path) ? sourceOf(path) : undefined;
  });
}

export const loadText = (text: string): Scheme => load({ uri: "generated.stage", text, parsed: parse(text) }, () => undefined);

/** A record as it stands in a file: text by the name of the variable. Names that the scheme lacks are left out. */
export function patient(scheme: Scheme, record: Readonly<Record<string, string | undefined>>): PatientCase {
  const readings = new Map<string, Reading>();
  for (const { name } of scheme.variables) {
    const text = record[name];
    if (text === undefined) continue;
    const reading = readCell(scheme, name, text);
    if (reading === undefined) continue;
    assert.ok(!isUnreadable(reading), `${name}=${text}: ${isUnreadable(reading) ? reading.problem : ""}`);
    readings.set(name, reading);
  }
  return readings;
}

export function answer(scheme: Scheme, record: Readonly<Record<string, string | undefined>>, decision: string): Answer {
  const found = stage(scheme, patient(scheme, record)).find((each) => each.decision === decision);
  assert.ok(found, `${scheme.uri} does not decide ${decision}`);
  return found;
}

/** The outcome as a set of words: the stages that are possible, `none`, `excluded`, `conflict` and the like. */
export function possibilities(outcome: Outcome): ReadonlySet<string> {
  if (outcome.kind === "assigned") return new Set([outcome.value.text]);
  if (outcome.kind !== "undetermined") return new Set([outcome.kind]);
  return new Set(outcome.possible.map((each) => (each.kind === "value" ? each.text : each.kind)));
}
