/**
 * The packed command line, installed as users install it: packed once, put into an empty folder by npm, offline.
 * Tests that use it run what is shipped, not the sources.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";

export interface Installed {
  /** The npm package, as one file. */
  readonly tarball: string;
  /** The installed package. */
  readonly home: string;
  /** Runs a shell command where `stagewright` is on the path. */
  readonly sh: (command: string, cwd: string) => { readonly code: number | null; readonly out: string; readonly log: string };
}

let installed: Installed | undefined;

/** Nothing that npm does here may reach for a network. */
const offline = { npm_config_offline: "true", npm_config_audit: "false", npm_config_fund: "false", npm_config_update_notifier: "false" };

export const installCli = (): Installed => {
  installed ??= install();
  return installed;
};

const install = (): Installed => {
  const tarball = must(process.execPath, ["scripts/package.mjs", "cli"], resolve(".")).trim();
  const folder = mkdtempSync(join(tmpdir(), "stagewright-installed-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  // Without a folder of packages here npm would look for one further up.
  mkdirSync(join(folder, "node_modules"));
  must("npm", ["install", "--no-save", tarball], folder);
  const bin = join(folder, "node_modules", ".bin");
  const env = { ...process.env, ...offline, PATH: `${bin}${delimiter}${process.env.PATH ?? ""}` };
  return {
    tarball,
    home: join(folder, "node_modules", "stagewright"),
    sh: (command, cwd) => {
      const ran = spawnSync(command, { cwd, env, encoding: "utf8", shell: true });
      return { code: ran.status, out: ran.stdout, log: ran.stderr };
    },
  };
};

const must = (command: string, args: readonly string[], cwd: string): string => {
  const ran = spawnSync(command, args, { cwd, encoding: "utf8", env: { ...process.env, ...offline }, shell: process.platform === "win32" });
  if (ran.status !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${ran.stdout}${ran.stderr}`);
  return ran.stdout;
};
