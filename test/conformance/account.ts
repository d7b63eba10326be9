/** Stages every row of the facts files and accounts for each: agreeing, differing, not decided or skipped by name. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Scheme } from "#engine";
import { extras, type FactsRow, readFacts } from "../examples/facts.ts";
import { loadScheme } from "../examples/load-scheme.ts";
import { cellsOf, type Expected, judge, toleranceOf, type Verdict, variableNamed } from "./judge.ts";
import { type FactsRecord, type Pair, pairOf } from "./pairing.ts";

export interface JudgedRow {
  readonly row: FactsRow;
  /** The cells that were staged, as `T=T1a, N=N0`. */
  readonly told: string;
  readonly expected: string;
  readonly verdict: Verdict;
  /** Why the rules answer otherwise on purpose. */
  readonly explained?: string;
}

/** The rows of one facts file, or of one scheme in a file of several. */
export interface Account {
  /** `solid/lung_ajcc8`; with several schemes in a file `solid/parent_categories_ajcc8: lung_ajcc8`. */
  readonly name: string;
  readonly file: string | undefined;
  readonly rows: readonly JudgedRow[];
  /** Columns and answers of the facts that the rules do not have. */
  readonly left: readonly { readonly what: string; readonly why: string | undefined }[];
}

export const FOLDERS = ["solid", "seer-ajcc8", "heme"] as const;

const ANSWERS = ["stage", "group", "score", "suffix", "figo_substage", "cytogenetic_group"] as const;
const NOT_INPUTS = new Set<string>([...ANSWERS, "seer_raw", "confidence", "trap", "note", "source"]);
const NO_SCHEME = "no scheme in the library yet";

/** The facts files below a folder, as `solid/lung_ajcc8`. */
export const factsIn = (root: string): readonly string[] =>
  FOLDERS.flatMap((folder) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder))
          .filter((name) => name.endsWith(".csv"))
          .sort()
          .map((name) => `${folder}/${name.slice(0, -".csv".length)}`)
      : [],
  );

/** The tables of the edition before, which the library does not state. */
export function otherEdition(root: string): { readonly files: number; readonly rows: number } {
  const files = readdirSync(join(root, "ajcc7")).filter((name) => name.endsWith(".csv"));
  return { files: files.length, rows: files.reduce((sum, name) => sum + readFacts(join(root, "ajcc7", name)).length, 0) };
}

export function accountsOf(root: string, facts: string): readonly Account[] {
  const rows = readFacts(join(root, `${facts}.csv`));
  if (facts.endsWith("/parent_categories_ajcc8")) return byScheme(facts, rows, parentRow);
  if (facts.endsWith("/published_examples_heme")) return byScheme(facts, rows, publishedRow);
  if (facts.endsWith("/breast_prognostic_missing_biomarker_ajcc8")) return byBasis(facts, rows);
  return [accountOf(facts, pairOf(facts), rows, plainRow)];
}

type ReadRow = (row: FactsRow, scheme: Scheme, pair: Pair) => { readonly record: FactsRecord; readonly expected: readonly Expected[] };

function accountOf(name: string, pair: Pair | undefined, rows: readonly FactsRow[], read: ReadRow): Account {
  if (pair === undefined) {
    const skipped = rows.map((row) => ({ row, told: "", expected: "", verdict: { kind: "skipped", why: NO_SCHEME } as const }));
    return { name, file: undefined, rows: skipped, left: [] };
  }
  const scheme = schemeOf(pair.file);
  const unread = new Set<string>();
  const judged = rows.map((row) => {
    const { record, expected } = read(row, scheme, pair);
    const { cells, unread: columns } = cellsOf(scheme, { ...pair.given, ...record });
    for (const column of columns) unread.add(column);
    const verdict =
      expected.length === 0 ? ({ kind: "differs", found: "nothing to compare with" } as const) : judge(scheme, cells, expected);
    const explained = verdict.kind === "agrees" ? undefined : explanation(pair, row);
    return { row, told: told(record), expected: expected.map(shown).join("; "), verdict, explained };
  });
  const uncompared = ANSWERS.filter((answer) => rows.some((row) => row[answer]) && decisionFor(scheme, pair, answer) === undefined);
  const left = [...[...unread].map((column) => `the column ${column}`), ...uncompared.map((answer) => `the answer ${answer}`)];
  const reasons = [...unread, ...uncompared].map((column) => pair.unread?.[column]);
  return { name, file: pair.file, rows: judged, left: left.map((what, index) => ({ what, why: reasons[index] })) };
}

const schemes = new Map<string, Scheme>();

function schemeOf(file: string): Scheme {
  const known = schemes.get(file) ?? loadScheme(file);
  schemes.set(file, known);
  return known;
}

const explanation = (pair: Pair, row: FactsRow): string | undefined =>
  pair.explained?.find(({ rows }) => Object.entries(rows).every(([column, text]) => row[column] === text))?.why;

const told = (record: FactsRecord): string =>
  Object.entries(record)
    .map(([name, text]) => `${name}=${text}`)
    .join(", ");

function shown(expected: Expected): string {
  switch (expected.kind) {
    case "label":
      return expected.text;
    case "number":
      return `${expected.decision} ${expected.value}`;
    case "set":
      return expected.texts.join(", ");
    case "no group":
      return "no group";
    case "open":
      return "open";
  }
}

// ------------------------------------------------------------- forms of facts

function decisionFor(scheme: Scheme, pair: Pair, answer: string): string | undefined {
  const wanted = pair.answers?.[answer] ?? answer;
  return scheme.variables.find(({ name, decided }) => decided && name === wanted)?.name;
}

const plainRow: ReadRow = (row, scheme, pair) => {
  const cells = Object.entries(row).filter(([column]) => !NOT_INPUTS.has(column));
  const record = pair.read?.(row) ?? Object.fromEntries(cells.map(([column, text]) => [pair.columns?.[column] ?? column, text]));
  const expected = ANSWERS.flatMap((answer) => {
    const decision = decisionFor(scheme, pair, answer);
    const text = row[answer];
    if (decision === undefined || text === undefined || text === "") return [];
    return [expectedOf(scheme, decision, pair.answer?.(text) ?? text)];
  });
  return { record, expected };
};

function expectedOf(scheme: Scheme, decision: string, text: string): Expected {
  if (text === "unknown") return { kind: "open", decision };
  if (text === "none" && !labelled(scheme, decision, "none")) return { kind: "no group", decision };
  const variable = scheme.variables.find(({ name }) => name === decision);
  if (variable?.kind === "number") return { kind: "number", decision, value: Number(text), tolerance: toleranceOf(text) };
  // Facts may spell a group in another way that the rules declare.
  const label = variable?.labels.find(({ also }) => also.includes(text))?.text ?? text;
  return { kind: "label", decision, text: label };
}

const labelled = (scheme: Scheme, decision: string, text: string): boolean =>
  scheme.variables.some(({ name, labels }) => name === decision && labels.some((label) => label.text === text));

const folderOf = (facts: string): string => facts.split("/")[0] ?? "";

function byScheme(facts: string, rows: readonly FactsRow[], read: ReadRow): readonly Account[] {
  return [...new Set(rows.map((row) => row["scheme"] ?? ""))].sort().map((scheme) =>
    accountOf(
      `${facts}: ${scheme}`,
      pairOf(`${folderOf(facts)}/${scheme}`),
      rows.filter((row) => row["scheme"] === scheme),
      read,
    ),
  );
}

/** A record with parent categories leads to the stages of its leaves; `None` where these have no common group. */
const parentRow: ReadRow = (row, scheme, pair) => {
  const names = ["T", "N", "M"].filter((name) => row[name] !== undefined && variableNamed(scheme, name) !== undefined);
  const record = { ...Object.fromEntries(names.map((name) => [name, row[name] ?? ""])), ...extras(row["extras"] ?? "") };
  const leaves = row["leaf_stages"] ?? "";
  const decision = decisionFor(scheme, pair, "stage") ?? "stage";
  if (leaves === "None") return { record, expected: [{ kind: "open", decision }] };
  return { record, expected: [{ kind: "set", decision, texts: leaves.split("|") }] };
};

/** Worked examples that others published: the inputs as JSON, the score with its own tolerance. */
const publishedRow: ReadRow = (row, scheme, pair) => {
  const inputs = JSON.parse(row["inputs_json"] ?? "{}") as Readonly<Record<string, number | boolean | string>>;
  const record = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [pair.columns?.[name] ?? name, cellText(value)]));
  const score = decisionFor(scheme, pair, "score");
  const group = decisionFor(scheme, pair, "group");
  const expected: Expected[] = [];
  if (score !== undefined && row["score"] !== "") {
    expected.push({ kind: "number", decision: score, value: Number(row["score"]), tolerance: Number(row["tolerance"]) + 1e-9 });
  }
  if (group !== undefined) expected.push({ kind: "label", decision: group, text: row["group"] ?? "" });
  return { record, expected };
};

const cellText = (value: number | boolean | string): string => (typeof value === "boolean" ? (value ? "yes" : "no") : String(value));

/** Breast records without a biomarker: the column `basis` says which of the two prognostic tables they belong to. */
function byBasis(facts: string, rows: readonly FactsRow[]): readonly Account[] {
  return [...new Set(rows.map((row) => row["basis"] ?? ""))].sort().map((basis) =>
    accountOf(
      `${facts}: ${basis}`,
      pairOf(`solid/breast_prognostic_${basis}_ajcc8`),
      rows.filter((row) => row["basis"] === basis),
      (row, scheme, pair) => {
        const { record, expected } = plainRow(row, scheme, pair);
        return { record: Object.fromEntries(Object.entries(record).filter(([column]) => column !== "basis")), expected };
      },
    ),
  );
}
