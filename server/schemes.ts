/**
 * Rule files with the meaning of their names, bound once per version of the file and of all that it uses: whoever asks,
 * a check too, works on the same model. Nothing is checked here: this is what an answer at typing speed needs.
 */
import type { Position } from "vscode-languageserver";
import { load, type Scheme } from "#engine";
import { sourceUri } from "./from-lsp.ts";
import type { Held, Workspace } from "./workspace.ts";

/** A file as bound. */
export interface Bound {
  readonly held: Held;
  readonly scheme: Scheme;
  /** False as soon as the file or one that it uses has changed. */
  readonly isCurrent: () => boolean;
}

/** A place in a bound file. */
export interface Spot extends Bound {
  readonly uri: string;
  readonly offset: number;
}

export interface Schemes {
  /** Undefined where there is no such file. */
  readonly of: (uri: string) => Bound | undefined;
  /** The files that are open in the editor. */
  readonly open: () => readonly Bound[];
  /** Those of the editor's folders that are open or use others: all that can speak of a name of another file. */
  readonly inSight: () => readonly Bound[];
  /** What a client points at; undefined outside the text. */
  readonly at: (uri: string, position: Position) => Spot | undefined;
  /** The file of a place, for positions in it. */
  readonly find: Workspace["find"];
  /** What `use "path"` in a file means. */
  readonly findUsed: Workspace["findUsed"];
  /** Lets go of what nobody looks at any more. */
  readonly forget: (uri: string) => void;
}

export const openSchemes = (workspace: Workspace): Schemes => {
  const known = new Map<string, Bound>();

  const bound = (held: Held): Bound => {
    const { uri } = held.source;
    const last = known.get(uri);
    if (last?.held === held && last.isCurrent()) return last;
    const fresh = bind(held, workspace);
    known.set(uri, fresh);
    return fresh;
  };

  const of = (uri: string): Bound | undefined => {
    const held = workspace.find(sourceUri(uri));
    if (held === undefined) known.delete(sourceUri(uri));
    return held && bound(held);
  };

  return {
    of,
    open: () => workspace.open().map(bound),
    inSight: () => {
      const open = new Set(workspace.open());
      return workspace.all().flatMap((held) => (open.has(held) || usesOthers(held) ? bound(held) : []));
    },
    find: workspace.find,
    findUsed: workspace.findUsed,
    forget: (uri) => void known.delete(uri),
    at: (uri, position) => {
      const file = of(uri);
      if (file === undefined || position.line < 0 || position.line >= file.held.document.lineCount) return undefined;
      return { ...file, uri: file.held.source.uri, offset: file.held.document.offsetAt(position) };
    },
  };
};

const usesOthers = ({ source }: Held): boolean => source.parsed.file.decls.some(({ kind }) => kind === "use");

const bind = (held: Held, workspace: Workspace): Bound => {
  const used: { from: string; path: string; found: Held | undefined }[] = [];
  const scheme = load(held.source, (from, path) => {
    const found = workspace.findUsed(from, path);
    used.push({ from, path, found });
    return found?.source;
  });
  return {
    held,
    scheme,
    isCurrent: () =>
      workspace.find(held.source.uri) === held && used.every(({ from, path, found }) => workspace.findUsed(from, path) === found),
  };
};
