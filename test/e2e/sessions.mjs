/**
 * Whole sessions in the workbench, driven from outside by mouse and keyboard, without the editor's programming interface.
 * A session that fails leaves a picture of what was to be seen.
 *
 *     node test/e2e/sessions.mjs [WORD …]   only those whose titles hold one of the words, on the extension packed anew
 */
import { mkdir } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { layOutExtension } from "../../scripts/package.mjs";
import { author } from "./sessions/author.mjs";
import { firstMinutes } from "./sessions/first-minutes.mjs";
import { inABrowser } from "./sessions/in-a-browser.mjs";
import { explainingAnExample, losingAField, tryingACase } from "./sessions/trying-a-case.mjs";
import { openWorkbench } from "./workbench.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const pictures = join(root, ".cache/e2e/failed");

const sessions = [firstMinutes, author, inABrowser, tryingACase, losingAField, explainingAnExample];

export const sessionTitles = sessions.map(({ title }) => `session: ${title}`);

/** What became of each, as `{ title, state, problem }`. */
export async function runSessions(extension, isWanted = () => true) {
  const results = [];
  for (const session of sessions.filter(({ title }) => isWanted(title))) results.push(await runSession(session, extension));
  return results;
}

async function runSession({ title, workbench, run }, extension) {
  const result = { title: `session: ${title}`, state: "passed", problem: undefined };
  const bench = await openWorkbench({ ...workbench, extension });
  try {
    await run(bench);
  } catch (problem) {
    await mkdir(pictures, { recursive: true });
    const picture = join(pictures, `${title.replace(/\W+/g, "-").slice(0, 60)}.png`);
    await bench.page.screenshot({ path: picture });
    result.state = "failed";
    result.problem = `${problem.stack ?? problem}\n(seen: ${relative(root, picture)})`;
  } finally {
    await bench.close();
  }
  return result;
}

async function main(words) {
  const extension = join(root, ".cache/e2e/extension");
  await layOutExtension(extension);
  const results = await runSessions(extension, (title) => words.length === 0 || words.some((word) => title.includes(word)));
  for (const { title, state, problem } of results) console.log(`${state}: ${title}${problem === undefined ? "" : `\n${problem}`}`);
  process.exitCode = results.length > 0 && results.every(({ state }) => state === "passed") ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
