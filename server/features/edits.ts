/** Changes of rule files as the client makes them: over several files, each bound to the version that was read. */
import type { TextEdit, WorkspaceEdit } from "vscode-languageserver";
import type { Fix } from "#engine";
import type { ClientSupport } from "../from-lsp.ts";
import { toRange } from "../to-lsp.ts";
import type { Workspace } from "../workspace.ts";

export type Edits = Fix["edits"];

/** undefined where one of the files is not there any more: half a fix is none. */
export const toWorkspaceEdit = (edits: Edits, workspace: Workspace, support: ClientSupport): WorkspaceEdit | undefined => {
  const open = new Set(workspace.open().map(({ source }) => source.uri));
  const changes: { readonly uri: string; readonly version: number | null; readonly edits: TextEdit[] }[] = [];
  for (const uri of new Set(edits.map((edit) => edit.uri))) {
    const held = workspace.find(uri);
    if (held === undefined) return undefined;
    const withItsLineEnds = lineEndsOf(held.source.text);
    changes.push({
      uri,
      version: open.has(uri) ? held.document.version : null,
      edits: edits
        .filter((edit) => edit.uri === uri)
        .map((edit) => ({ range: toRange(held.document, edit), newText: withItsLineEnds(edit.text) })),
    });
  }
  return support.versionedEdits
    ? { documentChanges: changes.map(({ uri, version, edits: made }) => ({ textDocument: { uri, version }, edits: made })) }
    : { changes: Object.fromEntries(changes.map(({ uri, edits: made }) => [uri, made])) };
};

/** Fixes are written with plain line ends; a file keeps its own. */
const lineEndsOf = (text: string) => (written: string) => (text.includes("\r\n") ? written.replace(/\r?\n/g, "\r\n") : written);
