/**
 * The stage tables of the 7th edition, as published, read line by line.
 *
 * They are full products: every combination of codes has a line, those for "not assessed" and those that stand for
 * several subcategories among them. So each line is one of five things (`Role`), and only what is a rule becomes a row;
 * the others are answers that staging has to give back. No line is left out.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "csv-parse/sync";

/**
 * `row`: a group, or none, for codes without subcategories; codes for "not assessed" are named like any other.
 * `invalid`: the table calls the combination an error: an exclude.
 * `gap`: all is known, and the table has no group. No row.
 * `open`: something is not assessed, and the table has no group. No row: the answer has to stay open.
 * `parent`: a code that stands for its subcategories. No row: the answer follows from theirs.
 */
export type Role = "row" | "invalid" | "gap" | "open" | "parent";

export interface Line {
  readonly role: Role;
  readonly codes: Readonly<Record<string, string>>;
  /** The group as printed, `none`, `invalid` or `unknown`. */
  readonly stage: string;
}

export interface Column {
  readonly name: string;
  /** Codes with a meaning of their own, each with its subcategories. */
  readonly labels: ReadonlyMap<string, readonly string[]>;
  readonly unknowns: readonly string[];
}

export interface Published {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly lines: readonly Line[];
}

const answers = new Set(["stage", "seer_raw", "confidence", "trap", "source"]);

/** How each column says "not assessed", or "does not apply to this site". */
const unknownCodes: Readonly<Record<string, readonly string[]>> = {
  T: ["TX"],
  N: ["NX"],
  c: ["CX"],
  s: ["SX"],
  grade: ["9"],
  grade_based_on_ssf1: ["9"],
  mitotic_rate: ["Unknown"],
  ssf1: ["988", "999"],
  psa: ["999"],
  gleason: ["999"],
};

/** Kept beside the checkout where there is one: the tables are not the project's to copy. */
const FOLDER = join(process.cwd(), "..", "shared", "facts", "ajcc7");

export const hasPublished = (): boolean => existsSync(FOLDER);

export const publishedFiles = (): readonly string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith(".csv"))
    .sort()
    .map((name) => join(FOLDER, name));

export function readPublished(path: string): Published {
  const facts = parse<Record<string, string>>(readFileSync(path, "utf8"), { columns: true, bom: true, skip_empty_lines: true });
  const names = Object.keys(facts[0] ?? {}).filter((name) => !answers.has(name));
  const columns = names.map((name) => columnOf(name, [...new Set(facts.map((row) => row[name] ?? ""))]));
  const lines = facts.map((row): Line => {
    const codes = Object.fromEntries(names.map((name) => [name, row[name] ?? ""]));
    const stage = row["stage"] ?? "";
    return { role: roleOf(columns, codes, stage), codes, stage };
  });
  return { name: basename(path, ".csv"), columns, lines };
}

function columnOf(name: string, codes: readonly string[]): Column {
  const unknowns = codes.filter((code) => unknownCodes[name]?.includes(code));
  const known = codes.filter((code) => !unknowns.includes(code)).sort();
  return { name, unknowns, labels: new Map(known.map((code) => [code, below(name, code, known)])) };
}

/**
 * Subcategories that a code stands for: those that begin with it. None where there is one only: clinical N1 stands
 * beside N1mi, not above it. N0 and M0 are the plain case beside N0(i+) and M0(i+), and are recorded as such.
 */
function below(name: string, code: string, known: readonly string[]): readonly string[] {
  if (!["T", "N", "M"].includes(name) || code.endsWith("0")) return [];
  const longer = known.filter((other) => other !== code && other.startsWith(code));
  return longer.length > 1 ? longer : [];
}

function roleOf(columns: readonly Column[], codes: Line["codes"], stage: string): Role {
  if (columns.some(({ name, labels }) => (labels.get(codes[name] ?? "")?.length ?? 0) > 0)) return "parent";
  if (stage === "invalid") return "invalid";
  if (stage !== "unknown") return "row";
  return columns.some(({ name, unknowns }) => unknowns.includes(codes[name] ?? "")) ? "open" : "gap";
}
