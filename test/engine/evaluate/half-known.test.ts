/** Records of which half is silent, under formulas: the groups are the exact ones, and finding them takes no search without end. */
import assert from "node:assert/strict";
import { answer, loadScheme, loadText, possibilities } from "../../examples/load-scheme.ts";

/** The groups in order, and whether they are "at most these". */
function groups(file: string, record: Readonly<Record<string, string>>): string {
  const { outcome } = answer(loadScheme(`examples/heme/${file}.stage`), record, "group");
  return `${outcome.kind === "undetermined" && outcome.atMost ? "at most " : ""}${[...possibilities(outcome)].sort().join(", ")}`;
}

describe("records that are half known under a formula", function () {
  this.timeout(30_000);

  it("IPSS-M with blood counts alone: genes can raise the risk to any group, and none lowers it to Very Low", () => {
    // Worked by hand: without any gene -1.18, with SF3B1 alone -1.29; NRAS adds 0.60, FLT3 1.15, TP53 twice 1.70.
    assert.equal(
      groups("ipss-m", { cytogenetics: "good", blasts: "2", hemoglobin: "10", platelets: "150" }),
      "High, Low, Moderate High, Moderate Low, Very High",
    );
  });

  it("MIPI-b of an infant: LDH and white cells have no upper end, so every group is possible", () => {
    assert.equal(groups("mipi-b", { age: "1", ecog: "1" }), "high, intermediate, low");
    assert.equal(groups("mipi-b", { age: "1", ecog: "1", ldh_ratio: "< 1", wbc: "< 10", ki67: "0" }), "low");
  });

  it("keeps to what is recorded of a number: a stretch, and a list with a hole between", () => {
    const scheme = loadText(`scheme "S" { edition "1" }
number a from 0 to 100
number b from > 0
let sum = a + b
category group { low  middle  high }
table { sum => group; < 20 => low; 20..30 => middle; > 30 => high }
`);
    const found = (record: Readonly<Record<string, string>>): string =>
      [...possibilities(answer(scheme, record, "group").outcome)].join(", ");
    assert.equal(found({ a: "25..28", b: "< 1" }), "middle");
    assert.equal(found({ a: "5, 60", b: "< 1" }), "low, high");
    assert.equal(found({ a: "5, 60" }), "low, middle, high");
    assert.equal(found({ a: "> 29", b: "> 1.5" }), "high");
    assert.equal(found({ b: "0.5..0.6", a: "< 25" }), "low, middle");
  });
});
