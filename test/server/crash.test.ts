/** A fault of ours in one place, brought about by a disk that throws: it costs that answer, is logged, and nothing else. */
import assert from "node:assert/strict";
import type { Disk } from "#server";
import { pulling, startEditor } from "./editor.ts";

const bad = "file:///rules/bad.stage";
const good = "file:///rules/good.stage";
const clean = "category T { T1 }\ncategory stage { I }\ntable {\n  T  => stage\n  T1 => I\n}\n";

describe("a fault in one feature", () => {
  it("is told to who asked, logged with its place, and leaves everything else at work", async () => {
    let isBroken = true;
    const disk: Disk = {
      stamp: (uri) => (uri.endsWith("shared.stage") ? `${isBroken}` : undefined),
      read: () => {
        if (isBroken) throw new Error("injected");
        return "category T { T1 }\n";
      },
    };
    const editor = await startEditor(pulling, {}, disk);
    editor.open(bad, clean.replace("category T { T1 }", 'use "shared.stage"'));
    editor.open(good, clean);
    const asked = { textDocument: { uri: bad }, position: { line: 3, character: 2 } };
    await assert.rejects(editor.ask("textDocument/hover", asked), /Stagewright failed at hover/);
    await assert.rejects(editor.pull(bad), /Stagewright failed at diagnostics/);
    assert.match(editor.logged.join("\n"), /hover: Error: injected\n +at /);
    const report = await editor.pull(good);
    assert.equal(report.kind === "full" && report.items.some(({ severity }) => severity === 1), false);
    assert.ok(await editor.ask("textDocument/hover", { ...asked, textDocument: { uri: good } }));
    isBroken = false;
    assert.ok(await editor.ask("textDocument/hover", asked));
    const mended = await editor.pull(bad);
    assert.equal(mended.kind === "full" && mended.items.some(({ severity }) => severity === 1), false);
    await editor.quit();
  });
});
