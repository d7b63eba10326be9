/** The stage grid beside the editor: the commands that open and export it. The table itself is drawn by the server. */
import { commands, type Disposable, type ExtensionContext, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { openSideViews } from "./panel.ts";

const formats = { html: "HTML", md: "Markdown" } as const;

type Format = keyof typeof formats;

/** `stagewright.showGrid` may be given a file and a decision by name, or wishes as the view keeps them. */
export function registerGrid(context: ExtensionContext, client: BaseLanguageClient): readonly Disposable[] {
  const exportGrid = async (uri: Uri, wishes: object, format: Format): Promise<void> => {
    const answer = await client.sendRequest<Exported | null>("stagewright/gridText", {
      textDocument: { uri: uri.toString() },
      wishes: { ...wishes, format },
    });
    if (answer === null) return;
    if (answer.text === undefined) return void window.showErrorMessage(answer.problem ?? "There is no grid to export.");
    const name = uri.path.slice(uri.path.lastIndexOf("/") + 1).replace(/\.stage$/, "");
    const to = await window.showSaveDialog({
      defaultUri: Uri.joinPath(uri, "..", `${name}-grid.${format}`),
      filters: { [formats[format]]: [format] },
      title: "Export the stage grid",
    });
    if (to === undefined) return;
    await workspace.fs.writeFile(to, new TextEncoder().encode(answer.text));
  };
  const grid = openSideViews(context, {
    id: "stagewright.grid",
    title: "Stage Grid",
    script: "grid",
    content: (uri, wishes, token) => client.sendRequest("stagewright/grid", { textDocument: { uri }, wishes }, token),
    asked: async (message, { uri }) => {
      const { export: format, wishes } = message as { readonly export?: unknown; readonly wishes?: object };
      if (isFormat(format)) await exportGrid(uri, wishes ?? {}, format);
    },
  });
  const chooseAndExport = async (given: Uri | undefined): Promise<void> => {
    const uri = given ?? window.activeTextEditor?.document.uri;
    const choices = (Object.keys(formats) as Format[]).map((format) => ({ label: formats[format], format }));
    const chosen = uri && (await window.showQuickPick(choices, { title: "Export the stage grid as" }));
    if (uri !== undefined && chosen !== undefined) await exportGrid(uri, {}, chosen.format);
  };
  return [
    grid,
    commands.registerCommand("stagewright.showGrid", (uri?: Uri | string, wishes?: object | string) =>
      grid.show(typeof uri === "string" ? Uri.parse(uri) : uri, typeof wishes === "string" ? { decision: wishes } : wishes),
    ),
    commands.registerCommand("stagewright.exportGrid", chooseAndExport),
  ];
}

interface Exported {
  readonly text?: string;
  readonly problem?: string;
}

const isFormat = (value: unknown): value is Format => typeof value === "string" && Object.hasOwn(formats, value);
