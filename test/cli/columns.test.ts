import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import { addedColumns, isUsage, meaningOf, planColumns, type Wishes } from "#cli";
import type { Scheme } from "#engine";
import { labels, variable } from "./support.ts";

const variables = [
  variable("T", { also: ["tumour", "pT"] }),
  variable("N"),
  variable("size", { kind: "number", also: ["Size mm"] }),
  variable("invades", { kind: "set", labels: labels("heart", "trachea", "N") }),
  variable("grows_into", { kind: "set", labels: labels("trachea", "nerve") }),
  variable("stage", { decided: true }),
  variable("score", { kind: "number", decided: true }),
];
const rules = { uri: "/rules/a.stage", title: undefined, variables } as unknown as Scheme;
const nothing: Wishes = { map: [], set: [], given: [], unknownWords: [], expect: [] };

const plan = (header: readonly string[], wishes: Partial<Wishes> = {}) => {
  const made = planColumns(header, rules, { ...nothing, ...wishes });
  assert.ok(!isUsage(made), isUsage(made) ? made.usage : "");
  return made;
};
const refused = (header: readonly string[], wishes: Partial<Wishes> = {}): string => {
  const made = planColumns(header, rules, { ...nothing, ...wishes });
  assert.ok(isUsage(made), "should have been refused");
  return made.usage;
};
const read = (header: readonly string[], wishes: Partial<Wishes> = {}): readonly string[] =>
  plan(header, wishes).inputs.map(
    ({ name, meant }) => `${name}->${meant.variable.name}${meant.kind === "member" ? `.${meant.member}` : ""}`,
  );

describe("names of variables", () => {
  it("takes the declared name before any other spelling", () => {
    assert.deepEqual(meaningOf("N", variables), { kind: "variable", variable: variables[1] });
    const pair = [variable("n"), variable("N")];
    assert.deepEqual(meaningOf("N", pair), { kind: "variable", variable: pair[1] });
  });

  it("means nothing where it could mean two things", () => {
    const meant = meaningOf("trachea", variables);
    assert.deepEqual(meant, { kind: "ambiguous", names: ["invades.trachea", "grows_into.trachea"] });
    assert.equal(meaningOf("liver", variables), undefined);
  });
});

describe("columns of a case file", () => {
  it("match by name, by other spellings and without regard to case", () => {
    assert.deepEqual(read(["T", "n", " size MM "]), ["T->T", "n->N", "size MM->size"]);
    assert.deepEqual(read(["PT"]), ["PT->T"]);
  });

  it("may stand for one member of a set", () => {
    assert.deepEqual(read(["invades.heart", "nerve", "invades.trachea"]), [
      "invades.heart->invades.heart",
      "nerve->grows_into.nerve",
      "invades.trachea->invades.trachea",
    ]);
  });

  it("are named once where they match nothing or more than one thing", () => {
    const made = plan(["T", "age", "", "trachea"]);
    assert.equal(made.remarks.length, 2);
    assert.match(made.remarks.join("\n"), /trachea is not read: it may mean invades\.trachea or grows_into\.trachea/);
    assert.match(made.remarks.join("\n"), /no variable of these rules has: age, \(no name\)$/m);
  });

  it("may not have one name twice", () => {
    assert.match(refused(["T", "N", "T "]), /more than one column named "T"/);
    assert.deepEqual(read(["T", "", ""]), ["T->T"]);
  });

  it("may not record one variable twice", () => {
    assert.match(refused(["T", "tumour"]), /"T" and "tumour" both record T/);
    assert.match(refused(["invades", "heart"]), /both record invades/);
    assert.deepEqual(read(["T", "tumour"], { map: [{ column: "tumour", variable: "" }] }), ["T->T"]);
  });

  it("hold a decision only with --given", () => {
    const made = plan(["T", "stage"]);
    assert.deepEqual(
      made.inputs.map((input) => input.name),
      ["T"],
    );
    assert.match(made.remarks.join(), /--given NAME.*: stage$/);
    assert.deepEqual(read(["T", "stage"], { given: ["stage"] }), ["T->T", "stage->stage"]);
    assert.match(refused(["T"], { given: ["stage"] }), /no column of the input holds it/);
    assert.match(refused(["T"], { given: ["T"] }), /do not decide "T"; they decide stage, score/);
  });

  it("are never an input where --expect names them", () => {
    const made = plan(["T", "stage"], { expect: [{ column: "stage", variable: undefined }] });
    assert.deepEqual(
      made.inputs.map((input) => input.name),
      ["T"],
    );
    assert.deepEqual(made.expected, [{ index: 1, name: "stage", decision: "stage" }]);
    assert.match(refused(["T", "stage"], { given: ["stage"], expect: [{ column: "stage", variable: undefined }] }), /never an input/);
  });

  it("with an expected answer say which decision they hold, or it is asked", () => {
    assert.equal(plan(["T", "answer"], { expect: [{ column: "answer", variable: "score" }] }).expected[0]?.decision, "score");
    assert.match(
      refused(["T", "answer"], { expect: [{ column: "answer", variable: undefined }] }),
      /--expect answer=NAME with one of stage, score/,
    );
    assert.match(refused(["T", "answer"], { expect: [{ column: "answer", variable: "N" }] }), /do not decide "N"/);
    assert.match(
      refused(["T", "answer"], { expect: [{ column: "anser", variable: "score" }] }),
      /no column "anser" \(did you mean "answer"\?\)/,
    );
  });

  it("obey --map", () => {
    assert.deepEqual(
      read(["cT", "hart"], {
        map: [
          { column: "cT", variable: "T" },
          { column: "hart", variable: "invades.heart" },
        ],
      }),
      ["cT->T", "hart->invades.heart"],
    );
    assert.match(refused(["cT"], { map: [{ column: "cT", variable: "TT" }] }), /no variable "TT"/);
    assert.match(refused(["cT"], { map: [{ column: "dT", variable: "T" }] }), /--map: the input has no column "dT"/);
    assert.match(refused(["old"], { map: [{ column: "old", variable: "stage" }] }), /add --given stage/);
  });
});

describe("added columns", () => {
  it("are five for each decision", () => {
    assert.deepEqual(addedColumns(["T"], ["stage"]), ["stage", "stage_outcome", "stage_possible", "stage_needs", "stage_reason"]);
  });

  it("never replace a column of the input", () => {
    assert.deepEqual(addedColumns(["stage", "stage_reason"], ["stage"]), [
      "stage_derived",
      "stage_outcome",
      "stage_possible",
      "stage_needs",
      "stage_reason_derived",
    ]);
    assert.equal(new Set(addedColumns([], ["a", "a_outcome"])).size, 10);
    const twice = [...addedColumns(["stage", "stage_derived"], ["stage"])];
    assert.equal(new Set([...twice, "stage", "stage_derived"]).size, 7);
  });
});
