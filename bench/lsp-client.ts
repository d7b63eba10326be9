/** Speaks the language server protocol with a server process, as an editor does, and tells how long answers take. It states no aims. */
import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";
import {
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type Position,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

export interface Peer {
  /** Milliseconds from starting the process until it can be asked. */
  readonly readyAfter: number;
  readonly open: (uri: string, languageId: string, text: string) => Promise<void>;
  /** Types a text at a place; resolves with the findings of just that version. */
  readonly type: (uri: string, at: Position, text: string) => Promise<readonly Diagnostic[]>;
  /** Types without waiting for what is found. */
  readonly change: (uri: string, at: Position, text: string) => Promise<void>;
  readonly ask: (method: string, params: object) => Promise<unknown>;
  readonly quit: () => Promise<void>;
}

const shown = { relatedInformation: true, codeDescriptionSupport: true };

/** `args` for node; the server must speak over standard input and output. */
export async function startPeer(args: readonly string[]): Promise<Peer> {
  const start = performance.now();
  const server = spawn(process.execPath, [...args, "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
  const client = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const waiting = new Map<string, (found: readonly Diagnostic[]) => void>();
  client.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => waiting.get(uri)?.(diagnostics));
  client.onRequest("workspace/configuration", ({ items }: { items: readonly unknown[] }) => items.map(() => ({})));
  client.onRequest("client/registerCapability", () => null);
  client.listen();
  const { capabilities } = await client.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      textDocument: { publishDiagnostics: shown, diagnostic: {}, completion: {}, hover: {}, synchronization: {} },
      workspace: { configuration: true },
    },
  });
  const readyAfter = performance.now() - start;
  await client.sendNotification(InitializedNotification.type, {});
  const pulls = capabilities.diagnosticProvider !== undefined;
  const versions = new Map<string, number>();

  const found = async (uri: string, send: () => Promise<void>): Promise<readonly Diagnostic[]> => {
    if (!pulls) {
      const told = new Promise<readonly Diagnostic[]>((done) => waiting.set(uri, done));
      await send();
      return await told;
    }
    await send();
    const report: DocumentDiagnosticReport = await client.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    return report.kind === "full" ? report.items : [];
  };
  const change = async (uri: string, at: Position, text: string): Promise<void> => {
    const version = (versions.get(uri) ?? 1) + 1;
    versions.set(uri, version);
    const contentChanges = [{ range: { start: at, end: at }, text }];
    await client.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version }, contentChanges });
  };
  return {
    readyAfter,
    open: async (uri, languageId, text) => {
      const opened = { textDocument: { uri, languageId, version: 1, text } };
      await found(uri, () => client.sendNotification(DidOpenTextDocumentNotification.type, opened));
    },
    type: (uri, at, text) => found(uri, () => change(uri, at, text)),
    change,
    ask: (method, params) => client.sendRequest(method, params),
    quit: async () => {
      await client.sendRequest(ShutdownRequest.type);
      await client.sendNotification(ExitNotification.type);
      client.dispose();
      server.kill();
    },
  };
}
