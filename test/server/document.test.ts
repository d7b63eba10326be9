/** Outline, folds, selections, links and layout, over the protocol with the real server. */
import assert from "node:assert/strict";
import type { DocumentLink, DocumentSymbol, FoldingRange, SelectionRange, TextEdit, WorkspaceSymbol } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Editor, pulling, startEditor } from "./editor.ts";

const uri = "file:///rules/main.stage";
const textDocument = { uri };
const options = { tabSize: 2, insertSpaces: true };

/** A text with `$0` at the cursor, as a document. */
const marked = (fixture: string) => {
  const document = TextDocument.create(uri, "stage", 1, fixture.replace("$0", ""));
  return { document, text: document.getText(), position: document.positionAt(fixture.indexOf("$0")) };
};

const textIn = (text: string, range: TextEdit["range"]) => TextDocument.create(uri, "stage", 1, text).getText(range);

describe("what an editor asks of a rule file as a whole", () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await startEditor(pulling, { "file:///rules/common.stage": "category N { N0  N1 }\n" });
  });
  afterEach(() => editor.quit());

  const ask = async <R>(method: string, text: string, more: object = {}): Promise<R> => {
    editor.open(uri, text);
    return (await editor.ask(method, { textDocument, ...more })) as R;
  };

  const rules = `scheme "S" {
  cite a "A" doi "10.1016/j.x.2015.09.009"
  cite b "B" url "https://example.org/b"
  cite c "C" url "file:///etc/passwd"
}
use "common.stage"
use "missing.stage"
// one
// two
category T "Tumour" {
  T1 { T1a  T1b }
  T2
}
category g { a  b }
table {
  T  => g
  T1 => a
  T2 => b
}
`;

  it("outlines declarations, with labels below their category and parents", async () => {
    const symbols = await ask<DocumentSymbol[]>("textDocument/documentSymbol", rules);
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ["S", "common.stage", "missing.stage", "T", "g", "g"],
    );
    const labels = symbols[3]?.children ?? [];
    assert.deepEqual(
      labels.map(({ name, children }) => [name, children?.map((child) => child.name)]),
      [
        ["T1", ["T1a", "T1b"]],
        ["T2", []],
      ],
    );
    assert.equal(textIn(rules, symbols[3]?.selectionRange ?? assert.fail()), "T");
  });

  it("keeps the outline of a file that is half typed", async () => {
    const symbols = await ask<DocumentSymbol[]>("textDocument/documentSymbol", 'category T { T1 }\ncategory "" {\ntable {\n  T |\n}\n');
    assert.ok(symbols.some(({ name }) => name === "T"));
    assert.ok(symbols.every(({ name }) => name.trim() !== ""));
  });

  it("finds symbols of open and used files by their letters", async () => {
    editor.open(uri, rules);
    const found = (await editor.ask("workspace/symbol", { query: "n1" })) as WorkspaceSymbol[];
    assert.deepEqual(
      found.map(({ name, location, containerName }) => [name, location.uri, containerName]),
      [["N1", "file:///rules/common.stage", "N"]],
    );
  });

  it("folds blocks up to their closing brace, comments and uses", async () => {
    const folds = await ask<FoldingRange[]>("textDocument/foldingRange", rules);
    assert.deepEqual(
      folds.map(({ startLine, endLine, kind }) => [startLine, endLine, kind]),
      [
        [0, 3, undefined],
        [9, 11, undefined],
        [14, 17, undefined],
        [7, 8, "comment"],
        [5, 6, "imports"],
      ],
    );
  });

  it("widens a selection from the label through cell, row and table to the file", async () => {
    const { text, position } = marked(rules.replace("T1 => a", "T$01 => a"));
    const [first] = await ask<SelectionRange[]>("textDocument/selectionRange", text, { positions: [position] });
    const steps: string[] = [];
    for (let step: SelectionRange | undefined = first; step !== undefined; step = step.parent) steps.push(textIn(text, step.range));
    assert.equal(steps[0], "T1");
    assert.ok(steps.includes("T1 => a"));
    assert.ok(steps.some((step) => step.startsWith("table {") && step.endsWith("}")));
    assert.equal(steps.at(-1), text);
    for (const [index, step] of steps.entries()) assert.ok(index === 0 || step.length > (steps[index - 1]?.length ?? 0));
  });

  it("links files that are there and publications on the web, and nothing else", async () => {
    const links = await ask<DocumentLink[]>("textDocument/documentLink", rules);
    assert.deepEqual(
      links.map(({ range, target }) => [textIn(rules, range), target]),
      [
        ["10.1016/j.x.2015.09.009", "https://doi.org/10.1016/j.x.2015.09.009"],
        ["https://example.org/b", "https://example.org/b"],
        ["common.stage", "file:///rules/common.stage"],
      ],
    );
  });

  describe("formatting", () => {
    const crooked = 'category  T { T1   T2 }\n\n\n\ntable {\nT|N=>g   // why\n  T1 |N0  => "a;  b"\n}';
    const straight = 'category T { T1  T2 }\n\ntable {\n  T  | N  => g  // why\n  T1 | N0 => "a;  b"\n}\n';

    it("sets a file in order by small edits", async () => {
      const edits = await ask<TextEdit[]>("textDocument/formatting", crooked, { options });
      assert.equal(TextDocument.applyEdits(marked(crooked).document, edits), straight);
      assert.ok(edits.every(({ range, newText }) => /^[\s;]*$/.test(textIn(crooked, range) + newText)));
    });

    it("has nothing to do twice", async () => {
      assert.deepEqual(await ask("textDocument/formatting", straight, { options }), []);
    });

    it("leaves lines that do not parse as they are, and every sign of the others", async () => {
      const broken = `${crooked}\ntable {\n    T1   | |\n T  =>g\n}\ncategory {{ (`;
      const edits = await ask<TextEdit[]>("textDocument/formatting", broken, { options });
      const after = TextDocument.applyEdits(marked(broken).document, edits);
      assert.equal(after.replace(/[\s;]/g, ""), broken.replace(/[\s;]/g, ""));
      assert.ok(after.includes("    T1   | |"));
    });

    it("keeps line ends of Windows", async () => {
      const text = crooked.replaceAll("\n", "\r\n");
      const edits = await ask<TextEdit[]>("textDocument/formatting", text, { options });
      assert.equal(TextDocument.applyEdits(marked(text).document, edits), straight.replaceAll("\n", "\r\n"));
    });

    it("touches only the lines of a range", async () => {
      const range = { start: { line: 0, character: 3 }, end: { line: 1, character: 0 } };
      const edits = await ask<TextEdit[]>("textDocument/rangeFormatting", crooked, { options, range });
      assert.equal(TextDocument.applyEdits(marked(crooked).document, edits), crooked.replace(/^.*/, "category T { T1  T2 }"));
    });
  });

  describe("formatting while typing", () => {
    const typed = async (fixture: string, ch: string): Promise<string> => {
      const { document, text, position } = marked(fixture);
      const edits = await ask<TextEdit[]>("textDocument/onTypeFormatting", text, { options, position, ch });
      return TextDocument.applyEdits(document, edits);
    };

    it("puts a bar below the others, in a row that has nothing else yet", async () => {
      assert.equal(
        await typed("table {\n  T    | N  => g\n  T1mi | N0 => a\n  T1 |$0\n}\n", "|"),
        "table {\n  T    | N  => g\n  T1mi | N0 => a\n  T1   |\n}\n",
      );
    });

    it("reads a quoted label with a bar in it as one cell", async () => {
      assert.equal(
        await typed('table {\n  T     | N  => g\n  "a|b" |$0\n  "c" | N0 => a\n}\n', "|"),
        'table {\n  T     | N  => g\n  "a|b" |\n  "c"   | N0 => a\n}\n',
      );
    });

    it("makes room in the other rows for a long cell", async () => {
      assert.equal(
        await typed("table {\n  T  | N  => g\n  T1 | N0 => a\n  T1, T2 |$0\n}\n", "|"),
        "table {\n  T      | N  => g\n  T1     | N0 => a\n  T1, T2 |\n}\n",
      );
    });

    it("sets the table in order after a line break, and leaves the line of the cursor", async () => {
      assert.equal(
        await typed("table {\n  T  | N  => g\n  T1, T2 | N0 => a\n  $0\n}\n\ncategory  T { T1 }\n", "\n"),
        "table {\n  T      | N  => g\n  T1, T2 | N0 => a\n  \n}\n\ncategory  T { T1 }\n",
      );
    });

    it("does nothing outside a table, in a comment or in a text", async () => {
      for (const fixture of [
        "category  T |$0 { T1 }\n",
        "table {\n  T  => g\n  // a |$0\n}\n",
        'table {\n  T  => g\n  T1 => none "a |$0\n}\n',
      ]) {
        assert.equal(await typed(fixture, "|"), fixture.replace("$0", ""));
      }
    });
  });

  it("has no answer for a file that is not there", async () => {
    for (const method of ["documentSymbol", "foldingRange", "documentLink"])
      assert.deepEqual(await editor.ask(`textDocument/${method}`, { textDocument: { uri: "file:///rules/gone.stage" } }), []);
  });
});
