/**
 * The language server as it is shipped: a process of its own, spoken to over standard input and output. Tests can also write to it what
 * no client would.
 */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

export interface BuiltServer {
  readonly abilities: InitializeResult["capabilities"];
  readonly ask: (method: string, params: object) => Promise<unknown>;
  readonly tell: (method: string, params: object) => void;
  readonly open: (uri: string, text: string) => void;
  readonly change: (uri: string, version: number, text: string) => void;
  readonly findings: (uri: string) => Promise<readonly Diagnostic[]>;
  /** Bytes as they are, framed or not. */
  readonly write: (bytes: string) => void;
  readonly isAlive: () => boolean;
  readonly said: () => string;
  readonly quit: () => Promise<void>;
}

const capabilities = { textDocument: { diagnostic: {}, publishDiagnostics: { relatedInformation: true } } };

/** Bundles the server as it is shipped. */
export const buildServer = async (): Promise<void> => {
  const { bundle } = await import(pathToFileURL(resolve("scripts/bundle.mjs")).href);
  await bundle(["server"]);
};

/** `flags` are those of Node, to give it little memory. */
export const startBuilt = async (flags: readonly string[] = []): Promise<BuiltServer> => {
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, [...flags, "dist/server/main.cjs", "--stdio"]);
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const client = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  client.onNotification("window/logMessage", ({ message }: { message: string }) => {
    said += `${message}\n`;
  });
  client.onError(() => undefined);
  client.listen();
  const { capabilities: abilities } = await client.sendRequest<InitializeResult>("initialize", {
    processId: null,
    rootUri: null,
    capabilities,
  });
  void client.sendNotification("initialized", {});
  const ended = new Promise<never>((_, lost) => child.once("exit", (code) => lost(new Error(`The server ended with ${code}:\n${said}`))));
  ended.catch(() => undefined);
  const ask = async (method: string, params: object): Promise<unknown> => await Promise.race([client.sendRequest(method, params), ended]);
  const tell = (method: string, params: object): void => void client.sendNotification(method, params);
  return {
    abilities,
    ask,
    tell,
    open: (uri, text) => tell("textDocument/didOpen", { textDocument: { uri, languageId: "stage", version: 1, text } }),
    change: (uri, version, text) => tell("textDocument/didChange", { textDocument: { uri, version }, contentChanges: [{ text }] }),
    findings: async (uri) => {
      const report = (await ask("textDocument/diagnostic", { textDocument: { uri } })) as DocumentDiagnosticReport;
      return report.kind === "full" ? report.items : [];
    },
    write: (bytes) => void child.stdin.write(bytes),
    isAlive: () => child.exitCode === null && child.signalCode === null,
    said: () => said,
    quit: async () => {
      const gone = once(child, "exit");
      await ask("shutdown", {}).catch(() => undefined);
      tell("exit", {});
      const limit = setTimeout(() => child.kill("SIGKILL"), 5000);
      await gone;
      clearTimeout(limit);
      client.dispose();
    },
  };
};
