/** The pages of the finding codes: one for each, and their texts do what they say. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { type Code, catalog, isCode } from "#engine";
import { checkFiles, type Fence, fencesOf } from "./pages.ts";

const FOLDER = "docs/checks";
const SECTIONS = ["Why it matters", "Avoid", "Prefer", "Fix", "Settings"];

/** `asked`: a code that is off by default is asked for. */
const codesIn = (text: string, asked: Code): readonly string[] => {
  const { findings } = checkFiles(text, catalog[asked].severity === "off" ? { [asked]: "warning" } : {});
  return [...new Set(findings.map((finding) => finding.code))].sort();
};

const withoutHints = (codes: readonly string[]): readonly string[] => codes.filter((code) => catalog[code as Code].severity !== "hint");

function fenceUnder(page: string, heading: string): Fence {
  const found = fencesOf(page).filter((fence) => fence.info === "stage" && fence.heading === heading);
  assert.equal(found.length, 1, `one rule text under "${heading}"`);
  return found[0] as Fence;
}

describe("pages of the finding codes", () => {
  const pages = readdirSync(FOLDER).filter((name) => name.endsWith(".md") && name !== "README.md");

  it("there is one for each code, and none for anything else", () => {
    assert.deepEqual(pages.map((name) => name.replace(/\.md$/, "")).sort(), Object.keys(catalog).sort());
  });

  for (const name of pages) {
    const code = name.replace(/\.md$/, "");
    const page = readFileSync(`${FOLDER}/${name}`, "utf8");

    it(`${code}: states its title and severity, and has all sections in order`, () => {
      assert.ok(isCode(code));
      const { title, severity } = catalog[code];
      assert.ok(page.startsWith(`# ${code}\n\n**${title}.** Default severity: ${severity}.\n`));
      const headings = [...page.matchAll(/^## (.*)$/gm)].map((match) => match[1]);
      assert.deepEqual(headings, SECTIONS);
    });

    it(`${code}: the text to avoid is found, for this reason alone`, () => {
      const codes = codesIn(fenceUnder(page, "Avoid").text, code as Code);
      assert.ok(codes.includes(code), `found ${codes.join(", ") || "nothing"}`);
      assert.deepEqual(
        withoutHints(codes).filter((other) => other !== code),
        [],
      );
    });

    it(`${code}: the preferred text is clean`, () => {
      const codes = codesIn(fenceUnder(page, "Prefer").text, code as Code);
      assert.ok(!codes.includes(code));
      assert.deepEqual(withoutHints(codes), []);
    });

    it(`${code}: its settings are settings`, () => {
      for (const fence of fencesOf(page).filter(({ info }) => info === "json")) {
        const { severities } = JSON.parse(fence.text) as { readonly severities: Readonly<Record<string, string>> };
        assert.ok(Object.keys(severities).every(isCode));
      }
    });
  }
});
