/** Packs the extension as `dist/stagewright-<version>.vsix`, from fresh bundles. `.vscodeignore` says what goes in. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const { createVSIX, listFiles } = createRequire(import.meta.url)("@vscode/vsce");

// Everything that the extension needs is in its bundles.
const contents = { cwd: root, dependencies: false };

/** Returns the path of the packed extension. */
export async function packExtension() {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const packagePath = join(root, "dist", `stagewright-${version}.vsix`);
  const sources = await bundle(["client", "server"]);
  writeFileSync(join(root, "dist/THIRD-PARTY-NOTICES.txt"), notices(sources));
  await createVSIX({ ...contents, packagePath, allowMissingRepository: true, rewriteRelativeLinks: false });
  return packagePath;
}

/** Lays out in a folder exactly what the packed extension holds, so that tests run what people install. */
export async function layOutExtension(folder) {
  await packExtension();
  await rm(folder, { recursive: true, force: true });
  for (const file of await listFiles(contents)) await cp(join(root, file), join(folder, file));
}

/** The licences of the packages that are in the bundles, as those licences ask for. */
function notices(sources) {
  const homes = [...sources].flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  return [...new Set(homes)]
    .sort()
    .map(noticeOf)
    .join(`\n${"-".repeat(80)}\n\n`);
}

function noticeOf(home) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, home, "package.json"), "utf8"));
  const file = readdirSync(join(root, home)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? `Licence: ${license}` : readFileSync(join(root, home, file), "utf8").trim();
  return `${name} ${version}\n\n${text}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await packExtension();
