/** The requests of the side views, over the protocol. */
import assert from "node:assert/strict";
import { type Editor, pulling, startEditor } from "./editor.ts";

const uri = "file:///rules/lung.stage";
const rules = `scheme "S" { }
category T { T1  T2 }
category N { N0  N1 }
category stage { I  II }
table {
  T  | N  => stage
  T1 | any => I
  T2 | N0 => II
}
`;

interface Shown {
  readonly html: string;
  readonly lines: readonly { readonly uri: string; readonly range: { readonly start: { readonly line: number } } }[];
  readonly head: { readonly range: { readonly start: { readonly line: number } } } | undefined;
  readonly problems: readonly { readonly range: { readonly start: { readonly line: number } } }[];
  readonly troubles: readonly unknown[];
  readonly wishes: unknown;
}

describe("the stage grid over the protocol", () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await startEditor(pulling);
  });
  afterEach(() => editor.quit());

  const grid = async (wishes?: unknown): Promise<Shown> =>
    (await editor.ask("stagewright/grid", { textDocument: { uri }, wishes })) as Shown;

  it("gives the table, where its rows stand, and what was chosen", async () => {
    editor.open(uri, rules);
    const shown = await grid();
    assert.match(shown.html, /<caption>stage by T \(down\) and N \(across\)<\/caption>/);
    assert.match(shown.html, />gap</);
    assert.deepEqual(
      shown.lines.map((line) => [line.uri, line.range.start.line]),
      [
        [uri, 6],
        [uri, 7],
      ],
    );
    assert.equal(shown.head?.range.start.line, 5);
    assert.deepEqual(shown.wishes, { decision: "stage", down: "T", across: "N", where: {} });
  });

  it("tells what the checker proved of the whole, as soon as that is known", async () => {
    editor.open(uri, rules);
    await editor.pull(uri);
    assert.match((await grid()).html, /All of stage: 4 combinations of known values, 3 covered, 1 not covered, no overlap\./);
  });

  it("follows the text while one types", async () => {
    editor.open(uri, rules);
    assert.match((await grid()).html, />gap</);
    editor.change(uri, 2, rules.replace("T2 | N0 ", "T2 | any"));
    assert.doesNotMatch((await grid()).html, />gap</);
  });

  it("draws what the reader asks for, and anew with a word where the rules no longer have it", async () => {
    editor.open(uri, rules);
    assert.match((await grid({ down: "N", across: "T" })).html, /stage by N \(down\) and T \(across\)/);
    const anew = await grid({ down: "G" });
    assert.match(anew.html, /There is no column G; its columns are T, N. The grid was drawn anew\./);
    assert.match(anew.html, /stage by T \(down\)/);
  });

  it("shows the mistakes instead of a table, each with its place", async () => {
    editor.open(uri, rules.replace("T1 | any", "T7 | any"));
    const shown = await grid();
    assert.doesNotMatch(shown.html, /<table/);
    assert.deepEqual(
      shown.problems.map((problem) => problem.range.start.line),
      [6],
    );
  });

  it("tells the gaps and overlaps that lie elsewhere, and draws each where it is asked for", async () => {
    const other = "file:///rules/other.stage";
    editor.open(
      other,
      `scheme "S" { }
category T { T1  T2 }
category N { N0  N1 }
category G { G1  G2 }
set invades { heart  bone }
category stage { I  II }
table {
  T   | N   | G  | invades => stage
  any | any | G1 | any     => I
  T1  | any | G2 | any     => II
  T2  | any | G2 | {bone}  => II
}
`,
    );
    await editor.pull(other);
    const ask = async (wishes?: unknown) => (await editor.ask("stagewright/grid", { textDocument: { uri: other }, wishes })) as Shown;
    const usual = await ask();
    assert.doesNotMatch(usual.html, /<td class="gap/);
    assert.match(usual.html, /<h2>Gaps and overlaps<\/h2>\n<ul class="troubles"><li>No row gives stage for T2, G2/);
    for (const trouble of usual.troubles) assert.match((await ask(trouble)).html, /<td class="gap/);
    assert.ok(usual.troubles.length > 0);
  });

  it("takes any nonsense for no wish at all", async () => {
    editor.open(uri, rules);
    for (const nonsense of [7, "T", null, [], { down: 3, where: "x" }]) assert.match((await grid(nonsense)).html, /stage by T/);
  });

  it("gives the texts to export", async () => {
    editor.open(uri, rules);
    const text = async (format: string) =>
      ((await editor.ask("stagewright/gridText", { textDocument: { uri }, wishes: { format } })) as { text: string }).text;
    assert.match(await text("md"), /^\| \*\*T2\*\* +\| II +\| \*\*gap\*\* \|$/m);
    assert.match(await text("html"), /^<!DOCTYPE html>/);
  });

  it("has nothing to say of a file that is not there", async () => {
    assert.equal(await editor.ask("stagewright/grid", { textDocument: { uri: "file:///none.stage" } }), null);
  });
});
