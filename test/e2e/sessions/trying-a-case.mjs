/** A case tried by hand in the side view, by keyboard, until it stands in the file as an example. */
import assert from "node:assert/strict";
import { command, eventually, problems, visibleText } from "../workbench.mjs";

const rules = `scheme "Small" { }
category T "Primary tumour" unknown TX { T1 { T1a  T1b }  T2 }
number size "Size" unit cm from 0 to 30
set invades { pleura  heart }
flag spread "Distant spread"
category stage "Stage group" { I  II  III  IV }
decide stage first {
  IV  when spread
  III when invades has heart
  II  when T = T2 or size > 3
  otherwise I
}
examples "Known" {
  T   | size | invades | spread => stage
  T1a | 2    | {}      | no     => I
}
`;

/** The page of the side view that was opened last. */
const sideView = (page) => page.locator("iframe.webview").last().contentFrame().frameLocator("iframe#active-frame");

const said = (view) => view.locator("#summary").textContent();

export const tryingACase = {
  title: "a case is filled in by keyboard, answered while one types, and added to the file",
  workbench: { files: { "main.stage": rules }, open: "main.stage" },
  run: async ({ page }) => {
    await command(page, "Try a Case");
    const view = sideView(page);
    await eventually(
      () => said(view),
      (text) => /Not determined yet possible are I, II, III, IV/.test(text ?? ""),
      "the first answer",
    );

    // From field to field with the tab key alone: T2 is chosen by its letters.
    await view.locator("#field-T-choice").focus();
    await page.keyboard.type("T2");
    await page.keyboard.press("Tab");
    await page.keyboard.type("12");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    await view.locator("#field-invades input[value=all]").focus();
    await page.keyboard.press("Space");
    await eventually(
      () => said(view),
      (text) => /possible are II, IV/.test(text ?? ""),
      "what is left possible",
    );

    // What would settle it leads to its field.
    await view.getByRole("button", { name: /^spread/ }).focus();
    await page.keyboard.press("Enter");
    assert.equal(await view.locator("#field-spread input:focus").count(), 1);
    await view.locator("#field-spread input[value=no]").press("Space");
    await eventually(
      () => said(view),
      (text) => /Stage group:.*II$/.test(text ?? ""),
      "the stage",
    );
    assert.match((await view.locator(".answer.main .trace").textContent()) ?? "", /Decided by\s*II when T = T2 or size > 3/);

    // A row in the trace leads to its line in the editor.
    await view.locator("button.row").first().press("Enter");
    await page
      .locator(".statusbar-item")
      .filter({ hasText: /Ln 10, / })
      .waitFor();

    await view.locator("#group-example > summary").press("Enter");
    await view.locator("#expect-field-stage").fill("II");
    await view.locator("#expect-field-stage").press("Enter");
    await view.locator("#example-told").filter({ hasText: "Added to the examples “Known”, line 16" }).waitFor();
    assert.match(await visibleText(page), /T2 {2}\| 12 mm \| \{\} {6}\| no {5}=> II/);
  },
};

export const losingAField = {
  title: "what is filled in survives a half-typed rule, and a variable that goes is told",
  workbench: { files: { "main.stage": rules }, open: "main.stage" },
  run: async ({ page }) => {
    await command(page, "Try a Case");
    const view = sideView(page);
    await view.locator("#field-size-value").fill("4,2");
    await view.locator("#field-size-problem").filter({ hasText: "comma between digits" }).waitFor();
    await view.locator("#field-size-value").fill("4.2");
    await view.locator("#field-spread input[value=no]").check();
    const isAnswered = () =>
      eventually(
        () => said(view),
        (text) => /possible are II, III$/.test(text ?? ""),
        "the answer",
      );
    await isAnswered();
    // The button of the editor shows the view that is there, with what is entered.
    await command(page, "View: Focus First Editor Group");
    await page.getByRole("button", { name: "Try a Case" }).click();
    await page.waitForTimeout(500);
    await isAnswered();
    assert.equal(await view.locator("#field-size-value").inputValue(), "4.2");
    // The declaration of the flag is commented out; until its last mention is gone the rules have errors.
    await command(page, "View: Focus First Editor Group");
    await page.keyboard.press("Control+G");
    await page.keyboard.type("5\n");
    await page.keyboard.press("Control+/");
    await view.locator("#answers").filter({ hasText: "No answer while the rules have" }).waitFor();
    assert.equal(await view.locator("#field-spread input[value=no]").isChecked(), true);
    await page.keyboard.press("Control+G");
    await page.keyboard.type("8\n");
    await page.keyboard.press("Control+/");
    await page.keyboard.press("Control+G");
    await page.keyboard.type("13\n");
    for (let line = 0; line < 4; line++) await page.keyboard.press("Control+Shift+K");
    await view.locator("#answers").filter({ hasText: "the rules have no variable spread" }).waitFor();
    assert.equal(await view.locator("#field-size-value").inputValue(), "4.2");
    await view.getByRole("button", { name: "Discard it" }).click();
    await eventually(
      () => view.locator("#answers").textContent(),
      (text) => !/no variable/.test(text),
      "the notice",
    );
    await problems(page, () => true);
  },
};

/** Opens the menu of fixes, as soon as there are some, and goes down to one of them. */
async function chooseAction(page, title) {
  const offered = page.locator(".action-widget").getByText(title);
  const isOffered = async () => {
    await page.keyboard.press("Control+.");
    return await offered.waitFor({ timeout: 1500 }).then(
      () => true,
      () => false,
    );
  };
  await eventually(isOffered, (isThere) => isThere, title);
  const chosen = page.locator(".action-widget .monaco-list-row.focused");
  for (let step = 0; step < 10 && !((await chosen.textContent()) ?? "").includes(title); step++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

export const explainingAnExample = {
  title: "an example is explained from the cursor, and tried on with other values",
  workbench: { files: { "main.stage": rules.replace("no     => I", "no     => II") }, open: "main.stage" },
  run: async ({ page }) => {
    await page.locator(".view-lines").first().click();
    await page.keyboard.press("Control+G");
    await page.keyboard.type("15\n");
    // The quick fixes of the failing example offer it; so does the palette, for any example.
    await page.locator(".squiggly-error").first().waitFor();
    await page.keyboard.press("End");
    await chooseAction(page, "Explain how this example came out");
    const view = sideView(page);
    await view.locator(".verdict").filter({ hasText: "Not as expected" }).waitFor();
    assert.match(await view.locator("table.checks").textContent(), /stage\s*II\s*I\s*✗ not as expected/);
    // It is followed where it goes: a line more above it.
    await command(page, "View: Focus First Editor Group");
    await page.keyboard.press("Control+G");
    await page.keyboard.type("1\n");
    await page
      .locator(".statusbar-item")
      .filter({ hasText: /Ln 1, / })
      .waitFor();
    await page.keyboard.press("Control+Shift+Enter");
    await view.locator("h1").filter({ hasText: "Known, line 16" }).waitFor();
    await view.getByRole("button", { name: "Try this case with other values" }).press("Enter");
    await page.locator(".tab").filter({ hasText: "Try a Case: main.stage" }).waitFor();
    const form = sideView(page);
    await form.locator("#field-size-value").waitFor();
    await eventually(
      () => form.locator("#field-size-value").inputValue(),
      (text) => text === "2",
      "the size of the example",
    );
    assert.equal(await form.locator("#field-invades input[value=all]").isChecked(), true);
  },
};
