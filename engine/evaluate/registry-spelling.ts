/**
 * How registries write T, N and M: the classification before the label (`cT1a`, `ypT2`), or before what follows the
 * letter of the column (`c1A` under T is T1a, `pIS` is Tis). Tried only where a record has none of the variable's own
 * spellings. It tells every label that fits and never chooses among several.
 */
import type { CategoryVariable } from "../model/symbols.ts";

/** Clinical, pathological, the two after therapy, recurrence (alone or with either), autopsy. */
const classifications = ["yc", "yp", "rc", "rp", "c", "p", "r", "a"];

/** `T1a`, `NX`, `Tis`, `Ta`: never a word that merely begins like one. */
const isCategory = (text: string): boolean => /^[tnm](\d|x|is|a$)/.test(text);

/** Upper and lower case and the brackets of `N0(i+)` make no difference. */
const folded = (text: string): string => text.toLowerCase().replace(/[()]/g, "");

/** The labels and unknowns that a registry may mean by a word, each once; empty where none fits. */
export function registryMeanings(variable: CategoryVariable, word: string): readonly string[] {
  const spellings = new Set(spelledOut(variable.name, folded(word.trim())));
  if (spellings.size === 0) return [];
  const fits = (...known: readonly string[]): boolean => known.some((one) => spellings.has(folded(one)));
  const { nodes } = variable.domain;
  const labels = nodes.filter(({ text, also }) => fits(text, ...also)).map(({ text }) => text);
  return [...new Set([...labels, ...variable.unknowns.filter((unknown) => fits(unknown))])];
}

const classificationOf = (letters: string): string => {
  if (letters.startsWith("y")) return "post_therapy";
  if (letters.startsWith("r")) return "recurrence";
  return letters === "a" ? "autopsy" : letters === "c" ? "clinical" : "pathological";
};

/**
 * The classification that a T or N is written with, where it is not the one that the scheme is for; undefined where they
 * agree, or where the word says none. M is not asked: cM0 belongs to a pathological group too, and pM1 to a clinical one.
 */
export function otherClassification(name: string, word: string, ofScheme: string): string | undefined {
  if (name !== "T" && name !== "N") return undefined;
  const text = folded(word.trim());
  const written = classifications.filter((letters) => {
    const rest = text.slice(letters.length);
    return text.startsWith(letters) && (isCategory(rest) || isCategory(name.toLowerCase() + rest));
  });
  const said = [...new Set(written.map(classificationOf))];
  return said.length === 1 && said[0] !== ofScheme ? said[0] : undefined;
}

/** What a word says in full, once for each classification that it may begin with. */
function spelledOut(name: string, word: string): readonly string[] {
  const rests = classifications.filter((letters) => word.startsWith(letters)).map((letters) => word.slice(letters.length));
  const letter = /^[TNM]$/.test(name) ? name.toLowerCase() : undefined;
  const below = letter === undefined ? [] : [...rests, word.replace(/^a$/, "")].map((rest) => letter + rest);
  return [...rests, ...below].filter(isCategory);
}
