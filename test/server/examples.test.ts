/** Example cases in the editor: their tree with results, the marks beside them, lenses, hints for other clients. */
import assert from "node:assert/strict";
import type { CodeLens } from "vscode-languageserver";
import { diskOf, type Editor, pulling, startEditor } from "./editor.ts";

const uri = "file:///rules/lung.stage";
const rules = `category T "Primary tumour" { T1  T2  T3 }
category N { N0  N1 }
category stage { I  II  III }
table {
  T  | N   => stage
  T1 | N0  => I
  T1 | N1  => II
  T2 | any => II
  T3 | any => III
}
`;
const cases = `examples "Worked" {
  T  | N  => stage
  T1 | N0 => I
  T2 | N0 => III
  T1 |    => I, II
}
case "by steps" {
  given T = T1
  expect stage = I, II
  then N = N1
  expect stage = III
}
`;

interface Shown {
  readonly version: number;
  readonly decides: boolean;
  readonly why?: string;
  readonly blocks: readonly {
    readonly id: string;
    readonly label: string;
    readonly why?: string;
    readonly cases: readonly {
      readonly id: string;
      readonly label: string;
      readonly state: string;
      readonly why?: string;
      readonly milliseconds?: number;
      readonly checks: readonly {
        readonly expected: string;
        readonly actual: string;
        readonly rows: readonly { readonly line: number }[];
      }[];
    }[];
  }[];
  readonly rows: readonly { readonly text: string; readonly reached: boolean }[];
  readonly marks: readonly { readonly text: string; readonly kind: string; readonly range: { readonly end: { readonly line: number } } }[];
}

describe("example cases in the editor", () => {
  let editor: Editor;
  afterEach(() => editor.quit());

  const start = (files: Record<string, string> = {}) => startEditor(pulling, files, diskOf(files), undefined, true);
  const opened = async (text: string): Promise<void> => {
    editor = await start();
    editor.open(uri, text);
  };
  const shown = async (run = true): Promise<Shown> => (await editor.ask("stagewright/examples", { textDocument: { uri }, run })) as Shown;
  const outcomes = ({ blocks }: Shown) => blocks.map(({ label, cases: all }) => [label, ...all.map((one) => `${one.state}: ${one.label}`)]);
  const lenses = async (): Promise<readonly string[]> => {
    const found = (await editor.ask("textDocument/codeLens", { textDocument: { uri } })) as CodeLens[];
    const told = await Promise.all(
      found.map(async (lens) => (lens.command ? lens : ((await editor.ask("codeLens/resolve", lens)) as CodeLens))),
    );
    return told.map(
      ({ range, command }) => `${range.start.line + 1} ${command?.title}${command?.command === "" ? "" : ` > ${command?.command}`}`,
    );
  };

  it("come as a tree with what came of each, the failing ones with the row that decided", async () => {
    await opened(rules + cases);
    const told = await shown();
    assert.deepEqual(outcomes(told), [
      ["Worked", "passed: T1 | N0 => I", "failed: T2 | N0 => III", "passed: T1 | => I, II"],
      ["by steps", "passed: expect stage = I, II", "failed: expect stage = III"],
    ]);
    const failed = told.blocks.flatMap((block) => block.cases).filter(({ state }) => state === "failed");
    // T2 N0 meets the third row, T1 N1 the second.
    assert.deepEqual(
      failed.map(({ checks: [check] }) => [check?.expected, check?.actual, check?.rows.map(({ line }) => line)]),
      [
        ["III", "II", [8]],
        ["III", "II", [7]],
      ],
    );
    assert.ok(told.blocks[0]?.cases.every(({ milliseconds }) => milliseconds !== undefined && milliseconds >= 0));
  });

  it("reach rows as the command line counts them", async () => {
    await opened(rules + cases);
    assert.deepEqual(
      (await shown()).rows.map(({ text, reached }) => `${text}${reached ? "" : " missed"}`),
      ["T1 | N0 => I", "T1 | N1 => II", "T2 | any => II", "T3 | any => III missed"],
    );
  });

  it("are known before they are run, and called neither passed nor failed", async () => {
    await opened(rules + cases);
    const told = await shown(false);
    assert.deepEqual([...new Set(told.blocks.flatMap((block) => block.cases.map(({ state }) => state)))], ["unknown"]);
    assert.deepEqual([told.marks, told.rows], [[], []]);
  });

  it("wait while the rules have an error, and say for which", async () => {
    await opened(rules.replace("T2 | any => II", "T2 | any => IV") + cases);
    const told = await shown();
    assert.deepEqual([...new Set(told.blocks.flatMap((block) => block.cases.map(({ state }) => state)))], ["waiting"]);
    assert.match(told.why ?? "", /^The rules have an error, line 8, so no case was run: /);
    assert.deepEqual([told.marks, told.rows], [[], []]);
    assert.deepEqual(
      (await lenses()).filter((text) => /^11 |^17 /.test(text)),
      ["11 3 cases not run: an error in the rules comes first", "17 2 expectations not run: an error in the rules comes first"],
    );
  });

  it("that cannot be read are not run: one row, a whole block, a case", async () => {
    const odd = `examples {\n  T | N => stage\n  T1 | N0 => ???\n  T1 | N0 => I\n}\nexamples "Odd" {\n  T | N => T\n  T1 | N0 => T1\n}\ncase "empty" {\n  given T = T1\n}\n`;
    await opened(rules + odd);
    const told = await shown();
    assert.deepEqual(outcomes(told), [
      ["examples", "invalid: T1 | N0 => ???", "passed: T1 | N0 => I"],
      ["Odd", "invalid: T1 | N0 => T1"],
      ["empty"],
    ]);
    assert.match(told.blocks[2]?.why ?? "", /expects nothing/);
    assert.equal(told.blocks[0]?.why, undefined);
  });

  it("keep their ids while other lines change, alike ones by their order", async () => {
    const twice = 'examples "Worked" {\n  T  | N  => stage\n  T1 | N0 => I\n  T1 | N0 => I\n}\n';
    await opened(rules + twice);
    const before = (await shown()).blocks.flatMap((block) => [block.id, ...block.cases.map(({ id }) => id)]);
    assert.equal(new Set(before).size, 3);
    editor.change(uri, 2, `// a remark\n${rules}${twice.replace("T1 | N0 => I\n", "T1  |  N0  => I\n")}`);
    assert.deepEqual(
      (await shown()).blocks.flatMap((block) => [block.id, ...block.cases.map(({ id }) => id)]),
      before,
    );
  });

  it("have a quiet mark where they pass, and say what is wrong where they do not", async () => {
    await opened(rules + cases);
    assert.deepEqual(
      (await shown()).marks.map(({ kind, text, range }) => `${range.end.line + 1} ${kind} ${text}`),
      [
        "13 passed ✓",
        "14 failed ✗ is II, expected III · line 8: T2 | any => II",
        "15 passed ✓",
        "19 passed ✓",
        "21 failed ✗ is II, expected III · line 7: T1 | N1 => II",
      ],
    );
  });

  it("have lenses to run and to explain them; decisions tell what is covered", async () => {
    await opened(rules + cases);
    // 3 T by 2 N; three of the four rows are met by some case.
    assert.deepEqual([...(await lenses())].sort(byLine), [
      "4 6 of 6 covered, no gap, no overlap · cases reach 3 of 4 rows",
      "4 Show grid > stagewright.showGrid",
      "11 Run · 1 of 3 cases fails · 3 of 4 rows reached by all blocks > stagewright.runExamples",
      "14 Explain > stagewright.explain",
      "17 Run · 1 of 2 expectations fails > stagewright.runExamples",
      "21 Explain > stagewright.explain",
    ]);
  });

  it("lead to the grid of the decision and to the case that fails", async () => {
    await opened(rules + cases);
    const found = (await editor.ask("textDocument/codeLens", { textDocument: { uri } })) as CodeLens[];
    assert.deepEqual(
      found.flatMap(({ command }) => (command === undefined ? [] : [command.arguments])),
      [
        [uri, { decision: "stage" }],
        [uri, { line: 13, character: 2 }],
        [uri, { line: 20, character: 2 }],
      ],
    );
  });

  it("have no figures of an older text", async () => {
    await opened(rules + cases);
    const [lens] = (await editor.ask("textDocument/codeLens", { textDocument: { uri } })) as CodeLens[];
    editor.change(uri, 2, rules + cases.replace("T2 | N0 => III", "T2 | N0 => II"));
    await assert.rejects(editor.ask("codeLens/resolve", lens ?? assert.fail()), /changed/);
    assert.ok((await lenses()).some((text) => text.includes("Run · 3 cases pass")));
  });

  it("tell gaps, conflicts, exclusions and what was not checked on the lens of a decision", async () => {
    const holes = rules
      .replace("  T3 | any => III\n", "  T1 | N1 => III\n")
      .replace("table {", 'exclude "not seen" when T = T2 and N = N1\ntable {');
    await opened(holes);
    // 6 combinations: T2 N1 excluded; T1 N0 and T2 N0 covered; T1 N1 has II and III; T3 has no row.
    assert.ok((await lenses()).includes("5 3 of 6 covered, 1 of them in conflict, 1 excluded, 2 without a row"), String(await lenses()));
    editor.change(uri, 2, rules.replace("T2 | any => II", "T2 | any =>"));
    assert.ok((await lenses()).includes("4 not checked"));
  });

  it("tell the editor of each check, and only of open files", async () => {
    await opened(rules + cases);
    await shown();
    assert.deepEqual(editor.checked, [{ uri, version: 1 }]);
    editor.close(uri);
    assert.equal(await editor.ask("stagewright/examples", { textDocument: { uri }, run: true }), null);
  });

  it("of files that are not open are run as they are on disk", async () => {
    editor = await start({ [uri]: rules + cases });
    assert.equal((await shown()).blocks.length, 2);
    assert.deepEqual(editor.checked, []);
    editor.save(uri, rules);
    assert.deepEqual((await shown()).blocks, []);
  });

  it("are hints in the lines of other clients, which have no commands", async () => {
    editor = await startEditor(pulling);
    editor.open(uri, rules + cases);
    await editor.pull(uri);
    const range = { start: { line: 12, character: 0 }, end: { line: 13, character: 0 } };
    const hints = (await editor.ask("textDocument/inlayHint", { textDocument: { uri }, range })) as { label: string }[];
    assert.deepEqual(
      hints.map(({ label }) => label),
      ["✓", "✗ is II, expected III · line 8: T2 | any => II"],
    );
    assert.ok((await lenses()).every((text) => !text.includes(" > ")));
    editor.change(uri, 2, rules + cases.replace("T1 | N0 => I\n", "T1 | N0 => II\n"));
    assert.deepEqual(await editor.ask("textDocument/inlayHint", { textDocument: { uri }, range }), []);
  });
});

const byLine = (one: string, other: string): number => Number.parseInt(one, 10) - Number.parseInt(other, 10);
