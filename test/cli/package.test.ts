/** The npm package of the command line: whole, alone, and doing its work from a folder that knows nothing of the project. */
import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { before, describe, it } from "mocha";
import { type Installed, installCli } from "./installed.ts";
import { cleanRules, rulesWithFailure, rulesWithGap } from "./rules.ts";
import { withFolder } from "./support.ts";

describe("the npm package of the command line", function () {
  this.timeout(240_000);
  let cli: Installed;
  before(() => {
    cli = installCli();
  });

  const packed = () => JSON.parse(readFileSync(join(cli.home, "package.json"), "utf8"));

  it("says what it is, and needs no other package", () => {
    const root = JSON.parse(readFileSync("package.json", "utf8"));
    const { name, version, license, engines, bin, dependencies, private: kept } = packed();
    assert.deepEqual({ name, version, license }, { name: "stagewright", version: root.version, license: "Apache-2.0" });
    assert.equal(engines.node, root.engines.node);
    assert.deepEqual(Object.keys(bin), ["stagewright"]);
    assert.equal(dependencies, undefined);
    assert.equal(kept, undefined);
    // npm keeps a list of its own beside the packages.
    assert.deepEqual(
      readdirSync(dirname(cli.home)).filter((entry) => !entry.startsWith(".")),
      ["stagewright"],
    );
  });

  it("brings its licence, those of what is bundled, its pages and its schemas", () => {
    assert.match(readFileSync(join(cli.home, "LICENSE"), "utf8"), /Apache License/);
    assert.match(readFileSync(join(cli.home, "THIRD-PARTY-NOTICES.txt"), "utf8"), /^commander \d/m);
    for (const path of ["docs/cli.md", "docs/ci.md", "docs/checks/gap.md", "cli/schema/report.schema.json"])
      assert.ok(existsSync(join(cli.home, path)), path);
    const pages = readdirSync(cli.home, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".md"));
    const links = pages.flatMap((page) =>
      [...readFileSync(join(cli.home, page), "utf8").matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = ""]) => ({ page, link })),
    );
    assert.ok(pages.length > 25 && links.length > 25);
    const lost = links.filter(({ page, link }) => !link.includes("://") && !existsSync(join(cli.home, dirname(page), link)));
    assert.deepEqual(lost, []);
  });

  it("tells its version, also where the folder has another package", async () => {
    await withFolder({ "package.json": '{ "version": "9.9.9" }' }, async (cwd) => {
      assert.deepEqual(cli.sh("stagewright --version", cwd), { code: 0, out: `${packed().version}\n`, log: "" });
    });
  });

  it("checks", async () => {
    await withFolder({ "good.stage": cleanRules, "bad.stage": rulesWithGap }, async (cwd) => {
      const good = cli.sh("stagewright check good.stage", cwd);
      assert.deepEqual([good.code, good.log], [0, ""]);
      assert.match(good.out, /no gap, no overlap/);
      const bad = cli.sh("stagewright check bad.stage --format compact", cwd);
      assert.equal(bad.code, 1);
      assert.match(bad.out, /^bad\.stage:8:\d+: error gap /m);
    });
  });

  it("tests", async () => {
    await withFolder({ "good.stage": cleanRules, "bad.stage": rulesWithFailure }, async (cwd) => {
      assert.equal(cli.sh("stagewright test good.stage", cwd).code, 0);
      const bad = cli.sh("stagewright test bad.stage", cwd);
      assert.equal(bad.code, 1);
      assert.match(bad.out, /1 failed/);
    });
  });

  it("stages", async () => {
    await withFolder({ "a.stage": cleanRules, "cases.csv": "id,T,N\n1,T1,N0\n2,T2,\n" }, async (cwd) => {
      const ran = cli.sh("stagewright stage a.stage --input cases.csv", cwd);
      assert.equal(ran.code, 0, ran.log);
      const [, first = "", second = ""] = ran.out.split(/\r?\n/);
      assert.match(first, /^1,T1,N0,I,assigned,I,/);
      assert.match(second, /^2,T2,,,undetermined,II\|III,N,/);
    });
  });

  it("formats", async () => {
    await withFolder({ "a.stage": cleanRules.replace("T1     | N0  => I", "T1|N0=>I") }, async (cwd) => {
      assert.equal(cli.sh("stagewright fmt --check", cwd).code, 1);
      assert.equal(cli.sh("stagewright fmt", cwd).code, 0);
      assert.match(readFileSync(join(cwd, "a.stage"), "utf8"), /^ {2}T1 {5}\| N0 {2}=> I$/m);
      assert.equal(cli.sh("stagewright fmt --check", cwd).code, 0);
    });
  });
});

describe("the repository as a package, as npm and pre-commit install it", function () {
  this.timeout(240_000);

  it("holds the bundled command line, its pages and its schemas, and nothing that is not built", async () => {
    installCli();
    const listed = spawnSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { encoding: "utf8" });
    const [{ files }] = JSON.parse(listed.stdout) as [{ files: readonly { readonly path: string }[] }];
    const paths = files.map(({ path }) => path);
    for (const path of ["cli/stagewright.mjs", "dist/cli/stagewright.mjs", "docs/checks/gap.md", "cli/schema/report.schema.json"])
      assert.ok(paths.includes(path), path);
    const allowed =
      /^(cli\/(stagewright\.mjs|schema\/.*\.json)|dist\/cli\/stagewright\.mjs|docs\/.*\.md|package\.json|README\.md|LICENSE)$/;
    assert.deepEqual(
      paths.filter((path) => !allowed.test(path)),
      [],
    );
    await withFolder(Object.fromEntries(paths.map((path) => [path, readFileSync(path)])), async (cwd) => {
      const { bin, scripts } = JSON.parse(readFileSync(join(cwd, "package.json"), "utf8"));
      assert.equal(scripts.prepare, "node scripts/prepare.mjs");
      const ran = spawnSync(process.execPath, [bin.stagewright, "--version"], { cwd, encoding: "utf8" });
      assert.deepEqual([ran.status, ran.stdout], [0, `${JSON.parse(readFileSync("package.json", "utf8")).version}\n`]);
    });
  });
});
