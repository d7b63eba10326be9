/**
 * Findings that a project knows already: what a baseline holds back, what of it is gone, and how it is written.
 * A finding is known by its path, code, summary and how often it occurs; lines and wording do not count.
 * Where its files are kept and which one counts is the business of `baseline-files.ts`.
 */
import { Ajv } from "ajv";
import { type Code, type Finding, isMeaningError } from "./engine.ts";
import { readJson } from "./json-text.ts";
import type { FileReport, KnownFinding } from "./report/report.ts";
import { sourceText } from "./source-text.ts";
import { type Usage, usage } from "./world.ts";

/** Tells how a file is called in a baseline. */
export type PathIn = (uri: string) => string;

export interface Judged {
  /** The findings that are held back. */
  readonly known: ReadonlySet<Finding>;
  /** What the baseline names and the files no longer have; `count` says how many. */
  readonly gone: readonly KnownFinding[];
}

const keyOf = (path: string, code: string, summary: string): string => JSON.stringify([path, code, summary]);

/**
 * Compares what was found with what is known. Where a finding occurs more often than it is known, none of its places
 * is held back: nobody can tell which one is new. `exists` says whether a file that was not checked is still there.
 */
export const judge = (
  entries: readonly KnownFinding[],
  files: readonly FileReport[],
  pathIn: PathIn,
  exists: (path: string) => boolean,
): Judged => {
  const met = findingsByKey(files, pathIn);
  const known = new Set<Finding>();
  const gone: KnownFinding[] = [];
  const told = goneCanBeTold(files, pathIn, exists);
  const all = entries.every((entry) => told(entry.path));
  for (const entry of entries) {
    const found = met.get(keyOf(entry.path, entry.code, entry.summary)) ?? [];
    if (found.length <= entry.count) for (const finding of found) known.add(finding);
    if (found.length < entry.count && told(entry.path) && (!isBetweenFiles(entry) || all))
      gone.push({ ...entry, count: entry.count - found.length });
  }
  return { known, gone };
};

/** Such a finding stands in one file and is about two; where a part of the files is checked, the other one may be missing. */
const isBetweenFiles = ({ code }: KnownFinding): boolean => code === ("applies-overlap" satisfies Code);

const findingsByKey = (files: readonly FileReport[], pathIn: PathIn): ReadonlyMap<string, readonly Finding[]> => {
  const met = new Map<string, Finding[]>();
  for (const finding of files.flatMap((file) => file.findings)) {
    if (isMeaningError(finding)) continue;
    const key = keyOf(pathIn(finding.uri), finding.code, finding.summary);
    met.set(key, [...(met.get(key) ?? []), finding]);
  }
  return met;
};

/** A finding that was not looked for is not gone: its file was not checked, could not be read in full, or was too large. */
const goneCanBeTold = (files: readonly FileReport[], pathIn: PathIn, exists: (path: string) => boolean): ((path: string) => boolean) => {
  if (files.some((file) => file.findings.some((finding) => isMeaningError(finding)))) return () => false;
  const whole = new Map(files.map((file) => [pathIn(file.uri), file.decisions.every((decision) => decision.analysed)]));
  return (path) => whole.get(path) ?? !exists(path);
};

/** The baseline that holds back these findings. Entries of files that were not checked stay. */
export const entriesFor = (
  findings: readonly Finding[],
  earlier: readonly KnownFinding[],
  checked: readonly string[],
  pathIn: PathIn,
): readonly KnownFinding[] => {
  const paths = new Set(checked.map(pathIn));
  const entries = new Map<string, KnownFinding>();
  for (const entry of earlier) if (!paths.has(entry.path)) entries.set(keyOf(entry.path, entry.code, entry.summary), entry);
  for (const { uri, code, summary } of findings) {
    const path = pathIn(uri);
    const key = keyOf(path, code, summary);
    entries.set(key, { path, code, summary, count: (entries.get(key)?.count ?? 0) + 1 });
  }
  return [...entries.values()];
};

/** The entries without what is gone. */
export const shrink = (entries: readonly KnownFinding[], gone: readonly KnownFinding[]): readonly KnownFinding[] => {
  const less = new Map(gone.map((entry) => [keyOf(entry.path, entry.code, entry.summary), entry.count]));
  return entries
    .map((entry) => ({ ...entry, count: entry.count - (less.get(keyOf(entry.path, entry.code, entry.summary)) ?? 0) }))
    .filter((entry) => entry.count > 0);
};

// ---------------------------------------------------------------------- text

/** One line a finding and always in the same order, so that two branches can be merged. */
export const baselineText = (entries: readonly KnownFinding[]): string => {
  const lines = entries
    .map(({ path, code, summary, count }) => ({ path, code, summary, count }))
    .sort((a, b) => compare(a.path, b.path) || compare(a.code, b.code) || compare(a.summary, b.summary))
    .map((entry) => `    ${JSON.stringify(entry)}`);
  const list = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
  return `{\n  "version": 1,\n  "findings": ${list}\n}\n`;
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const form = {
  type: "object",
  additionalProperties: false,
  required: ["version", "findings"],
  properties: {
    version: { const: 1 },
    findings: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["path", "code", "summary", "count"],
        properties: {
          path: { type: "string" },
          code: { type: "string" },
          summary: { type: "string" },
          count: { type: "integer", minimum: 1 },
        },
      },
    },
  },
} as const;

/** Reads the text of a baseline; `shown` is the path that a message shows. */
export const readBaseline = (shown: string, text: string): readonly KnownFinding[] | Usage => {
  const json = readJson(text);
  const refuse = (offset: number, problem: string): Usage => {
    const { line, column } = sourceText(shown, text).at(offset);
    return usage(`${shown}:${line}:${column}: this is not a baseline: ${problem}`);
  };
  if ("problem" in json) return refuse(json.offset, json.problem);
  const validate = new Ajv({ allErrors: false }).compile<{ readonly findings: readonly KnownFinding[] }>(form);
  if (!validate(json.value)) {
    const error = validate.errors?.[0];
    return refuse(json.placeOf(error?.instancePath ?? ""), error?.message ?? "it has another form");
  }
  const { findings } = json.value;
  const wrong = findings.findIndex((entry, index) => problemOf(findings, entry, index) !== undefined);
  if (wrong < 0) return findings;
  return refuse(json.placeOf(`/findings/${wrong}`), problemOf(findings, findings[wrong], wrong) ?? "");
};

const problemOf = (entries: readonly KnownFinding[], entry: KnownFinding | undefined, index: number): string | undefined => {
  if (entry === undefined) return undefined;
  if (isMeaningError(entry)) return `"${entry.code}" cannot be known: while it stands nothing else of its file is checked`;
  const first = entries.findIndex(({ path, code, summary }) => path === entry.path && code === entry.code && summary === entry.summary);
  return first === index ? undefined : "this finding is named twice; keep one of them, with the higher count";
};
