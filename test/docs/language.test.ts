/** The language page: its rule texts have no errors, and what their examples state comes out. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { lineAt } from "#engine";
import { checkFiles, fencesOf, loadFiles } from "./pages.ts";

const PAGE = "docs/language.md";
const INFOS = ["stage", "stage fragment"];

describe("docs/language.md", () => {
  const page = readFileSync(PAGE, "utf8");
  const fences = fencesOf(page).filter(({ info }) => INFOS.includes(info));

  it("marks every text as one of the known kinds", () => {
    assert.deepEqual(
      fencesOf(page).filter(({ info }) => !INFOS.includes(info)),
      [],
    );
    assert.ok(fences.length > 15);
  });

  it("links to headings that exist", () => {
    const anchors = [...page.matchAll(/^#+ (.*)$/gm)].map((match) =>
      (match[1] ?? "")
        .toLowerCase()
        .replaceAll(/[^\w -]/g, "")
        .replaceAll(" ", "-"),
    );
    const links = [...page.matchAll(/\]\(#([^)]*)\)/g)].map((match) => match[1] ?? "");
    assert.deepEqual(
      links.filter((link) => !anchors.includes(link)),
      [],
    );
  });

  for (const { info, line, text, heading } of fences) {
    const where = (offset: number): string => `line ${line - 1 + lineAt(text, offset).line}`;

    it(`line ${line}, "${heading}": loads without a mistake`, () => {
      const { findings } = loadFiles(text);
      assert.deepEqual(
        findings.map((finding) => `${where(finding.span.start)}: ${finding.message}`),
        [],
      );
    });
    if (info === "stage fragment") continue;

    it(`line ${line}, "${heading}": is clean, and its examples pass`, () => {
      const { findings, examples, decisions } = checkFiles(text);
      const loud = findings.filter(({ severity }) => severity === "error" || severity === "warning");
      assert.deepEqual(
        loud.map((finding) => `${where(finding.span.start)}: ${finding.code}: ${finding.message}`),
        [],
      );
      assert.deepEqual(
        examples.results.filter(({ status }) => status !== "passed").map(({ title, message }) => `${title}: ${message}`),
        [],
      );
      assert.ok(decisions.every(({ analysed }) => analysed));
      assert.ok(examples.results.length > 0 || /^check /m.test(text), "a text states what comes out");
    });
  }
});
