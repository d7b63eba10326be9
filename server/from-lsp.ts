/** What the client says, in our words. With `to-lsp.ts` the only place that translates. */
import { type ClientCapabilities, DiagnosticTag } from "vscode-languageserver";
import { URI } from "vscode-uri";

/** What the client can show, as far as we make use of it. */
export interface ClientSupport {
  /** It asks for diagnostics; otherwise they are sent to it. */
  readonly pullsDiagnostics: boolean;
  /** It asks again when told that other files have changed. */
  readonly refreshesDiagnostics: boolean;
  readonly relatedPlaces: boolean;
  readonly fadedText: boolean;
  readonly codeLinks: boolean;
  /** It refuses edits of a version that it no longer has. */
  readonly versionedEdits: boolean;
  /** It reads files for us that are not on this machine. */
  readonly readsFiles: boolean;
  /** It asks for lenses, or for hints, again when told to. */
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
  /** It is our own extension: it has the commands that lenses name, and draws what came of examples itself. */
  readonly ownClient: boolean;
}

/** `options` are what our own client adds to what every client says. */
export const clientSupport = (
  { textDocument, workspace }: ClientCapabilities,
  options?: { readonly readsFiles?: boolean; readonly ownClient?: boolean },
): ClientSupport => {
  const shown = [textDocument?.publishDiagnostics, textDocument?.diagnostic];
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    relatedPlaces: shown.some((can) => can?.relatedInformation === true),
    fadedText: shown.some((can) => can?.tagSupport?.valueSet.includes(DiagnosticTag.Unnecessary) === true),
    codeLinks: shown.some((can) => can?.codeDescriptionSupport === true),
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    readsFiles: options?.readsFiles === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    ownClient: options?.ownClient === true,
  };
};

/** The one spelling by which we know a file: clients differ in what they escape. */
export const sourceUri = (uri: string): string => URI.parse(uri).toString();
