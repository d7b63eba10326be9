/** Completion at cursors in half-typed lines: what is offered, and what must not be. */
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import { completionAt, resolveCompletion } from "#server";
import { pointed } from "./cursor.ts";

const head = `scheme "S" {
  cite k "Paper of 2016"
}
category T "Primary tumour" unknown TX { T1: "3 cm or less" { T1a  T1b }  T2 }
category N { N0  N1 }
number size unit cm from 0 to 30
number ratio unit "g/dL"
flag mets
set invades { heart  lung }
category g { "very low"  high }
table @k { T | size => g; T1 | <= 3 cm => high; T2 | 3 <.. 5 cm => high }
`;

const offered = (tail: string, before = head): readonly string[] => {
  const { schemes, spot } = pointed(before + tail);
  return completionAt(schemes, spot).map(({ label }) => label);
};
const labelsOfT = ["T1", "T1a", "T1b", "T2", "TX"];

describe("completion", () => {
  for (const [what, tail, expected] of [
    ["labels of the column in a cell", "table {\n  T | N => g\n  $0", [...labelsOfT, "?", "any", "not"]],
    ["labels of the second column", "table {\n  T | N => g\n  T1, T2 | N$0\n}\n", ["N0", "N1", "?", "any", "not"]],
    [
      "labels of the column in the third row",
      "table {\n  T | N => g\n  T1 | N0 => high\n  T1 | N1 => high\n  T2 | $0",
      ["N0", "N1", "?", "any", "not"],
    ],
    ["no `any` after a comma", "table {\n  T | N => g\n  T1, $0 | N0 => high\n}\n", [...labelsOfT, "?"]],
    ["results", "table {\n  T | N => g\n  T1 | N0 => $0\n}\n", ['"very low"', "high", 'none ""', "???"]],
    ["quoted labels within the quote", 'table {\n  T => g\n  T1 => "ve$0\n}\n', ['"very low"', "high", 'none ""', "???"]],
    ["bounds of a number", 'exclude "why" {\n  size | T\n  > $0\n}\n', ["3 cm", "3", "5 cm", "?"]],
    ["its unit", 'exclude "why" {\n  size | T\n  > 7 $0\n}\n', ["cm"]],
    ["its unit in quotes where it must have them", 'exclude "why" when ratio > 7 $0', ['"g/dL"']],
    ["columns that the header does not have yet", "table {\n  T | N | $0", ["size", "ratio", "mets", "invades", "g"]],
    ["labels in a comparison", 'exclude "why" when mets and T = $0', labelsOfT],
    ["labels in a list", 'exclude "why" when T in (T1, $0', labelsOfT],
    ["members of a set", 'exclude "why" when invades has any of (heart, $0', ["heart", "lung"]],
    ["yes and no", "examples {\n  mets => g\n  $0", ["yes", "no", "?"]],
    ["results of a rule", "decide g {\n  $0", ['"very low"', "high", 'none ""', "???"]],
    ["labels in a formula that begins on the next line", "let early =\n  T = $0", labelsOfT],
    ["expected results", 'case "c" {\n  expect g = $0', ['"very low"', "high", "none", "excluded", "uncovered"]],
    ["steps of a case", 'case "c" {\n  $0', ["given", "then", "expect"]],
    ["citation keys", "table @$0", ["k"]],
    ["nothing in a comment", "table {\n  T => g\n  // T$0", []],
    ["nothing in a title", 'category X "Ti$0', []],
  ] as const) {
    it(`offers ${what}`, () => {
      assert.deepEqual(offered(tail), expected);
    });
  }

  it("offers declarations at the start of a line, after an unclosed table too", () => {
    assert.ok(offered("$0").includes("category"));
    assert.ok(offered("table {\n  T => g\n  T1 => high\n\ncategory Y { a }\nex$0").includes("examples"));
  });

  it("offers variables and functions in an expression", () => {
    const names = offered("let x = 2 * $0");
    for (const name of ["size", "mets", "log10", "T"]) assert.ok(names.includes(name), name);
    assert.ok(offered("decide g {\n  high when mets and $0").includes("size"));
    assert.ok(offered("score s {\n  +1 when $0").includes("mets"));
  });

  it("offers the names of a used file as this one writes them", () => {
    const files =
      '//- base.stage\ncategory T { T1 T2 }\ncategory g { a b }\ntable { T => g; T1 => a; T2 => b }\n//- main.stage\nuse "base.stage" as d\n';
    assert.deepEqual(offered("table {\n  $0", files), ["T", "d.g"]);
    assert.deepEqual(offered("let x = d.g = $0", files), ["a", "b"]);
  });

  it("comes unasked after a blank in a cell, and not at an indent", () => {
    const unasked = (tail: string) => {
      const { schemes, spot } = pointed(head + tail);
      return completionAt(schemes, spot, " ").length > 0;
    };
    assert.deepEqual([unasked("table {\n  T | N => g\n  T1 | $0"), unasked(" $0"), unasked("let x = size $0")], [true, false, false]);
  });

  it("offers open files after `use`", () => {
    assert.deepEqual(offered('use "$0', "//- base.stage\nflag f\n//- main.stage\n"), ["base.stage"]);
  });

  it("replaces what is typed of a label, brackets included", () => {
    const at = pointed("category N { N0(i+)  N1 }\ncategory g { a }\ntable {\n  N => g\n  N0(i$0 => a\n}\n");
    const chosen = completionAt(at.schemes, at.spot).find(({ label }) => label === "N0(i+)");
    const document = TextDocument.create("x", "stage", 1, at.files["main.stage"] ?? "");
    const edit = chosen?.textEdit;
    assert.ok(edit !== undefined && "range" in edit);
    assert.match(TextDocument.applyEdits(document, [edit]), /\n {2}N0\(i\+\) => a\n/);
  });

  it("tells the text of a label at once, and its category when it is looked at", () => {
    const { schemes, spot } = pointed(`${head}table {\n  T => g\n  $0`);
    const chosen = completionAt(schemes, spot)[0] ?? assert.fail("a choice");
    assert.equal(chosen.detail, "3 cm or less");
    assert.equal(chosen.documentation, undefined);
    const { documentation } = resolveCompletion(schemes, chosen);
    assert.match(JSON.stringify(documentation), /category T “Primary tumour”/);
    assert.deepEqual(resolveCompletion(schemes, { label: "x", data: { uri: 7 } }), { label: "x", data: { uri: 7 } });
  });

  it("has an answer at every place of a file that is cut anywhere", () => {
    const { files } = pointed(`${head}decide g { high when T in (T1, T2) and size > 3 cm; otherwise "very low" }\n$0`);
    const text = files["main.stage"] ?? "";
    for (let at = 0; at < text.length; at += 1) {
      const { schemes, spot } = pointed(`${text.slice(0, at)}$0`);
      assert.ok(Array.isArray(completionAt(schemes, spot)));
    }
  });
});
