/**
 * The page of the stage grid in a browser, with the server's answers and without VS Code: keys, focus, the row at the cursor,
 * and what it asks for. Without a browser on the machine these tests are skipped by name.
 */
import assert from "node:assert/strict";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { type Editor, pulling, startEditor } from "../server/editor.ts";

const script = (path: string) => import(pathToFileURL(resolve(path)).href);

const uri = "file:///rules/a.stage";
// Line 7 (counted from 0) is the row T1, N0.
const rules = `scheme "S" { }
category T { T1  T2  T3 }
category N { N0  N1 }
category G { G1  G2 }
category stage { I  II  III }
table {
  T      | N   | G  => stage
  T1     | N0  | any => I
  T1     | N1  | any => II
  T2, T3 | any | G1  => II
  T2     | any | G2  => III
}
`;

interface Message {
  readonly kind: string;
  readonly wishes?: unknown;
  readonly message?: unknown;
  readonly place?: { readonly range: { readonly start: { readonly line: number } } };
}

describe("the page of the stage grid", function () {
  this.timeout(120_000);
  let page: Page;
  let close: (() => Promise<void>) | undefined;
  let editor: Editor | undefined;

  before(async function () {
    const browser = await script("test/e2e/browser.mjs");
    if (browser.findBrowser() === undefined) return this.skip();
    const { bundle } = await script("scripts/bundle.mjs");
    await bundle(["gridPage"]);
    ({ page, close } = await browser.openPage({ viewport: { width: 500, height: 300 } }));
    editor = await startEditor(pulling);
    editor.open(uri, rules);
  });
  after(async () => {
    await close?.();
    await editor?.quit();
  });

  beforeEach(async () => {
    await page.setContent('<!DOCTYPE html><html lang="en"><body class="vscode-light"><main id="view"></main></body></html>');
    await page.evaluate(() => {
      const told: unknown[] = [];
      Object.assign(globalThis, { told, acquireVsCodeApi: () => ({ postMessage: (one: unknown) => told.push(one), setState: () => {} }) });
    });
    await page.addScriptTag({ path: "dist/views/grid.js" });
    await show();
  });

  const messages = (): Promise<readonly Message[]> => page.evaluate("told") as Promise<readonly Message[]>;
  const last = async (): Promise<Message | undefined> => (await messages()).at(-1);
  const send = (message: object): Promise<void> =>
    page.evaluate(async (data) => {
      window.postMessage(data);
      await new Promise((done) => setTimeout(done, 50));
    }, message);
  const show = async (wishes: unknown = {}): Promise<void> => {
    const content = await editor?.ask("stagewright/grid", { textDocument: { uri }, wishes });
    await send({ kind: "content", uri, name: "a.stage", wishes, content: { ...(content as object), unfinished: false } });
  };
  const focused = (): Promise<string> =>
    page.evaluate(() => document.activeElement?.getAttribute("data-at") ?? document.activeElement?.getAttribute("name") ?? "nothing");

  it("says that it is ready", async () => assert.equal((await messages())[0]?.kind, "ready"));

  it("is walked with arrows, Home and End, one cell being in the order of the Tab key", async () => {
    await page.locator('[data-at="0,0"]').focus();
    const walked: string[] = [];
    for (const key of ["ArrowRight", "ArrowDown", "ArrowRight", "Home", "Control+End", "ArrowUp", "Control+Home", "ArrowLeft"]) {
      await page.keyboard.press(key);
      walked.push(await focused());
    }
    assert.deepEqual(walked, ["0,1", "1,1", "1,1", "1,0", "2,1", "1,1", "0,0", "0,0"]);
    assert.equal(await page.locator('.cell[tabindex="0"]').count(), 1);
  });

  it("leads from a cell to its row, and from a gap to the decision", async () => {
    await page.locator('[data-at="0,1"]').focus();
    await page.keyboard.press("Enter");
    assert.equal((await last())?.place?.range.start.line, 8);
    await show({ where: { G: "G2" } });
    await page.locator('[data-at="2,0"]').click();
    assert.equal((await last())?.place?.range.start.line, 6);
  });

  it("tells below the table which row decides the cell that has the focus", async () => {
    await page.locator('[data-at="0,0"]').focus();
    assert.equal(await page.locator("#told").textContent(), "line 8: T1 | N0 | any => I");
  });

  it("marks the cells of the row at the cursor, with a sign and in words", async () => {
    await send({ kind: "cursor", uri, line: 9 });
    assert.deepEqual(await page.locator(".cell.lit").evaluateAll((cells) => cells.map((cell) => cell.getAttribute("data-at"))), [
      "1,0",
      "1,1",
      "2,0",
      "2,1",
    ]);
    assert.equal(await page.locator("#lit").textContent(), "The row at the cursor (line 10) decides the 4 cells marked ◂.");
    await send({ kind: "cursor", uri, line: 0 });
    assert.equal(await page.locator(".cell.lit").count(), 0);
    assert.equal(await page.locator("#lit").textContent(), "");
  });

  it("loses neither focus nor scrolling nor the mark when it is drawn anew", async () => {
    await send({ kind: "cursor", uri, line: 7 });
    await page.locator('[data-at="1,1"]').focus();
    await page.evaluate(() => window.scrollTo(0, 40));
    const before = await page.evaluate(() => window.scrollY);
    await show({ where: { G: "G2" } });
    assert.equal(await focused(), "1,1");
    assert.match((await page.locator('[data-at="1,1"]').textContent()) ?? "", /III/);
    assert.equal(await page.evaluate(() => window.scrollY), before);
    assert.equal(await page.locator(".cell.lit").count(), 1);
    await page.locator('select[name="where.G"]').focus();
    await show({ where: { G: "any" } });
    assert.equal(await focused(), "where.G");
  });

  it("asks for what is chosen, and turns the table where one column is chosen twice", async () => {
    await page.locator('select[name="where.G"]').selectOption("any");
    assert.deepEqual((await last())?.wishes, { where: { G: "any" }, down: "T", across: "N" });
    await show({ where: { G: "any" } });
    await page.locator('select[name="down"]').selectOption("N");
    assert.deepEqual((await last())?.wishes, { where: { G: "any" }, down: "N", across: "T" });
    await show({});
    await page.locator('select[name="down"]').selectOption("G");
    assert.deepEqual((await last())?.wishes, { where: {}, down: "G", across: "N" });
    await show({});
    await page.locator("[data-swap]").click();
    assert.deepEqual((await last())?.wishes, { decision: "stage", where: { G: "G1" }, down: "N", across: "T" });
  });

  it("asks for an export of what it shows", async () => {
    await page.locator('[data-export="md"]').click();
    assert.deepEqual((await last())?.message, {
      export: "md",
      wishes: { decision: "stage", down: "T", across: "N", where: { G: "G1" } },
    });
  });

  it("shows why there is nothing to show, and nothing of before", async () => {
    await send({ kind: "unavailable", message: "The server is gone." });
    assert.equal(await page.locator("#view").textContent(), "The server is gone.");
    await show({});
    assert.equal(await page.locator(".cell").count(), 6);
  });
});
