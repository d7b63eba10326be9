/// <reference types="vscode" />
/** Example cases in VS Code: marks and lenses while one types, the Test Explorer's runs and the rows that they reach. */
import assert from "node:assert/strict";
import * as vscode from "vscode";

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly errored: number;
  readonly skipped: number;
  readonly rows: number;
  readonly reached: number;
}

const rules = `category T { T1  T2 }
category N { N0  N1 }
category stage { I  II }
table {
  T  | N   => stage
  T1 | any => I
  T2 | N0  => II
  T2 | N1  => II
}
`;
const cases = 'examples "Worked" {\n  T | N => stage\n  T1 | N0 => I\n  T2 | N0 => I\n}\n';

export function runningExamples(): void {
  describe("example cases", () => {
    afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

    it("are run from the file, with the rows that they reach, as it stands in the editor", async () => {
      const document = await untitled(rules + cases);
      assert.deepEqual(await run("stagewright.runExamplesWithCoverage", document), {
        passed: 1,
        failed: 1,
        errored: 0,
        skipped: 0,
        rows: 3,
        reached: 2,
      });
      await replace(document, "T2 | N0 => I\n", "T2 | N0 => II\n");
      assert.deepEqual(await counts(document), [2, 0, 0, 0]);
    });

    it("wait for an error in the rules, and are never passed then", async () => {
      const document = await untitled(rules.replace("T1 | any => I", "T1 | any => III") + cases);
      assert.deepEqual(await counts(document), [0, 0, 2, 0]);
    });

    it("are missed where a file has none", async () => {
      const document = await untitled(rules);
      assert.deepEqual(await counts(document), [0, 0, 0, 1]);
    });

    it("are run block by block from a lens", async () => {
      const document = await untitled(`${rules}${cases}examples "More" {\n  T | N => stage\n  T2 | N1 => II\n}\n`);
      const lenses = await lensesOf(document, "Run · 1 case passes");
      const [lens] = lenses.filter(({ command }) => command?.title === "Run · 1 case passes");
      assert.ok(lens?.command, JSON.stringify(lenses));
      const [uri, block] = lens.command.arguments ?? [];
      const outcome = await vscode.commands.executeCommand<Outcome>(lens.command.command, uri, block);
      assert.deepEqual([outcome.passed, outcome.failed], [1, 0]);
    });

    it("have lenses that tell of decisions, and explain what fails", async () => {
      const document = await untitled(rules + cases);
      const titles = (await lensesOf(document, "covered")).map(({ command, range }) => `${range.start.line + 1} ${command?.title}`);
      assert.deepEqual(titles.sort(), [
        "10 Run · 1 of 2 cases fails · 2 of 3 rows reached",
        "13 Explain",
        "4 4 of 4 covered, no gap, no overlap · cases reach 2 of 3 rows",
        "4 Show grid",
      ]);
    });

    it("of the whole workspace are run from the Test Explorer", async () => {
      await untitled(rules + cases);
      await vscode.commands.executeCommand("testing.refreshTests");
      await vscode.commands.executeCommand("testing.runAll");
      await vscode.commands.executeCommand("testing.coverageAll");
    });
  });
}

async function untitled(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: "stage", content });
  await vscode.window.showTextDocument(document);
  return document;
}

const run = async (command: string, document: vscode.TextDocument): Promise<Outcome> =>
  await vscode.commands.executeCommand<Outcome>(command, document.uri);

async function counts(document: vscode.TextDocument): Promise<readonly number[]> {
  const { passed, failed, errored, skipped } = await run("stagewright.runExamples", document);
  return [passed, failed, errored, skipped];
}

async function replace(document: vscode.TextDocument, old: string, text: string): Promise<void> {
  const start = document.getText().indexOf(old);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(start + old.length)), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** The lenses with their figures, as soon as one of them has this in its title. */
async function lensesOf(document: vscode.TextDocument, title: string): Promise<readonly vscode.CodeLens[]> {
  const deadline = Date.now() + 20_000;
  let lenses: readonly vscode.CodeLens[] = [];
  while (Date.now() < deadline) {
    lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 100);
    if (lenses.some(({ command }) => command?.title.includes(title))) return lenses;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`no lens with ${title}, but ${lenses.map(({ command }) => command?.title).join("; ")}`);
}
