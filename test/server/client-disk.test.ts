/** Files that only the client can read: those of a virtual workspace. */
import assert from "node:assert/strict";
import type { Diagnostic, Location } from "vscode-languageserver";
import { diskOf, type Editor, pulling, receiving, startEditor } from "./editor.ts";

const main = "vscode-vfs://host/rules/main.stage";
const shared = "vscode-vfs://host/rules/shared.stage";
const mainText = 'use "shared.stage"\ncategory group { low  high }\ntable {\n  marker => group\n  a      => low\n  b      => high\n}\n';
const sharedText = "category marker { a  b }\n";

/** A client whose file system answers late. */
const startOn = async (files: Record<string, string>, capabilities = pulling, asked: string[] = []): Promise<Editor> =>
  await startEditor(capabilities, {}, diskOf({}), async (uri) => {
    asked.push(uri);
    await new Promise((later) => setTimeout(later, 30));
    return files[uri] ?? null;
  });

const findingsOf = async (editor: Editor, uri = main): Promise<readonly Diagnostic[]> => {
  const report = await editor.pull(uri);
  return report.kind === "full" ? report.items : assert.fail("a full report was expected");
};

const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.filter(({ severity }) => severity === 1).map(({ code }) => code);

const told = (editor: Editor, uri: string) =>
  editor.ask("textDocument/hover", { textDocument: { uri }, position: { line: 3, character: 3 } });

describe("a rule file in a virtual workspace", () => {
  it("is checked with the files that it uses, each asked for once", async () => {
    const asked: string[] = [];
    const editor = await startOn({ [shared]: sharedText }, pulling, asked);
    editor.open(main, mainText);
    assert.deepEqual(codes(await findingsOf(editor)), []);
    assert.equal(asked.filter((uri) => uri === shared).length, 1);
    editor.change(main, 2, `${mainText}\n`);
    assert.deepEqual(codes(await findingsOf(editor)), []);
    assert.equal(asked.filter((uri) => uri === shared).length, 1);
    await editor.quit();
  });

  it("is never reported on without a file that is on its way", async () => {
    const editor = await startOn({ [shared]: sharedText }, receiving);
    editor.open(main, mainText);
    await editor.publishedSoMany(1);
    assert.deepEqual(codes(editor.published[0]?.diagnostics ?? []), []);
    await editor.quit();
  });

  it("says which file is missing", async () => {
    const editor = await startOn({});
    editor.open(main, mainText);
    assert.ok(codes(await findingsOf(editor)).includes("unresolved-use"));
    await editor.quit();
  });

  it("answers the first question about a name of a used file", async () => {
    const editor = await startOn({ [shared]: sharedText });
    editor.open(main, mainText);
    assert.match(JSON.stringify(await told(editor, main)), /marker/);
    const places = (await editor.ask("textDocument/definition", {
      textDocument: { uri: main },
      position: { line: 3, character: 3 },
    })) as Location[];
    assert.deepEqual(
      places.map(({ uri }) => uri),
      [shared],
    );
    await editor.quit();
  });

  it("is checked anew when a used file changes, goes with its folder, or comes back", async () => {
    const files: Record<string, string> = { [shared]: sharedText };
    const editor = await startOn(files);
    editor.open(main, mainText);
    assert.deepEqual(codes(await findingsOf(editor)), []);
    files[shared] = "category marker { a  b  c }\n";
    editor.tell([shared]);
    assert.deepEqual(codes(await findingsOf(editor)), ["gap"]);
    delete files[shared];
    editor.tell(["vscode-vfs://host/rules"]);
    assert.ok(codes(await findingsOf(editor)).includes("unresolved-use"));
    files[shared] = sharedText;
    editor.tell([shared]);
    assert.deepEqual(codes(await findingsOf(editor)), []);
    await editor.quit();
  });

  it("keeps to the text of the editor where a used file is open and unsaved", async () => {
    const editor = await startOn({ [shared]: sharedText });
    editor.open(main, mainText);
    editor.open(shared, "category marker { a  b  c }\n");
    assert.deepEqual(codes(await findingsOf(editor)), ["gap"]);
    editor.close(shared);
    assert.deepEqual(codes(await findingsOf(editor)), []);
    await editor.quit();
  });

  it("heeds the settings above it", async () => {
    const editor = await startOn({
      [shared]: "category marker { a  b  c }\n",
      "vscode-vfs://host/stagewright.json": '{ "severities": { "gap": "warning" } }',
    });
    editor.open(main, mainText);
    const found = await findingsOf(editor);
    assert.deepEqual(
      found.filter(({ code }) => code === "gap").map(({ severity }) => severity),
      [2],
    );
    await editor.quit();
  });

  it("counts a file as missing that the client fails to read, and says why", async () => {
    const editor = await startEditor(pulling, {}, diskOf({}), () => Promise.reject(new Error("no such host")));
    editor.open(main, mainText);
    assert.ok(codes(await findingsOf(editor)).includes("unresolved-use"));
    assert.match(editor.logged.join("\n"), /no such host/);
    await editor.quit();
  });
});
