/** The files of a folder that are not open: their findings, and their part in renaming. */
import assert from "node:assert/strict";
import { type ClientCapabilities, FileChangeType, type WorkspaceDiagnosticReport, type WorkspaceEdit } from "vscode-languageserver";
import { diskOf, type Editor, pulling, startEditor } from "./editor.ts";

const at = (name: string) => `file:///folder/${name}.stage`;
const table = "category stage { I  II }\ntable {\n  T  => stage\n  T1 => I\n  T2 => II\n}\n";
const using = (path: string) => `use "${path}.stage"\n${table}`;

const start = async (files: Record<string, string>, capabilities: ClientCapabilities = pulling): Promise<Editor> =>
  await startEditor(capabilities, files, diskOf(files), () => Promise.resolve(null));

const folder = (editor: Editor) => editor.ask("workspace/diagnostic", { previousResultIds: [] }) as Promise<WorkspaceDiagnosticReport>;

/** The errors of each file that is told of, by its name. */
const errors = ({ items }: WorkspaceDiagnosticReport): Record<string, readonly unknown[]> =>
  Object.fromEntries(
    items.map((item) => [
      item.uri.replace(/^.*\/|\.stage$/g, ""),
      item.kind === "full" ? item.items.filter(({ severity }) => severity === 1).map(({ code }) => code) : [],
    ]),
  );

const three = () => ({
  [at("shared")]: "category T { T1  T2 }\n",
  [at("one")]: using("shared"),
  [at("two")]: using("shared"),
  [at("clean")]: `category T { T1  T2 }\n${table}`,
});

/** Resolves with false where an answer does not come for a while. */
const soon = <T>(answer: Promise<T>): Promise<T | false> =>
  Promise.race([answer, new Promise<false>((late) => setTimeout(() => late(false), 600))]);

describe("files of the folder that are not open", () => {
  it("are told of with their findings, and in the next answer only what has changed since", async () => {
    const files = three();
    const editor = await start({ ...files, [at("one")]: files[at("one")]?.replace("  T2 => II\n", "") ?? "" });
    const first = errors(await folder(editor));
    assert.deepEqual(first["one"], ["gap"]);
    assert.deepEqual(first["clean"] ?? [], []);
    const second = folder(editor);
    assert.equal(await soon(second), false);
    editor.save(at("one"), files[at("one")] ?? "");
    assert.deepEqual(errors(await second), { one: [] });
    await editor.quit();
  });

  it("are looked at again when a file that they use changes in the editor, unsaved", async () => {
    const editor = await start(three());
    await soon(folder(editor));
    const next = folder(editor);
    editor.open(at("shared"), "category T { T1  T2  T3 }\n");
    const told = errors(await next);
    assert.deepEqual([told["one"], told["two"], told["shared"]], [["gap"], ["gap"], undefined]);
    const after = folder(editor);
    editor.close(at("shared"));
    assert.deepEqual(errors(await after)["one"], []);
    await editor.quit();
  });

  it("lose their findings when they are deleted, and get findings when what they use is", async () => {
    const files: Record<string, string> = three();
    files[at("bad")] = `category T { T1  T2  T3 }\n${table}`;
    const editor = await start(files);
    assert.deepEqual(errors(await folder(editor))["bad"], ["gap"]);
    delete files[at("bad")];
    delete files[at("shared")];
    editor.tell([at("bad"), at("shared")], FileChangeType.Deleted);
    const told = errors(await folder(editor));
    assert.deepEqual(told["bad"], []);
    assert.ok(told["one"]?.includes("unresolved-use"));
    files[at("shared")] = "category T { T1  T2 }\n";
    editor.tell([at("shared")], FileChangeType.Created);
    assert.deepEqual(errors(await folder(editor))["one"], []);
    await editor.quit();
  });

  it("are left to the pulls of each file while they are open", async () => {
    const files: Record<string, string> = three();
    files[at("bad")] = `category T { T1  T2  T3 }\n${table}`;
    const editor = await start(files);
    editor.open(at("bad"), files[at("bad")] ?? "");
    assert.equal(errors((await soon(folder(editor))) || { items: [] })["bad"], undefined);
    await editor.quit();
  });

  it("are renamed in with the file that is open, each of them", async () => {
    const editor = await start(three());
    editor.open(at("shared"), "category T { T1  T2 }\n");
    const edit = (await editor.ask("textDocument/rename", {
      textDocument: { uri: at("shared") },
      position: { line: 0, character: 14 },
      newName: "T1a",
    })) as WorkspaceEdit;
    const touched =
      edit.changes === undefined
        ? (edit.documentChanges ?? []).map((one) => ("textDocument" in one ? one.textDocument.uri : ""))
        : Object.keys(edit.changes);
    assert.deepEqual([...touched].sort(), [at("one"), at("shared"), at("two")]);
    await editor.quit();
  });

  it("are not known where the client cannot tell them, and then no such pull is offered", async () => {
    const editor = await startEditor(pulling, three());
    assert.equal(editor.abilities.capabilities.diagnosticProvider?.workspaceDiagnostics, false);
    await editor.quit();
  });
});
