/**
 * The stage grid in a browser, in each kind of theme: axe-core finds nothing serious, and what the keyboard needs is there.
 * Without a browser on the machine these tests are skipped by name.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { drawGrid, type Grid, load } from "#engine";
import { parse } from "#grammar";
import { gridDocument, gridStyle, gridView } from "#views";

/** The helpers of the browser are scripts; they are found from the root of the project. */
const script = (path: string) => import(pathToFileURL(resolve(path)).href);

const rules = `scheme "Everything that can happen" { }
category T "Primary tumour" unknown TX { Tis: "in situ"  T1 { T1a  T1b }  T2  T3  T4 }
category N "Nodes" { N0: "none"  N1: "one to three" }
category M { M0  M1 }
category stage "Stage group" { 0  I { IA  IB }  II  III  IV }
exclude "in situ has no nodes" {
  T   | N
  Tis | N1
}
table {
  T      | N   | M  => stage
  Tis    | N0  | M0 => 0
  T1a    | N0  | M0 => IA
  T1     | N1  | M0 => II
  T1b    | N1  | M0 => III
  T2     | N0  | M0 => ???
  T3     | N0  | M0 => none "not defined"
  T4     | any | M0 => III
  TX     | N1  | M0 => IV
  any    | any | M1 => IV
}
`;

function grid(): Grid {
  const answer = drawGrid(
    load({ uri: "rules.stage", text: rules, parsed: parse(rules) }, () => undefined),
    {},
  );
  assert.ok(answer.kind === "grid");
  return answer.grid;
}

/** The variables that the page uses, as VS Code's own themes have them. */
const themes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "vscode-light": {
    "editor-foreground": "#3b3b3b",
    "editor-background": "#ffffff",
    descriptionForeground: "#3b3b3b",
    "dropdown-background": "#ffffff",
    "dropdown-foreground": "#3b3b3b",
    "textLink-foreground": "#005fb8",
    "button-secondaryBackground": "#e5e5e5",
    "button-secondaryForeground": "#3b3b3b",
  },
  "vscode-dark": {
    "editor-foreground": "#cccccc",
    "editor-background": "#1f1f1f",
    descriptionForeground: "#9d9d9d",
    "dropdown-background": "#313131",
    "dropdown-foreground": "#cccccc",
    "textLink-foreground": "#4daafc",
    "button-secondaryBackground": "#313131",
    "button-secondaryForeground": "#cccccc",
  },
  "vscode-high-contrast": {
    "editor-foreground": "#ffffff",
    "editor-background": "#000000",
    descriptionForeground: "#ffffff",
    "dropdown-background": "#000000",
    "dropdown-foreground": "#ffffff",
    contrastBorder: "#6fc3df",
    "textLink-foreground": "#21a6ff",
    "button-secondaryBackground": "#000000",
    "button-secondaryForeground": "#ffffff",
  },
  "vscode-high-contrast-light": {
    "editor-foreground": "#292929",
    "editor-background": "#ffffff",
    descriptionForeground: "#292929",
    "dropdown-background": "#ffffff",
    "dropdown-foreground": "#292929",
    contrastBorder: "#0f4a85",
    "textLink-foreground": "#0f4a85",
    "button-secondaryBackground": "#ffffff",
    "button-secondaryForeground": "#292929",
  },
};

const viewIn = (theme: string): string => {
  const variables = Object.entries(themes[theme] ?? {}).map(([name, value]) => `--vscode-${name}: ${value};`);
  const shared = readFileSync("client/preview/page/page.css", "utf8");
  return `<!DOCTYPE html><html lang="en"><head><title>Stage Grid</title><style>:root { ${variables.join(" ")} } ${shared} ${gridStyle}</style></head>
<body class="${theme}"><main id="view">${gridView(grid()).html}</main></body></html>`;
};

describe("the stage grid in a browser", function () {
  this.timeout(120_000);
  let page: Page;
  let close: (() => Promise<void>) | undefined;
  let seriousIn: (page: Page) => Promise<readonly string[]>;
  before(async function () {
    const browser = await script("test/e2e/browser.mjs");
    if (browser.findBrowser() === undefined) return this.skip();
    ({ page, close } = await browser.openPage());
    ({ seriousIn } = await script("test/screens/axe.mjs"));
  });
  after(() => close?.());

  for (const theme of Object.keys(themes)) {
    it(`keeps nobody out in the theme ${theme}`, async () => {
      await page.setContent(viewIn(theme));
      assert.deepEqual(await seriousIn(page), []);
    });
  }

  for (const scheme of ["light", "dark"] as const) {
    it(`keeps nobody out as a document of its own, ${scheme}, and with forced colours`, async () => {
      for (const forcedColors of ["none", "active"] as const) {
        await page.emulateMedia({ colorScheme: scheme, forcedColors });
        await page.setContent(gridDocument(grid()));
        assert.deepEqual(await seriousIn(page), []);
      }
      await page.emulateMedia({ colorScheme: null, forcedColors: null });
    });
  }

  it("tells a serious fault where there is one", async () => {
    await page.setContent(viewIn("vscode-dark").replace("<label>Down ", "<span>").replace("</select></label>", "</select></span>"));
    assert.match((await seriousIn(page)).join("\n"), /select-name/);
  });

  it("draws gaps and overlaps with a pattern and a frame, whatever the colours", async () => {
    for (const theme of Object.keys(themes)) {
      await page.setContent(viewIn(theme));
      const looks = await page.evaluate(() =>
        ["gap", "overlap", "value"].map((look) => {
          const { backgroundImage, borderTopStyle } = getComputedStyle(document.querySelector(`td.${look}`) as Element);
          return [look, backgroundImage.startsWith("repeating-linear-gradient"), borderTopStyle];
        }),
      );
      assert.deepEqual(
        looks,
        [
          ["gap", true, "dashed"],
          ["overlap", false, "double"],
          ["value", false, "solid"],
        ],
        theme,
      );
    }
  });
});
