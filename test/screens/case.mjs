/** A tried case in light, dark and high contrast, with every kind of field and outcome; and an example explained. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { command, eventually } from "../e2e/workbench.mjs";
import { seriousIn } from "./axe.mjs";
import { frameWith } from "./side-view.mjs";

const example = (name) => readFile(join(resolve(import.meta.dirname, "../../examples"), name), "utf8");

const workbench = (text, theme) => ({
  files: { "rules.stage": text },
  open: "rules.stage",
  settings: {
    "workbench.activityBar.location": "hidden",
    "editor.fontFamily": "'DejaVu Sans Mono', monospace",
    "editor.scrollBeyondLastLine": false,
    "workbench.colorTheme": theme,
  },
  page: { viewport: { width: 1500, height: 950 }, deviceScaleFactor: 1.5, colorScheme: /Light/.test(theme) ? "light" : "dark" },
});

/** Every kind of field, and rules that leave a gap and contradict each other. */
const kinds = `scheme "Every kind of field" { cite book "A handbook of staging" }
/// As measured on the fixed specimen.
number size "Greatest dimension" unit cm from 0 to 30
category T "Primary tumour" unknown TX @book("p. 7") {
  Tis: "in situ"
  T1: "up to 3 cm" { T1a: "up to 1 cm"  T1b: "over 1 cm" }
  T2: "over 3 cm"
}
category side "Side" { left  right }
set invades "Invades" { pleura: "visceral pleura"  heart  diaphragm }
flag spread "Distant spread" assume no
category stage "Stage group" { 0  I  II  III  IV: "spread" }
category care "Way of care" { watch  operate  treat }

decide T highest {
  T1a when size <= 1 cm
  T1b when size in 1 <.. 3 cm
  T2  when size > 3 cm
}
decide stage first {
  IV  when spread
  III when invades has any of (heart, diaphragm)
  0   when T = Tis
  I   when T = T1
  II  when T = T2
}
table "Care" {
  stage    | side => care
  0        | any  => watch
  I, II    | left => operate
  II..IV   | any  => treat
}
examples "Known" {
  size | invades | side  => stage | care
  0.8  | {}      | left  => I     | operate
  4    | {}      | left  => II    | treat
}
`;

async function openCase(page) {
  await command(page, "View: Close Primary Side Bar");
  await command(page, "Try a Case");
  return await frameWith(page, "#form fieldset");
}

const summary = (frame, pattern) =>
  eventually(
    () => frame.locator("#summary").textContent(),
    (text) => pattern.test(text ?? ""),
    "the summary",
  );

const inTheme = (name, theme, kept) => ({
  name,
  kept,
  workbench: workbench(kinds, theme),
  show: async ({ page, shot }) => {
    const frame = await openCase(page);
    await frame.locator("#field-size-value").fill("28");
    await frame.locator("#field-size select.unit").selectOption("mm");
    await frame.locator("#field-invades input[value=pleura]").check();
    await summary(frame, /Way of care:.*Not determined yet.*operate, treat/);
    assert.match(await frame.locator(".settles").first().textContent(), /Would be settled by: side \(Side\), invades \(Invades\)/);
    assert.deepEqual(await seriousIn(frame), []);
    await page.waitForTimeout(600);
    await shot();
  },
});

/** A value that cannot be read, everything unfolded, and the way into the file. */
const unfolded = {
  name: "case-unfolded",
  workbench: workbench(kinds, "Default Light Modern"),
  show: async ({ page, shot }) => {
    const frame = await openCase(page);
    await frame.locator("#field-size-value").fill("2,8");
    await frame.locator("#field-size-problem").filter({ hasText: "comma between digits" }).waitFor();
    for (const fold of await frame.locator("details:not([open]) > summary").all()) if (await fold.isVisible()) await fold.click();
    await frame.locator("#field-T-choice").selectOption("=");
    await frame.locator("#field-T-other").fill("T1a, T2");
    await summary(frame, /Way of care:.*Cannot be staged as recorded.*One value cannot be read/);
    assert.deepEqual(await seriousIn(frame), []);
    await page.waitForTimeout(600);
    await shot();
  },
};

/** The largest example, filled in half. */
const largest = {
  name: "case-largest",
  workbench: workbench(await example("solid/esophagus-squamous-ajcc8.stage"), "Default Dark Modern"),
  show: async ({ page, shot }) => {
    const frame = await openCase(page);
    await frame.locator("#field-T-choice").selectOption("T2");
    await summary(frame, /Not determined yet/);
    assert.deepEqual(await seriousIn(frame), []);
    await page.waitForTimeout(600);
    await shot();
  },
};

const explained = (name, theme) => ({
  name,
  workbench: workbench(kinds, theme),
  show: async ({ page, shot }) => {
    await command(page, "View: Close Primary Side Bar");
    await page.keyboard.press("Control+G");
    await page.keyboard.type(`${kinds.split("\n").findIndex((line) => /^ {2}4 /.test(line)) + 1}\n`);
    await command(page, "Explain the Example at the Cursor");
    const frame = await frameWith(page, ".verdict");
    const checks = (await frame.locator("table.checks tbody tr").allTextContents()).map((text) => text.replace(/\s+/g, " "));
    // Both rows of the table hold for II on the left side, and they differ.
    assert.deepEqual(checks, ["stageIIII✓ as expected", "caretreatconflict (rows disagree: operate, treat)✗ not as expected"]);
    assert.deepEqual(await seriousIn(frame), []);
    await page.waitForTimeout(600);
    await shot();
  },
});

export const caseScreens = [
  inTheme("case-light", "Default Light Modern"),
  inTheme("case-dark", "Default Dark Modern"),
  inTheme("case-contrast", "Default High Contrast"),
  unfolded,
  largest,
  explained("explain-dark", "Default Dark Modern"),
];
