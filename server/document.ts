/**
 * What the editor asks about a rule file as a whole: its outline, folds, links and layout. One line per request; the
 * answers are in `features/`. A file that is not there has an empty answer.
 */
import type { CodeAction, Connection, ServerCapabilities } from "vscode-languageserver";
import { type Actions, codeActionKinds, codeActions } from "./features/code-actions.ts";
import { foldsOf } from "./features/folding.ts";
import { formatFile, formatRange, formatTyped } from "./features/formatting.ts";
import { linksOf } from "./features/links.ts";
import { symbolsIn, symbolsOf } from "./features/outline.ts";
import { selectionsAt } from "./features/selection.ts";
import { sourceUri } from "./from-lsp.ts";
import { cancelled, type Log, type Refusal, request } from "./handler.ts";
import type { Held, Workspace } from "./workspace.ts";

/** What `serveDocuments` can do, in the words of the protocol. */
export const documentAbilities: ServerCapabilities = {
  codeActionProvider: { codeActionKinds: [...codeActionKinds] },
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  documentLinkProvider: {},
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: "|", moreTriggerCharacter: ["\n"] },
};

interface Asked {
  readonly textDocument: { readonly uri: string };
}

export const serveDocuments = (connection: Connection, workspace: Workspace, log: Log): void => {
  const of = <P extends Asked, R>(name: string, answer: (held: Held, params: P) => R[]) =>
    request(log, name, (params: P): R[] => {
      const held = workspace.find(sourceUri(params.textDocument.uri));
      return held === undefined ? [] : answer(held, params);
    });
  connection.onDocumentSymbol(of("symbols", symbolsOf));
  connection.onWorkspaceSymbol(request(log, "workspace symbols", ({ query }) => symbolsIn(workspace, query)));
  connection.onFoldingRanges(of("folding", foldsOf));
  connection.onSelectionRanges(of("selection", (held, { positions }) => selectionsAt(held, positions)));
  connection.onDocumentLinks(of("links", (held) => linksOf(held, workspace)));
  connection.onDocumentFormatting(of("formatting", formatFile));
  connection.onDocumentRangeFormatting(of("range formatting", (held, { range }) => formatRange(held, range)));
  connection.onDocumentOnTypeFormatting(
    of("formatting while typing", (held, { position }) => formatTyped(held, held.document.offsetAt(position))),
  );
};

export const serveActions = (connection: Connection, actions: Actions, log: Log): void => {
  connection.onCodeAction(
    request(log, "code actions", async (params, token): Promise<CodeAction[] | Refusal> => {
      const found = await codeActions(actions, params, () => !token.isCancellationRequested);
      return token.isCancellationRequested ? cancelled() : found;
    }),
  );
};
