/**
 * Code actions: the fixes of the findings at a place, a gap's or overlap's case as an example, and all safe fixes at once.
 * They are read from the same report as the diagnostics, so a fix always belongs to what the author sees.
 */
import { type CodeAction, CodeActionKind, type CodeActionParams, type Range } from "vscode-languageserver";
import { type ClientSupport, sourceUri } from "../from-lsp.ts";
import type { Workspace } from "../workspace.ts";
import { type Edits, toWorkspaceEdit } from "./edits.ts";
import { exampleOf } from "./example-row.ts";
import { safeFixes } from "./fix-all.ts";
import { type Found, finish, type Reporter } from "./reports.ts";

const fixAll = `${CodeActionKind.SourceFixAll}.stagewright`;

export const codeActionKinds: readonly string[] = [CodeActionKind.QuickFix, fixAll];

export interface Actions {
  readonly workspace: Workspace;
  readonly reporter: Reporter;
  readonly support: ClientSupport;
}

/** Empty where nobody waits any more. */
export const codeActions = async (actions: Actions, params: CodeActionParams, isWanted: () => boolean): Promise<CodeAction[]> => {
  const { workspace, reporter, support } = actions;
  const uri = sourceUri(params.textDocument.uri);
  const only = params.context.only;
  const report = await reporter.report(uri, isWanted);
  if (report === undefined || !isWanted()) return [];
  const editing = (edits: Edits): Pick<CodeAction, "edit"> | undefined => {
    const edit = edits.length === 0 ? undefined : toWorkspaceEdit(edits, workspace, support);
    return edit === undefined ? undefined : { edit };
  };
  const found = report.found.filter(({ diagnostic }) => meet(diagnostic.range, params.range));
  const quick = only === undefined || only.some((kind) => covers(kind, CodeActionKind.QuickFix));
  const fixes = quick ? found.flatMap((one) => quickFixes(one, workspace, editing)) : [];
  // To make all fixes takes many checks: only for those who ask for it.
  if (!only?.some((kind) => covers(kind, fixAll))) return fixes;
  const { result } = await finish(safeFixes(report.held, workspace), () => isWanted() && report.isCurrent());
  const edit = result === undefined || !report.isCurrent() ? undefined : editing(result);
  return edit === undefined ? fixes : [...fixes, { title: "Make all safe fixes", kind: fixAll, ...edit }];
};

const quickFixes = (
  { finding, diagnostic }: Found,
  workspace: Workspace,
  editing: (edits: Edits) => Pick<CodeAction, "edit"> | undefined,
): readonly CodeAction[] => {
  const action = (title: string, edits: Edits, isPreferred: boolean): readonly CodeAction[] => {
    const edit = editing(edits);
    const preferred = isPreferred ? { isPreferred } : {};
    return edit === undefined ? [] : [{ title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], ...preferred, ...edit }];
  };
  const { fixes, code } = finding;
  // What a failing example came to is never right merely because it came out.
  const mayPrefer = code !== "example-failed";
  const preferred = fixes.find((fix) => fix.safe) ?? (fixes.length === 1 ? fixes[0] : undefined);
  const example = exampleOf(finding, workspace) ?? [];
  return [
    ...fixes.flatMap((fix) => action(fix.title, fix.edits, mayPrefer && fix === preferred)),
    ...action("Add its case to the examples, with the expected result still to be filled in", example, false),
  ];
};

/** `source` asks for `source.fixAll.stagewright` too. */
const covers = (asked: string, kind: string): boolean => asked === "" || kind === asked || kind.startsWith(`${asked}.`);

const meet = (one: Range, other: Range): boolean => !isBefore(one.end, other.start) && !isBefore(other.end, one.start);

const isBefore = (one: Range["start"], other: Range["start"]): boolean =>
  one.line < other.line || (one.line === other.line && one.character < other.character);
