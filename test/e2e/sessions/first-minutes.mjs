/** The first minutes with the keyboard alone: from the walkthrough's sample over its finding and a quick fix to a file that is clean. */
import assert from "node:assert/strict";
import { command, eventually, goBehind, statusLine, visibleText } from "../workbench.mjs";

export const firstMinutes = {
  title: "by keyboard alone, the sample goes from its finding over a quick fix and an example to clean",
  workbench: { files: { "README.md": "rules" } },
  run: async ({ page }) => {
    await command(page, "Stagewright: Open the Sample");
    await statusLine(page, /1 finding$/);
    await page.keyboard.press("F8");
    await page.locator(".marker-widget").waitFor();
    assert.match(await page.locator(".marker-widget").textContent(), /No row gives stage for T3, N0/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+.");
    await page.locator(".action-widget").filter({ hasText: "Insert a row for it" }).waitFor();
    await page.keyboard.press("Enter");
    await eventually(
      () => visibleText(page),
      (text) => /T3 +\| N0 +=> \?\?\?/.test(text),
      "the row with ???",
    );
    // A row that is to be filled in is no stage: the file is not clean yet.
    await statusLine(page, /finding/);
    await page.keyboard.press("F8");
    await page.keyboard.press("Escape");
    await goBehind(page, "???");
    for (let times = 0; times < 3; times++) await page.keyboard.press("Backspace");
    await page.keyboard.type("III");
    await statusLine(page, /: clean$/);
    await goBehind(page, "T3 | N1 => III");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("T3 | N0 => II");
    await page.keyboard.press("Escape");
    await statusLine(page, /1 case failing$/);
    await page.keyboard.type("I");
    await page.keyboard.press("Escape");
    await statusLine(page, /: clean$/);
    const text = await visibleText(page);
    assert.match(text, /T3 \| N1 => III/);
    assert.match(text, /T3 \| N0 => III/);
  },
};
