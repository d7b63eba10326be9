/**
 * Takes the picture of the editor for the README, `docs/images/editor.png`: a lung table from which one row was
 * left out, the gap that this leaves, its hover and the Problems panel. Look at the picture before keeping it.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { openPage } from "../test/e2e/browser.mjs";
import { startServer, workbenchAddress } from "../test/e2e/code-server.mjs";
import { layOutExtension } from "./package.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const picture = join(root, "docs/images/editor.png");
const example = "examples/solid/lung-ajcc8.stage";
const leftOut = /^ *T3 +\| N1 +\| M0 +=> IIIA.*\n/m;

const settings = {
  "workbench.colorTheme": "Default Dark Modern",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.activityBar.location": "hidden",
  "workbench.layoutControl.enabled": false,
  "workbench.panel.showLabels": true,
  "workbench.editor.editorActionsLocation": "hidden",
  "window.commandCenter": false,
  "window.menuBarVisibility": "hidden",
  "chat.commandCenter.enabled": false,
  "editor.minimap.enabled": false,
  "editor.fontSize": 14,
  "editor.lineHeight": 21,
  "editor.fontFamily": "'DejaVu Sans Mono', monospace",
  "editor.stickyScroll.enabled": false,
  "editor.scrollBeyondLastLine": false,
  "editor.occurrencesHighlight": "off",
  "editor.guides.indentation": false,
  "editor.matchBrackets": "never",
  "editor.renderLineHighlight": "none",
  "editor.hover.delay": 100,
  "problems.defaultViewMode": "tree",
};

/** A folder with the example, one row short. */
async function prepareFolder() {
  const folder = await mkdtemp(join(tmpdir(), "lung-"));
  const text = await readFile(join(root, example), "utf8");
  if (!leftOut.test(text)) throw new Error(`${example} has no row that ${leftOut} matches.`);
  await writeFile(join(folder, "lung.stage"), text.replace(leftOut, ""));
  await mkdir(join(folder, ".vscode"));
  await writeFile(join(folder, ".vscode/settings.json"), JSON.stringify(settings));
  return folder;
}

async function command(page, title) {
  await page.keyboard.press("F1");
  await page.keyboard.type(title);
  await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: title }).first().waitFor();
  await page.keyboard.press("Enter");
}

/** Makes the Problems panel lower, so that more of the rules is seen. */
async function lowerPanel(page, by) {
  const { x, y } = await boxOf(page.locator(".part.panel"));
  await page.mouse.move(x + 600, y);
  await page.mouse.down();
  await page.mouse.move(x + 600, y + by, { steps: 5 });
  await page.mouse.up();
}

/** Scrolls until the first squiggle stands so low that its hover fits above it and hides no row of the table. */
async function lowerSquiggle(page, to) {
  const squiggle = page.locator(".squiggly-error").first();
  while ((await boxOf(squiggle)).y < to) {
    await page.keyboard.press("Control+ArrowUp");
    await page.waitForTimeout(100);
  }
  return await boxOf(squiggle);
}

async function boxOf(locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`${locator} is not to be seen.`);
  return box;
}

async function takePicture(page) {
  await page.locator(".view-lines").first().waitFor({ timeout: 60_000 });
  await command(page, "View: Close Primary Side Bar");
  await command(page, "Problems: Focus on Problems View");
  await page.locator(".markers-panel .monaco-list-row").nth(1).waitFor({ timeout: 60_000 });
  await lowerPanel(page, 135);
  await page.locator(".view-lines").first().click();
  await command(page, "Go to Next Problem in Files");
  await page.keyboard.press("Escape");
  await command(page, "Notifications: Clear All Notifications");
  const { x, y, height } = await lowerSquiggle(page, 230);
  await page.mouse.move(x + 3, y + height / 2);
  await page.locator(".monaco-hover:not(.hidden) .marker").first().waitFor();
  // The hover fades in.
  await page.waitForTimeout(500);
  await page.screenshot({ path: picture });
}

async function main() {
  const extension = join(root, ".cache/screenshot/extension");
  const folder = await prepareFolder();
  await layOutExtension(extension);
  await mkdir(dirname(picture), { recursive: true });
  const server = await startServer({ settings });
  try {
    const { page, close } = await openPage({ viewport: { width: 1120, height: 830 }, deviceScaleFactor: 2, colorScheme: "dark" });
    const address = workbenchAddress(server.port, { folder, extensions: [extension], file: join(folder, "lung.stage") });
    await page.goto(address);
    try {
      await takePicture(page);
    } catch (problem) {
      await page.screenshot({ path: join(root, ".cache/screenshot/failed.png") });
      throw problem;
    } finally {
      await close();
    }
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
