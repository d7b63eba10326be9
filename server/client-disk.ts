/**
 * Rule files that only the client can read: those of a virtual workspace, and every file where the server runs in a browser.
 * The client is asked once for each; until it has answered the file is on its way, and who needs it waits with `settled`.
 */
import type { Connection } from "vscode-languageserver";
import type { Disk } from "./workspace.ts";

/** The question: `{ uri }`, answered with the text of the file, or null where there is none. */
export const readFileMethod = "stagewright/readFile";

export interface ClientDisk extends Disk {
  /** Resolves when every file that was asked for so far is there; undefined where none is on its way. */
  readonly settled: () => Promise<void> | undefined;
  /** These files, and all in folders of these names, have changed. */
  readonly forget: (uris: readonly string[]) => void;
}

/** A client that does not answer for so long, in milliseconds, has no such file. */
const patience = 15_000;

export const openClientDisk = (connection: Pick<Connection, "sendRequest">, tell: (problem: string) => void): ClientDisk => {
  const texts = new Map<string, string | undefined>();
  const onTheWay = new Map<string, Promise<void>>();

  const ask = (uri: string): void => {
    const asked = answerOf(connection, uri, tell).then((text) => {
      // A change told in the meantime makes this answer too old to keep.
      if (onTheWay.get(uri) !== asked) return;
      onTheWay.delete(uri);
      texts.set(uri, text);
    });
    onTheWay.set(uri, asked);
  };

  const textOf = (uri: string): string | undefined => {
    if (!texts.has(uri) && !onTheWay.has(uri)) ask(uri);
    return texts.get(uri);
  };

  return {
    stamp: textOf,
    read: textOf,
    settled: () => (onTheWay.size === 0 ? undefined : Promise.all(onTheWay.values()).then(() => undefined)),
    forget: (uris) => {
      for (const kept of [texts, onTheWay]) {
        for (const uri of [...kept.keys()]) if (uris.some((changed) => uri === changed || uri.startsWith(`${changed}/`))) kept.delete(uri);
      }
    },
  };
};

const answerOf = async (
  connection: Pick<Connection, "sendRequest">,
  uri: string,
  tell: (problem: string) => void,
): Promise<string | undefined> => {
  let limit: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<undefined>((done) => {
    limit = setTimeout(() => {
      tell(`The editor did not say within ${patience / 1000} s what ${uri} holds; it counts as missing.`);
      done(undefined);
    }, patience);
  });
  const told = connection.sendRequest<unknown>(readFileMethod, { uri }).catch((problem: unknown) => tell(`${uri}: ${String(problem)}`));
  const text = await Promise.race([told, tooLate]);
  clearTimeout(limit);
  return typeof text === "string" ? text : undefined;
};

/** Plain files are read from this machine where there is one; all others from the client. */
export const joinDisks = (machine: Disk | undefined, client: Disk): Disk => {
  const of = (uri: string): Disk => (machine !== undefined && uri.startsWith("file:") ? machine : client);
  return { stamp: (uri) => of(uri).stamp(uri), read: (uri) => of(uri).read(uri) };
};
