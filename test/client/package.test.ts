/** The packed extension: what it holds, how large it is, and that what its manifest names is there and known. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const folder = "dist/extension";

interface Manifest {
  readonly [field: string]: unknown;
  readonly main: string;
  readonly browser: string;
  readonly icon: string;
  readonly version: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly description?: string; readonly markdownDescription?: string }>>;
    };
    readonly problemMatchers: readonly { readonly name: string; readonly pattern: { readonly regexp: string } }[];
    readonly grammars: readonly { readonly path: string }[];
    readonly snippets: readonly { readonly path: string }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly description: string;
        readonly media: { readonly svg: string; readonly altText: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
  };
}

/** The names in a ZIP file, from the list at its end: each entry is 46 bytes, then its name, its extras and its comment. */
const filesIn = (path: string): readonly string[] => {
  const zip = readFileSync(path);
  const end = zip.lastIndexOf("PK\x05\x06", zip.length, "latin1");
  const names: string[] = [];
  for (
    let at = zip.readUInt32LE(end + 16);
    at < end;
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  )
    names.push(zip.toString("utf8", at + 46, at + 46 + zip.readUInt16LE(at + 28)));
  return names;
};

describe("the packed extension", function () {
  this.timeout(120_000);
  let vsix = "";
  let manifest: Manifest;
  before(() => {
    const packed = spawnSync(process.execPath, ["scripts/package.mjs", "extension"], { encoding: "utf8" });
    assert.equal(packed.status, 0, packed.stderr);
    manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    vsix = `dist/stagewright-${manifest.version}.vsix`;
  });

  const texts = () => readdirSync(join(folder, "dist/client")).map((name) => readFileSync(join(folder, "dist/client", name), "utf8"));

  it("is smaller than a megabyte", () => {
    assert.ok(statSync(vsix).size < 1_000_000, `${statSync(vsix).size} bytes`);
  });

  it("holds bundles, pages and pictures, and nothing of the sources or of this machine", () => {
    const held = filesIn(vsix).filter((path) => path.startsWith("extension/"));
    const allowed =
      /^extension\/(package\.json|readme\.md|changelog\.md|LICENSE\.txt|dist\/(client\/extension(-browser\.js|\.cjs)|server\/main(-browser\.js|\.cjs)|views\/[\w-]+\.(js|css)|THIRD-PARTY-NOTICES\.txt)|client\/(icons|walkthrough)\/[\w-]+\.(png|svg|stage)|syntaxes\/[\w.-]+|cli\/schema\/stagewright\.schema\.json|docs\/checks\/[\w-]+\.md)$/i;
    assert.ok(held.length > 40);
    assert.deepEqual(
      held.filter((path) => !allowed.test(path)),
      [],
    );
  });

  it("has the files that its manifest names", () => {
    const { main, browser, icon, contributes } = manifest;
    const steps = contributes.walkthroughs.flatMap(({ steps }) => steps);
    const named = [main, browser, icon, ...contributes.grammars, ...contributes.snippets].map((one) =>
      typeof one === "string" ? one : one.path,
    );
    for (const path of [...named, ...steps.map(({ media }) => media.svg), "client/walkthrough/sample.stage"])
      assert.ok(existsSync(join(folder, path)), path);
    for (const { media } of steps) assert.ok(media.altText.length > 20, media.svg);
  });

  it("tells a browser's extension host nothing of ES modules, and nobody of the clone", () => {
    for (const field of ["type", "private", "scripts", "devDependencies", "imports", "bin", "overrides"])
      assert.equal(manifest[field], undefined, field);
  });

  it("is complete for both marketplaces as far as nothing has to be invented: it names no address", () => {
    for (const field of [
      "name",
      "displayName",
      "description",
      "version",
      "publisher",
      "license",
      "icon",
      "categories",
      "keywords",
      "engines",
    ])
      assert.ok(manifest[field], field);
    for (const field of ["repository", "bugs", "homepage"]) assert.equal(manifest[field], undefined, field);
  });

  it("registers every command that it names, with a title of its own under Stagewright", () => {
    const { commands } = manifest.contributes;
    const titles = new Set(commands.map(({ title }) => title));
    assert.equal(titles.size, commands.length);
    for (const { command, category } of commands) {
      assert.equal(category, "Stagewright");
      for (const text of texts()) assert.ok(text.includes(`"${command}"`), command);
    }
  });

  it("leads its walkthrough only to commands that there are", () => {
    const known = new Set(manifest.contributes.commands.map(({ command }) => command));
    const steps = manifest.contributes.walkthroughs.flatMap(({ steps }) => steps);
    const led = steps.flatMap(({ description, completionEvents }) =>
      [...`${description} ${completionEvents.join(" ")}`.matchAll(/ommand:([\w.]+)/g)].map(([, command]) => command ?? ""),
    );
    assert.ok(led.length > 5);
    assert.deepEqual(
      led.filter((command) => command.startsWith("stagewright.") && !known.has(command)),
      [],
    );
  });

  it("documents every setting, and reads each", () => {
    const client = texts().join("\n");
    for (const [name, { description, markdownDescription }] of Object.entries(manifest.contributes.configuration.properties)) {
      assert.ok((description ?? markdownDescription ?? "").length > 40, name);
      // The protocol's own client reads the setting of its trace by its identifier.
      const own = name.replace("stagewright.", "");
      assert.ok(own === "trace.server" ? client.includes("trace.server") : client.includes(`"${own}"`), name);
    }
  });

  it("reads each line of the command line's compact report as a finding", () => {
    const [matcher] = manifest.contributes.problemMatchers;
    assert.equal(matcher?.name, "stagewright");
    const report = spawnSync(process.execPath, ["out/cli/main.js", "check", "client/walkthrough/sample.stage", "--format", "compact"], {
      encoding: "utf8",
    });
    const [path, line, column, severity, code, message] = (
      new RegExp(matcher?.pattern.regexp ?? "").exec(report.stdout.split("\n")[0] ?? "") ?? []
    ).slice(1);
    assert.deepEqual([path, line, column, severity, code], ["client/walkthrough/sample.stage", "16", "3", "error", "gap"]);
    assert.match(message ?? "", /^No row gives stage for T3, N0/);
  });

  it("reaches for no network and tells nobody anything", () => {
    for (const path of [
      "dist/client/extension.cjs",
      "dist/server/main.cjs",
      "dist/client/extension-browser.js",
      "dist/server/main-browser.js",
    ]) {
      const text = readFileSync(join(folder, path), "utf8");
      assert.doesNotMatch(
        text,
        /XMLHttpRequest|require\("(?:node:)?(?:https?|http2|dgram)"\)|createTelemetryLogger|sendTelemetryEvent/,
        path,
      );
      assert.doesNotMatch(text, /(?<![.\w])fetch\(/, path);
    }
  });
});
