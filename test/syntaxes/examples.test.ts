/**
 * The TextMate grammar beside the parser, on every example: each comment, text, label, number, unit, citation and declaration that the
 * parser reads is coloured as one, by the very grammar that VS Code loads. What the parser does not read as a comment or a text is not
 * coloured as one either.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parse } from "#grammar";

/** What VS Code colours with, as the runner of the other tests brings it along. */
const ofRunner = createRequire(createRequire(import.meta.url).resolve("vscode-tmgrammar-test/package.json"));
const { createOnigScanner, createOnigString, loadWASM } = ofRunner("vscode-oniguruma");
const { INITIAL, parseRawGrammar, Registry } = ofRunner("vscode-textmate");

interface Grammar {
  readonly tokenizeLine: (
    line: string,
    state: unknown,
  ) => {
    readonly tokens: readonly { readonly startIndex: number; readonly endIndex: number; readonly scopes: readonly string[] }[];
    readonly ruleStack: unknown;
  };
}

const loadGrammar = async (): Promise<Grammar> => {
  await loadWASM(readFileSync(ofRunner.resolve("vscode-oniguruma/release/onig.wasm")).buffer);
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async () => parseRawGrammar(readFileSync("syntaxes/stage.tmLanguage.json", "utf8"), "stage.tmLanguage.json"),
  });
  return await registry.loadGrammar("source.stage");
};

/** The scopes of each character of a text. */
const scopesOf = (grammar: Grammar, text: string): readonly string[] => {
  const scopes: string[] = [];
  let state = INITIAL;
  for (const line of text.split("\n")) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    for (const token of tokens)
      for (let at = token.startIndex; at < Math.min(token.endIndex, line.length); at++) scopes.push(token.scopes.join(" "));
    scopes.push("");
    state = ruleStack;
  }
  return scopes;
};

interface Expected {
  readonly what: string;
  readonly start: number;
  readonly end: number;
  readonly scope: RegExp;
}

const isSpan = (node: object): node is { readonly start: number; readonly end: number } => "start" in node && "end" in node;

/** What one node of the tree is to be coloured as; undefined where its parts are looked at alone. */
const expectedOf = (node: object, text: string): Expected | undefined => {
  if (!isSpan(node)) return undefined;
  const { start, end } = node;
  const kind = "kind" in node ? node.kind : undefined;
  if ("value" in node && typeof node.value === "string" && text[start] === '"') return { what: "a text", start, end, scope: /\bstring\b/ };
  if ("quoted" in node && node.quoted === true) return { what: "a quoted word", start, end, scope: /\bstring\b|\bunit\b/ };
  if (kind === "hole") return { what: "???", start, end, scope: /\binvalid\.illegal\.hole\b/ };
  if (kind === "label") return { what: "a label", start, end, scope: /\benummember\.label\b|\bstring\b/ };
  // A sign before a number may as well look like the operator that it is in a calculation.
  if (kind === "number" && "text" in node && typeof node.text === "string")
    return {
      what: "a number",
      start: text[start] === "-" ? start + 1 : start,
      end: start + node.text.length,
      scope: /\bconstant\.numeric\b|\benummember\.label\b/,
    };
  if ("key" in node && typeof node.key === "string" && text[start] === "@")
    return { what: "a citation", start, end: start + 1 + node.key.length, scope: /\bcitation\b/ };
  return undefined;
};

/** All that the parser says of the text's parts, from any depth of its tree. */
const expectedIn = (text: string): readonly Expected[] => {
  const { file } = parse(text);
  const all: Expected[] = file.comments.map(({ start, end }) => ({ what: "a comment", start, end, scope: /\bcomment\b/ }));
  const walk = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    all.push(...[expectedOf(node, text) ?? []].flat());
    if ("unit" in node && typeof node.unit === "object" && node.unit !== null && isSpan(node.unit))
      all.push({ what: "a unit", start: node.unit.start, end: node.unit.end, scope: /\bunit\b|\bstring\b/ });
    for (const part of Object.values(node)) walk(part);
  };
  walk(file.decls);
  for (const { kind, start } of file.decls)
    all.push({ what: `the word ${kind}`, start, end: start + kind.length, scope: /\b(storage|keyword)\b/ });
  return all;
};

const examples = readdirSync("examples", { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".stage"));

describe("highlighting beside the parser", () => {
  let grammar: Grammar;
  before(async () => {
    grammar = await loadGrammar();
  });

  for (const path of [...examples.map((name) => join("examples", name)), "client/walkthrough/sample.stage"]) {
    it(`colours ${path} as the parser reads it`, () => {
      const text = readFileSync(path, "utf8");
      const scopes = scopesOf(grammar, text);
      const lineOf = (at: number) => text.slice(0, at).split("\n").length;
      const expected = expectedIn(text);
      const wrong = expected.flatMap(({ what, start, end, scope }) => {
        const parts = [...text.slice(start, end)].flatMap((char, at) =>
          /[\s@"]/.test(char) || scope.test(scopes[start + at] ?? "") ? [] : [start + at],
        );
        return parts.length === 0 ? [] : [`line ${lineOf(start)}: ${what} ${text.slice(start, end)} is ${scopes[parts[0] ?? start]}`];
      });
      assert.deepEqual(wrong.slice(0, 5), []);
      assert.ok(expected.length > 20);
      const read = new Uint8Array(text.length);
      for (const { what, start, end } of expected) if (/comment|text|quoted|unit|citation|label/.test(what)) read.fill(1, start, end);
      const stray = [...read.keys()].filter((at) => read[at] === 0 && /\bcomment\b/.test(scopes[at] ?? "") && /\S/.test(text[at] ?? ""));
      assert.deepEqual(
        stray.slice(0, 3).map((at) => `line ${lineOf(at)}: ${text.slice(at, at + 20)}`),
        [],
      );
    });
  }
});
