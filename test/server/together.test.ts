/** Two open files that claim the same cases, as an editor hears of them. */
import assert from "node:assert/strict";
import type { DocumentDiagnosticReport } from "vscode-languageserver";
import { type Editor, pulling, startEditor } from "./editor.ts";

const lung = "file:///rules/lung.stage";
const chest = "file:///rules/chest.stage";
const claiming = (site: string) =>
  `scheme "S" {\n  applies site ${site}\n}\ncategory T { T1  T2 }\ncategory stage { I  II }\ntable { T => stage; T1 => I; T2 => II }\n`;

const overlapsIn = (report: DocumentDiagnosticReport) =>
  report.kind === "full" ? report.items.filter(({ code }) => code === "applies-overlap") : assert.fail("a full report was expected");

describe("files that are open together", () => {
  let editor: Editor;
  afterEach(() => editor.quit());

  it("are told that they claim the same cases, until one of them is changed or closed", async () => {
    editor = await startEditor(pulling);
    editor.open(lung, claiming("C34"));
    assert.deepEqual(overlapsIn(await editor.pull(lung)), []);
    editor.open(chest, claiming("C34.3..C39.9"));
    const report = await editor.pull(lung);
    const [found, ...more] = overlapsIn(report);
    assert.deepEqual(more, []);
    assert.equal(found?.range.start.line, 1);
    assert.match(String(found.message), /^chest\.stage decides stage for the same cases: site C34\.3\.\.C34\.9 /);
    assert.equal(found.relatedInformation?.[0]?.location.uri, chest);
    editor.change(chest, 2, claiming("C38"));
    assert.deepEqual(overlapsIn(await editor.pull(lung, report.kind === "full" ? report.resultId : undefined)), []);
    editor.change(chest, 3, claiming("C34.0"));
    assert.equal(overlapsIn(await editor.pull(lung)).length, 1);
    editor.close(chest);
    assert.deepEqual(overlapsIn(await editor.pull(lung)), []);
  });
});
