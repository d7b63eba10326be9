/**
 * A side view: one panel of its kind beside the editor, showing what the language server says of the rule file that
 * is being edited. It follows the active file, asks again while one types, and keeps what the reader chose for each
 * file. What is in the view is the business of its page (`page/`) and of the server.
 */
import {
  type CancellationToken,
  CancellationTokenSource,
  type Disposable,
  type ExtensionContext,
  Range,
  type TextDocument,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import { documentOf } from "./document-of.ts";
import type { FromPage, KeptState, PlaceOnPage, ToPage } from "./page/messages.ts";

/** One kind of side view. */
export interface ViewKind {
  /** The type of its panel: `stagewright.grid`. package.json names it in `onWebviewPanel:…`, so that it comes back after a restart. */
  readonly id: string;
  readonly title: string;
  /** Its script, `dist/views/NAME.js`. */
  readonly script: string;
  /** What the page shows of a file; asked again whenever a rule file or a wish changes. */
  readonly content: (uri: string, wishes: unknown, token: CancellationToken) => Promise<unknown>;
  /** Anything else that the page asks for. */
  readonly asked?: (message: unknown, view: { readonly uri: Uri; readonly tell: (message: unknown) => void }) => Promise<void> | void;
}

export interface SideView extends Disposable {
  /** Opens it on the active rule file, or on the named one; wishes given here go before those kept for the file. */
  readonly show: (uri?: Uri, wishes?: unknown) => void;
}

const language = "stage";

/** How long the hands must rest before the view asks again, in milliseconds. */
const rest = 60;

/** Makes a kind of view known to VS Code. Nothing is opened before `show`. */
export function openSideViews(context: ExtensionContext, kind: ViewKind): SideView {
  let open: Opened | undefined;
  const wishes = new Map<string, unknown>();
  const opened = (panel: WebviewPanel, uri: Uri): void => {
    open?.panel.dispose();
    const fresh = attach(context, kind, panel, uri, wishes);
    open = fresh;
    panel.onDidDispose(() => {
      if (open === fresh) open = undefined;
    });
  };
  const restored = window.registerWebviewPanelSerializer(kind.id, {
    deserializeWebviewPanel: async (panel, state: KeptState | undefined) => {
      const uri = state === undefined ? activeRules()?.uri : Uri.parse(state.uri);
      if (uri === undefined) return panel.dispose();
      if (state !== undefined) wishes.set(state.uri, state.wishes);
      opened(panel, uri);
    },
  });
  return {
    show: (asked, wish) => {
      const uri = asked ?? activeRules()?.uri ?? open?.uri();
      if (uri === undefined) {
        void window.showInformationMessage("Open a rule file (.stage) first; the view shows what it says.");
        return;
      }
      if (wish !== undefined) wishes.set(uri.toString(), wish);
      if (open !== undefined) {
        open.panel.reveal(undefined, true);
        open.follow(uri);
        return;
      }
      const column = { viewColumn: columnBeside(uri), preserveFocus: asked === undefined };
      opened(window.createWebviewPanel(kind.id, kind.title, column), uri);
    },
    dispose: () => {
      restored.dispose();
      open?.panel.dispose();
    },
  };
}

interface Opened {
  readonly panel: WebviewPanel;
  readonly uri: () => Uri;
  readonly follow: (uri: Uri) => void;
}

function attach(context: ExtensionContext, kind: ViewKind, panel: WebviewPanel, first: Uri, wishes: Map<string, unknown>): Opened {
  let uri = first;
  const { webview } = panel;
  const tell = (message: ToPage): void => void webview.postMessage(message);
  const cursor = (): void => {
    const editor = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
    if (editor !== undefined) tell({ kind: "cursor", uri: uri.toString(), line: editor.selection.active.line });
  };
  const refresh = asking(async (token) => {
    const asked = uri.toString();
    const wish = wishes.get(asked);
    const answer = await contentOf(kind, asked, wish, token);
    if (asked !== uri.toString()) return;
    tell("problem" in answer ? { kind: "unavailable", message: answer.problem } : shown(uri, wish, answer.content));
    cursor();
  });
  const follow = (to: Uri): void => {
    uri = to;
    panel.title = `${kind.title}: ${nameOf(uri)}`;
    refresh.soon();
  };
  const received = async (message: FromPage): Promise<void> => {
    switch (message.kind) {
      case "ready":
        return refresh.soon();
      case "wishes":
        wishes.set(message.uri, message.wishes);
        return refresh.soon();
      case "reveal":
        return reveal(message.place);
      case "asked":
        return kind.asked?.(message.message, { uri: Uri.parse(message.uri), tell: (told) => tell({ kind: "told", message: told }) });
    }
  };
  const listeners = [
    window.onDidChangeActiveTextEditor((editor) => {
      if (editor?.document.languageId === language && editor.document.uri.toString() !== uri.toString()) follow(editor.document.uri);
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document.languageId === language) refresh.soon();
    }),
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor.document.uri.toString() === uri.toString()) cursor();
    }),
    webview.onDidReceiveMessage(received),
  ];
  panel.onDidDispose(() => {
    refresh.stop();
    for (const listener of listeners) listener.dispose();
  });
  const dist = Uri.joinPath(context.extensionUri, "dist", "views");
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  panel.iconPath = Uri.joinPath(context.extensionUri, "client", "icons", "stage-file.svg");
  webview.html = documentOf({
    title: kind.title,
    source: webview.cspSource,
    style: webview.asWebviewUri(Uri.joinPath(dist, "page.css")).toString(),
    script: webview.asWebviewUri(Uri.joinPath(dist, `${kind.script}.js`)).toString(),
  });
  follow(first);
  return { panel, uri: () => uri, follow };
}

const shown = (uri: Uri, wishes: unknown, content: unknown): ToPage => ({
  kind: "content",
  uri: uri.toString(),
  name: nameOf(uri),
  wishes,
  content,
});

const nameOf = (uri: Uri): string => uri.path.slice(uri.path.lastIndexOf("/") + 1);

const isRules = (document: TextDocument | undefined): document is TextDocument => document?.languageId === language;

const activeRules = (): TextDocument | undefined =>
  [window.activeTextEditor, ...window.visibleTextEditors].map((editor) => editor?.document).find(isRules);

/** What the server answers; where it does not, the reader is told so instead of being shown what was true before. */
async function contentOf(
  kind: ViewKind,
  uri: string,
  wishes: unknown,
  token: CancellationToken,
): Promise<{ readonly content: unknown } | { readonly problem: string }> {
  try {
    return { content: await kind.content(uri, wishes, token) };
  } catch (fault) {
    return { problem: `The view could not be made: ${fault instanceof Error ? fault.message : String(fault)}` };
  }
}

/** Side views of one file share the column beside its text, whichever of them is active. */
function columnBeside(uri: Uri): ViewColumn {
  const editor = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  return editor?.viewColumn === undefined ? ViewColumn.Beside : editor.viewColumn + 1;
}

/** Goes to a place in the editor that shows the file already, or else beside the view. */
async function reveal({ uri, range }: PlaceOnPage): Promise<void> {
  const { start, end } = range;
  const selection = new Range(start.line, start.character, end.line, end.character);
  const shownIn = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri)?.viewColumn;
  await window.showTextDocument(Uri.parse(uri), { selection, viewColumn: shownIn ?? ViewColumn.One });
}

/** Asks once the hands rest; a question that is out is not asked again until its answer is there. */
function asking(ask: (token: CancellationToken) => Promise<void>): { readonly soon: () => void; readonly stop: () => void } {
  const source = new CancellationTokenSource();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOut = false;
  let isWanted = false;
  const run = async (): Promise<void> => {
    timer = undefined;
    if (isOut) {
      isWanted = true;
      return;
    }
    isOut = true;
    await ask(source.token);
    isOut = false;
    if (isWanted && !source.token.isCancellationRequested) {
      isWanted = false;
      await run();
    }
  };
  return {
    soon: () => {
      clearTimeout(timer);
      timer = setTimeout(() => void run(), rest);
    },
    stop: () => {
      clearTimeout(timer);
      source.cancel();
    },
  };
}
