/** What the views of single cases ask the server for, over the protocol. */
import assert from "node:assert/strict";
import type { AddedExample, ExplainedShown, TriedShown } from "#server";
import { type Editor, pulling, startEditor } from "./editor.ts";

const uri = "file:///rules/main.stage";
const rules = `scheme "Small <b>& plain</b>" { }
category T "Primary <i>tumour</i>" unknown TX { T1  T2 }
number size unit cm from 0
category stage { I  II  "very \\"late\\"" }
table "By T" {
  T  | size => stage
  T1 | <= 2 => I
  T1 | > 2  => II
  T2 | any  => "very \\"late\\""
}
examples "Known" {
  T  | size => stage
  T1 | 1    => I
  T1 |      => II
}
`;
const lineOf = (text: string, mark: string): number => text.slice(0, text.indexOf(mark)).split("\n").length - 1;

describe("requests about a case", () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor(pulling);
    editor.open(uri, rules);
  });
  after(() => editor.quit());

  const asked = async <R>(method: string, wishes: unknown, of = uri): Promise<R> =>
    (await editor.ask(`stagewright/${method}`, { textDocument: { uri: of }, wishes })) as R;

  it("answer with the outcome, what is possible, what settles it and places of rows", async () => {
    const { answers, outcomes, summary } = await asked<TriedShown>("tryCase", { entries: [{ variable: "T", text: "T1" }] });
    assert.deepEqual(outcomes, [{ decision: "stage", text: "I, II", accepted: "I, II" }]);
    assert.match(summary, /Not determined yet/);
    assert.match(answers, /Would be settled by: <button type="button" class="link" data-field-link="size">/);
    const places = [...answers.matchAll(/data-place="([^"]*)"/g)].map(([, text = ""]) => JSON.parse(text.replaceAll("&quot;", '"')));
    assert.deepEqual(
      places.slice(0, 2).map(({ uri: of, range }) => [of, range.start.line]),
      [
        [uri, lineOf(rules, "T1 | <= 2")],
        [uri, lineOf(rules, "T1 | > 2")],
      ],
    );
  });

  it("answer with problems at their fields, and with what has no field any more", async () => {
    const { problems, gone, answers } = await asked<TriedShown>("tryCase", {
      entries: [
        { variable: "size", text: "-1" },
        { variable: "grade", text: "<G1>" },
      ],
    });
    assert.deepEqual(
      problems.map(({ variable }) => variable),
      ["size"],
    );
    assert.deepEqual(
      gone.map(({ variable }) => variable),
      ["grade"],
    );
    assert.match(answers, /grade = &lt;G1&gt;<\/code>: the rules have no variable grade/);
  });

  it("take anything for wishes, and say nothing of a file that is not there", async () => {
    for (const wishes of [undefined, null, 3, "x", { entries: 3 }, { entries: [3, null, { variable: 1 }] }]) {
      const { outcomes } = await asked<TriedShown>("tryCase", wishes);
      assert.equal(outcomes[0]?.text, 'I, II, very "late"');
    }
    assert.equal(await asked("tryCase", {}, "file:///rules/none.stage"), null);
  });

  it("never let a text of the rules become markup", async () => {
    const { form, example, answers } = await asked<TriedShown>("tryCase", { entries: [{ variable: "T", text: "T2" }] });
    for (const html of [form, example, answers]) assert.doesNotMatch(html, /<(b|i)>/);
    assert.match(form, /Primary &lt;i&gt;tumour&lt;\/i&gt;/);
  });

  it("explain the example at a place: expected, came out, and every row", async () => {
    const position = { line: lineOf(rules, "T1 |      =>"), character: 2 };
    const { html, entries } = await asked<ExplainedShown>("explain", { position });
    assert.match(html, /Not as expected/);
    assert.match(html, /<th scope="row">stage<\/th><td>II<\/td><td>I, II<\/td>/);
    assert.match(html, /May be decided by/);
    assert.deepEqual(entries, [{ variable: "T", text: "T1" }]);
  });

  it("say where to put the cursor where no example stands", async () => {
    const { html, entries } = await asked<ExplainedShown>("explain", { position: { line: 0, character: 0 } });
    assert.match(html, /No example stands here/);
    assert.deepEqual(entries, []);
  });

  it("give the edit that adds an example, and where it will stand", async () => {
    const added = await asked<AddedExample>("newExample", {
      entries: [{ variable: "T", text: "T2" }],
      expected: [{ decision: "stage", text: 'very "late"' }],
    });
    assert.ok("edit" in added);
    const changes = Object.values(added.edit.changes ?? {})[0] ?? [];
    assert.deepEqual(
      changes.map(({ newText }) => newText.split("\n").at(-2)),
      ['  T2 |      => "very \\"late\\""'],
    );
    assert.equal(added.position.line, lineOf(rules, "T1 |      =>") + 1);
    assert.equal(added.where, "the examples “Known”");
  });

  it("answer nothing while the rules have an error, and lead to it", async () => {
    const broken = "file:///rules/broken.stage";
    editor.open(broken, rules.replace("T1 | > 2  => II", "T1 | > 2  => IV"));
    const { answers, outcomes, summary, blocked } = await asked<TriedShown>(
      "tryCase",
      { entries: [{ variable: "T", text: "T1" }] },
      broken,
    );
    assert.deepEqual([outcomes, blocked], [[], true]);
    assert.match(summary, /No answer while the rules have errors/);
    assert.match(answers, /IV.*data-place/);
    const explained = await asked<ExplainedShown>("explain", { position: { line: lineOf(rules, "T1 | 1 "), character: 2 } }, broken);
    assert.match(explained.html, /No answer while the rules have an error/);
    const added = await asked<AddedExample>("newExample", { entries: [{ variable: "T", text: "T2" }], expected: [] }, broken);
    assert.deepEqual(added, { problem: "Mend the errors of the rules first." });
  });
});
