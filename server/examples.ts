/**
 * Example cases in the editor: their tree with results for the Test Explorer and the marks beside them (a request of our own),
 * the lenses above them, hints in the lines, and word that a file has been checked anew. What each says is in `features/`.
 */
import {
  type CodeLens,
  CodeLensRefreshRequest,
  type Connection,
  LSPErrorCodes,
  ResponseError,
  type ServerCapabilities,
} from "vscode-languageserver";
import { type Mark, marksOf } from "./features/example-marks.ts";
import { examplesOf, type ShownExamples } from "./features/example-tree.ts";
import { hintsIn, hintsOfCases } from "./features/inlay-hints.ts";
import { isLensKey, lensCommand, lensesOf } from "./features/lenses.ts";
import type { Report, Reporter } from "./features/reports.ts";
import { type ClientSupport, sourceUri } from "./from-lsp.ts";
import { background, cancelled, type Log, type Refusal, request } from "./handler.ts";
import type { Schemes } from "./schemes.ts";
import type { Workspace } from "./workspace.ts";

/** What `serveExamples` can do, in the words of the protocol. */
export const exampleAbilities: ServerCapabilities = { codeLensProvider: { resolveProvider: true }, inlayHintProvider: true };

interface Surroundings {
  readonly connection: Connection;
  readonly workspace: Workspace;
  readonly schemes: Schemes;
  readonly reporter: Reporter;
  readonly support: ClientSupport;
  readonly log: Log;
}

interface Asked {
  readonly textDocument: { readonly uri: string };
  /** Whether the cases are to be run; else their tree alone is given. */
  readonly run: boolean;
}

interface Answered extends ShownExamples {
  readonly marks: readonly Mark[];
}

export const serveExamples = (surroundings: Surroundings): void => {
  const { connection, workspace, schemes, reporter, support, log } = surroundings;
  const isOpen = (uri: string): boolean => workspace.open().some(({ source }) => source.uri === uri);
  const late = new Set<string>();

  connection.onRequest(
    "stagewright/examples",
    request(log, "examples", async ({ textDocument, run }: Asked, token): Promise<Answered | Refusal | null> => {
      const uri = sourceUri(textDocument.uri);
      const report = run ? await reporter.report(uri, () => !token.isCancellationRequested) : undefined;
      if (token.isCancellationRequested) return cancelled();
      const shown = shownOf(schemes, uri, report);
      // Nobody looks at a file that is not open: what was found of it is told once and let go.
      if (!isOpen(uri)) reporter.forget(uri);
      return shown === undefined ? null : { ...shown, marks: marksOf(shown) };
    }),
  );

  connection.onCodeLens(
    request(log, "lenses", async ({ textDocument }, token): Promise<CodeLens[] | Refusal> => {
      const uri = sourceUri(textDocument.uri);
      const report = await soon(reporter.report(uri, () => !token.isCancellationRequested));
      if (token.isCancellationRequested) return cancelled();
      if (report === undefined) late.add(uri);
      const file = schemes.of(uri);
      return file === undefined ? [] : [...lensesOf(file, shownOf(schemes, uri, report), support.ownClient)];
    }),
  );

  connection.onCodeLensResolve(
    request(log, "a lens", async (lens, token): Promise<CodeLens | Refusal> => {
      const key: unknown = lens.data;
      if (!isLensKey(key)) return lens;
      const report = await reporter.report(key.uri, () => !token.isCancellationRequested);
      const [file, shown] = [schemes.of(key.uri), shownOf(schemes, key.uri, report)];
      const isOld = report?.held.document.version !== key.version;
      if (report === undefined || file === undefined || shown === undefined || isOld) return outdated();
      const command = lensCommand({ file, shown, decisions: report.decisions }, key, support.ownClient);
      return command === undefined ? outdated() : { ...lens, command };
    }),
  );

  connection.languages.inlayHint.on(
    request(log, "inlay hints", ({ textDocument, range }) => {
      const file = schemes.of(textDocument.uri);
      if (file === undefined) return [];
      const units = hintsIn(file, range);
      if (support.ownClient) return [...units];
      const { uri } = file.held.source;
      const report = reporter.current(uri);
      const shown = report === undefined ? undefined : shownOf(schemes, uri, report);
      return [...units, ...hintsOfCases(shown === undefined ? [] : marksOf(shown), range)];
    }),
  );

  reporter.onReport(
    background(log, "telling of a check", async (report: Report, before: Report | undefined) => {
      const { uri } = report.held.source;
      if (!isOpen(uri)) return;
      if (support.refreshesHints && !support.ownClient) connection.languages.inlayHint.refresh();
      if (support.ownClient) await connection.sendNotification("stagewright/checked", { uri, version: report.held.document.version });
      // The client asks for lenses at each change of the text; of other changes, and of slow checks, it must be told.
      const isUnasked = before?.held === report.held || late.delete(uri);
      if (isUnasked && support.refreshesLenses) await connection.sendRequest(CodeLensRefreshRequest.type);
    }),
  );
};

const known = new WeakMap<Report, ShownExamples>();

/** The tree as it stands; with what came of it where it was checked in just this version. */
const shownOf = (schemes: Schemes, uri: string, report: Report | undefined): ShownExamples | undefined => {
  const file = schemes.of(uri);
  if (file === undefined) return undefined;
  if (report === undefined || report.held !== file.held) return examplesOf(file, schemes, undefined);
  const shown = known.get(report) ?? examplesOf(file, schemes, report.examples);
  known.set(report, shown);
  return shown;
};

/** Lenses that stand for long where the text no longer is would be worse than lenses without figures. */
const longestWait = 300;

const soon = <T>(answer: Promise<T | undefined>): Promise<T | undefined> =>
  Promise.race([answer, new Promise<undefined>((later) => setTimeout(later, longestWait, undefined))]);

/** The client asks again for the text as it is now. */
const outdated = (): Refusal => new ResponseError(LSPErrorCodes.ContentModified, "The text has changed.");
