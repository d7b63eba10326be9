/** The engine's answers in the brute-force evaluator's words, and what differs. */
import {
  type Answer,
  type Scheme as EngineScheme,
  isUnreadable,
  load,
  type PatientCase,
  type Possible,
  type Reading,
  readCell,
  type Source,
  stage,
} from "#engine";
import { parse } from "#grammar";
import type { BruteAnswer, BruteRecord } from "./brute/cases.ts";
import { type Scheme, snap } from "./brute/model.ts";
import { bind } from "./brute/scheme.ts";

export interface Both {
  readonly engine: EngineScheme;
  readonly brute: Scheme;
}

/** Loads a text into both; the messages where it has an error. After a line `//- lab.stage` the text of another file begins. */
export function loadBoth(text: string): Both | readonly string[] {
  const [main = "", ...others] = text.split(/^\/\/- (.+)\n/m);
  const files = new Map<string, Source>();
  for (let at = 0; at + 1 < others.length; at += 2) {
    const [uri = "", own = ""] = others.slice(at, at + 2);
    files.set(uri, { uri, text: own, parsed: parse(own) });
  }
  const parsed = parse(main);
  const engine = load({ uri: "generated.stage", text: main, parsed }, (_, path) => files.get(path));
  const errors = engine.findings.filter((finding) => finding.severity === "error").map((finding) => `${finding.code}: ${finding.message}`);
  const parts = new Map([...files].map(([uri, source]) => [uri, source.parsed.file]));
  return errors.length > 0 ? errors : { engine, brute: bind(parsed.file, parts) };
}

export const isLoaded = (both: Both | readonly string[]): both is Both => "engine" in both;

/** A record as the engine reads it; a message where it cannot. */
export function patientOf(engine: EngineScheme, record: BruteRecord): PatientCase | string {
  const patient = new Map<string, Reading>();
  for (const [name, recorded] of record) {
    const reading = readCell(engine, name, recorded.text);
    if (reading === undefined) continue;
    if (isUnreadable(reading)) return `${name} = ${recorded.text}: ${reading.problem}`;
    patient.set(name, reading);
  }
  return patient;
}

/** A member of a possible set in the brute-force evaluator's words. */
export function memberText(possible: Possible): string {
  if (possible.kind !== "value") return possible.kind;
  return possible.exact === undefined ? possible.text : String(snap(Number(possible.exact.n) / Number(possible.exact.d)));
}

export function possibleOf(answer: Answer): ReadonlySet<string> {
  const { outcome } = answer;
  if (outcome.kind === "assigned") return new Set([memberText({ kind: "value", ...outcome.value })]);
  return outcome.kind === "undetermined" ? new Set(outcome.possible.map(memberText)) : new Set([outcome.kind]);
}

const list = (words: Iterable<string>): string => [...words].sort().join("|");

/** A formula's numbers are told as intervals. */
const hasRange = (answer: Answer): boolean => [...possibleOf(answer)].some((text) => text.includes(".."));

const withinRanges = (answer: Answer, possible: ReadonlySet<string>): boolean =>
  [...possible].every((text) => [...possibleOf(answer)].some((range) => range === text || isWithin(range, Number(text))));

function isWithin(range: string, value: number): boolean {
  const [, lo, sign, hi] = /^(-?[\d.]+?) ?(<\.\.<|<\.\.|\.\.<|\.\.) ?(-?[\d.]+)$/.exec(range) ?? [];
  if (sign === undefined) return false;
  return (
    (sign.startsWith("<") ? value > Number(lo) : value >= Number(lo)) && (sign.endsWith("<") ? value < Number(hi) : value <= Number(hi))
  );
}

/** Labels as the leaves below them. */
function leavesOf(scheme: Scheme, decision: string, possible: ReadonlySet<string>): ReadonlySet<string> {
  const nodes = scheme.variables.get(decision)?.nodes ?? [];
  return new Set(
    [...possible].flatMap((text) => {
      const node = nodes.find((one) => one.text === text && one.plain) ?? nodes.find((one) => one.text === text);
      return node === undefined ? [text] : Array.from({ length: node.hi - node.lo }, (_, index) => `leaf ${node.lo + index}`);
    }),
  );
}

/** What an engine's answer says otherwise than brute force, in one line each; empty where they agree. */
export function differences(scheme: Scheme, record: BruteRecord, answer: Answer, brute: BruteAnswer): readonly string[] {
  const { outcome } = answer;
  const found: string[] = [];
  const differ = (what: string, engine: string, expected: string): void => {
    if (engine !== expected) found.push(`${what}: engine ${engine}, brute force ${expected}`);
  };
  const given = scheme.decisions.has(answer.decision) && record.has(answer.decision);
  if (hasRange(answer))
    return withinRanges(answer, brute.possible)
      ? []
      : [`possible: engine ${list(possibleOf(answer))}, brute force ${list(brute.possible)}`];
  // A record that gives leaves, and rules that derive their parent: whether the parent or its leaves are told is open.
  const told = (possible: ReadonlySet<string>): string => list(given ? leavesOf(scheme, answer.decision, possible) : possible);
  differ("possible", told(possibleOf(answer)), told(brute.possible));
  if (!given || outcome.kind !== "assigned") differ("kind", outcome.kind, brute.kind);
  if (outcome.kind === "undetermined") {
    differ("needs", list(outcome.needs), list(brute.needs));
    // Of a decision that the record gives in part it is open whether it is named.
    const isAsked = (name: string): boolean => !scheme.decisions.has(name) || !record.has(name);
    const inputs = outcome.settledBy.filter(isAsked);
    // Whether contradictions of different rows are one outcome, and whether orders are compared one by one, the design leaves open.
    // Beside a decision that is given in part more may be named, and a variable whose record lists an unknown beside values.
    const open = [...record.keys()].some((name) => scheme.decisions.has(name));
    const mixed = (name: string): boolean => (record.get(name)?.unknowns.length ?? 0) > 0 && record.get(name)?.text.includes(",") === true;
    const telling = inputs.filter((name) => brute.settles.has(name) || !(open || mixed(name) || brute.settlesDetail.has(name)));
    const due = [...brute.settles].filter(isAsked);
    differ("settled by", list(telling), list(due));
    if (outcome.atMost) found.push("marked as at most, though every value is exact");
  }
  return found;
}

export const answersOf = (both: Both, patient: PatientCase): ReadonlyMap<string, Answer> =>
  new Map(stage(both.engine, patient).map((answer) => [answer.decision, answer]));

export const recordText = (record: BruteRecord): string =>
  [...record].map(([name, recorded]) => `${name}=${recorded.text}`).join("  ") || "(nothing recorded)";

/** The record that a finding's witness says. */
export function witnessOf(both: Both, witness: readonly { readonly variable: string; readonly text: string }[]): PatientCase {
  const patient = new Map<string, Reading>();
  for (const { variable, text } of witness) {
    const reading = readCell(both.engine, variable, text);
    if (reading !== undefined && !isUnreadable(reading)) patient.set(variable, reading);
  }
  return patient;
}
