/**
 * An author's session, from a folder of broken rules to a clean one: findings are followed and fixed, examples added and run, coverage
 * and the grid looked at, a label renamed in the three files that use it, and all of that undone. Nothing is stale, no text is lost.
 */
import assert from "node:assert/strict";
import { command, eventually, goBehind, openFile, problems, statusLine, visibleText } from "../workbench.mjs";

const shared = `category T "Primary tumour" { T1  T2  T3 }
category N "Regional lymph nodes" { N0  N1 }
`;

const clinical = `use "shared.stage"
category stage "Clinical group" { I  II  III }

table {
  T      | N  => stage
  T1     | N0 => I
  T2     | N0 => II
  T1, T2 | N1 => III
  T3     | N1 => III
}

examples {
  T  | N  => stage
  T1 | N0 => II
}
`;

const pathological = `use "shared.stage"
category group "Pathological group" { A  B }

table {
  T      | N   => group
  T1, T2 | any => A
  T3     | N2  => B
}
`;

const codes = (found) => found.filter((text) => /stagewright/.test(text));
const has = (text) => (found) => found.some((one) => one.includes(text));

/** Puts the cursor on the next finding and takes the quick fix of this name. */
async function fix(page, title) {
  await command(page, "Go to Next Problem (Error, Warning, Info)");
  await page.locator(".marker-widget").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+.");
  const rows = page.locator(".action-widget .monaco-list-row");
  await rows.filter({ hasText: title }).waitFor();
  const chosen = async () => ((await page.locator(".action-widget .monaco-list-row.focused").textContent()) ?? "").includes(title);
  for (let left = await rows.count(); left > 0 && !(await chosen()); left--) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

async function replaceWith(page, before, after) {
  await goBehind(page, before);
  for (let left = before.length; left > 0; left--) await page.keyboard.press("Backspace");
  await page.keyboard.type(after);
  await page.keyboard.press("Escape");
}

async function mendClinical({ page }) {
  await openFile(page, "clinical.stage");
  await statusLine(page, /1 finding, 1 case failing$/);
  await fix(page, "Insert a row for it");
  await eventually(
    () => visibleText(page),
    (text) => /T3 +\| N0 +=> \?\?\?/.test(text),
    "the row for the gap",
  );
  await replaceWith(page, "???", "III");
  await statusLine(page, /: 1 case failing$/);
  await eventually(
    () => page.locator(".codelens-decoration").allTextContents(),
    (lenses) => lenses.some((lens) => lens.includes("1 of 1 case fails")),
    "the failing case told above its block",
  );
  await replaceWith(page, "T1 | N0 => II", "T1 | N0 => I");
  await statusLine(page, /: clean$/);
  await page.keyboard.press("Control+S");
}

async function mendPathological({ page }) {
  await openFile(page, "pathological.stage");
  await statusLine(page, /finding/);
  await replaceWith(page, "N2  => B", "any => B");
  await statusLine(page, /: clean$/);
  await goBehind(page, "any => B");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.type("\n\nexamples {\nT | N => group\nT1 | N0 => A\n");
  await page.keyboard.press("Escape");
  await statusLine(page, /: clean$/);
  await eventually(
    () => page.locator(".codelens-decoration").allTextContents(),
    (lenses) => lenses.some((lens) => lens.includes("1 case passes") || lens.includes("1 of 2 rows reached")),
    "the new example told above its block",
  );
  await page.keyboard.press("Control+S");
}

async function seeCoverage({ page }) {
  await openFile(page, "pathological.stage");
  await command(page, "Stagewright: Run the Examples of This File with Row Coverage");
  await page
    .locator(".coverage-deco-gutter, .coverage-deco-inline, .test-coverage-list-per-test-item, .test-coverage-bars")
    .first()
    .waitFor();
  await eventually(
    () => page.locator(".editor-instance .coverage-deco-gutter.coverage-deco-miss").count(),
    (count) => count > 0,
    "a row that no example reaches, in the gutter",
  );
}

async function lookAtGrid({ page }) {
  await openFile(page, "clinical.stage");
  await command(page, "Stagewright: Show the Stage Grid");
  const frame = page.frameLocator("iframe.webview").frameLocator("#active-frame");
  await eventually(
    async () => ((await frame.locator("table").first().textContent()) ?? "").replace(/\s+/g, " "),
    (text) => /T3/.test(text) && /III/.test(text) && !/gap/i.test(text),
    "the grid",
  );
  await command(page, "View: Close All Editors in Group");
}

async function renameAndUndo({ page, textOf }) {
  const names = ["shared.stage", "clinical.stage", "pathological.stage"];
  const before = await Promise.all(names.map(textOf));
  await openFile(page, "shared.stage");
  await goBehind(page, "T2");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("F2");
  const input = page.locator(".rename-box input, .rename-input").first();
  await input.waitFor();
  await input.fill("T2a");
  await page.keyboard.press("Enter");
  await eventually(
    () => visibleText(page),
    (text) => text.includes("T1  T2a  T3"),
    "the label renamed",
  );
  await command(page, "File: Save All Files");
  const after = await eventually(
    () => Promise.all(names.map(textOf)),
    (texts) => texts.every((text) => text.includes("T2a")),
    "T2a in three files on disk",
  );
  assert.deepEqual(
    after.map((text) => text.replaceAll("T2a", "T2").replace(/ +/g, " ")),
    before.map((text) => text.replace(/ +/g, " ")),
  );
  await openFile(page, "clinical.stage");
  await statusLine(page, /: clean$/);
  await openFile(page, "shared.stage");
  // One undo takes the label back in every file.
  await page.keyboard.press("Control+Z");
  await eventually(
    () => visibleText(page),
    (text) => text.includes("T1  T2  T3"),
    "the rename undone",
  );
  // The other files follow a moment later.
  const saved = async () => {
    await command(page, "File: Save All Files");
    return await Promise.all(names.map(textOf));
  };
  await eventually(saved, (texts) => texts.every((text, at) => text === before[at]), "three files as they were");
}

export const author = {
  title: "an author mends a folder of three files, adds and runs examples, sees coverage and grid, renames a label and undoes it",
  workbench: {
    files: { "shared.stage": shared, "clinical.stage": clinical, "pathological.stage": pathological },
    open: "clinical.stage",
  },
  run: async (bench) => {
    const { page } = bench;
    await command(page, "Problems: Focus on Problems View");
    // Files that are not open are told of too.
    const told = await problems(page, (found) => has("No row gives stage")(found) && has("pathological.stage")(found));
    assert.ok(codes(told).length >= 3, told.join("\n"));
    await mendClinical(bench);
    await mendPathological(bench);
    await command(page, "Problems: Focus on Problems View");
    await problems(page, (found) => codes(found).length === 0);
    await seeCoverage(bench);
    await lookAtGrid(bench);
    await renameAndUndo(bench);
    await command(page, "Problems: Focus on Problems View");
    await problems(page, (found) => codes(found).length === 0);
  },
};
