/** Which text stands for a file: the editor's or the disk's, and when it is a new one. */
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import { openWorkspace } from "#server";
import { diskOf } from "./editor.ts";

const uri = "file:///rules/lung/lung.stage";
const opened = (text: string, version = 1, name = uri) => TextDocument.create(name, "stage", version, text);

describe("the workspace", () => {
  it("prefers a file as it stands in the editor to the one on disk", () => {
    const workspace = openWorkspace(() => [opened("category T { T1 }")], diskOf({ [uri]: "category N { N1 }" }));
    assert.equal(workspace.find(uri)?.source.text, "category T { T1 }");
  });

  it("knows a file by whichever spelling the editor uses", () => {
    const workspace = openWorkspace(() => [opened("", 1, "file:///rules/a b.stage")], diskOf({}));
    assert.ok(workspace.find("file:///rules/a%20b.stage"));
  });

  it("has no file that neither the editor nor the disk has", () => {
    assert.equal(openWorkspace(() => [], diskOf({})).find(uri), undefined);
  });

  it("gives the same value until the text changes", () => {
    const files = { [uri]: "category T { T1 }" };
    const open: TextDocument[] = [];
    const workspace = openWorkspace(() => open, diskOf(files));
    const first = workspace.find(uri);
    assert.equal(workspace.find(uri), first);
    files[uri] = "category T { T2 }";
    const second = workspace.find(uri);
    assert.notEqual(second, first);
    const document = opened("category T { T3 }");
    open.push(document);
    const third = workspace.find(uri);
    assert.equal(third?.source.text, "category T { T3 }");
    TextDocument.update(document, [{ text: "category T { T4 }" }], 2);
    assert.equal(workspace.find(uri)?.source.text, "category T { T4 }");
    assert.equal(third.source.text, "category T { T3 }");
    open.pop();
    assert.equal(workspace.find(uri)?.source.text, "category T { T2 }");
  });

  it("takes the path of a `use` from the folder of the file that says it", () => {
    const workspace = openWorkspace(
      () => [],
      diskOf({ "file:///rules/common.stage": "flag a", "file:///rules/lung/here.stage": "flag b" }),
    );
    assert.equal(workspace.findUsed(uri, "../common.stage")?.source.text, "flag a");
    assert.equal(workspace.findUsed(uri, "here.stage")?.source.text, "flag b");
    assert.equal(workspace.findUsed(uri, "common.stage"), undefined);
  });

  it("finds the nearest settings above a file", () => {
    const files: Record<string, string> = { "file:///stagewright.json": "far" };
    const workspace = openWorkspace(() => [], diskOf(files));
    assert.equal(workspace.findAbove(uri, "stagewright.json")?.text, "far");
    files["file:///rules/stagewright.json"] = "near";
    assert.equal(workspace.findAbove(uri, "stagewright.json")?.text, "near");
    assert.equal(workspace.findAbove("file:///elsewhere/a.stage", "stagewright.json")?.text, "far");
  });
});
