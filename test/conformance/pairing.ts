/**
 * Which rule file answers which facts file. Most pairs follow from their names; what does not stands in the tables of
 * solid.ts, heme.ts, pediatric.ts and seer.ts. Nothing is staged here.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FactsRow } from "../examples/facts.ts";
import { HEME } from "./heme.ts";
import { PEDIATRIC } from "./pediatric.ts";
import { SEER } from "./seer.ts";
import { SOLID } from "./solid.ts";

/** The cells of a record by variable, as a case file would hold them. */
export type FactsRecord = Readonly<Record<string, string>>;

/** What the names of the two files do not say. Each part may be missing. */
export interface Pairing {
  /** The rule file, from the root of the project, where its name is not that of the facts. */
  readonly file?: string;
  /** What every record is told beside its cells. */
  readonly given?: FactsRecord;
  /** Columns of the facts that the rules call something else. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Columns and answers of the facts that the rules rightly do not have, with the reason. */
  readonly unread?: Readonly<Record<string, string>>;
  /** Answer columns and the decisions that they are compared with, where the names differ. */
  readonly answers?: Readonly<Record<string, string>>;
  /** The answer of the rules within an answer of the facts that says more. */
  readonly answer?: (text: string) => string;
  /** Makes the record of a row where renaming is not enough. */
  readonly read?: (row: FactsRow) => FactsRecord;
  /** Sure rows that the rules answer otherwise on purpose: those that have these cells, and why. */
  readonly explained?: readonly { readonly rows: FactsRecord; readonly why: string }[];
}

/** By facts file, as `solid/lung_ajcc8`. */
export type Pairings = Readonly<Record<string, Pairing>>;

export interface Pair extends Pairing {
  readonly facts: string;
  readonly file: string;
}

const WRITTEN: Pairings = { ...SOLID, ...HEME, ...PEDIATRIC, ...SEER };

/** Parts of a facts file's name that a rule file for several classifications leaves out. */
const CLASSIFICATIONS: Readonly<Record<string, string>> = {
  clinical: "clinical",
  pathological: "pathological",
  postneoadjuvant: "post_therapy",
};

const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  solid: ["solid"],
  "seer-ajcc8": ["solid"],
  heme: ["heme", "pediatric"],
};

/** undefined: the library has no scheme for these facts yet. */
export function pairOf(facts: string): Pair | undefined {
  const written = WRITTEN[facts] ?? {};
  if (written.file !== undefined) return { ...written, facts, file: written.file };
  const [folder = "", name = ""] = facts.split("/");
  const classification = Object.keys(CLASSIFICATIONS).find((part) => name.includes(`_${part}_`));
  const whole = name.replaceAll("_", "-");
  const folders = FOLDERS[folder] ?? [];
  const file = firstFile(folders, folder === "seer-ajcc8" ? [whole, `${whole}-ajcc8`] : [whole]);
  if (file !== undefined) return { ...written, facts, file };
  if (classification === undefined) return undefined;
  const shared = firstFile(folders, [whole.replace(`-${classification}`, "")]);
  const given = { classification: CLASSIFICATIONS[classification] ?? classification, ...written.given };
  return shared === undefined ? undefined : { ...written, facts, file: shared, given };
}

const firstFile = (folders: readonly string[], names: readonly string[]): string | undefined =>
  folders
    .flatMap((folder) => names.map((name) => `examples/${folder}/${name}.stage`))
    .find((path) => existsSync(join(process.cwd(), path)));

/** The pairs that a table names but whose facts are not there: a slip of the pen, told by a test. */
export const writtenFacts = (): readonly string[] => Object.keys(WRITTEN);
