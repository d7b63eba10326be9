/** Rule files with a cursor: `$0` marks it, `//- name.stage` begins another file. Everything is open in the editor. */
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Disk, openSchemes, openWorkspace, type Schemes, type Spot } from "#server";

export interface Pointed {
  readonly schemes: Schemes;
  readonly spot: Spot;
  /** Texts by their name, without the mark. */
  readonly files: Readonly<Record<string, string>>;
}

const folder = "file:///rules/";
const empty: Disk = { stamp: () => undefined, read: () => undefined };

export const pointed = (fixture: string): Pointed => {
  const parts = fixture.startsWith("//- ") ? fixture.split(/^\/\/- /m).slice(1) : [`main.stage\n${fixture}`];
  const marked = parts.map((part) => [part.slice(0, part.indexOf("\n")).trim(), part.slice(part.indexOf("\n") + 1)] as const);
  const files = Object.fromEntries(marked.map(([name, text]) => [name, text.replace("$0", "")]));
  const documents = Object.entries(files).map(([name, text]) => TextDocument.create(`${folder}${name}`, "stage", 1, text));
  const [name, text] = marked.find(([, one]) => one.includes("$0")) ?? assert.fail("a fixture has a cursor");
  const schemes = openSchemes(openWorkspace(() => documents, empty));
  const document = documents.find(({ uri }) => uri === `${folder}${name}`) ?? assert.fail(name);
  const spot = schemes.at(document.uri, document.positionAt(text.indexOf("$0"))) ?? assert.fail("the cursor lies in the text");
  return { schemes, spot, files };
};

/** The text of a file after edits of it. */
export const edited = (
  { files }: Pointed,
  changes: Record<string, { range: unknown; newText: string }[]> | undefined,
  name: string,
): string => {
  const text = files[name] ?? assert.fail(name);
  const edits = (changes?.[`${folder}${name}`] ?? []) as Parameters<typeof TextDocument.applyEdits>[1];
  return TextDocument.applyEdits(TextDocument.create(name, "stage", 1, text), edits);
};
