/** The stage grid: in light, dark and high contrast, with everything that can stand in a cell, for the largest example and for numbers. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { command, eventually } from "../e2e/workbench.mjs";
import { seriousIn } from "./axe.mjs";
import { frameWith } from "./side-view.mjs";

const example = (name) => readFile(join(resolve(import.meta.dirname, "../../examples"), name), "utf8");

/** Lung with a row left out, two rows that disagree and a row that is not filled in yet. */
const troubled = (await example("solid/lung-ajcc8.stage"))
  .replace(/^ *T3 +\| N1 +\| M0 +=> IIIA.*\n/m, "")
  .replace(/^( *)T4 +\| N0, N1 +\| M0 +=> IIIA$/m, "$1T4 | N0 | M0 => ???\n$1T4 | N1 | M0 => IIIA\n$1T4 | N1 | M0 => IIIB");
if (!troubled.includes("???")) throw new Error("The lung example has no row T4 N0, N1 M0.");

const settings = {
  "workbench.activityBar.location": "hidden",
  "workbench.panel.defaultLocation": "bottom",
  "editor.fontFamily": "'DejaVu Sans Mono', monospace",
  "editor.scrollBeyondLastLine": false,
  "editor.renderLineHighlight": "all",
};

const page = { viewport: { width: 1500, height: 900 }, deviceScaleFactor: 1.5 };

const workbench = (text, theme) => ({
  files: { "rules.stage": text },
  open: "rules.stage",
  settings: { ...settings, "workbench.colorTheme": theme },
  page: { ...page, colorScheme: /Light/.test(theme) ? "light" : "dark" },
});

async function openGrid(page) {
  await command(page, "View: Close Primary Side Bar");
  await command(page, "Stagewright: Show the Stage Grid");
  return await frameWith(page, ".stage-grid");
}

async function goToLine(page, line) {
  await command(page, "View: Focus First Editor Group");
  await page.keyboard.press("Control+G");
  await page.keyboard.type(String(line));
  await page.keyboard.press("Enter");
}

const cellsOf = (frame) => frame.locator(".stage-grid .says").allTextContents();

const inTheme = (name, theme, kept) => ({
  name,
  kept,
  workbench: workbench(troubled, theme),
  show: async ({ page, shot }) => {
    const frame = await openGrid(page);
    const cells = (await cellsOf(frame)).map((text) => text.replace(/\s+/g, " "));
    for (const word of ["gap", "overlap: IIIA or IIIB", "???", "IIIB"]) assert.ok(cells.includes(word), cells.join("\n"));
    assert.ok(cells.some((text) => text.startsWith("excluded")));
    await goToLine(page, troubled.split("\n").findIndex((line) => /T1, T2 +\| N1/.test(line)) + 1);
    await eventually(
      () => frame.locator(".cell.lit").count(),
      (count) => count === 7,
      "the cells of the row at the cursor",
    );
    assert.deepEqual(await seriousIn(frame), []);
    await page.waitForTimeout(600);
    await shot();
  },
});

/** A cell leads to its row; what is chosen is drawn; typing draws anew. */
const workedWith = {
  name: "grid-worked-with",
  workbench: workbench(await example("solid/esophagus-squamous-ajcc8.stage"), "Default Light Modern"),
  show: async ({ page, shot }) => {
    const frame = await openGrid(page);
    await frame.locator('select[name="where.classification"]').selectOption("pathological");
    await frame.locator('select[name="where.G"]').selectOption("GX");
    await eventually(
      () => cellsOf(frame),
      (cells) => cells.includes("overlap: IIA or IIB"),
      "the overlap of T3 N0 GX",
    );
    assert.match(await frame.locator("caption").textContent(), /with M = M0, classification = pathological, G = GX, L = lower/);
    await frame.locator(".cell", { hasText: "overlap: IIA or IIB" }).click();
    await page.locator(".view-line", { hasText: "T3  | N0  | M0 | any" }).first().waitFor();
    assert.deepEqual(await seriousIn(frame), []);
    await page.waitForTimeout(600);
    await shot();
  },
};

/** Seven columns and numbers for axes. */
const numbers = {
  name: "grid-numbers",
  workbench: workbench(
    `scheme "Seven columns" { }
category T { T1  T2  T3 }
category N { N0  N1 }
category M { M0  M1 }
number psa "Prostate-specific antigen" unit "ng/mL" from 0
number grade "Grade group" from 1 to 5 step 1
flag node_positive "Node in the specimen"
number age "Age" unit years from 18 to 110
category risk "Risk group" { low  intermediate  high  "very high" }

table {
  T      | N   | M   | psa       | grade | node_positive | age  => risk
  T1, T2 | N0  | M0  | < 10      | 1     | no            | any  => low
  T1, T2 | N0  | M0  | 10 ..< 20 | <= 3  | no            | any  => intermediate
  T1, T2 | N0  | M0  | < 10      | 2..3  | no            | any  => intermediate
  T1, T2 | N0  | M0  | < 20      | >= 4  | no            | any  => high
  T1, T2 | N0  | M0  | > 20      | any   | no            | any  => high
  T3     | N0  | M0  | any       | any   | no            | < 75 => "very high"
  any    | N1  | any | any       | any   | any           | any  => "very high"
  any    | any | M1  | any       | any   | any           | any  => "very high"
}
`,
    "Default Dark Modern",
  ),
  show: async ({ page, shot }) => {
    const frame = await openGrid(page);
    await frame.locator('select[name="down"]').selectOption("psa");
    await eventually(
      () => frame.locator("caption").textContent(),
      (text) => /psa in ng\/mL \(down\)/.test(text),
      "psa down",
    );
    await frame.locator('select[name="across"]').selectOption("grade");
    await eventually(
      () => frame.locator("caption").textContent(),
      (text) => /grade \(across\)/.test(text),
      "grade across",
    );
    const heads = await frame.locator("tbody th").evaluateAll((all) => all.map((one) => one.firstChild?.textContent));
    assert.deepEqual(heads, ["0 ..< 10", "10 ..< 20", "20", "> 20"]);
    assert.equal((await cellsOf(frame)).filter((text) => text === "gap").length, 4, "a PSA of exactly 20 has no row");
    assert.deepEqual(await seriousIn(frame), []);
    await page.waitForTimeout(600);
    await shot();
  },
};

export const gridScreens = [
  inTheme("grid-light", "Default Light Modern", "grid.png"),
  inTheme("grid-dark", "Default Dark Modern"),
  inTheme("grid-contrast", "Default High Contrast"),
  workedWith,
  numbers,
];
