/**
 * An editor for tests: speaks the language server protocol with the real server, in memory.
 * Its disk is a record of texts; nothing is read from this machine.
 */
import { PassThrough } from "node:stream";
import {
  type CancellationToken,
  type ClientCapabilities,
  createConnection,
  createProtocolConnection,
  DiagnosticRefreshRequest,
  DiagnosticTag,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  FileChangeType,
  type FileEvent,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  ProposedFeatures,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { type Disk, serve } from "#server";

export interface Editor {
  readonly abilities: InitializeResult;
  readonly open: (uri: string, text: string) => void;
  readonly change: (uri: string, version: number, text: string) => void;
  readonly close: (uri: string) => void;
  /** Tells the server that a file on disk has another text now. */
  readonly save: (uri: string, text: string) => void;
  /** Tells the server that something has become of these files, not what. */
  readonly tell: (uris: readonly string[], type?: FileChangeType) => void;
  /** Any request of the protocol, by its method. */
  readonly ask: (method: string, params: object) => Promise<unknown>;
  readonly pull: (uri: string, previousResultId?: string, token?: CancellationToken) => Promise<DocumentDiagnosticReport>;
  /** All that was published so far, in order. */
  readonly published: readonly PublishDiagnosticsParams[];
  /** Resolves as soon as so many reports have been published. */
  readonly publishedSoMany: (count: number) => Promise<void>;
  /** Resolves when the server says that it is time to ask again. */
  readonly refreshed: Promise<void>;
  readonly logged: readonly string[];
  /** Word of finished checks, in order. */
  readonly checked: readonly unknown[];
  readonly quit: () => Promise<void>;
}

const shown = { relatedInformation: true, codeDescriptionSupport: true, tagSupport: { valueSet: [DiagnosticTag.Unnecessary] } };

export const pulling: ClientCapabilities = {
  textDocument: { publishDiagnostics: shown, diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true } },
};
export const receiving: ClientCapabilities = { textDocument: { publishDiagnostics: { ...shown, versionSupport: true } } };

export const diskOf = (files: Record<string, string>): Disk => ({ stamp: (uri) => files[uri], read: (uri) => files[uri] });

/** `readFile` answers for files that the server cannot read itself; without it the client reads none. `ownClient`: our own extension. */
export const startEditor = async (
  capabilities: ClientCapabilities,
  files: Record<string, string> = {},
  disk = diskOf(files),
  readFile?: (uri: string) => Promise<string | null>,
  ownClient = false,
): Promise<Editor> => {
  const [toServer, toEditor] = [new PassThrough(), new PassThrough()];
  const connection = createConnection(ProposedFeatures.all, new StreamMessageReader(toServer), new StreamMessageWriter(toEditor));
  serve(connection, disk);
  const client = createProtocolConnection(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer));
  const published: PublishDiagnosticsParams[] = [];
  const logged: string[] = [];
  const waiting: { readonly count: number; readonly done: () => void }[] = [];
  client.onNotification(PublishDiagnosticsNotification.type, (report) => {
    published.push(report);
    for (const { count, done } of waiting) if (published.length >= count) done();
  });
  const refreshed = new Promise<void>((done) => client.onRequest(DiagnosticRefreshRequest.type, () => done()));
  client.onNotification(LogMessageNotification.type, ({ message }) => void logged.push(message));
  const checked: unknown[] = [];
  client.onNotification("stagewright/checked", (told: unknown) => void checked.push(told));
  client.onRequest("stagewright/ruleFiles", () => Object.keys(files).filter((uri) => uri.endsWith(".stage")));
  client.onRequest("stagewright/readFile", ({ uri }: { uri: string }) => readFile?.(uri) ?? null);
  client.listen();
  const initializationOptions = { readsFiles: readFile !== undefined, ownClient };
  const abilities = await client.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    capabilities,
    initializationOptions,
  });
  await client.sendNotification(InitializedNotification.type, {});
  return {
    abilities,
    open: (uri, text) =>
      void client.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: "stage", version: 1, text } }),
    change: (uri, version, text) =>
      void client.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version }, contentChanges: [{ text }] }),
    close: (uri) => void client.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } }),
    save: (uri, text) => {
      files[uri] = text;
      void client.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri, type: FileChangeType.Changed }] });
    },
    tell: (uris, type = FileChangeType.Changed) =>
      void client.sendNotification(DidChangeWatchedFilesNotification.type, {
        changes: uris.map((uri): FileEvent => ({ uri, type })),
      }),
    ask: (method, params) => client.sendRequest(method, params),
    pull: (uri, previousResultId, token) =>
      client.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri }, previousResultId }, token),
    published,
    publishedSoMany: (count) => new Promise((done) => (published.length >= count ? done() : waiting.push({ count, done }))),
    refreshed,
    logged,
    checked,
    quit: async () => {
      await client.sendRequest(ShutdownRequest.type);
      client.dispose();
      connection.dispose();
    },
  };
};
