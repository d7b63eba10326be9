/**
 * The views of single cases: one that is tried by hand, and an example of the file explained. The commands that open them
 * are meant for lenses and other extensions too, so their arguments are plain data:
 *
 *     stagewright.tryCase   (uri?, { decision?, entries? })   `entries`: { variable, text, member?, unit? } each
 *     stagewright.explain   (uri?, { line, character })        a place in the example; of a case in steps, the step
 */
import {
  CodeAction,
  CodeActionKind,
  commands,
  type Diagnostic,
  type Disposable,
  type ExtensionContext,
  languages,
  Position,
  Range,
  type TextDocumentChangeEvent,
  Uri,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient, WorkspaceEdit as ProtocolEdit } from "vscode-languageclient";
import type { AskedOfCase, CaseWishes, ToldToCase } from "./page/case-messages.ts";
import { openSideViews, type SideView } from "./panel.ts";

/** A place as commands are given it. */
interface Place {
  readonly line: number;
  readonly character: number;
}

export function registerCases(context: ExtensionContext, client: BaseLanguageClient): readonly Disposable[] {
  /** What is entered for each file, as it was last asked. */
  const entered = new Map<string, CaseWishes>();
  const tried = openSideViews(context, {
    id: "stagewright.case",
    title: "Try a Case",
    script: "case",
    content: (uri, wishes, token) => {
      if (wishes !== undefined) entered.set(uri, wishes as CaseWishes);
      return client.sendRequest("stagewright/tryCase", { textDocument: { uri }, wishes }, token);
    },
    asked: async (message, { uri, tell }) => {
      const { expected, title, entries } = message as AskedOfCase;
      tell(await addExample(client, uri, { expected, title, entries }));
    },
  });
  /** A menu passes arguments of its own, and a decision alone leaves what is entered as it is. */
  const show = (asked?: string | Uri, wishes?: CaseWishes): void => {
    const uri = uriOf(asked) ?? window.activeTextEditor?.document.uri;
    const { entries, decision } = wishes ?? {};
    const kept = uri === undefined ? undefined : entered.get(uri.toString());
    const isAsked = entries !== undefined || decision !== undefined;
    tried.show(uriOf(asked), isAsked ? { entries: entries ?? kept?.entries, decision } : undefined);
  };
  const explanation = registerExplanation(context, client, tried);
  return [tried, ...explanation, commands.registerCommand("stagewright.tryCase", show)];
}

const uriOf = (uri: string | Uri | undefined): Uri | undefined => (typeof uri === "string" ? Uri.parse(uri) : uri);

type AddedExample = { readonly edit: ProtocolEdit; readonly position: Place; readonly where: string } | { readonly problem: string };

/** Puts the example into the file and shows where it stands; the author may undo it like any edit. */
async function addExample(client: BaseLanguageClient, uri: Uri, wishes: AskedOfCase): Promise<ToldToCase> {
  const textDocument = { uri: uri.toString() };
  const answer = await client.sendRequest<AddedExample | null>("stagewright/newExample", { textDocument, wishes });
  if (answer === null) return { problem: "The file is not there any more." };
  if ("problem" in answer) return answer;
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(answer.edit);
  if (!(await workspace.applyEdit(edit))) return { problem: "The file has changed in the meantime. Add the example once more." };
  const place = new Position(answer.position.line, answer.position.character);
  const shown = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  shown?.revealRange(new Range(place, place));
  return { added: `Added to ${answer.where}, line ${answer.position.line + 1}.` };
}

// ------------------------------------------------------------------ explanations

function registerExplanation(context: ExtensionContext, client: BaseLanguageClient, tried: SideView): readonly Disposable[] {
  /** Where the explained example stands in each file; it moves with the text. */
  const places = new Map<string, Place>();
  const view = openSideViews(context, {
    id: "stagewright.explanation",
    title: "Explain",
    script: "explain",
    content: (uri, wishes, token) => {
      const position = places.get(uri) ?? (wishes as { position?: Place } | undefined)?.position ?? cursorIn(uri);
      return client.sendRequest("stagewright/explain", { textDocument: { uri }, wishes: { position } }, token);
    },
    asked: (message, { uri }) => tried.show(uri, { entries: (message as AskedOfCase).entries }),
  });
  const explain = (asked?: string | Uri, place?: Partial<Place>): void => {
    const uri = uriOf(asked) ?? window.activeTextEditor?.document.uri;
    // A menu passes arguments of its own.
    const given = typeof place?.line === "number" ? { line: place.line, character: place.character ?? 0 } : undefined;
    const position = given ?? (uri && cursorIn(uri.toString()));
    if (uri !== undefined && position !== undefined) places.set(uri.toString(), position);
    view.show(uri, { position });
  };
  return [
    view,
    commands.registerCommand("stagewright.explain", explain),
    languages.registerCodeActionsProvider("stage", {
      provideCodeActions: ({ uri }, _, { diagnostics }) => diagnostics.flatMap(explaining(uri)),
    }),
    workspace.onDidChangeTextDocument((event) => {
      const uri = event.document.uri.toString();
      const place = places.get(uri);
      if (place !== undefined) places.set(uri, moved(place, event));
    }),
  ];
}

/** Beside the fixes of an example that fails: only this editor has a view to explain it in. */
const explaining =
  (uri: Uri) =>
  (diagnostic: Diagnostic): readonly CodeAction[] => {
    const { code, range } = diagnostic;
    if ((typeof code === "object" ? code.value : code) !== "example-failed") return [];
    const title = "Explain how this example came out";
    const action = new CodeAction(title, CodeActionKind.QuickFix);
    action.command = { title, command: "stagewright.explain", arguments: [uri.toString(), range.start] };
    action.diagnostics = [diagnostic];
    return [action];
  };

const cursorIn = (uri: string): Place | undefined =>
  window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri)?.selection.active;

/** Lines that come or go above a place move it. */
const moved = (place: Place, { contentChanges }: TextDocumentChangeEvent): Place =>
  contentChanges.reduce(({ line, character }, { range, text }) => {
    if (range.end.line > line || (range.end.line === line && range.end.character > character)) return { line, character };
    const added = text.split("\n").length - 1 - (range.end.line - range.start.line);
    return { line: line + added, character };
  }, place);
