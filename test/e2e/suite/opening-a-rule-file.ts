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

    it("shows one squiggle for a combination that no row covers, and where to look", async () => {
      const document = await open("with-a-gap.stage");
      const [gap, ...more] = await diagnosticsOf(document.uri);
      assert.deepEqual(more, []);
      assert.ok(gap);
      assert.equal(codeOf(gap), "gap");
      assert.match(gap.message, /T = T2, N = N1/);
      assert.match(linkOf(gap), /docs\/checks\/gap\.md$/);
      const near = gap.relatedInformation?.map(({ location }) => document.lineAt(location.range.start.line).text.trim());
      assert.deepEqual(near, ["T1 | any => I", "T2 | N0  => II"]);
    });

    it("takes the squiggle away as soon as the row is typed", async () => {
      const document = await open("with-a-gap.stage");
      await diagnosticsOf(document.uri);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, document.lineAt(document.lineCount - 2).range.start, "  T2 | N1 => II\n");
      assert.ok(await vscode.workspace.applyEdit(edit));
      await noDiagnosticsOf(document.uri);
      await vscode.commands.executeCommand("workbench.action.files.revert");
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
  return await eventually(`a diagnostic of ${uri}`, () => {
    const diagnostics = vscode.languages.getDiagnostics(uri);
    return diagnostics.length > 0 ? diagnostics : undefined;
  });
}

async function noDiagnosticsOf(uri: vscode.Uri): Promise<void> {
  await eventually(`no diagnostic of ${uri}`, () => (vscode.languages.getDiagnostics(uri).length === 0 ? true : undefined));
}

async function eventually<T>(what: string, look: () => T | undefined): Promise<T> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`There was not ${what} within ${patience / 1000} s.`);
}

const codeOf = ({ code }: vscode.Diagnostic): unknown => (typeof code === "object" ? code.value : code);
const linkOf = ({ code }: vscode.Diagnostic): string => (typeof code === "object" ? code.target.toString() : "");
