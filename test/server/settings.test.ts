/** `stagewright.json` as the editor reads it, half-typed or not. */
import assert from "node:assert/strict";
import { readSettings } from "#server";

describe("settings", () => {
  it("set severities by code, and the budget", () => {
    const settings = readSettings('{ "severities": { "gap": "warning", "overlap": "off" }, "budget": 5000 }');
    assert.deepEqual(settings, { severities: { gap: "warning", overlap: "off" }, budget: 5000 });
  });

  it("leave out what is no code, no severity or no budget", () => {
    const settings = readSettings('{ "severities": { "gap": "loud", "gaps": "error", "overlap": "hint" }, "budget": -1 }');
    assert.deepEqual(settings, { severities: { overlap: "hint" } });
  });

  for (const text of [undefined, "", '{ "severities": {', "[]", "null", "7", '{ "severities": 3 }']) {
    it(`are the defaults for ${text ?? "no file"}`, () => {
      assert.deepEqual(readSettings(text).severities ?? {}, {});
    });
  }
});
