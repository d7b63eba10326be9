/**
 * Rule files with what must be found written beside the text.
 *
 * `//~ code words` stands on the line where the finding begins; `//~^ code` one line below it (a caret a line),
 * `//~v code` one line above. `code` may be followed by the exact text that is marked, in backticks; the words must
 * occur in the message, parts of it with ` … ` between. A `//- name.stage` line starts a further file.
 * A first line `// budget 40` limits the steps of one analysis, `// asked undocumented` asks for a code that is off or a
 * hint, as a warning. All files of a fixture are also checked together. The world is closed: what is not listed must not
 * be found, hints excepted.
 */
import assert from "node:assert/strict";
import { catalog, lineAt, type Source } from "#engine";
import { filesOf, findingsIn, fixtureNames } from "./fixture-files.ts";

interface Expectation {
  readonly uri: string;
  readonly line: number;
  readonly code: string;
  readonly marked: string | undefined;
  readonly words: readonly string[];
}

function expectationsIn({ uri, text }: Source): readonly Expectation[] {
  return text.split("\n").flatMap((written, index) =>
    written
      .split("//~")
      .slice(1)
      .map((mark) => {
        const parts = /^(\^+|v+(?= )|) *([a-z-]+)(?: +`([^`]*)`)? *(.*)$/.exec(mark.trim());
        assert.ok(parts !== null, `${uri}:${index + 1} cannot be read: ${mark}`);
        const [, arrows = "", code = "", marked, words = ""] = parts;
        const line = index + 1 + (arrows.startsWith("v") ? arrows.length : -arrows.length);
        return { uri, line, code, marked, words: words.split(" … ").filter((word) => word !== "") };
      }),
  );
}

describe("rule files with what is found beside the text", () => {
  for (const name of fixtureNames) {
    it(name, () => {
      const files = filesOf(name);
      const textOf = (uri: string) => files.find((file) => file.uri === uri)?.text ?? "";
      const found = findingsIn(files).map((one) => ({ ...one, line: lineAt(textOf(one.uri), one.span.start).line }));
      const left = new Set(found);
      const missed: string[] = [];
      for (const wanted of files.flatMap(expectationsIn)) {
        const match = [...left].find(
          (one) =>
            one.uri === wanted.uri &&
            one.line === wanted.line &&
            one.code === wanted.code &&
            wanted.words.every((words) => one.message.includes(words)) &&
            (wanted.marked === undefined || textOf(one.uri).slice(one.span.start, one.span.end) === wanted.marked),
        );
        if (match === undefined)
          missed.push(`${wanted.uri}:${wanted.line} ${wanted.code} ${wanted.marked ?? ""} ${wanted.words.join(" … ")}`);
        else left.delete(match);
      }
      const unlisted = [...left].filter((one) => one.severity !== "hint");
      const told = unlisted.map(
        (one) => `${one.uri}:${one.line} ${one.code} [${textOf(one.uri).slice(one.span.start, one.span.end)}] ${one.message}`,
      );
      assert.deepEqual({ missed, unlisted: told }, { missed: [], unlisted: [] });
    });
  }

  it("there is a fixture that fires for every code", () => {
    const fired = new Set(fixtureNames.flatMap((name) => filesOf(name).flatMap(expectationsIn)).map((one) => one.code));
    assert.deepEqual([...fired].sort(), Object.keys(catalog).sort());
  });
});
