/**
 * All safe fixes of one file, as one change: made one at a time, each checked again, as the command line makes them.
 * Only the changed parts of the text are edited.
 */
import { type CheckedFile, check, type Finding, load, planFixesInSteps, type SeveritySettings, type Texts } from "#engine";
import { parse } from "#grammar";
import { readSettings, settingsName } from "../settings.ts";
import type { Held, Workspace } from "../workspace.ts";
import type { Edits } from "./edits.ts";

/** Empty where nothing is to be done; each step ends where others may be heard. */
export function* safeFixes(held: Held, workspace: Workspace): Generator<undefined, Edits> {
  const { uri, text } = held.source;
  const plan = yield* planFixesInSteps(new Map([[uri, text]]), (texts) => [checkText(held, workspace, texts)]);
  return composed(
    uri,
    text.length,
    plan.made.map(({ edits }) => edits),
  );
}

/** A finding that the settings hide is not fixed, but a new error counts even where they hide it. */
const checkText = (held: Held, workspace: Workspace, texts: Texts): CheckedFile => {
  const { uri } = held.source;
  const text = texts.get(uri) ?? held.source.text;
  const source = text === held.source.text ? held.source : { uri, text, parsed: parse(text) };
  const scheme = load(source, (from, path) => workspace.findUsed(from, path)?.source);
  const { severities = {}, ...settings } = readSettings(workspace.findAbove(uri, settingsName)?.text);
  const told: SeveritySettings = Object.fromEntries(Object.entries(severities).filter(([, severity]) => severity !== "off"));
  const { findings, decisions } = check(scheme, { ...settings, severities: told });
  const shown = (finding: Finding): Finding => (severities[finding.code] === "off" ? { ...finding, fixes: [] } : finding);
  return { uri, findings: findings.map(shown), decisions };
};

// ------------------------------------------------------------------- composition

/** A part of the text as it is now: taken from the first text, or written since. */
type Piece = { readonly from: number; readonly to: number } | { readonly text: string };

const lengthOf = (piece: Piece): number => ("text" in piece ? piece.text.length : piece.to - piece.from);

const cut = (piece: Piece, start: number, end: number): Piece =>
  "text" in piece ? { text: piece.text.slice(start, end) } : { from: piece.from + start, to: piece.from + end };

/** Changes that were made one after the other, as one change of the first text. */
const composed = (uri: string, length: number, rounds: readonly Edits[]): Edits => {
  let pieces: readonly Piece[] = [{ from: 0, to: length }];
  for (const edits of rounds) {
    for (const { start, end, text } of edits) pieces = [...between(pieces, 0, start), { text }, ...between(pieces, end, Number.MAX_VALUE)];
  }
  const changes: { uri: string; start: number; end: number; text: string }[] = [];
  let at = 0;
  let written = "";
  for (const piece of [...pieces, { from: length, to: length }]) {
    if ("text" in piece) written += piece.text;
    else {
      if (piece.from > at || written !== "") changes.push({ uri, start: at, end: piece.from, text: written });
      at = piece.to;
      written = "";
    }
  }
  return changes;
};

const between = (pieces: readonly Piece[], start: number, end: number): readonly Piece[] => {
  const kept: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const size = lengthOf(piece);
    const [first, last] = [Math.max(0, start - at), Math.min(size, end - at)];
    if (first < last) kept.push(cut(piece, first, last));
    at += size;
  }
  return kept;
};
