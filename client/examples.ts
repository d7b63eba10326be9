/**
 * What the server says of example cases: the form of its answers, how to ask for them, and word that a file has been
 * checked anew. Each is asked for once, however many want to show it.
 */
import { type CancellationToken, type Disposable, EventEmitter, Range, Uri } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

interface Place {
  readonly line: number;
  readonly character: number;
}

export interface Extent {
  readonly start: Place;
  readonly end: Place;
}

export interface Check {
  readonly variable: string;
  readonly expected: string;
  readonly actual: string;
  readonly passed: boolean;
  readonly range: Extent;
  readonly rows: readonly { readonly uri: string; readonly range: Extent; readonly line: number; readonly text: string }[];
}

export interface Case {
  readonly id: string;
  readonly label: string;
  readonly range: Extent;
  readonly state: "passed" | "failed" | "invalid" | "waiting" | "unknown";
  readonly why?: string;
  readonly milliseconds?: number;
  readonly checks: readonly Check[];
}

interface Block {
  readonly id: string;
  readonly kind: "examples" | "case";
  readonly label: string;
  readonly range: Extent;
  readonly why?: string;
  readonly cases: readonly Case[];
}

export interface Mark {
  readonly kind: "passed" | "failed" | "invalid";
  readonly range: Extent;
  readonly text: string;
  /** What VS Code shows at the same place once the case was run. */
  readonly compared?: string;
}

export interface Examples {
  readonly version: number;
  readonly title?: string;
  readonly decides: boolean;
  readonly why?: string;
  readonly blocks: readonly Block[];
  readonly rows: readonly { readonly range: Extent; readonly text: string; readonly reached: boolean }[];
  readonly marks: readonly Mark[];
}

/** A file that was checked in the version that it has now. */
export interface CheckedFile {
  readonly uri: Uri;
  readonly examples: Examples;
}

export interface ExampleServer extends Disposable {
  /**
   * null: there is no such file; undefined: no answer came (nobody waits any more, or the server failed, as its log tells).
   * Without `run` the cases are told, but nothing of how they come out.
   */
  readonly ask: (uri: Uri, run: boolean, token?: CancellationToken) => Promise<Examples | null | undefined>;
  readonly onChecked: (hear: (file: CheckedFile) => void) => Disposable;
}

export function openExamples(client: BaseLanguageClient): ExampleServer {
  const checked = new EventEmitter<CheckedFile>();
  const ask: ExampleServer["ask"] = async (uri, run, token) => {
    const asked = { textDocument: { uri: client.code2ProtocolConverter.asUri(uri) }, run };
    try {
      // A token that is not there would be sent as a second argument.
      return await client.sendRequest<Examples | null>("stagewright/examples", asked, ...(token === undefined ? [] : [token]));
    } catch {
      return undefined;
    }
  };
  const told = client.onNotification("stagewright/checked", async ({ uri }: { readonly uri: string }) => {
    const place = Uri.parse(uri);
    const examples = await ask(place, true);
    if (examples) checked.fire({ uri: place, examples });
  });
  return {
    ask,
    onChecked: checked.event,
    dispose: () => {
      told.dispose();
      checked.dispose();
    },
  };
}

export const rangeOf = ({ start, end }: Extent): Range => new Range(start.line, start.character, end.line, end.character);
