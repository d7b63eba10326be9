/**
 * Runs after `npm install` in a clone, and when npm or pre-commit install the command line straight from the repository:
 * bundles it, since such an install has no compiler.
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

function hasBundler() {
  try {
    createRequire(import.meta.url).resolve("esbuild");
    return true;
  } catch {
    return false;
  }
}

/** `npm install --global` of a repository hands its `--global` down, so that what builds it is put elsewhere. */
function installHere() {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_config_(global|location|prefix|omit)$/i.test(name)));
  const args = ["install", "--include=dev", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const done = spawnSync(npm, args, { cwd: root, env, stdio: "inherit", shell: process.platform === "win32" });
  if (done.status !== 0) throw new Error("The packages that build the command line could not be installed.");
}

if (!hasBundler()) installHere();
const { bundle } = await import("./bundle.mjs");
await bundle(["cli"]);
