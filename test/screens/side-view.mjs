/** The frame of a side view: a page within a page within the workbench, found by what it shows. */
import { eventually } from "../e2e/workbench.mjs";

/** The frame that shows something that fits the selector, as soon as there is one. */
export async function frameWith(page, selector) {
  let found;
  const look = async () => {
    for (const frame of page.frames()) {
      if (
        (await frame
          .locator(selector)
          .count()
          .catch(() => 0)) > 0
      )
        found = frame;
    }
    return found !== undefined;
  };
  await eventually(look, (isFound) => isFound, `a side view with ${selector}`, 30_000);
  return found;
}
