/** What axe-core finds in a page or in the frame of a side view, as far as it keeps people out: serious and critical rules. */
import axe from "axe-core";

/** One line for each rule that is broken, with the first place; empty where nothing is. `frame` is a page or a frame of playwright. */
export async function seriousIn(frame) {
  // Evaluated, not loaded: the policy of a side view lets no other script in.
  await frame.evaluate(axe.source);
  const { violations, passes } = await frame.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  if (passes.length === 0) throw new Error("axe-core looked at nothing.");
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length}, first ${nodes[0]?.html}: ${nodes[0]?.any[0]?.message ?? ""})`);
}
