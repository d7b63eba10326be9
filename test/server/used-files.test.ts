/** Findings in a file that another one uses, as the author of that other one sees them. */
import assert from "node:assert/strict";
import type { Finding } from "#engine";
import { atItsUse, openWorkspace } from "#server";
import { diskOf } from "./editor.ts";

const uri = "file:///rules/lung.stage";
const files = {
  [uri]: 'use "labs.stage"\nuse "common%20.stage"\nuse "common T.stage"\n',
  "file:///rules/labs.stage": 'use "deeper.stage"\n',
  "file:///rules/common%20T.stage": "category T { T1 }\n",
  "file:///rules/deeper.stage": "flag a\n",
};
const workspace = openWorkspace(() => [], diskOf(files));
const held = workspace.find(uri) ?? assert.fail("the file is there");

const findingIn = (place: string): Finding => ({
  uri: place,
  span: { start: 3, end: 5 },
  code: "overlap",
  severity: "error",
  message: "Two rows disagree.",
  summary: "overlap T1",
  related: [{ uri: place, span: { start: 0, end: 1 }, message: "the other row" }],
  fixes: [],
});
const shownText = ({ span }: Finding) => files[uri].slice(span.start, span.end).trim();

describe("a finding in a used file", () => {
  it("stands at the line that uses it, and leads to its own place first", () => {
    const shown = atItsUse(findingIn("file:///rules/common%20T.stage"), held, workspace);
    assert.equal(shown.uri, uri);
    assert.equal(shownText(shown), 'use "common T.stage"');
    assert.equal(shown.message, "In common T.stage: Two rows disagree.");
    assert.deepEqual(shown.related, [
      { uri: "file:///rules/common%20T.stage", span: { start: 3, end: 5 }, message: "Two rows disagree." },
      { uri: "file:///rules/common%20T.stage", span: { start: 0, end: 1 }, message: "the other row" },
    ]);
  });

  it("stands at the first use where the file is used by another used one", () => {
    assert.equal(shownText(atItsUse(findingIn("file:///rules/deeper.stage"), held, workspace)), 'use "labs.stage"');
  });
});
