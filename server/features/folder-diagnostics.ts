/**
 * Diagnostics of the rule files that are not open. The client asks once and waits: the answer tells of every file whose report may have
 * changed, and comes only when there is one. Open files are asked for one by one, and are not told of here.
 */
import type { Connection, WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport } from "vscode-languageserver";
import { cancelled, type Log, type Refusal, request } from "../handler.ts";
import type { RuleFiles } from "../rule-files.ts";
import { settingsName } from "../settings.ts";
import type { Workspace } from "../workspace.ts";
import type { Reporter } from "./reports.ts";

export interface FolderDiagnostics {
  /** No longer open: its text is that of the disk again, and what was shown of it while it was open is to be replaced. */
  readonly closed: (uri: string) => void;
  /** These files are not as they were, on disk or in the editor; others may depend on them. */
  readonly changed: (uris: readonly string[]) => void;
}

interface Surroundings {
  readonly connection: Connection;
  readonly workspace: Workspace;
  readonly files: RuleFiles;
  readonly reporter: Reporter;
  readonly log: Log;
}

/** What is kept of a file that was told of: nothing of its meaning, so that many files take little room. */
interface Told {
  /** The files that it uses; undefined where one of them was missing, which any change may bring. */
  readonly uses: ReadonlySet<string> | undefined;
  readonly hadFindings: boolean;
  /** It may be otherwise by now. */
  readonly inDoubt: boolean;
}

/** How long nothing must change before files that are not open are looked at again, in milliseconds. */
const calm = 300;

const pause = (milliseconds: number): Promise<void> => new Promise((later) => setTimeout(later, milliseconds));

export const serveFolder = ({ connection, workspace, files, reporter, log }: Surroundings): FolderDiagnostics => {
  const told = new Map<string, Told>();
  let wake: () => void = () => undefined;
  let count = 0;

  const isOpen = (uri: string): boolean => workspace.open().some(({ source }) => source.uri === uri);

  /** Undefined where there is nothing to tell: no findings, and none before. */
  const tellOf = async (uri: string, isWanted: () => boolean): Promise<WorkspaceDocumentDiagnosticReport | undefined> => {
    const report = await reporter.report(uri, isWanted);
    if (!isWanted() || isOpen(uri)) return undefined;
    reporter.forget(uri);
    const items = report?.found.map(({ diagnostic }) => diagnostic) ?? [];
    const before = told.get(uri);
    if (report === undefined) told.delete(uri);
    else {
      const isWhole = !report.found.some(({ finding }) => finding.code === "unresolved-use");
      told.set(uri, { uses: isWhole ? new Set(report.uses) : undefined, hadFindings: items.length > 0, inDoubt: false });
    }
    if (items.length === 0 && before?.hadFindings !== true) return undefined;
    count += 1;
    return { kind: "full", uri, version: null, resultId: `folder ${count}`, items };
  };

  const toLookAt = (): readonly string[] => {
    const all = new Set([...files.list(), ...told.keys()]);
    const there = new Set(files.list());
    return [...all].filter((uri) => !isOpen(uri) && (!there.has(uri) || (told.get(uri)?.inDoubt ?? true)));
  };

  const look = async (isWanted: () => boolean): Promise<WorkspaceDocumentDiagnosticReport[]> => {
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    files.list();
    await files.settled();
    for (const uri of toLookAt()) {
      const one = isWanted() ? await tellOf(uri, isWanted) : undefined;
      if (one !== undefined) items.push(one);
    }
    return items;
  };

  const closed = (uri: string): void => void told.set(uri, { uses: undefined, hadFindings: true, inDoubt: true });

  connection.languages.diagnostics.onWorkspace(
    // What was told once is not told again, so this answer must not be thrown away and made anew.
    request({ error: log.error }, "diagnostics of the folder", async (_params, token): Promise<WorkspaceDiagnosticReport | Refusal> => {
      const isWanted = (): boolean => !token.isCancellationRequested;
      while (isWanted()) {
        const change = new Promise<void>((done) => {
          wake = done;
          token.onCancellationRequested(() => done());
        });
        const items = await look(isWanted);
        if (!isWanted()) for (const { uri } of items) closed(uri);
        else if (items.length > 0) return { items };
        await change;
        // Nobody looks at these files now, so they wait for a pause of typing.
        await pause(calm);
      }
      return cancelled();
    }),
  );

  const changed = (uris: readonly string[]): void => {
    const concerns = (uri: string, { uses }: Told): boolean =>
      uses === undefined || uris.some((one) => one === uri || uses.has(one) || one.endsWith(settingsName) || uri.startsWith(`${one}/`));
    for (const [uri, one] of told) if (concerns(uri, one)) told.set(uri, { ...one, inDoubt: true });
    wake();
  };

  return {
    changed,
    closed: (uri) => {
      closed(uri);
      changed([uri]);
    },
  };
};
