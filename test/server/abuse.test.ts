/** The built server under abuse: whatever is asked of it, the rest keeps answering, and nothing that it says is of yesterday. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type BuiltServer, buildServer, startBuilt } from "./built-server.ts";

const lung = readFileSync("examples/solid/lung-ajcc8.stage", "utf8");
const small = "category T { T1  T2 }\ncategory stage { I  II }\ntable {\n  T  => stage\n  T1 => I\n  T2 => II\n}\n";
const withGap = small.replace("  T2 => II\n", "");
const uri = "file:///abuse/a.stage";

const codes = async (server: BuiltServer, of = uri) =>
  (await server.findings(of)).filter(({ severity }) => severity === 1).map(({ code }) => code);

/** Every request about a place or a file that the server says it can answer. */
const requests = (of: string, line: number, character: number): readonly (readonly [string, object])[] => {
  const textDocument = { uri: of };
  const position = { line, character };
  const range = { start: position, end: { line: line + 5, character } };
  const options = { tabSize: 2, insertSpaces: true };
  return [
    ["textDocument/hover", { textDocument, position }],
    ["textDocument/completion", { textDocument, position }],
    ["textDocument/signatureHelp", { textDocument, position }],
    ["textDocument/definition", { textDocument, position }],
    ["textDocument/references", { textDocument, position, context: { includeDeclaration: true } }],
    ["textDocument/documentHighlight", { textDocument, position }],
    ["textDocument/prepareRename", { textDocument, position }],
    ["textDocument/rename", { textDocument, position, newName: "zz" }],
    ["textDocument/codeAction", { textDocument, range, context: { diagnostics: [] } }],
    ["textDocument/inlayHint", { textDocument, range }],
    ["textDocument/selectionRange", { textDocument, positions: [position] }],
    ["textDocument/rangeFormatting", { textDocument, range, options }],
    ["textDocument/onTypeFormatting", { textDocument, position, ch: "|", options }],
    ["textDocument/formatting", { textDocument, options }],
    ["textDocument/documentSymbol", { textDocument }],
    ["textDocument/foldingRange", { textDocument }],
    ["textDocument/documentLink", { textDocument }],
    ["textDocument/codeLens", { textDocument }],
    ["textDocument/semanticTokens/full", { textDocument }],
    ["textDocument/diagnostic", { textDocument }],
    ["stagewright/status", { textDocument }],
    ["stagewright/grid", { textDocument, wishes: {} }],
    ["stagewright/examples", { textDocument, run: true }],
  ];
};

/** What came of a request: "answered", or the message of its refusal. */
const outcome = async (server: BuiltServer, [method, params]: readonly [string, object]): Promise<string> =>
  await server.ask(method, params).then(
    () => "answered",
    (problem: Error) => `${method}: ${problem.message}`,
  );

describe("the built server under abuse", function () {
  this.timeout(120_000);
  let server: BuiltServer;
  before(buildServer);
  beforeEach(async () => {
    server = await startBuilt();
  });
  afterEach(async () => await server.quit());

  it("has empty answers for files that nobody opened and that are not there", async () => {
    for (const asked of requests("file:///nowhere/b.stage", 3, 3)) assert.equal(await outcome(server, asked), "answered");
    for (const asked of requests("untitled:Untitled-1", 0, 0)) assert.equal(await outcome(server, asked), "answered");
    assert.equal(server.said(), "");
  });

  it("answers outside the text, far beyond it, and before it, without a fault", async () => {
    server.open(uri, small);
    for (const [line, character] of [
      [3, 500],
      [7, 0],
      [5000, 5000],
      [2 ** 31 - 1, 2 ** 31 - 1],
    ] as const)
      for (const asked of requests(uri, line, character)) assert.match(await outcome(server, asked), /^answered$|[rR]ename:/);
    assert.doesNotMatch(server.said(), /\n +at /);
    assert.deepEqual(await codes(server), []);
  });

  it("reports on the last of many edits, though they come faster than any check", async () => {
    server.open(uri, lung);
    for (let version = 2; version <= 400; version++) server.change(uri, version, `${lung}// ${version}\n`);
    server.change(uri, 401, withGap);
    assert.deepEqual(await codes(server), ["gap"]);
    server.change(uri, 402, small);
    assert.deepEqual(await codes(server), []);
  });

  it("keeps 200 files apart that are opened at once", async () => {
    const files = Array.from({ length: 200 }, (_, at) => ({ of: `file:///abuse/many-${at}.stage`, gap: at % 3 === 0 }));
    for (const { of, gap } of files) server.open(of, gap ? withGap : small);
    const found = await Promise.all(files.map(({ of }) => codes(server, of)));
    assert.deepEqual(
      found,
      files.map(({ gap }) => (gap ? ["gap"] : [])),
    );
  });

  it("answers a hover while a long check runs", async () => {
    server.open("file:///abuse/long.stage", readFileSync("examples/solid/esophagus-squamous-ajcc8.stage", "utf8"));
    server.open(uri, small);
    const long = codes(server, "file:///abuse/long.stage");
    assert.match(
      JSON.stringify(await server.ask("textDocument/hover", { textDocument: { uri }, position: { line: 3, character: 2 } })),
      /T1/,
    );
    await long;
  });

  it("outlives messages that are no JSON, no request, or not what they should be", async () => {
    const framed = (body: string): string => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    server.open(uri, withGap);
    for (const body of [
      "{ not json",
      "[]",
      "null",
      "42",
      '{"jsonrpc":"2.0"}',
      '{"jsonrpc":"2.0","id":900,"method":"no/such/method","params":{}}',
      '{"jsonrpc":"2.0","id":901,"method":"textDocument/hover"}',
      '{"jsonrpc":"2.0","id":902,"method":"textDocument/hover","params":{"textDocument":5,"position":"here"}}',
      '{"jsonrpc":"2.0","id":903,"method":"textDocument/codeAction","params":{"textDocument":{"uri":"file:///abuse/a.stage"}}}',
      '{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///never.stage","version":3},"contentChanges":[{"text":"x"}]}}',
      '{"jsonrpc":"2.0","method":"textDocument/didClose","params":{"textDocument":{"uri":"file:///never.stage"}}}',
      '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{}}',
      '{"jsonrpc":"2.0","method":"workspace/didChangeWatchedFiles","params":{}}',
      '{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":"no such"}}',
    ])
      server.write(framed(body));
    assert.deepEqual(await codes(server), ["gap"]);
    assert.ok(server.isAlive());
  });

  it("never shows the findings of a text that has gone, in whatever order files are closed and opened", async () => {
    for (let round = 0; round < 20; round++) {
      server.open(uri, round % 2 === 0 ? withGap : small);
      assert.deepEqual(await codes(server), round % 2 === 0 ? ["gap"] : []);
      server.tell("textDocument/didClose", { textDocument: { uri } });
    }
    assert.deepEqual(await codes(server), []);
  });

  it("notices a used file that is changed, deleted and renamed under it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "stagewright-abuse-"));
    const [shared, moved] = [join(folder, "shared.stage"), join(folder, "moved.stage")];
    const main = pathToFileURL(join(folder, "main.stage")).href;
    const changed = () => server.tell("workspace/didChangeWatchedFiles", { changes: [{ uri: pathToFileURL(shared).href, type: 2 }] });
    try {
      writeFileSync(shared, "category T { T1  T2 }\n");
      server.open(main, small.replace("category T { T1  T2 }", 'use "shared.stage"'));
      assert.deepEqual(await codes(server, main), []);
      writeFileSync(shared, "category T { T1  T2  T3 }\n");
      changed();
      assert.deepEqual(await codes(server, main), ["gap"]);
      renameSync(shared, moved);
      changed();
      assert.ok((await codes(server, main)).includes("unresolved-use"));
      renameSync(moved, shared);
      changed();
      assert.deepEqual(await codes(server, main), ["gap"]);
      rmSync(shared);
      assert.ok((await codes(server, main)).includes("unresolved-use"), "without being told");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("goes on when requests are cancelled as soon as they are made", async () => {
    server.open(uri, lung);
    for (let id = 5000; id < 5200; id++) {
      const body = JSON.stringify({ jsonrpc: "2.0", id, method: "textDocument/diagnostic", params: { textDocument: { uri } } });
      const cancel = JSON.stringify({ jsonrpc: "2.0", method: "$/cancelRequest", params: { id } });
      for (const message of [body, cancel]) server.write(`Content-Length: ${Buffer.byteLength(message)}\r\n\r\n${message}`);
    }
    assert.deepEqual(await codes(server), []);
  });
});

describe("the built server over 10,000 edits", function () {
  this.timeout(300_000);
  before(buildServer);

  // Were what is made of the versions that are asked about kept, it would need many times this memory, and Node would end.
  it("stays within 80 MB, and right to the last", async () => {
    const server = await startBuilt(["--max-old-space-size=80"]);
    server.open(uri, lung);
    const row = /^ *T3 +\| N1 +\| M0 +=> IIIA.*\n/m;
    for (let version = 2; version <= 10_001; version++) {
      server.change(uri, version, version % 2 === 0 ? `${lung}\ncategory extra_${version} { a  b }\n` : lung);
      if (version % 8 === 0) await server.ask("textDocument/documentSymbol", { textDocument: { uri } });
      if (version % 250 === 0) await server.findings(uri);
    }
    server.change(uri, 10_002, lung.replace(row, ""));
    assert.ok((await codes(server)).includes("gap"));
    server.change(uri, 10_003, lung);
    assert.deepEqual(await codes(server), []);
    assert.ok(server.isAlive());
    await server.quit();
  });
});
