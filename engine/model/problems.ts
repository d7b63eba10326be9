/** Collects the findings of binding, in the words of an author. */

import { distance } from "fastest-levenshtein";
import type { Span } from "#grammar";
import { type Code, catalog } from "../checks/catalog.ts";
import type { Finding, Fix, Related, Severity } from "../finding.ts";

export interface Problems {
  readonly uri: string;
  readonly found: Finding[];
}

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
    const far = candidate.toLowerCase() === word.toLowerCase() ? 0.5 : distance(word, candidate);
    if (far < least) {
      least = far;
      best = candidate;
    }
  }
  return best;
}

/** `; did you mean T1c?`, or nothing. */
export const didYouMean = (word: string, candidates: Iterable<string>): string => {
  const near = closest(word, candidates);
  return near === undefined ? "" : `; did you mean ${near}?`;
};

/** The change that puts the near spelling there. */
export function spellingFix(uri: string, span: Span, near: string | undefined): readonly Fix[] {
  if (near === undefined) return [];
  return [{ title: `Change to ${near}`, safe: false, edits: [{ uri, start: span.start, end: span.end, text: near }] }];
}
