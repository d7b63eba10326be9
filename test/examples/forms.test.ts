/** Every example of every rule file, taken out of the text as a form would hold it: the answers stay those that its author expects. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { exampleAt, load, meets, newExample, readExpected, runExamples, tryCase, type Unreadable } from "#engine";
import { parse } from "#grammar";
import { loadScheme } from "./load-scheme.ts";

const folder = "examples";
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".stage"))
  .map((name) => join(folder, name))
  .sort();

/** How many examples of a file are written into it anew: each is a whole load. */
const mostWritten = 2;

describe("the examples of the rule files", () => {
  for (const file of files) {
    it(`${file}: are answered alike from a form`, () => {
      const scheme = loadScheme(file);
      for (const { title, checks, span } of runExamples(scheme).results) {
        const expected = checks.at(-1);
        const found = exampleAt(scheme, span.start);
        assert.ok(expected && found, title);
        assert.deepEqual(found.left, [], title);
        const answers = tryCase(scheme, found.entries).answers;
        const answer = answers.find(({ decision }) => decision.name === expected.variable)?.answer;
        const side = readExpected(scheme, expected.variable, expected.expected);
        assert.ok(answer && !("problem" in side), title);
        assert.ok(meets(side, answer), `${title}: ${answer.possible.join(", ")}`);
      }
    });

    it(`${file}: pass again where they are added from a form`, () => {
      const scheme = loadScheme(file);
      const text = readFileSync(file, "utf8");
      const { results } = runExamples(scheme);
      const step = Math.max(1, Math.floor(results.length / mostWritten));
      for (const [index, { title, checks, span }] of results.entries()) {
        const found = exampleAt(scheme, span.start);
        const expected = checks.at(-1);
        // An unreadable value is what such an example is about: a form refuses it.
        const unreadable = [...(expected?.patient.values() ?? [])].some((reading) => "problem" in (reading as Unreadable));
        if (index % step !== 0 || found === undefined || expected === undefined || unreadable) continue;
        const sides = [{ decision: expected.variable, text: expected.expected }];
        const made = newExample(scheme, found.entries, sides, "Again");
        if (found.entries.length === 0) continue;
        assert.ok(made.kind === "example", `${title}: ${made.kind === "problem" ? made.problem : ""}`);
        const fresh = text.slice(0, made.edit.start) + made.edit.text + text.slice(made.edit.end);
        const again = load({ uri: scheme.uri, text: fresh, parsed: parse(fresh) }, (from, path) => {
          const used = join(from, "..", path);
          const written = readFileSync(used, "utf8");
          return { uri: used, text: written, parsed: parse(written) };
        });
        const after = runExamples(again).results;
        assert.equal(after.length, results.length + 1, title);
        assert.deepEqual(
          after.filter(({ status }) => status !== "passed").map((one) => one.message),
          [],
          title,
        );
      }
    });
  }
});
