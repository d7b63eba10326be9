/**
 * The bundles for the browser: free of Node, and the server among them at work as a web worker in a real browser,
 * with every file given by the client. Where there is no browser these are skipped, unless a browser is required.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";

const load = async (path: string) => await import(pathToFileURL(resolve(path)).href);

interface Browsers {
  readonly findBrowser: () => string | undefined;
  readonly openPage: () => Promise<{ readonly page: Page; readonly close: () => Promise<void> }>;
}

const bundles = { client: "dist/client/extension-browser.js", server: "dist/server/main-browser.js" };

const folder = "vscode-vfs://github/clinic/rules";
const files: Readonly<Record<string, string | undefined>> = {
  [`${folder}/shared.stage`]: "category marker { a  b  c }\n",
  "vscode-vfs://github/clinic/stagewright.json": '{ "severities": { "gap": "warning" } }',
};
const mainText = 'use "shared.stage"\ncategory group { low  high }\ntable {\n  marker => group\n  a      => low\n  b      => high\n}\n';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params: { readonly uri: string };
  readonly result?: unknown;
  readonly error?: unknown;
}

/** What a page knows of web workers; the tests themselves run in Node. */
declare const Worker: new (
  script: string,
) => { onmessage: (event: { readonly data: Message }) => void; postMessage: (message: object) => void; terminate: () => void };

/** What a client does in the page: starts the worker, opens the file, answers what the server asks, and gives the first report and a hover. */
const session = async ({ text, uri, given }: { text: string; uri: string; given: Readonly<Record<string, string | undefined>> }) => {
  const worker = new Worker("/server.js");
  const waiting = new Map<number, (answer: unknown) => void>();
  const asked: string[] = [];
  let last = 0;
  worker.onmessage = ({ data }) => {
    if (data.method === "stagewright/readFile") {
      asked.push(data.params.uri);
      worker.postMessage({ jsonrpc: "2.0", id: data.id, result: given[data.params.uri] ?? null });
    } else if (data.method !== undefined && data.id !== undefined) worker.postMessage({ jsonrpc: "2.0", id: data.id, result: null });
    else if (data.id !== undefined) waiting.get(data.id)?.(data.result ?? data.error);
  };
  const notify = (method: string, params: object) => worker.postMessage({ jsonrpc: "2.0", method, params });
  const ask = async (method: string, params: object) =>
    await new Promise<unknown>((done) => {
      last += 1;
      waiting.set(last, done);
      worker.postMessage({ jsonrpc: "2.0", id: last, method, params });
    });
  const start = performance.now();
  await ask("initialize", {
    processId: null,
    rootUri: null,
    capabilities: { textDocument: { diagnostic: {} } },
    initializationOptions: { readsFiles: true },
  });
  const ready = performance.now() - start;
  notify("initialized", {});
  notify("textDocument/didOpen", { textDocument: { uri, languageId: "stage", version: 1, text } });
  const report = await ask("textDocument/diagnostic", { textDocument: { uri } });
  const hover = await ask("textDocument/hover", { textDocument: { uri }, position: { line: 3, character: 3 } });
  worker.terminate();
  return { report, hover, asked, ready };
};

/** The page and the worker's script, at an address of this machine. */
const withPage = async <T>(browsers: Browsers, use: (page: Page) => Promise<T>): Promise<T> => {
  const script = readFileSync(bundles.server, "utf8");
  const server = createServer(({ url }, answer) => {
    const isScript = url === "/server.js";
    answer.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html" }).end(isScript ? script : "<title>worker</title>");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { page, close } = await browsers.openPage();
  try {
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return await use(page);
  } finally {
    await close();
    server.close();
  }
};

describe("the bundles for the browser", function () {
  this.timeout(60_000);
  before(async () => {
    const { bundle } = await load("scripts/bundle.mjs");
    await bundle(["clientBrowser", "serverBrowser"]);
  });

  /** lodash asks `module.require` for Node where there is one; that is no import. */
  const modulesOf = (path: string): readonly string[] =>
    [...readFileSync(path, "utf8").matchAll(/(?<![.\w])(?:require|import)\("([^"]+)"\)/g)].map(([, name]) => name ?? "");

  it("hold nothing of Node: the client asks for the editor alone, the server for nothing", () => {
    assert.deepEqual([...new Set(modulesOf(bundles.client))], ["vscode"]);
    assert.deepEqual(modulesOf(bundles.server), []);
    for (const path of Object.values(bundles)) assert.doesNotMatch(readFileSync(path, "utf8"), /"node:|readFileSync|child_process/, path);
  });

  it("hold a server that works as a web worker, with files that the client reads", async function () {
    const browsers: Browsers = await load("test/e2e/browser.mjs");
    if (browsers.findBrowser() === undefined && process.env["STAGEWRIGHT_E2E"] !== "required") this.skip();
    const uri = `${folder}/main.stage`;
    const { report, hover, asked, ready } = await withPage(browsers, (page) =>
      page.evaluate(session, { text: mainText, uri, given: files }),
    );
    const found = (report as { readonly items: readonly { readonly code: string; readonly severity: number; readonly message: string }[] })
      .items;
    assert.deepEqual(
      found.filter(({ severity }) => severity < 4).map(({ code, severity }) => ({ code, severity })),
      [{ code: "gap", severity: 2 }],
    );
    assert.match(found.find(({ code }) => code === "gap")?.message ?? "", /marker = c/);
    assert.match(JSON.stringify(hover), /marker/);
    assert.ok(asked.includes(`${folder}/shared.stage`));
    assert.ok(ready < 3000, `the server took ${Math.round(ready)} ms to be ready`);
  });
});
