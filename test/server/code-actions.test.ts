/** Code actions, over the protocol with the real server. */
import assert from "node:assert/strict";
import type { CodeAction, TextEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Editor, pulling, receiving, startEditor } from "./editor.ts";

const uri = "file:///rules/main.stage";
const versioned = { ...pulling, workspace: { ...pulling.workspace, workspaceEdit: { documentChanges: true } } };
const everywhere = { start: { line: 0, character: 0 }, end: { line: 900, character: 0 } };
const categories = "category T { T1  T2 }\ncategory N { N0  N1 }\ncategory g { a  b }\n";
const withAGap = `${categories}table {\n  T  | N  => g\n  T1 | N0 => a\n  T2 | any => b\n}\n`;
/** Of the two last rows either may go, not both. */
const twice = `${categories}table {\n  T  | N   => g\n  T1 | any => a\n  T2 | any => b\n  T2 | any => b\n}\n`;

const editsIn = (action: CodeAction | undefined): TextEdit[] => {
  const [change] = action?.edit?.documentChanges ?? [];
  if (change !== undefined && "edits" in change) return change.edits as TextEdit[];
  return action?.edit?.changes?.[uri] ?? assert.fail("the action has an edit");
};
const applied = (text: string, action: CodeAction | undefined): string =>
  TextDocument.applyEdits(TextDocument.create(uri, "stage", 1, text), editsIn(action));

describe("code actions", () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await startEditor(versioned);
  });
  afterEach(() => editor.quit());

  const ask = async (text: string, only?: string[], range: object = everywhere): Promise<CodeAction[]> => {
    editor.open(uri, text);
    const context = { diagnostics: [], ...(only === undefined ? {} : { only }) };
    return (await editor.ask("textDocument/codeAction", { textDocument: { uri }, range, context })) as CodeAction[];
  };
  const named = (actions: readonly CodeAction[], title: RegExp) => actions.find((action) => title.test(action.title));

  it("insert the row that closes a gap, with its result to be filled in", async () => {
    const action = named(await ask(withAGap), /^Insert a row/);
    assert.match(applied(withAGap, action), /\n {2}T1 \| N1 => \?\?\?\n/);
    assert.deepEqual(
      action?.diagnostics?.map(({ code }) => code),
      ["gap"],
    );
  });

  it("are bound to the version that was read", async () => {
    const [change] = named(await ask(withAGap), /^Insert a row/)?.edit?.documentChanges ?? [];
    assert.deepEqual(change !== undefined && "textDocument" in change && change.textDocument, { uri, version: 1 });
  });

  it("are plain changes for a client that knows no versions", async () => {
    await editor.quit();
    editor = await startEditor(receiving);
    const action = named(await ask(withAGap), /^Insert a row/);
    assert.equal(action?.edit?.documentChanges, undefined);
    assert.match(applied(withAGap, action), /\?\?\?/);
  });

  it("are only those of the asked range", async () => {
    const place = { line: 0, character: 0 };
    assert.deepEqual(await ask(withAGap, undefined, { start: place, end: place }), []);
  });

  it("prefer none where several unsafe fixes stand beside each other", async () => {
    const actions = await ask(withAGap);
    assert.ok(actions.length > 2);
    assert.ok(actions.every(({ isPreferred }) => isPreferred !== true));
  });

  it("prefer the safe fix", async () => {
    const action = named(await ask(twice), /^Delete this row/);
    assert.equal(action?.isPreferred, true);
  });

  it("never prefer to accept what a failing example came to", async () => {
    const failing = `${twice.replace("  T2 | any => b\n}", "}")}examples {\n  T  | N  => g\n  T1 | N0 => b\n}\n`;
    const actions = await ask(failing);
    const accepting = actions.filter(({ diagnostics }) => diagnostics?.some(({ code }) => code === "example-failed"));
    assert.equal(accepting.length, 1);
    assert.ok(accepting.every(({ isPreferred }) => isPreferred !== true));
    assert.deepEqual(await ask(failing, ["source.fixAll"]), []);
  });

  describe("turn the case of a gap into an example", () => {
    it("in a table of its own where there is none", async () => {
      const action = named(await ask(withAGap), /^Add its case/);
      assert.equal(applied(withAGap, action), `${withAGap}\nexamples "Cases to decide" {\n  T  | N  => g\n  T1 | N1 => ???\n}\n`);
    });

    it("in the table that has its columns, below the others", async () => {
      const table = "examples {\n  T    | N  => g\n  T1   | N0 => a // seen\n}\n";
      const text = `${withAGap}${table}`;
      const action = named(await ask(text), /^Add its case/);
      assert.equal(applied(text, action), `${withAGap}${table.replace("seen\n", "seen\n  T1   | N1 => ???\n")}`);
    });

    it("with the line ends of the file", async () => {
      const text = withAGap.replaceAll("\n", "\r\n");
      assert.ok(!/[^\r]\n/.test(applied(text, named(await ask(text), /^Add its case/))));
    });
  });

  describe("for all safe fixes", () => {
    it("delete one of two equal rows, and keep the other", async () => {
      const [action, ...more] = await ask(twice, ["source.fixAll"]);
      assert.deepEqual(more, []);
      assert.equal(action?.kind, "source.fixAll.stagewright");
      assert.equal(applied(twice, action), twice.replace("  T2 | any => b\n}", "}"));
    });

    it("make several in one change of the text as it was", async () => {
      const text = `${twice}table {\n  T  => h\n  T1 => a\n  T2 => b\n  T1 => a\n}\n`.replace("category g", "category g, h");
      const [action] = await ask(text, ["source.fixAll.stagewright"]);
      const left = applied(text, action);
      assert.equal(left.match(/T2 \| any/g)?.length, 1);
      assert.equal(left.match(/T1 => a/g)?.length, 1);
      assert.ok(editsIn(action).every(({ newText }) => newText === ""));
    });

    it("are not offered beside the others, nor where there are none", async () => {
      assert.equal(named(await ask(twice), /all safe/), undefined);
      editor.close(uri);
      assert.deepEqual(await ask(withAGap, ["source.fixAll"]), []);
    });
  });

  it("say nothing of a file that is not there", async () => {
    const params = { textDocument: { uri: "file:///rules/gone.stage" }, range: everywhere, context: { diagnostics: [] } };
    assert.deepEqual(await editor.ask("textDocument/codeAction", params), []);
  });
});
