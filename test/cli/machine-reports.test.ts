import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, it } from "mocha";
import { render } from "#cli";
import { fileReport, finding, report } from "./support.ts";
import { illFormed, readJunit, sarifValidator } from "./well-formed.ts";

const withEverything = finding({
  related: [{ uri: "/rules/a.stage", span: { start: 23, end: 25 }, message: "this row is near" }],
  fixes: [{ title: "Insert a row", safe: false, edits: [{ uri: "/rules/a.stage", start: 21, end: 21, text: "  T3 | N1 => ???\n" }] }],
  regions: [{ cells: [{ variable: "T", text: "T3..T4" }], combinations: 12345678901234567890n }],
  witness: [
    { variable: "T", text: "T3" },
    { variable: "N", text: "N1" },
  ],
});

const case1 = {
  uri: "/rules/a.stage",
  span: { start: 8, end: 20 },
  title: "Worked cases, line 2",
  status: "passed" as const,
  checks: [],
  message: undefined,
};
const case2 = {
  ...case1,
  title: "Worked <cases> & more, line 3",
  status: "failed" as const,
  checks: [{ variable: "stage", expected: "IB", actual: "IIA ]]>", passed: false, span: { start: 0, end: 1 }, patient: new Map() }],
};

describe("compact report", () => {
  it("gives one line a finding, with line and column from 1", () => {
    const text = render(
      report([fileReport({ findings: [finding(), finding({ severity: "hint", code: "unexercised-rows", message: "two\nlines" })] })]),
      "compact",
      false,
    );
    assert.deepEqual(text.split("\n"), [
      "a.stage:2:3: error gap No row covers T3 | N1.",
      "a.stage:2:3: hint unexercised-rows two lines",
      "",
    ]);
  });

  it("says how many findings are not shown", () => {
    assert.match(render(report([fileReport()], { hidden: 3 }), "compact", false), /^3 more findings are not shown/);
  });
});

describe("GitHub report", () => {
  const line = (changes: Parameters<typeof finding>[0]): string =>
    render(report([fileReport({ findings: [finding(changes)] })]), "github", false).trimEnd();

  it("names place and code", () => {
    assert.equal(line({}), "::error file=a.stage,line=2,endLine=2,col=3,endColumn=5,title=gap::No row covers T3 | N1.");
  });

  it("escapes what would end a message early", () => {
    assert.match(line({ message: "50 % here\r\n::error::, no" }), /::50 %25 here ::error::, no$/);
  });

  it("adds the case that shows a gap, unless the message has it", () => {
    const witness = [{ variable: "T", text: "T3" }];
    assert.match(line({ witness }), /::No row covers T3 \| N1\. \(for example: T=T3\)$/);
    assert.match(line({ witness, message: "No row. For example: T = T3." }), /::No row\. For example: T = T3\.$/);
  });

  it("escapes colons and commas of a path too", () => {
    const text = render(report([fileReport({ findings: [finding({ uri: "/rules/a,b:c%\n.stage" })] })]), "github", false);
    assert.match(text, /^::error file=a%2Cb%3Ac%25%0A\.stage,line=/);
  });

  it("gives no columns for a finding over several lines", () => {
    const text = line({ span: { start: 8, end: 26 } });
    assert.match(text, /line=2,endLine=3,title=/);
  });

  it("knows notices for what is less than a warning", () => {
    assert.match(line({ severity: "info" }), /^::notice /);
    assert.match(line({ severity: "hint" }), /^::notice /);
    assert.match(line({ severity: "warning" }), /^::warning /);
  });
});

describe("JUnit report", () => {
  const everything = report([
    fileReport({ findings: [withEverything], examples: { results: [case1, case2], coverage: [] } }),
    fileReport({ uri: "/rules/b.stage", findings: [finding({ severity: "hint", message: "only a hint \u0001 \ud800 <&>" })] }),
  ]);
  const text = render(everything, "junit", false);

  it("is well-formed XML", () => {
    assert.equal(illFormed(text), undefined);
  });

  it("has a case for the findings of each file and exactly one for each example", () => {
    const cases = readJunit(text);
    assert.deepEqual(
      cases.map(({ suite, name, failure }) => [suite, name, failure?.message]),
      [
        ["a.stage", "findings", "1 finding"],
        ["a.stage", "Worked cases, line 2", undefined],
        ["a.stage", "Worked <cases> & more, line 3", "stage: expected IB, got IIA ]]>"],
        ["b.stage", "findings", undefined],
      ],
    );
  });

  it("tells where a case stands, and what of it failed, in lines that people read", () => {
    const failed = readJunit(text)[2];
    assert.deepEqual([failed?.attributes.file, failed?.attributes.line], ["a.stage", "2"]);
    assert.equal(failed?.failure?.text, "a.stage:2: T1 | N0 => I\nstage: expected IB, got IIA ]]>");
    const invalid = { ...case2, status: "invalid" as const, checks: [], message: "T9 is no label of T." };
    const [, read] = readJunit(render(report([fileReport({ examples: { results: [invalid], coverage: [] } })]), "junit", false));
    assert.equal(read?.failure?.text, "a.stage:2: T1 | N0 => I\nT9 is no label of T.");
  });

  it("loses neither of two examples with one title", () => {
    const twins = report([fileReport({ examples: { results: [case1, case1], coverage: [] } })]);
    assert.deepEqual(
      readJunit(render(twins, "junit", false)).map(({ name }) => name),
      ["findings", "Worked cases, line 2", "Worked cases, line 2 (2)"],
    );
  });

  it("does not fail a file that has hints alone", () => {
    const second = text.slice(text.indexOf('name="b.stage"'));
    assert.doesNotMatch(second, /<failure/);
    assert.match(second, /only a hint/);
  });

  it("leaves a failed example to its own case", () => {
    const findings = [finding({ code: "example-failed", message: "stage: expected IB, got IIA" })];
    const text = render(report([fileReport({ findings, examples: { results: [case1, case2], coverage: [] } })]), "junit", false);
    assert.match(text, /<testsuites[^>]* tests="3" failures="1"/);
  });

  it("still fails a file whose findings are all hidden", () => {
    const hidden = render(report([fileReport({ findings: [], found: 2, failing: 2 })], { hidden: 2 }), "junit", false);
    assert.match(hidden, /<failure message="2 findings"/);
  });
});

describe("GitLab report", () => {
  const entries = (made: Parameters<typeof render>[0]) => JSON.parse(render(made, "gitlab", false));

  it("has the members that GitLab asks for", () => {
    const [entry] = entries(report([fileReport({ findings: [finding()] })]));
    assert.equal(entry.description, "No row covers T3 | N1.");
    assert.equal(entry.check_name, "gap");
    assert.equal(entry.severity, "major");
    assert.deepEqual(entry.location, { path: "a.stage", lines: { begin: 2 } });
  });

  it("tells findings of two files apart, and not one that moved", () => {
    const moved = finding({ span: { start: 25, end: 27 }, message: "in other words" });
    const [here, there] = entries(report([fileReport({ findings: [finding(), finding({ uri: "/rules/b.stage" })] })]));
    const [later] = entries(report([fileReport({ findings: [moved] })]));
    assert.notEqual(here.fingerprint, there.fingerprint);
    assert.equal(here.fingerprint, later.fingerprint);
  });

  it("is an empty list where nothing was found, and hides nothing in silence", () => {
    assert.deepEqual(entries(report([fileReport()])), []);
    assert.match(entries(report([fileReport()], { hidden: 3 }))[0].description, /^3 more findings are not shown/);
  });
});

describe("JSON report", () => {
  const schema = JSON.parse(readFileSync("cli/schema/report.schema.json", "utf8"));
  const validate = new Ajv().compile(schema);
  const text = render(
    report([
      fileReport({
        findings: [withEverything],
        decisions: [
          { decision: "stage", combinations: 220n, covered: 208n, excluded: 12n, reasons: 1, gaps: 0n, overlaps: 0n, analysed: true },
        ],
        examples: {
          results: [case1, case2],
          coverage: [
            {
              uri: "/rules/a.stage",
              span: { start: 0, end: 5 },
              title: "table",
              decision: "stage",
              rows: [{ uri: "/rules/a.stage", span: { start: 23, end: 30 }, text: "T2 | N0 => II", reached: false }],
            },
          ],
        },
        coverage: { rows: 2, reached: 1, threshold: 90, below: true },
      }),
      fileReport({ uri: "/rules/b.stage", title: undefined }),
    ]),
    "json",
    false,
  );

  it("has the form that its schema states", () => {
    assert.equal(validate(JSON.parse(text)), true, JSON.stringify(validate.errors));
  });

  it("keeps counts that no JSON number holds", () => {
    assert.equal(JSON.parse(text).files[0].findings[0].regions[0].combinations, "12345678901234567890");
  });

  it("tells places by line and column", () => {
    assert.deepEqual(JSON.parse(text).files[0].findings[0].related[0].place, {
      path: "a.stage",
      line: 3,
      column: 3,
      endLine: 3,
      endColumn: 5,
    });
    assert.equal(JSON.parse(text).files[0].coverage.notReached[0].place.line, 3);
  });
});

describe("SARIF report", () => {
  const validate = sarifValidator();
  const sarif = (findings: readonly ReturnType<typeof finding>[], hidden = 0) =>
    JSON.parse(render(report([fileReport({ findings })], { hidden }), "sarif", false));

  it("validates against the schema of SARIF 2.1.0", () => {
    const log = sarif(
      [withEverything, finding({ severity: "hint", uri: "/rules/ein Ordner/ü.stage" }), finding({ span: { start: 0, end: 0 } })],
      4,
    );
    assert.equal(validate(log), true, JSON.stringify(validate.errors));
  });

  it("brings the page of each code along, with what it says first", () => {
    const page = "# gap\n\n**Combinations that no row covers.** Default severity: error.\n\nThere is\na combination.\n\n## Why\n";
    const log = JSON.parse(
      render(report([fileReport({ findings: [withEverything] })], { page: (code) => (code === "gap" ? page : undefined) }), "sarif", false),
    );
    assert.equal(validate(log), true, JSON.stringify(validate.errors));
    const [gap, overlap] = ["gap", "overlap"].map((id) => log.runs[0].tool.driver.rules.find((rule: { id: string }) => rule.id === id));
    assert.equal(gap.name, "Gap");
    assert.equal(gap.fullDescription.text, "There is a combination.");
    assert.equal(gap.help.markdown, page);
    assert.equal(overlap.fullDescription.text, "Rows that give one combination different results.");
    assert.equal(overlap.help, undefined);
  });

  it("is refused by that schema where a result has no message", () => {
    const log = sarif([finding()]);
    delete log.runs[0].results[0].message;
    assert.equal(validate(log), false);
  });

  it("has results that point at their rule, with level, places and fixes", () => {
    const { results, tool } = sarif([withEverything]).runs[0];
    const [result] = results;
    assert.equal(tool.driver.rules[result.ruleIndex].id, "gap");
    assert.match(tool.driver.rules[result.ruleIndex].helpUri, /^https:\/\/.*\/docs\/checks\/gap\.md$/);
    assert.equal(result.level, "error");
    assert.deepEqual(result.locations[0].physicalLocation.region, { startLine: 2, startColumn: 3, endLine: 2, endColumn: 5 });
    assert.equal(result.relatedLocations[0].physicalLocation.region.startLine, 3);
    assert.deepEqual(result.fixes[0].artifactChanges[0].replacements[0].deletedRegion, {
      startLine: 3,
      startColumn: 1,
      endLine: 3,
      endColumn: 1,
    });
  });

  it("keeps the fingerprint of a finding that only moved", () => {
    const prints = (log: ReturnType<typeof sarif>): readonly string[] =>
      log.runs[0].results.map((one: { partialFingerprints: Record<string, string> }) => one.partialFingerprints["stagewrightFinding/v1"]);
    const [here] = prints(sarif([finding()]));
    const [moved] = prints(sarif([finding({ span: { start: 25, end: 27 }, message: "said in other words" })]));
    const [other] = prints(sarif([finding({ summary: "gap T4 N1" })]));
    assert.equal(here, moved);
    assert.notEqual(here, other);
    const twins = prints(sarif([finding(), finding({ span: { start: 25, end: 27 } })]));
    assert.equal(new Set(twins).size, 2);
  });

  it("encodes paths as addresses", () => {
    const log = sarif([finding({ uri: "/rules/ein Ordner/ü.stage" })]);
    assert.equal(log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri, "ein%20Ordner/%C3%BC.stage");
  });
});
