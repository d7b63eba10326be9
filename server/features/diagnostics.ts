/**
 * Diagnostics: what is wrong with a rule file, as the editor shows it.
 * The client asks for them where it can (pull); otherwise they are sent to it (push); never both.
 */

import {
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type TextDocuments,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { check, type Finding, load } from "#engine";
import { type ClientSupport, sourceUri } from "../from-lsp.ts";
import { background, cancelled, type Log, type Refusal, request } from "../handler.ts";
import { readSettings, settingsName } from "../settings.ts";
import { toDiagnostic } from "../to-lsp.ts";
import type { Held, HeldText, Workspace } from "../workspace.ts";
import { openTogether, type Together } from "./together.ts";

/** A rule file is checked when its author has paused for so long, in milliseconds. */
const pauseOfTyping = 150;

/** One finished check of a file, and all that it depended on. */
interface Report {
  readonly id: string;
  readonly version: number;
  readonly diagnostics: readonly Diagnostic[];
  /** False as soon as the file, a file that it uses or its settings have changed. */
  readonly isCurrent: () => boolean;
}

/** Checks files, and checks none again of which nothing has changed. */
interface Reporter {
  /** The report at hand, where nothing has changed since. */
  readonly current: (uri: string) => Report | undefined;
  /** The report of a file as it is now; undefined where there is no such file. */
  readonly report: (uri: string) => Report | undefined;
  readonly forget: (uri: string) => void;
}

const openReporter = (workspace: Workspace, support: ClientSupport): Reporter => {
  const reports = new Map<string, Report>();
  const together = openTogether(workspace);
  let count = 0;

  const current = (uri: string): Report | undefined => {
    const known = reports.get(uri);
    return known?.isCurrent() ? known : undefined;
  };

  const make = (uri: string): Report | undefined => {
    const held = workspace.find(uri);
    if (held === undefined) return undefined;
    const { diagnostics, isCurrent } = checkFile(held, workspace, together, support);
    count += 1;
    return { id: String(count), version: held.document.version, diagnostics, isCurrent };
  };

  return {
    current,
    report: (uri) => {
      const report = current(uri) ?? make(uri);
      if (report !== undefined) reports.set(uri, report);
      return report;
    },
    forget: (uri) => reports.delete(uri),
  };
};

interface Checked {
  readonly diagnostics: readonly Diagnostic[];
  readonly isCurrent: () => boolean;
}

const checkFile = (held: Held, workspace: Workspace, together: Together, support: ClientSupport): Checked => {
  const { uri } = held.source;
  const used: { readonly from: string; readonly path: string; readonly found: Held | undefined }[] = [];
  const scheme = load(held.source, (from, path) => {
    const found = workspace.findUsed(from, path);
    used.push({ from, path, found });
    return found?.source;
  });
  const settings: HeldText | undefined = workspace.findAbove(uri, settingsName);
  const { findings } = check(scheme, readSettings(settings?.text));
  const between = together.findingsOf(uri);
  const documentOf = (place: string): TextDocument | undefined => workspace.find(place)?.document;
  return {
    diagnostics: [...between, ...findings]
      .map((finding) => (finding.uri === uri ? finding : atItsUse(finding, held, workspace)))
      .map((finding) => toDiagnostic(finding, held.document, documentOf, support)),
    isCurrent: () =>
      workspace.find(uri) === held &&
      used.every(({ from, path, found }) => workspace.findUsed(from, path) === found) &&
      workspace.findAbove(uri, settingsName) === settings &&
      isSame(between, together.findingsOf(uri)),
  };
};

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

// -------------------------------------------------------------------- serving

export interface Surroundings {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly workspace: Workspace;
  readonly support: ClientSupport;
  readonly log: Log;
}

/** Begins to answer or to send, whichever the client can take. The answer is to be called when files on disk have changed. */
export const serveDiagnostics = (surroundings: Surroundings): (() => void) => {
  const reporter = openReporter(surroundings.workspace, surroundings.support);
  surroundings.documents.onDidClose(({ document }) => reporter.forget(sourceUri(document.uri)));
  return surroundings.support.pullsDiagnostics ? answerPulls(surroundings, reporter) : pushOnChange(surroundings, reporter);
};

const answerPulls = ({ connection, support, log }: Surroundings, reporter: Reporter): (() => void) => {
  connection.languages.diagnostics.on(
    request(log, "diagnostics", async ({ textDocument, previousResultId }, token): Promise<DocumentDiagnosticReport | Refusal> => {
      const uri = sourceUri(textDocument.uri);
      if (reporter.current(uri) === undefined) await pause();
      if (token.isCancellationRequested) return cancelled();
      const report = reporter.report(uri);
      if (report === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
      return report.id === previousResultId
        ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: report.id }
        : { kind: DocumentDiagnosticReportKind.Full, resultId: report.id, items: [...report.diagnostics] };
    }),
  );
  return () => {
    if (support.refreshesDiagnostics) connection.languages.diagnostics.refresh();
  };
};

const pause = (): Promise<void> => new Promise((later) => setTimeout(later, pauseOfTyping));

const pushOnChange = ({ connection, documents, log }: Surroundings, reporter: Reporter): (() => void) => {
  const sent = new Map<string, string>();
  let round = 0;

  // A change in one file can concern any other, so each round looks at all of them; most reports are at hand.
  const pushAll = background(log, "diagnostics", async () => {
    round += 1;
    const thisRound = round;
    await pause();
    for (const { uri } of documents.all()) {
      if (thisRound !== round) return;
      await push(uri);
    }
  });

  const push = async (uri: string): Promise<void> => {
    const report = reporter.report(sourceUri(uri));
    if (report === undefined || sent.get(uri) === report.id) return;
    sent.set(uri, report.id);
    await connection.sendDiagnostics({ uri, version: report.version, diagnostics: [...report.diagnostics] });
  };

  documents.onDidChangeContent(() => void pushAll());
  documents.onDidClose(
    background(log, "closing", async ({ document }) => {
      sent.delete(document.uri);
      await connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
      await pushAll();
    }),
  );
  return () => void pushAll();
};
