/**
 * The status line: how the rule file in front stands, in words. It tells only what the server found of the very version that is shown;
 * until that is known it says that it checks, and where the server is not there, that nothing was checked.
 */
import {
  CancellationTokenSource,
  commands,
  Disposable,
  languages,
  MarkdownString,
  StatusBarAlignment,
  type StatusBarItem,
  type TextDocument,
  window,
  workspace,
} from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";

interface Status {
  readonly version: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly passing: number;
  readonly failing: number;
  readonly decisions: number;
  readonly unchecked: readonly string[];
  readonly examplesWait: boolean;
}

interface Shown {
  readonly text: string;
  readonly more: readonly string[];
}

/** An answer that comes sooner replaces the last one without a word, in milliseconds. */
const felt = 250;

export function showStatus(client: BaseLanguageClient): Disposable {
  const line = window.createStatusBarItem("stagewright.status", StatusBarAlignment.Left, 0);
  line.name = "Stagewright findings";
  line.command = "workbench.actions.view.problems";
  let asking: CancellationTokenSource | undefined;
  // The walkthrough's step "mend it" is done when a file that had findings has none any more.
  const flawed = new Set<string>();

  const look = async (): Promise<void> => {
    asking?.cancel();
    const document = window.activeTextEditor?.document;
    if (document?.languageId !== "stage") return line.hide();
    const mine = new CancellationTokenSource();
    asking = mine;
    const late = setTimeout(() => put(line, { text: "$(loading~spin) Stagewright: checking", more: ["Checking this file."] }), felt);
    const status = await ask(client, document, mine);
    clearTimeout(late);
    if (mine.token.isCancellationRequested) return;
    put(line, status === undefined ? notChecked : shownOf(status));
    if (status === undefined) return;
    const uri = document.uri.toString();
    if (!isClean(status)) flawed.add(uri);
    else if (flawed.delete(uri)) await commands.executeCommand("setContext", "stagewright.mended", true);
  };

  const lookAgain = (): void => void look();
  lookAgain();
  return Disposable.from(
    line,
    window.onDidChangeActiveTextEditor(lookAgain),
    workspace.onDidChangeTextDocument(({ document }) => (document.languageId === "stage" ? lookAgain() : undefined)),
    languages.onDidChangeDiagnostics(lookAgain),
    client.onDidChangeState(lookAgain),
  );
}

/** Undefined where there is no answer about the document as it is now. */
async function ask(client: BaseLanguageClient, document: TextDocument, { token }: CancellationTokenSource): Promise<Status | undefined> {
  if (client.state !== State.Running) return undefined;
  const params = { textDocument: { uri: client.code2ProtocolConverter.asUri(document.uri) } };
  try {
    const status = await client.sendRequest<Status | null>("stagewright/status", params, token);
    return status?.version === document.version ? status : undefined;
  } catch {
    // Cancelled, or a fault that the server has logged: either way nothing is known.
    return undefined;
  }
}

const notChecked: Shown = { text: "$(circle-slash) Stagewright: not checked", more: ["This file has not been checked."] };

const isClean = (status: Status): boolean => !hasFindings(status) && isWhole(status);
const hasFindings = ({ errors, warnings, infos, failing }: Status): boolean => errors + warnings + infos + failing > 0;
const isWhole = ({ unchecked, examplesWait }: Status): boolean => unchecked.length === 0 && !examplesWait;

const shownOf = (status: Status): Shown => {
  const { errors, warnings, infos, failing, decisions, passing } = status;
  const parts = [counted(errors + warnings + infos, "finding", "findings"), counted(failing, "case failing", "cases failing")].flat();
  const more = detailsOf(status);
  if (parts.length === 0 && isWhole(status) && decisions + passing === 0)
    return { text: "$(dash) Stagewright: no rules yet", more: ["This file decides nothing and has no example cases.", ...more] };
  if (parts.length === 0 && isWhole(status)) return { text: "$(pass) Stagewright: clean", more };
  const icon = errors + failing > 0 ? "$(error)" : warnings > 0 ? "$(warning)" : hasFindings(status) ? "$(info)" : "$(question)";
  return { text: `${icon} Stagewright: ${[...parts, ...(isWhole(status) ? [] : ["not all checked"])].join(", ")}`, more };
};

const detailsOf = ({ errors, warnings, infos, passing, failing, unchecked, examplesWait, decisions }: Status): readonly string[] => {
  const found = [counted(errors, "error", "errors"), counted(warnings, "warning", "warnings"), counted(infos, "note", "notes")].flat();
  const cases = passing + failing;
  return [
    found.length === 0 ? "No findings." : `${found.join(", ")}.`,
    ...(unchecked.length === 0 ? [] : [`Not checked for gaps and overlaps: ${unchecked.join(", ")}.`]),
    ...(examplesWait ? ["The example cases wait for the errors to be mended."] : []),
    ...(cases > 0 ? [failing === 0 ? `All ${cases} example cases pass.` : `${passing} of ${cases} example cases pass.`] : []),
    ...(cases === 0 && !examplesWait && decisions > 0 ? ["There are no example cases."] : []),
  ];
};

const counted = (count: number, one: string, many: string): readonly string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];

function put(line: StatusBarItem, { text, more }: Shown): void {
  line.text = text;
  line.tooltip = new MarkdownString([...more, "Click to open the Problems panel."].join("\n\n"));
  // Read aloud without the icon.
  const label = [text.replace(/^\$\(\S+\) /, ""), ...more].join(". ");
  line.accessibilityInformation = { label, role: "button" };
  line.show();
}
