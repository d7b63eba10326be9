/**
 * How long an author waits for the editor: the built server as its own process, asked over the protocol, a row typed key by
 * key. Beside it the same measured of a well-known peer on a file of like size. A key counts until the findings of just
 * that version are there; a peer that waits for a pause of typing is shown with its wait.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import type { Position } from "vscode-languageserver/node";
import { complete } from "./generated.ts";
import { type Peer, startPeer } from "./lsp-client.ts";
import { median, shown } from "./support.ts";

const server = "dist/server/main.cjs";
const peer = "node_modules/yaml-language-server/bin/yaml-language-server";
const aims = "aims: keystroke to findings 30 ms median, 80 ms in 95 of 100; completion and hover 20 ms; ready within 150 ms of bare node";

/** A file to type in: what is typed on a line of its own, and where. */
interface Desk {
  readonly name: string;
  readonly uri: string;
  readonly language: string;
  readonly text: string;
  /** The line before which the new one goes. */
  readonly line: number;
  readonly typed: string;
  /** A word to point at. */
  readonly over: Position;
}

export async function editorLatency(): Promise<readonly string[]> {
  if (!existsSync(server)) return [`The editor's latency needs the built server: npm run bundle makes ${server}.`];
  const lines = [`The editor, from key to answer, over the protocol (${aims})`];
  lines.push(...(await readiness()));
  const desks = [
    deskOf("5,000 lines, complete tables", complete(), /^ {2}A7 {2}\| B7 /m, "  A7  | B3  => II"),
    deskOf(
      "oesophagus, the largest example",
      readFileSync("examples/solid/esophagus-squamous-ajcc8.stage", "utf8"),
      /^ {2}T1\.\.T3 +\| N2 /m,
      "  T3     | N1     | M0 => III",
    ),
  ];
  for (const desk of desks) lines.push(...(await measured(desk, [server])));
  if (existsSync(peer)) lines.push(...(await measured(yamlDesk(), [peer])));
  return lines;
}

function deskOf(name: string, text: string, row: RegExp, typed: string): Desk {
  const at = row.exec(text)?.index;
  if (at === undefined) throw new Error(`${name} has no row that ${row} matches`);
  const line = text.slice(0, at).split("\n").length - 1;
  const uri = `file:///rules/${name.replace(/\W+/g, "-")}.stage`;
  return { name, uri, language: "stage", text, line, typed, over: { line, character: 3 } };
}

/** A list of 1,250 records of four lines. */
function yamlDesk(): Desk {
  const record = (index: number) => `- name: record ${index}\n  size: ${index % 30}\n  nodes: [N0, N1, N${index % 3}]\n  stage: II`;
  const text = `${Array.from({ length: 1250 }, (_, index) => record(index)).join("\n")}\n`;
  const name = "5,000 lines of YAML in yaml-language-server, which waits 200 ms";
  return {
    name,
    uri: "file:///rules/a.yaml",
    language: "yaml",
    text,
    line: 2500,
    typed: "- name: one more",
    over: { line: 2400, character: 3 },
  };
}

/** So often each thing is done. */
const rounds = 3;

async function measured(desk: Desk, args: readonly string[]): Promise<readonly string[]> {
  const editor = await startPeer(args);
  const { name, uri, language, text, line, typed, over } = desk;
  const first = await timed(() => editor.open(uri, language, text));
  const keys: number[] = [];
  const completions: number[] = [];
  const hovers: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await editor.type(uri, { line, character: 0 }, "\n");
    for (const [character, key] of [...typed].entries()) {
      keys.push(await timed(() => editor.type(uri, { line, character }, key)));
    }
    // At a new version, as while typing: nothing of it is known yet.
    for (let time = 0; time < 10; time++) {
      const end = { line, character: typed.length + time };
      await editor.change(uri, end, " ");
      completions.push(
        await timed(() => editor.ask("textDocument/completion", { textDocument: { uri }, position: { ...end, character: 5 } })),
      );
      await settle(editor, uri, { line, character: end.character + 1 });
      hovers.push(
        await timed(() => editor.ask("textDocument/hover", { textDocument: { uri }, position: { ...over, line: over.line + round + 1 } })),
      );
    }
  }
  await editor.quit();
  return [
    `  ${name} (${text.split("\n").length} lines; ${keys.length} keys)`,
    `    opened ${shown(first)} ms; key to findings median ${shown(median(keys))} ms, 95 of 100 within ${shown(most(keys))} ms`,
    `    completion at a new version ${shown(median(completions))} ms (${shown(most(completions))}), hover ${shown(median(hovers))} ms (${shown(most(hovers))})`,
  ];
}

/** Lets the server come to rest, so that one measurement does not wait for the work of another. */
const settle = async (editor: Peer, uri: string, end: Position): Promise<void> => {
  await editor.type(uri, end, "");
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/** 95 of 100 values are not above it. */
const most = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;

// -------------------------------------------------------------------- readiness

/** So often a server is started. */
const readyTimes = 5;

async function readiness(): Promise<readonly string[]> {
  const bare = Array.from({ length: readyTimes }, () => {
    const start = performance.now();
    spawnSync(process.execPath, ["-e", "0"]);
    return performance.now() - start;
  });
  const ready = async (args: readonly string[]): Promise<number> => {
    const times: number[] = [];
    for (let time = 0; time < readyTimes; time++) {
      const one = await startPeer(args);
      times.push(one.readyAfter);
      await one.quit();
    }
    return median(times);
  };
  const own = await ready([server]);
  const other = existsSync(peer) ? `, yaml-language-server ${shown(await ready([peer]))} ms` : "";
  return [`  bare node ${shown(median(bare))} ms; server ready ${shown(own)} ms, ${shown(own - median(bare))} more${other}`];
}
