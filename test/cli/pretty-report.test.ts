import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { fails, frame, limitFindings, render, sourceText } from "#cli";
import { fileReport, finding, report } from "./support.ts";

const plain = { dim: (text: string) => text, bold: (text: string) => text, mark: (text: string) => text };

describe("source text", () => {
  it("counts lines and columns from 1, whatever ends a line", () => {
    const text = sourceText("a", "ab\r\ncd\re\n\nf");
    const places = [0, 2, 4, 7, 9, 10].map((offset) => text.at(offset));
    assert.deepEqual(
      places.map(({ line, column }) => `${line}:${column}`),
      ["1:1", "1:3", "2:1", "3:1", "4:1", "5:1"],
    );
    assert.deepEqual([1, 2, 3, 4, 5, 6].map(text.line), ["ab", "cd", "e", "", "f", ""]);
  });

  it("stays within the text", () => {
    assert.deepEqual(sourceText("a", "ab").at(99), { line: 1, column: 3 });
    assert.deepEqual(sourceText("a", "").at(0), { line: 1, column: 1 });
  });
});

describe("code frame", () => {
  it("marks the span below its line", () => {
    assert.deepEqual(frame(sourceText("a", "one\n  T1 | N0\n"), { start: 6, end: 8 }, plain), ["2 |   T1 | N0", "  |   ^^"]);
  });

  it("keeps the mark in place after tabs", () => {
    const [line = "", mark = ""] = frame(sourceText("a", "\tT1\tN0"), { start: 4, end: 6 }, plain);
    assert.equal(line, "1 |     T1    N0");
    assert.equal(mark.indexOf("^"), line.indexOf("N0"));
  });

  it("marks an empty span with one sign", () => {
    assert.match(frame(sourceText("a", ""), { start: 0, end: 0 }, plain)[1] ?? "", /\^$/);
  });

  it("cuts a line of ten megabytes around the mark", () => {
    const text = `${"x".repeat(5_000_000)}HERE${"y".repeat(5_000_000)}`;
    const [line = "", mark = ""] = frame(sourceText("a", text), { start: 5_000_000, end: 5_000_004 }, plain);
    assert.ok(line.length < 140, `${line.length} signs`);
    assert.equal(line.slice(mark.indexOf("^"), mark.lastIndexOf("^") + 1), "HERE");
  });

  it("lets nothing through that steers a terminal", () => {
    assert.ok(!frame(sourceText("a", "T1 \u001b[31m"), { start: 0, end: 2 }, plain).join("\n").includes("\u001b"));
  });
});

describe("pretty report", () => {
  const summary = {
    decision: "stage",
    combinations: 220n,
    covered: 208n,
    excluded: 12n,
    reasons: 1,
    gaps: 0n,
    overlaps: 0n,
    analysed: true,
  };

  it("sums up each decision in a sentence", () => {
    const text = render(report([fileReport({ decisions: [summary] })]), "pretty", false);
    assert.match(text, /^ {2}stage: 220 combinations of known values: 208 covered, 12 excluded \(1 reason\), no gap, no overlap$/m);
    const other = { ...summary, covered: 215n, excluded: 2n, reasons: 2, gaps: 1n, overlaps: 2n };
    const troubled = render(report([fileReport({ decisions: [other, { ...other, excluded: 0n, reasons: 0 }] })]), "pretty", false);
    assert.match(troubled, /215 covered, 2 excluded \(2 reasons\), 1 not covered, 2 in conflict$/m);
    assert.match(troubled, /215 covered, 0 excluded, 1 not covered/);
    assert.match(text, /\n1 file: clean\n$/);
  });

  it("never shows files as clean in which there is nothing to prove", () => {
    const nothing = render(report([fileReport({ decisions: [] })]), "pretty", false);
    assert.match(nothing, /\n1 file: no table, decide or score, so nothing was proved\n$/);
    const beside = render(report([fileReport({ decisions: [] }), fileReport({ decisions: [summary] })]), "pretty", false);
    assert.match(beside, /\n2 files: clean\n$/);
  });

  it("never shows a decision as clean that was not analysed", () => {
    const text = render(report([fileReport({ decisions: [{ ...summary, analysed: false }] })]), "pretty", false);
    assert.match(text, /stage: not analysed/);
    assert.doesNotMatch(text, /no gap/);
  });

  it("says of each property whether it holds, for how much, and what its exception leaves out", () => {
    const property = {
      uri: "/rules/a.stage",
      span: { start: 0, end: 5 },
      text: "check monotone stage in T",
      status: "proved" as const,
      pairs: 1200n,
      skipped: 0n,
    };
    const text = render(
      report([
        fileReport({
          properties: [
            property,
            { ...property, skipped: 200n },
            { ...property, text: "check never T = T0", pairs: 0n },
            { ...property, status: "refuted" },
            { ...property, status: "undecided" },
          ],
        }),
      ]),
      "pretty",
      false,
    );
    assert.deepEqual(
      text
        .split("\n")
        .filter((line) => line.includes("check "))
        .map((line) => line.trim()),
      [
        "check monotone stage in T: holds for 1,200 pairs of cases",
        "check monotone stage in T: holds for 1,000 pairs of cases (200 more are left out by its exception)",
        "check never T = T0: holds",
        "check monotone stage in T: does not hold",
        "check monotone stage in T: not proved",
      ],
    );
  });

  it("shows two cases that differ in one variable side by side", () => {
    const ends = [
      {
        title: "better",
        witness: [
          { variable: "N", text: "N0" },
          { variable: "T", text: "T1" },
        ],
        outcome: "II",
      },
      {
        title: "worse",
        witness: [
          { variable: "N", text: "N0" },
          { variable: "T", text: "T2" },
        ],
        outcome: "I",
      },
    ];
    const text = render(
      report([fileReport({ findings: [finding({ code: "not-monotone", ends, witness: ends[1]?.witness ?? [] })] })]),
      "pretty",
      false,
    );
    assert.match(text, /^ {4} +N +T +comes to\n {4}better +N0 +T1 +II\n {4}worse +N0 +T2 +I$/m);
    assert.doesNotMatch(text, /for example/);
  });

  it("says that a file has no example cases, and not in green", () => {
    const text = render(report([fileReport({ decisions: [summary] })]), "pretty", true);
    assert.ok(text.includes("\u001b[33mno example cases"));
  });

  it("shows the regions of a gap as a table, with a case", () => {
    const gap = finding({
      regions: [
        {
          cells: [
            { variable: "T", text: "T3..T4" },
            { variable: "N", text: "N2" },
          ],
          combinations: 12n,
        },
        {
          cells: [
            { variable: "T", text: "T1" },
            { variable: "N", text: "any" },
          ],
          combinations: 1200n,
        },
      ],
      witness: [
        { variable: "T", text: "T3" },
        { variable: "N", text: "N2" },
      ],
    });
    const text = render(report([fileReport({ findings: [gap] })]), "pretty", false);
    assert.match(text, /T {7}N {4}combinations\n {4}T3\.\.T4 {2}N2 {3}12\n {4}T1 {6}any {2}1,200/);
    assert.match(text, /for example: T=T3, N=N2/);
    assert.match(text, /\n1 file: 1 error\n$/);
  });

  it("has colours only where they are asked for", () => {
    const made = report([fileReport({ findings: [finding()] })]);
    assert.ok(!render(made, "pretty", false).includes("\u001b"));
    assert.ok(render(made, "pretty", true).includes("\u001b[31m"));
  });

  it("tells failing cases in full and counts those that pass", () => {
    const passed = {
      uri: "/rules/a.stage",
      span: { start: 8, end: 20 },
      title: "Worked, line 2",
      status: "passed" as const,
      checks: [],
      message: undefined,
    };
    const failed = {
      ...passed,
      title: "Worked, line 3",
      status: "failed" as const,
      checks: [{ variable: "stage", expected: "IB", actual: "IIA", passed: false, span: { start: 0, end: 0 }, patient: new Map() }],
    };
    const text = render(
      report([fileReport({ examples: { results: [passed, failed], coverage: [] } })], { command: "test" }),
      "pretty",
      false,
    );
    assert.match(text, /Worked: 1 passed, 1 failed/);
    assert.match(text, /failed Worked, line 3/);
    assert.match(text, /stage: +expected +IB\n +actual +IIA/);
    assert.doesNotMatch(text, /line 2/);
  });
});

describe("fail level and limit", () => {
  it("fails from the level on, and never by a hint", () => {
    const failing = (level: "error" | "warning" | "info" | "never") =>
      (["error", "warning", "info", "hint"] as const).filter((severity) => fails(severity, level));
    assert.deepEqual(failing("error"), ["error"]);
    assert.deepEqual(failing("warning"), ["error", "warning"]);
    assert.deepEqual(failing("info"), ["error", "warning", "info"]);
    assert.deepEqual(failing("never"), []);
  });

  it("keeps the most severe findings, in the order of the file", () => {
    const findings = [finding({ severity: "hint" }), finding({ severity: "warning" }), finding({ severity: "error" })];
    const limited = limitFindings([fileReport({ findings })], 2);
    assert.equal(limited.hidden, 1);
    assert.deepEqual(
      limited.files[0]?.findings.map((one) => one.severity),
      ["warning", "error"],
    );
    assert.equal(limited.files[0]?.failing, 2);
  });
});
