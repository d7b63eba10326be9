/** What the side views of the editor ask for: requests of our own beside those of the protocol. One line per view. */
import type { Connection } from "vscode-languageserver";
import { gridOf } from "./features/grid.ts";
import { exampleFor, explainedIn, triedIn } from "./features/try-case.ts";
import type { ClientSupport } from "./from-lsp.ts";
import { type Log, type Refusal, request } from "./handler.ts";
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
  readonly support: ClientSupport;
}

export const serveViews = (connection: Connection, { schemes, workspace, support }: Surroundings, log: Log): void => {
  const on = (method: string, name: string, answer: (file: Bound, wishes: unknown) => object): void => {
    const answered = request(log, name, ({ textDocument, wishes }: Asked): object | null => {
      const file = schemes.of(textDocument.uri);
      return file === undefined ? null : answer(file, wishes);
    });
    connection.onRequest<object | Refusal | null, never>(method, answered);
  };
  on("stagewright/grid", "the stage grid", gridOf);
  on("stagewright/tryCase", "a tried case", (file, wishes) => triedIn(workspace, file, wishes));
  on("stagewright/explain", "an explained example", (file, wishes) => explainedIn(workspace, file, wishes));
  on("stagewright/newExample", "a new example", (file, wishes) => exampleFor(workspace, support, file, wishes));
};
