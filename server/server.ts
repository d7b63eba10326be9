/**
 * The language server: says what it can do and joins its features to a connection.
 * It does not know where its connection leads (`main.ts` does) nor what a rule file means (`engine` does).
 */

import { type Connection, FileChangeType, type InitializeResult, TextDocumentSyncKind, TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { parse } from "#grammar";
import { joinDisks, openClientDisk } from "./client-disk.ts";
import { documentAbilities, serveActions, serveDocuments } from "./document.ts";
import { exampleAbilities, serveExamples } from "./examples.ts";
import { serveDiagnostics } from "./features/diagnostics.ts";
import { serveFolder } from "./features/folder-diagnostics.ts";
import { openReporter } from "./features/reports.ts";
import { type ClientSupport, clientSupport, sourceUri } from "./from-lsp.ts";
import { background, type Log } from "./handler.ts";
import { languageAbilities, serveLanguage } from "./language.ts";
import { noRuleFiles, openRuleFiles } from "./rule-files.ts";
import { openSchemes } from "./schemes.ts";
import { serveStatus } from "./status.ts";
import { serveViews } from "./views.ts";
import { type Disk, openWorkspace } from "./workspace.ts";

/** `disk` holds the plain files of this machine; without one, and for all other files, the client is asked. */
export const serve = (connection: Connection, disk?: Disk): void => {
  const told = (message: string): void => connection.console.error(message);
  const fromClient = openClientDisk(connection, told);
  const documents = new TextDocuments(TextDocument);
  connection.onInitialize(({ capabilities, initializationOptions }) => {
    const support = clientSupport(capabilities, initializationOptions);
    const files = joinDisks(disk, support.readsFiles ? fromClient : noDisk);
    const ruleFiles = support.readsFiles ? openRuleFiles(connection, told) : noRuleFiles;
    const workspace = openWorkspace(() => documents.all(), files, fromClient.settled, ruleFiles.list);
    const log: Log = { error: told, settled: fromClient.settled };
    // What speaks of a name may stand in any file of the folder; other answers do not wait for the list of them.
    const folderLog: Log = { error: told, settled: () => fromClient.settled() ?? ruleFiles.settled() };
    const schemes = openSchemes(workspace);
    const reporter = openReporter(workspace, schemes, support);
    const filesChanged = serveDiagnostics({ connection, documents, reporter, support, log });
    const folder = serveFolder({ connection, workspace, files: ruleFiles, reporter, log });
    documents.onDidChangeContent(({ document }) => folder.changed([sourceUri(document.uri)]));
    documents.onDidClose(({ document }) => folder.closed(sourceUri(document.uri)));
    connection.onDidChangeWatchedFiles(
      background(log, "changed files", ({ changes }) => {
        const uris = changes.map(({ uri }) => sourceUri(uri));
        fromClient.forget(uris);
        if (changes.some(({ type }) => type !== FileChangeType.Changed)) ruleFiles.forget();
        filesChanged();
        folder.changed(uris);
      }),
    );
    serveLanguage({ connection, schemes, reporter, log, folderLog });
    serveExamples({ connection, workspace, schemes, reporter, support, log });
    serveStatus(connection, reporter, log);
    serveViews(connection, { schemes, workspace, reporter, support }, log);
    serveDocuments(connection, workspace, log);
    serveActions(connection, { workspace, reporter, support }, log);
    return abilities(support);
  });
  connection.onInitialized(background({ error: told }, "warming up", warmUp));
  documents.listen(connection);
  connection.listen();
};

/** Stands for a client that reads no files. */
const noDisk: Disk = { stamp: () => undefined, read: () => undefined };

const abilities = (support: ClientSupport): InitializeResult => ({
  capabilities: {
    ...languageAbilities,
    ...documentAbilities,
    ...exampleAbilities,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    ...(support.pullsDiagnostics ? { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: support.readsFiles } } : {}),
  },
  serverInfo: { name: "Stagewright" },
});

/** The first parse makes the parser ready, which takes longer than parsing; better now than at the first key. */
const warmUp = (): void => {
  parse('scheme "Warming up" { }\ncategory T { T0 }\ntable {\n  T => T\n  T0 => T0\n}\n');
};
