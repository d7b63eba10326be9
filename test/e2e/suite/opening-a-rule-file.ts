/// <reference types="vscode" />
/** What an author sees on opening a rule file in VS Code, without doing anything. */
import assert from "node:assert/strict";
import * as vscode from "vscode";

const patience = 20_000;

export function openingARuleFile(): void {
  describe("opening a rule file", () => {
    it("knows the language by the file's ending", async () => {
      const document = await open("half-typed.stage");
      assert.equal(document.languageId, "stage");
    });

    it("shows one squiggle with its code for a half-typed row", async () => {
      const document = await open("half-typed.stage");
      const [diagnostic, ...more] = await diagnosticsOf(document.uri);
      assert.deepEqual(more, []);
      assert.ok(diagnostic);
      assert.equal(codeOf(diagnostic), "syntax");
      assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Error);
      assert.equal(diagnostic.source, "stagewright");
      assert.match(document.lineAt(diagnostic.range.start.line).text, /T1b \|/);
    });
  });
}

async function open(name: string): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "the tests need a folder to be open");
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The diagnostics of a file, as soon as there are some. */
async function diagnosticsOf(uri: vscode.Uri): Promise<readonly vscode.Diagnostic[]> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    const diagnostics = vscode.languages.getDiagnostics(uri);
    if (diagnostics.length > 0) return diagnostics;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`There was no diagnostic for ${uri} within ${patience / 1000} s.`);
}

const codeOf = ({ code }: vscode.Diagnostic): unknown => (typeof code === "object" ? code.value : code);
