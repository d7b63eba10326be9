/** The walkthrough of the first minutes, and the sample that it opens with its status line. */
import assert from "node:assert/strict";
import { command, statusLine } from "../e2e/workbench.mjs";

export const walkthroughScreen = {
  name: "walkthrough",
  workbench: {
    files: { "README.md": "Rules" },
    settings: { "workbench.colorTheme": "Default Light Modern" },
    page: { viewport: { width: 1200, height: 820 }, deviceScaleFactor: 1.5 },
  },
  show: async ({ page, shot }) => {
    await command(page, "View: Close Primary Side Bar");
    await command(page, "Stagewright: Get Started");
    const steps = page.locator(".gettingStartedDetailsContent .step-title");
    await steps.first().waitFor();
    const titles = await steps.allInnerTexts();
    assert.deepEqual(titles.slice(0, 2), ["Find the patient who has no stage", "Close the gap"]);
    assert.ok(titles.length >= 6, titles.join("\n"));
    await page.waitForTimeout(1000);
    await shot();
    await page
      .locator(".gettingStartedContainer .button-container button, .gettingStartedContainer .monaco-button")
      .filter({ hasText: "Open the Sample" })
      .first()
      .click();
    await statusLine(page, /1 finding$/);
    await page.waitForTimeout(500);
    await shot("walkthrough-sample");
  },
};
