import { strict as assert } from "node:assert";
import { readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { describe, it } from "mocha";
import { isUsage, readJson, readSettings, settingsSchema } from "#cli";

describe("JSON with places", () => {
  it("reads what JSON.parse reads", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.nat(3), (text, indent) => {
        const laidOut = JSON.stringify(JSON.parse(text), null, indent);
        const read = readJson(laidOut);
        assert.ok("value" in read);
        assert.deepEqual(read.value, JSON.parse(laidOut));
      }),
    );
  });

  it("refuses what JSON.parse refuses", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom("", ",", "{", '"', "'", "]", "nul", "01"), (text, where, slip) => {
        const at = where % (text.length + 1);
        const wrong = text.slice(0, at) + slip + text.slice(at + 1);
        let right = true;
        try {
          JSON.parse(wrong);
        } catch {
          right = false;
        }
        // A name that is set twice is refused here, while JSON.parse keeps the last.
        const read = readJson(wrong);
        if (!right) assert.ok("problem" in read, wrong);
        else assert.ok("value" in read || /set twice/.test(read.problem), wrong);
      }),
    );
  });

  it("knows where a value stands", () => {
    const read = readJson('{\n  "a": { "b": [1, 2] }\n}');
    assert.ok("value" in read);
    assert.equal(read.placeOf("/a/b"), 11);
    assert.equal(read.placeOf("/a/b/1"), 20);
  });
});

describe("settings", () => {
  const refused = (text: string): string => {
    const settings = readSettings("stagewright.json", text);
    assert.ok(isUsage(settings), text);
    return settings.usage;
  };

  it("reads severities, budget and coverage", () => {
    const settings = readSettings(
      "stagewright.json",
      '{ "$schema": "x", "severities": { "gap": "warning" }, "budget": 1000, "coverage": { "threshold": 90 }, "baseline": "known.json" }',
    );
    assert.deepEqual(settings, { severities: { gap: "warning" }, budget: 1000, coverageThreshold: 90, baseline: "known.json" });
    assert.deepEqual(readSettings("stagewright.json", "{}"), {
      severities: {},
      budget: undefined,
      coverageThreshold: undefined,
      baseline: undefined,
    });
  });

  it("shows a wrong setting at its place, with what would be right", () => {
    assert.match(
      refused('{\n  "severities": {\n    "gapp": "off"\n  }\n}'),
      /^stagewright\.json:3:5: "gapp" is not a finding code \(did you mean "gap"\?\)/,
    );
    assert.match(
      refused('{ "severities": { "gap": "fatal" } }'),
      /:1:19: "severities\.gap" must be one of error, warning, info, hint, off/,
    );
    assert.match(refused('{ "budget": "many" }'), /:1:3: "budget" must be a whole number/);
    assert.match(refused('{ "budget": 0 }'), /"budget" must be >= 1/);
    assert.match(refused('{ "coverage": { "threshold": 101 } }'), /must be <= 100/);
    assert.match(refused("[]"), /must be an object/);
  });

  it("shows where a text is not JSON", () => {
    assert.match(refused('{\n  "budget": 3,\n}'), /^stagewright\.json:3:1: this is not JSON/);
    assert.match(refused(""), /:1:1: this is not JSON/);
    assert.match(refused('{ "budget": 1, "budget": 2 }'), /"budget" is set twice/);
  });

  it("ships its schema as a file", () => {
    const file = "cli/schema/stagewright.schema.json";
    if (process.env.UPDATE === "1" && process.env.CI === undefined) writeFileSync(file, `${JSON.stringify(settingsSchema, null, 2)}\n`);
    assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), settingsSchema, "run the tests once with UPDATE=1");
  });
});
