/** Records and examples that cannot be meant: each has its outcome and its reason, and the decisions beside it are answered. */
import assert from "node:assert/strict";
import { type Answer, check, isUnreadable, load, type PatientCase, readCell, type Scheme, stage } from "#engine";
import { parse } from "#grammar";

const RULES = `
number size "Diameter" unit cm from 0 to 30
number ecog from 0 to 4 step 1
set invades { heart  trachea }
flag smoker
category T unknown TX { T1  T2 }
category N { N0  N1 }
category stage { I  II }

decide T {
  T1 when size <= 3 cm
  T2 when size > 3 cm
}
table {
  N  => stage
  N0 => I
  N1 => II
}
let fit = ecog <= 1
let inside = count(invades)
let quick = smoker
`;

const loadText = (text: string): Scheme => load({ uri: "main.stage", text, parsed: parse(text) }, () => undefined);

function answers(scheme: Scheme, record: Readonly<Record<string, string>>): ReadonlyMap<string, Answer> {
  const patient: PatientCase = new Map(
    Object.entries(record).flatMap(([name, text]) => {
      const reading = readCell(scheme, name, text);
      return reading === undefined ? [] : [[name, reading] as const];
    }),
  );
  return new Map(stage(scheme, patient).map((answer) => [answer.decision, answer]));
}

describe("records that cannot be read", () => {
  const scheme = loadText(RULES);
  it("the rules of this test are sound", () => assert.deepEqual(scheme.findings, []));

  for (const [variable, text, decision, why] of [
    ["size", "33 mg", "T", /mg/],
    ["size", "33 parsecs", "T", /parsecs/],
    ["size", "-1", "T", /range/],
    ["size", "31", "T", /range/],
    ["size", "> 40", "T", /range|fits/],
    ["size", "1,5", "T", /comma/],
    ["size", "3 4", "T", /./],
    ["size", "1e400", "T", /./],
    ["size", "NaN", "T", /./],
    ["size", "9".repeat(100_000), "T", /./],
    ["ecog", "1.5", "fit", /step/],
    ["N", "N7", "stage", /N7/],
    ["N", "{N0}", "stage", /./],
    ["N", "x".repeat(1_000_000), "stage", /./],
    ["smoker", "maybe", "quick", /yes or no/],
    ["invades", "{heart, liver}", "inside", /liver/],
    ["invades", "heart, {", "inside", /./],
  ] as const) {
    it(`${variable} "${text.slice(0, 20)}" makes ${decision} invalid with a reason, and leaves the others`, () => {
      const start = performance.now();
      const reading = readCell(scheme, variable, text);
      assert.ok(reading !== undefined && isUnreadable(reading));
      assert.match(reading.problem, why);
      const found = answers(scheme, { N: "N1", size: "2", [variable]: text });
      assert.equal(found.get(decision)?.outcome.kind, "invalid");
      assert.match(found.get(decision)?.reason ?? "", why);
      const beside = decision === "stage" ? "T" : "stage";
      assert.equal(found.get(beside)?.possible.join(), beside === "stage" ? "II" : "T1");
      assert.ok(performance.now() - start < 10_000);
    });
  }

  it("a recorded T that contradicts the size is invalid, and says so", () => {
    const answer = answers(scheme, { size: "5", T: "T1" }).get("T");
    assert.equal(answer?.outcome.kind, "invalid");
    assert.match(answer?.reason ?? "", /contradicts/);
  });

  it("a name that the rules do not have is told by its name", () => {
    const reading = readCell(scheme, "nothing", "1");
    assert.ok(reading !== undefined && isUnreadable(reading));
    assert.match(reading.problem, /nothing/);
  });
});

describe("examples that cannot be read", () => {
  const withExamples = (rows: string): ReturnType<typeof check> =>
    check(loadText(`${RULES}\nexamples {\n  size | N => T | stage\n${rows}\n}\n`));

  it("a value in the wrong unit is told at its row, and the rows beside it are run", () => {
    const { findings, examples } = withExamples("  2 g | N0 => T1 | I\n  20 mm | N0 => T1 | I\n  4 | N1 => T1 | II");
    assert.deepEqual(
      findings.filter(({ severity }) => severity === "error").map(({ code }) => code),
      ["example-invalid", "example-failed"],
    );
    assert.match(findings.find(({ code }) => code === "example-invalid")?.message ?? "", /size.* g/);
    assert.deepEqual(
      examples.results.map(({ status }) => status),
      ["invalid", "passed", "failed"],
    );
  });

  it("a value outside its range, and an expectation that nothing can meet, are told", () => {
    const { examples } = withExamples("  200 | N0 => T1 | I\n  2 | N0 => T9 | I");
    assert.deepEqual(
      examples.results.map(({ status }) => status),
      ["invalid", "invalid"],
    );
  });
});
