#!/usr/bin/env node
/**
 * A stand-in for the `code` executable: takes the flags that @vscode/test-electron gives it, runs the tests in
 * VS Code's server with a browser in front, and ends with their exit code.
 * What the workbench and the tests say goes to the file that STAGEWRIGHT_E2E_LOG names, since VS Code says a lot.
 */
import { createWriteStream } from "node:fs";
import { resolve } from "node:path";
import { openPage } from "./browser.mjs";
import { startServer, workbenchAddress } from "./code-server.mjs";

const limit = 180_000;
const logPath = process.env.STAGEWRIGHT_E2E_LOG;
const log = logPath === undefined ? process.stdout : createWriteStream(logPath);

function readFlags(args) {
  const all = (flag) => args.filter((arg) => arg.startsWith(`${flag}=`)).map((arg) => resolve(arg.slice(flag.length + 1)));
  const [tests] = all("--extensionTestsPath");
  const folder = args.find((arg) => !arg.startsWith("-"));
  if (tests === undefined || folder === undefined) throw new Error("A folder and --extensionTestsPath=… are needed.");
  return { tests, folder: resolve(folder), extensions: all("--extensionDevelopmentPath") };
}

/** Opens the workbench and waits for VS Code to say that the tests have ended. */
async function runInWorkbench(page, address) {
  const ended = new Promise((done) => {
    page.exposeFunction("codeAutomationExit", done);
    setTimeout(() => {
      console.error(`The tests did not end within ${limit / 1000} s.`);
      done(1);
    }, limit).unref();
  });
  await page.exposeFunction("codeAutomationLog", (_type, values) => log.write(`${values.join(" ")}\n`));
  await page.goto(address);
  return await ended;
}

async function main() {
  const flags = readFlags(process.argv.slice(2));
  const server = await startServer();
  try {
    const { page, close } = await openPage();
    try {
      return await runInWorkbench(page, workbenchAddress(server.port, flags));
    } finally {
      await close();
    }
  } finally {
    await server.stop();
  }
}

process.exit(await main());
