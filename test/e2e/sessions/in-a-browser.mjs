/** The extension where there is no Node: its server is a web worker, and used files come through the editor's file system. */
import assert from "node:assert/strict";
import { command, eventually, openFile, problems, visibleText } from "../workbench.mjs";

const rules = (labels) => ({
  "shared.stage": `category marker { ${labels} }\n`,
  "main.stage":
    'use "shared.stage"\ncategory group { low  high }\ntable {\n  marker => group\n  a      => low\n  b      => high\n}\nexamples {\n  marker => group\n  a => low\n  b => high\n}\n',
});

export const inABrowser = {
  title: "without Node, a file is checked with the one that it uses, and anew when that one changes",
  workbench: { host: "browser", files: rules("a  b  c"), open: "main.stage" },
  run: async ({ page, textOf }) => {
    await command(page, "Problems: Focus on Problems View");
    const told = await problems(page, (found) => found.some((text) => /marker = c/.test(text)));
    assert.ok(!told.some((text) => /shared\.stage/.test(text)), told.join("\n"));
    // The case that the gap names goes from the used file, on disk.
    await openFile(page, "shared.stage");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("category marker { a  b }");
    await page.keyboard.press("Control+S");
    await eventually(
      () => textOf("shared.stage"),
      (text) => !text.includes("c }"),
      "shared.stage on disk",
    );
    await openFile(page, "main.stage");
    assert.match(await visibleText(page), /marker => group/);
    await problems(page, (found) => !found.some((text) => /marker = c/.test(text)));
  },
};
