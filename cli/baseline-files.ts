/**
 * The baselines of one run of `check`: which file obeys which, read, written and shrunk.
 * A baseline is named on the command line for all files, or in `stagewright.json` for the files that obey it.
 */
import { dirname, resolve } from "node:path";
import { baselineText, entriesFor, judge, readBaseline, shrink } from "./baseline.ts";
import { type Finding, isMeaningError } from "./engine.ts";
import { isFile, readText, shownPath, writeWhole } from "./files.ts";
import { type BaselineReport, type FailLevel, type FileReport, fails, type KnownFinding, withFindings } from "./report/report.ts";
import { isUsage, plural, type Usage, usage, type World } from "./world.ts";

export type BaselineFlags =
  /** The one that the settings name, if they name one. */
  | { readonly kind: "settings"; readonly update: boolean }
  | { readonly kind: "none" }
  | { readonly kind: "read"; readonly path: string; readonly update: boolean }
  | { readonly kind: "write"; readonly path: string };

export interface Held {
  readonly files: readonly FileReport[];
  readonly baselines: readonly BaselineReport[];
}

/** Takes what is known out of the reports. `named` gives the baseline that the settings of a file name. */
export const holdBack = (
  world: World,
  files: readonly FileReport[],
  flags: BaselineFlags,
  failLevel: FailLevel,
  named: (uri: string) => string | undefined,
): Held | Usage => {
  if (flags.kind === "none") return { files, baselines: [] };
  if (flags.kind === "write") {
    const refused = writeBaseline(world, resolve(world.cwd, flags.path), files, failLevel);
    if (refused !== undefined) return refused;
  }
  const update = (flags.kind === "read" || flags.kind === "settings") && flags.update;
  const groups = groupBy(files, flags.kind === "settings" ? (file) => named(file.uri) : () => resolve(world.cwd, flags.path));
  if (update && groups.size === 0) return usage("--update-baseline needs a baseline: name it with --baseline, or in stagewright.json");
  const known = new Set<Finding>();
  const baselines: BaselineReport[] = [];
  for (const [full, group] of groups) {
    const told = applyOne(world, full, group, update);
    if (isUsage(told)) return told;
    for (const finding of told.known) known.add(finding);
    baselines.push({ path: shownPath(world.cwd, full), known: told.known.size, gone: told.gone });
  }
  return { files: files.map((file) => withoutKnown(file, known, failLevel)), baselines };
};

const groupBy = (
  files: readonly FileReport[],
  baselineOf: (file: FileReport) => string | undefined,
): ReadonlyMap<string, readonly FileReport[]> => {
  const groups = new Map<string, FileReport[]>();
  for (const file of files) {
    const full = baselineOf(file);
    if (full !== undefined) groups.set(full, [...(groups.get(full) ?? []), file]);
  }
  return groups;
};

const withoutKnown = (file: FileReport, known: ReadonlySet<Finding>, failLevel: FailLevel): FileReport => {
  const left = file.findings.filter((finding) => !known.has(finding));
  return { ...withFindings(file, left, failLevel), known: file.findings.length - left.length };
};

const pathIn =
  (full: string) =>
  (uri: string): string =>
    shownPath(dirname(full), uri);

/** What one baseline says of its files; with `update` what is gone is taken out of it at once. */
const applyOne = (
  world: World,
  full: string,
  files: readonly FileReport[],
  update: boolean,
): { readonly known: ReadonlySet<Finding>; readonly gone: readonly KnownFinding[] } | Usage => {
  const entries = openBaseline(world, full);
  if (isUsage(entries)) return entries;
  const { known, gone } = judge(entries, files, pathIn(full), (path) => isFile(resolve(dirname(full), path)));
  if (!update || gone.length === 0) return { known, gone };
  const refused = writeWhole(full, baselineText(shrink(entries, gone)));
  if (refused !== undefined) return refused;
  const count = gone.reduce((sum, entry) => sum + entry.count, 0);
  world.log.write(`${plural(count, "finding")} taken out of the baseline ${shownPath(world.cwd, full)}\n`);
  return { known, gone: [] };
};

const openBaseline = (world: World, full: string): readonly KnownFinding[] | Usage => {
  const shown = shownPath(world.cwd, full);
  if (!isFile(full)) return usage(`there is no baseline "${shown}"; make it with: stagewright check --write-baseline ${shown}`);
  const text = readText(full);
  return isUsage(text) ? usage(`${shown}: ${text.usage}`) : readBaseline(shown, text);
};

/** Writes what makes the command fail. A file that is there and is no baseline is left alone. */
const writeBaseline = (world: World, full: string, files: readonly FileReport[], failLevel: FailLevel): Usage | undefined => {
  const earlier = isFile(full) ? openBaseline(world, full) : [];
  if (isUsage(earlier)) return earlier;
  const failing = files.flatMap((file) => file.findings).filter((finding) => fails(finding.severity, failLevel));
  const known = failing.filter((finding) => !isMeaningError(finding));
  const checked = files.map((file) => file.uri);
  const refused = writeWhole(full, baselineText(entriesFor(known, earlier, checked, pathIn(full))));
  if (refused !== undefined) return refused;
  const left = failing.length - known.length;
  world.log.write(`${plural(known.length, "finding")} written to the baseline ${shownPath(world.cwd, full)}\n`);
  if (left > 0)
    world.log.write(
      `${plural(left, "finding")} cannot be known: while a file is not understood, nothing else of it is checked; mend it first\n`,
    );
  return undefined;
};
