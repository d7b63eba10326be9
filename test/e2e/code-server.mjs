/**
 * A complete VS Code for tests, from the npm registry: the `code-server` package carries VS Code's own server,
 * which runs a real workbench (in a browser) and a real extension host (in Node).
 * Kept in `.cache/`, so it is fetched once. It knows nothing of the extension under test.
 */
import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const cache = resolve(dirname(fileURLToPath(import.meta.url)), "../../.cache");

// VS Code 1.100.3, the newest that runs on Node 20.
const version = "4.100.3";
const sha512 = "q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==";
const startLimit = 60_000;

// VS Code finds the files of a workspace with ripgrep, which its package fetches from elsewhere when it is installed.
const search = {
  version: "1.18.0",
  sha512: "mQ3bVrUpnD2vs7QT0vX90Lt0cnUq467uFtEktIdsJJmW296RoSULRGqWgzG1AKxyBpNDD6l4ZO4qKf6SgyC23Q==",
};

/** The folder of VS Code's server, fetched on first use. */
export async function obtainServer() {
  const home = join(cache, `code-server-${version}`);
  if (existsSync(home)) return await withSearch(home);
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, "fetch-"));
  try {
    await rename(await fetchServer(work), home);
  } catch (problem) {
    // Another run may have put it there in the meantime; that one is as good.
    if (!existsSync(home)) throw problem;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return await withSearch(home);
}

/** Gives VS Code its search where it has none: the binary for Linux on x64, where the tests run. */
async function withSearch(home) {
  const place = join(home, "node_modules/@vscode/ripgrep/bin");
  if (existsSync(join(place, "rg")) || process.platform !== "linux" || process.arch !== "x64") return home;
  const work = await mkdtemp(join(cache, "fetch-"));
  try {
    const archive = await fetchPackage(work, "@vscode/ripgrep-linux-x64", search);
    await run("tar", ["-xzf", archive, "-C", work, "package/bin/rg"]);
    await mkdir(place, { recursive: true });
    await rename(join(work, "package/bin/rg"), join(place, "rg"));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return home;
}

/** Fetches a package of the npm registry; gives the path of its archive, which is the one that we know. */
async function fetchPackage(work, name, known) {
  await run("npm", ["pack", `${name}@${known.version}`, "--silent"], { cwd: work });
  const archive = join(work, `${name.replace("@", "").replace("/", "-")}-${known.version}.tgz`);
  const found = createHash("sha512")
    .update(await readFile(archive))
    .digest("base64");
  if (found !== known.sha512) throw new Error(`${name} ${known.version} is not the file that it should be: its sha512 is ${found}.`);
  return archive;
}

async function fetchServer(work) {
  const archive = await fetchPackage(work, "code-server", { version, sha512 });
  await run("tar", ["-xzf", archive, "-C", work, "package/lib/vscode"]);
  const home = join(work, "package/lib/vscode");
  await run("npm", ["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: home });
  return home;
}

/**
 * Starts the server with an empty profile of its own.
 * `settings` become the machine's settings; the environment is handed on to the extension host.
 */
export async function startServer({ settings = {}, env = {} } = {}) {
  const home = await obtainServer();
  const profile = await mkdtemp(join(tmpdir(), "stagewright-vscode-"));
  await prepareProfile(profile, settings);
  const server = spawn(process.execPath, [join(home, "out/server-main.js"), ...serverFlags(profile)], {
    env: { ...process.env, ...env, EXTENSIONS_GALLERY: "{}" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const gone = new Promise((done) => server.once("exit", done));
  const stop = async () => {
    server.kill();
    await gone;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    return { port: await portOf(server), stop };
  } catch (problem) {
    await stop();
    throw problem;
  }
}

async function prepareProfile(profile, settings) {
  await mkdir(join(profile, "extensions"));
  // Without this list the server takes no extension at all, not even the one under development.
  await writeFile(join(profile, "extensions/extensions.json"), "[]");
  await mkdir(join(profile, "server/data/Machine"), { recursive: true });
  await writeFile(join(profile, "server/data/Machine/settings.json"), JSON.stringify(settings));
}

const serverFlags = (profile) => [
  "--host=127.0.0.1",
  "--port=0",
  "--without-connection-token",
  "--accept-server-license-terms",
  `--server-data-dir=${join(profile, "server")}`,
  `--extensions-dir=${join(profile, "extensions")}`,
  "--telemetry-level=off",
  "--disable-workspace-trust",
  "--enable-smoke-test-driver",
];

function portOf(server) {
  return new Promise((found, failed) => {
    let said = "";
    const limit = setTimeout(() => failed(new Error(`VS Code's server did not start within ${startLimit / 1000} s:\n${said}`)), startLimit);
    const listen = (chunk) => {
      said += chunk;
      const port = /Extension host agent listening on (\d+)/.exec(said)?.[1];
      if (port === undefined) return;
      clearTimeout(limit);
      found(Number(port));
    };
    server.stdout.on("data", listen);
    server.stderr.on("data", listen);
    server.once("exit", (code) => {
      clearTimeout(limit);
      failed(new Error(`VS Code's server ended with ${code} before it listened:\n${said}`));
    });
  });
}

/** The address at which the workbench opens a folder and perhaps a file, with the extensions under development and their tests. */
export function workbenchAddress(port, { folder, file, extensions = [], tests }) {
  const remote = (path) => `vscode-remote://127.0.0.1:${port}${path}`;
  const payload = [
    ...extensions.map((path) => ["extensionDevelopmentPath", remote(path)]),
    ...(file === undefined ? [] : [["openFile", remote(file)]]),
    ...(tests === undefined ? [] : [["extensionTestsPath", remote(tests)]]),
  ];
  const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
  return `http://127.0.0.1:${port}/?${query}`;
}
