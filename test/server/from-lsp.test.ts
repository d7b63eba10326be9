/** What clients say of themselves and of files. */
import assert from "node:assert/strict";
import { DiagnosticTag } from "vscode-languageserver";
import { clientSupport, sourceUri } from "#server";

describe("what a client can show", () => {
  it("is nothing where it says nothing", () => {
    assert.deepEqual(clientSupport({}), {
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
    });
  });

  it("is read from either kind of diagnostics", () => {
    const shown = { relatedInformation: true, codeDescriptionSupport: true, tagSupport: { valueSet: [DiagnosticTag.Unnecessary] } };
    const expected = {
      relatedPlaces: true,
      fadedText: true,
      codeLinks: true,
      versionedEdits: false,
      readsFiles: false,
      refreshesLenses: false,
      refreshesHints: false,
      ownClient: false,
    };
    const pushed = clientSupport({ textDocument: { publishDiagnostics: shown } });
    assert.deepEqual(pushed, { ...expected, pullsDiagnostics: false, refreshesDiagnostics: false });
    const pulled = clientSupport({ textDocument: { diagnostic: shown }, workspace: { diagnostics: { refreshSupport: true } } });
    assert.deepEqual(pulled, { ...expected, pullsDiagnostics: true, refreshesDiagnostics: true });
  });

  it("is bound to versions only where the client says so", () => {
    assert.equal(clientSupport({ workspace: { workspaceEdit: { documentChanges: true } } }).versionedEdits, true);
  });

  it("is asked for files only where the client says that it reads them", () => {
    assert.equal(clientSupport({}, { readsFiles: true }).readsFiles, true);
  });

  it("has no faded text where it knows only of deprecated text", () => {
    const support = clientSupport({ textDocument: { publishDiagnostics: { tagSupport: { valueSet: [DiagnosticTag.Deprecated] } } } });
    assert.equal(support.fadedText, false);
  });
});

describe("the name of a file", () => {
  it("is the same however a client escapes it", () => {
    assert.equal(sourceUri("file:///c:/rules/T(1).stage"), sourceUri("file:///C%3A/rules/T%281%29.stage"));
    assert.equal(sourceUri("file:///rules/a b.stage"), sourceUri("file:///rules/a%20b.stage"));
  });
});
