/**
 * Reads files for the server through the editor's own file system, where the server cannot: in a browser, and in
 * virtual workspaces. What the editor cannot read is not there.
 */
import { type Disposable, FileType, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

/** Larger than any guideline; a file beyond it is something else that got the ending by mistake. */
const largest = 20 * 1024 * 1024;

const [created, changed] = [1, 2];

/** To be called before the client starts: the server asks as soon as it can. */
export function readForServer(client: BaseLanguageClient): Disposable {
  const given = new Map<string, string | undefined>();

  const read = async ({ uri }: { readonly uri: string }): Promise<string | null> => {
    const place = Uri.parse(uri);
    const stamp = await stampOf(place);
    given.set(uri, stamp);
    return stamp === undefined ? null : await textOf(place);
  };

  const tell = async (uris: readonly string[], type = changed): Promise<void> => {
    if (uris.length === 0 || !client.isRunning()) return;
    await client.sendNotification("workspace/didChangeWatchedFiles", { changes: uris.map((uri) => ({ uri, type })) });
  };

  // Not every file system tells of changes, so one looks again when the author comes back.
  const lookAgain = async (): Promise<void> => {
    const stamps = await Promise.all([...given].map(async ([uri, stamp]) => ((await stampOf(Uri.parse(uri))) === stamp ? [] : [uri])));
    await tell(stamps.flat());
  };

  const foldersChanged = (): void =>
    void tell(
      (workspace.workspaceFolders ?? []).map(({ uri }) => String(uri)),
      created,
    );

  const listeners: readonly Disposable[] = [
    client.onRequest("stagewright/readFile", read),
    client.onRequest("stagewright/ruleFiles", ruleFiles),
    window.onDidChangeWindowState(({ focused }) => (focused ? void lookAgain() : undefined)),
    // Of a folder that goes or comes no watcher of rule files hears, so which files there are is asked anew.
    workspace.onDidDeleteFiles(({ files }) => void tell(files.map(String), created)),
    workspace.onDidChangeWorkspaceFolders(foldersChanged),
    workspace.onDidChangeConfiguration((change) => (change.affectsConfiguration("stagewright.checkFolder") ? foldersChanged() : undefined)),
    workspace.onDidRenameFiles(
      ({ files }) =>
        void tell(
          files.flatMap(({ oldUri, newUri }) => [String(oldUri), String(newUri)]),
          created,
        ),
    ),
  ];
  return { dispose: () => listeners.forEach((listener) => void listener.dispose()) };
}

/** The rule files of the folders, open or not, where the settings want them to be looked at. */
const ruleFiles = async (): Promise<readonly string[]> => {
  if (!workspace.getConfiguration("stagewright").get<boolean>("checkFolder", true)) return [];
  try {
    return (await workspace.findFiles("**/*.stage")).map(String);
  } catch {
    // Not every host can search; the open files are known all the same.
    return [];
  }
};

const stampOf = async (place: Uri): Promise<string | undefined> => {
  try {
    const { type, size, mtime } = await workspace.fs.stat(place);
    return (type & FileType.File) !== 0 && size <= largest ? `${mtime} ${size}` : undefined;
  } catch {
    return undefined;
  }
};

const textOf = async (place: Uri): Promise<string | null> => {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(place));
  } catch {
    return null;
  }
};
