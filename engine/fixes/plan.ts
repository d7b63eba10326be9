/**
 * Which safe fixes are made, and what comes out: pure, over texts and a way to check them.
 *
 * Safe is a promise about one fix alone: of two rows that cover each other either may go, not both. So one fix is made
 * at a time and everything is checked again; a fix after which there is a new error is taken back.
 */
import type { DecisionSummary } from "../api.ts";
import { catalog } from "../checks/catalog.ts";
import { isMeaningError } from "../checks/meaning.ts";
import type { Finding, Fix } from "../finding.ts";

/** What the checker says of one rule file, over the texts as they are. */
export interface CheckedFile {
  readonly uri: string;
  readonly findings: readonly Finding[];
  readonly decisions: readonly Pick<DecisionSummary, "decision" | "analysed">[];
}

export type Texts = ReadonlyMap<string, string>;

/** Checks all files over these texts. */
export type CheckTexts = (texts: Texts) => readonly CheckedFile[];

export interface MadeFix {
  readonly finding: Finding;
  readonly fix: Fix;
  /** Its changes of the texts as they were before it, with the line ends of the file; later ones first. */
  readonly edits: readonly Edit[];
  /** Where the finding stands in the text as it was before any change. */
  readonly at: number;
}

export interface Plan {
  readonly texts: Texts;
  readonly made: readonly MadeFix[];
  /** Fixes that were taken back, with the sentence that says why. */
  readonly refused: readonly (MadeFix & { readonly reason: string })[];
  /** Findings that are left and whose fixes change what comes out. */
  readonly unsafe: number;
  /** Safe fixes that reach into files that are not to be changed. */
  readonly outside: number;
  /** Files that mean nothing yet, or use one: nothing in them can be proved. */
  readonly broken: readonly string[];
  /** True: the bound was met before all was done. */
  readonly stopped: boolean;
}

/** More changes than any author would read in one go. */
export const mostFixes = 1000;

/** `texts` are the files that may be changed. */
export function planFixes(texts: Texts, check: CheckTexts): Plan {
  const work = planFixesInSteps(texts, check);
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

/** The same in steps, one a check, between which the caller may do other things or leave it. */
export function* planFixesInSteps(texts: Texts, check: CheckTexts): Generator<undefined, Plan> {
  const made: MadeFix[] = [];
  const refused = new Map<string, MadeFix & { readonly reason: string }>();
  const seen = new Set<string>([stateOf(texts)]);
  let now = texts;
  let files = check(now);
  const history: (readonly Edit[])[] = [];
  for (;;) {
    const next = candidates(files, now).find(({ finding, fix }) => !refused.has(keyOf(finding, fix)));
    if (next === undefined || made.length >= mostFixes) return planOf(now, files, made, [...refused.values()], next !== undefined);
    yield;
    const changed = applyFix(now, next.fix);
    const checked = check(changed);
    const reason = seen.has(stateOf(changed)) ? "it leads back to a text that was changed before" : worseThan(files, checked);
    const told = { ...next, edits: fittingEdits(now, next.fix), at: originalOffset(history, next.finding.uri, next.finding.span.start) };
    if (reason !== undefined) {
      refused.set(keyOf(next.finding, next.fix), { ...told, reason });
      continue;
    }
    made.push(told);
    history.push(told.edits);
    seen.add(stateOf(changed));
    now = changed;
    files = checked;
  }
}

const planOf = (
  texts: Texts,
  files: readonly CheckedFile[],
  made: readonly MadeFix[],
  refused: Plan["refused"],
  stopped: boolean,
): Plan => {
  const findings = files.flatMap((file) => file.findings);
  return {
    texts,
    made,
    refused,
    unsafe: findings.filter(({ fixes }) => fixes.length > 0 && !fixes.some((fix) => fix.safe)).length,
    outside: findings.flatMap((finding) => safeFixOf(finding) ?? []).filter((fix) => !staysWithin(fix, texts)).length,
    broken: files.filter(isBroken).map((file) => file.uri),
    stopped,
  };
};

const stateOf = (texts: Texts): string => JSON.stringify([...texts.values()]);

const keyOf = (finding: Finding, fix: Fix): string => JSON.stringify([finding.uri, finding.code, finding.summary, fix.title]);

// ----------------------------------------------------------------- candidates

const safeFixOf = (finding: Finding): Fix | undefined => finding.fixes.find((fix) => fix.safe && fix.edits.length > 0);

const staysWithin = (fix: Fix, texts: Texts): boolean => fix.edits.every((edit) => texts.has(edit.uri));

/** In the order of the files and of their text. */
const candidates = (files: readonly CheckedFile[], texts: Texts): readonly { readonly finding: Finding; readonly fix: Fix }[] =>
  files
    .filter((file) => !isBroken(file))
    .flatMap((file) => file.findings)
    .flatMap((finding) => {
      const fix = safeFixOf(finding);
      return fix === undefined || !staysWithin(fix, texts) ? [] : [{ finding, fix }];
    });

/** A file that uses a broken one has an error of its own, which says so. */
const isBroken = (file: CheckedFile): boolean => file.findings.some(isMeaningError);

// ---------------------------------------------------------------------- edits

type Edit = Fix["edits"][number];

/** Fixes are written with plain line ends; a file keeps its own. From the end, so that no edit moves another. */
const fittingEdits = (texts: Texts, fix: Fix): readonly Edit[] =>
  fix.edits
    .map((edit) => ((texts.get(edit.uri) ?? "").includes("\r\n") ? { ...edit, text: edit.text.replace(/\r?\n/g, "\r\n") } : edit))
    .sort((a, b) => b.start - a.start || b.end - a.end);

/** The texts with the edits of one fix made. */
export const applyFix = (texts: Texts, fix: Fix): Texts => {
  const changed = new Map(texts);
  for (const { uri, start, end, text } of fittingEdits(texts, fix)) {
    const before = changed.get(uri) ?? "";
    changed.set(uri, before.slice(0, start) + text + before.slice(end));
  }
  return changed;
};

/** Where a place of the changed text stood before the changes, so that people find it in the file as they know it. */
const originalOffset = (history: readonly (readonly Edit[])[], uri: string, offset: number): number =>
  history.reduceRight((at, edits) => {
    let before = at;
    for (const { start, end, text } of edits.filter((edit) => edit.uri === uri).reverse())
      if (before >= start + text.length) before += end - start - text.length;
    return before;
  }, offset);

// ---------------------------------------------------------------------- guard

/** Why the texts after a fix are worse than before it: an error that was not there, or a decision that is no longer proved. */
const worseThan = (before: readonly CheckedFile[], after: readonly CheckedFile[]): string | undefined => {
  const known = countErrors(before);
  for (const [key, { finding, count }] of countErrors(after)) {
    if (count > (known.get(key)?.count ?? 0)) return `there would be a new error, ${finding.code}: ${finding.message}`;
  }
  const proved = new Set(before.flatMap((file) => analysed(file, true)));
  const lost = after.flatMap((file) => analysed(file, false)).find((name) => proved.has(name));
  return lost === undefined ? undefined : "a decision could no longer be proved free of gaps and overlaps";
};

const analysed = (file: CheckedFile, wanted: boolean): readonly string[] =>
  file.decisions.filter((decision) => decision.analysed === wanted).map((decision) => `${file.uri} ${decision.decision}`);

const countErrors = (files: readonly CheckedFile[]): ReadonlyMap<string, { readonly finding: Finding; readonly count: number }> => {
  const counts = new Map<string, { readonly finding: Finding; readonly count: number }>();
  for (const finding of files.flatMap((file) => file.findings)) {
    // An error is one here also where the settings of the project make less of it.
    if (finding.severity !== "error" && catalog[finding.code].severity !== "error") continue;
    const key = JSON.stringify([finding.uri, finding.code, finding.summary]);
    counts.set(key, { finding, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return counts;
};
