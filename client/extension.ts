/** The entry where the extension runs in Node, on a desktop or a remote machine: the server is a process of its own. */
import type { ExtensionContext } from "vscode";
import { type BaseLanguageClient, LanguageClient, TransportKind } from "vscode-languageclient/node";
import { startClient } from "./client.ts";
import { provideTasks } from "./tasks.ts";

let client: BaseLanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(provideTasks());
  const module = context.asAbsolutePath("dist/server/main.cjs");
  client = await startClient(
    context,
    (id, name, options) => new LanguageClient(id, name, { module, transport: TransportKind.ipc }, options),
  );
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
