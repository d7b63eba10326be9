/**
 * Diagnostics: what is wrong with a rule file, as the editor shows it.
 * The client asks for them where it can (pull); otherwise they are sent to it (push); never both.
 * No report of an older version than the client's leaves the server.
 */

import { type Connection, type DocumentDiagnosticReport, DocumentDiagnosticReportKind, type TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type ClientSupport, sourceUri } from "../from-lsp.ts";
import { background, cancelled, type Log, type Refusal, request } from "../handler.ts";
import type { Report, Reporter } from "./reports.ts";

export interface Surroundings {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly reporter: Reporter;
  readonly support: ClientSupport;
  readonly log: Log;
}

/** Begins to answer or to send, whichever the client can take. The answer is to be called when files on disk have changed. */
export const serveDiagnostics = (surroundings: Surroundings): (() => void) => {
  surroundings.documents.onDidClose(({ document }) => surroundings.reporter.forget(sourceUri(document.uri)));
  return surroundings.support.pullsDiagnostics ? answerPulls(surroundings) : pushOnChange(surroundings);
};

const answerPulls = ({ connection, support, log, reporter }: Surroundings): (() => void) => {
  connection.languages.diagnostics.on(
    request(log, "diagnostics", async ({ textDocument, previousResultId }, token): Promise<DocumentDiagnosticReport | Refusal> => {
      const report = await reporter.report(sourceUri(textDocument.uri), () => !token.isCancellationRequested);
      if (token.isCancellationRequested) return cancelled();
      if (report === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
      return report.id === previousResultId
        ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: report.id }
        : { kind: DocumentDiagnosticReportKind.Full, resultId: report.id, items: diagnosticsOf(report) };
    }),
  );
  return () => {
    if (support.refreshesDiagnostics) connection.languages.diagnostics.refresh();
  };
};

const diagnosticsOf = (report: Report) => report.found.map(({ diagnostic }) => diagnostic);

const pushOnChange = ({ connection, documents, log, reporter }: Surroundings): (() => void) => {
  const sent = new Map<string, string>();
  let round = 0;

  // A change in one file can concern any other, so each round looks at all of them; most reports are at hand.
  const pushAll = background(log, "diagnostics", async (changed?: string) => {
    round += 1;
    const thisRound = round;
    const uris = documents.all().map(({ uri }) => uri);
    for (const uri of [...uris.filter((one) => one === changed), ...uris.filter((one) => one !== changed)]) {
      await push(uri, () => thisRound === round);
      if (thisRound !== round) return;
    }
  });

  const push = async (uri: string, isWanted: () => boolean): Promise<void> => {
    const report = await reporter.report(sourceUri(uri), isWanted);
    if (report === undefined || !isWanted() || sent.get(uri) === report.id) return;
    sent.set(uri, report.id);
    await connection.sendDiagnostics({ uri, version: report.held.document.version, diagnostics: diagnosticsOf(report) });
  };

  documents.onDidChangeContent(({ document }) => void pushAll(document.uri));
  documents.onDidClose(
    background(log, "closing", async ({ document }) => {
      sent.delete(document.uri);
      await connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
      await pushAll();
    }),
  );
  return () => void pushAll();
};
