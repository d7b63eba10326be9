/** A finding stays the same one for code scanning while the text around it changes: tried with the text of every page of a code. */
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { render, sourceText } from "#cli";
import { type Code, catalog } from "#engine";
import { checkFiles, fencesOf } from "../docs/pages.ts";
import { rulesWithGap } from "./rules.ts";
import { fileReport, report, runCli, withFolder } from "./support.ts";
import { sarifValidator } from "./well-formed.ts";

interface SarifResult {
  readonly ruleId: string;
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

/** The fingerprints of the findings of one code in a text. */
const printsIn = (text: string, code: Code): readonly string[] => {
  const { findings } = checkFiles(text, catalog[code].severity === "off" ? { [code]: "warning" } : {});
  const log = JSON.parse(render(report([fileReport({ findings })], { textOf: () => sourceText("page.stage", text) }), "sarif", false));
  return (log.runs[0].results as readonly SarifResult[])
    .filter(({ ruleId }) => ruleId === code)
    .map(({ partialFingerprints }) => partialFingerprints["stagewrightFinding/v1"] ?? "")
    .sort();
};

/** What has nothing to do with the finding; codes that are about every declaration get a remark alone. */
const below = (code: Code): string =>
  catalog[code].severity === "off" || code === "unused" ? "\n\n// the end\n" : "\n\ncategory unrelated_a { first_label  second_label }\n";

describe("the fingerprint of a finding", () => {
  for (const code of Object.keys(catalog) as Code[]) {
    const text =
      fencesOf(readFileSync(`docs/checks/${code}.md`, "utf8")).find(({ heading, info }) => heading === "Avoid" && info === "stage")?.text ??
      "";

    it(`${code}: stays when lines are put above and below`, () => {
      const here = printsIn(text, code);
      assert.ok(here.length > 0, code);
      assert.equal(new Set(here).size, here.length, "each finding has its own");
      assert.deepEqual(printsIn(`// a remark\n\n/* and\n another */\n${text}`, code), here);
      // Where the text is not well-formed, what is put below it may become a part of what is open.
      if (code !== "syntax") assert.deepEqual(printsIn(text.includes("\n//- ") ? text : text + below(code), code), here);
    });
  }

  it("is another one where the finding is another one", () => {
    const text = (label: string) => `category T { T1 T2 T3 }\ncategory stage { I }\ntable {\n T => stage\n ${label} => I\n}\n`;
    assert.notDeepEqual(printsIn(text("T1, T2"), "gap"), printsIn(text("T1, T3"), "gap"));
  });
});

describe("SARIF as it is run", () => {
  it("has for every code a page, a first sentence and a link, and keeps to the schema", async () => {
    await withFolder({ "rules/a.stage": rulesWithGap }, async (cwd) => {
      const log = JSON.parse((await runCli(["check", "--format", "sarif"], { cwd })).out);
      const validate = sarifValidator();
      assert.equal(validate(log), true, JSON.stringify(validate.errors));
      const { rules } = log.runs[0].tool.driver;
      assert.equal(rules.length, Object.keys(catalog).length);
      for (const rule of rules) {
        assert.ok(rule.help.markdown.startsWith(`# ${rule.id}\n`), rule.id);
        assert.ok(rule.fullDescription.text.length > 20 && !/[*#]{2}|\n/.test(rule.fullDescription.text), rule.fullDescription.text);
        assert.match(rule.helpUri, new RegExp(`/docs/checks/${rule.id}\\.md$`));
      }
      const [result] = log.runs[0].results;
      assert.equal(result.ruleId, "gap");
      assert.ok(result.relatedLocations.length > 0);
      assert.ok(result.fixes[0].artifactChanges[0].replacements.length > 0);
      assert.equal(result.locations[0].physicalLocation.artifactLocation.uri, "rules/a.stage");
    });
  }).timeout(60_000);
});
