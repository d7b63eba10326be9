/**
 * Looks at the screens that people see: opens each in the workbench with the packed extension, asserts the text that it shows, examines
 * side views with axe-core, and takes a picture into `.cache/screens`. Pictures are for looking at; only texts are asserted.
 *
 *     npm run screens [WORD …]     only those whose names hold one of the words
 *     npm run screens -- --keep    also puts the pictures of the README into docs/images
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { layOutExtension } from "../../scripts/package.mjs";
import { openWorkbench } from "../e2e/workbench.mjs";
import { caseScreens } from "./case.mjs";
import { exampleScreens } from "./examples.mjs";
import { gapScreen } from "./gap.mjs";
import { gridScreens } from "./grid.mjs";
import { shrink } from "./png.mjs";
import { walkthroughScreen } from "./walkthrough.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = join(root, ".cache/screens");

/** `{ name, workbench, show }`: how the workbench is opened, and what is done, asserted and pictured there. `kept` is the README's name for it. */
const screens = [gapScreen, ...exampleScreens, ...caseScreens, ...gridScreens, walkthroughScreen];

async function look({ name, workbench, show, kept }, extension, keep) {
  const bench = await openWorkbench({ ...workbench, extension });
  const shot = async (part = name, options = {}) => {
    const path = join(folder, `${part}.png`);
    await bench.page.screenshot({ path, ...options });
    console.log(`  ${relative(root, path)}`);
    return path;
  };
  try {
    await show({ ...bench, shot });
    if (keep && kept !== undefined) await writeFile(join(root, "docs/images", kept), shrink(await readFile(join(folder, `${name}.png`))));
    return true;
  } catch (problem) {
    await shot(`${name}-failed`);
    console.log(problem.stack ?? problem);
    return false;
  } finally {
    await bench.close();
  }
}

async function main(args) {
  const words = args.filter((arg) => !arg.startsWith("--"));
  const chosen = screens.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  if (chosen.length === 0)
    throw new Error(`No screen has a name with ${words.join(" or ")}; there are ${screens.map(({ name }) => name).join(", ")}.`);
  await mkdir(folder, { recursive: true });
  const extension = join(root, ".cache/screens/extension");
  await layOutExtension(extension);
  let failed = 0;
  for (const screen of chosen) {
    const good = await look(screen, extension, args.includes("--keep"));
    console.log(`${good ? "passed" : "failed"}: ${screen.name}`);
    if (!good) failed += 1;
  }
  console.log(`screens: ${chosen.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

await main(process.argv.slice(2));
