/** Reads the facts files that are committed under test/facts. It decides nothing about them. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

export type FactsRow = Readonly<Record<string, string>> & { readonly confidence: string };

const REPOSITORY = process.cwd();
export const FACTS = join(REPOSITORY, "test", "facts");
/** Published tables that are too large to commit, kept beside the checkout where there is one. */
export const SHARED_FACTS = join(REPOSITORY, "..", "shared", "facts");

export const hasSharedFacts = (): boolean => existsSync(SHARED_FACTS);

/** The rows of a CSV file, every cell as text, under the names of its header. */
export function readFacts(path: string): readonly FactsRow[] {
  return parse<FactsRow>(readFileSync(path, "utf8"), { columns: true, bom: true, skip_empty_lines: true });
}

export const solidFacts = (scheme: string): readonly FactsRow[] => readFacts(join(FACTS, "solid", `${scheme}.csv`));
export const hemeFacts = (scheme: string): readonly FactsRow[] => readFacts(join(FACTS, "heme", `${scheme}.csv`));

/** `G=GX;L=upper` of the parent categories file. */
export function extras(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text
      .split(";")
      .filter((part) => part.includes("="))
      .map((part) => part.split("=") as [string, string]),
  );
}
