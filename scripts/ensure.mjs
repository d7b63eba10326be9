/** Installs the packages where they are missing and builds the project: what every other script starts from. */
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const npm = process.platform === "win32" ? "npm.cmd" : "npm";

/** Runs a command in the project; true when it exited with 0. `quiet`: its output is shown only where it failed. */
export function run(command, args, { quiet = false, env = {} } = {}) {
  const done = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: quiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (quiet && done.status !== 0) process.stderr.write(`${done.stdout ?? ""}${done.stderr ?? ""}`);
  if (done.error !== undefined) process.stderr.write(`${done.error.message}\n`);
  return done.status === 0;
}

function isInstalled() {
  const installed = join(root, "node_modules", ".package-lock.json");
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, "package-lock.json")).mtimeMs - 1000;
}

/** Ends the program with a word of what failed. */
function orExit(done, what) {
  if (done) return;
  process.stderr.write(`${what} failed; see above.\n`);
  process.exit(3);
}

export function ensureBuilt() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 20) {
    process.stderr.write(`Stagewright needs Node 20 or newer; this is Node ${process.versions.node}.\n`);
    process.exit(2);
  }
  if (!isInstalled()) {
    process.stderr.write("Installing packages (once) …\n");
    // Not "ci": the lock file holds the binaries of one platform only, and each machine adds its own.
    orExit(run(npm, ["install", "--no-save", "--no-audit", "--no-fund"], { quiet: true }), "Installing the packages");
  }
  process.stderr.write("Building …\n");
  orExit(run(process.execPath, [join("node_modules", "typescript", "bin", "tsc"), "-b"], { quiet: true }), "Building");
}
