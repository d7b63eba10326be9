/** A gap in the lung table, with its quick fixes open. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { command, problems } from "../e2e/workbench.mjs";

const example = await readFile(join(resolve(import.meta.dirname, "../.."), "examples/solid/lung-ajcc8.stage"), "utf8");
const leftOut = /^ *T3 +\| N1 +\| M0 +=> IIIA.*\n/m;
if (!leftOut.test(example)) throw new Error("The lung example has no row T3 N1 M0.");

export const gapScreen = {
  name: "gap",
  kept: "editor.png",
  workbench: {
    files: { "lung.stage": example.replace(leftOut, "") },
    open: "lung.stage",
    settings: {
      "workbench.colorTheme": "Default Dark Modern",
      "workbench.activityBar.location": "hidden",
      "editor.fontSize": 14,
      "editor.fontFamily": "'DejaVu Sans Mono', monospace",
      "editor.scrollBeyondLastLine": false,
      "editor.guides.indentation": false,
      "editor.renderLineHighlight": "none",
      "editor.occurrencesHighlight": "off",
    },
    page: { viewport: { width: 1120, height: 800 }, deviceScaleFactor: 2, colorScheme: "dark" },
  },
  show: async ({ page, shot }) => {
    await command(page, "View: Close Primary Side Bar");
    await command(page, "Problems: Focus on Problems View");
    const told = await problems(page, (found) => found.some((text) => /No row gives/.test(text)));
    assert.ok(
      told.some((text) => /T3, N1, M0/.test(text)),
      told.join("\n"),
    );
    await command(page, "View: Focus Active Editor Group");
    await command(page, "Go to Next Problem (Error, Warning, Info)");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+.");
    const menu = page.locator(".action-widget");
    await menu.filter({ hasText: "Insert a row for it" }).waitFor();
    assert.match(await menu.textContent(), /Exclude it/);
    await page.waitForTimeout(500);
    await shot();
  },
};
