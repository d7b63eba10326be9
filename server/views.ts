/** What the side views of the editor ask for: requests of our own beside those of the protocol. One line per view. */
import type { Connection } from "vscode-languageserver";
import { gridOf } from "./features/grid.ts";
import { type Log, request } from "./handler.ts";
import type { Bound, Schemes } from "./schemes.ts";

interface Asked {
  readonly textDocument: { readonly uri: string };
  /** What the reader chose; anything may stand there. */
  readonly wishes?: unknown;
}

export const serveViews = (connection: Connection, schemes: Schemes, log: Log): void => {
  const of = <R>(name: string, answer: (file: Bound, wishes: unknown) => R) =>
    request(log, name, ({ textDocument, wishes }: Asked): R | null => {
      const file = schemes.of(textDocument.uri);
      return file === undefined ? null : answer(file, wishes);
    });
  connection.onRequest("stagewright/grid", of("the stage grid", gridOf));
};
