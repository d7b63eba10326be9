/**
 * What the editor asks about a place in a rule file: completion, hover, navigation, renaming, signatures, colours. One line per request;
 * the answers are in `features/`. A place outside the text, or in a file that is not there, has an empty answer.
 */
import { type CompletionItem, type Connection, LSPErrorCodes, ResponseError, type ServerCapabilities } from "vscode-languageserver";
import { completionAt, resolveCompletion } from "./features/completion.ts";
import { hoverAt } from "./features/hover.ts";
import { definitionOf, highlightsOf, referencesOf } from "./features/navigation.ts";
import { prepareRename, type Refused, renameAt } from "./features/rename.ts";
import type { Reporter } from "./features/reports.ts";
import { tokenLegend, tokensOf } from "./features/semantic-tokens.ts";
import { signatureAt } from "./features/signature.ts";
import { type Log, request } from "./handler.ts";
import type { Schemes, Spot } from "./schemes.ts";

/** What `serveLanguage` can do, in the words of the protocol. */
export const languageAbilities: ServerCapabilities = {
  completionProvider: { resolveProvider: true, triggerCharacters: ["|", "@", "=", ">", "(", ",", '"', " "] },
  signatureHelpProvider: { triggerCharacters: ["(", ",", "|", ">"] },
  semanticTokensProvider: { legend: tokenLegend, full: true },
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
};

interface Asked {
  readonly textDocument: { readonly uri: string };
  readonly position: { readonly line: number; readonly character: number };
}

interface Surroundings {
  readonly connection: Connection;
  readonly schemes: Schemes;
  readonly reporter: Pick<Reporter, "current">;
  readonly log: Log;
  /** For answers that need to know all files of the folder. */
  readonly folderLog: Log;
}

export const serveLanguage = ({ connection, schemes, reporter, log, folderLog }: Surroundings): void => {
  const at = <P extends Asked, R, E>(name: string, empty: E, answer: (spot: Spot, params: P) => R, waits = log) =>
    request(waits, name, (params: P) => {
      const spot = schemes.at(params.textDocument.uri, params.position);
      return spot === undefined ? empty : answer(spot, params);
    });
  connection.onHover(at("hover", null, (spot) => hoverAt(spot, reporter.current(spot.uri)?.decisions) ?? null));
  connection.onCompletion(
    at("completion", [], (spot, { context }: Asked & { context?: { triggerCharacter?: string } }) => [
      ...completionAt(schemes, spot, context?.triggerCharacter),
    ]),
  );
  connection.onCompletionResolve(request(log, "completion", (chosen: CompletionItem) => resolveCompletion(schemes, chosen)));
  connection.onSignatureHelp(at("signature help", null, (spot) => signatureAt(spot) ?? null));
  connection.languages.semanticTokens.on(
    request(log, "semantic tokens", ({ textDocument }) => {
      const file = schemes.of(textDocument.uri);
      return file === undefined ? { data: [] } : tokensOf(file);
    }),
  );
  connection.onDefinition(at("definition", [], (spot) => [...definitionOf(schemes, spot)]));
  connection.onReferences(
    at(
      "references",
      [],
      (spot, { context }: Asked & { context: { includeDeclaration: boolean } }) => [
        ...referencesOf(schemes, spot, context.includeDeclaration),
      ],
      folderLog,
    ),
  );
  connection.onDocumentHighlight(at("highlights", [], (spot) => [...highlightsOf(spot)]));
  connection.onPrepareRename(at("prepare rename", null, (spot) => orRefusal(prepareRename(spot))));
  connection.onRenameRequest(
    at("rename", null, (spot, { newName }: Asked & { newName: string }) => orRefusal(renameAt(schemes, spot, newName)), folderLog),
  );
};

/** A refusal with its reason reaches the author as it stands. */
const orRefusal = <T extends object>(answer: T | Refused): T | ResponseError<never> =>
  "refused" in answer ? new ResponseError(LSPErrorCodes.RequestFailed, answer.refused) : (answer as T);
