/** Findings in the client's words. */
import assert from "node:assert/strict";
import { DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Finding } from "#engine";
import { type ClientSupport, toDiagnostic, toRange, toSeverity } from "#server";

const everything: ClientSupport = {
  pullsDiagnostics: true,
  refreshesDiagnostics: true,
  relatedPlaces: true,
  fadedText: true,
  codeLinks: true,
  versionedEdits: true,
  readsFiles: true,
  refreshesLenses: true,
  refreshesHints: true,
  ownClient: true,
};
const nothing: ClientSupport = {
  pullsDiagnostics: false,
  refreshesDiagnostics: false,
  relatedPlaces: false,
  fadedText: false,
  codeLinks: false,
  versionedEdits: false,
  readsFiles: false,
  refreshesLenses: false,
  refreshesHints: false,
  ownClient: false,
};

const documentOf = (text: string, uri = "file:///a.stage") => TextDocument.create(uri, "stage", 1, text);
const document = documentOf("table {\n  T1 => I\n  T1 => II\n}\n");
const other = documentOf("\ncategory T { T1 }\n", "file:///b.stage");
const documents = (uri: string) => [document, other].find((known) => known.uri === uri);

const finding: Finding = {
  uri: document.uri,
  span: { start: 20, end: 28 },
  code: "overlap",
  severity: "error",
  message: "Two rows give T1 different results: I and II.",
  summary: "overlap T1",
  related: [{ uri: other.uri, span: { start: 1, end: 9 }, message: "T is declared here" }],
  fixes: [],
};

describe("a finding as a diagnostic", () => {
  it("stands where it is, with its code, severity, message and page", () => {
    assert.deepEqual(toDiagnostic({ ...finding, related: [] }, document, documents, everything), {
      range: { start: { line: 2, character: 2 }, end: { line: 2, character: 10 } },
      severity: DiagnosticSeverity.Error,
      code: "overlap",
      codeDescription: { href: "https://github.com/stagewright/stagewright/blob/main/docs/checks/overlap.md" },
      source: "stagewright",
      message: "Two rows give T1 different results: I and II.",
    });
  });

  it("leads to related places in the coordinates of their own file", () => {
    assert.deepEqual(toDiagnostic(finding, document, documents, everything).relatedInformation, [
      {
        location: { uri: other.uri, range: { start: { line: 1, character: 0 }, end: { line: 1, character: 8 } } },
        message: "T is declared here",
      },
    ]);
  });

  it("leaves out a related place whose file is gone", () => {
    assert.equal(toDiagnostic(finding, document, () => undefined, everything).relatedInformation, undefined);
  });

  it("fades what can match nothing, and nothing else", () => {
    assert.deepEqual(toDiagnostic({ ...finding, code: "impossible-row" }, document, documents, everything).tags, [
      DiagnosticTag.Unnecessary,
    ]);
    assert.equal(toDiagnostic(finding, document, documents, everything).tags, undefined);
  });

  it("says only what the client can show", () => {
    const plain = toDiagnostic({ ...finding, code: "impossible-row" }, document, documents, nothing);
    assert.deepEqual(Object.keys(plain).sort(), ["code", "message", "range", "severity", "source"]);
  });

  it("keeps the four severities apart", () => {
    assert.deepEqual([toSeverity("error"), toSeverity("warning"), toSeverity("info"), toSeverity("hint")], [1, 2, 3, 4]);
  });

  it("counts columns in UTF-16 units and lines by any line end", () => {
    const text = "a\r\n𝒳 T1\rb";
    const start = text.indexOf("T1");
    assert.deepEqual(toRange(documentOf(text), { start, end: start + 2 }), {
      start: { line: 1, character: 3 },
      end: { line: 1, character: 5 },
    });
  });
});
