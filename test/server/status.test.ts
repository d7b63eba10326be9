/** How a file stands, as the status line tells it. */
import assert from "node:assert/strict";
import type { Status } from "#server";
import { pulling, startEditor } from "./editor.ts";

const uri = "file:///rules/a.stage";
const head = "category T { T1  T2 }\ncategory stage { I  II }\n";
const whole = `${head}table {\n  T  => stage\n  T1 => I\n  T2 => II\n}\nexamples {\n  T  => stage\n  T1 => I\n  T2 => II\n}\n`;

const statusOf = async (text: string): Promise<Status | null> => {
  const editor = await startEditor(pulling);
  editor.open(uri, text);
  const status = (await editor.ask("stagewright/status", { textDocument: { uri } })) as Status | null;
  await editor.quit();
  return status;
};

describe("the status of a file", () => {
  it("is clean with all cases passing", async () => {
    assert.deepEqual(await statusOf(whole), {
      version: 1,
      errors: 0,
      warnings: 0,
      infos: 0,
      passing: 2,
      failing: 0,
      decisions: 1,
      unchecked: [],
      examplesWait: false,
    });
  });

  it("counts a gap as a finding and a failing case as a case, each once", async () => {
    const status = await statusOf(whole.replace("  T2 => II\n}\nexamples", "}\nexamples"));
    assert.ok(status);
    assert.deepEqual([status.errors, status.passing, status.failing], [1, 1, 1]);
  });

  it("names the decision that a half-typed row keeps from being checked, and says that the examples wait", async () => {
    const status = await statusOf(whole.replace("T1 => I\n", "T1 =>\n"));
    assert.ok(status);
    assert.deepEqual(status.unchecked, ["stage"]);
    assert.equal(status.examplesWait, true);
    assert.deepEqual([status.passing, status.failing], [0, 0]);
    assert.equal(status.errors, 1);
  });

  it("tells that nothing is decided yet", async () => {
    const status = await statusOf(head);
    assert.equal(status?.decisions, 0);
  });

  it("is of the version that stands in the editor when it is told", async () => {
    const editor = await startEditor(pulling);
    editor.open(uri, whole);
    const first = editor.ask("stagewright/status", { textDocument: { uri } });
    editor.change(uri, 2, head);
    const second = (await editor.ask("stagewright/status", { textDocument: { uri } })) as Status;
    assert.equal(second.version, 2);
    assert.equal(((await first) as Status).version, 2);
    await editor.quit();
  });

  it("is nothing for a file that is not there", async () => {
    const editor = await startEditor(pulling);
    assert.equal(await editor.ask("stagewright/status", { textDocument: { uri } }), null);
    await editor.quit();
  });
});
