/** Commands for the first minutes: a new rule file, the sample of the walkthrough, and the server's log and restart. */
import { commands, type Disposable, type ExtensionContext, SnippetString, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

export function registerFirstSteps(context: ExtensionContext, client: BaseLanguageClient): readonly Disposable[] {
  const at = (path: string) => Uri.joinPath(context.extensionUri, path);
  return [
    commands.registerCommand("stagewright.newFile", newFile),
    commands.registerCommand("stagewright.openSample", () => openSample(at("client/walkthrough/sample.stage"))),
    commands.registerCommand("stagewright.openWalkthrough", () =>
      commands.executeCommand("workbench.action.openWalkthrough", `${context.extension.id}#start`, false),
    ),
    commands.registerCommand("stagewright.restartServer", async () => {
      await client.stop();
      await client.start();
    }),
    commands.registerCommand("stagewright.showLog", () => client.outputChannel.show()),
  ];
}

/** A small scheme that is clean as it stands; Tab goes from one place to fill in to the next. */
const skeleton = `scheme "\${1:Carcinoma of …}" {
  edition "\${2:AJCC 8}"
  cite source "\${3:Authors. Journal Year;Volume:Pages}"
  status draft
}

category T "Primary tumour" { T1  T2 }
category N "Regional lymph nodes" { N0  N1 }
category stage "Stage group" { I  II  III }

table @source {
  T   | N  => stage
  T1  | N0 => I
  T2  | N0 => II
  any | N1 => III
}

examples {
  T  | N  => stage
  T1 | N0 => I
  T2 | N0 => II
  T1 | N1 => III
}
$0`;

async function newFile(): Promise<void> {
  const document = await workspace.openTextDocument({ language: "stage" });
  const editor = await window.showTextDocument(document);
  await editor.insertSnippet(new SnippetString(skeleton));
}

/** A copy, so that it can be edited, tried again from the beginning, and thrown away. */
async function openSample(place: Uri): Promise<void> {
  const content = new TextDecoder().decode(await workspace.fs.readFile(place));
  await window.showTextDocument(await workspace.openTextDocument({ language: "stage", content }));
}
