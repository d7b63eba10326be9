/**
 * Draws beside each case what came of it, as the server says it: dim where it passes, in the colour of errors and in words
 * where it does not. Marks of an older text are taken away as soon as new ones are late.
 */
import { type DecorationOptions, Disposable, type TextEditor, ThemeColor, type Uri, window, workspace } from "vscode";
import { type CheckedFile, type ExampleServer, type Mark, rangeOf } from "./examples.ts";

/** While one types, marks move along with their lines; beyond so many milliseconds they would be guesses. */
const patience = 200;

const looks: Readonly<Record<Mark["kind"], { readonly color: string; readonly weight: string }>> = {
  passed: { color: "editorCodeLens.foreground", weight: "normal" },
  failed: { color: "editorError.foreground", weight: "600" },
  invalid: { color: "editorWarning.foreground", weight: "600" },
};

interface Marks extends Disposable {
  /** VS Code shows messages of its own from now on, beside the cases of a file that fail. */
  readonly makeRoom: (uri: Uri) => void;
}

export function drawMarks(examples: ExampleServer): Marks {
  const kinds = Object.entries(looks).map(([kind, { color, weight }]) => ({
    kind,
    type: window.createTextEditorDecorationType({
      after: { color: new ThemeColor(color), fontWeight: weight, margin: "0 0 0 2ch" },
    }),
  }));
  const known = new Map<string, CheckedFile>();
  const ran = new Set<string>();

  const draw = (editor: TextEditor): void => {
    const { uri, version } = editor.document;
    const last = known.get(uri.toString())?.examples;
    const marks = last?.version === version ? last.marks : [];
    const shown = marks.map((mark) => ({ kind: mark.kind, drawn: decoration(mark, ran.has(uri.toString())) }));
    for (const { kind, type } of kinds)
      editor.setDecorations(
        type,
        shown.filter((mark) => mark.kind === kind).map(({ drawn }) => drawn),
      );
  };
  const drawAll = (uri: Uri): void => {
    for (const editor of window.visibleTextEditors) if (editor.document.uri.toString() === uri.toString()) draw(editor);
  };

  const keep = (file: CheckedFile): void => {
    known.set(file.uri.toString(), file);
    const editor = window.visibleTextEditors.find(({ document }) => document.uri.toString() === file.uri.toString());
    // Marks of a text that has changed in the meantime wait for the next ones.
    if (editor?.document.version === file.examples.version) drawAll(file.uri);
  };

  const parts = Disposable.from(
    ...kinds.map(({ type }) => type),
    examples.onChecked(keep),
    window.onDidChangeVisibleTextEditors((editors) => {
      for (const editor of editors) if (editor.document.languageId === "stage") draw(editor);
    }),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && document.languageId === "stage") setTimeout(() => drawAll(document.uri), patience);
    }),
    workspace.onDidCloseTextDocument(({ uri }) => known.delete(uri.toString())),
  );
  return {
    dispose: () => parts.dispose(),
    makeRoom: (uri) => {
      ran.add(uri.toString());
      drawAll(uri);
    },
  };
}

/** Characters that the frame and the sign of VS Code's own message take. */
const frame = 3;

const decoration = ({ range, text, compared }: Mark, hasRun: boolean): DecorationOptions => {
  const { end } = rangeOf(range);
  const room = hasRun && compared !== undefined ? frame + compared.length : 2;
  return { range: rangeOf({ start: end, end }), renderOptions: { after: { contentText: text, margin: `0 0 0 ${room}ch` } } };
};
