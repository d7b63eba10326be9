/**
 * How a file stands, for the client's status line: counted from the same report as its diagnostics, and told with the version that
 * it is about, so that nobody shows it for another. What was not analysed is named and never counts as clean.
 */
import type { Connection } from "vscode-languageserver";
import type { Report, Reporter } from "./features/reports.ts";
import { sourceUri } from "./from-lsp.ts";
import { cancelled, type Log, type Refusal, request } from "./handler.ts";

/** The question is `{ textDocument: { uri } }`; the answer null where there is no such file. */
export const statusMethod = "stagewright/status";

export interface Status {
  readonly version: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly passing: number;
  /** Examples that fail or cannot be read; they are not among the findings counted above. */
  readonly failing: number;
  /** All decisions of the file, checked or not. */
  readonly decisions: number;
  /** Decisions of which gaps and overlaps are not known. */
  readonly unchecked: readonly string[];
  /** An error keeps the example cases from being run. */
  readonly examplesWait: boolean;
}

interface Asked {
  readonly textDocument: { readonly uri: string };
}

export const serveStatus = (connection: Connection, reporter: Reporter, log: Log): void => {
  connection.onRequest<Status | null, never>(
    statusMethod,
    request(log, "status", async ({ textDocument }: Asked, token): Promise<Status | Refusal | null> => {
      const report = await reporter.report(sourceUri(textDocument.uri), () => !token.isCancellationRequested);
      if (token.isCancellationRequested) return cancelled();
      return report === undefined ? null : statusOf(report);
    }),
  );
};

const ofExamples: ReadonlySet<string> = new Set(["example-failed", "example-invalid"]);

export const statusOf = ({ held, found, decisions, examples }: Report): Status => {
  const told = found.map(({ finding }) => finding).filter(({ code }) => !ofExamples.has(code));
  const count = (severity: string): number => told.filter((finding) => finding.severity === severity).length;
  const passing = examples.results.filter(({ status }) => status === "passed").length;
  const hasExamples = held.source.parsed.file.decls.some(({ kind }) => kind === "examples" || kind === "case");
  return {
    version: held.document.version,
    errors: count("error"),
    warnings: count("warning"),
    infos: count("info"),
    passing,
    failing: examples.results.length - passing,
    decisions: decisions.length,
    unchecked: decisions.filter(({ analysed }) => !analysed).map(({ decision }) => decision),
    examplesWait: hasExamples && examples.results.length === 0,
  };
};
