/**
 * Packs what people install, from fresh bundles:
 * the extension as `dist/stagewright-<version>.vsix` (`.vscodeignore` says what goes in) and
 * the command line as `dist/stagewright-<version>.tgz`, an npm package that needs no other.
 *
 *     node scripts/package.mjs                  both
 *     node scripts/package.mjs cli | extension  one of them
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle, extensionBundles } from "./bundle.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

const readPackage = (folder) => JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));

// ------------------------------------------------------------------ extension

// Everything that the extension needs is in its bundles.
const contents = { dependencies: false };

const vsce = () => createRequire(import.meta.url)("@vscode/vsce");

/** Returns the path of the packed extension. */
export async function packExtension() {
  const folder = join(root, "dist/extension");
  await layOutExtension(folder);
  const packagePath = join(root, "dist", `stagewright-${readPackage(".").version}.vsix`);
  await vsce().createVSIX({ ...contents, cwd: folder, packagePath, allowMissingRepository: true, rewriteRelativeLinks: false });
  return packagePath;
}

/** Lays out in a folder exactly what the packed extension holds; `.vscodeignore` says what that is. Tests run from it what people install. */
export async function layOutExtension(folder) {
  const sources = await bundle(extensionBundles);
  writeFileSync(join(root, "dist/THIRD-PARTY-NOTICES.txt"), notices(sources));
  await rm(folder, { recursive: true, force: true });
  for (const file of await vsce().listFiles({ ...contents, cwd: root })) await cp(join(root, file), join(folder, file));
  // The editor shows no pictures of a README that lie beside it.
  const readme = readFileSync(join(root, "README.md"), "utf8");
  writeFileSync(join(folder, "README.md"), readme.replace(/^!\[.*\]\(.*\)\n\n/gm, ""));
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest(), null, 2)}\n`);
}

/** What concerns the clone alone stays out. A browser's extension host takes every file for an ES module where the manifest says `module`. */
function manifest() {
  const { type, private: kept, bin, imports, scripts, devDependencies, overrides, ...rest } = readPackage(".");
  return { ...rest, engines: { vscode: rest.engines.vscode } };
}

// --------------------------------------------------------------- command line

/** The pages and schemas that a user of the command line reads, at the same paths as in the project. */
const shipped = [
  "LICENSE",
  "docs/checks",
  "docs/ci.md",
  "docs/cli.md",
  "docs/files.md",
  "docs/language.md",
  "cli/schema/report.schema.json",
  "cli/schema/stagewright.schema.json",
];

/** Returns the path of the packed command line. */
export async function packCli() {
  const folder = join(root, "dist/npm");
  await rm(folder, { recursive: true, force: true });
  const sources = await bundle(["cli"]);
  for (const path of shipped) await cp(join(root, path), join(folder, path), { recursive: true });
  mkdirSync(join(folder, "bin"));
  await cp(join(root, "dist/cli/stagewright.mjs"), join(folder, "bin/stagewright.mjs"));
  // The page stands beside the sources of the command line and becomes the first page of the package.
  const readme = readFileSync(join(root, "cli/README.md"), "utf8");
  writeFileSync(join(folder, "README.md"), readme.replaceAll("](../", "]("));
  writeFileSync(join(folder, "THIRD-PARTY-NOTICES.txt"), notices(sources));
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(cliPackage(), null, 2)}\n`);
  return pack(folder);
}

function cliPackage() {
  const { name, version, license, engines, keywords } = readPackage(".");
  return {
    name,
    version,
    description: "Checks cancer staging rules: proves that no patient is left without a stage and none is given two; stages whole cohorts.",
    license,
    keywords,
    type: "module",
    bin: { stagewright: "bin/stagewright.mjs" },
    engines: { node: engines.node },
  };
}

function pack(folder) {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const done = spawnSync(npm, ["pack", "--json", "--silent", "--pack-destination", join(root, "dist")], {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (done.status !== 0) throw new Error(`npm pack failed:\n${done.stdout}${done.stderr}`);
  return join(root, "dist", `stagewright-${readPackage(".").version}.tgz`);
}

// -------------------------------------------------------------------- notices

/** The licences of the packages that are in the bundles, as those licences ask for. */
function notices(sources) {
  const homes = [...sources].flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  return [...new Set(homes)]
    .sort()
    .map(noticeOf)
    .join(`\n${"-".repeat(80)}\n\n`);
}

function noticeOf(home) {
  const { name, version, license } = readPackage(home);
  const file = readdirSync(join(root, home)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? `Licence: ${license}` : readFileSync(join(root, home, file), "utf8").trim();
  return `${name} ${version}\n\n${text}\n`;
}

// ------------------------------------------------------------------------ run

const packers = { extension: packExtension, cli: packCli };

async function packAll(names) {
  for (const name of names.length > 0 ? names : Object.keys(packers)) {
    if (!Object.hasOwn(packers, name))
      throw new Error(`Nothing is packed under the name ${name}; there are ${Object.keys(packers).join(", ")}.`);
    process.stdout.write(`${await packers[name]()}\n`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await packAll(process.argv.slice(2));
