/**
 * The rule files that the server can see: those open in the editor as they stand there, all others as on disk.
 * Each is parsed once per version. It knows nothing of what rule files mean.
 */

import { TextDocument } from "vscode-languageserver-textdocument";
import { URI, Utils } from "vscode-uri";
import type { Source } from "#engine";
import { type ParseResult, parse } from "#grammar";
import { sourceUri } from "./from-lsp.ts";

/** Files outside the editor. Both answers are undefined where there is no such file. */
export interface Disk {
  /** Differs whenever the text does. */
  readonly stamp: (uri: string) => string | undefined;
  readonly read: (uri: string) => string | undefined;
}

/** One version of a rule file. A new version is a new value, so two of them are compared by identity. */
export interface Held {
  readonly source: Source;
  /** The same text, for positions. */
  readonly document: TextDocument;
}

/** One version of a file that is read as text only. */
export interface HeldText {
  readonly text: string;
}

export interface Workspace {
  /** The rule files that are open in the editor. */
  readonly open: () => readonly Held[];
  /** Those of the editor's folders, as far as they are known: open or not. */
  readonly all: () => readonly Held[];
  /** The current version of a rule file; the same value until it changes. */
  readonly find: (uri: string) => Held | undefined;
  /** What `use "path"` in a file means: the path is taken from the folder of the file that says it. */
  readonly findUsed: (from: string, path: string) => Held | undefined;
  /** The nearest file of that name in the folder of a file or above it. */
  readonly findAbove: (uri: string, name: string) => HeldText | undefined;
  /** Resolves when the files that were looked for so far are there; undefined where none is on its way. */
  readonly settled: () => Promise<void> | undefined;
}

/** `openDocuments` are those of the editor, at any moment. */
export const openWorkspace = (
  openDocuments: () => readonly TextDocument[],
  disk: Disk,
  settled: Workspace["settled"] = () => undefined,
  ruleFiles: () => readonly string[] = () => [],
): Workspace => {
  const held = new Map<string, { readonly mark: Mark; readonly held: Held }>();
  const texts = new Map<string, { readonly stamp: string; readonly held: HeldText }>();

  const find = (uri: string): Held | undefined => {
    const open = openDocuments().find((document) => spelling(document) === uri);
    const stamp = open === undefined ? disk.stamp(uri) : undefined;
    const mark = { origin: open ?? stamp, version: open?.version ?? 0 };
    const known = held.get(uri);
    if (known !== undefined && isSame(known.mark, mark)) return known.held;
    const text = open?.getText() ?? (stamp === undefined ? undefined : disk.read(uri));
    if (text === undefined) {
      held.delete(uri);
      return undefined;
    }
    const fresh = hold(uri, text, mark.version, known?.held.source.parsed);
    held.set(uri, { mark, held: fresh });
    return fresh;
  };

  const textAt = (uri: string): HeldText | undefined => {
    const stamp = disk.stamp(uri);
    const known = texts.get(uri);
    if (known !== undefined && known.stamp === stamp) return known.held;
    const text = stamp === undefined ? undefined : disk.read(uri);
    if (text === undefined || stamp === undefined) return undefined;
    const fresh = { text };
    texts.set(uri, { stamp, held: fresh });
    return fresh;
  };

  return {
    open: () => openDocuments().flatMap((document) => find(spelling(document)) ?? []),
    all: () => [...new Set([...openDocuments().map(spelling), ...ruleFiles()])].flatMap((uri) => find(uri) ?? []),
    find,
    settled,
    findUsed: (from, path) => find(Utils.resolvePath(Utils.dirname(URI.parse(from)), path).toString()),
    findAbove: (uri, name) => {
      for (const folder of foldersAbove(uri)) {
        const found = textAt(Utils.joinPath(folder, name).toString());
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
};

/** Every look at a file goes through all that are open, so how each is spelt is found once. */
const spellings = new WeakMap<TextDocument, string>();

const spelling = (document: TextDocument): string => {
  const known = spellings.get(document) ?? sourceUri(document.uri);
  spellings.set(document, known);
  return known;
};

const hold = (uri: string, text: string, version: number, before: ParseResult | undefined): Held => ({
  source: { uri, text, parsed: parse(text, before) },
  document: TextDocument.create(uri, "stage", version, text),
});

const foldersAbove = (uri: string): readonly URI[] => {
  const folders: URI[] = [];
  let folder = Utils.dirname(URI.parse(uri));
  while (folder.path !== folders.at(-1)?.path) {
    folders.push(folder);
    folder = Utils.dirname(folder);
  }
  return folders;
};

/**
 * Which version of a text this is: a version of an open document, or a stamp of the disk.
 * A document that is closed and opened again is another one, though its versions start anew.
 */
interface Mark {
  readonly origin: TextDocument | string | undefined;
  readonly version: number;
}

const isSame = (one: Mark, other: Mark): boolean => one.origin === other.origin && one.version === other.version;
