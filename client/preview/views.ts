/** The side views that there are, and the commands that open them. */
import { commands, type Disposable, type ExtensionContext } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { registerCases } from "./cases.ts";
import { openSideViews } from "./panel.ts";

export function registerViews(context: ExtensionContext, client: BaseLanguageClient): readonly Disposable[] {
  const grid = openSideViews(context, {
    id: "stagewright.grid",
    title: "Stage Grid",
    script: "grid",
    content: (uri, wishes, token) => client.sendRequest("stagewright/grid", { textDocument: { uri }, wishes }, token),
  });
  return [...registerCases(context, client), grid, commands.registerCommand("stagewright.showGrid", () => grid.show())];
}
