/**
 * The page's end of the wire to the extension: the same for every side view.
 * It shows nothing and computes nothing; a page says what to do with what arrives.
 */
import type { FromPage, KeptState, PlaceOnPage, ToPage } from "./messages.ts";

/** Given to every page by VS Code. */
declare const acquireVsCodeApi: () => { postMessage(message: FromPage): void; setState(state: KeptState): void };

export interface Host {
  /** Keeps what the reader chose for the shown file, and asks for its content anew. */
  readonly wish: (wishes: unknown) => void;
  readonly reveal: (place: PlaceOnPage) => void;
  readonly ask: (message: unknown) => void;
}

export interface Page {
  readonly show: (content: Extract<ToPage, { kind: "content" }>) => void;
  readonly unavailable: (message: string) => void;
  readonly cursor?: (uri: string, line: number) => void;
  readonly told?: (message: unknown) => void;
}

/** Joins a page to the extension and tells that it is ready. */
export function connect(pageOf: (host: Host) => Page): void {
  const api = acquireVsCodeApi();
  let uri = "";
  const page = pageOf({
    wish: (wishes) => {
      api.setState({ uri, wishes });
      api.postMessage({ kind: "wishes", uri, wishes });
    },
    reveal: (place) => api.postMessage({ kind: "reveal", place }),
    ask: (message) => api.postMessage({ kind: "asked", uri, message }),
  });
  window.addEventListener("message", ({ data }: MessageEvent<ToPage>) => {
    switch (data.kind) {
      case "content":
        uri = data.uri;
        api.setState({ uri, wishes: data.wishes });
        page.show(data);
        return;
      case "unavailable":
        page.unavailable(data.message);
        return;
      case "cursor":
        page.cursor?.(data.uri, data.line);
        return;
      case "told":
        page.told?.(data.message);
    }
  });
  api.postMessage({ kind: "ready" });
}
