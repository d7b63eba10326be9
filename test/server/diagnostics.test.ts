/** Diagnostics as an editor gets them: the real server, spoken to in memory. */
import assert from "node:assert/strict";
import {
  CancellationTokenSource,
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentDiagnosticReport,
  LSPErrorCodes,
} from "vscode-languageserver";
import { type Editor, pulling, receiving, startEditor } from "./editor.ts";

const uri = "file:///rules/half%20typed.stage";
const categories = "category T { T1  T2 }\ncategory stage { I  II }\n";
const whole = `${categories}table {\n  T  => stage\n  T1 => I\n  T2 => II\n}\n`;
const halfTyped = `${categories}table {\n  T  => stage\n  T1 => I\n  T2 |\n}\n`;
const lineOfHalfRow = 5;

/** Enough decisions that checking them takes longer than the pauses of these tests. */
const digits = [0, 1, 2, 3, 4, 5, 6, 7];
const categoriesOfMany = `category A { ${digits.map((a) => `A${a}`).join("  ")} }\ncategory B { ${digits.map((b) => `B${b}`).join("  ")} }\n`;
const manyRows = (n: number): string =>
  `category G${n} { I  II }\ntable {\n  A | B => G${n}\n${digits.flatMap((a) => digits.map((b) => `  A${a} | B${b} => ${(a + b) % 2 === 0 ? "I" : "II"}\n`)).join("")}}\n`;

const itemsOf = (report: DocumentDiagnosticReport): readonly Diagnostic[] =>
  report.kind === "full" ? report.items : assert.fail("a full report was expected");
const codesOf = (diagnostics: readonly Diagnostic[] | undefined) => diagnostics?.map(({ code }) => code);
const resting = (milliseconds: number) => new Promise((later) => setTimeout(later, milliseconds));

describe("diagnostics", () => {
  let editor: Editor;
  afterEach(() => editor.quit());

  describe("for an editor that asks", () => {
    it("answers with one finding for a half-typed row, at that row", async () => {
      editor = await startEditor(pulling);
      editor.open(uri, halfTyped);
      const [found, ...more] = itemsOf(await editor.pull(uri));
      assert.deepEqual(more, []);
      assert.equal(found?.code, "syntax");
      assert.equal(found.severity, DiagnosticSeverity.Error);
      assert.equal(found.source, "stagewright");
      assert.match(found.codeDescription?.href ?? "", /docs\/checks\/syntax\.md$/);
      assert.equal(found.range.start.line, lineOfHalfRow);
    });

    it("announces that it answers, and sends nothing on its own", async () => {
      editor = await startEditor(pulling);
      assert.deepEqual(editor.abilities.capabilities.diagnosticProvider, { interFileDependencies: true, workspaceDiagnostics: false });
      editor.open(uri, halfTyped);
      await editor.pull(uri);
      await resting(400);
      assert.deepEqual(editor.published, []);
    });

    it("says `unchanged` until something changes", async () => {
      editor = await startEditor(pulling);
      editor.open(uri, halfTyped);
      const first = await editor.pull(uri);
      assert.deepEqual(await editor.pull(uri, first.resultId), { kind: "unchanged", resultId: first.resultId });
      editor.change(uri, 2, whole);
      const second = await editor.pull(uri, first.resultId);
      assert.ok(!codesOf(itemsOf(second))?.includes("syntax"));
    });

    it("does not check for a request that was cancelled while the author typed on", async () => {
      editor = await startEditor(pulling);
      editor.open(uri, halfTyped);
      const cancelling = new CancellationTokenSource();
      const asked = editor.pull(uri, undefined, cancelling.token);
      cancelling.cancel();
      await assert.rejects(asked, { code: LSPErrorCodes.RequestCancelled });
    });

    it("answers nothing for a file that is not there", async () => {
      editor = await startEditor(pulling);
      assert.deepEqual(itemsOf(await editor.pull("file:///rules/gone.stage")), []);
    });

    it("outlives a fault of its own, and logs it", async () => {
      let broken = true;
      const disk = {
        stamp: () => (broken ? assert.fail("the disk is broken") : undefined),
        read: () => undefined,
      };
      editor = await startEditor(pulling, {}, disk);
      editor.open(uri, halfTyped);
      await assert.rejects(editor.pull(uri), { code: LSPErrorCodes.RequestFailed });
      assert.match(editor.logged.join("\n"), /diagnostics: .*the disk is broken/);
      broken = false;
      assert.deepEqual(codesOf(itemsOf(await editor.pull(uri))), ["syntax"]);
    });
  });

  describe("for rules that leave a patient without a stage", () => {
    const withAGap = `${categories}table {\n  T  => stage\n  T1 => I\n}\n`;

    it("name the combination, and lead to the rows that nearly cover it", async () => {
      editor = await startEditor(pulling);
      editor.open(uri, withAGap);
      const [gap, ...more] = itemsOf(await editor.pull(uri)).filter(({ code }) => code === "gap");
      assert.deepEqual(more, []);
      assert.match(String(gap?.message), /T2/);
      assert.deepEqual(
        gap?.relatedInformation?.map(({ location }) => [location.uri, location.range.start.line]),
        [[uri, 4]],
      );
    });

    it("obey the nearest stagewright.json, also when it changes", async () => {
      const settings = "file:///stagewright.json";
      const severities = (severity: string) => JSON.stringify({ severities: { gap: severity } });
      editor = await startEditor(pulling, { [settings]: severities("info") });
      editor.open(uri, withAGap);
      const first = await editor.pull(uri);
      const severityOf = (report: DocumentDiagnosticReport) => itemsOf(report).find(({ code }) => code === "gap")?.severity;
      assert.equal(severityOf(first), DiagnosticSeverity.Information);
      editor.save(settings, severities("off"));
      assert.equal(severityOf(await editor.pull(uri, first.resultId)), undefined);
    });

    it("are silent once a row is there", async () => {
      editor = await startEditor(pulling);
      editor.open(uri, whole);
      assert.deepEqual(codesOf(itemsOf(await editor.pull(uri))), []);
    });
  });

  describe("for a file that uses another", () => {
    const common = "file:///rules/common.stage";
    const using = 'use "common.stage"\ncategory stage { I  II }\ntable {\n  T  => stage\n  T1 => I\n  T2 => II\n}\n';
    const declared = "category T { T1  T2 }\n";

    it("tells where the other file is missing, until it is there", async () => {
      editor = await startEditor(receiving);
      editor.open(uri, using);
      await editor.publishedSoMany(1);
      assert.deepEqual(codesOf(editor.published[0]?.diagnostics), ["unresolved-use"]);
      editor.save(common, declared);
      await editor.publishedSoMany(2);
      assert.ok(!codesOf(editor.published[1]?.diagnostics)?.includes("unresolved-use"));
    });

    it("takes the other file as it stands in the editor, not as it is on disk", async () => {
      editor = await startEditor(receiving, { [common]: declared });
      editor.open(uri, using);
      await editor.publishedSoMany(1);
      editor.open(common, "category T { T1 }\n");
      await editor.publishedSoMany(3);
      const last = editor.published.findLast((report) => report.uri === uri);
      assert.ok(codesOf(last?.diagnostics)?.includes("unknown-label"));
    });

    it("has an editor that asks ask again when the other file has changed on disk", async () => {
      editor = await startEditor(pulling);
      editor.open(uri, using);
      const first = await editor.pull(uri);
      editor.save(common, declared);
      await editor.refreshed;
      assert.ok(!codesOf(itemsOf(await editor.pull(uri, first.resultId)))?.includes("unresolved-use"));
    });

    it("leads to the place in the other file", async () => {
      editor = await startEditor(pulling, { [common]: "\ncategory T { T1  T2 }\nflag (\n" });
      editor.open(uri, using);
      const found = itemsOf(await editor.pull(uri)).find(({ code }) => code === "unresolved-use");
      assert.equal(found?.range.start.line, 0);
      assert.equal(found.relatedInformation?.[0]?.location.uri, common);
      assert.equal(found.relatedInformation[0].location.range.start.line, 2);
    });

    it("ends where files use each other in a circle", async () => {
      editor = await startEditor(pulling, { [common]: 'use "half typed.stage"\n' });
      editor.open(uri, using);
      assert.ok(codesOf(itemsOf(await editor.pull(uri)))?.includes("unresolved-use"));
    });
  });

  describe("for an editor that listens", () => {
    it("sends them with the version they are about", async () => {
      editor = await startEditor(receiving);
      assert.equal(editor.abilities.capabilities.diagnosticProvider, undefined);
      editor.open(uri, halfTyped);
      await editor.publishedSoMany(1);
      assert.equal(editor.published[0]?.uri, uri);
      assert.equal(editor.published[0]?.version, 1);
      assert.deepEqual(codesOf(editor.published[0]?.diagnostics), ["syntax"]);
    });

    it("does not tell of every edit that comes in one breath, but of the last one, and of that one last", async () => {
      editor = await startEditor(receiving);
      editor.open(uri, whole);
      for (let version = 2; version <= 11; version++) editor.change(uri, version, version % 2 === 0 ? whole : halfTyped);
      await resting(300);
      assert.equal(editor.published.at(-1)?.version, 11);
      assert.ok(editor.published.length < 6, `${editor.published.length} reports`);
    });

    it("leaves a check that an edit overtakes, and never tells of the version before it", async () => {
      const long = Array.from({ length: 240 }, (_, n) => manyRows(n)).join("");
      editor = await startEditor(receiving);
      editor.open(uri, categoriesOfMany + long);
      await resting(60);
      editor.change(uri, 2, `${categoriesOfMany}${long}table {\n`);
      await editor.publishedSoMany(1);
      await resting(100);
      assert.deepEqual(
        editor.published.map(({ version, diagnostics }) => [version, codesOf(diagnostics)]),
        [[2, ["syntax"]]],
      );
    });

    it("does not repeat itself for a file that nothing has changed for", async () => {
      const neighbour = "file:///rules/neighbour.stage";
      editor = await startEditor(receiving);
      editor.open(neighbour, halfTyped);
      await editor.publishedSoMany(1);
      editor.open(uri, halfTyped);
      await editor.publishedSoMany(2);
      editor.change(uri, 2, whole);
      await editor.publishedSoMany(3);
      assert.deepEqual(
        editor.published.map((report) => report.uri),
        [neighbour, uri, uri],
      );
    });

    it("takes them back when the file is closed", async () => {
      editor = await startEditor(receiving);
      editor.open(uri, halfTyped);
      await editor.publishedSoMany(1);
      editor.close(uri);
      await editor.publishedSoMany(2);
      assert.deepEqual(editor.published[1], { uri, diagnostics: [] });
    });

    it("starts anew when a closed file is opened again with the same version", async () => {
      editor = await startEditor(receiving);
      editor.open(uri, halfTyped);
      await editor.publishedSoMany(1);
      editor.close(uri);
      editor.open(uri, `${halfTyped}table {\n  T => stage\n  T1 |\n}\n`);
      await editor.publishedSoMany(3);
      assert.deepEqual(codesOf(editor.published[2]?.diagnostics), ["syntax", "syntax"]);
    });
  });
});
