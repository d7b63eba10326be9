/** A scheme as a form, what is entered in it, and the answers. */
import assert from "node:assert/strict";
import { type Entry, exampleAt, formOf, load, newExample, runExamples, type Scheme, tryCase } from "#engine";
import { parse } from "#grammar";
import { schemeOf } from "./cases.ts";

const rules = `scheme "Sizes" { cite book "A book" doi "10.1/2" }
category T "Primary tumour" unknown TX @book("p. 3") { T1: "small" { T1a  T1b }  T2 }
category N { N0 { N0  "N0(i+)" }  N1 }
number size "Size" unit cm from 0 to 30
number wbc unit "10*9/L" from > 0
number age unit years
number share unit "%" from 0 to 100
number ecog from 0 to 4 step 1
flag smoker assume no
flag idle
set invades { pleura  heart }
category risk { "very low"  high }
category stage { I  II }
table {
  T  | size => risk
  T1 | <= 3 => "very low"
  T1 | > 3  => high
  T2 | any  => high
}
decide stage first {
  II when risk = high or smoker or N = N1
  II when invades has heart or wbc > 20 or age > 80 or ecog > 3 or share > 90
  otherwise I
}
examples "By size" {
  T   | size => risk
  T1a | 2    => "very low"
}
`;
const scheme = schemeOf(rules);
const field = (name: string, of = scheme) => formOf(of).fields.find((one) => one.name === name) ?? assert.fail(name);
const possible = (entries: readonly Entry[], decision = "stage") =>
  tryCase(scheme, entries).answers.find((one) => one.decision.name === decision)?.answer.possible;

describe("the form of a scheme", () => {
  it("asks for what is recorded in the order of the text, then for what the rules derive", () => {
    assert.deepEqual(
      formOf(scheme).fields.map(({ name, decided }) => (decided ? `(${name})` : name)),
      ["T", "N", "size", "wbc", "age", "share", "ecog", "smoker", "idle", "invades", "(risk)", "(stage)"],
    );
  });

  it("knows what no rule reads, and which decision the others are made for", () => {
    const unread = formOf(scheme).fields.filter(({ read, decided }) => !read && !decided);
    assert.deepEqual(
      unread.map(({ name }) => name),
      ["idle"],
    );
    assert.deepEqual(
      formOf(scheme).decisions.map(({ name, final, reads }) => [name, final, [...reads].sort().join(" ")]),
      [
        ["risk", false, "T size"],
        ["stage", true, "N T age ecog invades risk share size smoker wbc"],
      ],
    );
  });

  it("offers labels as a tree, parents too, and keeps a plain case apart from its parent", () => {
    assert.deepEqual(
      field("T").labels.map(({ text, record, depth, parent, title }) => [text, record, depth, parent, title ?? ""]),
      [
        ["T1", "T1", 0, true, "small"],
        ["T1a", "T1a", 1, false, ""],
        ["T1b", "T1b", 1, false, ""],
        ["T2", "T2", 0, false, ""],
      ],
    );
    assert.deepEqual(
      field("N").labels.map(({ text, record, plain }) => [text, record, plain]),
      [
        ["N0", "N0, N0(i+)", false],
        ["N0", "N0", true],
        ["N0(i+)", "N0(i+)", false],
        ["N1", "N1", false],
      ],
    );
  });

  it("offers the units that convert, the declared one first, and no others", () => {
    assert.deepEqual(field("size").units.slice(0, 2), ["cm", "mm"]);
    assert.ok(!field("size").units.includes("mm2") && !field("size").units.includes("g"));
    assert.deepEqual(field("age").units, ["years", "months", "weeks", "days"]);
    assert.ok(field("wbc").units.includes("/uL") && field("wbc").units.includes("10*3/uL") && !field("wbc").units.includes("g/L"));
    assert.deepEqual(field("share").units, ["%"]);
    assert.deepEqual(field("ecog").units, []);
  });

  it("tells ranges, steps, unknowns, assumptions and sources", () => {
    const { lowest, highest, step, range } = field("ecog");
    assert.deepEqual({ lowest, highest, step, range }, { lowest: "0", highest: "4", step: "1", range: "0 to 4" });
    assert.deepEqual([field("T").unknowns, field("N").unknowns], [["TX"], []]);
    assert.deepEqual([field("smoker").assume, field("idle").assume], ["no", undefined]);
    assert.deepEqual(field("T").sources, ['@book ("p. 3"), A book, doi 10.1/2']);
  });
});

describe("a tried case", () => {
  it("is answered as the rules say, also where parts of it are open", () => {
    // T1 up to 3 cm is very low; nothing else raises it, smoking is assumed away, the rest is silent.
    assert.deepEqual(
      possible(
        [
          { variable: "T", text: "T1" },
          { variable: "size", text: "2" },
        ],
        "risk",
      ),
      ["very low"],
    );
    assert.deepEqual(possible([{ variable: "T", text: "T1" }], "risk"), ["very low", "high"]);
    assert.deepEqual(possible([{ variable: "T", text: "T2" }]), ["II"]);
    const settled = tryCase(scheme, [{ variable: "T", text: "T1" }]).answers.find(({ decision }) => decision.name === "risk");
    assert.deepEqual(settled?.answer.needs, ["size"]);
  });

  it("reads a number in the unit that is chosen, each of several, and leaves a unit that is written", () => {
    const risk = (text: string, unit?: string) =>
      possible(
        [
          { variable: "T", text: "T1" },
          { variable: "size", text, ...(unit === undefined ? {} : { unit }) },
        ],
        "risk",
      );
    assert.deepEqual(risk("33"), ["invalid"]);
    assert.deepEqual(risk("33", "mm"), ["high"]);
    assert.deepEqual(risk("> 33", "mm"), ["high"]);
    assert.deepEqual(risk("20, 33", "mm"), ["very low", "high"]);
    assert.deepEqual(risk("31..33", "mm"), ["high"]);
    assert.deepEqual(risk("31 <..< 33", "mm"), ["high"]);
    // 4 mm or 5 mm, never 4 cm or 5 mm.
    for (const list of ["4 ,5", "4|5", " 4 , 5 "]) assert.deepEqual(risk(list, "mm"), ["very low"], list);
    assert.deepEqual(risk("3.1 cm..33", "mm"), ["high"]);
    for (const unclear of ["4,5", "4 5", "4 kg", "four"]) assert.deepEqual(risk(unclear, "mm"), ["invalid"], unclear);
    assert.deepEqual(risk("3.3 cm", "mm"), ["high"]);
  });

  it("takes members of a set one by one, and a derived value beside what is recorded", () => {
    assert.deepEqual(possible([{ variable: "invades", member: "heart", text: "yes" }]), ["II"]);
    assert.deepEqual(possible([{ variable: "risk", text: "high" }]), ["II"]);
    const both = possible(
      [
        { variable: "risk", text: "very low" },
        { variable: "T", text: "T2" },
      ],
      "risk",
    );
    assert.deepEqual(both, ["invalid"]);
  });

  it("tells a value that cannot be read at its field, and what it makes invalid", () => {
    const tried = tryCase(scheme, [
      { variable: "size", text: "2,5" },
      { variable: "N", text: "N1" },
    ]);
    assert.deepEqual(
      tried.problems.map(({ variable, text }) => [variable, text]),
      [["size", "2,5"]],
    );
    assert.match(tried.problems[0]?.problem ?? "", /comma between digits/);
    assert.deepEqual(
      tried.answers.map(({ answer }) => answer.outcome.kind),
      ["invalid", "invalid"],
    );
  });

  it("keeps what the rules have no place for any more apart, and says why", () => {
    const { gone, problems } = tryCase(scheme, [
      { variable: "grade", text: "G1" },
      { variable: "invades", member: "aorta", text: "yes" },
      { variable: "T", text: "T9" },
    ]);
    assert.deepEqual(
      gone.map(({ problem }) => problem),
      ["the rules have no variable grade", "invades has no member aorta"],
    );
    assert.deepEqual(
      problems.map(({ variable }) => variable),
      ["T"],
    );
  });

  it("is not answered while the rules have an error", () => {
    const text = rules.replace("T2 | any  => high", "T2 | any  => hihg");
    const broken = load({ uri: "rules.stage", text, parsed: parse(text) }, () => undefined);
    const tried = tryCase(broken, [{ variable: "T", text: "T1" }]);
    assert.deepEqual([tried.answers.length, tried.blocked.map(({ code }) => code)], [0, ["unknown-label"]]);
    assert.equal(tried.form.fields.length, formOf(scheme).fields.length);
  });
});

describe("an example at a place", () => {
  const at = (text: string, mark: string, of: Scheme = schemeOf(text)) => exampleAt(of, text.indexOf(mark));
  const withCase = `${rules}case "In steps" {
  given T = T1, not invades has heart
  expect risk = "very low", high
  then size > 33 mm
  expect risk = high
}
`;

  it("is the row of a table, with what it records as entries", () => {
    const found = at(rules, "T1a | 2 ");
    assert.equal(found?.result.status, "passed");
    assert.deepEqual(found?.entries, [
      { variable: "T", text: "T1a" },
      { variable: "size", text: "2" },
    ]);
  });

  it("is a case up to the step at the place, and as it ends at its title", () => {
    assert.equal(at(withCase, 'expect risk = "very low"')?.result.checks.length, 1);
    const entries: readonly Entry[] = [
      { variable: "T", text: "T1" },
      { variable: "invades", member: "heart", text: "no" },
    ];
    assert.deepEqual(at(withCase, "given T = T1")?.entries, entries);
    const whole = at(withCase, '"In steps"');
    assert.equal(whole?.result.checks.length, 2);
    assert.deepEqual(whole?.entries.at(-1), { variable: "size", text: "> 33 mm" });
  });

  it("is none beside the examples, nor while the rules have an error", () => {
    assert.equal(at(rules, "decide stage"), undefined);
    const text = `${rules}table {`;
    assert.equal(
      at(
        text,
        "T1a | 2 ",
        load({ uri: "rules.stage", text, parsed: parse(text) }, () => undefined),
      ),
      undefined,
    );
  });
});

describe("a tried case as an example", () => {
  const made = (entries: readonly Entry[], expected: readonly { decision: string; text: string }[], title = "") => {
    const example = newExample(scheme, entries, expected, title);
    if (example.kind === "problem") return example.problem;
    const { edit, at } = example;
    const text = rules.slice(0, edit.start) + edit.text + rules.slice(edit.end);
    assert.match(text.slice(at), /^(T\S*|expect|\s*\|)/, "it tells where it stands");
    return text.slice(rules.indexOf("examples"));
  };
  const results = (added: string) =>
    runExamples(schemeOf(rules.slice(0, rules.indexOf("examples")) + added)).results.map(({ status }) => status);

  it("becomes a row of the table with its columns, in quotes where a label needs them", () => {
    const added = made(
      [
        { variable: "T", text: "T1" },
        { variable: "size", text: "25", unit: "mm" },
      ],
      [{ decision: "risk", text: "very low" }],
    );
    assert.equal(added, 'examples "By size" {\n  T   | size  => risk\n  T1a | 2     => "very low"\n  T1  | 25 mm => "very low"\n}\n');
    assert.deepEqual(results(added), ["passed", "passed"]);
  });

  it("leaves what the author did not say to be filled in", () => {
    assert.match(made([{ variable: "T", text: "TX" }], [{ decision: "risk", text: "" }]), /\n {2}TX {2}\| {6}=> \?\?\?\n/);
  });

  it("goes into the table with the fewest columns that has all it needs, and leaves the others blank", () => {
    const tables = 'examples "Wide" {\n  T   | size | smoker => risk\n  T1a | 2    | no     => "very low"\n}\n';
    for (const text of [`${rules}${tables}`, rules.replace("examples", `${tables}examples`)]) {
      const of = schemeOf(text);
      const where = (entries: readonly Entry[]) => {
        const example = newExample(of, entries, [{ decision: "risk", text: "" }], "");
        return example.kind === "example" ? example.where : example.problem;
      };
      assert.equal(where([{ variable: "T", text: "T1" }]), "the examples “By size”");
      assert.equal(where([{ variable: "smoker", text: "yes" }]), "the examples “Wide”");
      assert.equal(
        where([
          { variable: "smoker", text: "yes" },
          { variable: "N", text: "N1" },
        ]),
        "the case “Tried by hand”",
      );
    }
  });

  it("becomes a case of its own where no table has its columns", () => {
    const added = made(
      [
        { variable: "invades", member: "heart", text: "no" },
        { variable: "wbc", text: ">= 20000", unit: "/uL" },
        { variable: "N", text: "N0, N0(i+)" },
        { variable: "age", text: "?" },
      ],
      [{ decision: "stage", text: "I, II" }],
      'A "quoted" title',
    );
    assert.match(
      added,
      /\n\ncase "A \\"quoted\\" title" \{\n {2}given not invades has heart, wbc >= 20000 "\/uL", N in \(N0, "?N0\(i\+\)"?\), age = \?\n {2}expect stage = I, II\n\}\n/,
    );
    assert.deepEqual(results(added), ["passed", "passed"]);
  });

  it("fails like any other example where the author expects something else", () => {
    const added = made(
      [
        { variable: "T", text: "T2" },
        { variable: "size", text: "2" },
      ],
      [{ decision: "risk", text: "very low" }],
    );
    assert.deepEqual(results(added), ["passed", "failed"]);
  });

  it("is refused where it says nothing, or something that cannot be read", () => {
    assert.match(made([], [{ decision: "stage", text: "I" }]), /Nothing is recorded/);
    assert.match(made([{ variable: "size", text: "much" }], [{ decision: "stage", text: "I" }]), /size: 'much' is not a number/);
    assert.match(made([{ variable: "grade", text: "1" }], [{ decision: "stage", text: "I" }]), /no variable grade/);
    assert.match(
      made([{ variable: "T", text: "T1" }], [{ decision: "stage", text: "III" }]),
      /stage: 'III' is nothing that stage can come to/,
    );
  });
});
