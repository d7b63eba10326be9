/**
 * `npm run code`: opens the examples in VS Code with the extension as it is packed: in the desktop's where `code` is on the path,
 * otherwise in a browser, at an address of this machine that it prints. `npm run code FOLDER` opens another folder.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { startServer, workbenchAddress } from "../test/e2e/code-server.mjs";
import { ensureBuilt, root } from "./ensure.mjs";
import { layOutExtension } from "./package.mjs";

const names = process.platform === "win32" ? ["code.cmd", "code.exe"] : ["code"];

const desktop = () =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));

async function inBrowser(folder, extension) {
  process.stdout.write("There is no `code` on the path; starting VS Code for the browser (fetched once) …\n");
  const server = await startServer();
  process.stdout.write(`\n  ${workbenchAddress(server.port, { folder, extensions: [extension] })}\n\nCtrl+C ends it.\n`);
  const stop = () => void server.stop().then(() => process.exit(0));
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

async function main([asked = join(root, "examples")]) {
  const folder = resolve(asked);
  if (!existsSync(folder)) {
    process.stderr.write(`There is no folder ${folder}.\n`);
    process.exit(2);
  }
  ensureBuilt();
  const extension = resolve(root, ".cache/code/extension");
  await layOutExtension(extension);
  const code = desktop();
  if (code === undefined) return await inBrowser(folder, extension);
  const opened = spawnSync(code, [`--extensionDevelopmentPath=${extension}`, folder], {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  process.exitCode = opened.status ?? 1;
}

await main(process.argv.slice(2));
