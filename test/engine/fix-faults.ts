/**
 * Applies a fix and tells what is wrong with the result: it must parse no worse, the finding must be gone or something
 * still to be filled in be asked for, and a safe fix must change nothing else.
 */
import assert from "node:assert/strict";
import { type Code, type Finding, type Fix, meaningCodes, type Source } from "#engine";
import { findingsIn, sourceOf } from "./fixture-files.ts";

/** Mending a text that does not mean anything must not lead to another that does not. */
const meaning: ReadonlySet<Code> = new Set(meaningCodes);

export function apply(files: readonly Source[], fix: Fix): readonly Source[] {
  return files.map((file) => {
    const edits = fix.edits.filter((edit) => edit.uri === file.uri).sort((a, b) => b.start - a.start || b.end - a.end);
    if (edits.length === 0) return file;
    let { text } = file;
    for (const [index, edit] of edits.entries()) {
      const after = edits[index - 1];
      assert.ok(after === undefined || edit.end <= after.start, `${fix.title}: its edits overlap`);
      text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
    }
    return sourceOf(file.uri, text);
  });
}

/** Findings that say that something is still to be filled in. */
const fillIn: ReadonlySet<Code> = new Set<Code>(["unfilled-row", "unknown-cite", "example-invalid", "unused-ignore"]);

/** What a finding is told apart by. */
export const nameOf = (one: Finding): string => `${one.uri} ${one.code} ${one.summary}`;

const counted = (findings: readonly Finding[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const one of findings) counts.set(nameOf(one), (counts.get(nameOf(one)) ?? 0) + 1);
  return counts;
};

/** Findings that were not there before. */
const added = (before: readonly Finding[], after: readonly Finding[]): readonly Finding[] => {
  const known = counted(before);
  return after.filter((one) => (counted(after).get(nameOf(one)) ?? 0) > (known.get(nameOf(one)) ?? 0));
};

const syntaxProblems = (files: readonly Source[]): number => files.reduce((sum, file) => sum + file.parsed.problems.length, 0);

/** The fix leaves something to be filled in, and a finding in that file says so. */
const asksToFillIn = (before: readonly Source[], after: readonly Source[], fix: Fix): boolean =>
  fix.edits.some(({ uri, text }) => {
    const first = (files: readonly Source[]) => [...files].sort((a) => (a.uri === uri ? -1 : 0));
    const asked = added(findingsIn(first(before)), findingsIn(first(after)));
    return text.includes("???") && asked.some((one) => fillIn.has(one.code));
  });

export function faultsOf(files: readonly Source[], before: readonly Finding[], finding: Finding, fix: Fix): readonly string[] {
  const changed = apply(files, fix);
  const after = findingsIn(changed);
  const faults: string[] = [];
  if (changed.every((file, index) => file.text === files[index]?.text)) faults.push("changes nothing");
  if (syntaxProblems(changed) > syntaxProblems(files)) faults.push("no longer parses");
  const gone = (counted(after).get(nameOf(finding)) ?? 0) < (counted(before).get(nameOf(finding)) ?? 0);
  const toFillIn = asksToFillIn(files, changed, fix);
  if (!gone && !toFillIn) faults.push("the finding is still there");
  if (finding.code === "syntax") return faults;
  const worse = added(before, after).filter((one) => meaning.has(one.code) && !(toFillIn && one.code === "unknown-cite"));
  faults.push(...worse.map((one) => `leads to ${one.code}: ${one.message}`));
  if (fix.safe) {
    const left = before.filter((one) => one !== finding).map(nameOf);
    // What only the deleted row read is read by nothing then.
    const others = after.map(nameOf).filter((name) => left.includes(name) || !name.includes(" unused "));
    assert.deepEqual(others.sort(), left.sort(), `${fix.title}: said to be safe, and changes other findings`);
  }
  return faults;
}
