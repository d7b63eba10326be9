/** Renaming over the places that a reader would mark by hand, and the reasons for which it is refused. */
import assert from "node:assert/strict";
import { prepareRename, renameAt } from "#server";
import { edited, pointed } from "./cursor.ts";

const rename = (fixture: string, name: string) => {
  const at = pointed(fixture);
  const answer = renameAt(at.schemes, at.spot, name);
  if ("refused" in answer) return { refused: answer.refused, textOf: () => "" };
  return { refused: undefined, textOf: (file = "main.stage") => edited(at, answer.changes, file) };
};

const plain = "category T { T1  T2 }\ncategory cT { T1  T2 }\ncategory g { a  b }\n";

describe("rename", () => {
  it("changes a label in its category alone", () => {
    const { textOf } = rename(`${plain}table { T | cT => g; T$01 | T1 => a; T2 | T1 => b }\n`, "T9");
    assert.equal(
      textOf(),
      `category T { T9  T2 }\ncategory cT { T1  T2 }\ncategory g { a  b }\ntable { T | cT => g; T9 | T1 => a; T2 | T1 => b }\n`,
    );
  });

  it("writes a label in quotes where the language wants it", () => {
    const { textOf } = rename(`${plain}table { T => g; T1 => $0a; T2 => b }\n`, "very low");
    assert.match(textOf(), /g \{ "very low" {2}b \}/);
    assert.match(textOf(), /T1 => "very low";/);
    assert.match(rename(`${plain}table { T => g; T1 => $0a }\n`, "none").textOf(), /T1 => "none" \}/);
  });

  it("changes a variable in three files, from the one that only uses it", () => {
    const at =
      '//- base.stage\ncategory T { T1 T2 }\n//- one.stage\nuse T from "base.stage"\nflag one = 0\n//- two.stage\nuse "base.stage"\ncategory g { a b }\ntable { $0T => g; T1 => a; T2 => b }\n';
    const { textOf } = rename(at.replace("flag one = 0\n", "flag one\n"), "tumour");
    assert.equal(textOf("base.stage"), "category tumour { T1 T2 }\n");
    assert.equal(textOf("one.stage"), 'use tumour from "base.stage"\nflag one\n');
    assert.match(textOf("two.stage"), /table \{ tumour => g; T1 => a; T2 => b \}/);
  });

  it("changes what stands after the dot of a name from a file with `as`", () => {
    const at =
      '//- base.stage\ncategory T { T1 T2 }\ncategory g { a b }\ntable { T => g; T1 => a; T2 => b }\n//- main.stage\nuse "base.stage" as d\nlet x = d.$0g = a\ncase "c" {\n  given T = T1\n  expect d.g = a\n}\nexamples { T => d.g; T2 => b }\n';
    const { textOf } = rename(at, "group");
    assert.equal(
      textOf("main.stage"),
      'use "base.stage" as d\nlet x = d.group = a\ncase "c" {\n  given T = T1\n  expect d.group = a\n}\nexamples { T => d.group; T2 => b }\n',
    );
    assert.match(textOf("base.stage"), /category group .*\ntable \{ T => group;/);
  });

  it("changes a citation key in its file", () => {
    const { textOf } = rename('scheme "S" {\n  cite k "Paper"\n}\ncategory T @$0k { T1 }\n', "paper");
    assert.equal(textOf(), 'scheme "S" {\n  cite paper "Paper"\n}\ncategory T @paper { T1 }\n');
  });

  it("leaves other spellings of a record as they are", () => {
    const { textOf } = rename(`category T { $0T1 also "p1"  T2 }\ncategory g { a b }\nexamples { T => g; p1 => a; T1 => a }\n`, "T9");
    assert.match(textOf(), /T9 also "p1" .*\n.*\nexamples \{ T => g; p1 => a; T9 => a \}/);
  });

  it("reaches what a user of a part of a file does not see", () => {
    const base =
      "category T, U { T1 T2 }\ncategory g { a b }\ncategory h { a b }\ntable { T => g; T1 => a; T2 => b }\ntable { U => h; T1 => a; T2 => b }\n";
    const { textOf } = rename(`//- base.stage\n${base}//- main.stage\nuse g, T from "base.stage"\nexamples { T => g; $0T1 => a }\n`, "T9");
    assert.equal(textOf("base.stage"), base.replaceAll("T1", "T9"));
    assert.match(textOf("main.stage"), /T9 => a/);
  });

  describe("is refused", () => {
    const table = `${plain}number n\nflag f\n`;
    for (const [what, fixture, name, reason] of [
      ["for a label that its category has", table.replace("{ T1", "{ $0T1"), "T2", /T2 is taken in T/],
      ["for a label that differs in case alone from one that there is", table.replace("{ T1", "{ $0T1"), "t2", /t2 is taken in T/],
      ["for another spelling of a variable", `${table}number m also "MM"\nnumber $0k\n`, "MM", /MM is another spelling of m/],
      ["for a variable that there is", table.replace("number n", "number $0n"), "f", /f is a variable already/],
      ["for a word of the language", table.replace("number n", "number $0n"), "when", /'when' is a word of the language/],
      ["for a name that needs quotes", table.replace("number n", "number $0n"), "my size", /one word of letters/],
      ["for an empty label", table.replace("{ T1", "{ $0T1"), " ", /cannot be empty/],
      [
        "beside a line that cannot be read",
        `${table}table { T => g; $0T1 => a\n  T1 | \n}\n`,
        "T9",
        /Line \d+ cannot be read and may name T1/,
      ],
      [
        "where a comparison would read the name as a label",
        `${plain}category U { T1 T2 }\nlet x = T = $0U\n`.replace("category U", "category U"),
        "T1",
        /would mean something else/,
      ],
      ["on a word without a meaning", "ta$0ble { }\n", "x", /Only variables, labels and citation keys/],
    ] as const) {
      it(what, () => assert.match(rename(fixture, name).refused ?? "", reason));
    }
  });

  it("prepares with the word without quotes", () => {
    const { spot } = pointed('category g { "very$0 low"  high }\n');
    assert.deepEqual(prepareRename(spot), {
      range: { start: { line: 0, character: 13 }, end: { line: 0, character: 23 } },
      placeholder: "very low",
    });
  });
});
