/**
 * Bundles what is shipped: the extension's client, language server and the pages of its side views, and the command line.
 * It packs files only; whether they type-check is the compiler's business.
 *
 *     node scripts/bundle.mjs            all of them
 *     node scripts/bundle.mjs client …   only the named ones
 */
import { chmodSync, existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

// An ESM bundle of CommonJS packages has no `require` of its own to reach Node's modules with.
const requireForEsm =
  'import { createRequire as createRequireForBundle } from "node:module"; const require = createRequireForBundle(import.meta.url);';

const browser = { platform: "browser", target: "es2022" };
const page = { format: "iife", platform: "browser", target: "chrome120" };

const targets = {
  client: { entry: "client/extension.ts", out: "dist/client/extension.cjs", format: "cjs", external: ["vscode"] },
  server: { entry: "server/main.ts", out: "dist/server/main.cjs", format: "cjs" },
  // In a browser the extension host takes CommonJS too, and the server is a worker's script.
  clientBrowser: {
    entry: "client/extension-browser.ts",
    out: "dist/client/extension-browser.js",
    format: "cjs",
    external: ["vscode"],
    ...browser,
  },
  serverBrowser: { entry: "server/main-browser.ts", out: "dist/server/main-browser.js", format: "iife", ...browser },
  cli: {
    entry: "cli/main.ts",
    out: "dist/cli/stagewright.mjs",
    format: "esm",
    banner: requireForEsm,
    executable: true,
  },
  // Pages run in the editor's own browser.
  gridPage: { entry: "client/preview/page/grid.page.ts", out: "dist/views/grid.js", ...page },
  casePage: { entry: "client/preview/page/case.page.ts", out: "dist/views/case.js", ...page },
  explainPage: { entry: "client/preview/page/explain.page.ts", out: "dist/views/explain.js", ...page },
  pageStyle: { entry: "client/preview/page/page.css", out: "dist/views/page.css", ...page },
};

/** The bundles that the extension is made of. */
export const extensionBundles = ["client", "server", "clientBrowser", "serverBrowser", "gridPage", "casePage", "explainPage", "pageStyle"];

/** Bundles the named targets; gives the paths of the sources that went in. */
export async function bundle(names) {
  const results = await Promise.all(names.map((name) => bundleOne(targets[name])));
  return new Set(results.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
}

async function bundleOne({ entry, out, format, external = [], banner, executable = false, platform = "node", target = "node20" }) {
  const result = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: out,
    format,
    external,
    // Tests keep Chevrotain's analysis of the grammar; what ships has passed it.
    define: { STAGEWRIGHT_SHIPPED: "true" },
    banner: banner === undefined ? {} : { js: banner },
    bundle: true,
    platform,
    target,
    // Rooms import each other by name; this condition points at their sources.
    conditions: ["source"],
    // Chevrotain finds its rules by their names in the source.
    keepNames: true,
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    // The licences of what is bundled are shipped whole, as notices beside the bundles.
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  if (executable) chmodSync(resolve(root, out), 0o755);
  return result;
}

function chosen(args) {
  const unknown = args.filter((name) => !Object.hasOwn(targets, name));
  if (unknown.length > 0) throw new Error(`No bundle is named ${unknown.join(", ")}; there are ${Object.keys(targets).join(", ")}.`);
  return args.length > 0 ? args : Object.keys(targets).filter((name) => existsSync(resolve(root, targets[name].entry)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle(chosen(process.argv.slice(2)));
