/** What an editor asks about a place, over the protocol with the real server. */
import assert from "node:assert/strict";
import { type Editor, pulling, startEditor } from "./editor.ts";

const uri = "file:///rules/main.stage";
const text = "category T { T1  T2 }\ncategory g { a  b }\ntable {\n  T => g\n  T1 => a\n  T2 => \n}\n";
const asked = (line: number, character: number, at = uri) => ({ textDocument: { uri: at }, position: { line, character } });

const requests: readonly (readonly [method: string, more: object])[] = [
  ["textDocument/hover", {}],
  ["textDocument/definition", {}],
  ["textDocument/completion", {}],
  ["textDocument/references", { context: { includeDeclaration: true } }],
  ["textDocument/documentHighlight", {}],
];

describe("language features over the protocol", () => {
  let editor: Editor;
  afterEach(() => editor.quit());

  it("are announced", async () => {
    editor = await startEditor(pulling);
    const { hoverProvider, definitionProvider, renameProvider } = editor.abilities.capabilities;
    assert.deepEqual([hoverProvider, definitionProvider, renameProvider], [true, true, { prepareProvider: true }]);
  });

  it("answer beside a half-typed row", async () => {
    editor = await startEditor(pulling);
    editor.open(uri, text);
    assert.deepEqual(await editor.ask("textDocument/definition", asked(4, 3)), [
      { uri, range: { start: { line: 0, character: 13 }, end: { line: 0, character: 15 } } },
    ]);
  });

  for (const [method, more] of requests) {
    it(`have no answer to ${method} where there is nothing`, async () => {
      editor = await startEditor(pulling);
      editor.open(uri, text);
      for (const place of [asked(900, 0), asked(0, 0, "file:///rules/never-opened.stage"), asked(0, 0, "untitled:x"), asked(6, 1)]) {
        const answer = await editor.ask(method, { ...place, ...more });
        assert.ok(answer === null || (Array.isArray(answer) && answer.length === 0), `${method} ${JSON.stringify(answer)}`);
      }
      assert.deepEqual(editor.logged, []);
    });
  }

  it("rename, and tell why not", async () => {
    editor = await startEditor(pulling);
    editor.open(uri, text.replace("  T2 => \n", "  T2 => b\n"));
    const answer = (await editor.ask("textDocument/rename", { ...asked(0, 9), newName: "tumour" })) as {
      changes: Record<string, unknown[]>;
    };
    assert.equal(answer.changes[uri]?.length, 2);
    await assert.rejects(editor.ask("textDocument/rename", { ...asked(0, 9), newName: "g" }), /g is a variable already/);
    assert.deepEqual(editor.logged, []);
  });
});
