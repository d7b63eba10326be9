/** Definition, references and highlights at cursors, and the same over the protocol. */
import assert from "node:assert/strict";
import { definitionOf, highlightsOf, referencesOf } from "#server";
import { pointed } from "./cursor.ts";

const linesOf = (places: readonly { readonly uri?: string; readonly range: { readonly start: { line: number; character: number } } }[]) =>
  places.map(({ uri = "", range }) => `${uri.replace("file:///rules/", "")}${range.start.line}:${range.start.character}`).sort();

const files = (main: string) => `//- base.stage
category T { T1  T2 }
//- main.stage
use "base.stage"
category g { a  b }
${main}`;

describe("navigation", () => {
  it("leads from a label to its declaration in another file", () => {
    const { schemes, spot } = pointed(files("table { T => g; T$01 => a; T2 => b }\n"));
    assert.deepEqual(linesOf(definitionOf(schemes, spot)), ["base.stage0:13"]);
  });

  it("leads from a path to its file", () => {
    const { schemes, spot } = pointed(files("").replace('"base', '"ba$0se'));
    assert.deepEqual(linesOf(definitionOf(schemes, spot)), ["base.stage0:0"]);
  });

  it("finds the references of a declaration in a file that uses it", () => {
    const { schemes, spot } = pointed(files("table { T => g; T1 => a; T2 => b }\n").replace("category T", "category $0T"));
    assert.deepEqual(linesOf(referencesOf(schemes, spot, false)), ["main.stage2:8"]);
    assert.deepEqual(linesOf(referencesOf(schemes, spot, true)), ["base.stage0:9", "main.stage2:8"]);
  });

  it("highlights in the same file alone, with what gives a value as writing", () => {
    const { spot } = pointed(files("table { T => $0g; T1 => a }\nexamples { T => g; T1 => a }\n"));
    assert.deepEqual(
      highlightsOf(spot).map(({ range, kind }) => `${range.start.line}:${range.start.character} ${kind}`),
      ["1:9 3", "2:13 3", "3:16 2"],
    );
  });

  it("has nothing beside words", () => {
    const { schemes, spot } = pointed(files("table {$0 }\n"));
    assert.deepEqual([definitionOf(schemes, spot), referencesOf(schemes, spot, true), highlightsOf(spot)], [[], [], []]);
  });
});
