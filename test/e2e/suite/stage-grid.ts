/// <reference types="vscode" />
/** The stage grid as a command: it opens beside the editor and follows the file. What is inside is seen by `test/screens`. */
import assert from "node:assert/strict";
import * as vscode from "vscode";

export function showingTheStageGrid(): void {
  describe("showing the stage grid", () => {
    after(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

    it("opens a view beside the editor and leaves the cursor in the text", async () => {
      await open("with-a-gap.stage");
      await vscode.commands.executeCommand("stagewright.showGrid");
      const tab = await gridTab("Stage Grid: with-a-gap.stage");
      assert.notEqual(tab.group.viewColumn, vscode.window.activeTextEditor?.viewColumn);
      assert.equal(vscode.window.activeTextEditor?.document.uri.path.endsWith("with-a-gap.stage"), true);
    });

    it("follows the rule file that is being edited, in one view", async () => {
      await open("half-typed.stage");
      await gridTab("Stage Grid: half-typed.stage");
      await vscode.commands.executeCommand("stagewright.showGrid");
      assert.equal(gridTabs().length, 1);
    });
  });
}

async function open(name: string): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "the tests need a folder to be open");
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
}

const gridTabs = (): readonly vscode.Tab[] =>
  vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith("stagewright.grid"));

async function gridTab(title: string): Promise<vscode.Tab> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const tab = gridTabs().find(({ label }) => label === title);
    if (tab !== undefined) return tab;
    if (Date.now() > deadline) throw new Error(`There is no tab ${title}, but ${gridTabs().map(({ label }) => label)}.`);
    await new Promise((later) => setTimeout(later, 50));
  }
}
