/** Collects the findings of binding, in the words of an author. */

import { distance } from "fastest-levenshtein";
import type { Span } from "#grammar";
import type { Source } from "../api.ts";
import { type Code, catalog } from "../checks/catalog.ts";
import type { Finding, Fix, Related, Severity } from "../finding.ts";
import { replaceBy } from "../fixes/edits.ts";

export interface Problems {
  readonly uri: string;
  readonly found: Finding[];
  /** The files read so far, by name: a fix may have to change another one. */
  readonly sources: ReadonlyMap<string, Source>;
}

/** The file that findings are about. */
export const sourceOf = (problems: Problems): Source | undefined => problems.sources.get(problems.uri);

interface Extra {
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

export function finding(code: Code, uri: string, span: Span, message: string, summary: string, extra: Extra = {}): Finding {
  const severity = catalog[code].severity as Severity | "off";
  return {
    code,
    uri,
    span: { start: span.start, end: span.end },
    message,
    summary,
    severity: severity === "off" ? "hint" : severity,
    related: extra.related ?? [],
    fixes: extra.fixes ?? [],
  };
}

export function report(problems: Problems, code: Code, span: Span, message: string, summary: string, extra: Extra = {}): undefined {
  problems.found.push(finding(code, problems.uri, span, message, summary, extra));
  return undefined;
}

/** The candidate closest to a misspelt word, if one is close. */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const far = farFrom(word, candidate);
    if (far < least) {
      least = far;
      best = candidate;
    }
  }
  return best;
}

/** Letters to change; of two alike, the one of the same length with the nearer last letter: T1d is nearer to T1c than to T1. */
function farFrom(word: string, candidate: string): number {
  if (candidate.toLowerCase() === word.toLowerCase()) return 0.25;
  const last = Math.abs((word.codePointAt(word.length - 1) ?? 0) - (candidate.codePointAt(candidate.length - 1) ?? 0));
  return (
    (isSwap(word, candidate) ? 1 : distance(word, candidate)) + (word.length === candidate.length ? 0 : 0.4) + Math.min(last, 30) / 100
  );
}

/** Two neighbouring letters changed places. */
function isSwap(word: string, candidate: string): boolean {
  if (word.length !== candidate.length) return false;
  const at = [...word].findIndex((letter, index) => letter !== candidate[index]);
  if (at < 0) return false;
  return word.slice(0, at) + (word[at + 1] ?? "") + (word[at] ?? "") + word.slice(at + 2) === candidate;
}

/** `; did you mean T1c?`, or `; ` and what else helps. */
export function suggestion(word: string, candidates: Iterable<string>, otherwise = ""): string {
  const near = closest(word, candidates);
  if (near !== undefined) return `; did you mean ${near}?`;
  return otherwise === "" ? "" : `; ${otherwise}`;
}

/** The change that puts the near spelling in the place of a word. `written`: as the text must have it. */
export const spellingFix = (uri: string, span: Span, word: string, near: string | undefined, written = near): readonly Fix[] =>
  near === undefined || written === undefined ? [] : [replaceBy(`Change ${word} to ${near}`, uri, span, written)];
