/**
 * Checks of rule files, each kept with all that it found and as long as nothing that it depended on has changed.
 * Diagnostics and code actions read the same report; nothing is checked twice. How reports reach the client is not known here.
 *
 * A check works in steps. Between them newer edits and cancellations are heard, and a check that they make pointless is left.
 */
import type { Diagnostic } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type CheckCache, checkInSteps, createCheckCache, type DecisionSummary, type ExampleReport, type Finding } from "#engine";
import type { ClientSupport } from "../from-lsp.ts";
import type { Schemes } from "../schemes.ts";
import { readSettings, settingsName } from "../settings.ts";
import { toDiagnostic } from "../to-lsp.ts";
import type { Held, HeldText, Workspace } from "../workspace.ts";
import { openTogether, type Together } from "./together.ts";

/** A finding as it was found, and as it is shown in the file of the report. */
export interface Found {
  readonly finding: Finding;
  readonly diagnostic: Diagnostic;
}

/** One finished check of a file, and all that it depended on. */
export interface Report {
  readonly id: string;
  readonly held: Held;
  /** The files that it uses, directly or through others. */
  readonly uses: readonly string[];
  readonly found: readonly Found[];
  /** How many combinations of each decision are covered. */
  readonly decisions: readonly DecisionSummary[];
  /** What came of its examples; empty where they wait for an error in the text to be mended. */
  readonly examples: ExampleReport;
  /** False as soon as the file, a file that it uses or its settings have changed. */
  readonly isCurrent: () => boolean;
}

/** Whether anybody still waits for an answer. */
type IsWanted = () => boolean;

export interface Reporter {
  /** The report at hand, where nothing has changed since. */
  readonly current: (uri: string) => Report | undefined;
  /** The report of a file as it is when this resolves; undefined where there is no such file, or nobody waits any more. */
  readonly report: (uri: string, isWanted: IsWanted) => Promise<Report | undefined>;
  readonly forget: (uri: string) => void;
  /** Called with each new report, and with the one before it of the same file. */
  readonly onReport: (hear: Hear) => void;
}

type Hear = (report: Report, before: Report | undefined) => unknown;

interface Running {
  readonly waiting: IsWanted[];
  readonly done: Promise<void>;
}

export const openReporter = (workspace: Workspace, schemes: Schemes, support: ClientSupport): Reporter => {
  const reports = new Map<string, Report>();
  const caches = new Map<string, CheckCache>();
  const running = new Map<string, Running>();
  const together = openTogether(workspace, schemes);
  const hearing: Hear[] = [];
  const longestSteps = new Map<string, number>();
  let count = 0;

  const current = (uri: string): Report | undefined => {
    const known = reports.get(uri);
    return known?.isCurrent() ? known : undefined;
  };

  const make = async (uri: string, waiting: readonly IsWanted[]): Promise<void> => {
    await pause(pauseFor(longestSteps.get(uri)));
    const isWanted = (): boolean => waiting.some((wanted) => wanted());
    const held = isWanted() ? workspace.find(uri) : undefined;
    if (held === undefined) return;
    // What an unfinished check leaves behind is not whole, so each works on a cache of its own.
    const cache = { ...(caches.get(uri) ?? createCheckCache()) };
    const work = checkFile({ workspace, schemes, together, support }, held, cache);
    const finished = await finish(work, () => isWanted() && workspace.find(uri) === held);
    longestSteps.set(uri, finished.longestStep);
    const checked = finished.result;
    const onTheWay = workspace.settled();
    // What was found without a file that is still on its way is not to be shown; the caller asks again.
    if (onTheWay !== undefined) return await onTheWay;
    if (checked === undefined) return;
    caches.set(uri, cache);
    count += 1;
    const before = reports.get(uri);
    const report = { id: String(count), held, ...checked };
    reports.set(uri, report);
    for (const hear of hearing) hear(report, before);
  };

  const join = (uri: string, isWanted: IsWanted): Promise<void> => {
    const known = running.get(uri);
    if (known !== undefined) {
      known.waiting.push(isWanted);
      return known.done;
    }
    const waiting = [isWanted];
    const done = make(uri, waiting).finally(() => running.delete(uri));
    running.set(uri, { waiting, done });
    return done;
  };

  return {
    current,
    report: async (uri, isWanted) => {
      while (isWanted() && workspace.find(uri) !== undefined) {
        const known = current(uri);
        if (known !== undefined) return known;
        await join(uri, isWanted);
      }
      return undefined;
    },
    forget: (uri) => {
      for (const kept of [reports, caches, longestSteps]) kept.delete(uri);
      schemes.forget(uri);
    },
    onReport: (hear) => void hearing.push(hear),
  };
};

// ----------------------------------------------------------------- taking turns

/** Edits that come in one breath are checked once; the longest that an author waits for a check to begin, in milliseconds. */
const [shortestPause, longestPause] = [5, 150];

/** A step during which no key is heard would be felt beyond this. */
const feltStep = 50;

/** A check that can be left at any key begins at once; one with steps that would be felt waits for a pause of typing. */
const pauseFor = (longestStep = 0): number => (longestStep < feltStep ? shortestPause : Math.min(longestPause, longestStep));

const pause = (milliseconds: number): Promise<void> => new Promise((later) => setTimeout(later, milliseconds));

/** Work goes on for so long before others are heard, in milliseconds. */
const longestTurn = 12;

interface Finished<T> {
  /** undefined: it was not worth finishing. */
  readonly result: T | undefined;
  readonly longestStep: number;
}

/** Does work in steps, and hears others in between. */
export const finish = async <T>(work: Generator<undefined, T>, isWorthIt: () => boolean): Promise<Finished<T>> => {
  let longestStep = 0;
  let turn = performance.now();
  for (;;) {
    const start = performance.now();
    const { done, value } = work.next();
    const now = performance.now();
    longestStep = Math.max(longestStep, now - start);
    if (done === true) return { result: value, longestStep };
    if (now - turn < longestTurn) continue;
    await pause(0);
    if (!isWorthIt()) return { result: undefined, longestStep };
    turn = performance.now();
  }
};

// --------------------------------------------------------------------- checking

type Checked = Pick<Report, "uses" | "found" | "decisions" | "examples" | "isCurrent">;

interface Checking {
  readonly workspace: Workspace;
  readonly schemes: Schemes;
  readonly together: Together;
  readonly support: ClientSupport;
}

function* checkFile(
  { workspace, schemes, together, support }: Checking,
  held: Held,
  cache: CheckCache,
): Generator<undefined, Checked | undefined> {
  const { uri } = held.source;
  const bound = schemes.of(uri);
  if (bound === undefined) return undefined;
  yield;
  const settings: HeldText | undefined = workspace.findAbove(uri, settingsName);
  const result = yield* checkInSteps(bound.scheme, { ...readSettings(settings?.text), cache, clock: () => performance.now() });
  if (result === undefined) return undefined;
  const between = together.findingsOf(uri);
  const documentOf = (place: string): TextDocument | undefined => workspace.find(place)?.document;
  return {
    uses: bound.scheme.uses,
    found: [...between, ...result.findings].map((finding) => {
      const shown = finding.uri === uri ? finding : atItsUse(finding, held, workspace);
      return { finding, diagnostic: toDiagnostic(shown, held.document, documentOf, support) };
    }),
    decisions: result.decisions,
    examples: result.examples,
    isCurrent: () => bound.isCurrent() && workspace.findAbove(uri, settingsName) === settings && isSame(between, together.findingsOf(uri)),
  };
}

const isSame = (some: readonly Finding[], others: readonly Finding[]): boolean => textOf(some) === textOf(others);

/** All that is shown of findings. */
const textOf = (findings: readonly Finding[]): string => JSON.stringify(findings);

/** A finding in a file that this one uses, shown at the line that uses it: the author of this file must know of it. */
export const atItsUse = (finding: Finding, held: Held, workspace: Workspace): Finding => {
  const { uri, parsed } = held.source;
  const uses = parsed.file.decls.filter((decl) => decl.kind === "use");
  const direct = uses.find((use) => workspace.findUsed(uri, use.path.value)?.source.uri === finding.uri);
  const file = decodeURIComponent(finding.uri.slice(finding.uri.lastIndexOf("/") + 1));
  const there = { uri: finding.uri, span: finding.span, message: finding.message };
  return {
    ...finding,
    uri,
    span: direct ?? uses[0] ?? { start: 0, end: 0 },
    message: `In ${file}: ${finding.message}`,
    related: [there, ...finding.related],
  };
};
