/** A case tried by hand, and an example explained: what their views show, and the example that an author adds. */
import type { Position, WorkspaceEdit } from "vscode-languageserver";
import { answersTo, type Confirmed, type Entry, type EntryProblem, exampleAt, formOf, newExample, type Place, tryCase } from "#engine";
import { blockedHtml, caseFormHtml, exampleFormHtml, explainedHtml, html, surroundingsOf, triedHtml, triedSummary } from "#views";
import type { ClientSupport } from "../from-lsp.ts";
import type { Bound } from "../schemes.ts";
import { toRange } from "../to-lsp.ts";
import type { Workspace } from "../workspace.ts";
import { toWorkspaceEdit } from "./edits.ts";

/** What the view of a tried case shows. Both forms stay the same text until the rules change. */
export interface TriedShown {
  readonly form: string;
  /** To add the case to the file. */
  readonly example: string;
  readonly answers: string;
  readonly summary: string;
  /** The rules have errors: there are no answers, and the form may lack what is half typed. */
  readonly blocked: boolean;
  readonly problems: readonly EntryProblem[];
  readonly gone: readonly EntryProblem[];
  /** Each decision's answer in words, and as an expected side where one can be written. */
  readonly outcomes: readonly { readonly decision: string; readonly text: string; readonly accepted: string | null }[];
}

export const triedIn = (workspace: Workspace, { scheme }: Bound, wishes: unknown): TriedShown => {
  const tried = tryCase(scheme, entriesIn(wishes));
  return {
    form: caseFormHtml(tried.form).html,
    example: exampleFormHtml(tried.form).html,
    answers: triedHtml(tried, placesIn(workspace), textIn(wishes, "decision")).html,
    summary: triedSummary(tried, textIn(wishes, "decision")).html,
    blocked: tried.blocked.length > 0,
    problems: tried.problems,
    gone: tried.gone,
    outcomes: tried.answers.map(({ decision, answer, accepted }) => ({
      decision: decision.name,
      text: answer.possible.join(", "),
      accepted: accepted ?? null,
    })),
  };
};

export interface ExplainedShown {
  readonly html: string;
  readonly spoken: string;
  /** For the form of a tried case. */
  readonly entries: readonly Entry[];
}

export const explainedIn = (workspace: Workspace, { scheme, held }: Bound, wishes: unknown): ExplainedShown => {
  const placeOf = placesIn(workspace);
  const blocked = scheme.findings.filter(({ severity }) => severity === "error");
  if (blocked.length > 0)
    return { html: blockedHtml(blocked, placeOf).html, spoken: "No answer while the rules have errors.", entries: [] };
  const example = exampleAt(scheme, held.document.offsetAt(positionIn(wishes)));
  if (example === undefined) {
    const told = "No example stands here any more. Put the cursor into a row of an examples table, or into a case, and explain it again.";
    return { html: html`<p class="notice">${told}</p>`.html, spoken: told, entries: [] };
  }
  const answers = example.patient === undefined ? [] : answersTo(scheme, example.patient);
  const around = { ...surroundingsOf({ form: formOf(scheme), problems: [] }, placeOf), hasField: () => false };
  return {
    html: explainedHtml(example, answers, around).html,
    spoken: `${example.result.title}: ${example.result.status}.`,
    entries: example.entries,
  };
};

export type AddedExample =
  | { readonly edit: WorkspaceEdit; readonly position: Position; readonly where: string }
  | { readonly problem: string };

/** The edit is for the client to make. */
export const exampleFor = (workspace: Workspace, support: ClientSupport, { scheme, held }: Bound, wishes: unknown): AddedExample => {
  const made = newExample(scheme, entriesIn(wishes), confirmedIn(wishes), textIn(wishes, "title") ?? "");
  if (made.kind === "problem") return { problem: made.problem };
  const { uri, text } = held.source;
  const edit = toWorkspaceEdit([{ uri, ...made.edit }], workspace, support);
  if (edit === undefined) return { problem: "The file is not there any more." };
  const after = text.slice(0, made.edit.start) + made.edit.text + text.slice(made.edit.end);
  const before = after.slice(0, made.at);
  return {
    edit,
    where: made.where,
    position: { line: before.split("\n").length - 1, character: before.length - before.lastIndexOf("\n") - 1 },
  };
};

const placesIn =
  (workspace: Workspace) =>
  ({ uri, span }: Place): string | undefined => {
    const held = workspace.find(uri);
    return held && JSON.stringify({ uri, range: toRange(held.document, span) });
  };

// ------------------------------------------------- what a page says, anything else left out

const fieldIn = (wishes: unknown, name: string): unknown =>
  typeof wishes === "object" && wishes !== null ? (wishes as Record<string, unknown>)[name] : undefined;

const textIn = (wishes: unknown, name: string): string | undefined => {
  const value = fieldIn(wishes, name);
  return typeof value === "string" ? value : undefined;
};

const listIn = (wishes: unknown, name: string): readonly unknown[] => {
  const value = fieldIn(wishes, name);
  return Array.isArray(value) ? value : [];
};

const entriesIn = (wishes: unknown): readonly Entry[] =>
  listIn(wishes, "entries").flatMap((one) => {
    const [variable, text, member, unit] = ["variable", "text", "member", "unit"].map((name) => textIn(one, name));
    if (variable === undefined || text === undefined) return [];
    return [{ variable, text, ...(member === undefined ? {} : { member }), ...(unit === undefined ? {} : { unit }) }];
  });

const confirmedIn = (wishes: unknown): readonly Confirmed[] =>
  listIn(wishes, "expected").flatMap((one) => {
    const [decision, text] = [textIn(one, "decision"), textIn(one, "text")];
    return decision === undefined || text === undefined ? [] : [{ decision, text }];
  });

const positionIn = (wishes: unknown): Position => {
  const position = fieldIn(wishes, "position");
  const [line, character] = [fieldIn(position, "line"), fieldIn(position, "character")];
  return { line: typeof line === "number" ? line : 0, character: typeof character === "number" ? character : 0 };
};
