/** An exclude that depends on the score that it is meant for cannot rule it out, and must not be followed around in a circle. */
import assert from "node:assert/strict";
import { check, load, readCell, stage } from "#engine";
import { parse } from "#grammar";

describe("an exclude for a score that reads the score", () => {
  it("is left aside, and the score is the sum of its parts", () => {
    const text = `flag a
flag b
exclude for points "too many" when points > 1
score points {
  a { yes => 1; no => 0 }
  b { yes => 2; no => 0 }
}
`;
    const scheme = load({ uri: "rules.stage", text, parsed: parse(text) }, () => undefined);
    const said = ["a", "b"].flatMap((name) => {
      const reading = readCell(scheme, name, "yes");
      return reading === undefined ? [] : [[name, reading] as const];
    });
    assert.deepEqual(
      stage(scheme, new Map(said)).map(({ possible }) => possible),
      [["3"]],
    );
    assert.equal(
      check(scheme).decisions.every(({ analysed }) => analysed),
      true,
    );
  });
});
