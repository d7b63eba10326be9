/** Example cases: what came of each beside it, with the lenses; and the Test Explorer with the rows that the cases reach. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { command } from "../e2e/workbench.mjs";

const example = await readFile(join(resolve(import.meta.dirname, "../.."), "examples/solid/lung-ajcc8.stage"), "utf8");
const [beforeCases] = example.split(/^examples /m);
/** Some cases, one of them with a wrong expectation; the rows of stage IV are reached by none. */
const cases = `examples "Worked cases" {
  T    | N  | M   => stage
  T1a  | N0 | M0  => IA1
  T2b  | N0 | M0  => IIA
  T2   | N0 | M0  => IB, IIA
  T3   | N1 | M0  => IIB
  T4   | N2 | M0  => IIIB
  T1mi | N0 | M0  => IA1
  Tis  | N0 | M0  => 0
}

case "from the clinic to the theatre" {
  given T = T2a, M = M0
  expect stage = IB, IIB, IIIA, IIIB
  then N = N1
  expect stage = IIB
}
`;

const workbench = {
  files: { "lung.stage": beforeCases + cases },
  open: "lung.stage",
  settings: {
    "workbench.colorTheme": "Default Dark Modern",
    "editor.fontSize": 14,
    "editor.fontFamily": "'DejaVu Sans Mono', monospace",
    "editor.guides.indentation": false,
    "editor.renderLineHighlight": "none",
    "editor.occurrencesHighlight": "off",
    "editor.minimap.enabled": false,
    "testing.automaticallyOpenTestResults": "neverOpen",
  },
  page: { viewport: { width: 1240, height: 860 }, deviceScaleFactor: 2, colorScheme: "dark" },
};

/** What decorations write behind the lines: it is no text of the page. */
const marks = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll(".view-line span")]
      .map((span) => getComputedStyle(span, "::after").content)
      .filter((text) => /[✓✗]/.test(text)),
  );

const lenses = async (page) => await page.locator(".codelens-decoration").allInnerTexts();

async function toTheCases(page) {
  await page.locator(".view-lines").first().click();
  await page.keyboard.press("Control+End");
}

const inline = {
  name: "examples-inline",
  workbench,
  show: async ({ page, shot }) => {
    await command(page, "View: Close Primary Side Bar");
    await toTheCases(page);
    await page.locator(".codelens-decoration").filter({ hasText: "of 7 cases fails" }).waitFor();
    await page.waitForTimeout(1000);
    const told = await marks(page);
    assert.ok(
      told.some((text) => /is IIIA, expected IIB · line \d+: T3/.test(text)),
      told.join("\n"),
    );
    assert.equal(told.filter((text) => text.includes("✓")).length, 8, told.join("\n"));
    assert.ok((await lenses(page)).some((text) => text.includes("Explain")));
    await shot();
  },
};

const explorer = {
  name: "test-explorer",
  workbench,
  show: async ({ page, shot }) => {
    await toTheCases(page);
    await command(page, "Stagewright: Run the Examples of This File with Row Coverage");
    await command(page, "Testing: Focus on Test Explorer View");
    const tests = page.locator(".test-explorer .monaco-list-row");
    await tests.filter({ hasText: "lung.stage" }).first().waitFor();
    await page.locator(".test-coverage-tree, .pane-body").filter({ hasText: "50.00%" }).first().waitFor();
    await page.waitForTimeout(1500);
    await shot();
  },
};

export const exampleScreens = [inline, explorer];
