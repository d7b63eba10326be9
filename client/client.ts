/**
 * What both hosts share: the client of the language server and what the editor adds to it. All knowledge of rule files is in
 * the server; nothing is computed here. How the server is reached is told by the two entries, `extension.ts` for Node and
 * `extension-browser.ts` for a web worker.
 */
import { type ExtensionContext, workspace } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { drawMarks } from "./example-marks.ts";
import { openExamples } from "./examples.ts";
import { readForServer } from "./files.ts";
import { registerFirstSteps } from "./first-steps.ts";
import { registerViews } from "./preview/views.ts";
import { showStatus } from "./status.ts";
import { openTesting } from "./testing.ts";

/** Makes a client that is not yet started. */
type MakeClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

/** Starts the server; gives its client, for whoever has more to ask of it. */
export async function startClient(context: ExtensionContext, make: MakeClient): Promise<BaseLanguageClient> {
  const watchers = ["**/*.stage", "**/stagewright.json"].map((pattern) => workspace.createFileSystemWatcher(pattern));
  context.subscriptions.push(...watchers);
  const client = make("stagewright", "Stagewright", {
    documentSelector: [{ language: "stage" }],
    synchronize: { fileEvents: watchers },
    initializationOptions: { readsFiles: true, ownClient: true },
  });
  context.subscriptions.push(readForServer(client), ...registerViews(context, client));
  const examples = openExamples(client);
  const marks = drawMarks(examples);
  context.subscriptions.push(examples, marks);
  context.subscriptions.push(...registerFirstSteps(context, client), showStatus(client));
  await client.start();
  context.subscriptions.push(openTesting(examples, marks.makeRoom));
  return client;
}
