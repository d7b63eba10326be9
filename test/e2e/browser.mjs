/**
 * The browser that shows the editor: which one this machine has, and how it is started.
 * None is ever downloaded; `scripts/install-browser.sh` installs Debian's.
 */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const places = [
  "/usr/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

// The browser must not look for anything beyond this machine: no updates, no accounts, no proxies.
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--no-proxy-server",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The path of a Chromium, or undefined; `CHROMIUM_PATH` goes before the usual places. */
export function findBrowser() {
  const asked = process.env.CHROMIUM_PATH;
  if (asked !== undefined && asked !== "") return isExecutable(asked) ? asked : undefined;
  const onPath = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...places].find(isExecutable);
}

/** Opens a page that can reach nothing but this machine. */
export async function openPage(options = {}) {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error("There is no Chromium on this machine.");
  const browser = await chromium.launch({ executablePath, headless: true, args: flags });
  const context = await browser.newContext(options);
  await context.route(
    (url) => url.hostname !== "127.0.0.1" && url.protocol.startsWith("http"),
    (route) => route.abort(),
  );
  return { page: await context.newPage(), close: () => browser.close() };
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
