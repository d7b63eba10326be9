/** Fences of `stage` in Markdown: coloured by our grammar within, and by nothing of it around. A bare host stands for VS Code's Markdown. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** What VS Code colours with, as the runner of the other tests brings it along. */
const ofRunner = createRequire(createRequire(import.meta.url).resolve("vscode-tmgrammar-test/package.json"));
const { createOnigScanner, createOnigString, loadWASM } = ofRunner("vscode-oniguruma");
const { INITIAL, parseRawGrammar, Registry } = ofRunner("vscode-textmate");

const files: Readonly<Record<string, string>> = {
  "source.stage": "syntaxes/stage.tmLanguage.json",
  "markdown.stage.codeblock": "syntaxes/markdown-fences.tmLanguage.json",
};
const host = '{ "scopeName": "text.html.markdown", "patterns": [{ "match": "\\\\*\\\\w+\\\\*", "name": "markup.italic" }] }';

/** The scopes of the first character that is no blank, line by line. */
const scopesOf = async (text: string): Promise<readonly string[]> => {
  await loadWASM(readFileSync(ofRunner.resolve("vscode-oniguruma/release/onig.wasm")).buffer);
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async (scope: string) =>
      parseRawGrammar(files[scope] === undefined ? host : readFileSync(files[scope], "utf8"), "grammar.json"),
    getInjections: (scope: string) => (scope === "text.html.markdown" ? ["markdown.stage.codeblock"] : []),
  });
  const grammar = await registry.loadGrammar("text.html.markdown");
  let state = INITIAL;
  return text.split("\n").map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    const first = line.search(/\S/);
    return tokens.find(({ endIndex }: { endIndex: number }) => endIndex > first)?.scopes.join(" ") ?? "";
  });
};

describe("Markdown fences", () => {
  it("of stage are coloured within and not around", async () => {
    const [before, fence, declaration, comment, end, after] = await scopesOf(
      "*a* category\n```stage\ncategory T { T1 }\n// a comment\n```\ncategory T { T1 }",
    );
    assert.match(before ?? "", /markup\.italic/);
    assert.match(fence ?? "", /markup\.fenced_code/);
    assert.match(declaration ?? "", /meta\.embedded\.block\.stage .*storage\.type\.declaration\.stage/);
    assert.match(comment ?? "", /comment\.line/);
    assert.match(end ?? "", /markup\.fenced_code/);
    assert.doesNotMatch(after ?? "", /stage/);
  });

  it("of another language are left alone, also where its name begins alike", async () => {
    const scopes = await scopesOf("```stages\ncategory T { T1 }\n```");
    assert.doesNotMatch(scopes.join(" "), /stage/);
  });
});
