/** `stagewright fix`: makes the changes that are proved to leave every outcome as it is, and says what it did. */
import {
  type CheckedFile,
  type CheckTexts,
  check,
  type Finding,
  load,
  type MadeFix,
  mostFixes,
  type Plan,
  parse,
  planFixes,
  type SeveritySettings,
  type Source,
  type Texts,
} from "./engine.ts";
import { findRuleFiles, openRuleFiles, rewrite, shownPath } from "./files.ts";
import { unifiedDiff } from "./report/unified.ts";
import { openSettings, type Settings } from "./settings.ts";
import { sourceText } from "./source-text.ts";
import { type ExitCode, isUsage, plural, refuse, type Usage, type World } from "./world.ts";

export interface FixFlags {
  readonly dryRun: boolean;
}

export const fixCommand = async (world: World, paths: readonly string[], flags: FixFlags): Promise<ExitCode> => {
  const uris = await findRuleFiles(world.cwd, paths);
  if (isUsage(uris)) return refuse(world, uris);
  const files = openRuleFiles(world.cwd);
  const settingsOf = openSettings(world.cwd);
  const wrong = uris.map(settingsOf).find(isUsage);
  if (wrong !== undefined) return refuse(world, wrong);
  const texts = new Map(uris.map((uri) => [uri, files.source(uri).text]));
  const plan = planFixes(texts, checker(world, uris, settingsOf));
  return flags.dryRun ? showPlan(world, texts, plan) : carryOut(world, texts, plan);
};

// --------------------------------------------------------------------- checks

/** Checks over changed texts; a file whose own text and whose used files stayed the same is not checked again. */
const checker = (world: World, uris: readonly string[], settingsOf: (uri: string) => Settings | Usage): CheckTexts => {
  const onDisk = openRuleFiles(world.cwd);
  const parsed = new Map<string, Source>();
  const kept = new Map<string, { readonly file: CheckedFile; readonly from: readonly Source[] }>();
  return (texts) => {
    const sourceOf = (uri: string, stored: () => Source): Source => {
      const text = texts.get(uri);
      if (text === undefined || text === stored().text) return stored();
      const known = parsed.get(uri);
      if (known?.text === text) return known;
      const fresh = { uri, text, parsed: parse(text) };
      parsed.set(uri, fresh);
      return fresh;
    };
    const source = (uri: string): Source => sourceOf(uri, () => onDisk.source(uri));
    const checkOne = (uri: string): CheckedFile => {
      const before = kept.get(uri);
      if (before?.from.every((one) => source(one.uri) === one)) return before.file;
      const scheme = load(source(uri), (from, path) => {
        const found = onDisk.resolve(from, path);
        return found === undefined ? undefined : sourceOf(found.uri, () => found);
      });
      const settings = settingsOf(uri);
      const file = checkFile(scheme, isUsage(settings) ? undefined : settings);
      kept.set(uri, { file, from: [uri, ...scheme.uses].map(source) });
      return file;
    };
    return uris.map(checkOne);
  };
};

/** A finding that the settings hide is neither fixed nor told, but a new error counts even where they hide it. */
const checkFile = (scheme: ReturnType<typeof load>, settings: Settings | undefined): CheckedFile => {
  const wanted = settings?.severities ?? {};
  const told: SeveritySettings = Object.fromEntries(Object.entries(wanted).filter(([, severity]) => severity !== "off"));
  const result = check(scheme, { severities: told, ...(settings?.budget === undefined ? {} : { budget: settings.budget }) });
  const isHidden = (finding: Finding): boolean => wanted[finding.code] === "off";
  return {
    uri: scheme.uri,
    findings: result.findings.map((finding) => (isHidden(finding) ? { ...finding, fixes: [] } : finding)),
    decisions: result.decisions,
  };
};

// -------------------------------------------------------------------- telling

const changedIn = (texts: Texts, plan: Plan): readonly string[] =>
  [...texts.keys()].filter((uri) => plan.texts.get(uri) !== texts.get(uri));

/** The difference goes to standard output, so that it can be applied; what it is made of to the log. */
const showPlan = (world: World, texts: Texts, plan: Plan): ExitCode => {
  const changed = changedIn(texts, plan);
  for (const uri of changed) world.out.write(unifiedDiff(shownPath(world.cwd, uri), texts.get(uri) ?? "", plan.texts.get(uri) ?? ""));
  world.log.write(plan.made.map((made) => `${fixLine(world, texts, made)}\n`).join(""));
  world.log.write(`${plural(plan.made.length, "fix", "fixes")} would be made in ${plural(changed.length, "file")}\n`);
  return tellRest(world, texts, plan) && changed.length === 0 ? 0 : 1;
};

const carryOut = (world: World, texts: Texts, plan: Plan): ExitCode => {
  const unwritten = new Set<string>();
  const changed = changedIn(texts, plan);
  for (const uri of changed) {
    const refused = rewrite(uri, plan.texts.get(uri) ?? "");
    if (refused === undefined) continue;
    unwritten.add(uri);
    world.log.write(`error: ${refused.usage}\n`);
  }
  const made = plan.made.filter(({ fix }) => !fix.edits.some((edit) => unwritten.has(edit.uri)));
  world.out.write(made.map((one) => `${fixLine(world, texts, one)}\n`).join(""));
  world.log.write(`${plural(made.length, "fix", "fixes")} made in ${plural(changed.length - unwritten.size, "file")}\n`);
  return tellRest(world, texts, plan) && unwritten.size === 0 ? 0 : 1;
};

/** `rules/a.stage:12: redundant-row: Delete the row`; the line is that of the file before any change. */
const fixLine = (world: World, texts: Texts, { finding, fix, at }: MadeFix): string => {
  const path = shownPath(world.cwd, finding.uri);
  return `${path}:${sourceText(path, texts.get(finding.uri) ?? "").at(at).line}: ${finding.code}: ${fix.title}`;
};

/** What was not done, each with its reason; true where nothing stands in the way. */
const tellRest = (world: World, texts: Texts, plan: Plan): boolean => {
  const tell = (text: string): void => void world.log.write(`${text}\n`);
  for (const refused of plan.refused) tell(`not made: ${fixLine(world, texts, refused)}; ${refused.reason}`);
  for (const uri of plan.broken)
    tell(`${shownPath(world.cwd, uri)} cannot be understood in full, so that nothing in it can be proved; stagewright check says why`);
  if (plan.stopped) tell(`stopped after ${mostFixes} fixes; run it again for the rest`);
  if (plan.outside > 0) tell(`${plural(plan.outside, "more fix changes", "more fixes change")} files that were not named`);
  if (plan.unsafe > 0)
    tell(
      `${plural(plan.unsafe, "more finding has a fix that changes", "more findings have fixes that change")} outcomes; open them in the editor`,
    );
  return plan.refused.length === 0 && plan.broken.length === 0 && !plan.stopped;
};
