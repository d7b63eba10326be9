/** Signature help, colours of names and inlay hints, at cursors and over the protocol. */
import assert from "node:assert/strict";
import { hintsIn, signatureAt, tokenLegend, tokensOf } from "#server";
import { pointed } from "./cursor.ts";
import { type Editor, pulling, startEditor } from "./editor.ts";

const head = `category T "Primary tumour" unknown TX { T1  T2 }
number size "Size" unit cm from 0 to 30
set s { a  b }
category g { low  "very high" }
`;

/** The active part of a signature in brackets. */
const signed = (tail: string): string | undefined => {
  const help = signatureAt(pointed(head + tail).spot);
  const shown = help?.signatures[0];
  const part = shown?.parameters?.[help?.activeParameter ?? 0]?.label;
  if (shown === undefined || !Array.isArray(part)) return undefined;
  const [start, end] = part;
  return `${shown.label.slice(0, start)}[${shown.label.slice(start, end)}]${shown.label.slice(end)}`;
};

describe("signature help", () => {
  for (const [what, tail, expected] of [
    ["the first column of a row", "table {\n  T | size => g\n  $0", "[T] | size => g"],
    ["the second, after a list", "table {\n  T | size => g\n  T1, T2 | > $0", "T | [size] => g"],
    ["the result", "table {\n  T | size => g\n  T1 | > 3 => $0\n}\n", "T | size => [g]"],
    ["no column beyond the last", "table {\n  T | size => g\n  T1 | > 3 | $0", undefined],
    ["nothing in the header", "table {\n  T | $0", undefined],
    ["the second argument of a function", "let x = 2 + round(size, $0", "round(x, [digits])"],
    ["the inner of two calls", "let x = max(1, ln($0", "ln([x])"],
    ["the outer call when the inner is closed", "let x = max(1, ln(size), $0", "max(x, y, […])"],
    ["nothing for brackets without a function", "let x = (1 + $0", undefined],
  ] as const) {
    it(`shows ${what}`, () => assert.equal(signed(tail), expected));
  }

  it("tells the title and values of the column", () => {
    const help = signatureAt(pointed(`${head}table {\n  T | size => g\n  T1 | $0`).spot);
    assert.deepEqual(
      help?.signatures[0]?.parameters?.map(({ documentation }) => documentation),
      ["Primary tumour · T1, T2", "Size · 0 to 30 cm", "low, very high"],
    );
  });
});

describe("colours of names", () => {
  it("tell inputs from decided variables, labels and unknowns, and leave quoted labels", () => {
    const { spot, files } = pointed(`${head}table { T | size => g; TX | > 3 => low; T1 | 2 => "very high" }\n$0`);
    const lines = (files["main.stage"] ?? "").split("\n");
    const { data } = tokensOf(spot);
    const shown: string[] = [];
    for (let at = 0, line = 0, character = 0; at < data.length; at += 5) {
      const [down = 0, right = 0, length = 0, type = 0] = data.slice(at, at + 4);
      character = down > 0 ? right : character + right;
      line += down;
      if (line >= 4) shown.push(`${lines[line]?.slice(character, character + length)} ${tokenLegend.tokenTypes[type]}`);
    }
    assert.deepEqual(shown, ["T parameter", "size parameter", "g variable", "TX macro", "low enumMember", "T1 enumMember"]);
  });
});

describe("inlay hints", () => {
  const everywhere = { start: { line: 0, character: 0 }, end: { line: 900, character: 0 } };
  const hinted = (tail: string) =>
    hintsIn(pointed(`${head}${tail}$0`).spot, everywhere).map(({ position, label }) => `${position.line}:${position.character} ${label}`);

  it("show the unit where none is written, once for an interval", () => {
    assert.deepEqual(hinted("table {\n  size => g\n  2 => low\n  3 <.. 5 => low\n  > 7 cm => low\n  8..9 cm => low\n}\n"), [
      "6:3 cm",
      "7:9 cm",
    ]);
  });
  it("show none for a number that is a label", () => assert.deepEqual(hinted("category c { 0  1 }\ntable { c => g; 0 => low }\n"), []));
  it("show those of the range alone", () => {
    const { spot } = pointed(`${head}table {\n  size => g\n  2 => low\n}\n$0`);
    assert.deepEqual(hintsIn(spot, { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } }), []);
  });
});

describe("signatures, colours and hints over the protocol", () => {
  let editor: Editor;
  afterEach(() => editor.quit());

  it("answer, and have an empty answer for a file that was never opened", async () => {
    editor = await startEditor(pulling);
    editor.open("file:///rules/a.stage", `${head}table {\n  T | size => g\n  T1 | 3\n}\n`);
    const [open, never] = ["file:///rules/a.stage", "file:///rules/never.stage"].map((uri) => ({ textDocument: { uri } }));
    const range = { start: { line: 0, character: 0 }, end: { line: 90, character: 0 } };
    const at = { position: { line: 6, character: 8 } };
    assert.match(JSON.stringify(await editor.ask("textDocument/signatureHelp", { ...open, ...at })), /"activeParameter":1/);
    assert.equal(await editor.ask("textDocument/signatureHelp", { ...never, ...at }), null);
    assert.match(JSON.stringify(await editor.ask("textDocument/semanticTokens/full", { ...open })), /"data":\[0,9,1,/);
    assert.deepEqual(await editor.ask("textDocument/semanticTokens/full", { ...never }), { data: [] });
    assert.deepEqual(await editor.ask("textDocument/inlayHint", { ...never, range }), []);
    assert.deepEqual(await editor.ask("textDocument/inlayHint", { ...open, range }), []);
    assert.deepEqual(editor.logged, []);
  });

  it("tell the coverage of a decision on hover, once it has been checked", async () => {
    const uri = "file:///rules/b.stage";
    editor = await startEditor(pulling);
    editor.open(uri, "category T { T1  T2  T3 }\ncategory g { a  b }\ntable {\n  T => g\n  T1 => a\n}\n");
    const over = { textDocument: { uri }, position: { line: 1, character: 9 } };
    await editor.pull(uri);
    assert.match(
      JSON.stringify(await editor.ask("textDocument/hover", over)),
      /3 combinations: 1 covered, 0 excluded, 2 without a row, 0 in conflict/,
    );
  });
});
