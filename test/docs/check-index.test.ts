/** The table of all finding codes: what it says is what the checker does. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { type Code, catalog, type Fix } from "#engine";
import { filesOf, findingsIn, fixtureNames } from "../engine/fixture-files.ts";

const file = "docs/checks/README.md";

/** A code by itself mends nothing by asking for a reason. */
const isIgnore = (fix: Fix): boolean => fix.edits.every((edit) => edit.text.includes("stagewright-ignore"));

function table(): string {
  const fixes = new Map<Code, Fix[]>();
  const kept = new Set<Code>();
  for (const finding of fixtureNames.flatMap((name) => findingsIn(filesOf(name)))) {
    const mending = finding.fixes.filter((fix) => !isIgnore(fix));
    fixes.set(finding.code, [...(fixes.get(finding.code) ?? []), ...mending]);
    if (mending.length < finding.fixes.length) kept.add(finding.code);
  }
  const rows = (Object.keys(catalog) as Code[]).map((code) => {
    const of = fixes.get(code) ?? [];
    const how = [
      ...(of.length === 0 ? [] : [of.some((fix) => fix.safe) ? "yes, some safe" : "yes"]),
      ...(kept.has(code) ? ["keep with a reason"] : []),
    ];
    return [`[\`${code}\`](${code}.md)`, catalog[code].title, catalog[code].severity, how.join("; ")];
  });
  const lines = [["code", "says", "default", "fixes"], ["---", "---", "---", "---"], ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

describe("the table of finding codes", () => {
  it("lists every code with its severity and whether it has fixes", () => {
    const page = readFileSync(file, "utf8");
    const written = page.replace(/\n\| code [^\n]*(\n\|[^\n]*)*\n/, `\n${table()}\n`);
    if (process.env.UPDATE === "1" && process.env.CI === undefined) writeFileSync(file, written);
    assert.equal(readFileSync(file, "utf8"), written, "run this test once with UPDATE=1");
  }).timeout(60_000);
});
