/**
 * The VS Code side: starts the language server and stops it. All knowledge of rule files is in the server;
 * nothing is computed here.
 */
import { type ExtensionContext, workspace } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { registerViews } from "./preview/views.ts";

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath("dist/server/main.cjs");
  const watchers = ["**/*.stage", "**/stagewright.json"].map((pattern) => workspace.createFileSystemWatcher(pattern));
  context.subscriptions.push(...watchers);
  client = new LanguageClient(
    "stagewright",
    "Stagewright",
    { module, transport: TransportKind.ipc },
    { documentSelector: [{ language: "stage" }], synchronize: { fileEvents: watchers } },
  );
  context.subscriptions.push(...registerViews(context, client));
  await client.start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
