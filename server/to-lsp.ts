/** Our findings in the client's words. With `from-lsp.ts` the only place that translates. */

import { type Diagnostic, type DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, type Range } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Code, Finding, Related, Severity } from "#engine";
import type { Span } from "#grammar";
import type { ClientSupport } from "./from-lsp.ts";

/** Where the pages stand that explain each code; moves with the repository. */
const pages = "https://github.com/stagewright/stagewright/blob/main/docs/checks";

/** Text that can go without any loss: shown faded. */
const dead: ReadonlySet<Code> = new Set<Code>(["impossible-row", "unused-ignore", "unused"]);

/** The text of a file, for positions in it; undefined where it cannot be seen. */
export type DocumentOf = (uri: string) => TextDocument | undefined;

export const toRange = (document: TextDocument, { start, end }: Span): Range => ({
  start: document.positionAt(start),
  end: document.positionAt(end),
});

export const toSeverity = (severity: Severity): DiagnosticSeverity => severities[severity];

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** A finding of the document itself, with as much as the client can show. */
export const toDiagnostic = (finding: Finding, document: TextDocument, documentOf: DocumentOf, support: ClientSupport): Diagnostic => {
  const related = support.relatedPlaces ? finding.related.flatMap((place) => toRelated(place, documentOf)) : [];
  return {
    range: toRange(document, finding.span),
    severity: toSeverity(finding.severity),
    code: finding.code,
    source: "stagewright",
    message: finding.message,
    ...(support.codeLinks ? { codeDescription: { href: `${pages}/${finding.code}.md` } } : {}),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
    ...(support.fadedText && dead.has(finding.code) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
  };
};

/** A place in a file that has gone since has no position to lead to. */
const toRelated = ({ uri, span, message }: Related, documentOf: DocumentOf): readonly DiagnosticRelatedInformation[] => {
  const document = documentOf(uri);
  return document === undefined ? [] : [{ location: { uri, range: toRange(document, span) }, message }];
};
