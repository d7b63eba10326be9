/** What the side views of the editor ask for: requests of our own beside those of the protocol. One line per request. */
import type { CancellationToken, Connection } from "vscode-languageserver";
import { gridOf, gridText } from "./features/grid.ts";
import type { Reporter } from "./features/reports.ts";
import { exampleFor, explainedIn, triedIn } from "./features/try-case.ts";
import type { ClientSupport } from "./from-lsp.ts";
import { cancelled, type Log, type Refusal, request } from "./handler.ts";
import type { Bound, Schemes } from "./schemes.ts";
import type { Workspace } from "./workspace.ts";

interface Asked {
  readonly textDocument: { readonly uri: string };
  /** What the reader chose; anything may stand there. */
  readonly wishes?: unknown;
}

interface Surroundings {
  readonly schemes: Schemes;
  readonly workspace: Workspace;
  readonly reporter: Reporter;
  readonly support: ClientSupport;
}

type IsWanted = () => boolean;

/** Undefined: nobody waits for it any more. */
type Drawn = object | undefined;

export const serveViews = (connection: Connection, { schemes, workspace, reporter, support }: Surroundings, log: Log): void => {
  const on = (method: string, name: string, answer: (file: Bound, wishes: unknown, isWanted: IsWanted) => Promise<Drawn> | Drawn): void => {
    const answered = request(log, name, async ({ textDocument, wishes }: Asked, token: CancellationToken): Promise<object | null> => {
      const file = schemes.of(textDocument.uri);
      if (file === undefined) return null;
      return (await answer(file, wishes, () => !token.isCancellationRequested)) ?? cancelled();
    });
    connection.onRequest<object | Refusal | null, never>(method, answered);
  };
  const around = { schemes, reporter };
  on("stagewright/grid", "the stage grid", (file, wishes, isWanted) => gridOf(file, wishes, around, isWanted));
  on("stagewright/gridText", "the stage grid", (file, wishes, isWanted) => gridText(file, wishes, around, isWanted));
  on("stagewright/tryCase", "a tried case", (file, wishes) => triedIn(workspace, file, wishes));
  on("stagewright/explain", "an explained example", (file, wishes) => explainedIn(workspace, file, wishes));
  on("stagewright/newExample", "a new example", (file, wishes) => exampleFor(workspace, support, file, wishes));
};
