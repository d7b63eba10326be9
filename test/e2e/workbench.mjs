/**
 * A workbench to look at and to work in by mouse and keyboard alone, as an author does: VS Code's server, a browser, a folder of files
 * made for the occasion, and the extension as it is packed, in Node or in the web extension host. What is looked for is waited for.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openPage } from "./browser.mjs";
import { startServer, workbenchAddress } from "./code-server.mjs";
import { startFront } from "./web-host.mjs";

/** Nothing that moves, blinks, asks or advertises. */
const quiet = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.layoutControl.enabled": false,
  "workbench.reduceMotion": "on",
  "window.commandCenter": false,
  "window.menuBarVisibility": "hidden",
  "chat.commandCenter.enabled": false,
  "editor.minimap.enabled": false,
  "editor.stickyScroll.enabled": false,
  "editor.hover.delay": 100,
  "files.autoSave": "off",
  "problems.defaultViewMode": "tree",
};

/**
 * `files` are the texts of the folder by their paths, `open` the one to begin with; `host` is `node` or `browser`.
 * The folder and the server go with `close`.
 */
export async function openWorkbench({ extension, files, open, settings = {}, host = "node", page: options = {} }) {
  const folder = await mkdtemp(join(tmpdir(), "rules-"));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const server = await startServer({ settings: { ...quiet, ...settings } });
  const front = host === "browser" ? await startFront(server.port, extension) : undefined;
  const { page, close } = await openPage({ viewport: { width: 1280, height: 860 }, ...options });
  const extensions = host === "browser" ? [] : [extension];
  const file = open === undefined ? undefined : join(folder, open);
  await page.goto(workbenchAddress(front?.port ?? server.port, { folder, file, extensions }));
  await page
    .locator(open === undefined ? ".monaco-workbench .part.editor" : ".view-lines")
    .first()
    .waitFor({ timeout: 60_000 });
  return {
    page,
    folder,
    /** What a file of the folder holds on disk. */
    textOf: (path) => readFile(join(folder, path), "utf8"),
    close: async () => {
      await close();
      await front?.stop();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs a command by its title, from the palette. Commands of extensions appear there a while after the workbench does. */
export async function command(page, title) {
  const input = page.locator(".quick-input-widget input").first();
  const row = page.locator(".quick-input-list .monaco-list-row").filter({ hasText: title }).first();
  const isOffered = async () => {
    await page.keyboard.press("F1");
    await input.waitFor();
    await input.fill(`>${title}`);
    const found = await row.waitFor({ timeout: 1500 }).then(
      () => true,
      () => false,
    );
    if (!found) await page.keyboard.press("Escape");
    return found;
  };
  await eventually(isOffered, (found) => found, `the command ${title}`);
  await page.keyboard.press("Enter");
}

/** Opens a file of the folder from the explorer, for good. */
export async function openFile(page, name) {
  const row = page.locator(".explorer-folders-view .monaco-list-row").filter({ hasText: name }).first();
  if (!(await row.isVisible())) await command(page, "View: Show Explorer");
  // A file that the workbench was still opening may come to the front after the one that was asked for.
  const front = page.locator(".tab.active").filter({ hasText: name });
  const openForGood = async () => {
    await row.dblclick();
    await front.waitFor();
    await page.waitForTimeout(500);
    return (await front.count()) > 0;
  };
  await eventually(openForGood, (opened) => opened, `${name} in front`);
  await command(page, "View: Focus Active Editor Group");
}

/** The findings of the Problems panel as it tells them, as soon as `isEnough` holds of them. */
export async function problems(page, isEnough = (found) => found.length > 0, patience = 20_000) {
  const rows = page.locator(".markers-panel .monaco-list-row");
  return await eventually(() => rows.allInnerTexts(), isEnough, "the Problems panel", patience);
}

/** Puts the cursor where the only occurrence of a text ends, by the editor's own search. */
export async function goBehind(page, text) {
  await page.keyboard.press("Control+F");
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
  // The search comes a moment after the last key, and would select again what was left too soon.
  await page.locator(".find-widget .matchesCount").filter({ hasText: "1 of 1" }).waitFor();
  await page.waitForTimeout(300);
  // A hover or a list that is open takes the first Escape for itself.
  const isClosed = async () => {
    await page.keyboard.press("Escape");
    await page.waitForTimeout(200);
    return (await page.locator(".find-widget.visible").count()) === 0;
  };
  await eventually(isClosed, (closed) => closed, "the editor's search, closed");
  await page.keyboard.press("ArrowRight");
}

/** What the status line says of the file in front, as soon as it is as expected. */
export async function statusLine(page, expected) {
  const line = page.locator('.statusbar-item[id$="stagewright.status"]');
  const look = async () => ((await line.count()) > 0 ? ((await line.textContent()) ?? "").trim() : "no status line");
  return await eventually(look, (text) => expected.test(text), "the status line");
}

export async function eventually(look, isEnough, what, patience = 20_000) {
  const deadline = Date.now() + patience;
  for (;;) {
    const seen = await look();
    if (isEnough(seen)) return seen;
    if (Date.now() > deadline) throw new Error(`${what}: not as it should be within ${patience / 1000} s, but ${JSON.stringify(seen)}`);
    await new Promise((later) => setTimeout(later, 100));
  }
}

/** The lines of the active editor that are in view, as text; the editor draws blanks that do not break. */
export async function visibleText(page) {
  const lines = await page.locator(".editor-instance .view-lines").first().locator(".view-line").all();
  const placed = await Promise.all(
    lines.map(async (line) => ({ top: (await line.boundingBox())?.y ?? 0, text: (await line.textContent()) ?? "" })),
  );
  return placed
    .sort((one, other) => one.top - other.top)
    .map(({ text }) => text.replaceAll("\u00a0", " "))
    .join("\n");
}
