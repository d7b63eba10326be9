/** The tool that seeds mistakes, and the page that it wrote: its figures are of these files, and above the floors. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { between, compare, moved } from "./decimals.ts";
import { type Judged, judgeOf } from "./judge.ts";
import { codeHash, forget, keep, keyOf, readKept } from "./kept.ts";
import { exampleFiles, fingerprintOf, measure, spread } from "./measure.ts";
import { type Kind, kinds, type Mutant, mutantsOf } from "./mutants.ts";
import { fileRow, floors, survivorsOf } from "./page.ts";
import { subjectOf } from "./subject.ts";

const page = readFileSync("docs/mutation.md", "utf8");

/** The cells of the rows of one of the page's tables, by their first cell. */
function tableUnder(title: string): ReadonlyMap<string, readonly string[]> {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return new Map(rows.slice(2).map((line) => [(line.split("|")[1] ?? "").trim(), line.split("|").slice(2, -1)] as const));
}

const numbersOf = (row: readonly string[] | undefined): readonly number[] => (row ?? []).slice(0, 5).map(Number);

describe("docs/mutation.md", () => {
  it("is of the example files as they stand (else run npm run mutation)", () => {
    const rows = [...tableUnder("Files")].map(([file, cells]) => `${file.replace(/.*\(\.\.\/(.*)\)/, "$1")} ${cells[0]?.trim()}`);
    assert.deepEqual(
      rows,
      exampleFiles().map((file) => `${file} ${fingerprintOf(file)}`),
    );
  });

  for (const file of ["examples/heme/iss.stage", "examples/heme/r-iss.stage", "examples/solid/colon-rectum-ajcc8.stage"]) {
    it(`says of ${file} what seeding it again says`, () => {
      const run = measure(file);
      assert.ok(page.includes(`\n| ${fileRow(run).join(" | ")} |\n`), fileRow(run).join(" | "));
      assert.ok(page.includes(`\n${survivorsOf(run)}\n`), survivorsOf(run));
    }).timeout(120_000);
  }

  it("has figures that add up", () => {
    const table = tableUnder("Kinds of mistakes");
    const sums = kinds.map((kind) => numbersOf(table.get(kind)));
    for (const [made = 0, same = 0, caught = 0, noted = 0, missed = 0] of sums) assert.equal(made, same + caught + noted + missed);
    const total = numbersOf(table.get("all"));
    assert.deepEqual(
      total,
      total.map((_, index) => sums.reduce((sum, row) => sum + (row[index] ?? 0), 0)),
    );
    const listed = (page.split("## Survivors")[1] ?? "").split("\n").filter((line) => line.startsWith("- line "));
    assert.equal(listed.length, total[4]);
    const files = [...tableUnder("Files").values()].reduce((sum, cells) => sum + Number(cells[1]), 0);
    assert.equal(files, total[0]);
  });

  for (const [kind, floor] of Object.entries(floors) as readonly (readonly [Kind, number])[]) {
    it(`has at least ${floor} % caught of: ${kind}`, () => {
      const [made = 0, same = 0, caught = 0] = numbersOf(tableUnder("Kinds of mistakes").get(kind));
      assert.ok(made - same > 100);
      assert.ok(100 * caught >= floor * (made - same), `${caught} of ${made - same}`);
    });
  }
});

const SMALL = `scheme "Small" { edition "1" }
category T unknown TX { T0  T1 { T1a  T1b }  T2 }
number size from 0
flag ill
category stage { I  II { IIA  IIB }  III }
exclude "never" {
  T
  T0
}
table {
  T        | size     | ill => stage
  T1a, T1b | < 2      | any => I
  T1a, T1b | 2 ..< 5  | any => IIA
  T2       | < 5      | any => IIB
  any      | >= 5     | no  => III
  any      | >= 5     | yes => III
}
`;

const small = () => subjectOf("small.stage", SMALL);
const toldOf = (kind: Kind): readonly string[] =>
  mutantsOf(small())
    .filter((mutant) => mutant.kind === kind)
    .map((mutant) => `${mutant.line} ${mutant.told.replace(/^.*: |^.*\|.*=> \w+$/, "")}`);

describe("results that are kept", () => {
  it("are read back as they were, under one name for a file, the files that it uses and the code", () => {
    const run = measure("examples/heme/iss.stage");
    const key = keyOf(run.file, "no code");
    keep(key, run.judged);
    assert.deepEqual(readKept(key), JSON.parse(JSON.stringify(run.judged)));
    forget(key);
    assert.equal(readKept(key), undefined);
    assert.notEqual(keyOf(run.file, "other code"), key);
    assert.notEqual(keyOf("examples/heme/r-iss.stage", "no code"), key);
    assert.match(codeHash(), /^[0-9a-f]{64}$/);
  }).timeout(60_000);
});

describe("seeded mistakes", () => {
  it("are all the deleted rows, and of other kinds at most so many, evenly over the file", () => {
    const made = (kind: Kind, count: number): readonly Mutant[] =>
      Array.from({ length: count }, (_, line) => ({ file: "", idle: false, kind, line, told: "", text: "" }));
    const tried = spread([...made("row deleted", 50), ...made("bound moved", 50), ...made("rows swapped", 7)]);
    const linesOf = (kind: Kind) => tried.filter((mutant) => mutant.kind === kind).map((mutant) => mutant.line);
    assert.equal(linesOf("row deleted").length, 50);
    assert.deepEqual(linesOf("bound moved").slice(0, 5), [0, 2, 5, 7, 10]);
    assert.equal(linesOf("bound moved").length, 20);
    assert.equal(linesOf("rows swapped").length, 7);
  });

  it("delete each row of tables and excludes, and leave its line", () => {
    const deleted = mutantsOf(small()).filter((mutant) => mutant.kind === "row deleted");
    assert.deepEqual(
      deleted.map((mutant) => mutant.line),
      [8, 12, 13, 14, 15, 16],
    );
    for (const { text } of deleted) assert.equal(text.split("\n").length, SMALL.split("\n").length);
    assert.ok(deleted[1] !== undefined && !deleted[1].text.includes("=> I\n") && deleted[1].text.includes("=> IIA"));
  });

  it("change a result to both neighbours that are given, to another label and to none", () => {
    const second = toldOf("result changed").filter((told) => told.startsWith("13 "));
    assert.deepEqual(second.slice(0, 2), ["13 IIA → I", "13 IIA → IIB"]);
    assert.match(second[2] ?? "", /^13 IIA → (II|III)$/);
    assert.deepEqual(second.slice(3), ['13 IIA → none "seeded"']);
    assert.equal(toldOf("result changed").filter((told) => told.startsWith("12 ")).length, 3);
  });

  it("open and close ends, and move numbers by one and by a tenth", () => {
    const moves = toldOf("bound moved");
    assert.deepEqual(
      moves.filter((told) => told.startsWith("12 ")),
      ["12 < → <=", "12 2 → 3", "12 2 → 1", "12 2 → 2.1", "12 2 → 1.9"],
    );
    const both = moves.filter((told) => told.startsWith("13 "));
    assert.deepEqual(
      both.map((told) => told.replace(/ +/g, " ")),
      [
        "13 ..< → <..<",
        "13 ..< → ..",
        "13 2 → 3",
        "13 2 → 1",
        "13 2 → 2.1",
        "13 2 → 1.9",
        "13 5 → 6",
        "13 5 → 4",
        "13 5 → 5.1",
        "13 5 → 4.9",
      ],
    );
  });

  it("drop each alternative of a cell that has several", () => {
    assert.deepEqual(toldOf("alternative dropped"), ["12 without T1a", "12 without T1b", "13 without T1a", "13 without T1b"]);
  });

  it("swap neighbours of one table, and every pair under first", () => {
    assert.equal(mutantsOf(small()).filter((mutant) => mutant.kind === "rows swapped").length, 4);
    const first = subjectOf("small.stage", SMALL.replace("table {", "table first {"));
    const swaps = mutantsOf(first).filter((mutant) => mutant.kind === "rows swapped");
    assert.equal(swaps.length, 10);
    assert.ok(swaps.every((mutant) => !mutant.idle));
  });

  it("misspell each label of a rule twice, never alike", () => {
    const misspelt = toldOf("label misspelt");
    // The exclude's T0; five labels in two cells of T, one in a third; five results.
    assert.equal(misspelt.length, 2 * (1 + 5 + 5));
    const texts = mutantsOf(small()).flatMap((mutant) => (mutant.kind === "label misspelt" ? [mutant.text] : []));
    assert.equal(new Set(texts).size, texts.length);
  });
});

describe("judging a mutant", () => {
  const judgedText = (change: (text: string) => string, idle = false): Judged => {
    const subject = small();
    const mutant: Mutant = { kind: "row deleted", file: "small.stage", line: 1, told: "", idle, text: change(SMALL) };
    assert.notEqual(mutant.text, SMALL);
    return judgeOf(subject).judge(mutant);
  };

  it("calls a row missed that leaves a gap: caught", () => {
    const { codes, answers } = judgedText((text) => text.replace("  T2       | < 5      | any => IIB\n", ""));
    assert.ok(codes.includes("gap"));
    assert.equal(answers, "not compared");
  });

  it("finds that nothing changes where other rows cover the same records alike", () => {
    const both = judgedText((text) => text.replace("any      | >= 5     | no  => III", "any      | >= 5     | any => III"));
    assert.equal(both.answers, "same");
  });

  it("finds the record that comes out differently where nothing is told", () => {
    const { codes, answers, witness } = judgedText((text) => text.replace("=> IIA\n", "=> IIB\n"));
    assert.deepEqual(
      codes.filter((code: string) => code !== "unreachable-result"),
      [],
    );
    assert.equal(answers, "differs");
    assert.match(witness ?? "", /^T = T1[ab], size = (2|3\.5), ill = (no|yes)$/);
  });

  it("finds a record beyond the end of an opened interval, too", () => {
    const { answers } = judgedText((text) => text.replaceAll(">= 5 ", ">= 9 ").replace("< 5      | any => IIB", "< 9      | any => IIB"));
    assert.notEqual(answers, "same");
  });
});

describe("decimals", () => {
  it("move by one in any place, exactly", () => {
    assert.deepEqual(
      [moved("5.7", 1, 1n), moved("5.7", 2, -1n), moved("0", 0, -1n), moved("9.9", 1, 1n), moved("-0.5", 1, 1n), moved("0.03535", 0, -1n)],
      ["5.8", "5.69", "-1", "10", "-0.4", "-0.96465"],
    );
  });
  it("compare as numbers, and know the middle", () => {
    assert.deepEqual([compare("10", "9"), compare("1.50", "1.5"), compare("-2", "-1")], [1, 0, -1]);
    assert.deepEqual([between("2", "5"), between("0", "0.1"), between("-1", "0")], ["3.5", "0.05", "-0.5"]);
  });
});
