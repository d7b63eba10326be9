/** The entry where the extension runs in a browser, without Node: the server is a web worker. */
import { type ExtensionContext, Uri } from "vscode";
import { type BaseLanguageClient, LanguageClient } from "vscode-languageclient/browser";
import { startClient } from "./client.ts";

let client: BaseLanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const worker = new Worker(Uri.joinPath(context.extensionUri, "dist/server/main-browser.js").toString(true));
  client = await startClient(context, (id, name, options) => new LanguageClient(id, name, worker, options));
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
